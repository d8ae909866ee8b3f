#include "compiler/cli.hpp"

#include "compiler/cli_options.hpp"
#include "compiler/display.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <unistd.h>

namespace tenet::compiler::cli {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 16U;

int run_command(const Request& request, Console& console) {
    switch (request.command) {
    case Request::Command::Check: return check(request, console);
    case Request::Command::Eval: return eval(request, console);
    case Request::Command::Test: return test(request, console);
    case Request::Command::Build: return build(request, console);
    case Request::Command::Batch: return batch(request, console);
    case Request::Command::Replay: return replay(request, console);
    case Request::Command::Diff: return diff(request, console);
    case Request::Command::Cite: return cite(request, console);
    case Request::Command::Doc: return doc(request, console);
    case Request::Command::Explain: return explain(request, console);
    case Request::Command::Dump: return dump(request, console);
    case Request::Command::Fmt: return format(request, console);
    }
    __builtin_unreachable();
}

/// What was asked for may be done, but nobody got it.
int after_writing(int status, Lang lang, Console& console) {
    console.out.flush();
    if (!console.out.failed()) return status;
    // A reader that has seen enough, as `head` does, needs no message.
    if (console.out.error() != EPIPE)
        complain(console, lang,
                 Arg(fmt::format("standard output cannot be written (system error {})", console.out.error()),
                     fmt::format("无法写标准输出（系统错误 {}）", console.out.error())));
    return world_is_wrong;
}

}  // namespace

void Output::write(std::string_view text) {
    if (failed()) return;
    buffer_ += text;
    if (buffer_.size() >= buffer_bytes) flush();
}

void Output::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty() && error_ == 0) {
        ssize_t put = ::write(descriptor_, rest.data(), rest.size());
        if (put < 0 && errno != EINTR) error_ = errno;
        if (put > 0) rest.remove_prefix(static_cast<std::size_t>(put));
    }
    buffer_.clear();
}

bool Output::is_terminal() const { return ::isatty(descriptor_) == 1; }

void complain(Console& console, Lang lang, const Arg& text) {
    console.err.write(fmt::format("tenet: {}\n", text.in(lang)));
}

void complain(Console& console, Lang lang, const WorldError& error) {
    const std::string& reason = lang == Lang::Zh ? error.reason_zh : error.reason_en;
    complain(console, lang, Arg(fmt::format("{}: {}", displayed(error.path), reason)));
}

int run(const std::vector<std::string>& arguments, Console& console) {
    Reading reading = read_arguments(arguments);
    if (reading.complaint) {
        complain(console, reading.lang, *reading.complaint);
        return world_is_wrong;
    }
    if (reading.request) return after_writing(run_command(*reading.request, console), reading.lang, console);
    console.out.write(reading.print);
    return after_writing(done, reading.lang, console);
}

}  // namespace tenet::compiler::cli
