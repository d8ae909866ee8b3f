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

/// Names with commas between; a dash where there are none.
std::string joined(const std::vector<std::string>& names, Lang lang) {
    if (names.empty()) return "—";
    return fmt::format("{}", fmt::join(names, lang == Lang::Zh ? "、" : ", "));
}

/// Writes what came of one decision.
class VerdictText {
  public:
    VerdictText(const Telling& telling, const TestExpect& expect, Lang skin)
        : telling_(telling), skin_(skin), expect_(expect), of_(telling.table.decisions[expect.subject]),
          answer_(telling.explained.answer.decisions[expect.subject]) {}

    std::string written() const {
        std::string out =
            fmt::format("{} {}", written_name(of_, skin_), in_skin(verdict_word(answer_.verdict), skin_));
        if (expect_.lists.because) out += fmt::format(" {} {}", word_text(Kind::WordBecause), because());
        if (expect_.lists.at) out += places();
        if (expect_.lists.remedies) out += fmt::format(" {} {}", word_text(Kind::WordRemedy), remedies());
        if (expect_.lists.needing) out += fmt::format(" {} {}", word_text(Kind::WordNeeding), needing());
        return out;
    }

  private:
    std::string_view word_text(Kind kind) const { return in_skin(kind, skin_); }

    std::string because() const {
        std::vector<std::string> names;
        for (const std::uint32_t k : reasons_of(answer_, answer_.verdict))
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
        for (const TableRemedy* remedy : standing_remedies(telling_, expect_.subject))
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
    const TestExpect& expect_;
    const TableDecision& of_;
    const DecisionAnswer& answer_;
};

std::string empty_word(Lang skin) {
    return std::string(skin == Lang::Zh ? word(Kind::WordEmptyZh).zh : word(Kind::WordEmpty).en);
}

/// A value of a choice, or the list that it stands for.
std::string choice_written(const Telling& telling, const typed::Type& type, std::size_t index, Lang skin) {
    const TableChoice& choice = telling.table.choices[type.of];
    const TableChoiceValue& value = choice.values[index];
    if (!choice.of_lists) return std::string(written_name(value, skin));
    std::vector<std::string> items;
    for (const std::uint32_t item : value.items)
        items.emplace_back(written_name(telling.table.choices[choice.items].values[item], skin));
    for (const std::string& text : value.texts)
        items.push_back(fmt::format("\"{}\"", displayed(text)));
    return items.empty() ? empty_word(skin) : joined(items, skin);
}

/// A determined value as a policy writes it.
std::string value_written(const Telling& telling, const TypedValue& of, Lang skin) {
    const std::int64_t number = of.value.low;
    const auto choice_value = [&](std::size_t index) {
        return choice_written(telling, of.type, index, skin);
    };
    switch (of.type.base) {
    case Base::YesNo:
    case Base::Date: return value_text(of.type, number, skin);
    case Base::Count:
    case Base::Number:
    case Base::Period:
    case Base::List: return number_text(number, of.type.scale);
    case Base::Days: return number_text(number, of.type.scale) + std::string(skin == Lang::Zh ? "天" : "d");
    case Base::Hours:
        return number_text(number, of.type.scale) + std::string(skin == Lang::Zh ? "学时" : "h");
    case Base::Choice: return choice_value(static_cast<std::size_t>(number));
    case Base::Text: return fmt::format("\"{}\"", displayed(text_value(telling, of, number)));
    case Base::Set: break;
    }
    std::vector<std::string> members;
    for (auto bits = static_cast<std::uint64_t>(number); bits != 0; bits &= bits - 1)
        members.push_back(choice_value(static_cast<std::size_t>(std::countr_zero(bits))));
    return members.empty() ? empty_word(skin) : joined(members, skin);
}

std::string output_text(const Telling& telling, const TestExpect& expect, Lang skin) {
    const TypedValue of = output_value(telling, expect.subject);
    const std::string_view name = written_name(telling.table.outputs[expect.subject], skin);
    if (surely_none(of.value)) return fmt::format("{} = {}", name, in_skin(Kind::WordNone, skin));
    if (of.value.determined()) return fmt::format("{} = {}", name, value_written(telling, of, skin));
    const std::string_view unknown = in_skin(Kind::WordUnknown, skin);
    if (is_open(telling, of.type, of.value)) return fmt::format("{} {}", name, unknown);
    const std::string may_be = shown(telling, of);
    return skin == Lang::Zh ? fmt::format("{} {}（{}）", name, unknown, may_be)
                            : fmt::format("{} {} ({})", name, unknown, may_be);
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
    case ast::ExpectKind::Verdict: return VerdictText(telling, expect, skin).written();
    case ast::ExpectKind::Value:
    case ast::ExpectKind::Unknown: return output_text(telling, expect, skin);
    case ast::ExpectKind::Refused: break;
    }
    return std::string(telling.in("not refused", "没有拒绝"));
}

}  // namespace tenet::compiler
