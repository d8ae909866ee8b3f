#pragma once

#include "compiler/outline.hpp"
#include "compiler/source.hpp"
#include "compiler/tokens.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// A comment, with its sign, where it stood.
struct Comment {
    std::string text;
    std::uint8_t breaks = 0;  ///< line ends before it, at most 2; none if it follows something on its line
    bool indented = false;    ///< it did not begin in the first column
};

/// What stands between two tokens and means nothing: line ends and comments.
struct Trivia {
    std::vector<Comment> comments;
    std::uint8_t breaks = 0;  ///< line ends behind the last comment, at most 2

    bool empty() const { return comments.empty() && breaks == 0; }
};

/// For each token what stands before it; nothing before marks.
std::vector<Trivia> trivia(const SourceFile& source, const Tokens& tokens);

/// Rows that stand below each other have their columns aligned; rows of different kinds do not.
enum class RowKind : std::uint8_t { None, Fact, TwinFact, Named, TwinNamed, Case, Param, Table, Bars };

/// Something to print, a word, a sign or a literal, with what stands before it.
struct Piece {
    std::string text;
    Trivia before;
    std::uint32_t indent = 0;     ///< where it stands if it begins a line
    bool joins_before = false;    ///< no blank may stand before it
    bool joins_after = false;     ///< nor behind
    RowKind row = RowKind::None;  ///< the row that begins with it
    std::uint8_t column = 0;      ///< the column that begins with it, 0 for none
    Span
        place{};  ///< in the file: of a name, which may be `record.field`, its own; of a word that of its form
    bool is_name = false;
};

/// The text of the pieces: lines, blanks, columns.
std::string lay_out(const std::vector<Piece>& pieces, const Trivia& at_end);

}  // namespace tenet::compiler
