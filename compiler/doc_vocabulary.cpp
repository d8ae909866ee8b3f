#include "compiler/day_text.hpp"
#include "compiler/doc_build.hpp"
#include "compiler/skin.hpp"
#include "compiler/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>

/// What rules are made of: facts, params, choices and groups, records, calendars; and what is assumed and noted.
namespace tenet::compiler::doc {
namespace {

template <class Out, class Named>
Out described(const DocFile& file, const Named& each) {
    Out out;
    file.describe(out, each.name, each.label, each.span, each.citations);
    return out;
}

/// The day from which a row holds; before all others where it does not say.
std::int64_t begin_of(const DocFile& file, const ast::ParamRow& row) {
    return row.from.valid() ? file.ast().at(row.from).number : INT64_MIN;
}

/// The last day of a row: where it does not say, the one before the next row begins.
Phrase end_of(const DocFile& file, const ast::Param& param, const ast::ParamRow& row) {
    if (row.until.valid()) return file.phrases().of(row.until);
    std::optional<std::int64_t> next;
    for (const ast::ParamRow& other : param.rows) {
        const std::int64_t begin = begin_of(file, other);
        if (begin > begin_of(file, row) && (!next || begin < *next)) next = begin;
    }
    if (!next) return {};
    const Piece day{day_text(*next - 1), {}, {}};
    return {{day}, {day}};
}

Param param_of(const DocFile& file, const ast::Param& each) {
    Param out = described<Param>(file, each);
    if (each.type.given()) out.type = file.phrases().at(each.type.span);
    for (const ast::ParamRow& row : each.rows) {
        const auto before =
            std::count_if(each.rows.begin(), each.rows.end(), [&](const ast::ParamRow& other) {
                return begin_of(file, other) < begin_of(file, row);
            });
        out.values.push_back({file.phrases().of(row.value), file.phrases().of(row.from),
                              end_of(file, each, row), static_cast<std::size_t>(before)});
    }
    return out;
}

Choice choice_of(const DocFile& file, const ast::Choice& each) {
    Choice out = described<Choice>(file, each);
    const std::vector<ast::Citation> none;
    for (const ast::ChoiceValue& value : each.values)
        file.describe(out.values.emplace_back(), value.name, value.label, value.name.span, none);
    return out;
}

Group group_of(const DocFile& file, const ast::Group& each) {
    Group out = described<Group>(file, each);
    for (const ast::NameUse& value : each.values)
        if (const NameUse* use = file.names().at(value.span.begin)) out.values.push_back(use->link);
    return out;
}

Record record_of(const DocFile& file, const ast::Record& each) {
    Record out = described<Record>(file, each);
    const std::vector<ast::Citation> none;
    for (const ast::Field& field : each.fields) {
        Field& row = out.fields.emplace_back();
        file.describe(row, field.name, field.label, field.span, none);
        if (field.type.given()) row.type = file.phrases().at(field.type.span);
        row.worth = worth_of(file, field.body, each.citations);
    }
    return out;
}

/// A day of the week, 0 being Monday.
TableText weekday(std::int64_t day) {
    const auto kind = static_cast<Kind>(static_cast<std::int64_t>(Kind::WordMonday) + day);
    std::string en(spelling(kind, Skin::En));
    en.front() = static_cast<char>(en.front() - 'a' + 'A');
    return {en, std::string(spelling(kind, Skin::Zh))};
}

void add_line(const ast::CalendarLine& line, Calendar& out) {
    for (const ast::CalendarRange& range : line.ranges) {
        const auto comma = [](TableText& text) {
            if (!text.en.empty()) text.en += ", ", text.zh += "、";
        };
        switch (line.word) {
        case ast::CalendarWord::Covers: {
            comma(out.years);
            const std::string years = range.first == range.last
                                          ? fmt::format("{}", range.first)
                                          : fmt::format("{}–{}", range.first, range.last);
            out.years.en += years;
            out.years.zh += years;
            break;
        }
        case ast::CalendarWord::Weekend: {
            comma(out.weekend);
            const TableText day = weekday(range.first);
            out.weekend.en += day.en;
            out.weekend.zh += day.zh;
            break;
        }
        case ast::CalendarWord::Off:
        case ast::CalendarWord::Worked:
            (line.word == ast::CalendarWord::Off ? out.off : out.worked)
                .push_back({day_text(range.first), day_text(range.last), range.last - range.first + 1,
                            text_of(line.label)});
            break;
        }
    }
}

Calendar calendar_of(const DocFile& file, const ast::Calendar& each) {
    Calendar out = described<Calendar>(file, each);
    for (const ast::CalendarLine& line : each.lines)
        add_line(line, out);
    const auto by_day = [](const DaysOff& a, const DaysOff& b) { return a.first < b.first; };
    std::stable_sort(out.off.begin(), out.off.end(), by_day);
    std::stable_sort(out.worked.begin(), out.worked.end(), by_day);
    return out;
}

void add_facts(const DocFile& file, Policy& policy) {
    for (const ast::Fact& each : file.ast().facts) {
        if (!file.own(each.span)) continue;
        Entry& out = policy.facts.emplace_back(described<Entry>(file, each));
        if (each.type.given()) out.type = file.phrases().at(each.type.span);
    }
    if (!policy.is_question) return;
    for (const TableFact& each : file.table().facts)
        if (const NameUse use = file.names().value(each.name); !file.own(each.span) && !use.link.name.empty())
            policy.asked.push_back(use.link);
}

void add_sayings(const DocFile& file, Policy& policy) {
    for (const ast::Note& each : file.ast().notes) {
        if (!file.own(each.span)) continue;
        Note& out = policy.notes.emplace_back();
        file.describe(out, each.span, each.citations);
        out.text = file.phrases().message(each.text);
    }
    for (const ast::Assume& each : file.ast().assumes) {
        if (!file.own(each.span)) continue;
        Assume& out = policy.assumes.emplace_back();
        file.describe(out, each.span, each.citations);
        out.condition = file.phrases().condition(each.condition);
        out.message = file.phrases().message(each.message);
    }
}

}  // namespace

void add_vocabulary(const DocFile& file, Policy& policy) {
    add_facts(file, policy);
    add_sayings(file, policy);
    const auto add = [&](const auto& all, auto& out, const auto& describe) {
        for (const auto& each : all)
            if (file.own(each.span)) out.push_back(describe(file, each));
    };
    add(file.ast().params, policy.params, param_of);
    add(file.ast().choices, policy.choices, choice_of);
    add(file.ast().groups, policy.groups, group_of);
    add(file.ast().records, policy.records, record_of);
    add(file.ast().calendars, policy.calendars, calendar_of);
}

}  // namespace tenet::compiler::doc
