#include "compiler/later_forms.hpp"

namespace tenet::compiler {

namespace {

// clang-format off
constexpr LaterForm later_forms[] = {
    {Kind::WordUnion, "`union of`", "`合并`"},
    {Kind::WordCovers, "`covers`", "`包含`"},
    {Kind::WordCoversZh, "`covers`", "`包含`"},
};
// clang-format on

}  // namespace

const LaterForm* find_later(Kind kind) {
    for (const LaterForm& form : later_forms)
        if (form.kind == kind) return &form;
    return nullptr;
}

}  // namespace tenet::compiler
