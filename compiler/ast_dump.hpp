#pragma once

#include "compiler/ast.hpp"

#include <cstdint>
#include <string>

namespace tenet::compiler {

/// Whether parentheses are shown; what stands in them is grouped alike without.
enum class Parens : std::uint8_t { Shown, LeftOut };

/// The tree as indented lists, without places; names as their twins, so that both skins of a policy dump alike.
std::string dump(const ast::File& file, Parens parens = Parens::Shown);

/// One expression on one line.
std::string dump(const ast::File& file, ast::ExprId expr);

}  // namespace tenet::compiler
