#include "compiler/explain.hpp"

#include "compiler/display.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace tenet::compiler {
namespace {

/// The golden case of a code, in order of codes; `tests/golden` says what its lines mean.
struct Example {
    std::string_view code, text;
};

/// Lengths are given: to count so much text takes more steps than compilers allow.
constexpr Example examples[] = {
#define EXAMPLE(code, text) {{code, sizeof(code) - 1}, {text, sizeof(text) - 1}},
#include "explain_examples.inc"
#undef EXAMPLE
};

/// The parts of a golden case as the page shows them.
struct Page {
    std::string why, source, facts, output;
};

std::string upper(std::string_view code) {
    std::string out(code);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// Takes the mark off the front of a line, and the blank after it if there is one.
bool take(std::string_view& line, std::string_view mark) {
    if (!line.starts_with(mark)) return false;
    line.remove_prefix(mark.size());
    if (line.starts_with(' ')) line.remove_prefix(1);
    return true;
}

/// `# REPEAT 4096: fact f{n} : count` shows as its first line and how many there are.
std::string repeated_line(std::string_view line, Lang lang) {
    std::size_t colon = line.find(": ");
    std::string text(line.substr(colon + 2));
    for (std::size_t at = text.find("{n}"); at != std::string::npos; at = text.find("{n}", at))
        text.replace(at, 3, "1");
    std::string_view count = line.substr(0, colon);
    return lang == Lang::Zh ? fmt::format("{}  … 共 {} 行", text, count)
                            : fmt::format("{}  … {} such lines", text, count);
}

/// `# FILE common.policy` begins another file; `# FILE 17: f{n}.policy` that many alike.
std::string file_heading(std::string_view line, Lang lang) {
    std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return std::string(line);
    return lang == Lang::Zh ? fmt::format("{}，共 {} 个文件", line.substr(colon + 2), line.substr(0, colon))
                            : fmt::format("{}, {} such files", line.substr(colon + 2), line.substr(0, colon));
}

/// Lines far too long to read are cut in the middle of nowhere; the output says all that matters.
std::string shortened(std::string_view line) {
    std::string out = displayed(line);
    constexpr std::size_t most = 160;
    if (out.size() <= most) return out;
    std::size_t end = most;
    while ((static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U)
        --end;
    return out.substr(0, end) + "…";
}

void add_line(Page& page, std::string_view line, std::size_t number, Lang lang) {
    bool zh = lang == Lang::Zh;
    if (take(line, "# RUN: eval facts=")) {
        if (!line.starts_with('@')) page.facts = shortened(line);
    } else if (take(line, zh ? "# ZH:" : "# EN:")) {
        page.why = line;
    } else if (take(line, zh ? "# CHECK-ZH:" : "# CHECK:")) {
        page.output += fmt::format("    {}\n", line);
    } else if (take(line, "# FILE")) {
        page.source += fmt::format("          ── {}\n", file_heading(line, lang));
    } else if (take(line, "# REPEAT")) {
        page.source += fmt::format("    {:>5} │ {}\n", number, repeated_line(line, lang));
    } else if (!line.starts_with("# RUN:") && !line.starts_with("# EN:") && !line.starts_with("# ZH:") &&
               !line.starts_with("# CHECK")) {
        page.source += fmt::format("    {:>5} │{}{}\n", number, line.empty() ? "" : " ", shortened(line));
    }
}

Page read_page(std::string_view text, Lang lang) {
    Page page;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::size_t end = std::min(text.find('\n'), text.size());
        add_line(page, text.substr(0, end), number, lang);
        // Each file counts its own lines.
        if (text.starts_with("# FILE")) number = 0;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return page;
}

/// The message of a row without arguments.
std::string title(const DiagRow& kind, Lang lang) {
    std::string out(kind.in(lang).message);
    for (std::size_t at = out.find('{'); at != std::string::npos; at = out.find('{', at + 1))
        if (at + 2 < out.size() && out[at + 2] == '}') out.replace(at, 3, "…");
    return out;
}

std::string_view severity_word(Severity severity, Lang lang) {
    bool zh = lang == Lang::Zh;
    switch (severity) {
    case Severity::Error: return zh ? "错误" : "error";
    case Severity::Warning: return zh ? "警告" : "warning";
    }
    __builtin_unreachable();
}

}  // namespace

std::optional<std::string> explain(std::string_view code, Lang lang) {
    std::string wanted = upper(code);
    const auto* kind = std::find_if(std::begin(diag_rows), std::end(diag_rows),
                                    [&](const DiagRow& r) { return r.code == wanted; });
    if (kind == std::end(diag_rows)) return std::nullopt;
    bool zh = lang == Lang::Zh;
    std::string out =
        fmt::format("{} {}\n{}\n", wanted, severity_word(kind->severity, lang), title(*kind, lang));
    const auto* example = std::find_if(std::begin(examples), std::end(examples),
                                       [&](const Example& e) { return e.code == wanted; });
    if (example == std::end(examples)) return out;
    Page page = read_page(example->text, lang);
    if (!page.why.empty()) out += fmt::format("\n{}\n", page.why);
    if (!page.source.empty()) out += fmt::format("\n{}\n\n{}", zh ? "例如：" : "For example:", page.source);
    if (!page.facts.empty())
        out += fmt::format("\n{}\n\n    {}\n", zh ? "所填的事实：" : "with these facts:", page.facts);
    out += fmt::format("\n{}\n\n{}", zh ? "得到：" : "gives", page.output);
    return out;
}

std::string_view nearest_code(std::string_view code) {
    std::vector<std::string_view> codes;
    for (const DiagRow& kind : diag_rows)
        codes.push_back(kind.code);
    return suggest(upper(code), codes);
}

}  // namespace tenet::compiler
