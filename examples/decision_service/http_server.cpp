#include "http_server.hpp"

#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace decision_service {
namespace {

/// The connection that this thread serves.
thread_local Connection* served = nullptr;

constexpr const char* problem_type = "application/problem+json";

/// The media type alone, without parameters such as a charset.
bool is_json(const std::string& type) {
    const std::string name = type.substr(0, type.find(';'));
    return name == "application/json" || name == "application/json " || name.empty();
}

/// What is wrong with how a request with a body is sent, if anything.
std::optional<ProblemKind> wrong_with(const httplib::Request& request, std::size_t most) {
    const std::string length = request.get_header_value("Content-Length");
    const bool chunked = request.has_header("Transfer-Encoding");
    const std::string encoding = request.get_header_value("Content-Encoding");
    if (request.get_header_value_count("Content-Length") > 1 || (chunked && !length.empty()))
        return ProblemKind::NotHttp;
    if (!chunked && length.empty()) return ProblemKind::NoLength;
    if (!encoding.empty() && encoding != "identity") return ProblemKind::NotJsonType;
    if (!is_json(request.get_header_value("Content-Type"))) return ProblemKind::NotJsonType;
    if (chunked) return std::nullopt;
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
    if (error == std::errc::result_out_of_range) return ProblemKind::TooLarge;
    if (error != std::errc() || end != length.data() + length.size()) return ProblemKind::NotHttp;
    return bytes > most ? std::optional(ProblemKind::TooLarge) : std::nullopt;
}

}  // namespace

HttpServer::HttpServer(const Limits& limits, Language language)
    : limits_(limits), language_(language), stop_(eventfd(0, EFD_CLOEXEC)) {
    // A few threads more than connections: those that are one too many are told so.
    new_task_queue = [this] { return new httplib::ThreadPool(limits_.connections + 8); };
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

HttpServer::~HttpServer() { close(stop_); }

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
    const std::uint64_t one = 1;
    if (write(stop_, &one, sizeof one) != sizeof one) return;
    stop();
}

Language HttpServer::language_of(const httplib::Request& request) const {
    const std::string asked = request.get_param_value("lang");
    if (!asked.empty()) return decision_service::language_of(asked, language_);
    return decision_service::language_of(request.get_header_value("Accept-Language"), language_);
}

void HttpServer::refuse(httplib::Response& response, const Problem& problem, Language language) {
    response.status = status_of(problem.kind);
    response.set_content(document_of(problem, language), problem_type);
    response.set_header("Content-Language", language == Language::zh ? "zh" : "en");
}

httplib::Server::HandlerResponse HttpServer::before_body(const httplib::Request& request,
                                                         httplib::Response& response) const {
    if (served != nullptr) served->begin_body();
    const bool has_body = request.method != "GET" && request.method != "HEAD";
    if (!has_body && !request.has_header("Transfer-Encoding")) {
        const std::string length = request.get_header_value("Content-Length");
        // The library reads no body of a GET, and would take it for the next request.
        if (!length.empty() && length != "0" && served != nullptr) served->close_after_this();
        return HandlerResponse::Unhandled;
    }
    if (!has_body && served != nullptr) served->close_after_this();
    if (request.method != "POST") return HandlerResponse::Unhandled;
    const std::optional<ProblemKind> wrong = wrong_with(request, limits_.body_bytes);
    if (!wrong) return HandlerResponse::Unhandled;
    const Language language = language_of(request);
    refuse(response, plain(*wrong, language), language);
    if (served != nullptr) served->close_after_this();
    response.set_header("Connection", "close");
    return HandlerResponse::Handled;
}

/// What the library itself has refused gets a document too; it has left the rest of the request unread.
void HttpServer::explain_status(const httplib::Request& request, httplib::Response& response) const {
    if (!response.body.empty()) return;
    ProblemKind kind = ProblemKind::Fault;
    if (response.status == 400) kind = ProblemKind::NotHttp;
    if (response.status == 404) kind = ProblemKind::NotFound;
    if (response.status == 405) kind = ProblemKind::Method;
    if (response.status == 413) kind = ProblemKind::TooLarge;
    if (response.status == 414) kind = ProblemKind::UriTooLong;
    if (served != nullptr && served->was_too_long()) kind = ProblemKind::TooLarge;
    if (served != nullptr && served->was_slow()) kind = ProblemKind::TooSlow;
    const Language language = language_of(request);
    refuse(response, plain(kind, language), language);
    if (kind == ProblemKind::NotFound && (request.method == "GET" || request.method == "HEAD")) return;
    if (served != nullptr) served->close_after_this();
    response.set_header("Connection", "close");
}

std::string HttpServer::raw_problem(ProblemKind kind) const {
    const std::string body = document_of(plain(kind, language_), language_);
    return fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
        status_of(kind), kind == ProblemKind::Busy ? "Service Unavailable" : "Request Timeout", problem_type,
        body.size(), body);
}

bool HttpServer::process_and_close_socket(socket_t socket) {
    Connection connection(socket, stop_, limits_, open_);
    if (open_.fetch_add(1) >= limits_.connections) {
        connection.write(raw_problem(ProblemKind::Busy));
        connection.flush();
        connection.close_after_this();
    }
    served = &connection;
    while (!connection.is_closing() && connection.wait()) {
        bool closed = false;
        const bool done = process_request(connection, false, closed, nullptr);
        if (!done && connection.was_slow()) connection.write(raw_problem(ProblemKind::TooSlow));
        if (!connection.flush() || !done || closed) break;
    }
    served = nullptr;
    connection.finish();
    open_.fetch_sub(1);
    return true;
}

}  // namespace decision_service
