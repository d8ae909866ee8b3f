#include "compiler/later_forms.hpp"

#include <array>

namespace tenet::compiler {

namespace {

constexpr std::array<LaterForm, 0> later_forms{};

}  // namespace

const LaterForm* find_later(Kind kind) {
    for (const LaterForm& form : later_forms)
        if (form.kind == kind) return &form;
    return nullptr;
}

}  // namespace tenet::compiler
