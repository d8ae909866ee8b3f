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
