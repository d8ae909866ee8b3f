#include "compiler/display.hpp"
#include "compiler/source.hpp"
#include "compiler/utf8.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace tenet::compiler {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that goes away again.
class Folder {
  public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "tenet-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return (path_ / name).string();
    }
    std::string name(const std::string& file) const { return (path_ / file).string(); }

  private:
    fs::path path_;
};

void expect_place(const Sources& sources, std::uint32_t offset, std::uint32_t line, std::uint32_t column) {
    Place place = sources.place(0, offset);
    EXPECT_EQ(place.line, line) << "offset " << offset;
    EXPECT_EQ(place.column, column) << "offset " << offset;
}

TEST(Sources, ColumnsCountCharacters) {
    Sources sources;
    std::string text = "a\n要求 基础x𠀀y\n";
    ASSERT_EQ(sources.add("p", text), 0U);
    auto at = [&](const char* part) { return static_cast<std::uint32_t>(text.find(part)); };
    expect_place(sources, 0, 1, 1);
    expect_place(sources, 1, 1, 2);
    expect_place(sources, at("要"), 2, 1);
    expect_place(sources, at("基"), 2, 4);
    expect_place(sources, at("x"), 2, 6);
    expect_place(sources, at("𠀀"), 2, 7);
    expect_place(sources, at("y"), 2, 8);
    expect_place(sources, static_cast<std::uint32_t>(text.size()), 3, 1);
    expect_place(sources, 4'000'000'000, 3, 1);
}

TEST(Sources, LinesEndInLfOrCrlf) {
    Sources sources;
    sources.add("p", "ab\r\ncd\n\r\nlast\r");
    EXPECT_EQ(sources.file(0).line_starts.size(), 4U);
    EXPECT_EQ(sources.line(0, 1), "ab");
    EXPECT_EQ(sources.line(0, 2), "cd");
    EXPECT_EQ(sources.line(0, 3), "");
    EXPECT_EQ(sources.line(0, 4), "last");
    expect_place(sources, 2, 1, 3);  // on \r
    expect_place(sources, 3, 1, 3);  // between \r and \n
    expect_place(sources, 4, 2, 1);
    expect_place(sources, 7, 3, 1);
}

TEST(Sources, EmptyFileHasOneEmptyLine) {
    Sources sources;
    sources.add("p", "");
    EXPECT_EQ(sources.line(0, 1), "");
    expect_place(sources, 0, 1, 1);
}

TEST(Sources, FilesStayWhereTheyAre) {
    Sources sources;
    sources.add("first", "text of the first");
    const char* before = sources.file(0).text.data();
    for (int i = 0; i < 100; ++i)
        sources.add("more", "more");
    EXPECT_EQ(sources.file(0).text.data(), before);
    EXPECT_EQ(sources.size(), 101U);
}

TEST(DiskFiles, ReadsToTheLimitAndNoFurther) {
    Folder folder;
    DiskFiles disk;
    std::string path = folder.write("f", std::string(100, 'x'));
    EXPECT_EQ(disk.read(path, 101).value, std::string(100, 'x'));
    EXPECT_EQ(disk.read(path, 100).value, std::string(100, 'x'));
    Result<std::string> over = disk.read(path, 99);
    EXPECT_FALSE(over);
    EXPECT_TRUE(over.error.too_large);
    EXPECT_EQ(over.error.path, path);
    EXPECT_EQ(over.error.reason_en, "the file has more than 99 bytes");
    EXPECT_EQ(over.error.reason_zh, "文件超过 99 字节");
}

TEST(DiskFiles, KeepsEveryByte) {
    Folder folder;
    std::string bytes;
    for (int i = 0; i < 200'000; ++i)
        bytes += static_cast<char>(i * 7);
    EXPECT_EQ(DiskFiles().read(folder.write("f", bytes), 1U << 20U).value, bytes);
}

void expect_refused(const std::string& path, const std::string& en, const std::string& zh) {
    Result<std::string> got = DiskFiles().read(path, 10);
    EXPECT_FALSE(got) << path;
    EXPECT_EQ(got.error.path, path);
    EXPECT_EQ(got.error.reason_en, en);
    EXPECT_EQ(got.error.reason_zh, zh);
    EXPECT_FALSE(got.error.too_large);
}

TEST(DiskFiles, OnlyRegularFiles) {
    Folder folder;
    std::string pipe = folder.name("pipe"), loop = folder.name("loop");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    ASSERT_EQ(::symlink(loop.c_str(), loop.c_str()), 0);
    expect_refused(folder.name("absent"), "there is no such file", "没有这个文件");
    expect_refused(folder.write("f", "x") + "/below", "there is no such file", "没有这个文件");
    expect_refused("", "there is no such file", "没有这个文件");
    expect_refused(folder.name("f") + std::string(1, '\0'), "there is no such file", "没有这个文件");
    expect_refused(folder.name("."), "this is a folder, not a file", "这是文件夹，不是文件");
    expect_refused("/dev/zero", "this is a device or a pipe, not a file", "这是设备或管道，不是文件");
    expect_refused(pipe, "this is a device or a pipe, not a file", "这是设备或管道，不是文件");
    expect_refused(loop, "its links lead in a circle", "链接循环");
    expect_refused(folder.name(std::string(300, 'n')), "the name is too long", "文件名太长");
}

TEST(MemoryFiles, AnswerLikeTheDisk) {
    MemoryFiles files;
    files.add("a.policy", "12345");
    EXPECT_EQ(files.read("a.policy", 5).value, "12345");
    EXPECT_TRUE(files.read("a.policy", 4).error.too_large);
    EXPECT_EQ(files.read("b.policy", 5).error.reason_en, "there is no such file");
}

TEST(Utf8, DecodesWhatTheStandardAllows) {
    for (char32_t c : {U'\0', U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'要', U'\xD7FF', U'\xE000',
                       U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
        std::string text = encode_utf8(c);
        Decoded got = decode_utf8(text, 0);
        EXPECT_TRUE(got.valid) << static_cast<std::uint32_t>(c);
        EXPECT_EQ(got.character, c);
        EXPECT_EQ(got.length, text.size());
        EXPECT_EQ(valid_utf8_prefix(text), text.size());
    }
}

TEST(Utf8, RefusesTheRest) {
    for (const char* bytes :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE8\xA6",
          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
        EXPECT_FALSE(decode_utf8(bytes, 0).valid) << bytes;
        EXPECT_EQ(valid_utf8_prefix(std::string("ok") + bytes + "ok"), 2U);
    }
}

TEST(Display, WidthsOfCharacters) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("基础考试"), 8U);
    EXPECT_EQ(display_width("，（）；：！"), 12U);
    EXPECT_EQ(display_width("ＡＢ　"), 6U);
    EXPECT_EQ(display_width("e\u0301"), 1U);
    EXPECT_EQ(display_width("“”…→¶─"), 6U);  // ambiguous: one
    EXPECT_EQ(display_width("𠀀😀"), 4U);
    EXPECT_EQ(display_width(""), 0U);
}

TEST(Display, HiddenCharactersShow) {
    EXPECT_EQ(displayed("a\u202Eb"), "a\\u202Eb");
    EXPECT_EQ(displayed(std::string_view("a\0b\x1B[31m\n\t", 10)), "a\\u0000b\\u001B[31m\\u000A\\u0009");
    EXPECT_EQ(displayed("\u200B\uFEFF\u2066\u2028\U000E0041"), "\\u200B\\uFEFF\\u2066\\u2028\\U000E0041");
    EXPECT_EQ(displayed("\x80é\xFF"), "\\x80é\\xFF");
    EXPECT_EQ(displayed("要求 é 😀 e\u0301"), "要求 é 😀 e\u0301");
}

}  // namespace
}  // namespace tenet::compiler
