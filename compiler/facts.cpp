#include "compiler/facts.hpp"

#include "compiler/display.hpp"
#include "compiler/facts_listener.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tenet::compiler {
namespace {

/// A stretch of the input that is read on its own: all of it, or a line.
struct Stretch {
    std::string_view text;
    std::size_t base;
};

void read_stretch(const FactNames& names, Stretch stretch, bool array, PlaceFinder& places,
                  const std::function<void(Applicant&)>& take) {
    FactsProblem bad = facts_problem<D::FactsEmpty>();
    if (find_bad_byte(stretch.text, bad)) {
        bad.offset += stretch.base;
        bad.place = places.at(bad.offset);
        Applicant applicant{{}, {std::move(bad)}, {}, true};
        take(applicant);
        return;
    }
    FactsListener listener(names, stretch.text, stretch.base, array, places, take);
    nlohmann::json::sax_parse(stretch.text.begin(), stretch.text.end(), &listener);
    listener.finish();
}

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Takes the next line that is not blank off the front of `rest`; empty at the end.
std::string_view next_line(std::string_view& rest) {
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!line.empty()) return line;
    }
    return {};
}

}  // namespace

FactsShape facts_shape(std::string_view text, std::string_view path) {
    if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return FactsShape::Lines;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::string_view first = next_line(text);
    if (first.starts_with('[')) return FactsShape::Array;
    std::string_view second = next_line(text);
    auto whole = [](std::string_view line) { return line.starts_with('{') && line.ends_with('}'); };
    bool goes_on = first.ends_with(',') || first.ends_with('[') || first.ends_with(':') || first == "{";
    if (!second.empty() && (whole(first) || (whole(second) && !goes_on))) return FactsShape::Lines;
    return FactsShape::Object;
}

void read_facts(const Table& table, std::string_view text, FactsShape shape,
                const std::function<void(Applicant&)>& take,
                const std::vector<std::string_view>& not_needed) {
    PlaceFinder places(text);
    std::string_view body = text;
    if (body.starts_with(byte_order_mark)) body.remove_prefix(byte_order_mark.size());
    if (trimmed(body).empty()) {
        FactsProblem empty = facts_problem<D::FactsEmpty>();
        Applicant applicant{{}, {std::move(empty)}, {}, true};
        take(applicant);
        return;
    }
    auto base = [&](std::string_view part) { return static_cast<std::size_t>(part.data() - text.data()); };
    FactNames names(table, not_needed);
    if (shape != FactsShape::Lines)
        return read_stretch(names, {body, base(body)}, shape == FactsShape::Array, places, take);
    for (std::string_view line = next_line(body); !line.empty(); line = next_line(body))
        read_stretch(names, {line, base(line)}, false, places, take);
}

std::string render_text(const FactsProblem& problem, std::string_view path, Lang lang) {
    Phrased texts = phrase(problem.problem, lang);
    std::string_view severity = lang == Lang::Zh ? "错误" : "error";
    std::string pointer = problem.pointer.empty() ? "" : displayed(shortened(problem.pointer, 128)) + ": ";
    std::string out =
        fmt::format("{}:{}:{}: {}[{}]: {}{}\n", displayed(path), problem.place.line, problem.place.column,
                    severity, row(problem.problem.kind).code, pointer, texts.message);
    if (!texts.help.empty())
        out += fmt::format("   {}: {}\n", lang == Lang::Zh ? "改法" : "help", texts.help);
    return out;
}

}  // namespace tenet::compiler
