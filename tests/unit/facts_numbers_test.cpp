#include "facts_reading.hpp"

/// Numbers with fractions: exact, or sent back.
namespace tenet::compiler {
namespace {

using namespace facts_reading;

TEST(FactsNumbers, HoursAndHalvesAreExact) {
    EXPECT_EQ(value(4, R"({"cpd": 16})").value, 1600);
    EXPECT_EQ(value(4, R"({"cpd": 7.5})").value, 750);
    EXPECT_EQ(value(4, R"({"cpd": 7.50})").value, 750);
    EXPECT_EQ(value(4, R"({"cpd": 0.07})").value, 7);
    EXPECT_EQ(value(4, R"({"cpd": 99999.99})").value, 9999999);
    EXPECT_EQ(value(4, R"({"cpd": 100000})").value, 10000000);
    EXPECT_EQ(value(5, R"({"score": -0.125})").value, -125);
    EXPECT_EQ(value(5, R"({"score": -0})").value, 0);
    EXPECT_EQ(value(5, R"({"score": 8.999})").value, 8999);
}

TEST(FactsNumbers, WhatIsNotOnTheGridIsSentBackWithTheNearest) {
    EXPECT_EQ(shown(R"({"cpd": 7.125})"),
              "f.json:1:9: error[T0416]: `cpd` is a number of hours, which goes in steps of 0.01; `7.125` is "
              "none of them\n   help: the nearest are `7.12` and `7.13`: nothing is rounded here\n");
    EXPECT_NE(shown(R"({"audits": [{"onsite_days": 2.3}]})").find("nearest are `2` and `2.5`"),
              std::string::npos);
    EXPECT_NE(
        shown(R"({"audits": [{"onsite_days": 2.75}]})", Lang::Zh)
            .find("应填天数（可含半天），只能填 0.5 的倍数，`2.75` 不是\n   改法: 最近的是 `2.5` 和 `3`"),
        std::string::npos);
    EXPECT_NE(shown(R"({"score": -0.0005})").find("nearest are `-0.001` and `0`"), std::string::npos);
    EXPECT_NE(shown(R"({"cpd": 0.0000000000000001})").find("T0416"), std::string::npos);
    EXPECT_NE(shown(R"({"cpd": 1e-300})").find("nothing is rounded"), std::string::npos);
}

TEST(FactsNumbers, WhatIsWrittenOtherwiseIsSentBackWithItsDigits) {
    EXPECT_NE(shown(R"({"cpd": 7.500})")
                  .find("T0410]: `cpd` is a number of hours, which is written in digits "
                        "alone; this is `7.500`\n   help: write `7.5`\n"),
              std::string::npos);
    EXPECT_NE(shown(R"({"cpd": 75e-1})").find("write `7.5`"), std::string::npos);
    EXPECT_NE(shown(R"({"cpd": 0.0016E4})").find("write `16`"), std::string::npos);
    EXPECT_NE(shown(R"({"score": -1.25e-1})").find("write `-0.125`"), std::string::npos);
    EXPECT_NE(shown(R"({"cpd": "7.5"})").find("write `7.5`, without quotes"), std::string::npos);
    EXPECT_EQ(shown(R"({"cpd": "7.125"})").find("write `7.125`"), std::string::npos);
}

TEST(FactsNumbers, RangesInTheirOwnUnit) {
    EXPECT_NE(shown(R"({"cpd": 100000.01})").find("`cpd` is 100000.01, and may be 0 to 100000"),
              std::string::npos);
    EXPECT_EQ(problems(R"({"cpd": -0.01})"), "T0411 /cpd 1:9");
    EXPECT_EQ(problems(R"({"score": -100000.001})"), "T0411 /score 1:11");
    EXPECT_EQ(problems(R"({"score": 99999999999999999999999999})"), "T0411 /score 1:11");
    EXPECT_EQ(problems(R"({"score": 1e999})"), "T0401 /score 1:11");
    EXPECT_EQ(problems(R"({"score": 999999999999999999})"), "T0411 /score 1:11");
}

}  // namespace
}  // namespace tenet::compiler
