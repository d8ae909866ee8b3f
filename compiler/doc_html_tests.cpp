#include "compiler/doc_writer.hpp"

#include <fmt/format.h>

namespace tenet::compiler::doc {
namespace {

void write_given(DocWriter& out, const Given& given) {
    out.in("li", {}, [&] {
        out.link(given.fact);
        if (given.rows.empty() || given.columns.empty()) {
            out.own(" = ");
            out.in("span", {{"class", "amount"}}, [&] { out.both(given.value); });
            return;
        }
        out.in("div", {{"class", "wide"}}, [&] {
            out.in("table", {}, [&] {
                out.in("thead", {}, [&] {
                    out.in("tr", {}, [&] {
                        for (const Link& column : given.columns)
                            out.in("th", {{"scope", "col"}}, [&] { out.both(column.label); });
                    });
                });
                out.in("tbody", {}, [&] {
                    for (const auto& row : given.rows)
                        out.in("tr", {}, [&] {
                            for (const TableText& cell : row)
                                out.in("td", {}, [&] { out.both(cell); });
                        });
                });
            });
        });
    });
}

void write_list(DocWriter& out, Word heading, const std::vector<Link>& links) {
    out.in("div", {{"class", "more"}}, [&] {
        out.word(heading);
        out.own(" ");
        if (links.empty())
            out.word(Word::Nothing);
        else
            out.links(links);
    });
}

void write_expected(DocWriter& out, const Expectation& each) {
    out.in("li", {}, [&] {
        if (!each.subject.name.empty()) {
            out.link(each.subject);
            out.own(" = ");
        }
        out.in("strong", {}, [&] { out.both(each.value); });
        if (!each.part.empty()) {
            out.own(" ");
            out.in("q", {}, [&] { out.both({each.part, each.part}); });
        }
        if (each.because) write_list(out, Word::Because, *each.because);
        if (!each.at.empty())
            out.in("div", {{"class", "more"}}, [&] {
                out.word(Word::At);
                out.text(fmt::format(" {}", fmt::join(each.at, ", ")));
            });
        if (each.remedies) write_list(out, Word::Remedies, *each.remedies);
        if (!each.needing) return;
        std::vector<Link> needed;
        for (const TableText& fact : *each.needing)
            needed.push_back({fact, {}, {}});
        write_list(out, Word::Needing, needed);
    });
}

void write_test(DocWriter& out, const Test& test) {
    out.in("article", {{"class", "test item"}, {"id", test.id}}, [&] {
        out.in("h4", {}, [&] {
            out.both(test.label);
            out.own(" ");
            if (test.unconfirmed) out.in("small", {}, [&] { out.word(Word::Unconfirmed); });
            if (test.failed)
                out.in("small", {{"class", "missed"}}, [&] {
                    out.mark(false);
                    out.own(" ");
                    out.word(Word::TestFailed);
                });
            out.in("a", {{"class", "here"}, {"href", "#" + test.id}, {"aria-label", "#" + test.id}}, "#");
        });
        out.in("dl", {}, [&] {
            if (test.base) out.term(Word::SameAs, [&] { out.link(*test.base); });
            if (!test.givens.empty())
                out.term(Word::GivenFacts, [&] {
                    out.in("ul", {{"class", "plain"}}, [&] {
                        for (const Given& each : test.givens)
                            write_given(out, each);
                    });
                });
            out.term(Word::Expected, [&] {
                out.in("ul", {{"class", "plain"}}, [&] {
                    for (const Expectation& each : test.expects)
                        write_expected(out, each);
                });
            });
            if (!test.citations.empty()) out.term(Word::BasedOn, [&] { out.citations(test.citations); });
        });
        out.in("p", {{"class", "where"}}, [&] {
            out.in("span", {{"class", "line"}}, fmt::format("{}:{}", test.file, test.line));
        });
    });
}

}  // namespace

void write_tests(DocWriter& out, const std::vector<Test>& tests, bool were_run) {
    if (tests.empty()) return;
    out.part(Word::Tests, [&] {
        out.in("p", {{"class", "lead"}}, [&] { out.word(were_run ? Word::TestsWereRun : Word::TestsAre); });
        for (const Test& test : tests)
            write_test(out, test);
    });
}

}  // namespace tenet::compiler::doc
