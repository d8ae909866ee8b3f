#pragma once

#include "compiler/doc_names.hpp"
#include "compiler/print_expr.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Expressions, types and messages of a policy as phrases in both languages, with labels in the place of names.
namespace tenet::compiler::doc {

class Phrases {
  public:
    /// Of the policy's own file.
    Phrases(const Compiled& policy, const NameTable& names);

    /// What stands at a place: a whole expression or a type.
    Phrase at(Span place) const;
    Phrase of(ast::ExprId id) const { return id.valid() ? at(file_.at(id).span) : Phrase{}; }
    /// The same in parts, where it is long and `and` or `or` joins them.
    Condition condition(ast::ExprId id) const;
    /// A text with its places `{NAME}`.
    Phrase message(const ast::Text& text) const;

  private:
    std::string sign(const ExprPart& part, Skin skin) const;
    std::vector<Piece> pieces(Span place, Skin skin) const;
    std::vector<Piece> message_in(std::string_view text, Lang lang) const;

    const ast::File& file_;
    const NameTable& names_;
    ExprPrinter printer_;
    std::map<std::uint32_t, bool>
        comparisons_;  ///< by the places where they begin, whether they are of dates
};

}  // namespace tenet::compiler::doc
