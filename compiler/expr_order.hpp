#pragma once

#include "compiler/typed.hpp"

namespace tenet::compiler {

/// Numbers the expressions of a module anew, operands before what reads them, in the order in which its definitions, fields, decisions
/// and assumes lead to them: the same in both skins, which say things in different orders.
void put_in_order(typed::Module& module);

}  // namespace tenet::compiler
