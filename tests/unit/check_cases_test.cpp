#include "tenet/calendar.hpp"
#include "tests/unit/checking.hpp"

#include <functional>
#include <gtest/gtest.h>
#include <optional>
#include <random>

namespace tenet::compiler::check_cases_test {
namespace {

using testing::Checked;
using testing::checked;

/// An applicant.
struct Point {
    int choice = 0, number = 0, yes = 0;
    std::int64_t as_of = 0;
    std::optional<std::int64_t> since;
};

/// A condition as written, and whom it holds for.
struct Condition {
    std::string text;
    std::function<bool(const Point&)> holds;
    bool dated = false;
};

std::int64_t back(const Point& p, int years) { return add_months(p.as_of, -12 * years, false); }
std::int64_t ahead(const Point& p, int years) { return add_months(*p.since, 12 * years, false); }

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int upto(int high) { return static_cast<int>(engine_() % static_cast<unsigned>(high + 1)); }

    Condition condition(int depth, bool dated) {
        const int form = upto(depth == 0 ? 0 : 4);
        if (form < 2) return atom(dated);
        Condition a = condition(depth - 1, dated), b = condition(depth - 1, dated);
        const bool any = a.dated || b.dated;
        if (form == 2)
            return {"(" + a.text + " and " + b.text + ")",
                    [=](const Point& p) { return a.holds(p) && b.holds(p); }, any};
        if (form == 3)
            return {"(" + a.text + " or " + b.text + ")",
                    [=](const Point& p) { return a.holds(p) || b.holds(p); }, any};
        return {"not (" + a.text + ")", [=](const Point& p) { return !a.holds(p); }, a.dated};
    }

  private:
    Condition atom(bool dated) {
        const int n = upto(6), years = 1 + upto(2);
        const std::string y = std::to_string(years) + "y";
        switch (upto(dated ? 9 : 5)) {
        case 0: return {"n >= " + std::to_string(n), [=](const Point& p) { return p.number >= n; }};
        case 1: return {"n < " + std::to_string(n), [=](const Point& p) { return p.number < n; }};
        case 2: return {"n in 2 .. 4", [](const Point& p) { return p.number >= 2 && p.number <= 4; }};
        case 3: return {"x in few", [](const Point& p) { return p.choice < 2; }};
        case 4: return {"x = c2", [](const Point& p) { return p.choice == 2; }};
        case 5: return {"y", [](const Point& p) { return p.yes != 0; }};
        case 6: return {"s is none", [](const Point& p) { return !p.since; }, true};
        case 7:
            return {
                "s within " + y,
                [=](const Point& p) { return p.since && back(p, years) <= *p.since && *p.since <= p.as_of; },
                true};
        case 8:
            return {
                "s lasts " + y,
                [=](const Point& p) { return p.since && *p.since <= p.as_of && p.as_of <= ahead(p, years); },
                true};
        default:
            return {"(s is given and time since s < " + y + ")",
                    [=](const Point& p) { return p.since && p.as_of < ahead(p, years); }, true};
        }
    }

    std::mt19937 engine_;
};

/// Applicants around the ends of February, where counting on and counting back differ.
std::vector<Point> points(bool dated) {
    std::vector<Point> all;
    for (int i = 0; i < 3 * 7 * 2; ++i) {
        Point p{i % 3, i / 3 % 7, i / 21, days_from_civil(2024, 2, 29), {}};
        all.push_back(p);
        for (int day = -2; dated && day <= 2; ++day)
            for (int years = 0; years <= 3; ++years)
                for (int beside = -2; beside <= 2; ++beside) {
                    p.as_of = days_from_civil(2024, 2, 29) + day;
                    p.since = add_months(days_from_civil(2024, 2, 29), -12 * years, false) + beside;
                    all.push_back(p);
                }
    }
    return all;
}

std::string policy(const std::vector<Condition>& cases) {
    std::string text =
        "policy a\nas of d\nchoice c\n  c0\n  c1\n  c2\ngroup few = c0, c1\nfact d : date\nfact x : c\n"
        "fact n : count 0..6\nfact y : yes/no\nfact s : date or none\noutput o : count\n";
    for (std::size_t i = 0; i < cases.size(); ++i)
        text += "  = " + std::to_string(i) + " when " + cases[i].text + "\n";
    return text;
}

void expect_right(unsigned seeds, bool dated, int& whole, int& open) {
    const std::vector<Point> all = points(dated);
    for (unsigned seed = 0; seed < seeds; ++seed) {
        Dice dice(seed);
        std::vector<Condition> cases;
        for (int i = 1 + dice.upto(3); i >= 0; --i)
            cases.push_back(dice.condition(2, dated));
        // A last one that takes what is left makes many of them whole.
        if (dice.upto(2) == 0)
            cases.push_back({"not (" + cases[0].text + ")",
                             [first = cases[0]](const Point& p) { return !first.holds(p); }});
        const Checked result = checked(policy(cases));
        const bool is_open = std::any_of(all.begin(), all.end(), [&](const Point& p) {
            return std::none_of(cases.begin(), cases.end(), [&](const Condition& c) { return c.holds(p); });
        });
        const bool taken = !result.has(D::CasesOpen) && !result.has(D::CasesUnproved);
        ASSERT_FALSE(taken && is_open) << result.text() << policy(cases);
        const bool any_dated =
            std::any_of(cases.begin(), cases.end(), [](const Condition& c) { return c.dated; });
        if (!any_dated) {
            ASSERT_EQ(taken, !is_open) << result.text() << policy(cases);
            ASSERT_FALSE(result.has(D::CasesUnproved)) << policy(cases);
        }
        for (std::size_t i = 1; i < cases.size(); ++i) {
            const std::string idle = ":" + std::to_string(14 + i) + ":";
            const bool told =
                result.text().find(idle) != std::string::npos && result.has(D::CaseIdle) &&
                result.text().find(idle) < result.text().size() &&
                result.text().substr(result.text().find(idle), 60).find("T0297") != std::string::npos;
            if (!told) continue;
            ASSERT_TRUE(std::none_of(all.begin(), all.end(), [&](const Point& p) {
                for (std::size_t k = 0; k < i; ++k)
                    if (cases[k].holds(p)) return false;
                return cases[i].holds(p);
            })) << result.text();
        }
        ++(is_open ? open : whole);
    }
}

TEST(CheckCases, SayWhatCountingEveryApplicantSays) {
    int whole = 0, open = 0;
    expect_right(1500, false, whole, open);
    EXPECT_GT(whole, 200);
    EXPECT_GT(open, 200);
}

TEST(CheckCases, AreNeverTakenAsWholeWhereADayIsLeftOut) {
    int whole = 0, open = 0;
    expect_right(1500, true, whole, open);
    EXPECT_GT(whole, 100);
    EXPECT_GT(open, 200);
}

/// Many independent conditions are more than the search goes through.
TEST(CheckCases, GiveUpInGoodTime) {
    std::string text = "policy a\n", cases;
    for (int i = 0; i < 40; ++i) {
        const std::string a = "a" + std::to_string(i), b = "b" + std::to_string(i);
        text += "fact " + a + " : yes/no\nfact " + b + " : yes/no\n";
        cases += "  = " + std::to_string(i) + " when (" + a + " and " + b + ") or (not " + a + " and not " +
                 b + " and a0)\n";
    }
    const Checked result = checked(text + "output o : count\n" + cases);
    EXPECT_TRUE(result.has(D::CasesOpen) || result.has(D::CasesUnproved)) << result.text();
}

}  // namespace
}  // namespace tenet::compiler::check_cases_test
