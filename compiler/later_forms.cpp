#include "compiler/later_forms.hpp"

namespace tenet::compiler {

namespace {

constexpr LaterForm later_forms[] = {
    {Kind::WordSource, "`source`", "`文件`"},
    {Kind::WordNote, "`note`", "`说明`"},
    {Kind::WordUse, "`use`", "`使用`"},
    {Kind::WordChoice, "`choice`", "`选项`"},
    {Kind::WordGroupZh, "`group`", "`合称`"},
    {Kind::WordGroup, "`group`", "`合称`"},
    {Kind::WordRecord, "`record`", "`记录`"},
    {Kind::WordParam, "`param`", "`参数`"},
    {Kind::WordTable, "`table`", "`对照表`"},
    {Kind::WordCalendar, "`calendar`", "`工作日历`"},
    {Kind::WordAssume, "`assume`", "`前提`"},
    {Kind::WordTest, "`test`", "`测试`"},
    {Kind::WordGiven, "`given`", "`已知`"},
    {Kind::WordExpect, "`expect`", "`预期`"},
    {Kind::WordRemedy, "`remedy`", "`补救`"},
    {Kind::WordLeaveOut, "`out of scope`", "`不纳入`"},
    {Kind::WordOut, "`out of scope`", "`不纳入`"},
    {Kind::WordFrom, "`from DATE`", "`自 日期 起`"},
    {Kind::WordUntil, "`until DATE`", "`至 日期 止`"},
    {Kind::WordFromZh, "`from DATE`", "`自 日期 起`"},
    {Kind::WordToZh, "`until DATE`", "`至 日期 止`"},
    {Kind::WordTake, "a value by cases", "分情形取值"},
    {Kind::WordOtherwise, "a value by cases", "分情形取值"},
    {Kind::WordAny, "`any … in …`", "`… 中 有 … 满足`"},
    {Kind::WordEvery, "`every … in …`", "`… 中 每个 … 均 满足`"},
    {Kind::WordEachZh, "`every … in …`", "`… 中 每个 … 均 满足`"},
    {Kind::WordHas, "`every … has …`", "`… 均 满足`"},
    {Kind::WordMeets, "`any … where …`", "`… 满足`"},
    {Kind::WordWhere, "`where`", "`… 中 … 的`"},
    {Kind::WordAll, "a sum over records", "对记录的汇总"},
    {Kind::WordAmong, "a sum over records", "对记录的汇总"},
    {Kind::WordOfZh, "a sum over records", "对记录的汇总"},
    {Kind::WordOf, "a sum over records", "对记录的汇总"},
    {Kind::WordEmpty, "`empty`", "`没有记录`"},
    {Kind::WordBelongs, "a group of values", "`属于`"},
    {Kind::WordNotBelongs, "a group of values", "`不属于`"},
    {Kind::WordCovers, "`covers`", "`包含`"},
    {Kind::WordCoversZh, "`covers`", "`包含`"},
    {Kind::WordInOrder, "`in order from … to …`", "`先后不重叠`"},
    {Kind::WordByZh, "a working calendar", "工作日历"},
    {Kind::WordPauseZh, "`pausing`", "`扣除`"},
    {Kind::WordPausing, "`pausing`", "`扣除`"},
    {Kind::WordWorking, "working days", "工作日"},
    {Kind::WordWorkingDay, "working days", "工作日"},
    {Kind::WordWorkingDays, "working days", "工作日"},
    {Kind::WordWholeYears, "`whole years since`", "`起 的 整年数`"},
    {Kind::WordWholeMonths, "`whole months since`", "`起 的 整月数`"},
    {Kind::WordList, "a list", "列表"},
    {Kind::WordSetZh, "a set", "集合"},
    {Kind::WordUpTo, "a list", "列表"},
    {Kind::WordDecimals, "`with N decimals`", "小数位数"},
    {Kind::Dot, "a field of a record", "记录的字段"},
    {Kind::Bar, "rows of a table", "表行"},
    {Kind::Arrow, "rows of a table", "表行"},
};

}  // namespace

const LaterForm* find_later(Kind kind) {
    for (const LaterForm& form : later_forms)
        if (form.kind == kind) return &form;
    return nullptr;
}

}  // namespace tenet::compiler
