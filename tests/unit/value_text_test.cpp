#include "compiler/value_text.hpp"

#include "compiler/day_text.hpp"
#include "compiler/json_writer.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace tenet::compiler {
namespace {

TEST(DayText, EqualsTheCalendarOfTheLibraryWhereThatReaches) {
    using namespace std::chrono;
    constexpr sys_days first = year{1900} / 1 / 1;
    std::int64_t day = (sys_days{year{0} / 1 / 1} - first).count();
    for (const std::int64_t end = (sys_days{year{9999} / 12 / 31} - first).count(); day <= end; day += 17) {
        const year_month_day date{first + days{day}};
        const std::string text = day_text(day);
        ASSERT_EQ(text.size(), 10U);
        ASSERT_EQ(std::stoi(text.substr(0, 4)), static_cast<int>(date.year())) << text;
        ASSERT_EQ(std::stoul(text.substr(5, 2)), static_cast<unsigned>(date.month())) << text;
        ASSERT_EQ(std::stoul(text.substr(8, 2)), static_cast<unsigned>(date.day())) << text;
    }
}

TEST(DayText, FarDaysHaveASignAndAsManyDigitsAsTheyNeed) {
    const std::int64_t last = *day_number({9999, 12, 31});
    EXPECT_EQ(day_text(last), "9999-12-31");
    EXPECT_EQ(day_text(last + 1), "+10000-01-01");
    EXPECT_EQ(day_text(last + 1 + 146097LL * 1000), "+410000-01-01");
    EXPECT_EQ(day_text(*day_number({2000, 2, 29}) + 146097LL * 5000000), "+2000002000-02-29");
    const std::int64_t first = *day_number({0, 1, 1});
    EXPECT_EQ(day_text(first), "0000-01-01");
    EXPECT_EQ(day_text(first - 1), "-0001-12-31");
    EXPECT_EQ(day_text(first - 146097LL * 100), "-40000-01-01");
}

TEST(NumberText, IsExactWithoutNeedlessZeros) {
    EXPECT_EQ(number_text(0, 100), "0");
    EXPECT_EQ(number_text(4600, 100), "46");
    EXPECT_EQ(number_text(750, 100), "7.5");
    EXPECT_EQ(number_text(7, 100), "0.07");
    EXPECT_EQ(number_text(-7, 100), "-0.07");
    EXPECT_EQ(number_text(15, 2), "7.5");
    EXPECT_EQ(number_text(-1, 2), "-0.5");
    EXPECT_EQ(number_text(1, 1000000), "0.000001");
    EXPECT_EQ(number_text(9007199254740992, 1000000), "9007199254.740992");
    EXPECT_EQ(decimals_of(1), 0);
    EXPECT_EQ(decimals_of(2), 1);
    EXPECT_EQ(decimals_of(100), 2);
    EXPECT_EQ(decimals_of(1000000), 6);
}

/// The same document written both ways.
std::string written(bool pretty) {
    JsonWriter json(pretty);
    json.begin_object();
    json.text("a", "he said \"\xE4\xBD\xA0\"\n");
    json.key("b");
    json.begin_array();
    json.number("9007199254.740993");
    json.null();
    json.begin_object();
    json.end_object();
    json.begin_array();
    json.end_array();
    json.end_array();
    json.key("c");
    json.begin_object();
    json.number("d", 18446744073709551615U);
    json.key("e");
    json.boolean(false);
    json.end_object();
    json.end_object();
    return json.written();
}

TEST(JsonWriter, WritesAsTheJsonLibraryDoes) {
    EXPECT_EQ(written(false),
              "{\"a\":\"he said \\\"\xE4\xBD\xA0\\\"\\n\",\"b\":[9007199254.740993,null,{},[]],"
              "\"c\":{\"d\":18446744073709551615,\"e\":false}}");
    std::string pretty = written(true);
    // The library cannot hold the number, which is why there is a writer.
    pretty.replace(pretty.find("9007199254.740993"), 17, "1");
    EXPECT_EQ(nlohmann::ordered_json::parse(pretty).dump(2), pretty);
}

}  // namespace
}  // namespace tenet::compiler
