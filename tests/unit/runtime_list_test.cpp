#include "tenet/loaded_row.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tenet {
namespace {

enum class Subject : std::uint8_t { Audit, Law };

}  // namespace

template <>
struct Encoding<Subject> : ChoiceEncoding<2> {};

namespace {

/// As a header would write it down: members by falling size, declared in another order.
struct Exam {
    FactOrNone<Date> passed_on{};
    Fact<Text> place{};
    Fact<Int<0, 200, 2>> days{};
    Fact<Subject> subject{};
    Fact<bool> counted{};
};

}  // namespace

template <>
inline constexpr auto record_member<Exam, 0> = &Exam::subject;
template <>
inline constexpr auto record_member<Exam, 1> = &Exam::passed_on;
template <>
inline constexpr auto record_member<Exam, 2> = &Exam::place;
template <>
inline constexpr auto record_member<Exam, 3> = &Exam::counted;

namespace {

using Exams = List<Exam, 3>;

static_assert(sizeof(Exams) == 16 && std::is_trivially_copyable_v<Exams> && std::is_aggregate_v<Exam>);
static_assert(std::is_assignable_v<Exams&, std::vector<Exam>&> &&
              std::is_assignable_v<Exams&, const std::vector<Exam>&>);
static_assert(std::is_assignable_v<Exams&, std::span<const Exam>> &&
              std::is_assignable_v<Exams&, std::span<Exam>>);
static_assert(!std::is_assignable_v<Exams&, std::vector<Exam>>, "it would vanish");
static_assert(!std::is_assignable_v<Exams&, std::array<Exam, 1>>);
static_assert(!std::is_assignable_v<Exams&, std::vector<int>&> && !std::is_assignable_v<Exams&, NoneTag>);
static_assert(!std::is_assignable_v<Fact<Text>&, std::string>, "it would vanish");
static_assert(std::is_assignable_v<Fact<Text>&, std::string&> &&
              std::is_assignable_v<Fact<Text>&, std::string_view>);

TEST(RuntimeList, IsUnknownUntilAssigned) {
    Exams exams;
    EXPECT_TRUE(exams.is_unknown());
    EXPECT_EQ(exams.size(), 0U);
    Exams copy = exams;
    EXPECT_TRUE(copy.is_unknown());
    exams = empty;
    EXPECT_EQ(exams.loaded(), (Loaded{FactState::Known, 0}));
    exams = {};
    EXPECT_TRUE(exams.is_unknown());
}

TEST(RuntimeList, TakesRecordsWhereTheyLie) {
    std::vector<Exam> rows(2);
    const Exam array[3] = {};
    const std::array<Exam, 1> one{};
    Exams exams = rows;
    EXPECT_EQ(exams.data(), rows.data());
    EXPECT_EQ(exams.size(), 2U);
    exams = array;
    EXPECT_EQ(exams.size(), 3U);
    exams = one;
    EXPECT_EQ(exams.size(), 1U);
    exams = {rows.data(), 1};
    EXPECT_EQ(exams.size(), 1U);
    exams = std::span<const Exam>(rows);
    EXPECT_EQ(exams.end() - exams.begin(), 2);
    rows.clear();
    exams = rows;
    EXPECT_TRUE(exams.is_known());
}

TEST(RuntimeList, TooManyRecordsAreOutOfRange) {
    std::vector<Exam> rows(4);
    EXPECT_EQ(Exams(rows).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Exams(rows).size(), 0U);
    EXPECT_EQ(Exams(rows.data(), -1).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Exams(rows.data(), UINT64_MAX).loaded().state, FactState::OutOfRange);
}

constexpr char pool[] = "Beijing\0Xi'an\0";
constexpr std::uint32_t texts[] = {0, 8};

constexpr FactSpec spec(ValueKind kind, Value high, std::uint16_t fields = 0) {
    return {kind, false, 0, high, 1, no_choice, 0, fields, 0, 0, no_text, no_text};
}

/// Two lists of the same records around a scalar fact.
struct Row {
    struct Facts {
        Exams exams{};
        Fact<Count> count{};
        Exams others{};
        FactOrNone<Text> home{};
    };
    static constexpr FactSpec specs[] = {spec(ValueKind::List, 3, 4), spec(ValueKind::Count, 1000000),
                                         spec(ValueKind::List, 3, 4), spec(ValueKind::Text, 2)};
    static constexpr Program program = [] {
        Program p{};
        p.facts = specs;
        p.fact_count = 4;
        p.texts = texts;
        p.text_count = 2;
        p.pool = pool;
        p.pool_size = sizeof pool;
        return p;
    }();
    template <std::uint32_t K>
    static constexpr const auto& fact(const Facts& f) {
        if constexpr (K == 0)
            return f.exams;
        else if constexpr (K == 1)
            return f.count;
        else if constexpr (K == 2)
            return f.others;
        else
            return f.home;
    }
};

constexpr bool source_reads_everything() {
    const Exam rows[2] = {{.passed_on = Date{7}, .place = "Xi'an", .subject = Subject::Law, .counted = true},
                          {.passed_on = none, .place = "Paris"}};
    Row::Facts facts{.others = rows, .home = "Beijing"};
    const LoadedRow<Row> row = load_all<Row>(facts);
    const RowSource source = row.source();
    Value column[2] = {};
    source.column(2, 1, 0, 2, column);
    Loaded fields[2] = {};
    source.fields(2, 2, 0, 2, fields);
    return source.load(0).state == FactState::Unknown && source.load(2) == Loaded{FactState::Known, 2} &&
           source.load(3) == Loaded{FactState::Known, 1} && source.load(1).state == FactState::Unknown &&
           source.field(2, 0, 0) == Loaded{FactState::Known, 1} &&
           source.field(2, 1, 0).state == FactState::Unknown &&
           source.field(2, 0, 3) == Loaded{FactState::Known, 1} && column[0] == 7 &&
           column[1] == none_value && fields[0] == Loaded{FactState::Known, 2} &&
           fields[1] == Loaded{FactState::Known, 0};
}
static_assert(source_reads_everything());

TEST(RuntimeList, TheSourceReadsFactsAndRecords) { EXPECT_TRUE(source_reads_everything()); }

TEST(RuntimeText, IsThePlaceAmongTheTextsThatTheProgramKnows) {
    const auto value = [](const Fact<Text>& text) { return text.loaded(Row::program); };
    EXPECT_EQ(value("Beijing"), (Loaded{FactState::Known, 1}));
    EXPECT_EQ(value("Xi'an"), (Loaded{FactState::Known, 2}));
    for (const char* other : {"", "Beijin", "Beijing ", "beijing", "Xi"})
        EXPECT_EQ(value(other), (Loaded{FactState::Known, 0})) << other;
    EXPECT_EQ(value(Fact<Text>("Beijing\0x", 9)), (Loaded{FactState::Known, 0}));
    EXPECT_EQ(value(Fact<Text>()), (Loaded{FactState::Unknown, 0}));
    const char* nothing = nullptr;
    EXPECT_TRUE(Fact<Text>(nothing).is_unknown());
    const std::string longest(4096, 'x'), longer(4097, 'x');
    EXPECT_EQ(value(longest).state, FactState::Known);
    EXPECT_EQ(value(longer).state, FactState::OutOfRange);
    EXPECT_EQ(value(longer.c_str()).state, FactState::OutOfRange);
    const FactOrNone<Text> same = Fact<Text>("Beijing"), missing = Fact<Text>();
    EXPECT_EQ(same.loaded(Row::program).value, 1);
    EXPECT_TRUE(missing.is_unknown() && FactOrNone<Text>(none).is_none());
}

}  // namespace
}  // namespace tenet
