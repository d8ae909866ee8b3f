#pragma once

#include "compiler/typed.hpp"

#include <string>

namespace tenet::compiler {

/// The typed tree as indented text for `--dump=types`: every node with its type, names by their ids, the same for
/// both skins of a policy whose names have the same twins.
std::string dump(const typed::Module& module);

}  // namespace tenet::compiler
