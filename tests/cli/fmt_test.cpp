#include "fixture.hpp"

#include <iconv.h>
#include <sys/stat.h>

namespace tenet::testing {
namespace {

using Fmt = CommandLine;

const std::string loose = "policy  p\nfact day:date\nfact other : count\n";
const std::string laid_out = "policy p\nfact day   : date\nfact other : count\n";
const std::string chinese = "政策 p\n事实 day   ：日期\n事实 other ：次数\n";
const std::string broken = "policy  p\nfact day date\n";

TEST_F(Fmt, WritesInPlaceAndNamesWhatItChanged) {
    const std::string file = write("a.policy", loose);
    ::chmod(file.c_str(), 0640);
    Ran ran = tenet({"fmt", file});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, file + "\n");
    EXPECT_EQ(read("a.policy"), laid_out);
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
    const auto before = std::filesystem::last_write_time(file);
    Ran again = tenet({"fmt", file});
    EXPECT_EQ(again.status, 0);
    EXPECT_EQ(again.out, "");
    EXPECT_EQ(std::filesystem::last_write_time(file), before);
    EXPECT_EQ(files(), 1U);
}

TEST_F(Fmt, CheckChangesNothing) {
    const std::string one = write("a.policy", loose), two = write("b.policy", laid_out);
    Ran ran = tenet({"fmt", "--check", one, two});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.out, one + "\n");
    EXPECT_EQ(read("a.policy"), loose);
    EXPECT_EQ(tenet({"fmt", "--check", two}).status, 0);
    // A file in the other skin differs from what `--skin` would write.
    EXPECT_EQ(tenet({"fmt", "--check", "--skin", "zh", two}).status, 1);
    EXPECT_EQ(read("b.policy"), laid_out);
}

TEST_F(Fmt, StandardInputAndOutput) {
    EXPECT_EQ(tenet({"fmt", "-"}, loose).out, laid_out);
    EXPECT_EQ(tenet({"fmt", "-", "--skin", "zh"}, loose).out, chinese);
    EXPECT_EQ(tenet({"fmt", "-", "--skin=en"}, chinese).out, laid_out);
    const std::string file = write("a.policy", loose);
    Ran ran = tenet({"fmt", file, "--stdout"});
    EXPECT_EQ(ran.out, laid_out);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(read("a.policy"), loose);
    Ran bad = tenet({"fmt", "-"}, broken);
    EXPECT_EQ(bad.status, 1);
    EXPECT_EQ(bad.out, "");
    EXPECT_TRUE(has(bad.err, "T0102"));
}

TEST_F(Fmt, AFileWithErrorsIsLeftAsItIs) {
    const std::string bad = write("a.policy", broken), good = write("b.policy", loose);
    Ran ran = tenet({"fmt", bad, good});
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.err, "error[T0102]")) << ran.err;
    EXPECT_EQ(ran.out, good + "\n");
    EXPECT_EQ(read("a.policy"), broken);
    EXPECT_EQ(read("b.policy"), laid_out);
    EXPECT_TRUE(has(tenet({"fmt", bad, "--lang", "zh"}).err, "错误[T0102]"));
    const std::string empty = write("c.policy", "");
    EXPECT_EQ(tenet({"fmt", empty}).status, 1);
    EXPECT_EQ(read("c.policy"), "");
}

TEST_F(Fmt, FoldersAreWalked) {
    std::filesystem::create_directory(path("inner"));
    std::filesystem::create_directory(path(".hidden"));
    write("a.policy", loose), write("inner/b.policy", loose), write("c.txt", loose);
    write(".hidden/d.policy", loose);
    Ran ran = tenet({"fmt", path(""), path("a.policy")});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(read("a.policy"), laid_out);
    EXPECT_EQ(read("inner/b.policy"), laid_out);
    EXPECT_EQ(read("c.txt"), loose);
    EXPECT_EQ(read(".hidden/d.policy"), loose);
    std::filesystem::create_directory(path("empty"));
    Ran none = tenet({"fmt", path("empty"), "--lang", "zh"});
    EXPECT_EQ(none.status, 2);
    EXPECT_TRUE(has(none.err, "没有政策文件")) << none.err;
    EXPECT_EQ(tenet({"fmt", path("missing.policy")}).status, 2);
}

TEST_F(Fmt, ByteOrderMarksAndOtherLineEndsGo) {
    const std::string file =
        write("a.policy", "\xEF\xBB\xBFpolicy p\r\nfact day   : date\r\nfact other : count\r\n");
    EXPECT_EQ(tenet({"fmt", file}).out, file + "\n");
    EXPECT_EQ(read("a.policy"), laid_out);
}

/// What an office program would save.
std::string in_encoding(const char* encoding, std::string text) {
    iconv_t converter = ::iconv_open(encoding, "UTF-8");
    std::string out(text.size() * 4, '\0');
    char *from = text.data(), *to = out.data();
    std::size_t left = text.size(), room = out.size();
    EXPECT_NE(::iconv(converter, &from, &left, &to, &room), static_cast<std::size_t>(-1));
    ::iconv_close(converter);
    out.resize(out.size() - room);
    return out;
}

TEST_F(Fmt, OtherEncodings) {
    const std::string text = "政策 审核员 \"标题，五年\"\n事实 日 ：日期\n";
    for (const char* encoding : {"gbk", "gb18030", "utf-16"}) {
        const std::string file = write("a.policy", in_encoding(encoding, text));
        EXPECT_EQ(tenet({"fmt", file}).status, 1) << encoding;
        Ran ran = tenet({"fmt", "--from", encoding, file});
        EXPECT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(read("a.policy"), text) << encoding;
    }
    const std::string file = write("a.policy", text);
    Ran already = tenet({"fmt", "--from", "gbk", file});
    EXPECT_EQ(already.status, 2);
    EXPECT_TRUE(has(already.err, "UTF-8 already")) << already.err;
    EXPECT_EQ(read("a.policy"), text);
    const std::string other = write("b.policy", "\xFF\xFF\x80");
    EXPECT_EQ(tenet({"fmt", "--from", "gbk", other}).status, 2);
    EXPECT_EQ(read("b.policy"), "\xFF\xFF\x80");
    // With errors in its syntax a file is converted and not laid out.
    const std::string bad = "政策  p\n事实 日 日期\n";
    const std::string third = write("c.policy", in_encoding("gbk", bad));
    EXPECT_EQ(tenet({"fmt", "--from", "gbk", third}).status, 1);
    EXPECT_EQ(read("c.policy"), bad);
    EXPECT_TRUE(has(tenet({"check", write("d.policy", in_encoding("gbk", text))}).err, "fmt --from gbk"));
}

TEST_F(Fmt, MisuseIsStatus2) {
    const std::string file = write("a.policy", loose);
    const std::pair<std::vector<std::string>, std::string> cases[] = {
        {{"fmt"}, "which policy?"},
        {{"fmt", file, "--skin", "de"}, "--skin takes `zh`, `en`"},
        {{"fmt", file, "--from", "latin1"}, "--from takes `gbk`"},
        {{"fmt", file, "--check", "--stdout"}, "choose one"},
        {{"fmt", file, file, "--stdout"}, "one too many"},
        {{"fmt", "-", "--check"}, "not standard input"},
        {{"fmt", file, "--chekc"}, "did you mean `--check`?"},
        {{"fmt", file, "--facts", "x"}, "no option `--facts`"},
    };
    for (const auto& [arguments, message] : cases) {
        Ran ran = tenet(arguments);
        EXPECT_EQ(ran.status, 2) << message;
        EXPECT_TRUE(has(ran.err, message)) << message << " in " << ran.err;
    }
    EXPECT_EQ(read("a.policy"), loose);
}

}  // namespace
}  // namespace tenet::testing
