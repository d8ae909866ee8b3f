#pragma once

#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What the lexical rules build: the tokens so far, and the reports of what is refused.
class Lexer {
  public:
    Lexer(const SourceFile& source, std::uint32_t file, Diagnostics& diagnostics);

    void newline() { line_begins_ = true; }
    void sign(Kind kind, std::string_view text) { emit(kind, text); }
    void word(std::string_view text);
    void text(std::string_view text);
    void paragraph(std::string_view text);
    void left_paren(std::string_view text);
    void right_paren(std::string_view text);
    /// A number with the run that directly follows it.
    void quantity(std::string_view text);
    /// `2023-05-01` or `2023年5月1日`, with the run that directly follows.
    void date(std::string_view text);
    void misspelt_date(std::string_view text);
    void unclosed_text(std::string_view text);
    void closing_quote(std::string_view text);
    void slip(std::string_view text);
    void stray(std::string_view text);
    /// Reports characters that cannot be seen or that reorder a line; the rules for words and signs admit none.
    void look_for_hidden(std::string_view text);
    Tokens finish();

  private:
    struct Counted;

    Span span(std::string_view text) const;
    void emit(Kind kind, std::string_view text, std::uint32_t value = 0);
    void emit_amount(Kind kind, std::string_view text, Amount amount);
    void emit_bad(std::string_view text) { emit(Kind::Bad, text); }
    void name(std::string_view text);
    void report_hidden(std::string_view character);
    void begin_phrase(Kind kind, std::size_t first);
    Counted count(std::string_view text) const;
    bool refuse_tail(std::string_view whole, const Counted& counted);
    bool refuse_unit(std::string_view whole, const Counted& counted);
    bool refuse_bound(std::string_view whole, const Counted& counted);
    void date_tail(std::string_view whole, std::string_view date, std::string_view tail, Amount amount);
    void wide_word(std::string_view text);

    std::string_view text_;
    std::uint32_t file_;
    Diagnostics& diagnostics_;
    Tokens tokens_;
    std::vector<std::uint32_t> open_parens_;
    std::size_t hidden_ = 0;
    bool line_begins_ = true;
};

}  // namespace tenet::compiler
