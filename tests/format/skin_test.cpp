#include "formatting.hpp"

#include <gtest/gtest.h>

// From one skin to the other: what changes its order, what has one spelling only, and the way back.

namespace tenet::compiler::testing {
namespace {

std::string rule(const std::string& condition) {
    return "policy p\ndecide d\n  require r: " + condition + "\n";
}

/// The condition in Chinese, which has to lead back to its own English.
std::string condition_zh(const std::string& condition) {
    const std::string en = in_english(rule(condition));
    std::string zh = in_chinese(rule(condition));
    EXPECT_EQ(difference(in_english(zh), en), "") << condition;
    EXPECT_EQ(difference(in_chinese(en), zh), "") << condition;
    const std::string head = "政策 p\n判定 d\n  要求 r ：";
    if (!zh.starts_with(head)) return zh;
    return zh.substr(head.size(), zh.size() - head.size() - 1);
}

std::string condition_en(const std::string& condition) {
    EXPECT_NE(condition_zh(condition), "");
    std::string en = in_english(rule(condition));
    const std::string head = rule("");
    if (!en.starts_with(head.substr(0, head.size() - 1))) return en;
    return en.substr(head.size() - 1, en.size() - head.size());
}

TEST(FormatSkin, TheOrderOfWords) {
    EXPECT_EQ(condition_zh("x at least 4次 or 3次 with c"), "x 不少于 4次 或 c 时 3次");
    EXPECT_EQ(condition_zh("d within 3y"), "d 在 此前 3年内");
    EXPECT_EQ(condition_zh("d within look_back"), "d 在 此前 look_back 内");
    EXPECT_EQ(condition_zh("a within 90d before b + 1y"), "a 在 b + 1年 前 90天内");
    EXPECT_EQ(condition_zh("time since d < 1y"), "d 起 不满 1年");
    EXPECT_EQ(condition_zh("time since d = 1y"), "d 起 恰满 1年");
    EXPECT_EQ(condition_zh("d lasts 6m"), "d 起 6个月内");
    EXPECT_EQ(condition_zh("(sum of hours in l where d within 3y) at least 48h"),
              "l 中 d 在 此前 3年内 的 合计 hours 不少于 48学时");
    EXPECT_EQ(condition_zh("days from a to b > 5"), "自 a 至 b 的 天数 > 5");
    EXPECT_EQ(condition_zh("every one in l has d is given"), "l 中 每个 one 均 满足 d 不为 无");
    EXPECT_EQ(condition_zh("whole years since d >= 3"), "d 起 的 整年数 >= 3");
}

TEST(FormatSkin, VariantsBecomeTheMainForm) {
    const auto plain = [](const std::string& condition) {
        const std::string text = formatted("政策 p\n判定 d\n  要求 r ：" + condition + "\n");
        const std::string head = "政策 p\n判定 d\n  要求 r ：";
        return text.starts_with(head) ? text.substr(head.size(), text.size() - head.size() - 1) : text;
    };
    EXPECT_EQ(plain("x ≥ ４次 或 3次 具备 c"), "x >= 4次 或 c 时 3次");
    EXPECT_EQ(plain("d 在 90日以内"), "d 在 此前 90天内");
    EXPECT_EQ(plain("d ＝ 2023年4月1日"), "d = 2023-04-01");
    EXPECT_EQ(plain("d + 30个自然日 早于 e"), "d + 30天 早于 e");
    EXPECT_EQ(plain("l 中 c 的 份数 ＞＝ 2份"), "l 中 c 的 次数 >= 2份");
    EXPECT_EQ(plain("l 中 每个 one 满足 c"), "l 中 每个 one 均 满足 c");
    EXPECT_EQ(plain("x × 2 ≠ y"), "x * 2 != y");
    EXPECT_EQ(plain("t 为 “文字”"), "t 为 \"文字\"");
    EXPECT_EQ(plain("t 为 “a\"b”"), "t 为 “a\"b”");
    EXPECT_EQ(plain("l。x 为 无"), "l.x 为 无");
    EXPECT_EQ(condition_en("d is not none"), "d is given");
    EXPECT_EQ(condition_en("d is not given"), "d is none");
    EXPECT_EQ(condition_en("d != none"), "d != none");
    EXPECT_EQ(condition_en("time since d at least 1y"), "time since d >= 1y");
}

TEST(FormatSkin, WordsStayWordsAndSignsSigns) {
    EXPECT_EQ(condition_zh("a >= 1 and b at least 1 and c not before e"),
              "a >= 1 且 b 不少于 1 且 c 不早于 e");
    EXPECT_EQ(condition_zh("a = 1 and b is 1 and c != 1 and e is not 1"),
              "a = 1 且 b 为 1 且 c != 1 且 e 不为 1");
    EXPECT_EQ(condition_zh("(a - b > 1) and (a or not b)"), "（a - b > 1） 且 （a 或 非 b）");
}

/// Parentheses stand around what is taken of records where English needs them; in Chinese the 的 closes the condition.
TEST(FormatSkin, ParenthesesAroundWhatIsTakenOfRecords) {
    EXPECT_EQ(condition_en("l 中 c 的 次数 不少于 4"), "(count of l where c) at least 4");
    EXPECT_EQ(condition_en("4 <= l 中 c 的 次数"), "4 <= count of l where c");
    EXPECT_EQ(condition_en("4 <= (count of l where c)"), "4 <= count of l where c");
    EXPECT_EQ(condition_en("4 <= l 中 c 的 次数 且 b"), "4 <= (count of l where c) and b");
    EXPECT_EQ(condition_zh("4 <= (count of l where c) and b"), "4 <= l 中 c 的 次数 且 b");
    EXPECT_EQ(condition_zh("l 中 c 的 次数 + 1 > 2"), "（l 中 c 的 次数） + 1 > 2");
    EXPECT_EQ(condition_en("l 中 c 的 次数 + 1 > 2"), "(count of l where c) + 1 > 2");
    EXPECT_EQ(condition_en("1 + l 中 c 的 次数 > 2"), "1 + (count of l where c) > 2");
    EXPECT_EQ(condition_en("自 a 至 b 的 天数 + 1 > 2"), "(days from a to b) + 1 > 2");
    EXPECT_EQ(condition_en("l 中 （m 中 c 的 次数 > 1） 的 次数 > 2"),
              "(count of l where ((count of m where c) > 1)) > 2");
    EXPECT_EQ(condition_zh("sum of a + b in l = 3"), "全部 l 的 合计 （a + b） = 3");
    EXPECT_EQ(condition_en("sum of a + b in l = 3"), "sum of (a + b) in l = 3");
    EXPECT_EQ(condition_zh("x >= 4 or 3 with a = 1"), "x >= 4 或 （a = 1） 时 3");
    EXPECT_EQ(condition_en("（l 中 c 的 最晚 d） 在 此前 3年内"), "(latest of d in l where c) within 3y");
    EXPECT_EQ(condition_zh("(latest of d in l where c) within 3y"), "l 中 c 的 最晚 d 在 此前 3年内");
}

TEST(FormatSkin, Statements) {
    const std::string zh = "政策 p \"文\" 英文 \"text\"\n"
                           "使用 \"a.policy\"\n"
                           "基准日 日\n"
                           "无对应日 取 月末\n"
                           "选项 级 代号 level\n"
                           "  甲 代号 a\n"
                           "合称 组 = 甲、乙、丙\n"
                           "事实 学时数 ：学时 可含半学时 0至500 或无\n"
                           "事实 天 ：天数 可含半天\n"
                           "事实 份 ：审核 列表 至多 5条\n"
                           "事实 集 ：级 集合 或无\n"
                           "事实 数 ：数值 小数 2 -5 至 -1\n"
                           "参数 期 ：学时\n"
                           "  至 2023-03-31 止 取 32学时\n"
                           "  自 2023-04-01 起 取 48学时\n"
                           "  依据 通知 第8段、第9段 解读 \"A\"、\"B\"\n"
                           "输出 结果 ：次数 或无\n"
                           "  当 甲\n"
                           "      取 1\n"
                           "  其他情形 取 无\n"
                           "对照表 表 按 份、集 ：次数\n"
                           "  1、2 或 3，任意   → 1\n"
                           "  不少于 5， 2 至 4 → 2\n"
                           "  其他情形          → 3\n"
                           "判定 合格\n"
                           "  当 甲 不满足时 \"不\"\n"
                           "  要求 丙\n"
                           "    当 乙\n"
                           "    自 2023-01-01 起\n"
                           "    至 2023-12-31 止\n"
                           "    补救 别的 代号 other 当 乙\n";
    const std::string en = "policy p \"文\" en \"text\"\n"
                           "use \"a.policy\"\n"
                           "as of 日\n"
                           "dates round down\n"
                           "choice 级 as level\n"
                           "  甲 as a\n"
                           "group 组 = 甲, 乙, 丙\n"
                           "fact 学时数 : hours in halves 0..500 or none\n"
                           "fact 天     : days in halves\n"
                           "fact 份     : list of 审核 up to 5\n"
                           "fact 集     : set of 级 or none\n"
                           "fact 数     : number with 2 decimals -5..-1\n"
                           "param 期 : hours\n"
                           "  = 32h until 2023-03-31\n"
                           "  = 48h from 2023-04-01\n"
                           "  cite 通知 ¶8, ¶9 reading \"A\", \"B\"\n"
                           "output 结果 : count or none\n"
                           "  = 1\n"
                           "      when 甲\n"
                           "  = none otherwise\n"
                           "table 表 by 份, 集 : count\n"
                           "  1 or 2 or 3, any    -> 1\n"
                           "  at least 5,  2 .. 4 -> 2\n"
                           "  otherwise           -> 3\n"
                           "decide 合格\n"
                           "  when 甲 else \"不\"\n"
                           "  require 丙\n"
                           "    when 乙\n"
                           "    from 2023-01-01\n"
                           "    until 2023-12-31\n"
                           "    remedy 别的 as other when 乙\n";
    EXPECT_EQ(in_english(zh), en);
    EXPECT_EQ(in_chinese(en), formatted(zh));
    EXPECT_EQ(in_english(in_chinese(en)), en);
}

TEST(FormatSkin, CalendarsListsAndTests) {
    const std::string zh = "政策 p\n"
                           "工作日历 中国 代号 cn \"标题\"\n"
                           "  年度 2022 至 2026\n"
                           "  休息日 周六、周日\n"
                           "  放假 2023-01-21 至 2023-01-27、2023-04-05 \"春节\"\n"
                           "  调休上班 2023-01-28\n"
                           "定义 一 = 缴费日 + 30个工作日 按 cn 扣除 l 自 a 至 b\n"
                           "定义 二 = 自 a 至 b 按 cn 的 工作日数\n"
                           "定义 三 = 自 a 至 b 按 cn 的 工作日数 扣除 l 自 c 至 （d + 1天）\n"
                           "定义 四 ：是否 = a 为 cn 的 工作日 且 b 不为 cn 的 工作日\n"
                           "定义 五 = 缴费日 - 1个工作日 按 cn\n"
                           "输出 六 ：文本 列表 = \"甲\"、\"乙\"\n"
                           "输出 七 ：文本 列表\n"
                           "  当 a 取 甲、乙\n"
                           "  其他情形 取 没有记录\n"
                           "测试 \"甲\" 待确认\n"
                           "  已知 a = 1，b = qms、ems，c 未知，l = 没有记录\n"
                           "  已知 l\n"
                           "    | x          | y        |\n"
                           "    | 2023-04-01 |          |\n"
                           "    |            | qms、ems |\n"
                           "  预期 合格 不符合条件 因 一、二 第1、3条 补救 三\n"
                           "  预期 合格 待定 尚缺 x、l 第3条 y\n"
                           "测试 \"乙\" 同 \"甲\" 但 a = 2，b 为 qms 依据 n 第8段\n"
                           "  预期 合格 补救后符合条件\n"
                           "    补救 一\n"
                           "  预期 合格 = 48学时\n"
                           "  预期 拒绝 \"x\"\n";
    const std::string en = "policy p\n"
                           "calendar 中国 as cn \"标题\"\n"
                           "  covers 2022 .. 2026\n"
                           "  weekend saturday, sunday\n"
                           "  off 2023-01-21 .. 2023-01-27, 2023-04-05 \"春节\"\n"
                           "  worked 2023-01-28\n"
                           "define 一 = 缴费日 + 30 working days in cn pausing l from a to b\n"
                           "define 二 = working days in cn from a to b\n"
                           "define 三 = working days in cn from a to b pausing l from c to (d + 1d)\n"
                           "define 四 : yes/no = a is a working day in cn and b is not a working day in cn\n"
                           "define 五 = 缴费日 - 1 working day in cn\n"
                           "output 六 : list of text = \"甲\", \"乙\"\n"
                           "output 七 : list of text\n"
                           "  = 甲, 乙 when a\n"
                           "  = empty  otherwise\n"
                           "test \"甲\" unconfirmed\n"
                           "  given a = 1, b = qms, ems, c unknown, l = empty\n"
                           "  given l\n"
                           "    | x          | y        |\n"
                           "    | 2023-04-01 |          |\n"
                           "    |            | qms, ems |\n"
                           "  expect 合格 ineligible because 一, 二 at 1, 3 remedy 三\n"
                           "  expect 合格 undetermined needing x, l record 3 y\n"
                           "test \"乙\" as \"甲\" but a = 2, b is qms cite n ¶8\n"
                           "  expect 合格 eligible_with_remedy\n"
                           "    remedy 一\n"
                           "  expect 合格 = 48h\n"
                           "  expect refused \"x\"\n";
    EXPECT_EQ(formatted(zh), zh);
    EXPECT_EQ(formatted(en), en);
    EXPECT_EQ(in_english(zh), en);
    EXPECT_EQ(in_chinese(en), zh);
}

/// Without a skin each form keeps its own, whatever is around it.
TEST(FormatSkin, MixedFilesStayMixed) {
    const std::string text = "政策 p\nfact a ：日期\n判定 d\n  require a within 3年 且 b at least 4\n";
    EXPECT_EQ(formatted(text), "政策 p\nfact a : 日期\n判定 d\n  require a within 3年 且 b at least 4\n");
    EXPECT_EQ(in_chinese(text), "政策 p\n事实 a ：日期\n判定 d\n  要求 a 在 此前 3年内 且 b 不少于 4\n");
}

/// A line end and its comment go to the place of the same number in the other order, and back.
TEST(FormatSkin, LineEndsAndCommentsChangePlacesWithTheWords) {
    const std::string en = "policy p\n"
                           "output o\n"
                           "  = 1    when a  # one\n"
                           "  = 1000 when\n"
                           "      b\n"
                           "  = 3    otherwise\n"
                           "define w = count of l  # list\n"
                           "    where              # filter\n"
                           "    x = 3\n";
    EXPECT_EQ(formatted(en), en);
    const std::string zh = in_chinese(en);
    EXPECT_EQ(zh, "政策 p\n"
                  "输出 o\n"
                  "  当 a 取 1  # one\n"
                  "  当 b 取\n"
                  "      1000\n"
                  "  其他情形 取 3\n"
                  "定义 w = l 中  # list\n"
                  "    x = 3      # filter\n"
                  "    的 次数\n");
    EXPECT_EQ(in_english(zh), en);
}

/// Names that are words of statements elsewhere may not come to begin a line.
TEST(FormatSkin, NamesThatReadLikeStatements) {
    for (const char* name : {"fact", "cite", "group", "as", "dates", "事实", "依据", "when"}) {
        const std::string en = in_english(rule(std::string("count of ") + name + " where\n a > 1"));
        EXPECT_EQ(difference(in_english(in_chinese(en)), en), "") << name;
        EXPECT_TRUE(en.find("error[") == std::string::npos) << en;
    }
}

}  // namespace
}  // namespace tenet::compiler::testing
