#pragma once

#include "compiler/ids.hpp"
#include "compiler/outline.hpp"
#include "compiler/skin.hpp"
#include "compiler/source.hpp"
#include "compiler/tokens.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// What to write for a name, which may be `record.field`.
using NameText = std::function<std::string(std::string_view name)>;

/// Writes expressions and types of one file, which has no errors of syntax, in either skin and on one line each, without
/// comments; by the rows of `forms.def`, as the formatter does.
class ExprPrinter {
  public:
    explicit ExprPrinter(const SourceFile& source);

    /// What stands at this place, which is that of a whole expression, with its names as `name` gives them.
    std::string text(Span place, Skin skin, const NameText& name) const;
    /// The same with its names as they are.
    std::string text(Span place, Skin skin) const;

  private:
    const SourceFile& source_;
    Tokens tokens_;
    Outline outline_;
};

}  // namespace tenet::compiler
