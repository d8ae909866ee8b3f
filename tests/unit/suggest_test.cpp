#include "compiler/suggest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tenet::compiler {
namespace {

std::string nearest(std::string_view wanted, std::vector<std::string_view> candidates) {
    std::string forward(suggest(wanted, candidates));
    std::reverse(candidates.begin(), candidates.end());
    EXPECT_EQ(forward, suggest(wanted, candidates)) << "the order of the candidates must not matter";
    return forward;
}

TEST(EditDistance, CountsTheFourEdits) {
    EXPECT_EQ(edit_distance(U"exam", U"exam", 4), 0U);
    EXPECT_EQ(edit_distance(U"exam", U"exma", 4), 1U);
    EXPECT_EQ(edit_distance(U"exam", U"exan", 4), 1U);
    EXPECT_EQ(edit_distance(U"exam", U"exams", 4), 1U);
    EXPECT_EQ(edit_distance(U"exam", U"eam", 4), 1U);
    EXPECT_EQ(edit_distance(U"kitten", U"sitting", 4), 3U);
    EXPECT_EQ(edit_distance(U"申请日期", U"申报日期", 4), 1U);
    EXPECT_EQ(edit_distance(U"", U"abc", 4), 3U);
    EXPECT_EQ(edit_distance(U"", U"", 4), 0U);
}

TEST(EditDistance, StopsPastTheLimit) {
    EXPECT_EQ(edit_distance(U"abcdef", U"uvwxyz", 2), 3U);
    EXPECT_EQ(edit_distance(U"a", U"abcdefgh", 2), 3U);
    EXPECT_EQ(edit_distance(U"abcdef", U"abcdxy", 2), 2U);
    EXPECT_EQ(edit_distance(U"ab", U"ba", 0), 1U);
    EXPECT_EQ(edit_distance(U"abcd", U"badc", 2), 2U);  // every row before the end has its least at 1
}

/// The full table, slowly, to hold the early stop against.
std::size_t plain_distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = std::min(
                {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

TEST(EditDistance, EqualsTheFullTableOnAllShortWords) {
    std::vector<std::u32string> words = {U""};
    for (std::size_t i = 0; words[i].size() < 4; ++i)
        for (char32_t c : {U'a', U'b', U'汉'})
            words.push_back(words[i] + c);
    for (const std::u32string& a : words)
        for (const std::u32string& b : words)
            for (std::size_t limit = 0; limit < 4; ++limit)
                ASSERT_EQ(edit_distance(a, b, limit), std::min(plain_distance(a, b), limit + 1));
}

TEST(Suggest, NearNames) {
    EXPECT_EQ(nearest("exma", {"exam", "audits", "extension"}), "exam");
    EXPECT_EQ(nearest("audit", {"exam", "audits", "extension"}), "audits");
    EXPECT_EQ(nearest("extention", {"exam", "audits", "extension"}), "extension");
    EXPECT_EQ(nearest("Exam_Date", {"exam_date", "exam_data"}), "exam_date");
    EXPECT_EQ(nearest("exam-date", {"exam_date"}), "exam_date");
    EXPECT_EQ(nearest("申请日其", {"申请日期", "证书到期日"}), "申请日期");
    EXPECT_EQ(nearest("级差", {"级别", "领域"}), "级别");
}

TEST(Suggest, NothingWhenNothingIsNear) {
    EXPECT_EQ(nearest("weather", {"exam", "audits", "extension"}), "");
    EXPECT_EQ(nearest("领域", {"级别", "审核"}), "");
    EXPECT_EQ(nearest("x", {"a", "b"}), "");
    EXPECT_EQ(nearest("exam", {}), "");
    EXPECT_EQ(nearest("exam", {"exam"}), "") << "a name is no suggestion for itself";
}

TEST(Suggest, PartOfALongerName) {
    EXPECT_EQ(nearest("基础", {"基础考试日期", "申请日期"}), "基础考试日期");
    EXPECT_EQ(nearest("考试", {"基础考试日期", "基础考试"}), "基础考试");
    EXPECT_EQ(nearest("extension", {"extension_clause_applies"}), "extension_clause_applies");
    EXPECT_EQ(nearest("on", {"extension_clause_applies"}), "");
}

TEST(Suggest, TiesGoByBytes) {
    EXPECT_EQ(nearest("cat", {"rat", "bat", "hat"}), "bat");
    EXPECT_EQ(nearest("考试", {"面考试题一", "笔考试题一"}), "笔考试题一");
}

}  // namespace
}  // namespace tenet::compiler
