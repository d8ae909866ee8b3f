#pragma once

#include "compiler/doc_page.hpp"
#include "compiler/doc_words.hpp"
#include "compiler/html_writer.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// The page's own elements, of which its parts are made.
namespace tenet::compiler::doc {

class DocWriter : public HtmlWriter {
  public:
    void word(Word which) { both(words(which)); }
    /// A text in both languages, of which the style shows one; a text that is there in one only is shown always. Each says in
    /// which language it is.
    void both(const TableText& text);
    void phrase(const Phrase& phrase);
    void condition(const Condition& condition);
    void link(const Link& link);
    /// Side by side.
    void links(const std::vector<Link>& links);
    /// `3 rules`, `3条`.
    void counted(std::size_t count, Word one, Word many);
    void citations(const std::vector<Citation>& citations);
    void readings(const std::vector<std::string>& readings);

    /// A term and what is said of it, within a `dl`.
    template <class Inside>
    void term(Word name, Inside&& inside) {
        in("div", {}, [&] {
            in("dt", {}, [&] { word(name); });
            in("dd", {}, inside);
        });
    }
    /// A part of a policy under a heading of its own.
    template <class Inside>
    void part(Word heading, Inside&& inside) {
        in("section", {{"class", "part"}}, [&] {
            in("h3", {}, [&] { word(heading); });
            inside();
        });
    }
    /// Something declared: its heading, what `inside` writes, and its foot.
    template <class Inside>
    void entry(std::string_view style, const Entry& entry, Inside&& inside) {
        in("article", {{"class", std::string(style) + " item"}, {"id", entry.id}}, [&] {
            heading(entry);
            inside();
            foot(entry);
        });
    }
    /// Its citations and what uses it, as terms.
    void common_terms(const Entry& entry);
    void used_by(const Entry& entry);
    /// Where it stands in the files and what it is called there.
    void foot(const Entry& entry);
    void worth(const Condition& value, const std::vector<Case>& cases);
    /// A row of a table, with its place if it has one.
    template <class Inside>
    void row(const std::optional<ReachedRow>& reached, Inside&& inside) {
        in("tr", {{"id", reached ? reached->id : std::string(), reached.has_value()}}, inside);
    }
    /// ✓ or ✗; it is for eyes only, as words say the same.
    void mark(bool reached);
    /// The heading of a column of marks, and the cell of a row.
    void reached_heading();
    void reached_cell(const std::optional<ReachedRow>& row);
    void heading(const Entry& entry);

  private:
    void pieces(const std::vector<Piece>& pieces, Lang lang);
    void piece(const Piece& piece, Lang lang, bool joins);
    void joined_parts(const Condition& condition);
};

// doc_html_rules.cpp
void write_decision(DocWriter& out, const Decision& decision);
void write_definitions(DocWriter& out, Word heading, const std::vector<Definition>& definitions);
void write_tables(DocWriter& out, const std::vector<Grid>& tables);

// doc_html_vocabulary.cpp
void write_vocabulary(DocWriter& out, const Policy& policy);

// doc_html_tests.cpp
void write_tests(DocWriter& out, const std::vector<Test>& tests, bool were_run);

// doc_html_reach.cpp
/// What tests reach of a rule, where that is known: folded away if it is everything.
void write_reach(DocWriter& out, const Entry& entry);
/// For the head of the page, for the contents, and for the head of a policy with all that is not reached.
void write_coverage(DocWriter& out, const Coverage& coverage);
void write_sum(DocWriter& out, const SiteSums& sums);
void write_policy_reach(DocWriter& out, const Policy& policy);

// doc_html_sources.cpp
void write_sources(DocWriter& out, const std::vector<Source>& sources);

}  // namespace tenet::compiler::doc
