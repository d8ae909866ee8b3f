#pragma once

#include "compiler/words.hpp"

namespace tenet::compiler {

/// A form that is reserved and not built, as messages call it.
struct LaterForm {
    Kind kind;
    const char *en, *zh;
};

/// The form that a token of this kind gives away where it is not expected, or null.
const LaterForm* find_later(Kind kind);

}  // namespace tenet::compiler
