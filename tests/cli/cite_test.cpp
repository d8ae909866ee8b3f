#include "fixture.hpp"

#include <algorithm>
#include <sstream>

/// `tenet cite` on an invented document in both languages: the lock, what changes of the document show, the ledger.
namespace tenet::testing {
namespace {

const std::vector<std::string> english = {
    "Rules of the reading room", "Everyone of age may join.", "A member borrows three books at most.",
    "Late books cost a fee.",    "Open from nine to five.",   "Ask at the desk."};
const std::vector<std::string> chinese = {"阅览室规则",       "成年人可以入会。",     "会员每次至多借三本。",
                                          "逾期的书要交费。", "每天九点至五点开放。", "有问题请问前台。"};

constexpr const char* common = R"(政策 library.common "共用部分" 英文 "Common"
文件 规则 代号 rules "阅览室规则" 英文 "Rules of the reading room"
  不纳入 第1段 "标题" 英文 "The title"
  out of scope ¶5、第6段 "Hours and advice" zh "开放时间与提示"
事实 册数 代号 books ：次数 "借书册数" 英文 "Books" 依据 规则 第3段
)";

constexpr const char* join = R"(policy library.join "Joining" zh "入会"
use "common.policy"
fact age : count
decide join "May join" zh "可以入会"
  require age >= 18
    cite rules ¶2 reading "R1"
)";

constexpr const char* borrow = R"(policy library.borrow "Borrowing" zh "借书"
use "common.policy"
note "Fees apply." zh "逾期交费。" cite rules ¶4
decide borrow
  require few "Few enough" zh "册数不多": books <= 3
    cite rules ¶3, ¶2
)";

class Cite : public CommandLine {
  protected:
    Cite() {
        std::filesystem::create_directory(path("library"));
        write("library/common.policy", common);
        write("library/join.policy", join);
        write("library/borrow.policy", borrow);
    }
    std::string library() const { return path("library"); }

    /// The document with one paragraph a line and blank lines between.
    std::string document(const std::vector<std::string>& paragraphs) const {
        std::string text = "\n";
        for (const std::string& each : paragraphs)
            text += each + "\n\n";
        return write("rules.txt", text);
    }
    void lock(const std::vector<std::string>& paragraphs) const {
        const Ran ran = cite({"--source", "rules=" + document(paragraphs), "--update"});
        ASSERT_EQ(ran.status, 0) << ran.err << ran.out;
    }
    Ran cite(std::vector<std::string> more) const {
        more.insert(more.begin(), {"cite", library()});
        return tenet(more);
    }
    /// The changes that are told of a version of the document: `changed 3 3`, `moved 4 5`, `gone 2 -`, `new - 2`, rules behind.
    std::vector<std::string> changes(const std::vector<std::string>& paragraphs, int status = 1) const {
        const Ran ran = cite({"--source", "规则=" + document(paragraphs), "--format", "json"});
        EXPECT_EQ(ran.status, status) << ran.err << ran.out;
        std::vector<std::string> out;
        const Json told = Json::parse(ran.out)["sources"][0];
        for (const Json& each : told["changes"]) {
            std::string line = each["change"].get<std::string>() + " " + number(each["paragraph"]) + " " +
                               number(each["now"]);
            for (const Json& rule : each["rules"])
                line += " " + rule["id"].get<std::string>();
            out.push_back(line);
        }
        return out;
    }
    static std::string number(const Json& value) { return value.is_null() ? "-" : value.dump(); }
};

using Lines = std::vector<std::string>;

TEST_F(Cite, TheLockIsSortedTextWithoutTheDocument) {
    lock(english);
    const std::string text = read("library/sources.lock");
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    ASSERT_EQ(lines.size(), 7U) << text;
    EXPECT_EQ(lines[0], "tenet sources 1");
    // printf '%s' 'Everyone of age may join.' | sha256sum
    EXPECT_EQ(lines[2], "rules 2 c4effed19a79f759f9a0a31e91cc59248cb319bea3159c09cfbccced126e468c");
    EXPECT_EQ(text.find("Everyone"), std::string::npos);
    lock(chinese);
    EXPECT_TRUE(has(read("library/sources.lock"),
                    "rules 2 a9b40222bbde338be0df8c22bf1f1266fd545b8ec371ecb596a9ea7179617ca6\n"));
}

TEST_F(Cite, ACopyThatSaysTheSameChangesNothing) {
    lock(chinese);
    const Ran en = cite({"--source", "rules=" + document(chinese)});
    EXPECT_EQ(en.status, 0) << en.err;
    EXPECT_EQ(en.out, "rules \"Rules of the reading room\" (" + path("library/common.policy") +
                          "): 6 paragraphs locked, 6 in " + path("rules.txt") + ", nothing changed\n");
    EXPECT_EQ(cite({"--lang", "zh"}).out,
              "规则《阅览室规则》（" + path("library/common.policy") + "）：锁定 6 段\n");
    // A byte-order mark, CRLF and blanks around a paragraph are no part of it.
    std::string windows = "\xEF\xBB\xBF";
    for (const std::string& each : chinese)
        windows += "\r\n \t　" + each + "　 \r\n";
    const std::string copy = write("windows.txt", windows);
    EXPECT_EQ(cite({"--source", "rules=" + copy}).status, 0);
}

TEST_F(Cite, AChangedCharacterShowsWithTheRulesThatRestOnIt) {
    lock(english);
    Lines other = english;
    other[1] = "Everyone of age can join.";
    EXPECT_EQ(changes(other), Lines{"changed 2 2 few age"});
    lock(chinese);
    Lines changed = chinese;
    changed[1] = "成年人均可入会。";
    EXPECT_EQ(changes(changed), Lines{"changed 2 2 few age"});
    const Ran zh = cite({"--source", "规则=" + document(changed), "--lang", "zh"});
    EXPECT_EQ(zh.status, 1);
    EXPECT_EQ(zh.out, "规则《阅览室规则》（" + path("library/common.policy") + "）：锁定 6 段，" +
                          path("rules.txt") +
                          " 中 6 段\n"
                          "  第2段有改动\n"
                          "      " +
                          path("library/borrow.policy") +
                          ":5: 要求 few，册数不多\n"
                          "      " +
                          path("library/join.policy") + ":5: 要求 age（解读 R1）\n");
}

TEST_F(Cite, AnInsertedParagraphMovesThoseBehindIt) {
    lock(english);
    Lines more = english;
    more.insert(more.begin() + 2, "Members pay nothing.");
    EXPECT_EQ(changes(more),
              (Lines{"moved 3 4 few books", "moved 4 5 ", "moved 5 6", "moved 6 7", "new - 3"}));
    const Ran en = cite({"--source", "rules=" + document(more)});
    EXPECT_TRUE(has(en.out, "  ¶3 has moved to ¶4\n")) << en.out;
    EXPECT_TRUE(has(en.out, "      out of scope: Hours and advice\n")) << en.out;
    EXPECT_TRUE(has(en.out, "  new in the document: ¶3\n")) << en.out;
}

TEST_F(Cite, AMovedParagraphIsToldFromAChangedOne) {
    lock(english);
    Lines moved = english;
    std::rotate(moved.begin() + 1, moved.begin() + 2, moved.begin() + 5);  // the second behind the fifth
    EXPECT_EQ(changes(moved), (Lines{"moved 2 5 few age", "moved 3 2 few books", "moved 4 3 ", "moved 5 4"}));
}

TEST_F(Cite, ADeletedParagraphIsGone) {
    lock(chinese);
    Lines less = chinese;
    less.erase(less.begin() + 1);
    EXPECT_EQ(changes(less),
              (Lines{"gone 2 - few age", "moved 3 2 few books", "moved 4 3 ", "moved 5 4", "moved 6 5"}));
    EXPECT_TRUE(has(cite({"--source", "rules=" + document(less), "--lang", "zh"}).out, "  第2段没有了\n"));
}

TEST_F(Cite, UpdateSaysWhatChangedAndWritesTheLock) {
    lock(english);
    Lines changed = english;
    changed[3] = "Late books cost two coins.";
    const Ran ran = cite({"--source", "rules=" + document(changed), "--update"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(has(ran.out, "  ¶4 has changed\n")) << ran.out;
    EXPECT_TRUE(has(ran.out, "written: " + path("library/sources.lock"))) << ran.out;
    EXPECT_TRUE(changes(changed, 0).empty());
}

TEST_F(Cite, WhatNothingCitesIsLeftOver) {
    lock(english);
    write("library/borrow.policy", "policy library.borrow\nuse \"common.policy\"\noutput few = books <= 3\n");
    const Ran en = cite({});
    EXPECT_EQ(en.status, 1);
    EXPECT_TRUE(has(en.out, "nothing cites and nothing puts out of scope: ¶4\n")) << en.out;
    EXPECT_TRUE(has(cite({"--lang", "zh"}).out, "没有规则引用、也没有写明不纳入：第4段\n"));
    EXPECT_EQ(Json::parse(cite({"--format", "json"}).out)["sources"][0]["left_over"].dump(), "[4]");
    const Ran coverage = cite({"--coverage"});
    EXPECT_EQ(coverage.status, 1);
    EXPECT_TRUE(has(coverage.out, "  ¶4: left over\n")) << coverage.out;
}

TEST_F(Cite, TheLedgerShowsEveryParagraph) {
    lock(english);
    const Ran en = cite({"--coverage"});
    EXPECT_EQ(en.status, 0) << en.out;
    const std::string lib = path("library/");
    EXPECT_EQ(en.out, "rules \"Rules of the reading room\" (" + lib +
                          "common.policy): 6 paragraphs\n"
                          "  ¶1\n"
                          "      out of scope: The title\n"
                          "  ¶2\n"
                          "      " +
                          lib +
                          "borrow.policy:5: requirement few \"Few enough\"\n"
                          "      " +
                          lib +
                          "join.policy:5: requirement age (reading R1)\n"
                          "  ¶3\n"
                          "      " +
                          lib +
                          "borrow.policy:5: requirement few \"Few enough\"\n"
                          "      " +
                          lib +
                          "common.policy:5: fact books \"Books\"\n"
                          "  ¶4\n"
                          "      " +
                          lib +
                          "borrow.policy:3: note \"Fees apply.\"\n"
                          "  ¶5\n"
                          "      out of scope: Hours and advice\n"
                          "  ¶6\n"
                          "      out of scope: Hours and advice\n");
    EXPECT_TRUE(has(cite({"--coverage", "--lang", "zh"}).out, "  第1段\n      不纳入：标题\n"));
    const Json json = Json::parse(cite({"--coverage", "--format", "json"}).out)["sources"][0];
    EXPECT_EQ(json["source"], "rules");
    ASSERT_EQ(json["paragraphs"].size(), 6U);
    EXPECT_EQ(json["paragraphs"][1]["rules"][1].dump(),
              R"({"file":")" + lib +
                  R"(join.policy","line":5,"kind":"requirement","id":"age","label":"","readings":["R1"]})");
    EXPECT_EQ(json["paragraphs"][4]["out_of_scope"], "Hours and advice");
    EXPECT_EQ(json["left_over"].dump(), "[]");
}

TEST_F(Cite, AFileAloneIsCheckedWithWhatItUses) {
    lock(english);
    const Ran ran = tenet({"cite", path("library/join.policy")});
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.out, "¶4\n")) << ran.out;
    EXPECT_FALSE(has(ran.out, "¶3")) << ran.out;
}

TEST_F(Cite, CheckKnowsTheLock) {
    EXPECT_EQ(tenet({"check", library()}).status, 0);  // there is none yet
    const Ran unlocked = cite({});
    EXPECT_EQ(unlocked.status, 1);
    EXPECT_TRUE(has(unlocked.out, "not locked yet")) << unlocked.out;
    lock(english);
    EXPECT_EQ(tenet({"check", library()}).status, 0);
    write("library/join.policy", std::string(join) + "    cite rules ¶7\n");
    const Ran check = tenet({"check", library()});
    EXPECT_EQ(check.status, 1);
    EXPECT_TRUE(has(check.err, "T0608") && has(check.err, "`规则` has 6 paragraphs")) << check.err;
    const Ran told = cite({});
    EXPECT_EQ(told.status, 1);
    EXPECT_TRUE(has(told.out, "  ¶7 is not in the lock\n      " + path("library/join.policy"))) << told.out;
    // The document has grown: that is how the citation becomes right.
    Lines more = english;
    more.push_back("Thank you.");
    EXPECT_EQ(cite({"--source", "rules=" + document(more), "--update"}).status, 0);
    EXPECT_EQ(tenet({"check", library()}).status, 0);
}

TEST_F(Cite, ALockThatSomebodyEditedIsRefused) {
    lock(english);
    const std::string good = read("library/sources.lock");
    const std::pair<std::string, std::string> edits[] = {
        {"tenet sources 1", "tenet sources 2"},
        {"rules 2 ", "rules 3 "},
        {"rules 2 ", "rules 02x "},
        {"rules 2 ", "rules 2  "},
        {"rules 2 ", "<<<<<<< "},
        {"\nrules 3 ", "\nabc 1 "},
    };
    for (const auto& [from, to] : edits) {
        std::string bad = good;
        bad.replace(bad.find(from), from.size(), to);
        write("library/sources.lock", bad);
        for (const Ran& ran : {tenet({"check", library()}), cite({}), cite({"--coverage"}),
                               cite({"--source", "rules=" + document(english), "--update"})}) {
            EXPECT_EQ(ran.status, 1) << to;
            EXPECT_TRUE(has(ran.err, "sources.lock:") && has(ran.err, "T0609")) << to << ran.err;
        }
        EXPECT_EQ(read("library/sources.lock"), bad);
    }
    write("library/sources.lock", "");
    EXPECT_EQ(tenet({"check", library()}).status, 1);
    std::string windows = good;  // version control may end its lines so
    for (std::size_t at = windows.find('\n'); at != std::string::npos; at = windows.find('\n', at + 2))
        windows.insert(at, "\r");
    write("library/sources.lock", windows);
    EXPECT_EQ(tenet({"check", library()}).status, 0);
}

TEST_F(Cite, TitlesReasonsAndLocksAreNoPartOfTheMeaning) {
    const auto fingerprint = [&] {
        const Ran ran = tenet({"eval", path("library/join.policy"), "--facts", "-", "--format", "json"},
                              R"({"age": 20})");
        EXPECT_EQ(ran.status, 0) << ran.err;
        return Json::parse(ran.out)["fingerprint"].get<std::string>();
    };
    const std::string before = fingerprint();
    lock(english);
    EXPECT_EQ(fingerprint(), before);
    std::string other = common;
    for (const char* text : {"阅览室规则", "The title", "开放时间与提示"})
        other.replace(other.find(text), std::string(text).size(), "other");
    write("library/common.policy", other);
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(Cite, ResultsNameTheSourceInEachLanguage) {
    const auto told = [&](const std::string& lang, const std::string& format) {
        return tenet(
                   {"eval", path("library/join.policy"), "--facts", "-", "--lang", lang, "--format", format},
                   R"({"age": 20})")
            .out;
    };
    EXPECT_TRUE(has(told("en", "text"), "; see rules ¶2 reading \"R1\"\n")) << told("en", "text");
    EXPECT_TRUE(has(told("zh", "text"), "；依据 规则第2段（解读 R1）\n")) << told("zh", "text");
    EXPECT_EQ(Json::parse(told("zh", "json"))["decisions"]["join"]["requirements"][0]["cite"].dump(),
              R"(["rules ¶2 reading \"R1\""])");
}

TEST_F(Cite, SourcesInOneFolderShareALock) {
    write("library/house.policy", "policy library.house\nsource house \"House rules\"\noutput quiet = yes\n"
                                  "  cite house ¶1\n");
    const std::string house = write("house.txt", "Be quiet.\n");
    lock(english);
    ASSERT_EQ(cite({"--source", "house=" + house, "--update"}).status, 0);
    const std::string both = read("library/sources.lock");
    EXPECT_TRUE(has(both, "\nhouse 1 ") && has(both, "\nrules 6 ")) << both;
    EXPECT_LT(both.find("house 1"), both.find("rules 1"));
    EXPECT_EQ(cite({"--source", "house=" + house, "--source", "rules=" + document(english)}).status, 0);
}

TEST_F(Cite, WhatCannotBeReadChangesNothing) {
    lock(english);
    const std::string before = read("library/sources.lock");
    const std::string latin = write("latin.txt", "caf\xE9\n"), empty = write("empty.txt", " \n\n");
    const std::pair<std::string, std::string> cases[] = {
        {"rules=" + path("none.txt"), "there is no such file"},
        {"rules=" + latin, "not UTF-8 (line 1)"},
        {"rules=" + empty, "the document is empty"},
        {"rule=" + latin, "did you mean `rules`?"},
        {"other=" + latin, "no source `other` is declared"},
        {"rules", "NAME=FILE"},
        {"=x", "NAME=FILE"},
    };
    for (const auto& [source, message] : cases) {
        const Ran ran = cite({"--source", source, "--update"});
        EXPECT_EQ(ran.status, 2) << source;
        EXPECT_TRUE(has(ran.err, message)) << ran.err;
        EXPECT_EQ(read("library/sources.lock"), before);
    }
    EXPECT_EQ(cite({"--update"}).status, 2);
    EXPECT_EQ(cite({"--coverage", "--update", "--source", "rules=" + empty}).status, 2);
    EXPECT_EQ(tenet({"cite"}).status, 2);
    EXPECT_EQ(tenet({"cite", auditor}).status, 2);  // it declares no source
    EXPECT_EQ(
        cite({"--source", "rules=" + document(english), "--source", "规则=" + document(english)}).status, 2);
}

}  // namespace
}  // namespace tenet::testing
