#include "compiler/limits.hpp"
#include "compiler/load.hpp"

#include <gtest/gtest.h>

namespace tenet::compiler {
namespace {

/// What came of loading one file that holds `bytes`.
struct Loading {
    Sources sources;
    Diagnostics diagnostics;
    WorldError error;
    std::optional<std::uint32_t> file;

    explicit Loading(std::string bytes) {
        MemoryFiles files;
        files.add("p.policy", std::move(bytes));
        file = load(files, "p.policy", sources, diagnostics, error);
    }
    std::string text(Lang lang = Lang::En) const { return render_text(diagnostics, sources, lang); }
};

const std::string gbk_line = "\xD5\xFE\xB2\xDF \xC9\xF3\xBA\xCB\xD4\xB1\n";  // 政策 审核员

std::string utf16(std::u16string_view text, bool little) {
    std::string out;
    for (char16_t c : text) {
        char low = static_cast<char>(c & 0xFF), high = static_cast<char>(c >> 8);
        out += little ? low : high;
        out += little ? high : low;
    }
    return out;
}

TEST(Load, KeepsTheText) {
    Loading got("policy a\r\n政策 𠀀\n");
    ASSERT_TRUE(got.file);
    EXPECT_EQ(got.sources.file(*got.file).text, "policy a\r\n政策 𠀀\n");
    EXPECT_EQ(got.sources.file(*got.file).path, "p.policy");
    EXPECT_TRUE(got.diagnostics.all().empty());
}

TEST(Load, TakesOneByteOrderMarkOff) {
    EXPECT_EQ(Loading("\xEF\xBB\xBFpolicy a").sources.file(0).text, "policy a");
    EXPECT_EQ(Loading("\xEF\xBB\xBF").sources.file(0).text, "");
    EXPECT_EQ(Loading("\xEF\xBB\xBF\xEF\xBB\xBFx").sources.file(0).text, "\xEF\xBB\xBFx");
}

TEST(Load, TheWorldsFaultIsNoDiagnostic) {
    MemoryFiles files;
    Sources sources;
    Diagnostics diagnostics;
    WorldError error;
    EXPECT_FALSE(load(files, "absent.policy", sources, diagnostics, error));
    EXPECT_EQ(error.path, "absent.policy");
    EXPECT_FALSE(error.reason_en.empty());
    EXPECT_FALSE(error.reason_zh.empty());
    EXPECT_TRUE(diagnostics.all().empty());
}

TEST(Load, LimitOfBytes) {
    for (std::size_t size : {limits::file_bytes - 1, limits::file_bytes})
        EXPECT_TRUE(Loading(std::string(size, ' ')).file) << size;
    Loading over(std::string(limits::file_bytes + 1, ' '));
    EXPECT_FALSE(over.file);
    EXPECT_TRUE(over.error.reason_en.empty()) << "the file is there: its size is the author's to mend";
    EXPECT_EQ(over.text(), "p.policy: error[T0501]: the file has more than 1 MiB\n"
                           "   help: split it into several policies\n");
    EXPECT_EQ(over.text(Lang::Zh), "p.policy: 错误[T0501]: 文件超过 1 MiB\n"
                                   "   改法: 请拆成几个政策文件\n");
}

TEST(Load, GbkIsNamed) {
    Loading got("# one\n# two\n" + gbk_line);
    EXPECT_FALSE(got.file);
    EXPECT_TRUE(got.error.reason_en.empty());
    EXPECT_EQ(got.text(), "p.policy: error[T0001]: the file is not UTF-8 (line 3, it looks like GBK)\n"
                          "   help: save it again and choose UTF-8 as its encoding, or let "
                          "`tenet fmt --from gbk FILE` convert it from GBK\n");
    EXPECT_EQ(got.text(Lang::Zh), "p.policy: 错误[T0001]: 文件不是 UTF-8 编码（第 3 行，像是 GBK）\n"
                                  "   改法: 在记事本或 WPS 中“另存为”，编码选 UTF-8；是 GBK 的，也可用 "
                                  "`tenet fmt --from gbk 文件` 转换\n");
    EXPECT_TRUE(got.sources.file(0).text.empty()) << "no later stage may see such bytes";
}

TEST(Load, GbkPairsThatPassForUtf8StillCount) {
    // 联 C1AA is no UTF-8, but 位 CEBB before it is a valid Greek letter.
    EXPECT_NE(Loading("\xCE\xBB\xC1\xAA\xCD\xA8\n").text().find("GBK"), std::string::npos);
}

TEST(Load, OtherBytesAreNotCalledGbk) {
    for (const char* bytes : {"caf\xE9 au lait", "\xFF", "要求\xE8\xA6", "ok \x81 ok", "a\xC3(b",
                              "\xE8\xA6\x81\xE6\xB1\x82\xFF"}) {
        Loading got(bytes);
        EXPECT_FALSE(got.file);
        EXPECT_EQ(got.text().substr(0, got.text().find('\n')),
                  "p.policy: error[T0001]: the file is not UTF-8 (line 1)");
    }
}

TEST(Load, Utf16IsNamed) {
    for (bool little : {true, false})
        for (std::u16string_view text :
             {u"\uFEFF政策 a\n", u"policy a\nfact b : date\n", u"政策 审核员 \"审核\"\n事实 甲 ：日期\n"}) {
            Loading got(utf16(text, little));
            EXPECT_FALSE(got.file);
            EXPECT_NE(got.text().find("(it looks like UTF-16)"), std::string::npos);
            EXPECT_NE(got.text(Lang::Zh).find("（像是 UTF-16）"), std::string::npos);
        }
}

TEST(Load, AStrayNulIsLeftToTheLexer) {
    EXPECT_TRUE(Loading(std::string("policy a\nfact b : date\0\n", 24)).file);
}

}  // namespace
}  // namespace tenet::compiler
