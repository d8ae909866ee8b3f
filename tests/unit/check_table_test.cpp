#include "tests/unit/checking.hpp"

#include <array>
#include <gtest/gtest.h>
#include <random>

namespace tenet::compiler::check_table_test {
namespace {

using testing::Checked;
using testing::checked;

constexpr int choices = 3, most = 6;
/// What a choice, a count from 0 to `most` and a yes/no may be together.
constexpr int points = choices * (most + 1) * 2;

struct Point {
    int choice, number, yes;

    explicit Point(int index)
        : choice(index % choices), number(index / choices % (most + 1)), yes(index / choices / (most + 1)) {}
};

/// A cell as written, and what it takes.
struct Cell {
    std::string text;
    std::vector<bool> takes;
};

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int upto(int high) { return static_cast<int>(engine_() % static_cast<unsigned>(high + 1)); }

    Cell cell(int values, const auto& name) {
        if (upto(3) == 0) return {"any", std::vector<bool>(static_cast<std::size_t>(values), true)};
        Cell cell{"", std::vector<bool>(static_cast<std::size_t>(values))};
        for (int count = upto(1); count >= 0; --count) {
            const int value = upto(values - 1);
            cell.text += (cell.text.empty() ? "" : " or ") + name(value);
            cell.takes[static_cast<std::size_t>(value)] = true;
        }
        return cell;
    }
    Cell number() {
        if (upto(2) != 0) return cell(most + 1, [](int value) { return std::to_string(value); });
        const int low = upto(most), high = low + upto(most - low), form = upto(2);
        Cell cell{"", {}};
        cell.text = form == 0   ? std::to_string(low) + " .. " + std::to_string(high)
                    : form == 1 ? "at least " + std::to_string(low)
                                : "less than " + std::to_string(high + 1);
        for (int value = 0; value <= most; ++value)
            cell.takes.push_back((form == 2 || value >= low) && (form == 1 || value <= high));
        return cell;
    }

  private:
    std::mt19937 engine_;
};

/// How often each point is taken by random rows, and what the compiler says of them.
struct Sample {
    std::string text =
        "policy a\nchoice c\n  c0\n  c1\n  c2\nfact x : c\nfact n : count 0..6\nfact y : yes/no\n"
        "table t by x, n, y : count\n";
    std::array<int, points> taken{};

    explicit Sample(unsigned seed) {
        Dice dice(seed);
        for (int rows = 1 + dice.upto(3); rows > 0; --rows) {
            const Cell x = dice.cell(choices, [](int value) { return "c" + std::to_string(value); });
            const Cell n = dice.number();
            const Cell y = dice.cell(2, [](int value) { return std::string(value != 0 ? "yes" : "no"); });
            text += "  " + x.text + ", " + n.text + ", " + y.text + " -> 1\n";
            for (int i = 0; i < points; ++i) {
                const Point point(i);
                const auto takes = [](const Cell& cell, int value) {
                    return cell.takes[static_cast<std::size_t>(value)];
                };
                if (takes(x, point.choice) && takes(n, point.number) && takes(y, point.yes))
                    ++taken[static_cast<std::size_t>(i)];
            }
        }
        text += "output o = t\n";
    }

    bool any(auto says) const { return std::any_of(taken.begin(), taken.end(), says); }
    std::string expected() const {
        if (any([](int count) { return count > 1; })) return "T0277";
        return any([](int count) { return count == 0; }) ? "T0276" : "";
    }
    /// Whether the point that a message names is taken as often as it says.
    bool shows(const std::string& said) const {
        for (int i = 0; i < points; ++i) {
            const Point point(i);
            const std::string named = "`x` = c" + std::to_string(point.choice) +
                                      ", `n` = " + std::to_string(point.number) +
                                      ", `y` = " + (point.yes != 0 ? "yes" : "no");
            const int count = taken[static_cast<std::size_t>(i)];
            if (said.find(named) != std::string::npos) return expected() == "T0277" ? count > 1 : count == 0;
        }
        return false;
    }
};

TEST(CheckTable, SaysWhatCountingEveryCaseSays) {
    int faulty = 0, right = 0;
    for (unsigned seed = 0; seed < 4000; ++seed) {
        const Sample sample(seed);
        const Checked result = checked(sample.text);
        ASSERT_EQ(result.codes(), sample.expected()) << sample.text << result.text();
        if (sample.expected().empty()) {
            ++right;
            continue;
        }
        ++faulty;
        // A column that no row asks about is not named.
        const std::string said = result.text();
        const auto names = [&](const char* column) { return said.find(column) != std::string::npos; };
        if (names("`x` =") && names("`n` =") && names("`y` =")) {
            ASSERT_TRUE(sample.shows(said)) << sample.text << said;
        }
    }
    EXPECT_GT(right, 10);
    EXPECT_GT(faulty, 1000);
}

TEST(CheckTable, TakesEveryKindOfColumn) {
    const auto codes = [](const std::string& rows) {
        return checked(
                   "policy a\nas of d\nfact d : date\nfact k : date or none\nfact h : hours in halves 0..10\nfact s : text\n"
                   "param p : count = 3\nfact n : count 0..6\nfact w : number with 2 decimals 0..1\n" +
                   rows + "output o = t\n")
            .codes();
    };
    EXPECT_EQ(codes("table t by k : count\n  none -> 0\n  1900-01-01 .. 2199-12-31 -> 1\n"), "");
    EXPECT_EQ(codes("table t by k : count\n  1900-01-01 .. 2199-12-31 -> 1\n"), "T0276");
    EXPECT_EQ(codes("table t by k : count\n  none -> 0\n  1900-01-02 .. 2199-12-31 -> 1\n"), "T0276");
    EXPECT_EQ(codes("table t by k : count\n  not after 2000-01-01 -> 0\n  otherwise -> 1\n"), "T0207");
    EXPECT_EQ(codes("table t by h : count\n  0h .. 4.5h -> 0\n  at least 5h -> 1\n"), "");
    EXPECT_EQ(codes("table t by h : count\n  0h .. 4h -> 0\n  at least 5h -> 1\n"), "T0276");
    EXPECT_EQ(codes("table t by h : count\n  at most 4.5h -> 0\n  more than 4h -> 1\n"), "T0277");
    EXPECT_EQ(codes("table t by w : count\n  less than 0.5 -> 0\n  0.5 .. 1 -> 1\n"), "");
    EXPECT_EQ(codes("table t by w : count\n  less than 0.5 -> 0\n  0.51 .. 1 -> 1\n"), "T0276");
    EXPECT_EQ(codes("table t by s : count\n  \"a\" or \"b\" -> 0\n"), "T0276");
    EXPECT_EQ(codes("table t by s : count\n  \"a\" -> 0\n  \"b\" or \"a\" -> 1\n  otherwise -> 2\n"),
              "T0277");
    EXPECT_EQ(codes("table t by n : count\n  at most p -> 0\n  more than p -> 1\n"), "");
    EXPECT_EQ(codes("table t by n : count\n  at most p -> 0\n  4 .. n -> 1\n"), "T0278");
    EXPECT_EQ(codes("table t by n : count\n  any -> 0\n"), "");
    EXPECT_EQ(codes("table t by n : count\n  any -> 0\n  3 -> 1\n"), "T0277");
    EXPECT_EQ(codes("table t by n, n : count\n  0 .. 3, any -> 0\n  any, 4 .. 6 -> 1\n"), "");
}

}  // namespace
}  // namespace tenet::compiler::check_table_test
