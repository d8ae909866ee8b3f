#include "compiler/doc_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::compiler::doc {
namespace {

bool has_letters(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// The language of a text that is meant for readers of `lang`: labels may be there in the other one only.
Lang language_of(std::string_view text, Lang lang) {
    if (has_han(text)) return Lang::Zh;
    return has_letters(text) ? Lang::En : lang;
}

const char* tag_of(Lang lang) { return lang == Lang::Zh ? "zh" : "en"; }

/// Whether it is a word that joins conditions, and not that of `date or none`.
bool joins_conditions(const std::vector<Piece>& pieces, std::size_t i) {
    const std::string& text = pieces[i].text;
    if (!pieces[i].name.empty()) return false;
    if (text == "or" && i + 1 < pieces.size() && pieces[i + 1].text == "none") return false;
    return text == "and" || text == "or" || text == "且" || text == "或";
}

}  // namespace

void DocWriter::both(const TableText& text) {
    if (text.zh == text.en) {
        const bool han = has_han(text.zh);
        if (!han && !has_letters(text.zh)) return this->text(text.zh);
        return in("span", {{"lang", han ? "zh" : "en"}}, text.zh);
    }
    for (const Lang lang : {Lang::Zh, Lang::En}) {
        const std::string& said = lang == Lang::Zh ? text.zh : text.en;
        if (!said.empty())
            in("span", {{"class", tag_of(lang)}, {"lang", tag_of(language_of(said, lang))}}, said);
    }
}

void DocWriter::piece(const Piece& piece, Lang lang, bool joins) {
    if (piece.name.empty()) {
        if (joins) return in("b", {}, piece.text);
        return text(piece.text);
    }
    const Lang own = language_of(piece.text, lang);
    const Attribute language{"lang", tag_of(own), own != lang};
    if (piece.target.empty())
        in("span", {{"class", "name"}, {"title", piece.name}, language}, piece.text);
    else
        in("a", {{"href", "#" + piece.target}, {"title", piece.name}, language}, piece.text);
}

void DocWriter::pieces(const std::vector<Piece>& pieces, Lang lang) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0 && !pieces[i].joined) own(" ");
        piece(pieces[i], lang, joins_conditions(pieces, i));
    }
}

void DocWriter::phrase(const Phrase& phrase) {
    if (phrase.zh == phrase.en) {
        const bool han = std::any_of(phrase.zh.begin(), phrase.zh.end(),
                                     [](const Piece& each) { return has_han(each.text); });
        const Lang lang = han ? Lang::Zh : Lang::En;
        return in("span", {{"lang", tag_of(lang)}}, [&] { pieces(phrase.zh, lang); });
    }
    in("span", {{"class", "zh"}, {"lang", "zh"}}, [&] { pieces(phrase.zh, Lang::Zh); });
    in("span", {{"class", "en"}, {"lang", "en"}}, [&] { pieces(phrase.en, Lang::En); });
}

void DocWriter::joined_parts(const Condition& condition) {
    const bool all = condition.join == Condition::Join::All;
    in("ul", {{"class", "joined"}}, [&] {
        for (std::size_t i = 0; i < condition.parts.size(); ++i)
            in("li", {}, [&] {
                in("b", {{"class", "join"}}, [&] {
                    if (i > 0) word(all ? Word::And : Word::Or);
                });
                in("span", {{"class", "part-of"}}, [&] { phrase(condition.parts[i]); });
            });
    });
}

void DocWriter::condition(const Condition& condition) {
    if (condition.empty()) return;
    if (condition.join == Condition::Join::One) return phrase(condition.parts.front());
    in("span", {{"class", "lead"}},
       [&] { word(condition.join == Condition::Join::All ? Word::AllHold : Word::AnyHolds); });
    joined_parts(condition);
}

void DocWriter::link(const Link& link) {
    if (link.target.empty()) return both(link.label);
    in("a", {{"href", "#" + link.target}, {"title", link.name, !link.name.empty()}},
       [&] { both(link.label); });
}

void DocWriter::links(const std::vector<Link>& links) {
    in("ul", {{"class", "side"}}, [&] {
        for (const Link& each : links)
            in("li", {}, [&] { link(each); });
    });
}

void DocWriter::counted(std::size_t count, Word one, Word many) {
    const TableText what = words(count == 1 ? one : many);
    both({fmt::format("{} {}", count, what.en), fmt::format("{} {}", count, what.zh)});
}

void DocWriter::readings(const std::vector<std::string>& readings) {
    if (readings.empty()) return;
    own(" ");
    in("span", {{"class", "reading"}}, [&] {
        word(Word::Reading);
        text(fmt::format(" {}", fmt::join(readings, ", ")));
    });
}

void DocWriter::citations(const std::vector<Citation>& citations) {
    if (citations.empty()) return;
    in("ul", {{"class", "cited"}}, [&] {
        for (const Citation& each : citations)
            in("li", {}, [&] {
                link(each.source);
                for (const CitedParagraph& paragraph : each.paragraphs) {
                    own(" ");
                    in("a", {{"href", "#" + paragraph.target}}, [&] {
                        both({fmt::format("¶{}", paragraph.number), fmt::format("第{}段", paragraph.number)});
                    });
                }
                readings(each.readings);
            });
    });
}

void DocWriter::used_by(const Entry& entry) {
    if (!entry.used_by.empty()) term(Word::UsedBy, [&] { links(entry.used_by); });
}

void DocWriter::common_terms(const Entry& entry) {
    if (!entry.citations.empty()) term(Word::BasedOn, [&] { citations(entry.citations); });
    used_by(entry);
}

void DocWriter::heading(const Entry& entry) {
    in("h4", {}, [&] {
        both(entry.label);
        own(" ");
        in("a", {{"class", "here"}, {"href", "#" + entry.id}, {"aria-label", "#" + entry.id}}, "#");
    });
}

void DocWriter::foot(const Entry& entry) {
    in("p", {{"class", "where"}}, [&] {
        if (!entry.name.empty()) in("code", {}, entry.name);
        if (!entry.twin.empty() && entry.twin != entry.name) {
            own(" ");
            in("code", {}, entry.twin);
        }
        own(" ");
        in("span", {{"class", "line"}}, fmt::format("{}:{}", entry.file, entry.line));
    });
}

void DocWriter::mark(bool reached) {
    in("span", {{"class", "mark"}, {"aria-hidden", "true"}}, reached ? "✓" : "✗");
}

void DocWriter::reached_heading() {
    in("th", {{"scope", "col"}}, [&] { word(Word::Tests); });
}

void DocWriter::reached_cell(const std::optional<ReachedRow>& row) {
    in("td", {{"class", "taken"}}, [&] {
        if (!row) return;
        in("span", {{"class", row->reached ? "met" : "missed"}}, [&] {
            mark(row->reached);
            own(" ");
            word(row->reached ? Word::RowReached : Word::RowMissed);
        });
    });
}

void DocWriter::worth(const Condition& value, const std::vector<Case>& cases) {
    if (!value.empty()) in("div", {{"class", "condition"}}, [&] { condition(value); });
    if (cases.empty()) return;
    const bool cited =
        std::any_of(cases.begin(), cases.end(), [](const Case& each) { return !each.citations.empty(); });
    const bool reached =
        std::any_of(cases.begin(), cases.end(), [](const Case& each) { return each.reached.has_value(); });
    in("div", {{"class", "wide"}}, [&] {
        in("table", {{"class", "cases"}}, [&] {
            in("thead", {}, [&] {
                in("tr", {}, [&] {
                    in("th", {{"scope", "col"}}, [&] { word(Word::Case); });
                    in("th", {{"scope", "col"}}, [&] { word(Word::Value); });
                    if (cited) in("th", {{"scope", "col"}}, [&] { word(Word::BasedOn); });
                    if (reached) reached_heading();
                });
            });
            in("tbody", {}, [&] {
                for (const Case& each : cases)
                    row(each.reached, [&] {
                        in("td", {}, [&] {
                            if (each.when.empty())
                                word(Word::OtherwiseCase);
                            else
                                condition(each.when);
                        });
                        in("td", {}, [&] { phrase(each.value); });
                        if (cited) in("td", {}, [&] { citations(each.citations); });
                        if (reached) reached_cell(each.reached);
                    });
            });
        });
    });
}

}  // namespace tenet::compiler::doc
