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

void read_fact_lines(const FactNames& names, std::string_view lines,
                     const std::function<void(Applicant&, std::string_view)>& take) {
    PlaceFinder places(lines);
    std::string_view line, rest = lines;
    const std::function<void(Applicant&)> take_line = [&](Applicant& one) { take(one, line); };
    for (line = next_line(rest); !line.empty(); line = next_line(rest))
        read_stretch(names, {line, static_cast<std::size_t>(line.data() - lines.data())}, false, places,
                     take_line);
}

Applicant read_json_value(const FactNames& names, std::uint32_t fact, std::string_view name,
                          std::string_view text) {
    Applicant out;
    FactsProblem bad = facts_problem<D::FactsEmpty>();
    if (find_bad_byte(text, bad)) {
        bad.facts = {fact};
        out.problems.push_back(std::move(bad));
        return out;
    }
    PlaceFinder places(text);
    const std::function<void(Applicant&)> take = [&](Applicant& one) { out = std::move(one); };
    FactsListener listener(names, text, 0, false, places, take);
    listener.begin_value(fact, name);
    nlohmann::json::sax_parse(text.begin(), text.end(), &listener);
    listener.finish();
    return out;
}

namespace {

/// `/audits/0/days` as people say it, `audits record 1`; what the message names itself is left out at its end.
std::string place_named(const FactsProblem& problem, Lang lang) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < problem.pointer.size();) {
        const std::size_t end = std::min(problem.pointer.find('/', at + 1), problem.pointer.size());
        std::string part;
        for (std::size_t i = at + 1; i < end; ++i) {
            const bool escape = problem.pointer[i] == '~' && i + 1 < end;
            part += !escape ? problem.pointer[i] : problem.pointer[++i] == '1' ? '/' : '~';
        }
        parts.push_back(std::move(part));
        at = end;
    }
    const Diagnostic& said = problem.problem;
    bool member =
        said.kind == D::FactWrongMember || said.kind == D::FactMemberTwice || said.kind == D::FactNotAValue;
    if (!parts.empty() && std::any_of(said.args.begin(), said.args.end(),
                                      [&](const Arg& arg) { return arg.en == parts.back(); }))
        parts.pop_back(), member = false;  // a field of a record
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string& part = parts[i];
        const bool number = part.size() < 10 && !part.empty() &&
                            part.find_first_not_of("0123456789") == std::string::npos && !out.empty();
        const std::string place = number ? std::to_string(std::stoul(part) + 1) : part;
        out += out.empty() ? "" : " ";
        const bool of_set = member && i + 1 == parts.size();
        if (!number)
            out += place;
        else if (lang == Lang::Zh)
            out += "第" + place + (of_set ? "个" : "条");
        else
            out += (of_set ? "value " : "record ") + place;
    }
    if (out.empty()) return out;
    return displayed(shortened(out, 128)) + (lang == Lang::Zh ? "：" : ": ");
}

}  // namespace

std::string render_text(const FactsProblem& problem, std::string_view path, Lang lang) {
    const bool zh = lang == Lang::Zh;
    Phrased texts = phrase(problem.problem, lang);
    const std::string file = path != "-" ? displayed(path) : zh ? "标准输入" : "standard input";
    std::string out = fmt::format("{}:{}:{}: {}[{}]: {}{}\n", file, problem.place.line, problem.place.column,
                                  zh ? "错误" : "error", row(problem.problem.kind).code,
                                  place_named(problem, lang), texts.message);
    if (!texts.help.empty())
        out += fmt::format("   {}: {}\n", lang == Lang::Zh ? "改法" : "help", texts.help);
    return out;
}

}  // namespace tenet::compiler
