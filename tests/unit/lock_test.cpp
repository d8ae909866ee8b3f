#include "compiler/lock.hpp"
#include "compiler/paragraphs.hpp"
#include "compiler/sha256.hpp"

#include <gtest/gtest.h>
#include <string>

namespace tenet::compiler {
namespace {

const std::string one(64, '1'), two(64, 'a');

/// What the lock reads as, or the codes of what is wrong with it and the line where.
std::string read(const std::string& text) {
    MemoryFiles files;
    files.add("sources.lock", text);
    Sources sources;
    Diagnostics diagnostics;
    const std::optional<Lock> lock = read_lock(files, "sources.lock", {}, sources, diagnostics);
    if (lock) return lock_text(*lock);
    std::string out;
    for (const Diagnostic& each : diagnostics.all())
        out += std::string(row(each.kind).code) + ":" +
               std::to_string(sources.place(each.span.file, each.span.begin).line);
    return out;
}

TEST(Lock, ReadsWhatItWrites) {
    Lock lock;
    lock.sources["notice"] = {one, two};
    lock.sources["通知"] = {two};
    const std::string text = lock_text(lock);
    EXPECT_EQ(text, "tenet sources 1\nnotice 1 " + one + "\nnotice 2 " + two + "\n通知 1 " + two + "\n");
    EXPECT_EQ(read(text), text);
    EXPECT_EQ(read("tenet sources 1\n"), "tenet sources 1\n");
    EXPECT_EQ(read("tenet sources 1"), "tenet sources 1\n");
}

TEST(Lock, AnythingElseIsRefusedAtItsLine) {
    const std::string head = "tenet sources 1\n";
    EXPECT_EQ(read(""), "T0609:1");
    EXPECT_EQ(read("tenet sources 2\n"), "T0609:1");
    EXPECT_EQ(read(head + "\n"), "T0609:2");
    EXPECT_EQ(read(head + "notice 1 " + one + "\n\n"), "T0609:3");
    EXPECT_EQ(read(head + "notice 2 " + one), "T0609:2");
    EXPECT_EQ(read(head + "notice 1 " + one + "\nnotice 1 " + one), "T0609:3");
    EXPECT_EQ(read(head + "b 1 " + one + "\na 1 " + one), "T0609:3");
    EXPECT_EQ(read(head + "notice 1 " + one + "0"), "T0609:2");
    EXPECT_EQ(read(head + "notice 1 " + one + " "), "T0609:2");
    EXPECT_EQ(read(head + "notice 1 " + std::string(64, 'A')), "T0609:2");
    EXPECT_EQ(read(head + "notice -1 " + one), "T0609:2");
    EXPECT_EQ(read(head + "notice 99999999999 " + one), "T0609:2");
    EXPECT_EQ(read(head + " 1 " + one), "T0609:2");
    EXPECT_EQ(read(head + "notice\t1 " + one), "T0609:2");
    EXPECT_EQ(read("\xFF"), "T0001:1");
}

TEST(Lock, WithoutAFileThereIsAnEmptyOne) {
    MemoryFiles files;
    Sources sources;
    Diagnostics diagnostics;
    const std::optional<Lock> lock = read_lock(files, "a/sources.lock", {}, sources, diagnostics);
    ASSERT_TRUE(lock.has_value());
    EXPECT_TRUE(lock->sources.empty());
    EXPECT_EQ(lock_path("a/b.policy"), "a/sources.lock");
    EXPECT_EQ(lock_path("b.policy"), "sources.lock");
}

TEST(Paragraphs, AreTheLinesThatAreNotBlank) {
    const auto shown = [](std::string_view text) {
        std::string out;
        for (const std::string_view each : paragraphs_of(text))
            out += "[" + std::string(each) + "]";
        return out;
    };
    EXPECT_EQ(shown(""), "");
    EXPECT_EQ(shown("a"), "[a]");
    EXPECT_EQ(shown("\xEF\xBB\xBF a \r\n\r\n\t\n\xE3\x80\x80段 落\xC2\xA0\r\n"), "[a][段 落]");
    EXPECT_EQ(shown("a\n\xE3\x80\x80\xE3\x80\x80\nb\n\n\n"), "[a][b]");
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace tenet::compiler
