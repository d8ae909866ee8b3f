#include "compiler/later_forms.hpp"

namespace tenet::compiler {

namespace {

// clang-format off
constexpr LaterForm later_forms[] = {
    {Kind::WordSource, "`source`", "`文件`"},
    {Kind::WordLeaveOut, "`out of scope`", "`不纳入`"},
    {Kind::WordOut, "`out of scope`", "`不纳入`"},
};
// clang-format on

}  // namespace

const LaterForm* find_later(Kind kind) {
    for (const LaterForm& form : later_forms)
        if (form.kind == kind) return &form;
    return nullptr;
}

}  // namespace tenet::compiler
