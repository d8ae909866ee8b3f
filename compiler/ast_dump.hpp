#pragma once

#include "compiler/ast.hpp"

#include <string>

namespace tenet::compiler {

/// The tree as indented lists, without places; names as their twins, so that both skins of a policy dump alike.
std::string dump(const ast::File& file);

/// One expression on one line.
std::string dump(const ast::File& file, ast::ExprId expr);

}  // namespace tenet::compiler
