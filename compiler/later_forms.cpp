#include "compiler/later_forms.hpp"

namespace tenet::compiler {

namespace {

constexpr LaterForm later_forms[] = {
    {Kind::WordSource, "`source`", "`文件`"},
    {Kind::WordTest, "`test`", "`测试`"},
    {Kind::WordGiven, "`given`", "`已知`"},
    {Kind::WordExpect, "`expect`", "`预期`"},
    {Kind::WordLeaveOut, "`out of scope`", "`不纳入`"},
    {Kind::WordOut, "`out of scope`", "`不纳入`"},
    {Kind::WordEmpty, "`empty`", "`没有记录`"},
    {Kind::WordUnion, "`union of`", "`合并`"},
    {Kind::WordCovers, "`covers`", "`包含`"},
    {Kind::WordCoversZh, "`covers`", "`包含`"},
    {Kind::Bar, "a row of records", "记录行"},
};

}  // namespace

const LaterForm* find_later(Kind kind) {
    for (const LaterForm& form : later_forms)
        if (form.kind == kind) return &form;
    return nullptr;
}

}  // namespace tenet::compiler
