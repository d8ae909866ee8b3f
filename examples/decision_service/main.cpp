#include "assets.hpp"
#include "log_lines.hpp"
#include "service.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <thread>

/// Decisions over HTTP: see README.md.
namespace decision_service {
namespace {

struct Options {
    std::string host = "127.0.0.1";
    int port = 8080;
    std::string log = "decisions.sqlite";
    bool durable = false;
    std::string tables;
    std::string language = "en";
    Limits limits;
};

std::string words_of(const TableEvent& event) {
    const TableFile& file = event.file;
    switch (event.kind) {
    case TableEvent::Kind::InForce:
        return fmt::format("{}: {} is in force, {}", file.name, file.policy, file.fingerprint);
    case TableEvent::Kind::Refused:
        return fmt::format("{}: refused, {}; the rules in force stay as they are", file.name,
                           file.complaint.en);
    case TableEvent::Kind::Gone: return fmt::format("{}: gone; its rules are no longer in force", file.name);
    case TableEvent::Kind::FolderLost:
        return fmt::format("{}: the folder cannot be read, {}; the rules in force stay as they are",
                           file.name, file.complaint.en);
    case TableEvent::Kind::FolderBack: return fmt::format("{}: the folder can be read again", file.name);
    }
    return {};
}

/// Waits for a signal to end, and looks at the folder of tables meanwhile.
void watch(RuleBook& book, const sigset_t& signals) {
    while (true) {
        const timespec pause{0, 200'000'000};
        const int signal = sigtimedwait(&signals, nullptr, &pause);
        if (signal > 0) return;
        try {
            book.look();
        } catch (const std::exception& error) {
            report(std::string("the folder of tables: ") + error.what());
        }
    }
}

int serve(const Options& options) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    // Threads that are made later leave these to the one that waits for them.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    // Connections, and files beside them.
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }

    Metrics metrics;
    RuleBook book(built_in_rules(), options.tables, [&](const TableEvent& event) {
        metrics.table(event.kind);
        report(words_of(event));
    });
    std::optional<GroupCommit> log;
    if (options.log != "none")
        log.emplace(open_log({options.log, options.durable}),
                    [&](std::size_t entries, double seconds) { metrics.committed(entries, seconds); });
    HttpServer server(options.limits, options.language == "zh" ? Language::zh : Language::en);
    const Service service(server, book, log ? &*log : nullptr, metrics);
    const int port = server.take_port(options.host, options.port);
    if (port == 0) {
        fmt::print(
            stderr,
            "decision_service: {} port {} cannot be had: another service has it, or it is no address of this machine\n",
            options.host, options.port);
        return 2;
    }
    std::thread running([&] { server.run(); });
    const bool is_v6 = options.host.find(':') != std::string::npos;
    report(fmt::format("http://{}:{}/ answers {} questions", is_v6 ? "[" + options.host + "]" : options.host,
                       port, book.in_force()->rules.size()));
    watch(book, signals);
    report("stopping: what was asked is still answered");
    server.end();
    running.join();
    report("stopped");
    return 0;
}

/// Prints all entries, or that of one decision.
int print_log(const std::string& where, const std::string& decision) {
    std::size_t printed = 0;
    open_log({where, false, true})->read([&](const Entry& entry) {
        if (!decision.empty() && entry.id != decision) return;
        const std::string line = replay_line(entry);
        if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size())
            throw LogFailure("the log cannot be written out");
        ++printed;
    });
    if (std::fflush(stdout) != 0) throw LogFailure("the log cannot be written out");
    if (printed == 0 && !decision.empty()) throw LogFailure("no decision " + decision + " is in " + where);
    return 0;
}

int run(int count, char** arguments) {
    Options options;
    long long body = static_cast<long long>(options.limits.body_bytes);
    int seconds = 10;
    CLI::App app("Answers the questions of the notice over HTTP, and records every decision.",
                 "decision_service");
    app.add_option("--host", options.host, "address to listen on")->capture_default_str();
    app.add_option("--port", options.port, "port; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    app.add_option("--log", options.log, "a file of SQLite, a connection string of PostgreSQL, or `none`")
        ->capture_default_str();
    app.add_flag("--durable", options.durable, "a recorded decision also survives that the power fails");
    app.add_option("--tables", options.tables, "folder of tables; a new one is taken while the service runs")
        ->check(CLI::ExistingDirectory);
    app.add_option("--lang", options.language, "language where a client asks for none")
        ->check(CLI::IsMember({"en", "zh"}))
        ->capture_default_str();
    app.add_option("--connections", options.limits.connections, "connections at once")
        ->check(CLI::Range(1, 900))
        ->capture_default_str();
    app.add_option("--body-limit", body, "bytes of one request's body")
        ->check(CLI::Range(1024LL, 1LL << 30))
        ->capture_default_str();
    app.add_option("--time-limit", seconds, "seconds in which a request must have arrived")
        ->check(CLI::Range(1, 3600))
        ->capture_default_str();
    CLI::App* const log =
        app.add_subcommand("log", "prints the log as lines for `tenet replay -`, and serves nothing");
    std::string decision;
    log->add_option("--log", options.log, "as above")->capture_default_str();
    log->add_option("--decision", decision, "only the one of this number");
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    options.limits.body_bytes = static_cast<std::size_t>(body);
    options.limits.request = std::chrono::seconds(seconds);
    return *log ? print_log(options.log, decision) : serve(options);
}

}  // namespace
}  // namespace decision_service

int main(int count, char** arguments) {
    try {
        return decision_service::run(count, arguments);
    } catch (const std::exception& error) {
        fmt::print(stderr, "decision_service: {}\n", error.what());
        return 2;
    }
}
