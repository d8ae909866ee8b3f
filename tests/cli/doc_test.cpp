#include "fixture.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// `tenet doc` as people run it: what it takes, where it writes, what it leaves alone.
namespace tenet::testing {
namespace {

constexpr const char* common = R"(policy shop.common "Shop" zh "商店"
fact age : count "Age" zh "年龄"
param adult "Age of adults" zh "成年年龄" = 18
)";

constexpr const char* wine = R"(policy shop.wine "Wine" zh "葡萄酒"
use "common.policy"
decide wine "May buy wine" zh "可以买酒"
  require of_age "Of age" zh "成年": age >= adult
)";

constexpr const char* toys = R"(policy shop.toys "Toys" zh "玩具"
use "common.policy"
output discount "Discount" zh "折扣" = if age < adult then 2 else 0
)";

class Doc : public CommandLine {
  protected:
    Doc() {
        std::filesystem::create_directory(path("shop"));
        write("shop/common.policy", common);
        write("shop/wine.policy", wine);
        write("shop/toys.policy", toys);
    }
    Ran doc(std::vector<std::string> more) const {
        more.insert(more.begin(), "doc");
        return tenet(more);
    }
    static bool has_id(const std::string& page, const std::string& id) {
        return has(page, "id=\"" + id + "\"");
    }
};

TEST_F(Doc, AFolderIsOnePageWithAllThatIsInIt) {
    const Ran ran = doc({path("shop"), "-o", path("page.html"), "--lang", "en"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out + ran.err, "");
    const std::string page = read("page.html");
    for (const char* id : {"shop.wine", "shop.wine.of_age", "output:shop.toys.discount",
                           "fact:shop.common.age", "param:shop.common.adult"})
        EXPECT_TRUE(has_id(page, id)) << id;
    EXPECT_TRUE(has(page, "<html lang=\"en\">"));
    EXPECT_TRUE(has(page, "<title>Rules: shop</title>"));
    EXPECT_TRUE(has(page, "wine.policy:4"));
    // Nothing tells where the set lies.
    EXPECT_FALSE(has(page, path("")));
    const Ran again = doc({path("shop"), "--out", "-", "--lang", "en"});
    EXPECT_EQ(again.out, page);
}

TEST_F(Doc, WithoutAFileItGoesToStandardOutput) {
    const Ran ran = doc({path("shop"), "--lang=zh"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("<!doctype html>\n<html lang=\"zh\">"));
    EXPECT_TRUE(has(ran.out, "<title>规则：shop</title>"));
}

TEST_F(Doc, TheSameSetElsewhereGivesTheSamePage) {
    const std::string page = doc({path("shop")}).out;
    std::filesystem::create_directories(path("other/place"));
    std::filesystem::copy(path("shop"), path("other/place/shop"));
    EXPECT_EQ(doc({path("other/place/shop/")}).out, page);
    EXPECT_EQ(doc({path("shop/wine.policy"), path("shop/toys.policy")}).out, page);
    EXPECT_EQ(doc({path("shop"), path("shop/wine.policy"), path("shop/../shop")}).out, page);
}

TEST_F(Doc, AFileStandsWithWhatItUses) {
    const Ran ran = doc({path("shop/wine.policy"), "--lang", "en"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(has_id(ran.out, "shop.wine.of_age"));
    EXPECT_TRUE(has_id(ran.out, "param:shop.common.adult"));
    EXPECT_FALSE(has(ran.out, "shop.toys"));
    EXPECT_TRUE(has(ran.out, "<title>Wine</title>"));
    EXPECT_EQ(doc({path("shop"), "--only", "wine", "--lang", "en"}).out, ran.out);
    EXPECT_EQ(doc({path("shop"), "--only", "shop.wine", "--lang", "en"}).out, ran.out);
    const Ran both = doc({path("shop"), "--only", "wine", "--only", "discount", "--lang", "en"});
    EXPECT_TRUE(has_id(both.out, "output:shop.toys.discount"));
}

TEST_F(Doc, ANameThatNothingHas) {
    const Ran ran = doc({path("shop"), "--only", "wines", "-o", path("page.html"), "--lang", "en"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(
        has(ran.err, "--only: no policy of the folder is called or answers `wines`; did you mean `wine`?"))
        << ran.err;
    EXPECT_FALSE(std::filesystem::exists(path("page.html")));
}

TEST_F(Doc, AnErrorIsToldAndAnOlderPageIsAsItWas) {
    write("page.html", "older");
    write("shop/toys.policy", std::string(toys) + "fact age : date\n");
    const Ran ran = doc({path("shop"), "-o", path("page.html"), "--lang", "en"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(has(ran.err, "error[T0202]")) << ran.err;
    EXPECT_EQ(read("page.html"), "older");
    // In a file that is only used it is told once.
    write("shop/toys.policy", toys);
    write("shop/common.policy", std::string(common) + "fact age : date\n");
    const Ran used = doc({path("shop/wine.policy"), "--lang", "en"});
    EXPECT_EQ(used.status, 1);
    EXPECT_EQ(used.err.find("error[T0202]"), used.err.rfind("error[T0202]")) << used.err;
    EXPECT_EQ(used.out, "");
}

TEST_F(Doc, APolicyIsNotWrittenOver) {
    for (const char* name : {"shop/wine.policy", "shop/common.policy"}) {
        const std::string before = read(name);
        const Ran ran = doc({path("shop/wine.policy"), "-o", path(name), "--lang", "en"});
        EXPECT_EQ(ran.status, 2);
        EXPECT_TRUE(has(ran.err, "write to another file")) << ran.err;
        EXPECT_EQ(read(name), before);
    }
}

TEST_F(Doc, WhatCannotBeWrittenOrRead) {
    const Ran nowhere = doc({path("shop"), "-o", path("none/page.html"), "--lang", "en"});
    EXPECT_EQ(nowhere.status, 2);
    EXPECT_TRUE(has(nowhere.err, "none/page.html")) << nowhere.err;
    EXPECT_EQ(doc({path("none.policy")}).status, 2);
    EXPECT_EQ(doc({}).status, 2);
    EXPECT_EQ(doc({path("shop"), "--format", "json"}).status, 2);
}

constexpr const char* tests_of_wine = R"(test "grown up"
  given age = 18
  expect wine eligible
test "young" unconfirmed
  given age = 17
  expect wine ineligible
test "wrong"
  expect wine eligible
)";

TEST_F(Doc, CoverageIsThatOfTheTests) {
    const std::string before = doc({path("shop"), "--lang", "en"}).out;
    EXPECT_FALSE(has(before, "Reached by tests"));
    write("shop/wine.policy", std::string(wine) + tests_of_wine);
    const std::string plain = doc({path("shop"), "--lang", "en"}).out;
    EXPECT_FALSE(has(plain, "Reached by tests"));
    EXPECT_TRUE(has(plain, "They are listed here, not run."));
    const Ran ran = doc({path("shop"), "--coverage", "-o", path("page.html"), "--lang", "en"});
    // The page is there; which test is wrong is for others to say.
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(has(ran.err, "--coverage: 1 test did not pass and counts for nothing")) << ran.err;
    const std::string page = read("page.html");
    for (const char* text : {"1 of 3 requirements",
                             "要求 1 / 3",
                             "1 of 2 boundaries",
                             "边界 1 / 2",
                             "0 of 2 branches",
                             "分支 0 / 2",
                             "in a test it is satisfied",
                             "有“满足”的测试",
                             "in no test does it fail",
                             "没有“不满足”的测试",
                             "a test has 18",
                             "有测试取 18",
                             "no test has 17",
                             "没有测试取 17",
                             "3 tests run",
                             "3 个测试已运行",
                             "1 unconfirmed",
                             "1 个待确认",
                             "did not pass",
                             "未通过"})
        EXPECT_TRUE(has(page, text)) << text;
    EXPECT_FALSE(has(page, "They are listed here, not run."));
    // What leads to it is what it stands by.
    EXPECT_TRUE(has_id(page, "gap:shop.wine.of_age.2"));
    EXPECT_TRUE(has(page, "href=\"#gap:shop.wine.of_age.2\""));
    EXPECT_EQ(doc({path("shop"), "--coverage", "--lang", "en"}).out, page);
    const Ran zh = doc({path("shop"), "--coverage", "--lang", "zh"});
    EXPECT_TRUE(has(zh.err, "--coverage：1 个测试未通过，不计")) << zh.err;
}

TEST_F(Doc, CoverageCountsAsTestDoes) {
    // What `tenet test` says of a whole folder and of a file of it; what others lend counts with the folder alone.
    const std::string folder = source_folder + "/policies/driving";
    for (const std::string& asked : {folder, folder + "/renewal.policy"}) {
        const Ran test = tenet({"test", asked, "--coverage", "--format", "json"});
        const Json coverage = Json::parse(test.out)["coverage"];
        const Ran ran = doc({asked, "--coverage", "--lang", "en"});
        EXPECT_EQ(ran.err, "");
        for (const char* group : {"requirements", "branches", "boundaries"})
            EXPECT_TRUE(has(ran.out, std::to_string(coverage[group]["reached"].get<int>()) + " of " +
                                         std::to_string(coverage[group]["all"].get<int>()) + " " + group))
                << asked << group;
        EXPECT_EQ(has(ran.out, "not counted: it stands here only as others use it"), asked != folder);
    }
}

TEST_F(Doc, Help) {
    const Ran ran = doc({"--help", "--lang", "en"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_TRUE(has(ran.out, "tenet doc: write a page about policies"));
    EXPECT_TRUE(has(ran.out, "  --coverage           also run the tests"));
    const std::string zh = tenet({"doc", "--help", "--lang", "zh"}).out;
    EXPECT_TRUE(has(zh, "tenet doc：生成网页"));
    EXPECT_TRUE(has(zh, "  --coverage           运行测试"));
    EXPECT_TRUE(has(tenet({"--help", "--lang", "en"}).out, "  doc FILE|DIR… -o F "));
}

}  // namespace
}  // namespace tenet::testing
