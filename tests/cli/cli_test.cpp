#include "fixture.hpp"

#include <sys/stat.h>

namespace tenet::testing {
namespace {

using Cli = CommandLine;

constexpr const char* broken = "policy p\nfact a : date\ndecide d\n  require a valid\n";

TEST_F(Cli, HelpAndVersionInBothLanguages) {
    Ran en = tenet({"--help"});
    EXPECT_EQ(en.status, 0);
    EXPECT_TRUE(has(en.out, "Usage: tenet COMMAND"));
    EXPECT_EQ(en.err, "");
    Ran zh = tenet({"--help", "--lang", "zh"});
    EXPECT_EQ(zh.status, 0);
    EXPECT_TRUE(has(zh.out, "用法：tenet 命令"));
    for (const char* command :
         {"check", "eval", "test", "build", "batch", "diff", "fmt", "cite", "explain"}) {
        EXPECT_TRUE(has(tenet({command, "--help"}).out, std::string("tenet ") + command + ":")) << command;
        EXPECT_TRUE(has(tenet({command, "-h", "--lang=zh"}).out, std::string("tenet ") + command + "："))
            << command;
    }
    EXPECT_TRUE(tenet({"--version"}).out.starts_with("tenet "));
}

TEST_F(Cli, TheEnvironmentSetsTheLanguageAndTheOptionOverridesIt) {
    auto first_line = [&](std::vector<std::pair<std::string, std::string>> environment,
                          const std::vector<std::string>& arguments) {
        Ran ran = run(TENET_PROGRAM, arguments, {"", std::move(environment), ""});
        return ran.out.substr(0, ran.out.find('\n'));
    };
    const std::string en = "tenet: rules as policy, decisions with reasons",
                      zh = "tenet：规则写成政策，结论附带理由";
    EXPECT_EQ(first_line({}, {"--help"}), en);
    EXPECT_EQ(first_line({{"LANG", "zh_CN.UTF-8"}}, {"--help"}), zh);
    EXPECT_EQ(first_line({{"LANG", "zh_CN.UTF-8"}, {"LC_MESSAGES", "C"}}, {"--help"}), en);
    EXPECT_EQ(first_line({{"LANG", "C"}, {"LC_ALL", "zh_TW.UTF-8"}}, {"--help"}), zh);
    EXPECT_EQ(first_line({{"LC_ALL", ""}, {"LANG", "zh_CN"}}, {"--help"}), zh);
    EXPECT_EQ(first_line({{"LC_ALL", "zh_CN.UTF-8"}}, {"--help", "--lang", "en"}), en);
}

struct Misuse {
    std::vector<std::string> arguments;
    std::string en, zh;
};

TEST_F(Cli, MisuseIsStatus2WithAHint) {
    const Misuse cases[] = {
        {{}, "which command?", "请写明命令"},
        {{"chek", auditor}, "no command `chek`; did you mean `check`?", "没有命令 `chek`；是不是 `check`？"},
        {{"check"}, "which policy?", "请写明政策文件"},
        {{"check", auditor, "--formt", "json"},
         "no option `--formt` here; did you mean `--format`?",
         "没有选项 `--formt`"},
        {{"check", auditor, "--format", "xml"},
         "--format takes `text`, `json`, not `xml`",
         "--format 只能是"},
        {{"check", auditor, "--lang", "fr"}, "--lang takes `zh`, `en`, not `fr`", ""},
        {{"check", auditor, "--format"}, "needs one value", "后面要写一个值"},
        {{"eval", auditor}, "--facts FILE", "--facts 文件"},
        {{"eval", auditor, "a.jsonl"}, "--facts a.jsonl", "--facts a.jsonl"},
        {{"eval", auditor, auditor, "--facts", "-"}, "one policy at a time", "一次只能用一个政策"},
        {{"eval", "-", "--facts", "-"}, "cannot both be standard input", "不能都取自标准输入"},
        {{"build", auditor}, "--to cpp", "--to cpp"},
        {{"build", auditor, "--to", "cp", "-o", "x"}, "did you mean `cpp`?", "是不是 `cpp`？"},
        {{"build", auditor, "--to", "cpp"}, "-o FILE", "-o 文件"},
        {{"explain"}, "one code", "写一个编号"},
        {{"explain", "T9999"}, "no message with the code `T9999`", "没有编号为 `T9999` 的消息"},
        {{"--dump=tabel", auditor}, "did you mean `table`?", "是不是 `table`？"},
        {{"--dump=table"}, "one policy file", "一个政策文件"},
        {{"check", "no/such.policy"}, "no/such.policy: there is no such file", "没有这个文件"},
        {{"check", source_folder + "/grammar"}, "no file `*.policy`", "没有 `*.policy` 文件"},
        {{"eval", source_folder + "/grammar", "--facts", "-"}, "no file `*.policy`", "没有 `*.policy` 文件"},
        {{"eval", auditor, "--facts", "no/such.json"}, "no/such.json: there is no such file", "没有这个文件"},
    };
    for (const Misuse& misuse : cases) {
        Ran en = tenet(misuse.arguments);
        EXPECT_EQ(en.status, 2) << misuse.en << en.out << en.err;
        EXPECT_TRUE(has(en.err, misuse.en)) << misuse.en << " in " << en.err;
        EXPECT_EQ(en.out, "");
        if (misuse.zh.empty()) continue;
        Ran zh = run(TENET_PROGRAM, misuse.arguments, {"", {{"LANG", "zh_CN.UTF-8"}}, ""});
        EXPECT_EQ(zh.status, 2);
        EXPECT_TRUE(has(zh.err, misuse.zh)) << misuse.zh << " in " << zh.err;
    }
}

TEST_F(Cli, CheckSaysWhatIsWrong) {
    Ran good = tenet({"check", auditor, auditor_zh});
    EXPECT_EQ(good.status, 0) << good.err;
    EXPECT_TRUE(has(good.out, "auditor.policy: no errors (1 decision, 2 requirements, 0 outputs, 4 facts)"));
    EXPECT_TRUE(has(good.out, "auditor.zh.policy: no errors"));
    EXPECT_EQ(good.err, "");

    std::string file = write("broken.policy", broken);
    Ran bad = tenet({"check", file});
    EXPECT_EQ(bad.status, 1);
    EXPECT_EQ(bad.out, "");
    EXPECT_TRUE(has(bad.err, "broken.policy:4:")) << bad.err;
    EXPECT_TRUE(has(bad.err, "error[T"));
    Ran zh = tenet({"check", file, "--lang", "zh"});
    EXPECT_EQ(zh.status, 1);
    EXPECT_TRUE(has(zh.err, "错误[T"));
    EXPECT_EQ(tenet({"check", file, "no/such.policy", auditor}).status, 2);
    EXPECT_EQ(tenet({"check", "-"}, read("broken.policy")).status, 1);
}

TEST_F(Cli, CheckGivesOneJsonArray) {
    std::string file = write("broken.policy", broken);
    EXPECT_EQ(tenet({"check", auditor, "--format", "json"}).out, "[]\n");
    Ran ran = tenet({"check", file, auditor, file, "no/such.policy", "--format=json"});
    EXPECT_EQ(ran.status, 2);
    Json all = Json::parse(ran.out);
    ASSERT_GE(all.size(), 3U);
    EXPECT_EQ(all[0]["file"], file);
    EXPECT_EQ(all[0]["line"], 4);
    EXPECT_TRUE(all[0]["code"].is_string());
    EXPECT_EQ(all.back()["file"], "no/such.policy");
    EXPECT_TRUE(all.back()["code"].is_null());
    EXPECT_EQ(all.back().size(), all[0].size());
}

TEST_F(Cli, DumpsShowEachStage) {
    for (const char* stage : {"ast", "types", "table", "program"}) {
        Ran one = tenet({std::string("--dump=") + stage, auditor});
        EXPECT_EQ(one.status, 0) << stage;
        EXPECT_FALSE(one.out.empty()) << stage;
        EXPECT_EQ(tenet({"check", "--dump", stage, auditor}).out, one.out);
        if (std::string(stage) == "ast") continue;
        EXPECT_TRUE(has(one.out, "audits")) << stage;
    }
    EXPECT_TRUE(has(tenet({"--dump=operators"}).out, "AddMonths"));
    EXPECT_EQ(tenet({"--dump=operators"}).status, 0);
}

TEST_F(Cli, ExplainTellsMoreInBothLanguages) {
    Ran en = tenet({"explain", "t0406"});
    EXPECT_EQ(en.status, 0);
    EXPECT_TRUE(has(en.out, "T0406")) << en.out;
    Ran zh = tenet({"explain", "T0406", "--lang", "zh"});
    EXPECT_EQ(zh.status, 0);
    EXPECT_NE(en.out, zh.out);
}

TEST_F(Cli, BuildWritesAHeaderAndATable) {
    std::string header = path("auditor.hpp");
    Ran ran = tenet({"build", auditor, "--to", "cpp", "-o", header});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out + ran.err, "");
    std::string text = read("auditor.hpp");
    EXPECT_TRUE(has(text, "#pragma once"));
    EXPECT_EQ(tenet({"build", auditor, "--to=cpp", "-o", "-"}).out, text);
    Ran json = tenet({"build", auditor, "--to", "json", "-o", "-"});
    EXPECT_EQ(json.status, 0);
    EXPECT_TRUE(Json::parse(json.out).is_object());
    EXPECT_EQ(files(), 1U);  // nothing is left beside it
    ASSERT_EQ(tenet({"build", auditor, "--to", "table", "-o", path("auditor.table")}).status, 0);
    const std::string table = read("auditor.table");
    EXPECT_TRUE(table.starts_with("\x89TNT\r\n\x1A\n"));
    EXPECT_EQ(tenet({"build", auditor, "--to", "table", "-o", "-"}).out, table);
    EXPECT_TRUE(has(tenet({"build", auditor, "--to", "tabel", "-o", "-"}).err, "did you mean `table`?"));
}

TEST_F(Cli, BuildWritesTestsAsCpp) {
    const std::string text = "policy tested\nfact n : count\ndecide ok\n  require few: n <= 4\n";
    const std::string sure = "test \"四次\"\n  given n = 4\n  expect ok eligible\n";
    const std::string open = "test \"five\" unconfirmed\n  given n = 5\n  expect ok ineligible\n";
    const std::string both = write("both.policy", text + sure + open);
    const std::string asserted = tenet({"build", both, "--to", "static_assert", "-o", "-"}).out;
    EXPECT_TRUE(has(asserted, "static_assert(Tests::test_0_0(),")) << asserted;
    EXPECT_TRUE(has(asserted, R"(both.policy:5: \u56db\u6b21: ok eligible")")) << asserted;
    EXPECT_FALSE(has(asserted, "test_1_0")) << asserted;
    const std::string google = tenet({"build", both, "--to", "gtest", "-o", "-"}).out;
    EXPECT_TRUE(has(google, "TEST(Tested, Line5) {\n    EXPECT_TRUE(Tests::test_0_0()) <<")) << google;

    const std::string none = write("none.policy", text), unsure = write("open.policy", text + open);
    for (const char* form : {"static_assert", "gtest"}) {
        const Ran without = tenet({"build", none, "--to", form, "-o", path("x.cpp")});
        EXPECT_EQ(without.status, 2);
        EXPECT_TRUE(has(without.err, "tested has no tests")) << without.err;
        const Ran zh = tenet({"build", unsure, "--to", form, "-o", path("x.cpp"), "--lang", "zh"});
        EXPECT_EQ(zh.status, 2);
        EXPECT_TRUE(has(zh.err, "`待确认`")) << zh.err;
        const Ran folder =
            tenet({"build", source_folder + "/policies/driving", "--to", form, "-o", path("out")});
        EXPECT_EQ(folder.status, 0) << folder.err;
    }
    EXPECT_TRUE(std::filesystem::exists(path("out/driving/renewal.assert.cpp")));
    EXPECT_TRUE(std::filesystem::exists(path("out/driving/renewal.test.cpp")));
    EXPECT_FALSE(std::filesystem::exists(path("x.cpp")));
}

TEST_F(Cli, AFailedBuildLeavesTheOldFileUntouched) {
    std::string file = write("broken.policy", broken);
    std::string header = write("old.hpp", "old\n");
    EXPECT_EQ(tenet({"build", file, "--to", "cpp", "-o", header}).status, 1);
    EXPECT_EQ(tenet({"build", "no/such.policy", "--to", "cpp", "-o", header}).status, 2);
    EXPECT_EQ(tenet({"build", auditor, "--to", "pascal", "-o", header}).status, 2);
    EXPECT_EQ(read("old.hpp"), "old\n");
    Ran nowhere = tenet({"build", auditor, "--to", "cpp", "-o", path("no/such/folder/x.hpp")});
    EXPECT_EQ(nowhere.status, 2);
    EXPECT_TRUE(has(nowhere.err, "the folder does not exist")) << nowhere.err;
    EXPECT_EQ(tenet({"build", auditor, "--to", "cpp", "-o", path(".")}).status, 2);
    EXPECT_EQ(files(), 2U);
}

TEST_F(Cli, BuildSaysWhatAFileWasMadeOf) {
    write("my shared.policy", "policy shared\nparam most = 3\n");
    const std::string file = write("one.policy", "policy one\nuse \"my shared.policy\"\nfact n : count\n"
                                                 "decide ok\n  require n <= most\n");
    const std::string header = path("one.hpp"), depfile = path("one.d");
    EXPECT_EQ(tenet({"build", file, "--to", "cpp", "-o", header, "--depfile", depfile}).status, 0);
    EXPECT_EQ(read("one.d"), header + ": \\\n  " + file + " \\\n  " + path("my\\ shared.policy") + "\n");

    // What was there stays after an error, and nothing else is written.
    std::filesystem::remove(header);
    const std::string before = read("one.policy");
    const std::string same = path("./one.hpp");
    for (const std::string& over : {file, path("my shared.policy"), header, same, std::string("-")})
        EXPECT_EQ(tenet({"build", file, "--to", "cpp", "-o", header, "--depfile", over}).status, 2) << over;
    EXPECT_EQ(tenet({"build", file, "--to", "cpp", "-o", "-", "--depfile", depfile}).status, 2);
    EXPECT_EQ(tenet({"build", path(""), "--to", "cpp", "-o", path("out"), "--depfile", depfile}).status, 2);
    write("plain", "");
    EXPECT_EQ(tenet({"build", file, "--to", "cpp", "-o", header, "--depfile", path("plain/x.d")}).status, 2);
    EXPECT_EQ(read("one.policy"), before);
    EXPECT_FALSE(std::filesystem::exists(header));
    EXPECT_EQ(files(), 4U);
}

TEST_F(Cli, BuildNeverWritesOverThePolicy) {
    const std::string text = "policy p\nfact a : count\ndecide d\n  require a >= 4\n";
    const std::string policy = write("p.policy", text);
    std::filesystem::create_symlink(policy, path("link.hpp"));
    for (const std::string& out : {policy, path("./p.policy"), path("link.hpp")}) {
        Ran ran = tenet({"build", policy, "--to", "cpp", "-o", out});
        EXPECT_EQ(ran.status, 2) << out;
        EXPECT_TRUE(has(ran.err, "the policy itself")) << ran.err;
    }
    EXPECT_EQ(read("p.policy"), text);
}

TEST_F(Cli, BuildKeepsModeAndLinks) {
    std::string header = write("real.hpp", "old\n");
    ASSERT_EQ(::chmod(header.c_str(), 0640), 0);
    std::filesystem::create_symlink(header, path("link.hpp"));
    EXPECT_EQ(tenet({"build", auditor, "--to", "cpp", "-o", path("link.hpp")}).status, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(path("link.hpp")));
    EXPECT_TRUE(has(read("real.hpp"), "#pragma once"));
    struct stat status {};
    ASSERT_EQ(::stat(header.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
    EXPECT_EQ(tenet({"build", auditor, "--to", "json", "-o", "/dev/null"}).status, 0);
    std::filesystem::create_symlink(path("new.hpp"), path("ahead.hpp"));
    EXPECT_EQ(tenet({"build", auditor, "--to", "cpp", "-o", path("ahead.hpp")}).status, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(path("ahead.hpp")));
    EXPECT_TRUE(has(read("new.hpp"), "#pragma once"));
}

TEST_F(Cli, AFullDiskIsTold) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
    Ran ran = tenet({"build", auditor, "--to", "cpp", "-o", "/dev/full"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "the disk is full")) << ran.err;
}

}  // namespace
}  // namespace tenet::testing
