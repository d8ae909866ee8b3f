#include "compiler/diagnostics.hpp"

#include "compiler/display.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace tenet::compiler {
namespace {

/// An argument as it may be printed; what runs on for pages is cut.
std::string shown(std::string_view argument) {
    constexpr std::size_t most_bytes = 2000;
    if (argument.size() <= most_bytes) return displayed(argument);
    std::size_t end = most_bytes;
    while (end > 0 && continues_character(argument[end]))
        --end;
    return displayed(argument.substr(0, end)) + "…";
}

/// The text of a row with `{0}`, `{1}` … replaced; other braces are left as they are.
std::string filled(std::string_view text, const std::vector<Arg>& args, Lang lang) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool place = i + 2 < text.size() && text[i] == '{' && text[i + 1] >= '0' && text[i + 1] <= '9' &&
                     text[i + 2] == '}';
        std::size_t number = place ? static_cast<std::size_t>(text[i + 1] - '0') : args.size();
        if (number < args.size()) {
            out += shown(args[number].in(lang));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool same(const Diagnostic& a, const Diagnostic& b) {
    return a.kind == b.kind && a.span == b.span && a.args == b.args;
}

}  // namespace

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
    auto repeats = [&](const Diagnostic& other) { return same(diagnostic, other); };
    bool repeated = std::any_of(all_.begin(), all_.end(), repeats);
    std::size_t& count = count_[static_cast<std::size_t>(row(diagnostic.kind).severity)];
    if (repeated || count++ >= kept_errors) return dropped_ = std::move(diagnostic);
    return all_.emplace_back(std::move(diagnostic));
}

std::size_t Diagnostics::dropped(Severity severity) const {
    std::size_t count = count_[static_cast<std::size_t>(severity)];
    return count > kept_errors ? count - kept_errors : 0;
}

Phrased phrase(const Diagnostic& diagnostic, Lang lang) {
    const DiagRow::Texts& texts = row(diagnostic.kind).in(lang);
    Phrased out{filled(texts.message, diagnostic.args, lang), filled(texts.label, diagnostic.args, lang),
                filled(texts.help, diagnostic.args, lang)};
    std::string suggestion = displayed(diagnostic.suggestion);
    if (!suggestion.empty())
        out.help = lang == Lang::Zh ? fmt::format("是不是 `{}`？", suggestion)
                                    : fmt::format("did you mean `{}`?", suggestion);
    return out;
}

std::vector<const Diagnostic*> in_order(const Diagnostics& diagnostics) {
    std::vector<const Diagnostic*> out;
    for (const Diagnostic& diagnostic : diagnostics.all())
        out.push_back(&diagnostic);
    auto place = [](const Diagnostic* d) {
        return std::tuple(d->span.file, d->placed, d->span.begin, d->span.end);
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](const Diagnostic* a, const Diagnostic* b) { return place(a) < place(b); });
    return out;
}

std::string more_text(const Diagnostics& diagnostics, Severity severity, Lang lang) {
    std::size_t count = diagnostics.dropped(severity);
    if (count == 0) return {};
    bool error = severity == Severity::Error;
    if (lang == Lang::Zh) return fmt::format("… 还有 {} 个{}", count, error ? "错误" : "警告");
    return fmt::format("… {} more {}{}", count, error ? "error" : "warning", count == 1 ? "" : "s");
}

}  // namespace tenet::compiler
