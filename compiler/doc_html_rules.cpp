#include "compiler/doc_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace tenet::compiler::doc {
namespace {

/// Tests that have something to do with a rule.
struct RelatedTests {
    Word how;
    const std::vector<Link>& tests;
};

/// Tests folded away under a line that says how many there are.
void write_related(DocWriter& out, Word heading, std::initializer_list<RelatedTests> groups) {
    std::size_t count = 0;
    for (const RelatedTests& each : groups)
        count += each.tests.size();
    if (count == 0) return;
    out.in("details", {}, [&] {
        out.in("summary", {}, [&] {
            out.word(heading);
            out.text(fmt::format(" ({})", count));
        });
        for (const RelatedTests& each : groups) {
            if (each.tests.empty()) continue;
            if (groups.size() > 1) out.in("p", {{"class", "group"}}, [&] { out.word(each.how); });
            out.links(each.tests);
        }
    });
}

void write_period(DocWriter& out, const Phrase& from, const Phrase& until) {
    const auto day = [&](const Phrase& phrase, Word before, Word behind) {
        if (phrase.empty()) return;
        out.word(before);
        out.own(" ");
        out.phrase(phrase);
        out.own(" ");
        out.in("span", {{"class", "zh"}, {"lang", "zh"}}, words(behind).zh);
        out.own(" ");
    };
    day(from, Word::From, Word::FromEnd);
    day(until, Word::Until, Word::UntilEnd);
}

void write_rule(DocWriter& out, const Rule& rule) {
    out.entry("rule", rule, [&] {
        out.in("div", {{"class", "condition"}}, [&] { out.condition(rule.condition); });
        out.in("dl", {}, [&] {
            if (!rule.when.empty()) out.term(Word::When, [&] { out.condition(rule.when); });
            if (!rule.from.empty() || !rule.until.empty())
                out.term(Word::InForce, [&] { write_period(out, rule.from, rule.until); });
            if (!rule.otherwise.empty())
                out.term(Word::FailsSays, [&] { out.in("q", {}, [&] { out.phrase(rule.otherwise); }); });
            for (const Remedy& remedy : rule.remedies)
                out.term(Word::Remedy, [&] {
                    out.both(remedy.label);
                    if (remedy.when.empty()) return;
                    out.own(" — ");
                    out.word(Word::IfWord);
                    out.own(" ");
                    out.condition(remedy.when);
                });
            out.common_terms(rule);
        });
        write_reach(out, rule);
        write_related(out, Word::TestsOfRule,
                      {{Word::TestsNaming, rule.tests}, {Word::TestsReading, rule.related}});
    });
}

}  // namespace

void write_decision(DocWriter& out, const Decision& decision) {
    out.in("section", {{"class", "part decision"}, {"id", decision.id}}, [&] {
        out.in("h3", {}, [&] {
            out.in("span", {{"class", "kind"}}, [&] { out.word(Word::Decision); });
            out.own(" ");
            out.both(decision.label);
            out.own(" ");
            out.in("a", {{"class", "here"}, {"href", "#" + decision.id}, {"aria-label", "#" + decision.id}},
                   "#");
        });
        out.in("dl", {}, [&] {
            if (!decision.when.empty()) out.term(Word::AppliesWhen, [&] { out.condition(decision.when); });
            if (!decision.when_otherwise.empty())
                out.term(Word::OtherwiseSays,
                         [&] { out.in("q", {}, [&] { out.phrase(decision.when_otherwise); }); });
            out.common_terms(decision);
        });
        write_reach(out, decision);
        write_related(out, Word::TestsOfDecision, {{Word::TestsOfDecision, decision.tests}});
        out.foot(decision);
        out.in("p", {{"class", "lead"}}, [&] { out.word(Word::AllOfThese); });
        for (const Rule& rule : decision.rules)
            write_rule(out, rule);
    });
}

void write_definitions(DocWriter& out, Word heading, const std::vector<Definition>& definitions) {
    if (definitions.empty()) return;
    out.part(heading, [&] {
        for (const Definition& each : definitions)
            out.entry("definition", each, [&] {
                out.worth(each.worth.value, each.worth.cases);
                out.in("dl", {}, [&] {
                    if (!each.type.empty()) out.term(Word::Type, [&] { out.phrase(each.type); });
                    out.common_terms(each);
                });
                write_reach(out, each);
                write_related(out, Word::TestsOfOutput, {{Word::TestsOfOutput, each.tests}});
            });
    });
}

namespace {

void write_cell(DocWriter& out, const std::vector<Phrase>& alternatives) {
    out.in("td", {}, [&] {
        if (alternatives.empty()) out.in("span", {{"class", "any"}}, [&] { out.word(Word::Anything); });
        for (std::size_t i = 0; i < alternatives.size(); ++i) {
            if (i > 0) {
                out.own(" ");
                out.in("b", {}, [&] { out.word(Word::Or); });
                out.own(" ");
            }
            out.phrase(alternatives[i]);
        }
    });
}

}  // namespace

void write_tables(DocWriter& out, const std::vector<Grid>& tables) {
    if (tables.empty()) return;
    const auto grid = [&](const Grid& each) {
        const bool cited = std::any_of(each.rows.begin(), each.rows.end(),
                                       [](const TableRow& row) { return !row.citations.empty(); });
        const bool reached = std::any_of(each.rows.begin(), each.rows.end(),
                                         [](const TableRow& row) { return row.reached.has_value(); });
        out.in("thead", {}, [&] {
            out.in("tr", {}, [&] {
                for (const Link& column : each.columns)
                    out.in("th", {{"scope", "col"}}, [&] { out.link(column); });
                out.in("th", {{"scope", "col"}}, [&] { out.word(Word::Result); });
                if (cited) out.in("th", {{"scope", "col"}}, [&] { out.word(Word::BasedOn); });
                if (reached) out.reached_heading();
            });
        });
        out.in("tbody", {}, [&] {
            for (const TableRow& row : each.rows)
                out.row(row.reached, [&] {
                    for (const std::vector<Phrase>& cell : row.cells)
                        write_cell(out, cell);
                    out.in("td", {{"class", "result"}}, [&] { out.phrase(row.value); });
                    if (cited) out.in("td", {}, [&] { out.citations(row.citations); });
                    if (reached) out.reached_cell(row.reached);
                });
        });
    };
    out.part(Word::Tables, [&] {
        for (const Grid& each : tables)
            out.entry("definition", each, [&] {
                out.in("div", {{"class", "wide"}}, [&] { out.in("table", {}, [&] { grid(each); }); });
                out.in("dl", {}, [&] {
                    if (!each.type.empty()) out.term(Word::Type, [&] { out.phrase(each.type); });
                    out.common_terms(each);
                });
                write_reach(out, each);
            });
    });
}

}  // namespace tenet::compiler::doc
