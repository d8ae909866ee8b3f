#pragma once

#include "compiler/fmt_piece.hpp"
#include "compiler/ids.hpp"
#include "compiler/outline.hpp"
#include "compiler/skin.hpp"
#include "compiler/source.hpp"
#include "compiler/tokens.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {

/// What to write for a name, which may be `record.field`.
using NameText = std::function<std::string(std::string_view name)>;

/// A word, sign, literal or name of an expression as it is written.
struct ExprPart {
    std::string text;
    Span
        place;  ///< in the file: of a name, which may be `record.field`, its own; of a word or sign that of its form
    bool is_name = false;
    bool joined = false;     ///< no blank stands before it
    bool is_number = false;  ///< digits, perhaps with a unit
};

/// Writes expressions and types of one file, which has no errors of syntax, in either skin and on one line each, without
/// comments; by the rows of `forms.def`, as the formatter does.
class ExprPrinter {
  public:
    explicit ExprPrinter(const SourceFile& source);

    /// What stands at this place, which is that of a whole expression, with its names as `name` gives them.
    std::string text(Span place, Skin skin, const NameText& name) const;
    /// The same with its names as they are.
    std::string text(Span place, Skin skin) const;
    /// The same in its parts; none where no whole expression stands at this place.
    std::vector<ExprPart> parts(Span place, Skin skin) const;

  private:
    std::optional<std::uint32_t> node_at(Span place) const;

    const SourceFile& source_;
    Tokens tokens_;
    Outline outline_;
    std::vector<Trivia> between_;
    /// The nodes that may be expressions, by the byte with which they begin, then in their order.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> begins_;
};

}  // namespace tenet::compiler
