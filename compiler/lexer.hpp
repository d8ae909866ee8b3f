#pragma once

#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What the lexical rules build: the tokens so far, and the reports of what is refused.
class Lexer {
  public:
    Lexer(const SourceFile& source, std::uint32_t file, Diagnostics& diagnostics);

    void newline() { line_begins_ = true; }
    void sign(Kind kind, std::string_view text) { emit(kind, text); }
    void equals(std::string_view text);
    void colon(std::string_view text);
    void bar(std::string_view text);
    /// A word of ASCII and 汉字.
    void word(std::string_view text);
    /// A word that may hold full-width characters too.
    void uncommon_word(std::string_view text);
    void text(std::string_view text);
    void paragraph(std::string_view text);
    void left_paren(std::string_view text);
    void right_paren(std::string_view text);
    /// Up to 18 digits with nothing directly behind them.
    void whole_number(std::string_view text);
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

    Span span(std::string_view text) const {
        const auto begin = static_cast<std::uint32_t>(text.data() - text_.data());
        return {file_, begin, begin + static_cast<std::uint32_t>(text.size())};
    }
    void emit(Kind kind, std::string_view text, std::uint32_t value = 0) {
        if (line_begins_ && statement_ == Kind::WordTable && begins_table_row(kind)) mark_table_row(text);
        const Span place = span(text);
        tokens_.kinds.push_back(static_cast<char>(kind));
        tokens_.places.push_back({place.begin, place.end, value & 0x7FFFFFFFU, line_begins_});
        line_begins_ = false;
    }
    void emit_amount(Kind kind, std::string_view text, Amount amount) {
        emit(kind, text, static_cast<std::uint32_t>(tokens_.amounts.size()));
        tokens_.amounts.push_back(amount);
    }
    void emit_bad(std::string_view text) { emit(Kind::Bad, text); }
    void name(std::string_view text);
    void report_hidden(std::string_view character);
    void refused_word(std::string_view text);
    bool begins_item(Kind kind) const;
    void begin_line(Kind kind, std::string_view text);
    void finish_phrase(Kind kind, std::string_view last_word);
    void begin_statement(Kind kind, std::size_t first);
    void begin_field();
    /// True in the statements in which `|` closes the cells of records.
    bool takes_rows() const { return statement_ == Kind::WordTest || statement_ == Kind::WordGiven; }
    bool begins_table_row(Kind kind) const;
    void mark_table_row(std::string_view text);
    void put_before(std::size_t token, Kind mark);
    bool may_be_name(std::size_t token) const;
    bool group_begins(std::size_t token) const;
    Counted count(std::string_view text) const;
    bool refuse_tail(std::string_view whole, const Counted& counted);
    bool refuse_unit(std::string_view whole, const Counted& counted);
    bool refuse_bound(std::string_view whole, const Counted& counted);
    bool refuse_second_unit(std::string_view whole, const Counted& counted);
    static bool is_day_bound(std::string_view word);
    bool report_day_compared(std::string_view day, std::string_view word, std::size_t before);
    bool report_title(std::string_view mark);
    void report_day_unclear(std::string_view day, std::string_view word);
    void date_tail(std::string_view whole, std::string_view date, std::string_view tail, Amount amount);
    void wide_word(std::string_view text);
    void one_paragraph(std::string_view text);

    std::string_view text_;
    std::uint32_t file_;
    Diagnostics& diagnostics_;
    Tokens tokens_;
    std::vector<std::uint32_t> open_parens_;
    std::size_t hidden_ = 0;
    const char* title_end_ = nullptr;  ///< the closing mark of 《…》, reported at its opening one
    bool line_begins_ = true;
    Kind statement_ = Kind::End;  ///< the word that began the statement at hand
};

}  // namespace tenet::compiler
