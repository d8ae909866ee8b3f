#include "compiler/doc_writer.hpp"

#include <fmt/format.h>

namespace tenet::compiler::doc {
namespace {

void write_resting(DocWriter& out, const Resting& each) {
    out.in("li", {}, [&] {
        out.in("span", {{"class", "kind"}}, [&] { out.both(each.kind); });
        out.own(" ");
        out.link(each.rule);
        out.readings(each.readings);
        out.own(" ");
        out.in("span", {{"class", "line"}}, fmt::format("{}:{}", each.file, each.line));
    });
}

/// Tests last and folded away: they show that a paragraph is minded, not what becomes of it.
void write_paragraph(DocWriter& out, const Paragraph& paragraph) {
    std::vector<const Resting*> rules, tests;
    for (const Resting& each : paragraph.rules)
        (each.kind.en == "test" ? tests : rules).push_back(&each);
    const auto listed = [&](const std::vector<const Resting*>& all) {
        out.in("ul", {{"class", "plain"}}, [&] {
            for (const Resting* each : all)
                write_resting(out, *each);
        });
    };
    out.in("article", {{"class", "paragraph item"}, {"id", paragraph.id}}, [&] {
        out.in("h4", {}, [&] {
            out.both({fmt::format("¶{}", paragraph.number), fmt::format("第{}段", paragraph.number)});
            if (!paragraph.in_lock) {
                out.own(" ");
                out.in("small", {}, [&] { out.word(Word::NotInLock); });
            }
        });
        if (!rules.empty()) listed(rules);
        if (paragraph.out_of_scope)
            out.in("p", {}, [&] {
                out.word(Word::OutOfScope);
                out.both(*paragraph.out_of_scope);
            });
        if (rules.empty() && !paragraph.out_of_scope)
            out.in("p", {{"class", "warning"}}, [&] { out.word(Word::NothingRests); });
        if (tests.empty()) return;
        out.in("details", {}, [&] {
            out.in("summary", {}, [&] {
                out.word(Word::Tests);
                out.text(fmt::format(" ({})", tests.size()));
            });
            listed(tests);
        });
    });
}

}  // namespace

void write_sources(DocWriter& out, const std::vector<Source>& sources) {
    for (const Source& source : sources)
        out.in("section", {{"class", "policy source"}, {"id", source.id}}, [&] {
            out.in("h2", {}, [&] {
                out.in("span", {{"class", "kind"}}, [&] { out.word(Word::Source); });
                out.own(" ");
                out.both(source.label);
                out.own(" ");
                out.in("a", {{"class", "here"}, {"href", "#" + source.id}, {"aria-label", "#" + source.id}},
                       "#");
            });
            out.in("p", {{"class", "lead"}}, [&] {
                out.word(Word::SourceAbout);
                out.own(" ");
                if (source.locked)
                    out.both({fmt::format("{} {}.", *source.locked, words(Word::LockedParagraphs).en),
                              fmt::format("{} {}。", *source.locked, words(Word::LockedParagraphs).zh)});
                else
                    out.word(Word::NotLocked);
            });
            out.foot(source);
            out.in("section", {{"class", "part"}}, [&] {
                out.in("h3", {}, [&] { out.word(Word::RestsOnIt); });
                for (const Paragraph& paragraph : source.paragraphs)
                    write_paragraph(out, paragraph);
            });
        });
}

}  // namespace tenet::compiler::doc
