#pragma once

#include "compiler/skin.hpp"
#include "compiler/words.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// One piece of a pattern: a place for an operand, or words that stand together.
struct FormPiece {
    struct Word {
        Kind kind;
        std::string text;
    };
    char place = 0;       ///< the letter of the place, 0 for words
    bool joined = false;  ///< stands directly behind the piece before it where that is a number
    std::vector<Word> words;
};

/// A form in one skin.
struct FormPattern {
    std::vector<FormPiece> pieces;

    /// What tells forms apart: the kinds of their words, with `End` for each place.
    std::string shape() const;
    /// How many ends of pieces stand inside.
    std::size_t gaps() const { return pieces.size() - 1; }
};

/// A row of `forms.def`.
struct Form {
    FormPattern en, zh;

    const FormPattern& in(Skin skin) const { return skin == Skin::Zh ? zh : en; }
};

/// What a shape is: the form as it is chiefly written, which of several rows that mean the same is the first one, and the
/// pattern of the row that has this very shape. Both are null if there is none.
struct FormMatch {
    const Form* form = nullptr;
    const FormPattern* pattern = nullptr;
};
FormMatch find_form(const std::string& shape);

/// Where a line may end within a pattern: behind which pieces. Everywhere if `anywhere`, else neither behind words that
/// open it nor before words that close it; so the skins have places for the same number.
std::vector<bool> line_ends(const FormPattern& pattern, bool anywhere);

}  // namespace tenet::compiler
