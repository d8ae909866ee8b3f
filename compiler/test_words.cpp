#include "compiler/test_words.hpp"

#include "compiler/display.hpp"
#include "compiler/facts_value.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_words.hpp"
#include "compiler/test_run.hpp"
#include "compiler/value_text.hpp"
#include "compiler/words.hpp"

#include <bit>
#include <fmt/format.h>

namespace tenet::compiler {
namespace {

using typed::Base;

/// The word in the skin of the language.
std::string_view in_skin(Kind kind, Lang lang) {
    const WordRow& row = word(kind);
    return lang == Lang::Zh && !row.zh.empty() ? row.zh : row.en;
}

/// The name by which a policy would be written in the language.
template <class Named>
std::string_view written_name(const Named& named, Lang lang) {
    return lang == Lang::Zh ? named.name : named.id;
}

Kind verdict_word(VerdictKind verdict) {
    switch (verdict) {
    case VerdictKind::Eligible: return Kind::WordEligible;
    case VerdictKind::Ineligible: return Kind::WordIneligible;
    case VerdictKind::EligibleWithRemedy: return Kind::WordWithRemedy;
    case VerdictKind::NotApplicable: return Kind::WordNotApplicable;
    case VerdictKind::Undetermined:
    case VerdictKind::Refused: break;
    }
    return Kind::WordUndetermined;
}

/// Names with commas between.
std::string joined(const std::vector<std::string>& names, Lang lang) {
    return fmt::format("{}", fmt::join(names, lang == Lang::Zh ? "、" : ", "));
}

/// Writes what came of one decision.
class VerdictText {
  public:
    VerdictText(const Telling& telling, std::uint32_t decision, bool needing, Lang skin)
        : telling_(telling), skin_(skin), decision_(decision), says_needing_(needing),
          of_(telling.table.decisions[decision]), answer_(telling.explained.answer.decisions[decision]) {}

    std::string written() const {
        std::string out =
            fmt::format("{} {}", written_name(of_, skin_), in_skin(verdict_word(answer_.verdict), skin_));
        // In full, whatever the expectation says of it, so that it may take its place.
        const std::vector<std::uint32_t> reasons = reasons_of(answer_, answer_.verdict);
        if (!reasons.empty()) out += fmt::format(" {} {}", word_text(Kind::WordBecause), because(reasons));
        if (!failing_records_of(answer_).empty()) out += places();
        if (!standing_remedies(telling_, decision_).empty())
            out += fmt::format(" {} {}", word_text(Kind::WordRemedy), remedies());
        const bool open = answer_.verdict == VerdictKind::Undetermined || says_needing_;
        if (open && !answer_.missing.empty())
            out += fmt::format(" {} {}", word_text(Kind::WordNeeding), needing());
        return out;
    }

  private:
    std::string_view word_text(Kind kind) const { return in_skin(kind, skin_); }

    std::string because(const std::vector<std::uint32_t>& reasons) const {
        std::vector<std::string> names;
        for (const std::uint32_t k : reasons)
            names.emplace_back(written_name(telling_.table.requirements[of_.requirements.first + k], skin_));
        return joined(names, skin_);
    }

    std::string places() const {
        std::vector<std::string> numbers;
        for (const std::uint32_t record : failing_records_of(answer_))
            numbers.push_back(std::to_string(record + 1));
        const std::string list = joined(numbers, skin_);
        return skin_ == Lang::Zh ? fmt::format(" 第{}条", list) : fmt::format(" at {}", list);
    }

    std::string remedies() const {
        std::vector<std::string> names;
        for (const TableRemedy* remedy : standing_remedies(telling_, decision_))
            names.emplace_back(written_name(*remedy, skin_));
        return joined(names, skin_);
    }

    std::string needing() const {
        constexpr std::size_t most = 50;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < answer_.missing.size() && i < most; ++i)
            names.push_back(path_written(telling_.table, answer_.missing[i], skin_));
        if (answer_.missing.size() > most) names.emplace_back("…");
        return joined(names, skin_);
    }

    const Telling& telling_;
    const Lang skin_;
    const std::uint32_t decision_;
    const bool says_needing_;
    const TableDecision& of_;
    const DecisionAnswer& answer_;
};

std::string empty_word(Lang skin) {
    return std::string(skin == Lang::Zh ? word(Kind::WordEmptyZh).zh : word(Kind::WordEmpty).en);
}

/// A value of a choice, or the list that it stands for.
std::string choice_written(const Table& table, const typed::Type& type, std::size_t index, Lang skin) {
    const TableChoice& choice = table.choices[type.of];
    const TableChoiceValue& value = choice.values[index];
    if (!choice.of_lists) return std::string(written_name(value, skin));
    std::vector<std::string> items;
    for (const std::uint32_t item : value.items)
        items.emplace_back(written_name(table.choices[choice.items].values[item], skin));
    for (const std::string& text : value.texts)
        items.push_back(fmt::format("\"{}\"", displayed(text)));
    return items.empty() ? empty_word(skin) : joined(items, skin);
}

/// A determined value as a policy writes it.
std::string value_written(const Table& table, const typed::Type& type, std::int64_t number,
                          const std::string& text, Lang skin) {
    const auto choice_value = [&](std::size_t index) { return choice_written(table, type, index, skin); };
    switch (type.base) {
    case Base::YesNo:
    case Base::Date: return value_text(type, number, skin);
    case Base::Count:
    case Base::Number:
    case Base::Period:
    case Base::List: return number_text(number, type.scale);
    case Base::Days: return number_text(number, type.scale) + std::string(skin == Lang::Zh ? "天" : "d");
    case Base::Hours: return number_text(number, type.scale) + std::string(skin == Lang::Zh ? "学时" : "h");
    case Base::Choice: return choice_value(static_cast<std::size_t>(number));
    case Base::Text:
        return text.find('"') == std::string::npos ? fmt::format("\"{}\"", displayed(text))
                                                   : fmt::format("“{}”", displayed(text));
    case Base::Set: break;
    }
    std::vector<std::string> members;
    for (auto bits = static_cast<std::uint64_t>(number); bits != 0; bits &= bits - 1)
        members.push_back(choice_value(static_cast<std::size_t>(std::countr_zero(bits))));
    return members.empty() ? empty_word(skin) : joined(members, skin);
}

std::string determined(const Telling& telling, const TypedValue& of, Lang skin) {
    const std::int64_t number = of.value.low;
    const bool text = of.type.base == Base::Text;
    return value_written(telling.table, of.type, number, text ? text_value(telling, of, number) : "", skin);
}

/// Of an output that is not determined also what it may be.
std::string output_text(const Telling& telling, std::uint32_t output, Lang skin) {
    const TypedValue of = output_value(telling, output);
    std::string written = output_written(telling, output, skin);
    if (surely_none(of.value) || of.value.determined() || is_open(telling, of.type, of.value)) return written;
    return fmt::format(fmt::runtime(skin == Lang::Zh ? "{}（{}）" : "{} ({})"), written, shown(telling, of));
}

/// That in which the expectation is written.
Lang skin_of(const Sources& sources, const TestExpect& expect) {
    const std::string_view text = sources.file(expect.span.file).text;
    return text.substr(expect.span.begin).starts_with(word(Kind::WordExpect).zh) ? Lang::Zh : Lang::En;
}

}  // namespace

std::string expected_text(const Sources& sources, const TestExpect& expect) {
    constexpr std::size_t longest = 300;
    const std::string_view all = sources.file(expect.span.file).text;
    std::string text;
    for (const char c : all.substr(expect.span.begin, expect.span.end - expect.span.begin)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            text.push_back(c);
        else if (!text.empty() && text.back() != ' ')
            text.push_back(' ');
    }
    // The keyword is known.
    text.erase(0, std::min(text.find(' '), text.size() - 1) + 1);
    return displayed(shortened(text, longest));
}

std::string actual_text(const Telling& telling, const Sources& sources, const TestExpect& expect) {
    const Lang skin = skin_of(sources, expect);
    if (telling.explained.answer.refused()) {
        const FactsProblem problem = refusal_problem(telling.table, telling.explained, {});
        return fmt::format("{} \"{}\"", in_skin(Kind::WordRefused, skin),
                           phrase(problem.problem, telling.lang).message);
    }
    switch (expect.kind) {
    case ast::ExpectKind::Verdict:
        return VerdictText(telling, expect.subject, expect.lists.needing, skin).written();
    case ast::ExpectKind::Value:
    case ast::ExpectKind::Unknown: return output_text(telling, expect.subject, skin);
    case ast::ExpectKind::Refused: break;
    }
    return std::string(telling.in("not refused", "没有拒绝"));
}

std::string verdict_written(const Telling& telling, std::uint32_t decision, Lang skin) {
    return VerdictText(telling, decision, false, skin).written();
}

std::string output_written(const Telling& telling, std::uint32_t output, Lang skin) {
    const TypedValue of = output_value(telling, output);
    const std::string_view name = written_name(telling.table.outputs[output], skin);
    if (surely_none(of.value)) return fmt::format("{} = {}", name, in_skin(Kind::WordNone, skin));
    if (of.value.determined()) return fmt::format("{} = {}", name, determined(telling, of, skin));
    return fmt::format("{} {}", name, in_skin(Kind::WordUnknown, skin));
}

std::string fact_written(const Table& table, const typed::Type& type, const FactValue& value, Lang skin) {
    if (value.state == FactValue::State::None) return std::string(in_skin(Kind::WordNone, skin));
    return value_written(table, type, value.value, value.text, skin);
}

}  // namespace tenet::compiler
