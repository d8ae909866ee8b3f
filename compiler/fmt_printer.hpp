#pragma once

#include "compiler/fmt_piece.hpp"
#include "compiler/forms.hpp"
#include "compiler/outline.hpp"
#include "compiler/skin.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// Writes the outline of a file as pieces, each form by its row of `forms.def` in the skin that is asked for or, without
/// one, in that of its own words.
class FmtPrinter {
  public:
    /// `between` is what stands between the tokens, as `trivia` tells it; all of these outlive the printer.
    FmtPrinter(const SourceFile& source, const Tokens& tokens, const Outline& outline,
               const std::vector<Trivia>& between, std::optional<Skin> skin);

    /// Names are written as this gives them, not as they are.
    void name_by(const std::function<std::string(std::string_view)>& name) { name_ = name; }
    std::vector<Piece> pieces();
    /// Those of one node alone.
    std::vector<Piece> pieces_of(std::uint32_t id);
    /// What stands behind the last piece.
    const Trivia& at_end() const { return at_end_; }

  private:
    static constexpr std::uint8_t arrow_column = 254, citation_column = 255;

    /// What a node is told of what it stands in.
    struct Around {
        Skin skin = Skin::En;
        std::uint32_t indent = 0;   ///< of the statement, clause, row, value or field
        std::uint32_t first = 0;    ///< the token that this began with
        std::uint32_t parens = 0;   ///< open within it
        std::uint32_t closing = 0;  ///< citations from this token on close the statement
        std::uint32_t closing_indent = 0;
        RowKind row = RowKind::None;               ///< of the row that it is
        OutlineRule parent = OutlineRule::policy;  ///< of the node around it
        bool followed = false;    ///< what follows would be read as part of a condition at its end
        bool filters = false;     ///< a condition on records, not within a parenthesis of its own
        bool adds = false;        ///< a term of a sum or product
        bool needs_name = false;  ///< takes a name or a parenthesis only
    };

    /// Part of a node: a child, or words that stand together.
    struct Element {
        std::optional<std::uint32_t> child;
        std::vector<std::uint32_t> tokens;
    };

    // Nodes.
    void node(std::uint32_t id, const Around& around);
    void block(const OutlineNode& node, Around around);
    void form(const OutlineNode& node, Around around);
    void by_pattern(const OutlineNode& node, const FormMatch& match, const std::vector<Element>& parts,
                    const Around& around);
    void pattern_words(const OutlineNode& node, const FormPiece& piece, const Around& around);
    void as_it_stands(const OutlineNode& node, const std::vector<Element>& parts, const Around& around);
    void operand(std::uint32_t id, const Around& around);
    void in_paren(std::uint32_t id, const Around& around);
    void cell(const OutlineNode& node, const Around& around);
    void places(const OutlineNode& node, const Around& around);
    std::int64_t position_at(std::uint32_t token) const;
    void leaf(const OutlineNode& node, const Around& around);

    // What nodes are made of.
    std::vector<Element> elements(const OutlineNode& node) const;
    void add_elements(const OutlineNode& node, bool splices, std::vector<Element>& out) const;
    std::string shape(const std::vector<Element>& elements) const;
    std::uint32_t first_token(const Element& element) const;
    std::vector<Trivia> gaps_of(const std::vector<Element>& parts, const std::vector<bool>& ends);
    Skin skin_of_words(const std::vector<Element>& elements, Skin otherwise) const;
    bool takes_of_records(const OutlineNode& node) const;
    static Around within(const OutlineNode& node, char place, bool last, const Around& around);
    bool is_spaced_range(const OutlineNode& range, bool wide) const;
    RowKind row_of(const OutlineNode& node) const;
    static std::uint8_t column_of(const OutlineNode& node, Kind word, const Around& around);
    std::uint32_t closing_citations(const OutlineNode& node) const;

    // Spelling.
    std::string number_text(std::uint32_t token, Skin skin) const;
    std::string length_text(const OutlineNode& node) const;
    std::string leaf_text(const OutlineNode& node, Skin skin) const;
    std::string word_text(const OutlineNode& node, std::uint32_t token, Skin skin) const;
    std::string_view source_text(std::uint32_t token) const {
        const Token& place = tokens_.places[token];
        return std::string_view(source_.text).substr(place.begin, place.end - place.begin);
    }
    bool is_mark(std::uint32_t token) const {
        return tokens_.places[token].begin == tokens_.places[token].end;
    }
    Kind kind(std::uint32_t token) const;
    Skin skin_for(Skin own) const { return skin_.value_or(own); }

    // Pieces.
    void gap(const Trivia& between, bool may_end_line);
    void set_aside(const Trivia& between);
    void set_aside_inside(const OutlineNode& node);
    void word(Kind kind, std::string text, const Around& around, const OutlineNode& node);
    void emit(Piece piece, const Around& around, bool may_begin_line = true);

    const SourceFile& source_;
    const Tokens& tokens_;
    const Outline& outline_;
    const std::vector<Trivia>& trivia_;
    std::optional<Skin> skin_;
    std::function<std::string(std::string_view)> name_;
    std::vector<Piece> out_;
    Trivia pending_;  ///< goes before the next piece
    Trivia later_;    ///< comments where no line may end; they go to the next place where one may
    Trivia at_end_;
    std::optional<std::uint32_t> indent_;  ///< of the next piece, which begins a clause
    RowKind row_ = RowKind::None;          ///< that begins with the next piece
    std::uint8_t column_ = 0;              ///< likewise
    bool after_number_ = false;            ///< the last piece is a number
};

}  // namespace tenet::compiler
