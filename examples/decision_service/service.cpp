#include "service.hpp"

#include "assets.hpp"
#include "batch_request.hpp"
#include "open_api.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace decision_service {
namespace {

constexpr const char* json_type = "application/json";
/// So many cases a batch has at most.
constexpr std::size_t most_cases = 10'000;
/// So many bytes its answer has at most, with what is recorded of it.
constexpr std::size_t most_answer_bytes = std::size_t{128} << 20U;
/// So much memory a thread keeps for the next request.
constexpr std::size_t most_kept = std::size_t{1} << 20U;

/// Nothing of the page comes from elsewhere, and it is shown inside of no other page.
constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const char* name_of(Language language) { return language == Language::zh ? "zh" : "en"; }

void answer_json(httplib::Response& response, std::string body) {
    response.status = 200;
    response.body = std::move(body);
    response.set_header("Content-Type", json_type);
    response.set_header("Cache-Control", "no-store");
}

/// Facts that are JSON, without a byte order mark, on one line: inside of texts JSON has no line breaks.
std::string on_one_line(std::string_view facts) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    while (facts.starts_with(mark))
        facts.remove_prefix(mark.size());
    std::string line(facts);
    // What is less than a blank is another blank here.
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return line;
}

/// A moment with its text, which the entries of a batch share.
struct Moment {
    std::int64_t at = now();
    std::string text = moment_text(at);
};

Entry entry_of(const Rules& rules, std::string_view facts, const Reply& reply, const Moment& moment) {
    return {decision_id(moment.at),
            moment.text,
            std::string(rules.policy()),
            std::string(rules.fingerprint()),
            std::string(reply.verdict),
            on_one_line(facts),
            reply.record};
}

/// A problem of one case of a batch, whose place is told from the whole.
Problem problem_in(Problem problem, std::size_t index) {
    problem.pointer = "/" + std::to_string(index) + problem.pointer;
    problem.line = problem.column = 0;
    return problem;
}

/// Gives a thread's memory back after a request that took unusually much.
class Lent {
  public:
    explicit Lent(Reply& reply) : reply_(reply) {}
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    ~Lent() {
        if (reply_.answer.capacity() > most_kept) std::string().swap(reply_.answer);
        if (reply_.record.capacity() > most_kept) std::string().swap(reply_.record);
    }

  private:
    Reply& reply_;
};

/// Tells a metric how long something took, when it goes.
class Timed {
  public:
    explicit Timed(Metrics& metrics) : metrics_(metrics) {}
    Timed(const Timed&) = delete;
    Timed& operator=(const Timed&) = delete;
    ~Timed() {
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began_;
        metrics_.took(taken.count());
    }

  private:
    Metrics& metrics_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace

/// Many requests may fail of one cause: it is said once a second, with how many there were.
void Service::report_failure(std::string_view why) {
    ++failures_;
    const std::int64_t at = now();
    std::int64_t before = reported_.load();
    if (at - before < 1'000'000 || !reported_.compare_exchange_strong(before, at)) return;
    report("the log, " + std::to_string(failures_.exchange(0)) +
           " requests not answered: " + std::string(why));
}

Service::Service(HttpServer& server, RuleBook& book, GroupCommit* log, Metrics& metrics)
    : server_(server), book_(book), log_(log), metrics_(metrics) {
    // The first pattern is looked at first.
    server.Post(R"(/v1/questions/([^/]+))",
                [this](const Request& request, Response& response) { decide(request, response); });
    server.Post(R"(/v1/questions/([^/]+)/batch)",
                [this](const Request& request, Response& response) { decide_batch(request, response); });
    add_lists();
    add_pages();
    server.set_logger(
        [this](const Request&, const Response& response) { metrics_.responded(response.status); });
    server.set_exception_handler(
        [this](const Request& request, Response& response, const std::exception_ptr&) {
            const Language language = server_.language_of(request);
            HttpServer::refuse(response, plain(ProblemKind::Fault, language), language);
        });
}

void Service::add_lists() {
    server_.Get("/v1/questions", [this](const Request&, Response& response) { list_questions(response); });
    server_.Get(R"(/v1/questions/([^/]+))",
                [this](const Request& request, Response& response) { describe(request, response); });
    server_.Get("/v1/tables", [this](const Request&, Response& response) { list_tables(response); });
    server_.Get("/openapi.json", [this](const Request& request, Response& response) {
        answer_json(response, open_api(*book_.in_force(), server_.language_of(request)));
    });
    server_.Get("/health",
                [](const Request&, Response& response) { answer_json(response, R"({"status":"ok"})"); });
    server_.Get("/metrics", [this](const Request&, Response& response) {
        response.set_content(metrics_.text(*book_.in_force(), server_.open_connections()),
                             "text/plain; version=0.0.4");
    });
}

void Service::add_pages() {
    const auto page = [](std::string_view name, Response& response) {
        const std::string_view text = page_file(name);
        if (text.empty()) {
            response.status = 404;
            return;
        }
        const char* const type = name.ends_with(".css")  ? "text/css; charset=utf-8"
                                 : name.ends_with(".js") ? "text/javascript; charset=utf-8"
                                                         : "text/html; charset=utf-8";
        response.set_content(text.data(), text.size(), type);
        response.set_header("Content-Security-Policy", page_policy);
        response.set_header("X-Content-Type-Options", "nosniff");
        response.set_header("Referrer-Policy", "no-referrer");
        response.set_header("Cache-Control", "no-cache");
    };
    server_.Get("/", [page](const Request&, Response& response) { page("page.html", response); });
    server_.Get(R"(/(page[a-z_]*\.(?:css|js)))", [page](const Request& request, Response& response) {
        page(request.matches[1].str(), response);
    });
}

void Service::list_questions(Response& response) const {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    const std::shared_ptr<const InForce> in_force = book_.in_force();
    for (const auto& [policy, rules] : in_force->rules) {
        const auto form = nlohmann::ordered_json::parse(rules->form());
        list.push_back({{"id", policy},
                        {"label", form.at("label")},
                        {"fingerprint", rules->fingerprint()},
                        {"made", rules->is_built_in() ? "built-in" : "table"}});
    }
    answer_json(response, list.dump());
}

RulesPointer Service::rules_of(const Request& request, Response& response) const {
    const std::shared_ptr<const InForce> in_force = book_.in_force();
    const auto found = in_force->rules.find(request.matches[1].str());
    if (found != in_force->rules.end()) return found->second;
    const Language language = server_.language_of(request);
    HttpServer::refuse(response, plain(ProblemKind::NoSuchQuestion, language), language);
    return nullptr;
}

void Service::describe(const Request& request, Response& response) const {
    const RulesPointer rules = rules_of(request, response);
    if (rules == nullptr) return;
    response.set_header("Tenet-Fingerprint", std::string(rules->fingerprint()));
    answer_json(response, std::string(rules->form()));
}

void Service::list_tables(Response& response) const {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    const std::shared_ptr<const InForce> in_force = book_.in_force();
    for (const TableFile& file : in_force->files) {
        nlohmann::ordered_json row{{"file", file.name}};
        if (!file.policy.empty()) row.update({{"policy", file.policy}, {"fingerprint", file.fingerprint}});
        if (!file.complaint.en.empty())
            row["refused"] = {{"en", file.complaint.en}, {"zh", file.complaint.zh}};
        list.push_back(std::move(row));
    }
    answer_json(response, list.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

bool Service::record(std::span<const Entry> entries, const Request& request, Response& response) {
    try {
        log_->commit(entries);
        return true;
    } catch (const LogFailure& failure) {
        const Language language = server_.language_of(request);
        metrics_.lost();
        report_failure(failure.what());
        HttpServer::refuse(response, plain(ProblemKind::NoLog, language), language);
        return false;
    }
}

std::optional<Service::Asked> Service::asked_by(const Request& request, Response& response) const {
    RulesPointer rules = rules_of(request, response);
    if (rules == nullptr) return std::nullopt;
    const Language language = server_.language_of(request);
    const std::string trial = request.get_param_value("trial");
    if (request.has_param("trial") && trial != "0" && trial != "1") {
        HttpServer::refuse(response, plain(ProblemKind::Parameter, language), language);
        return std::nullopt;
    }
    return Asked{std::move(rules), language, log_ != nullptr && trial != "1"};
}

void Service::answer_decided(Response& response, const Asked& asked, std::string body) {
    response.set_header("Tenet-Fingerprint", std::string(asked.rules->fingerprint()));
    response.set_header("Content-Language", name_of(asked.language));
    answer_json(response, std::move(body));
}

void Service::decide(const Request& request, Response& response) {
    const Timed timed(metrics_);
    const std::optional<Asked> asked = asked_by(request, response);
    if (!asked) return;
    const auto& [rules, language, records] = *asked;
    thread_local Reply reply;
    const Lent lent(reply);
    if (const std::optional<Problem> problem = rules->ask(request.body, language, reply)) {
        metrics_.refused(rules->policy(), problem->kind);
        return HttpServer::refuse(response, *problem, language);
    }
    if (records) {
        const Moment moment;
        const Entry entry = entry_of(*rules, request.body, reply, moment);
        if (!record({&entry, 1}, request, response)) return;
        response.set_header("Tenet-Decision", entry.id);
        response.set_header("Date", date_header(moment.at));
        metrics_.answered(rules->policy(), entry.verdict);
    }
    answer_decided(response, *asked, reply.answer);
}

void Service::decide_batch(const Request& request, Response& response) {
    const Timed timed(metrics_);
    const std::optional<Asked> asked = asked_by(request, response);
    if (!asked) return;
    const auto& [rules, language, records] = *asked;
    const auto cases = elements_of(request.body, most_cases + 1);
    if (!cases || cases->size() > most_cases)
        return HttpServer::refuse(
            response, plain(cases ? ProblemKind::TooLarge : ProblemKind::NotAnArray, language), language);
    thread_local Reply reply;
    const Lent lent(reply);
    std::vector<Entry> entries;
    if (records) entries.reserve(cases->size());
    std::map<std::string, std::size_t, std::less<>> verdicts;
    std::string body = "[";
    std::size_t recorded = 0;
    const Moment moment;
    for (std::size_t i = 0; i < cases->size(); ++i) {
        if (i != 0) body += ',';
        if (body.size() + recorded > most_answer_bytes)
            return HttpServer::refuse(response, plain(ProblemKind::AnswerTooLarge, language), language);
        if (std::optional<Problem> problem = rules->ask((*cases)[i], language, reply)) {
            metrics_.refused(rules->policy(), problem->kind);
            body += R"({"problem":)" + document_of(problem_in(std::move(*problem), i), language) + '}';
            continue;
        }
        body += '{';
        if (records) {
            ++verdicts[std::string(reply.verdict)];
            entries.push_back(entry_of(*rules, (*cases)[i], reply, moment));
            recorded += reply.record.size();
            body += R"("decision":")" + entries.back().id + R"(",)";
        }
        body += R"("answer":)";
        body += reply.answer;
        body += '}';
    }
    body += ']';
    if (!entries.empty() && !record(entries, request, response)) return;
    for (const auto& [verdict, count] : verdicts)
        metrics_.answered(rules->policy(), verdict, count);
    answer_decided(response, *asked, std::move(body));
}

}  // namespace decision_service
