#include "http_server.hpp"

#include "decision_log.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace decision_service {
namespace {

/// The connection that this thread serves.
thread_local Connection* served = nullptr;

constexpr const char* problem_type = "application/problem+json";

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

/// Whether the media type is that of JSON, whatever parameters it has. It must be told: pages of others may send untyped bodies
/// to a service on this machine without asking.
bool is_json(const std::string& type) {
    std::string name = lower(type.substr(0, type.find(';')));
    while (name.ends_with(' '))
        name.pop_back();
    return name == "application/json";
}

/// Whether where the body ends is told once and clearly.
bool is_framed(const httplib::Request& request) {
    for (const auto& [name, value] : request.headers)
        if (name.find_first_of(" \t") != std::string::npos) return false;
    const std::size_t lengths = request.get_header_value_count("Content-Length");
    const std::size_t encodings = request.get_header_value_count("Transfer-Encoding");
    if (lengths + encodings > 1) return false;
    if (encodings == 1) return lower(request.get_header_value("Transfer-Encoding")) == "chunked";
    const std::string length = request.get_header_value("Content-Length");
    return std::all_of(length.begin(), length.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// What is wrong with how the body of a request is sent, which is framed, if anything.
std::optional<ProblemKind> wrong_with(const httplib::Request& request, std::size_t most) {
    const std::string length = request.get_header_value("Content-Length");
    const bool chunked = request.has_header("Transfer-Encoding");
    const std::string encoding = request.get_header_value("Content-Encoding");
    if (!chunked && length.empty()) return ProblemKind::NoLength;
    if (!encoding.empty() && encoding != "identity") return ProblemKind::NotJsonType;
    if (!is_json(request.get_header_value("Content-Type"))) return ProblemKind::NotJsonType;
    if (chunked) return std::nullopt;
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
    if (error == std::errc::result_out_of_range || bytes > most) return ProblemKind::TooLarge;
    return std::nullopt;
}

/// The methods for an address that there is.
const char* allowed_at(const std::string& path) {
    if (!path.starts_with("/v1/questions/")) return "GET, HEAD";
    return path.ends_with("/batch") ? "POST" : "GET, HEAD, POST";
}

/// Whether there is something at an address, but not for this method.
bool is_used_otherwise(const httplib::Request& request) {
    const std::string& path = request.path;
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const bool read_only = path == "/" || path == "/v1/questions" || path == "/v1/tables" ||
                           path == "/openapi.json" || path == "/health" || path == "/metrics";
    if (read_only) return !reads;
    if (!path.starts_with("/v1/questions/")) return false;
    return reads ? path.ends_with("/batch") : request.method != "POST";
}

/// True while this thread is the one that takes connections, and has one too many.
thread_local bool overflowing = false;

/// The library's threads, with a bound on the connections that wait for one of them.
class Threads final : public httplib::TaskQueue {
  public:
    explicit Threads(std::size_t count) : most_waiting_(count), pool_(count) {}

    void enqueue(std::function<void()> serve) override {
        if (waiting_.load() >= most_waiting_) {
            overflowing = true;
            serve();
            overflowing = false;
            return;
        }
        ++waiting_;
        pool_.enqueue([this, serve = std::move(serve)] {
            --waiting_;
            serve();
        });
    }
    void shutdown() override { pool_.shutdown(); }

  private:
    const std::size_t most_waiting_;
    std::atomic<std::size_t> waiting_{0};
    httplib::ThreadPool pool_;
};

}  // namespace

HttpServer::HttpServer(const Limits& limits, Language language) : limits_(limits), language_(language) {
    shared_.stop = eventfd(0, EFD_CLOEXEC);
    // A few threads more than connections: those that are one too many are told so.
    new_task_queue = [this] { return new Threads(limits_.connections + 8); };
    set_tcp_nodelay(true);
    set_payload_max_length(limits_.body_bytes);
    set_keep_alive_max_count(1'000'000'000);
    set_keep_alive_timeout(limits_.idle.count() / 1000);
    // Two services must not share a port unnoticed, which SO_REUSEPORT would let them.
    set_socket_options([](socket_t socket) {
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
        return before_body(request, response);
    });
    set_error_handler(Handler([this](const httplib::Request& request, httplib::Response& response) {
        explain_status(request, response);
    }));
}

HttpServer::~HttpServer() { close(shared_.stop); }

int HttpServer::take_port(const std::string& host, int port) {
    const int taken = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : 0;
    // The library's own queue of five connections is too short for many clients that come at once.
    if (taken > 0) ::listen(svr_sock_, 512);
    return taken > 0 ? taken : 0;
}

void HttpServer::run() {
    listen_after_bind();
    has_run_ = true;
}

void HttpServer::end() {
    // The library would not notice that it is to stop before it has begun.
    while (!is_running() && !has_run_)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    shared_.stops = true;
    const std::uint64_t one = 1;
    if (write(shared_.stop, &one, sizeof one) != sizeof one) return;
    stop();
}

Language HttpServer::language_of(const httplib::Request& request) const {
    const Language accepted =
        decision_service::language_of(request.get_header_value("Accept-Language"), language_);
    return decision_service::language_of(request.get_param_value("lang"), accepted);
}

void HttpServer::refuse(httplib::Response& response, const Problem& problem, Language language) {
    response.status = status_of(problem.kind);
    response.set_content(document_of(problem, language), problem_type);
    response.set_header("Content-Language", language == Language::zh ? "zh" : "en");
}

httplib::Server::HandlerResponse HttpServer::refuse_unread(const httplib::Request& request,
                                                           httplib::Response& response,
                                                           ProblemKind kind) const {
    const Language language = language_of(request);
    refuse(response, plain(kind, language), language);
    if (kind == ProblemKind::Method) response.set_header("Allow", allowed_at(request.path));
    if (served != nullptr) served->close_after_this();
    response.set_header("Connection", "close");
    return HandlerResponse::Handled;
}

httplib::Server::HandlerResponse HttpServer::before_body(const httplib::Request& request,
                                                         httplib::Response& response) const {
    if (served != nullptr) {
        served->begin_body();
        if (lower(request.get_header_value("Connection")) == "close") served->close_after_this();
    }
    // Answers are whole: of a part of a decision nobody could say what it means. The library has made this request, and it is no constant.
    const_cast<httplib::Request&>(request).ranges.clear();
    if (!is_framed(request)) return refuse_unread(request, response, ProblemKind::NotHttp);
    if (request.method == "GET" || request.method == "HEAD") {
        // The library reads no body of these, and would take it for the next request.
        const std::string length = request.get_header_value("Content-Length");
        const bool has_body = request.has_header("Transfer-Encoding") || (!length.empty() && length != "0");
        if (has_body && served != nullptr) served->close_after_this();
        return HandlerResponse::Unhandled;
    }
    if (request.method != "POST") return refuse_unread(request, response, ProblemKind::Method);
    if (const std::optional<ProblemKind> wrong = wrong_with(request, limits_.body_bytes))
        return refuse_unread(request, response, *wrong);
    return HandlerResponse::Unhandled;
}

/// What the library itself has refused gets a document too; it has left the rest of the request unread.
void HttpServer::explain_status(const httplib::Request& request, httplib::Response& response) const {
    if (!response.body.empty()) return;
    ProblemKind kind = ProblemKind::Fault;
    if (response.status == 400 || response.status == 416) kind = ProblemKind::NotHttp;
    if (response.status == 404)
        kind = is_used_otherwise(request) ? ProblemKind::Method : ProblemKind::NotFound;
    if (response.status == 413) kind = ProblemKind::TooLarge;
    if (response.status == 414) kind = ProblemKind::UriTooLong;
    if (served != nullptr && served->was_too_long())
        kind = served->is_in_head() ? ProblemKind::HeadTooLarge : ProblemKind::TooLarge;
    if (served != nullptr && served->was_slow()) kind = ProblemKind::TooSlow;
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const bool was_read = reads && (kind == ProblemKind::NotFound || kind == ProblemKind::Method);
    if (!was_read) {
        refuse_unread(request, response, kind);
        return;
    }
    const Language language = language_of(request);
    refuse(response, plain(kind, language), language);
    if (kind == ProblemKind::Method) response.set_header("Allow", allowed_at(request.path));
}

std::string HttpServer::raw_problem(ProblemKind kind) const {
    const std::string body = document_of(plain(kind, language_), language_);
    // What stands behind the status is for people; the document says more.
    return fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
        status_of(kind), name_of(kind), problem_type, body.size(), body);
}

void HttpServer::serve(Connection& connection) {
    while (!connection.is_closing() && connection.wait()) {
        bool closed = false;
        const bool done = process_request(connection, false, closed, nullptr);
        if (!done && connection.was_slow()) connection.write(raw_problem(ProblemKind::TooSlow));
        if (!done && connection.was_too_long()) connection.write(raw_problem(ProblemKind::UriTooLong));
        if (!connection.flush() || !done || closed) break;
    }
}

bool HttpServer::process_and_close_socket(socket_t socket) {
    if (overflowing) {
        const std::string busy = raw_problem(ProblemKind::Busy);
        send(socket, busy.data(), busy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        close(socket);
        return true;
    }
    const bool is_one_too_many = shared_.open.fetch_add(1) >= limits_.connections;
    {
        Connection connection(socket, limits_, shared_);
        served = &connection;
        // Only this client is concerned, whatever goes wrong, memory for its answer among it.
        try {
            if (is_one_too_many) {
                connection.write(raw_problem(ProblemKind::Busy));
                connection.flush();
            } else {
                serve(connection);
            }
        } catch (const std::exception& error) {
            report(std::string("a connection is given up: ") + error.what());
        }
        served = nullptr;
        connection.finish();
    }
    shared_.open.fetch_sub(1);
    return true;
}

}  // namespace decision_service
