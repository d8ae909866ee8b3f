#include "compiler/align.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace tenet::compiler {
namespace {

std::vector<std::string> letters(const std::string& text) {
    std::vector<std::string> out;
    for (const char c : text)
        out.emplace_back(1, c);
    return out;
}

/// `=` same, `>3` moved to 3, `~3` changed and now 3, `x` gone; then `+4` for each that is new.
std::string fates(const std::string& before, const std::string& after) {
    const Alignment found = align(letters(before), letters(after));
    std::string out;
    for (const Fate& fate : found.old) {
        if (!out.empty()) out += ' ';
        switch (fate.kind) {
        case Fate::Kind::Same: out += "="; break;
        case Fate::Kind::Moved: out += ">" + std::to_string(fate.now); break;
        case Fate::Kind::Changed: out += "~" + std::to_string(fate.now); break;
        case Fate::Kind::Gone: out += "x"; break;
        }
    }
    for (const std::uint32_t number : found.added)
        out += " +" + std::to_string(number);
    return out;
}

TEST(Align, OneEdit) {
    EXPECT_EQ(fates("abcd", "abcd"), "= = = =");
    EXPECT_EQ(fates("abcd", "abxd"), "= = ~3 =");
    EXPECT_EQ(fates("abcd", "abxcd"), "= = >4 >5 +3");
    EXPECT_EQ(fates("abcd", "xabcd"), ">2 >3 >4 >5 +1");
    EXPECT_EQ(fates("abcd", "abcdx"), "= = = = +5");
    EXPECT_EQ(fates("abcd", "acd"), "= x >2 >3");
    EXPECT_EQ(fates("abcd", "bcd"), "x >1 >2 >3");
    EXPECT_EQ(fates("abcd", "abc"), "= = = x");
    EXPECT_EQ(fates("abcd", "bcda"), ">4 >1 >2 >3");
}

TEST(Align, SeveralEditsAtOnce) {
    // One changed where another was inserted: the first of the two is taken for the changed one.
    EXPECT_EQ(fates("abcd", "abxyd"), "= = ~3 >5 +4");
    EXPECT_EQ(fates("abcd", "axd"), "= ~2 x >3");
    EXPECT_EQ(fates("abcdef", "axcdyef"), "= ~2 = = >6 >7 +5");
    EXPECT_EQ(fates("abcdef", "faXcde"), ">2 ~3 >4 >5 >6 >1");
    EXPECT_EQ(fates("abc", "xyz"), "~1 ~2 ~3");
    EXPECT_EQ(fates("", "ab"), " +1 +2");
    EXPECT_EQ(fates("ab", ""), "x x");
}

TEST(Align, ParagraphsThatAreAlike) {
    EXPECT_EQ(fates("a-b-c", "a-b-c"), "= = = = =");
    EXPECT_EQ(fates("a-b-c", "a-x-b-c"), "= = >5 >6 >7 +3 +4");
    EXPECT_EQ(fates("--", "---"), "= = +3");
    EXPECT_EQ(fates("---", "--"), "= = x");
    EXPECT_EQ(fates("-a-", "-b-"), "= ~2 =");
}

/// Whatever the versions: every paragraph has one fate, no place is taken twice, and what is said to stand there stands there.
TEST(Align, NothingIsLostOrTakenTwice) {
    std::mt19937 random(20230501);
    const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
    for (int round = 0; round < 3000; ++round) {
        std::string before, after;
        for (unsigned i = below(12); i > 0; --i)
            before += static_cast<char>('a' + below(round % 2 == 0 ? 4 : 26));
        after = before;
        for (unsigned i = below(5); i > 0; --i) {
            const unsigned at = below(static_cast<unsigned>(after.size()) + 1);
            const auto place = after.begin() + at;
            if (below(2) == 0)
                after.insert(place, static_cast<char>('a' + below(26)));
            else if (at < after.size())
                after.erase(place);
        }
        if (below(3) == 0) std::shuffle(after.begin(), after.end(), random);
        const Alignment found = align(letters(before), letters(after));
        ASSERT_EQ(found.old.size(), before.size());
        std::vector<int> taken(after.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            const Fate& fate = found.old[i];
            if (fate.kind == Fate::Kind::Gone) {
                EXPECT_EQ(fate.now, 0U);
                continue;
            }
            ASSERT_TRUE(fate.now >= 1 && fate.now <= after.size());
            ++taken[fate.now - 1];
            const bool equal = before[i] == after[fate.now - 1];
            EXPECT_EQ(equal, fate.kind != Fate::Kind::Changed) << before << " " << after;
            EXPECT_EQ(fate.now == i + 1 && equal, fate.kind == Fate::Kind::Same) << before << " " << after;
        }
        for (const std::uint32_t number : found.added)
            ++taken[number - 1];
        EXPECT_EQ(std::count(taken.begin(), taken.end(), 1), static_cast<std::ptrdiff_t>(after.size()))
            << before << " " << after;
    }
}

}  // namespace
}  // namespace tenet::compiler
