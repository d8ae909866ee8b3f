#include "compiler/doc_writer.hpp"

#include <algorithm>
#include <vector>

namespace tenet::compiler::doc {
namespace {

/// A table with these headings; the rows are what `rows` writes.
template <class Rows>
void write_listing(DocWriter& out, const std::vector<Word>& headings, Rows&& rows) {
    out.in("div", {{"class", "wide"}}, [&] {
        out.in("table", {}, [&] {
            out.in("thead", {}, [&] {
                out.in("tr", {}, [&] {
                    for (const Word each : headings)
                        out.in("th", {{"scope", "col"}}, [&] { out.word(each); });
                });
            });
            out.in("tbody", {}, rows);
        });
    });
}

void write_facts(DocWriter& out, const Policy& policy) {
    if (policy.facts.empty() && policy.asked.empty()) return;
    out.part(Word::Facts, [&] {
        for (const Entry& fact : policy.facts)
            out.entry("fact", fact, [&] {
                out.in("dl", {}, [&] {
                    if (!fact.type.empty()) out.term(Word::Asks, [&] { out.phrase(fact.type); });
                    out.common_terms(fact);
                });
            });
        if (policy.asked.empty()) return;
        out.in("p", {{"class", "group"}}, [&] { out.word(Word::FactsElsewhere); });
        out.links(policy.asked);
    });
}

/// The days between which a value holds; both open ends are told.
void write_held(DocWriter& out, const ParamValue& value) {
    if (value.from.empty() && value.until.empty()) return out.word(Word::Always);
    if (!value.from.empty()) out.phrase(value.from);
    out.own(" – ");
    if (!value.until.empty()) out.phrase(value.until);
}

void write_params(DocWriter& out, const std::vector<Param>& params) {
    if (params.empty()) return;
    out.part(Word::Params, [&] {
        for (const Param& param : params)
            out.entry("param", param, [&] {
                const bool reached =
                    std::any_of(param.values.begin(), param.values.end(),
                                [](const ParamValue& value) { return value.reached.has_value(); });
                std::vector<Word> headings{Word::Value, Word::InForce};
                if (reached) headings.push_back(Word::Tests);
                write_listing(out, headings, [&] {
                    for (const ParamValue& value : param.values)
                        out.row(value.reached, [&] {
                            out.in("td", {{"class", "amount"}}, [&] { out.phrase(value.value); });
                            out.in("td", {}, [&] { write_held(out, value); });
                            if (reached) out.reached_cell(value.reached);
                        });
                });
                out.in("dl", {}, [&] { out.common_terms(param); });
                write_reach(out, param);
            });
    });
}

void write_choices(DocWriter& out, const std::vector<Choice>& choices) {
    if (choices.empty()) return;
    out.part(Word::Choices, [&] {
        for (const Choice& choice : choices)
            out.entry("choice", choice, [&] {
                out.in("ul", {{"class", "values"}}, [&] {
                    for (const Entry& value : choice.values)
                        out.in("li", {{"id", value.id}}, [&] {
                            out.both(value.label);
                            out.own(" ");
                            out.in("code", {}, value.name);
                        });
                });
                out.in("dl", {}, [&] { out.common_terms(choice); });
            });
    });
}

void write_groups(DocWriter& out, const std::vector<Group>& groups) {
    if (groups.empty()) return;
    out.part(Word::Groups, [&] {
        for (const Group& group : groups)
            out.entry("group", group, [&] {
                out.links(group.values);
                out.in("dl", {}, [&] { out.common_terms(group); });
            });
    });
}

void write_field(DocWriter& out, const Field& field) {
    out.in("tr", {{"id", field.id}}, [&] {
        out.in("th", {{"scope", "row"}}, [&] {
            out.both(field.label);
            out.own(" ");
            out.in("code", {}, field.name);
        });
        out.in("td", {}, [&] {
            out.phrase(field.type);
            if (field.worth.value.empty() && field.worth.cases.empty()) return;
            out.in("p", {{"class", "group"}}, [&] { out.word(Word::Derived); });
            out.worth(field.worth.value, field.worth.cases);
            write_reach(out, field);
        });
    });
}

void write_records(DocWriter& out, const std::vector<Record>& records) {
    if (records.empty()) return;
    out.part(Word::Records, [&] {
        for (const Record& record : records)
            out.entry("record", record, [&] {
                write_listing(out, {Word::Field, Word::Asks}, [&] {
                    for (const Field& field : record.fields)
                        write_field(out, field);
                });
                out.in("dl", {}, [&] { out.common_terms(record); });
            });
    });
}

void write_days(DocWriter& out, Word heading, const std::vector<DaysOff>& days) {
    if (days.empty()) return;
    out.in("p", {{"class", "group"}}, [&] { out.word(heading); });
    write_listing(out, {Word::Dates, Word::NumberOfDays, Word::Occasion}, [&] {
        for (const DaysOff& each : days)
            out.in("tr", {}, [&] {
                out.in("td", {{"class", "dates"}},
                       each.first == each.last ? each.first : each.first + " – " + each.last);
                out.in("td", {}, std::to_string(each.count));
                out.in("td", {}, [&] { out.both(each.label); });
            });
    });
}

void write_calendars(DocWriter& out, const std::vector<Calendar>& calendars) {
    if (calendars.empty()) return;
    out.part(Word::Calendars, [&] {
        for (const Calendar& calendar : calendars)
            out.entry("calendar", calendar, [&] {
                out.in("dl", {}, [&] {
                    out.term(Word::Years, [&] { out.both(calendar.years); });
                    if (!calendar.weekend.en.empty())
                        out.term(Word::Weekend, [&] { out.both(calendar.weekend); });
                });
                write_days(out, Word::DaysOff, calendar.off);
                write_days(out, Word::DaysWorked, calendar.worked);
                out.in("dl", {}, [&] { out.common_terms(calendar); });
            });
    });
}

void write_assumes(DocWriter& out, const std::vector<Assume>& assumes) {
    if (assumes.empty()) return;
    out.part(Word::Assumes, [&] {
        for (const Assume& each : assumes)
            out.in("article", {{"class", "assume item"}, {"id", each.id}}, [&] {
                out.in("div", {{"class", "condition"}}, [&] { out.condition(each.condition); });
                out.in("dl", {}, [&] {
                    if (!each.message.empty())
                        out.term(Word::AssumeSays,
                                 [&] { out.in("q", {}, [&] { out.phrase(each.message); }); });
                    out.common_terms(each);
                });
                write_reach(out, each);
                out.foot(each);
            });
    });
}

}  // namespace

void write_vocabulary(DocWriter& out, const Policy& policy) {
    write_facts(out, policy);
    write_assumes(out, policy.assumes);
    write_params(out, policy.params);
    write_choices(out, policy.choices);
    write_groups(out, policy.groups);
    write_records(out, policy.records);
    write_calendars(out, policy.calendars);
}

}  // namespace tenet::compiler::doc
