#pragma once

#include <string>
#include <vector>

/// The shape of C++ source, by the lexer of a compiler.
namespace tenet::generated {

/// The kinds of the tokens of a header in order, as clang names them after preprocessing with the macros of common system
/// headers in force; string literals next to each other count as one. `folder` is for scratch files.
std::vector<std::string> token_kinds(const std::string& header, const std::string& folder);

}  // namespace tenet::generated
