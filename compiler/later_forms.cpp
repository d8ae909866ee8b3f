#include "compiler/later_forms.hpp"

namespace tenet::compiler {

namespace {

// clang-format off
constexpr LaterForm later_forms[] = {
    {Kind::WordSource, "`source`", "`文件`"},
    {Kind::WordCalendar, "`calendar`", "`工作日历`"},
    {Kind::WordLeaveOut, "`out of scope`", "`不纳入`"},
    {Kind::WordOut, "`out of scope`", "`不纳入`"},
    {Kind::WordUnion, "`union of`", "`合并`"},
    {Kind::WordCovers, "`covers`", "`包含`"},
    {Kind::WordCoversZh, "`covers`", "`包含`"},
    {Kind::WordByZh, "a working calendar", "工作日历"},
    {Kind::WordPauseZh, "`pausing`", "`扣除`"},
    {Kind::WordPausing, "`pausing`", "`扣除`"},
    {Kind::WordWorking, "working days", "工作日"},
    {Kind::WordWorkingDay, "working days", "工作日"},
    {Kind::WordWorkingDays, "working days", "工作日"},
};
// clang-format on

}  // namespace

const LaterForm* find_later(Kind kind) {
    for (const LaterForm& form : later_forms)
        if (form.kind == kind) return &form;
    return nullptr;
}

}  // namespace tenet::compiler
