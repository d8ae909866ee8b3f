#pragma once

#include "decision_log.hpp"
#include "http_server.hpp"
#include "metrics.hpp"
#include "rule_book.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace decision_service {

/// The addresses of the service and what it answers there.
class Service {
  public:
    /// `log` may be null: then nothing is recorded.
    Service(HttpServer& server, RuleBook& book, GroupCommit* log, Metrics& metrics);
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

  private:
    using Request = httplib::Request;
    using Response = httplib::Response;

    void add_pages();
    void add_lists();
    void list_questions(Response& response) const;
    void describe(const Request& request, Response& response) const;
    void list_tables(Response& response) const;
    void decide(const Request& request, Response& response);
    void decide_batch(const Request& request, Response& response);
    /// The rules of the question in the address; else the answer is that there is none.
    RulesPointer rules_of(const Request& request, Response& response) const;
    /// A question that is asked: by which rules it is answered, in which language, and whether that is recorded.
    struct Asked {
        RulesPointer rules;
        Language language;
        bool records;
    };
    /// What a request asks; nothing where it does not say so clearly, which is then the answer.
    std::optional<Asked> asked_by(const Request& request, Response& response) const;
    static void answer_decided(Response& response, const Asked& asked, std::string body);
    void report_failure(std::string_view why);
    bool record(std::span<const Entry> entries, const Request& request, Response& response);

    HttpServer& server_;
    RuleBook& book_;
    GroupCommit* log_;
    Metrics& metrics_;
    std::atomic<std::int64_t> reported_{0};   ///< when a failure of the log was last told
    std::atomic<std::uint64_t> failures_{0};  ///< how many requests failed since
};

}  // namespace decision_service
