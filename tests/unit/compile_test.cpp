#include "compiler/compile.hpp"

#include "compiler/table_dump.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler::testing {
namespace {

Compiled compiled(const std::string& text) {
    MemoryFiles files;
    files.add("it.policy", text);
    return compile(files, "it.policy");
}

std::string complaints(const Compiled& result) {
    return render_text(result.diagnostics, *result.sources, Lang::En);
}

constexpr const char* english = R"(policy auditor "Auditor registration"
as of applied_on

fact applied_on : date
fact exam       : date or none
fact audits     : count
fact extension  : yes/no

decide eligible
  require exam valid 5y
  require audits >= 4 or 3 with extension
)";

constexpr const char* chinese = R"(政策 审核员 代号 auditor "审核员注册"
基准日 申请日期

事实 申请日期 代号 applied_on ：日期
事实 基础考试 代号 exam       ：日期 或无
事实 审核次数 代号 audits     ：次数
事实 扩展条款 代号 extension  ：是否

判定 合格 代号 eligible
  要求 基础考试 有效 5年
  要求 审核次数 不少于 4次 或 扩展条款 时 3次
)";

TEST(Compile, NineLinesInBothSkinsMeanTheSame) {
    const Compiled one = compiled(english), other = compiled(chinese);
    ASSERT_TRUE(one.ok()) << complaints(one);
    ASSERT_TRUE(other.ok()) << complaints(other);
    EXPECT_EQ(one.fingerprints->schema, other.fingerprints->schema);
    EXPECT_EQ(one.fingerprints->meaning, other.fingerprints->meaning);
    EXPECT_NE(one.fingerprints->text, other.fingerprints->text);
    EXPECT_EQ(dump(*one.table), dump(*other.table));
    EXPECT_EQ(dump(*one.program), dump(*other.program));
    EXPECT_EQ(one.program->fingerprint, other.program->fingerprint);
}

/// Shapes that a faulty table shows first: none in every place, guards, mixed kinds of numbers.
constexpr const char* corners = R"(policy p
as of t
fact t : date
fact c : yes/no
fact q : yes/no or none
fact e : date or none
fact n : number -5..5
fact k : days or none
fact a : count
define d : date or none = if c then none else d2
define d2 : date or none = none
define d3 : date or none = if c then none else e
define k2 : days or none = if c then k else none
define q2 : yes/no or none = if c then none else q
define q3 : yes/no or none = none
output o1 = d2 is none
output o2 : date or none = d
decide x
  when q is given and q
  require r1: d is given and d >= t
  require r2: d2 is given and d2 >= t
  require r3: d3 is given and d3 + 3d >= t
  require r4: k2 is given and k2 * 2 - 1d >= 5d
  require r5: q2 = yes
  require r6: q2 is given and (not q2)
  require r7: q = c
  require r8: e = d2
  require r9: d = e
  require r10: q3 = q
  require r11: if e is given then (if q = yes then e else t) >= t else no
  require r12: n >= a - 3
  require r13: n = a
  require r14: n in a .. a + 3
  require r15: n not in 1 .. 3
  require r16: e within 90d of d3
  require r17: e within 3m before t
  require r18: (if c then 3 else -2) >= n
  require r19: e != t
  require r20: q != c
  require r21: q2 = q3
  require r22: 0 - n <= a
  require r23: t - 2000-01-01 >= 30d
  require r24: q3 is given and q3
  require r25: (if c then q else q2) = no
)";

TEST(Compile, CornersMakeASoundTable) {
    const Compiled result = compiled(corners);
    EXPECT_TRUE(result.ok()) << complaints(result);
}

constexpr const char* english_records = R"(policy upgrade
as of applied_on

choice field
  qms
  ems
group management = qms, ems

record audit
  field    : field
  ended_on : date or none
  days     : days in halves
  counted  : yes/no = audit.field = field and ended_on within 3y

fact applied_on : date
fact field      : field
fact audits     : list of audit up to 20
fact extension  : yes/no
param least : count
  = 3 until 2023-03-31
  = 4 from 2023-04-01

output needed : hours or none
  = none when extension
  = 7.5h otherwise
output onsite = sum of days in audits where counted

assume audits in order from applied_on to ended_on "not in order"

decide upgrade
  when field in management
  require complete: (count of audits where counted) >= least
    remedy wait "wait" when extension
  require every audit in audits has ended_on within 4y
)";

constexpr const char* chinese_records = R"(政策 升级 代号 upgrade
基准日 申请日期

选项 领域 代号 field
  质量 代号 qms
  环境 代号 ems
合称 管理体系 代号 management = 质量、环境

记录 审核 代号 audit
  领域 代号 field ：领域
  结束日期 代号 ended_on ：日期 或无
  天数 代号 days ：天数 可含半天
  计入 代号 counted ：是否 = 领域 为 申请领域 且 结束日期 在 此前 3年内

事实 申请日期 代号 applied_on ：日期
事实 申请领域 代号 field ：领域
事实 审核经历 代号 audits ：审核 列表 至多 20条
事实 扩展条款 代号 extension ：是否
参数 下限 代号 least ：次数
  至 2023-03-31 止 取 3次
  自 2023-04-01 起 取 4次

输出 应有 代号 needed ：学时 或无
  当 扩展条款 取 无
  其他情形 取 7.5学时
输出 现场 代号 onsite = 审核经历 中 计入 的 合计 天数

前提 审核经历 先后不重叠 自 申请日期 至 结束日期 "不按顺序"

判定 升级判定 代号 upgrade
  当 申请领域 属于 管理体系
  要求 完整 代号 complete ：(审核经历 中 计入 的 次数) 不少于 下限
    补救 等待 代号 wait "再等" 当 扩展条款
  要求 审核经历 中 每个 审核 均 满足 结束日期 在 此前 4年内
)";

TEST(Compile, RecordsInBothSkinsMeanTheSame) {
    const Compiled one = compiled(english_records), other = compiled(chinese_records);
    ASSERT_TRUE(one.ok()) << complaints(one);
    ASSERT_TRUE(other.ok()) << complaints(other);
    EXPECT_EQ(one.fingerprints->schema, other.fingerprints->schema);
    EXPECT_EQ(one.fingerprints->meaning, other.fingerprints->meaning);
    EXPECT_EQ(dump(*one.table), dump(*other.table));
    EXPECT_EQ(dump(*one.program), dump(*other.program));
}

TEST(Compile, WhatIsNotReachedOfAnImportChangesNothing) {
    const std::string used = "policy common\nchoice field\n  qms\n  ems\nrecord audit\n  field : field\n"
                             "fact audits : list of audit\ndefine many = (count of audits) >= 4\n";
    const std::string more = "choice colour\n  red\nfact loose : colour\nrecord visit\n  field : field\n"
                             "define unused = loose = red\ndecide other\n  require loose = red\n";
    const auto asked = [](const std::string& common) {
        MemoryFiles files;
        files.add("common.policy", common);
        files.add("it.policy", "policy it\nuse \"common.policy\"\ndecide d\n  require many\n");
        return compile(files, "it.policy");
    };
    const Compiled one = asked(used), other = asked(used + more);
    ASSERT_TRUE(one.ok()) << complaints(one);
    ASSERT_TRUE(other.ok()) << complaints(other);
    EXPECT_EQ(one.fingerprints->meaning, other.fingerprints->meaning);
    EXPECT_EQ(one.fingerprints->text, other.fingerprints->text);
}

/// What only values of many kinds show: scales that meet, choices and sets that may be none, texts, aggregates of
/// aggregates.
constexpr const char* record_corners = R"(policy p
as of t
choice c
  one
  two
  three
group pair = one, three
group single = two
record r
  a    : c or none
  b    : set of c or none
  h    : hours 0..1000
  half : hours in halves 0..1000 or none
  d    : date 2000-01-01..2100-01-01 or none
  e    : date
  n    : number with 2 decimals -5..5
  txt  : text
  far  : date or none = if d is given then d + 15d else none
  much : hours = if half is given then half + h else h
fact t : date
fact k : c or none
fact s : set of c
fact u : set of c or none
fact y : yes/no
fact rs : list of r up to 9
fact qs : list of r up to 65535
fact w : text or none
define best = latest of e in rs where a in pair
define worst = earliest of far in rs
define hours_of_all = (sum of much in rs) * 2
define pick : c or none = if y then k else one
define which : set of c or none = if y then s else u
output o1 = best
output o2 = worst
output o3 = hours_of_all
output o4 = pick
output o5 = which
output o6 = sum of n in rs where n > 0.25
output o7 = latest of n in qs where txt = "甲" or txt != "乙"
output o8 = whole years since t
output o9 : text = if y then "甲" else "丙"
decide x
  when k is none or k in pair
  require r1: any r in rs where r.a = k
  require r2: every r in rs has half is none or half >= 7.5h
  require r3: rs in order from e to d
  require r4: (count of rs where e = best) >= 1
  require r5: hours_of_all >= 7.25h or 3h with y
  require r6: k not in single and k in s
  require r7: which = u
  require r8: pick != k
  require r9: w = "甲"
  require r10: any r in qs where b is given and a in b
  require r11: (count of rs where r.a in which) <= (count of qs)
  require r12: best within 3y and worst is given
  require r13: if y then any r in rs where e within 90d of t else every r in rs has n < 1.5
)";

TEST(Compile, CornersOfRecordsMakeASoundTable) {
    const Compiled result = compiled(record_corners);
    EXPECT_TRUE(result.ok()) << complaints(result);
}

/// Each list has its own ops of a derived field: what that comes to is refused, and soon.
TEST(Compile, RefusesDerivedFieldsOfTooManyLists) {
    std::string text = "policy p\nrecord r\n  x : count 0..9\n", all = "  y : count = x";
    for (int field = 0; field < 10; ++field) {
        text += "  y" + std::to_string(field) + " : count = x";
        for (int i = 1; i <= 200; ++i)
            text += " + " + std::to_string(1'000 * field + i);
        text += "\n";
        all += " + y" + std::to_string(field);
    }
    text += all + "\n";
    std::string decision = "decide d\n";
    for (int i = 0; i < 2'000; ++i) {
        text += "fact l" + std::to_string(i) + " : list of r\n";
        decision += "  require q" + std::to_string(i) + ": (sum of y in l" + std::to_string(i) + ") >= 4\n";
    }
    const Compiled result = compiled(text + decision);
    EXPECT_EQ(complaints(result).find("error[T0520]"), std::string("it.policy:1:8: ").size())
        << complaints(result);
    EXPECT_FALSE(result.ok());
}

TEST(Compile, ReportsNumbersInWordsThatStandAlone) {
    for (const char* condition : {"audits 不少于 四次", "exam 有效 三月"}) {
        const Compiled result =
            compiled("policy p\nas of t\nfact t : date\nfact exam : date\nfact audits : count\n"
                     "decide d\n  require " +
                     std::string(condition) + "\n");
        EXPECT_NE(complaints(result).find("error[T0112]"), std::string::npos) << complaints(result);
    }
}

TEST(Compile, StopsBehindTheStageThatReports) {
    const Compiled untyped = compiled("policy p\nfact x : count\ndecide d\n  require x\n");
    EXPECT_TRUE(untyped.diagnostics.has_errors());
    EXPECT_TRUE(untyped.ast.has_value());
    EXPECT_FALSE(untyped.module.has_value());
    EXPECT_FALSE(untyped.ok());
    const Compiled unproved =
        compiled("policy p\nfact x : count\ndefine y = x * 1000000 * 1000000\ndecide d\n  require y >= 4\n");
    EXPECT_TRUE(unproved.table.has_value());
    EXPECT_FALSE(unproved.fingerprints.has_value());
    EXPECT_FALSE(unproved.ok());
}

TEST(Compile, WarningsDoNotStop) {
    const Compiled result = compiled("policy p\nfact x : count\ndecide d\n  require x >= 0\n");
    EXPECT_EQ(result.diagnostics.all().size(), 1U);
    EXPECT_TRUE(result.ok());
}

TEST(Compile, ReportsFaultsOfSeveralLines) {
    const Compiled result =
        compiled("policy p\nfact x : count\ndecide d\n  require x\n  require a: y >= 4\n");
    EXPECT_EQ(result.diagnostics.errors(), 2U) << complaints(result);
}

TEST(Compile, SaysThatAFileIsNotThere) {
    MemoryFiles files;
    const Compiled result = compile(files, "absent.policy");
    ASSERT_TRUE(result.world.has_value());
    EXPECT_EQ(result.world->path, "absent.policy");
    EXPECT_FALSE(result.ok());
}

TEST(Compile, OrderOfDefinesAndParenthesesDoNotShow) {
    const std::string head = "policy p\nfact x : count\nfact y : yes/no\n";
    const Compiled one = compiled(head + "define a = x >= 4\ndefine b = y and a\ndecide d\n  require b\n");
    const Compiled other =
        compiled(head + "define b = (a) and y\ndefine a = not (x < 4)\ndecide d\n  require (b)\n");
    ASSERT_TRUE(one.ok()) << complaints(one);
    ASSERT_TRUE(other.ok()) << complaints(other);
    EXPECT_EQ(one.fingerprints->meaning, other.fingerprints->meaning);
}

}  // namespace
}  // namespace tenet::compiler::testing
