#pragma once

#include "connection.hpp"
#include "problem.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <httplib.h>
#include <string>

namespace decision_service {

/// cpp-httplib's server on connections of ours: requests that follow one another at once, deadlines, limits, and problem documents for
/// whatever is wrong with a request itself.
class HttpServer final : public httplib::Server {
  public:
    HttpServer(const Limits& limits, Language language);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer() override;

    /// Takes a port, 0 for any; gives which, or 0 where it cannot be had.
    int take_port(const std::string& host, int port);
    /// Answers until `end` is called, then what was already asked.
    void run();
    /// Ends the run; called by any thread.
    void end();

    /// The language of a request: `?lang=zh`, else what the client accepts.
    Language language_of(const httplib::Request& request) const;
    /// Answers with a problem.
    static void refuse(httplib::Response& response, const Problem& problem, Language language);

    std::size_t open_connections() const { return shared_.open.load(std::memory_order_relaxed); }

  private:
    bool process_and_close_socket(socket_t socket) override;
    HandlerResponse before_body(const httplib::Request& request, httplib::Response& response) const;
    HandlerResponse refuse_unread(const httplib::Request& request, httplib::Response& response,
                                  ProblemKind kind) const;
    void explain_status(const httplib::Request& request, httplib::Response& response) const;
    void serve(Connection& connection);
    std::string raw_problem(ProblemKind kind) const;

    const Limits limits_;
    const Language language_;
    Sharing shared_;
    std::atomic<bool> has_run_{false};
};

}  // namespace decision_service
