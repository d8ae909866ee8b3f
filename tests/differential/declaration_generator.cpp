#include "tests/differential/generator.hpp"

#include <algorithm>
#include <array>

/// Declarations: choices with their groups, facts, params, lists.
namespace tenet::differential {

/// A choice with a fact that is one of its values and one that is a set of them; a few are too long for a mask.
void Generator::choice() {
    Choice choice;
    const std::size_t index = choices_.size();
    choice.name = numbered("c", "选项", index);
    write(phrase("choice ", "选项 ") + declared(choice.name) + " \"C\"\n");
    const bool long_one = random_.chance(10);
    const std::size_t count = long_one ? 63 + random_.below(4) : 2 + random_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
        choice.values.push_back(numbered("v", "值", values_++));
        write(same("  ") + declared(choice.values.back()) + (random_.chance(30) ? " \"V\"\n" : "\n"));
    }
    groups(choice);
    choices_.push_back(choice);
    fact(Sort::Choice, false);
    if (count <= 63) fact(Sort::Set, random_.chance(30));
}

/// Some values under a name; several groups may share values.
void Generator::groups(Choice& choice) {
    for (std::size_t g = random_.below(3); g > 0; --g) {
        const Phrase name = numbered("g", "组", groups_++);
        std::vector<Phrase> members;
        for (const Phrase& value : choice.values)
            if (random_.chance(50)) members.push_back(value);
        if (members.empty()) members.push_back(choice.values[0]);
        Phrase text = phrase("group ", "合称 ") + declared(name) + " = " + members[0];
        for (std::size_t i = 1; i < members.size(); ++i)
            text = text + phrase(", ", "、") + members[i];
        write(text + "\n");
        choice.groups.push_back(name);
    }
}

Phrase Generator::type(Sort sort, std::size_t of, bool bounded) {
    const bool small = bounded && random_.chance(60);
    switch (sort) {
    case Sort::YesNo: return phrase("yes/no", "是否");
    case Sort::Count: return small ? phrase("count 0..12", "次数 0至12") : phrase("count", "次数");
    case Sort::Number: return bounded ? phrase("number -9 .. 99", "数值 -9 至 99") : phrase("number", "数值");
    case Sort::Cents:
        return bounded ? phrase("number with 2 decimals -9.5 .. 99", "数值 小数 2 -9.5 至 99")
                       : phrase("number with 2 decimals", "数值 小数 2");
    case Sort::Date:
        return small ? phrase("date 2019-01-01 .. 2025-12-31", "日期 2019-01-01 至 2025-12-31")
                     : phrase("date", "日期");
    case Sort::Days: return small ? phrase("days 0..400", "天数 0至400") : phrase("days", "天数");
    case Sort::HalfDays: return phrase("days in halves", "天数 可含半天");
    case Sort::Hours: return small ? phrase("hours 0..40", "学时 0至40") : phrase("hours", "学时");
    case Sort::HalfHours: return phrase("hours in halves", "学时 可含半学时");
    case Sort::Choice: return choices_[of].name;
    case Sort::Set: return phrase("set of ", "") + choices_[of].name + phrase("", " 集合");
    case Sort::Text: return phrase("text", "文本");
    }
    __builtin_unreachable();
}

void Generator::fact(Sort sort, bool or_none) {
    Variable v;
    v.name = numbered("f", "事实", facts_++);
    v.sort = sort;
    v.or_none = or_none;
    v.of = choices_.empty() ? 0 : choices_.size() - 1;
    write(phrase("fact ", "事实 ") + declared(v.name) + " : " + type(sort, v.of, true) +
          (or_none ? phrase(" or none", " 或无") : phrase("", "")) + "\n");
    variables_.push_back(v);
}

void Generator::random_fact() {
    static const std::vector<Sort> sorts{
        Sort::YesNo,  Sort::YesNo, Sort::Count,    Sort::Count, Sort::Date,      Sort::Date, Sort::Cents,
        Sort::Number, Sort::Days,  Sort::HalfDays, Sort::Hours, Sort::HalfHours, Sort::Text};
    fact(random_.pick(sorts), random_.chance(40));
}

/// `= V`, or rows by the as-of day that leave no hole.
void Generator::dated_rows(Sort sort, bool period_rows) {
    static constexpr std::array<const char*, 3> ends{"2020-06-30", "2022-02-28", "2024-02-29"};
    static constexpr std::array<const char*, 3> begins{"2020-07-01", "2022-03-01", "2024-03-01"};
    const auto value = [&] { return period_rows ? period() : literal(sort); };
    if (random_.chance(40)) return write(same(" = ") + value() + "\n");
    const std::size_t last = 1 + random_.below(3);
    write(same("\n"));
    for (std::size_t i = 0; i <= last; ++i) {
        const Phrase v = value();
        const std::string from = i == 0 ? "" : begins[i - 1], until = i == last ? "" : ends[i];
        const std::string en =
            (from.empty() ? "" : " from " + from) + (until.empty() ? "" : " until " + until);
        const std::string zh =
            (from.empty() ? "" : "自 " + from + " 起 ") + (until.empty() ? "" : "至 " + until + " 止 ");
        write(Phrase{"  = " + v.en + en + "\n", "  " + zh + "取 " + v.zh + "\n"});
    }
}

void Generator::param() {
    const Phrase name = numbered("p", "参数", params_++);
    const bool period_param = random_.chance(35);
    static const std::vector<Sort> sorts{Sort::Count, Sort::Date, Sort::Days, Sort::Hours, Sort::Cents};
    Variable v;
    v.name = name;
    v.constant = true;
    v.sort = random_.pick(sorts);
    write(phrase("param ", "参数 ") + declared(name) + " : " +
          (period_param ? phrase("period", "期限") : type(v.sort, 0, false)));
    dated_rows(v.sort, period_param);
    if (period_param)
        periods_.push_back(name);
    else
        variables_.push_back(v);
}

void Generator::lists() {
    for (std::size_t record = lists_.empty() ? 0 : lists_.back().record + 1; record < records_.size();
         ++record)
        for (std::size_t i = 1 + random_.below(2); i > 0; --i) {
            List list{numbered("l", "清单", lists_.size()), record};
            // A few are longer than the blocks that evaluators go by.
            const std::string most =
                std::to_string(random_.chance(6) ? 60 + random_.below(80) : 2 + random_.below(5));
            const Phrase up_to =
                random_.chance(3) ? same("") : Phrase{" up to " + most, " 至多 " + most + "条"};
            const Phrase& name = records_[record].name;
            write(phrase("fact ", "事实 ") + declared(list.name) +
                  Phrase{" : list of " + name.en, " : " + name.zh + " 列表"} + up_to + "\n");
            lists_.push_back(list);
        }
}

}  // namespace tenet::differential
