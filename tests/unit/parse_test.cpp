#include "parsing.hpp"

#include "compiler/limits.hpp"
#include "compiler/words.hpp"

#include <gtest/gtest.h>
#include <string>

namespace tenet::compiler::testing {
namespace {

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

constexpr const char* chinese = R"(政策 审核员 "审核员注册"
基准日 申请日期

事实 申请日期 代号 applied_on ：日期
事实 基础考试 代号 exam       ：日期 或无
事实 审核次数 代号 audits     ：次数
事实 扩展条款 代号 extension  ：是否

判定 合格 代号 eligible
  要求 基础考试 有效 5年
  要求 审核次数 不少于 4次 或 扩展条款 时 3次
)";

constexpr const char* body = R"(
  (as-of applied_on)
  (fact applied_on : date)
  (fact exam : date or none)
  (fact audits : count)
  (fact extension : yes/no)
  (decide eligible
    (require (valid exam 5y))
    (require (tiered >= audits 4 (or 3 with extension)))))
)";

TEST(Parse, NineLines) {
    const Parsed parsed = parse_text(english);
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    EXPECT_EQ(parsed.tree(), std::string("(file\n  (policy auditor \"Auditor registration\")") + body);
}

TEST(Parse, NineLinesInChinese) {
    const Parsed parsed = parse_text(chinese);
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    EXPECT_EQ(parsed.tree(), std::string("(file\n  (policy 审核员 \"审核员注册\")") + body);
}

/// The text with every `from` replaced by `to`.
std::string with(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

TEST(Parse, PunctuationOfTheInputMethod) {
    const std::string tree = parse_text(chinese).tree();
    EXPECT_EQ(parse_text(with(chinese, "\n", "\r\n")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, " ", "\u3000")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "5年", "５年")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "次\n", "次。\n")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "年\n", "年 ； # 注\n")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "\"审核员注册\"", "“审核员注册”")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "不少于", "≥")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "不少于", "＞＝")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "：", ":")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "或 扩展条款 时 3次", "或 3次 具备 扩展条款")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "代号", "as")).tree(), tree);
    EXPECT_EQ(parse_text(with(chinese, "次\n", "次 ＃ 注\n")).tree(), tree);
}

TEST(Parse, SkinsMix) {
    const std::string mixed =
        with(with(chinese, "要求 基础考试 有效", "require 基础考试 valid"), "事实", "fact");
    EXPECT_EQ(parse_text(mixed).tree(), parse_text(chinese).tree());
}

TEST(Parse, PrecedenceTightestFirst) {
    EXPECT_EQ(condition("audits + 2 * 3 >= 4"), "(>= (+ audits (* 2 3)) 4)");
    EXPECT_EQ(condition("audits - 1 - 2 = 0"), "(= (- (- audits 1) 2) 0)");
    EXPECT_EQ(condition("not extension and waiver"), "(and (not extension) waiver)");
    EXPECT_EQ(condition("not audits >= 4"), "(not (>= audits 4))");
    EXPECT_EQ(condition("not not extension"), "(not (not extension))");
    EXPECT_EQ(condition("extension and waiver and extension and waiver"),
              "(and (and extension waiver) (and extension waiver))");
    EXPECT_EQ(condition("extension or (waiver and extension)"),
              "(or extension (paren (and waiver extension)))");
    EXPECT_EQ(condition("if extension then waiver else audits >= 3 or waiver"),
              "(if extension waiver (or (>= audits 3) waiver))");
    EXPECT_EQ(condition("if extension then if waiver then yes else no else no"),
              "(if extension (if waiver yes no) no)");
    EXPECT_EQ(condition("audits >= -4"), "(>= audits -4)");
    EXPECT_EQ(condition("audits - 4 >= 0"), "(>= (- audits 4) 0)");
}

TEST(Parse, Tiers) {
    EXPECT_EQ(condition("audits >= 4 or 3 with extension or waiver"),
              "(or (tiered >= audits 4 (or 3 with extension)) waiver)");
    EXPECT_EQ(condition("audits >= 4 or 3 with extension and waiver"),
              "(and (tiered >= audits 4 (or 3 with extension)) waiver)");
    EXPECT_EQ(condition("audits >= 4 or extension"), "(or (>= audits 4) extension)");
    EXPECT_EQ(condition("audits >= 4 or 3 with exam valid 5y or 2 with (extension and waiver)"),
              "(tiered >= audits 4 (or 3 with (valid exam 5y)) (or 2 with (paren (and extension waiver))))");
    EXPECT_EQ(
        condition("audits >= 4 or 3 with (audits >= 2 or 1 with waiver) or 0 with extension"),
        "(tiered >= audits 4 (or 3 with (paren (tiered >= audits 2 (or 1 with waiver)))) (or 0 with extension))");
    EXPECT_EQ(codes_of("exam valid 5y or 3 with extension"), "T0222");
    EXPECT_EQ(codes_of("audits = 4 or 3 with extension"), "T0222");
}

TEST(Parse, WindowsOfTime) {
    EXPECT_EQ(condition("exam within 90d of other"), "(within-of exam 90d other)");
    EXPECT_EQ(condition("exam within 90d before other + 1y"), "(within-before exam 90d (+ other 1y))");
    EXPECT_EQ(condition("exam 在 other + 1年 前后 90天内"), "(within-of exam 90d (+ other 1y))");
    EXPECT_EQ(condition("exam 在 90天 以内"), "(within exam 90d)");
    EXPECT_EQ(condition("time since exam + 1y >= 6m"), "(time-since >= (+ exam 1y) 6m)");
    EXPECT_EQ(condition("not time since exam is 6m"), "(not (time-since = exam 6m))");
}

TEST(Parse, Aggregates) {
    // `where` reaches to the end of the expression or the closing parenthesis.
    EXPECT_EQ(condition("count of list where extension and audits >= 3"),
              "(count list (and extension (>= audits 3)))");
    EXPECT_EQ(condition("(count of list where extension) >= 3 and waiver"),
              "(and (>= (paren (count list extension)) 3) waiver)");
    EXPECT_EQ(condition("count of list >= 3 and waiver"), "(and (>= (count list) 3) waiver)");
    EXPECT_EQ(condition("not any a in list where extension or waiver"),
              "(not (any a in list (or extension waiver)))");
    EXPECT_EQ(condition("waiver and every a in list has exam valid 3y"),
              "(and waiver (every a in list (valid exam 3y)))");
    EXPECT_EQ(condition("sum of a.days + 1 in list where waiver = 3"),
              "(sum list (+ a.days 1) where (= waiver 3))");
    EXPECT_EQ(condition("latest of exam in list before other"), "(< (latest list exam) other)");
    EXPECT_EQ(condition("list 中 extension 且 （count of list >= 3） 的 次数 不少于 4次"),
              "(>= (count list (and extension (paren (>= (count list) 3)))) 4)");
    EXPECT_EQ(condition("全部 list 的 最晚 a.exam 早于 other"), "(< (latest list a.exam) other)");
    EXPECT_EQ(condition("list 中 有 a 满足 extension 且 waiver"), "(any a in list (and extension waiver))");
    EXPECT_EQ(condition("（list 中 每个 a 均 满足 extension） 且 waiver"),
              "(and (paren (every a in list extension)) waiver)");
    EXPECT_EQ(condition("list 中 自 exam 至 other 的 天数 超过 3天 的 次数 不少于 2"),
              "(>= (count list (> (- other exam) 3d)) 2)");
    EXPECT_EQ(condition("list in order from exam to other and waiver"),
              "(and (in-order list exam other) waiver)");
    // The words are names where no aggregate begins.
    EXPECT_EQ(condition("count >= sum + latest"), "(>= count (+ sum latest))");
    EXPECT_EQ(condition("order in order"), "(in-name order order)");
    EXPECT_EQ(condition("whole is years"), "(= whole years)");
}

TEST(Parse, NamesInGroupsAndRanges) {
    EXPECT_EQ(condition("audits in group and waiver"), "(and (in-name audits group) waiver)");
    EXPECT_EQ(condition("a.audits not in a.group"), "(in-name-not a.audits a.group)");
    EXPECT_EQ(condition("audits in low .. high"), "(in audits low high)");
    EXPECT_EQ(condition("audits in low + 1 .. high"), "(in audits (+ low 1) high)");
    EXPECT_EQ(condition("audits not in low 至 high"), "(in-not audits low high)");
    EXPECT_EQ(condition("audits in count of list .. 5"), "(in audits (count list) 5)");
}

TEST(Parse, ElapsedUnits) {
    EXPECT_EQ(condition("whole years since exam + 1 >= 3"), "(>= (+ (whole-years exam) 1) 3)");
    EXPECT_EQ(condition("exam 起 的 整年数 不少于 3"), "(>= (whole-years exam) 3)");
    EXPECT_EQ(condition("whole months since (exam + 1y) < 6"), "(< (whole-months (paren (+ exam 1y))) 6)");
}

TEST(Parse, ItemsBeginTheirLines) {
    const Parsed parsed =
        parse_text("policy p\n"
                   "choice c \"C\" cite n ¶1\n  a \"A\"\n     en \"a\"\n  group \"G\"\n  count\n  b as bb\n"
                   "  cite n ¶2\n"
                   "group some = a, b,\n  count\n"
                   "group group = group\n"
                   "record r\n"
                   "  group : c\n"
                   "  list as l : count\n"
                   "  since : date \"S\"\n     en \"s\"\n"
                   "  long : yes/no = r.group = a and\n"
                   "    since within 3y and group is\n"
                   "      b\n"
                   "  of : hours in halves\n"
                   "fact group : c\n"
                   "define x = group = a and\n  group is b\n");
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    EXPECT_EQ(parsed.tree(), R"((file
  (policy p)
  (choice c "C"
    (a "A" en "a")
    (group "G")
    (count)
    (bb)
    (cite n 1)
    (cite n 2))
  (group some = a bb count)
  (group group = group)
  (record r
    (group : c)
    (l : count)
    (since : date "S" en "s")
    (long : yes/no (and (and (= r.group a) (within since 3y)) (= group bb)))
    (of : hours in halves))
  (fact group : c)
  (define x (and (= group a) (= group bb))))
)");
}

TEST(Parse, RowsBeginTheirLines) {
    const Parsed parsed =
        parse_text(prelude + "define a\n  = audits when audits = 3 and\n      extension\n"
                             "    cite n ¶1\n  当 waiver 取 audits +\n   1\n  = 0 otherwise\n"
                             "output b \"B\" = if waiver then 1 else 2\n"
                             "param c : date\n  = 2020-01-01 until 2022-12-31 cite n ¶2\n"
                             "  自 2023-01-01 起 至 2023-12-31 止 取 2020-02-01\n"
                             "  = 2020-03-01\n     from 2024-01-01\n");
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    const std::string tree = parsed.tree();
    EXPECT_EQ(tree.substr(tree.find("  (define")), R"(  (define a
    (case audits when (and (= audits 3) extension))
    (case (+ audits 1) when waiver)
    (case 0 otherwise)
    (cite n 1))
  (output b "B" (if waiver 1 2))
  (param c : date
    (= 2020-01-01 until 2022-12-31)
    (= 2020-02-01 from 2023-01-01 until 2023-12-31)
    (= 2020-03-01 from 2024-01-01)
    (cite n 2)))
)");
}

TEST(Parse, RequirementClauses) {
    const Parsed parsed =
        parse_text(prelude + "decide d\n"
                             "  require a: extension\n"
                             "    when waiver from 2023-01-01\n    until 2023-12-31\n"
                             "    cite n ¶1\n"
                             "    remedy lower as down \"go down\" en \"lower\" when exam is given\n"
                             "    else \"no\"\n"
                             "    remedy other \"or\"\n"
                             "assume exam is none or exam before other \"odd\" en \"odd\" cite n ¶2\n"
                             "note \"N\" en \"n\"\n");
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    const std::string tree = parsed.tree();
    EXPECT_EQ(tree.substr(tree.find("  (decide")), R"(  (decide d
    (require a: extension
      (when waiver)
      (from 2023-01-01)
      (until 2023-12-31)
      (else "no")
      (remedy down "go down" en "lower" when (is-none-not exam))
      (remedy other "or")
      (cite n 1)))
  (assume (or (is-none exam) (< exam other)) "odd" en "odd"
    (cite n 2))
  (note "N" en "n"))
)");
}

TEST(Parse, RequirementHeads) {
    const Parsed parsed = parse_text(prelude + "decide d\n"
                                               "  require exam valid 5y\n"
                                               "  require a: extension\n"
                                               "  require b \"B\" : extension\n"
                                               "  require \"C\" en \"see\" : extension\n"
                                               "  require 丁 as e \"E\" : extension when waiver\n"
                                               "    else \"no\" en \"not\" cite notice ¶8、第9段, para 10\n"
                                               "    cite notice 第 11 段 reading \"A21\", “A22”\n");
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    const std::string tree = parsed.tree();
    EXPECT_EQ(tree.substr(tree.find("  (decide")), R"(  (decide d
    (require (valid exam 5y))
    (require a: extension)
    (require b: "B" extension)
    (require "C" en "see" extension)
    (require e: "E" extension
      (when waiver)
      (else "no" en "not")
      (cite notice 8 9 10)
      (cite notice 11 reading "A21" reading "A22"))))
)");
}

TEST(Parse, CitationsEverywhere) {
    const Parsed parsed = parse_text("policy a.b.c \"P\" cite n ¶1\n"
                                     "fact x : count 0..5 or none \"X\" cite n ¶2\n"
                                     "define y : count = x cite n ¶3\n"
                                     "output z \"Z\" = x\n  cite n ¶4\n"
                                     "decide d \"D\"\n  when x is given else \"none\"\n  cite n ¶5\n"
                                     "  require x is given\n");
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    EXPECT_EQ(parsed.tree(), R"((file
  (policy a.b.c "P")
  (cite n 1)
  (fact x : count 0..5 or none "X"
    (cite n 2))
  (define y : count x
    (cite n 3))
  (output z "Z" x
    (cite n 4))
  (decide d "D"
    (when (is-none-not x) "none")
    (cite n 5)
    (require (is-none-not x))))
)");
}

TEST(Parse, PolicyNamesJoinedByTheInputMethod) {
    EXPECT_EQ(parse_text("政策 甲。乙．丙 \"名\"\n").file.asked().policy.text, "甲.乙.丙");
    EXPECT_EQ(parse_text("policy a.b\n").file.asked().policy.text, "a.b");
}

TEST(Parse, StatementsEndBeforeTheNextKeywordAtALineStart) {
    // The same word within a line is a name.
    const Parsed parsed = parse_text("policy p\nfact policy : date\nfact record : yes/no\nfact fact : count\n"
                                     "decide test\n  require record and\n    not record\n");
    EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    EXPECT_NE(parsed.tree().find("(fact fact : count)"), std::string::npos);
    EXPECT_NE(parsed.tree().find("(and record (not record))"), std::string::npos);
}

// Every word that is not reserved everywhere can name a fact and be read in an expression.
TEST(Parse, WordsInPlaceMayBeNames) {
    for (const WordRow& row : word_rows) {
        for (std::string_view word : {row.en, row.zh}) {
            if (word.empty() || word.find(' ') != std::string_view::npos) continue;
            const std::string name(word);
            const Parsed parsed = parse_text("policy p\nfact " + name + " : date\ndecide d\n  require (" +
                                             name + " valid 5y) or not " + name + " is none\n");
            if (row.word_class == WordClass::Everywhere) {
                EXPECT_NE(parsed.codes().find("T0105"), std::string::npos) << name << '\n' << parsed.shown();
                continue;
            }
            EXPECT_FALSE(parsed.diagnostics.has_errors()) << name << '\n' << parsed.shown();
            EXPECT_EQ(parsed.file.facts.at(0).name.text, name);
        }
    }
}

TEST(Parse, NamesOfTheSpecificationAreFree) {
    for (const char* name :
         {"since", "group", "hours", "count", "days", "field", "有效期", "要求数", "其他", "自愿性", "有机",
          "审核次数", "申请前", "CCAA专业课程", "open", "other", "name"}) {
        const Parsed parsed =
            parse_text(std::string("policy p\nfact ") + name + " : hours\noutput o = " + name + "\n");
        EXPECT_EQ(parsed.codes(), "") << parsed.shown();
    }
}

TEST(Parse, KeepsPlaces) {
    const Parsed parsed = parse_text(english);
    const ast::File& file = parsed.file;
    const std::string_view text = parsed.sources->file(0).text;
    const auto at = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
    const ast::Requirement& tiered = file.decisions.at(0).requirements.at(1);
    EXPECT_EQ(at(tiered.span), "require audits >= 4 or 3 with extension");
    EXPECT_EQ(at(file.at(tiered.condition).span), "audits >= 4 or 3 with extension");
    EXPECT_EQ(at(file.at(tiered.condition).op_span), ">=");
    EXPECT_EQ(at(file.tiers.at(0).span), "or 3 with extension");
    EXPECT_EQ(at(file.facts.at(1).type.span), "date or none");
    EXPECT_EQ(at(file.facts.at(1).name.span), "exam");
    EXPECT_EQ(at(file.asked().as_of_span), "applied_on");
}

}  // namespace
}  // namespace tenet::compiler::testing
