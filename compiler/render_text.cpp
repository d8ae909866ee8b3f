#include "compiler/diagnostics.hpp"
#include "compiler/display.hpp"
#include "compiler/source.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tenet::compiler {
namespace {

constexpr std::size_t tab_stop = 4;
constexpr std::size_t window_width = 100;  ///< cells of a source line that are shown
constexpr std::size_t window_before = 40;  ///< of these, cells before the place when the line is cut

/// One character of a source line as printed, with the cell it begins at.
struct Cell {
    std::string text;
    std::size_t column, width;
};

/// A source line as printed and where its span lies in it, in cells.
struct ShownLine {
    std::vector<Cell> cells;
    std::size_t width = 0;
    std::size_t begin = 0, end = 0;
};

/// A line longer than anybody reads is cut to what lies near the place before it is laid out, which takes time for
/// every character; `begin` and `end` move with it.
std::string_view near_place(std::string_view line, std::size_t& begin, std::size_t& end) {
    constexpr std::size_t bytes_before = 1024, bytes_shown = 4096;
    if (line.size() <= bytes_shown) return line;
    std::size_t first = begin > bytes_before ? begin - bytes_before : 0;
    while (first > 0 && continues_character(line[first]))
        --first;
    std::size_t last = std::min(first + bytes_shown, line.size());
    while (last < line.size() && continues_character(line[last]))
        ++last;
    begin -= first;
    end = std::min(end, last) - first;
    return line.substr(first, last - first);
}

/// Lays the line out; `begin` and `end` are bytes of the line, and the end is at most the line's own.
ShownLine lay_out(std::string_view line, std::size_t begin, std::size_t end) {
    ShownLine out;
    auto mark = [&](std::size_t offset) {
        if (offset <= begin) out.begin = out.width;
        if (offset <= end) out.end = out.width;
    };
    for (std::size_t i = 0; i < line.size();) {
        mark(i);
        Decoded next = decode_utf8(line, i);
        std::string text = line[i] == '\t' ? std::string(tab_stop - out.width % tab_stop, ' ')
                                           : displayed(line.substr(i, next.length));
        std::size_t width = display_width(text);
        out.cells.push_back({std::move(text), out.width, width});
        out.width += width;
        i += next.length;
    }
    mark(line.size());
    out.end = std::max(out.end, out.begin + 1);
    return out;
}

/// Keeps what is near the span of a line that is too long to show; an ellipsis stands for the rest.
void cut_to_window(ShownLine& shown) {
    if (shown.width <= window_width) return;
    std::size_t first = 0;
    if (shown.end + 1 > window_width) first = shown.begin > window_before ? shown.begin - window_before : 0;
    std::size_t last = first + window_width;
    std::vector<Cell> kept;
    for (Cell& cell : shown.cells)
        if (cell.column >= first && cell.column + cell.width <= last) kept.push_back(std::move(cell));
    std::size_t from = kept.empty() ? first : kept.front().column;
    std::size_t to = kept.empty() ? first : kept.back().column + kept.back().width;
    if (from > 0) kept.insert(kept.begin(), {"…", 0, 1});
    if (to < shown.width) kept.push_back({"…", 0, 1});
    std::size_t shift = from > 0 ? 1 : 0;
    shown.begin = shown.begin - from + shift;
    shown.end = std::max(std::min(shown.end, to) - from + shift, shown.begin + 1);
    shown.cells = std::move(kept);
}

void trim_right(std::string& text) {
    while (text.ends_with(' '))
        text.pop_back();
}

void append_repeated(std::string& out, std::string_view text, std::size_t times) {
    for (std::size_t i = 0; i < times; ++i)
        out += text;
}

/// The source line with its number, and the underline with its label.
void append_snippet(std::string& out, const Sources& sources, Span span, std::string_view label) {
    Place place = sources.place(span.file, span.begin);
    std::string_view line = sources.line(span.file, place.line);
    std::size_t start = sources.file(span.file).line_starts[place.line - 1];
    std::size_t begin = std::min<std::size_t>(span.begin - start, line.size());
    std::size_t end = std::clamp<std::size_t>(span.end < start ? 0 : span.end - start, begin, line.size());
    line = near_place(line, begin, end);
    ShownLine shown = lay_out(line, begin, end);
    cut_to_window(shown);

    std::string number = fmt::format("{:>5}", place.line);
    std::string source = fmt::format("{} │ ", number);
    for (const Cell& cell : shown.cells)
        source += cell.text;
    trim_right(source);
    std::string underline = fmt::format("{:{}} │ {:{}}", "", number.size(), "", shown.begin);
    append_repeated(underline, "─", shown.end - shown.begin);
    if (!label.empty()) underline += fmt::format(" {}", label);
    out += fmt::format("{}\n{}\n", source, underline);
}

std::string_view severity_word(Severity severity, Lang lang) {
    switch (severity) {
    case Severity::Error: return lang == Lang::Zh ? "错误" : "error";
    case Severity::Warning: return lang == Lang::Zh ? "警告" : "warning";
    }
    __builtin_unreachable();
}

std::string place_text(const Sources& sources, Span span) {
    Place place = sources.place(span.file, span.begin);
    return fmt::format("{}:{}:{}", displayed(sources.file(span.file).path), place.line, place.column);
}

void append_diagnostic(std::string& out, const Diagnostic& diagnostic, const Sources& sources, Lang lang) {
    const DiagRow& kind = row(diagnostic.kind);
    Phrased texts = phrase(diagnostic, lang);
    std::string where = diagnostic.placed ? place_text(sources, diagnostic.span)
                                          : displayed(sources.file(diagnostic.span.file).path);
    out +=
        fmt::format("{}: {}[{}]: {}\n", where, severity_word(kind.severity, lang), kind.code, texts.message);
    if (diagnostic.placed) append_snippet(out, sources, diagnostic.span, texts.label);
    for (const Related& other : diagnostic.related) {
        if (other.span.file != diagnostic.span.file || !diagnostic.placed)
            out += fmt::format("   {}:\n", place_text(sources, other.span));
        append_snippet(out, sources, other.span, displayed(other.text.in(lang)));
    }
    if (!texts.help.empty())
        out += fmt::format("   {}: {}\n", lang == Lang::Zh ? "改法" : "help", texts.help);
}

}  // namespace

std::string render_text(const Diagnostics& diagnostics, const Sources& sources, Lang lang) {
    std::string out;
    for (const Diagnostic* diagnostic : in_order(diagnostics))
        append_diagnostic(out, *diagnostic, sources, lang);
    for (Severity severity : {Severity::Error, Severity::Warning}) {
        std::string more = more_text(diagnostics, severity, lang);
        if (!more.empty()) out += more + "\n";
    }
    return out;
}

}  // namespace tenet::compiler
