#include "formatting.hpp"

#include <gtest/gtest.h>

// Where lines begin, what is aligned, and that comments keep their places.

namespace tenet::compiler::testing {
namespace {

/// The layout of a text, which has to be its own layout too.
std::string laid_out(const std::string& text) {
    std::string once = formatted(text);
    EXPECT_EQ(difference(formatted(once), once), "");
    return once;
}

TEST(FormatLayout, StatementsClausesAndTheirSpaces) {
    EXPECT_EQ(
        laid_out("policy   p \"P\"\n   as of day\nfact day:date\nfact longer  :  count 0 .. 5  or none\n"
                 "fact cold:number -5 .. -1\ndecide d\nwhen longer is given\nelse \"no\"\n"
                 "require a :longer>=3\ncite n ¶1,¶2 reading \"A\" , \"B\"\nelse \"x\"\nzh \"y\"\n"
                 "require( day valid 5y )\nremedy r \"label\"\nwhen cold is none"),
        "policy p \"P\"\n"
        "as of day\n"
        "fact day    : date\n"
        "fact longer : count 0..5 or none\n"
        "fact cold   : number -5..-1\n"
        "decide d\n"
        "  when longer is given\n"
        "    else \"no\"\n"
        "  require a: longer >= 3\n"
        "    cite n ¶1, ¶2 reading \"A\", \"B\"\n"
        "    else \"x\"\n"
        "      zh \"y\"\n"
        "  require (day valid 5y)\n"
        "    remedy r \"label\"\n"
        "      when cold is none\n");
}

TEST(FormatLayout, ALineEndStaysWhereTheAuthorPutIt) {
    EXPECT_EQ(laid_out("policy p\ndecide d\nrequire r:\na\nand (b\nor c\n)\n"
                       "define s\n= x\n+ y\n"),
              "policy p\n"
              "decide d\n"
              "  require r:\n"
              "      a\n"
              "      and (b\n"
              "        or c\n"
              "      )\n"
              "define s\n"
              "  = x\n"
              "      + y\n");
}

TEST(FormatLayout, OneBlankLineOfSeveral) {
    EXPECT_EQ(laid_out("\n\n\npolicy p\n\n\n\n# c\n\n\nfact a : date\n\t \n\nchoice c\n\n\n  x\n  y\n\n\n\n"),
              "policy p\n\n# c\n\nfact a : date\n\nchoice c\n\n  x\n  y\n");
}

TEST(FormatLayout, ColumnsOfNeighbours) {
    EXPECT_EQ(
        laid_out(
            "政策 p\n事实 申请日期 代号 applied ：日期 \"一\"\n事实 考试 代号 examination ：日期 或无 \"二\" 英文 \"two\"\n"
            "事实 次 ：次数\n\n事实 另 代号 other ：是否\n"),
        "政策 p\n"
        "事实 申请日期 代号 applied     ：日期      \"一\"\n"
        "事实 考试     代号 examination ：日期 或无 \"二\" 英文 \"two\"\n"
        "事实 次 ：次数\n"
        "\n"
        "事实 另 代号 other ：是否\n");
    EXPECT_EQ(laid_out("policy p\nchoice c\n a \"A\"\n bbb \"Long\" en \"x\"\n cc as twin\n d as d2 \"D\"\n"
                       "record r\n a : date\n bbb : count \"B\" = 1\n   + 2\n cc : yes/no \"C\"\n"),
              "policy p\n"
              "choice c\n"
              "  a   \"A\"\n"
              "  bbb \"Long\" en \"x\"\n"
              "  cc as twin\n"
              "  d  as d2 \"D\"\n"
              "record r\n"
              "  a   : date\n"
              "  bbb : count  \"B\" = 1\n"
              "      + 2\n"
              "  cc  : yes/no \"C\"\n");
}

TEST(FormatLayout, AFactOfSeveralLinesStandsAlone) {
    EXPECT_EQ(
        laid_out("policy p\nfact a : date\nfact bbb : date\n  cite n ¶1\nfact cc : date\nfact d : date\n"),
        "policy p\nfact a : date\nfact bbb : date\n  cite n ¶1\nfact cc : date\nfact d  : date\n");
}

TEST(FormatLayout, RowsOfCasesParamsAndTables) {
    EXPECT_EQ(
        laid_out(
            "policy p\noutput o : count\n = 1 when a\n = 1000 when b\n = 3 otherwise\n"
            "param q : hours\n = 32h until 2023-03-31\n = 4.5h from 2023-04-01\n"
            "table t by x, y : count\n 1 or 2, yes -> 3\n at least 100, any -> 40 cite n ¶1\n 2, no -> 400 cite n ¶2\n otherwise -> 5\n"),
        "policy p\n"
        "output o : count\n"
        "  = 1    when a\n"
        "  = 1000 when b\n"
        "  = 3    otherwise\n"
        "param q : hours\n"
        "  = 32h  until 2023-03-31\n"
        "  = 4.5h from 2023-04-01\n"
        "table t by x, y : count\n"
        "  1 or 2,       yes -> 3\n"
        "  at least 100, any -> 40  cite n ¶1\n"
        "  2,            no  -> 400 cite n ¶2\n"
        "  otherwise         -> 5\n");
}

TEST(FormatLayout, RecordsThatAreGiven) {
    EXPECT_EQ(
        laid_out(
            "policy p\ntest \"t\"\ngiven l # c\n|a|longer|\n  |2023-04-01||\n# between\n||汉字|\n|x , y|zz|\n"
            "expect d eligible\nbecause a , b\n"),
        "policy p\n"
        "test \"t\"\n"
        "  given l  # c\n"
        "    | a          | longer |\n"
        "    | 2023-04-01 |        |\n"
        "    # between\n"
        "    |      | 汉字 |\n"
        "    | x, y | zz   |\n"
        "  expect d eligible\n"
        "    because a, b\n");
}

TEST(FormatLayout, CitationsOfValuesAndOfTheStatement) {
    EXPECT_EQ(laid_out("policy p\nchoice c\nx\ncite n ¶1\ny\ncite n ¶2\nrecord r\na : date\ncite n ¶3\n"
                       "b : count\n= 1 when k\n= 2 otherwise\ncite n ¶4\n"),
              "policy p\n"
              "choice c\n"
              "  x\n"
              "    cite n ¶1\n"
              "  y\n"
              "  cite n ¶2\n"
              "record r\n"
              "  a : date\n"
              "    cite n ¶3\n"
              "  b : count\n"
              "    = 1 when k\n"
              "    = 2 otherwise\n"
              "  cite n ¶4\n");
}

TEST(FormatLayout, CommentsInOddPlaces) {
    EXPECT_EQ(
        laid_out("#a\npolicy p # b\nfact # c\nx # d\n: # e\ndate # f\n  # g\n# h\n\n# i\n\ndecide d\n"
                 "require # j\n( # k\na # l\n) # m\nand b # n\n# o\n  cite n ¶1 # p\n   # q\n, ¶2 # r\n# s"),
        "#a\n"
        "policy p  # b\n"
        "fact      # c\n"
        "    x :   # d\n"
        "    # e\n"
        "    date  # f\n"
        "  # g\n"
        "# h\n"
        "\n"
        "# i\n"
        "\n"
        "decide d\n"
        "  require    # j\n"
        "      (      # k\n"
        "        a    # l\n"
        "      )      # m\n"
        "      and b  # n\n"
        "    # o\n"
        "    cite n ¶1,  # p\n"
        "        # q\n"
        "        ¶2  # r\n"
        "# s\n");
}

TEST(FormatLayout, CommentsBetweenRowsAndFields) {
    EXPECT_EQ(
        laid_out("policy p\nchoice c\n  # before\n  x # at x\n  # between\n  y\n  # after\nrecord r\n# head\n"
                 "  a : date # at a\n  # between\n  b : date\ntable t by x : count\n# first\n1 -> 2 # row\n"
                 "# second\notherwise -> 3\n# end\n"),
        "policy p\n"
        "choice c\n"
        "  # before\n"
        "  x  # at x\n"
        "  # between\n"
        "  y\n"
        "  # after\n"
        "record r\n"
        "  # head\n"
        "  a : date  # at a\n"
        "  # between\n"
        "  b : date\n"
        "table t by x : count\n"
        "  # first\n"
        "  1 -> 2  # row\n"
        "  # second\n"
        "  otherwise -> 3\n"
        "# end\n");
}

TEST(FormatLayout, CommentsOfOneColumn) {
    EXPECT_EQ(laid_out("policy p # one\nas of day # two\nfact day : date\nfact k : count # three\n＃ wide\n"),
              "policy p   # one\nas of day  # two\nfact day : date\nfact k   : count  # three\n# wide\n");
}

TEST(FormatLayout, OtherLineEndsAndFileEnds) {
    EXPECT_EQ(laid_out("policy p\r\n\r\n\r\n# c \t\r\nfact a : date\r\n"),
              "policy p\n\n# c\nfact a : date\n");
    EXPECT_EQ(laid_out("policy p"), "policy p\n");
    EXPECT_EQ(laid_out("policy p # c"), "policy p  # c\n");
    EXPECT_EQ(laid_out("policy p\n# c"), "policy p\n# c\n");
    EXPECT_EQ(laid_out("　　policy　p。\nfact a : date；\n"), "policy p\nfact a : date\n");
}

TEST(FormatLayout, LongLinesStayLong) {
    std::string condition = "a";
    for (int i = 0; i < 5000; ++i)
        condition += " and a";
    const std::string text = "policy p\ndecide d\n  require r: " + condition + "\n";
    EXPECT_EQ(difference(laid_out(text), text), "");
    EXPECT_EQ(difference(in_english(in_chinese(text)), text), "");
}

TEST(FormatLayout, ErrorsOfSyntaxOnlyStopIt) {
    EXPECT_TRUE(formatted("").find("[T0128]") != std::string::npos);
    EXPECT_TRUE(formatted("# nothing\n").find("[T0128]") != std::string::npos);
    EXPECT_TRUE(formatted("policy p\nfact a date\n").find("[T0102]") != std::string::npos);
    // Names that nothing declares are no matter of layout.
    EXPECT_EQ(laid_out("policy p\ndecide d\n require unknown_name\n"),
              "policy p\ndecide d\n  require unknown_name\n");
}

}  // namespace
}  // namespace tenet::compiler::testing
