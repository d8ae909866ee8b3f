#pragma once

#include <cstdint>
#include <string_view>

namespace tenet::compiler {

/// What a token is, in one byte, so that the grammar reads a file as a string of them; words by `keywords.def`.
enum class Kind : std::uint8_t {
    End,
    Mark,        ///< stands before a Statement word that begins its line
    ClauseMark,  ///< stands before a Clause word that begins its line
    ItemMark,    ///< stands before a value of a choice or a field of a record, which begin their line
    RowEq,       ///< `=` that begins its line, and with it the next case or row
    Bad,         ///< something that the lexer has already reported
    Digits,      ///< a number with its unit
    Day,         ///< a date
    Quoted,      ///< a text
    Paragraph,   ///< ¶8
    LeftParen,
    RightParen,
    Comma,
    ListComma,  ///< 、
    Colon,
    Semicolon,
    Dot,
    DotDot,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Plus,
    Minus,
    Star,
    Slash,
    Bar,
    Arrow,
#define WORD(id, class, en, zh) Word##id,
#include "grammar/keywords.def"
    Name,  ///< a word that is none of the language's
};

/// Where a word is reserved; see the head of `keywords.def`.
enum class WordClass : std::uint8_t { Everywhere, Statement, Clause, InPlace };

/// One row of `keywords.def`.
struct WordRow {
    Kind kind;
    WordClass word_class;
    std::string_view en, zh;
};

inline constexpr WordRow word_rows[] = {
#define WORD(id, class, en, zh) {Kind::Word##id, WordClass::class, en, zh},
#include "grammar/keywords.def"
};

inline constexpr Kind first_word = word_rows[0].kind;
/// Words from here to `Name` may be names; those before are reserved everywhere.
inline constexpr Kind first_name = Kind::WordLanguage;

constexpr bool is_word(Kind kind) { return kind >= first_word && kind < Kind::Name; }
constexpr bool is_reserved(Kind kind) { return kind >= first_word && kind < first_name; }
constexpr const WordRow& word(Kind kind) {
    return word_rows[static_cast<std::size_t>(kind) - static_cast<std::size_t>(first_word)];
}

/// The word that this spelling is; Bad if it is refused, Name if it is none.
Kind classify(std::string_view spelling);

/// The word that this spelling is, or Name.
inline Kind find_word(std::string_view spelling) {
    const Kind kind = classify(spelling);
    return kind == Kind::Bad ? Kind::Name : kind;
}

/// What to write instead of a word that is refused because it reads two ways.
struct RefusedWord {
    std::string_view spelling, en, zh;
};

/// The refused word of this spelling, or null.
const RefusedWord* find_refused(std::string_view spelling);

}  // namespace tenet::compiler
