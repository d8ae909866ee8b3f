#include "batch_fixture.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

/// What people hand to `tenet batch`, and what it may run into.
namespace tenet::testing {
namespace {

TEST_F(Batch, NamesToKeepAreReadAsPeopleWriteThem) {
    write("in.csv", "工号,\"备注,其他\"," + header + "A-1,x," + good);
    for (const Strings& keep : {Strings{"--keep", "工号", "--keep", "备注,其他"},
                                Strings{"--keep", " 工号 ", "--keep", "备注,其他"}}) {
        const Ran ran = batch("in.csv", "out.csv", keep);
        EXPECT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(lines_of(read("out.csv")).back(), "1,A-1,x,eligible,,,");
    }
    write("in.csv", "a,b,c d," + header + "1,2,3," + good);
    for (const std::string keep : {"a,b,c d", "a, b, c d", "a，b、c d"}) {
        EXPECT_EQ(batch("in.csv", "out.csv", {"--keep", keep}).status, 0) << keep;
        EXPECT_EQ(lines_of(read("out.csv")).back(), "1,1,2,3,eligible,,,");
    }
    Ran ran = batch("in.csv", "out.csv");
    EXPECT_TRUE(has(ran.err, "with `--keep 'c d'`")) << ran.err;
    EXPECT_TRUE(has(ran.err, "to carry all of these columns through to the results: `--keep 'a,b,c d'`\n"))
        << ran.err;
    ran = batch("in.csv", "out.csv", {"--keep", "a,b", "--keep", "c d,a"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.err, "tenet: --keep names `a` twice\n");
    write("in.jsonl", "{}\n");
    EXPECT_EQ(batch("in.jsonl", "out.csv", {"--keep", "a，a"}).err, "tenet: --keep names `a` twice\n");
}

TEST_F(Batch, EmptyRowsArePassedOver) {
    const Ran ran = piped(header + good + ",,,\n\n, ,,\n" + good + ",,,\r\n");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, result_header + "1,eligible,,,\n2,eligible,,,\n");
    EXPECT_TRUE(has(ran.err, "2 rows, 0 refused, 3 empty rows passed over\n")) << ran.err;
    EXPECT_TRUE(has(piped(header + ",,,\n", {"--lang", "zh"}).err, "，另有 1 个空行已略过\n"));
}

TEST_F(Batch, FactsWithoutAColumnAreNamed) {
    const std::string policy = write("p.policy", "policy p\nas of day\nfact 日期 as day : date\n"
                                                 "fact 出生 as born : date\nfact 次数 as times : count\n"
                                                 "decide 成年 as adult\n  require born lasts 18y\n"
                                                 "decide 常客 as often\n  require times >= 3\n");
    write("in.csv", "day\n2023-05-01\n");
    const auto says = [&](const Strings& more) { return batch("in.csv", "out.csv", more, policy).err; };
    EXPECT_TRUE(has(says({}), "tenet: no column for `born`, `times`: unknown in every row\n")) << says({});
    EXPECT_TRUE(has(says({"--lang", "zh"}), "没有这些列，各行都按未知处理：`出生`、`次数`\n"));
    EXPECT_TRUE(has(says({"--only", "often"}), "no column for `times`: unknown"))
        << says({"--only", "often"});
}

TEST_F(Batch, AKnownEmptyTextIsToldFromAnUnknownOne) {
    const std::string policy =
        write("p.policy", "policy p\nfact note : text\nfact n : count\noutput said = note\n"
                          "decide d\n  require n >= 1\n");
    write("in.jsonl", "{\"note\": \"\", \"n\": 1}\n{\"n\": 1}\n");
    EXPECT_EQ(batch("in.jsonl", "out.csv", {}, policy).status, 0);
    EXPECT_EQ(read("out.csv"),
              "row,d,d.failed,d.missing,d.remedies,said\n1,eligible,,,,\"\"\n2,eligible,,,,\n");
}

TEST_F(Batch, WhatCouldNotBeTakenApartKeepsNothing) {
    write("in.csv", "id," + header + "7," + good + "8,2023-05-01\n");
    batch("in.csv", "out.jsonl", {"--keep", "id"});
    const Strings lines = lines_of(read("out.jsonl"));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(Json::parse(lines[0])["kept"].dump(), R"({"id":"7"})");
    EXPECT_FALSE(Json::parse(lines[1])["kept"].contains("id")) << lines[1];
}

TEST_F(Batch, ALineTooLongIsOneObjectTooMany) {
    write("in.jsonl", "{\"exam\": \"" + std::string((std::size_t{1} << 24U) + 100000, 'x') + "\"}\n");
    const Ran ran = batch("in.jsonl", "out.jsonl");
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "line 1 has more than 16 MiB; write one object a line")) << ran.err;
}

TEST_F(Batch, ATableIsNoPolicy) {
    ASSERT_EQ(tenet({"build", auditor, "--to", "table", "-o", path("a.table")}).status, 0);
    for (const char* command : {"check", "test", "doc", "cite"}) {
        const Ran ran = tenet({command, path("a.table")});
        EXPECT_TRUE(has(ran.err + ran.out, "this is a table, not a policy: `tenet eval` takes it"))
            << command << ran.err;
    }
    write("in.csv", header + good);
    EXPECT_TRUE(has(batch("in.csv", "out.csv", {}, path("a.table")).err, "error[T0001]"));
}

TEST_F(Batch, WhereRefusedRowsGoIsLookedAtBeforehand) {
    write("in.csv", header + good);
    write("out.csv", "as it was");
    std::filesystem::create_directory(path("folder"));
    std::filesystem::create_symlink("circle", path("circle"));
    const std::pair<std::string, std::string> wrong[] = {
        {path("folder"), "this is a folder, not a file"},
        {path("none/r.csv"), "the folder does not exist"},
        {path(std::string(300, 'x')), "the name is too long"},
        {path("circle"), "its links lead in a circle"},
    };
    for (const auto& [rejected, reason] : wrong) {
        const Ran ran = batch("in.csv", "out.csv", {"--rejected", rejected});
        EXPECT_EQ(ran.status, 2);
        EXPECT_TRUE(has(ran.err, reason)) << ran.err;
        EXPECT_EQ(read("out.csv"), "as it was") << reason;
    }
    const Ran ran = batch("in.csv", "out.csv", {"--rejected", "/dev/null"});
    EXPECT_EQ(ran.status, 0);
    EXPECT_FALSE(has(ran.err, "deleted")) << ran.err;
}

TEST_F(Batch, ALinkThatLeadsNowhereIsWrittenThrough) {
    write("in.csv", header + good);
    std::filesystem::create_symlink("results.csv", path("out.csv"));
    EXPECT_EQ(batch("in.csv", "out.csv").status, 0);
    EXPECT_TRUE(std::filesystem::is_symlink(path("out.csv")));
    EXPECT_EQ(read("results.csv"), result_header + "1,eligible,,,\n");
}

/// The same in a shell, behind a command that takes something away.
Ran limited(const std::string& command, const Strings& arguments) {
    Strings words{"-c", command + " && exec \"$0\" \"$@\"", TENET_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run("/bin/sh", words);
}

TEST_F(Batch, AFileMayGrowOnlySoFar) {
    write("in.csv", population(20000));
    write("out.csv", "as it was");
    const Ran ran =
        limited("ulimit -f 16", {"batch", auditor, "--in", path("in.csv"), "--out", path("out.csv")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "the file grows larger than the system allows")) << ran.err;
    EXPECT_EQ(read("out.csv"), "as it was");
}

#ifndef TENET_TEST_SANITIZED
TEST_F(Batch, WithoutThreadsThereAreNoResults) {
    write("in.csv", population(1000));
    write("out.csv", "as it was");
    // A thread's stack would be larger than any memory.
    const std::string command = "ulimit -s 200000000000";
    if (limited(command, {"--version"}).status != 0) GTEST_SKIP() << "stacks are limited here";
    const Ran ran = limited(command, {"batch", auditor, "--in", path("in.csv"), "--out", path("out.csv")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.err, "tenet: the system gives no more threads\n");
    EXPECT_EQ(read("out.csv"), "as it was");
}
#endif

TEST_F(Batch, AFaultEndsARunWhoseInputStalls) {
    const int size = 1 << 20;
    const std::string more = population(20000);
    ASSERT_LT(more.size(), static_cast<std::size_t>(size));
    ASSERT_EQ(::mkfifo(path("in.csv").c_str(), 0600), 0);
    const auto stalled = [&](const std::string& text, const std::string& out) {
        const int pipe = ::open(path("in.csv").c_str(), O_RDWR | O_CLOEXEC);  // it never comes to its end
        EXPECT_GE(::fcntl(pipe, F_SETPIPE_SZ, size), size);
        EXPECT_EQ(::write(pipe, text.data(), text.size()), static_cast<ssize_t>(text.size()));
        Ran ran = run("/usr/bin/env", {"timeout", "20", TENET_PROGRAM, "batch", auditor, "--in",
                                       path("in.csv"), "--out", out, "--to", "csv"});
        ::close(pipe);
        return ran;
    };
    Ran ran = stalled(header + "\xC9\xEA\xC7\xEB,,,\n" + more, path("out.csv"));
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "error[T0437]")) << ran.err;
    if (!std::filesystem::exists("/dev/full")) return;
    ran = stalled(more, "/dev/full");
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "/dev/full: the disk is full")) << ran.err;
}

}  // namespace
}  // namespace tenet::testing
