#include "compiler/ast_dump.hpp"
#include "compiler/imports.hpp"
#include "compiler/limits.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <vector>

// Files that use files: order, identity, what is refused, limits at N-1, N and N+1.

namespace tenet::compiler {
namespace {

/// What came of reading one policy with all that it uses.
struct Reading {
    Sources sources;
    Diagnostics diagnostics;
    WorldError error;
    std::optional<ast::File> tree;

    Reading(FileSystem& files, const std::string& path) {
        tree = parse_all(files, path, sources, diagnostics, error);
    }
    std::string shown() const { return render_text(diagnostics, sources, Lang::En); }
    /// The codes in the order of their report, each once.
    std::string codes() const {
        std::string text;
        for (const Diagnostic& each : diagnostics.all())
            if (!text.ends_with(row(each.kind).code))
                text.append(text.empty() ? "" : " ").append(row(each.kind).code);
        return text;
    }
    std::string facts() const {
        std::string names;
        for (const ast::Fact& each : tree->facts)
            names.append(names.empty() ? "" : " ").append(each.name.text);
        return names;
    }
    std::string policies() const {
        std::string names;
        for (const ast::Header& each : tree->headers)
            names.append(names.empty() ? "" : " ").append(each.policy.text);
        return names;
    }
};

/// A file of one fact that uses others.
std::string file_of(const std::string& name, const std::vector<std::string>& uses) {
    std::string text = "policy " + name + "\n";
    for (const std::string& each : uses)
        text += "use \"" + each + "\"\n";
    return text + "fact of_" + name + " : date\n";
}

TEST(Imports, UsedFilesComeFirstAndOnce) {
    MemoryFiles files;
    files.add("rules/main.policy", file_of("main", {"a.policy", "sub/b.policy", "./sub/../a.policy"}));
    files.add("rules/a.policy", file_of("a", {"sub/c.policy"}));
    files.add("rules/sub/b.policy", file_of("b", {"c.policy", "../a.policy"}));
    files.add("rules/sub/c.policy", file_of("c", {}));
    const Reading read(files, "rules/main.policy");
    ASSERT_TRUE(read.tree);
    EXPECT_EQ(read.codes(), "") << read.shown();
    EXPECT_EQ(read.policies(), "main a c b");
    EXPECT_EQ(read.facts(), "of_c of_a of_b of_main");
    EXPECT_TRUE(read.tree->own(read.tree->facts.back().span));
    EXPECT_FALSE(read.tree->own(read.tree->facts.front().span));
    EXPECT_EQ(read.sources.file(read.tree->headers[3].file).path, "rules/sub/b.policy");
}

TEST(Imports, WhatIsRefused) {
    MemoryFiles files;
    files.add("rules/other.policy", file_of("other", {}));
    files.add("outside.policy", file_of("outside", {}));
    const auto codes = [&](const std::string& used) {
        MemoryFiles with = files;
        with.add("rules/main.policy", file_of("main", {used}));
        const Reading read(with, "rules/main.policy");
        EXPECT_TRUE(read.tree);
        EXPECT_EQ(read.facts(), "of_main");
        return read.codes();
    };
    EXPECT_EQ(codes("absent.policy"), "T0143");
    EXPECT_EQ(codes("../outside.policy"), "T0144");
    EXPECT_EQ(codes("../rules/other.policy"), "T0144");
    EXPECT_EQ(codes("/memory/rules/other.policy"), "T0144");
    EXPECT_EQ(codes("a/../../rules/other.policy"), "T0144");
    EXPECT_EQ(codes("main.policy"), "T0145");
    EXPECT_EQ(codes(""), "T0143");
    EXPECT_EQ(codes("."), "T0143");
}

/// Files whose folder is the root of the file system.
class RootFiles final : public FileSystem {
  public:
    void add(const std::string& path, std::string text) { files_.add(path, std::move(text)); }
    Result<std::string> read(const std::string& path, std::size_t limit) override {
        return files_.read(path, limit);
    }
    Result<std::string> canonical(const std::string& path) override {
        if (path == "/") return {path, {}};
        return files_.canonical(path);
    }
    bool is_folder(const std::string& path) override { return path == "/" || files_.is_folder(path); }
    Result<std::vector<std::string>> files_below(const std::string& folder,
                                                 std::string_view ending) override {
        return files_.files_below(folder, ending);
    }

  private:
    MemoryFiles files_;
};

TEST(Imports, APolicyInTheRootUsesItsNeighbours) {
    RootFiles files;
    files.add("/main.policy", file_of("main", {"a.policy", "sub/b.policy"}));
    files.add("/a.policy", file_of("a", {}));
    files.add("/sub/b.policy", file_of("b", {}));
    const Reading read(files, "/main.policy");
    EXPECT_EQ(read.codes(), "") << read.shown();
    EXPECT_EQ(read.facts(), "of_a of_b of_main");
}

TEST(Imports, Circles) {
    MemoryFiles files;
    files.add("main.policy", file_of("main", {"a.policy"}));
    files.add("a.policy", file_of("a", {"b.policy"}));
    files.add("b.policy", file_of("b", {"a.policy", "main.policy"}));
    const Reading read(files, "main.policy");
    EXPECT_EQ(read.codes(), "T0145") << read.shown();
    EXPECT_EQ(read.diagnostics.errors(), 2U);
    EXPECT_NE(read.shown().find("break the circle: `a.policy` → `b.policy` → `a.policy`"), std::string::npos);
    EXPECT_EQ(read.facts(), "of_b of_a of_main");
}

TEST(Imports, FaultsOfUsedFilesShowThere) {
    MemoryFiles files;
    files.add("main.policy", "policy main\nuse \"a.policy\"\ndefine x = 审核次数不少于 4\n");
    files.add("a.policy", "policy a\nfact 审核次数 ：次数\nfact b date\n");
    const Reading read(files, "main.policy");
    EXPECT_EQ(read.codes(), "T0102 T0101") << read.shown();
    EXPECT_NE(read.shown().find("a.policy:3:8: error[T0102]"), std::string::npos) << read.shown();
    EXPECT_NE(read.shown().find("write `审核次数 不少于`"), std::string::npos) << read.shown();
}

TEST(Imports, BytesOfUsedFiles) {
    MemoryFiles files;
    files.add("main.policy", file_of("main", {"gbk.policy", "large.policy"}));
    files.add("gbk.policy", "\xD5\xFE\xB2\xDF \xC9\xF3\xBA\xCB\xD4\xB1\n");
    files.add("large.policy", std::string(limits::file_bytes + 1, ' '));
    const Reading read(files, "main.policy");
    EXPECT_EQ(read.codes(), "T0001 T0501");
    EXPECT_TRUE(read.tree);
}

TEST(Imports, LimitOfDepth) {
    const auto codes = [](std::size_t depth) {
        MemoryFiles files;
        for (std::size_t i = 0; i <= depth; ++i) {
            const std::string name = "f" + std::to_string(i);
            std::vector<std::string> uses;
            if (i < depth) uses = {"f" + std::to_string(i + 1) + ".policy"};
            files.add(name + ".policy", file_of(name, uses));
        }
        return Reading(files, "f0.policy").codes();
    };
    EXPECT_EQ(codes(limits::import_depth - 1), "");
    EXPECT_EQ(codes(limits::import_depth), "");
    EXPECT_EQ(codes(limits::import_depth + 1), "T0526");
}

TEST(Imports, LimitOfFiles) {
    const auto codes = [](std::size_t count) {
        MemoryFiles files;
        std::vector<std::string> uses;
        for (std::size_t i = 1; i < count; ++i) {
            const std::string name = "f" + std::to_string(i);
            files.add(name + ".policy", file_of(name, {}));
            uses.push_back(name + ".policy");
        }
        files.add("main.policy", file_of("main", uses));
        const Reading read(files, "main.policy");
        EXPECT_EQ(read.tree->headers.size(), std::min(count, limits::import_files));
        return read.codes();
    };
    EXPECT_EQ(codes(limits::import_files - 1), "");
    EXPECT_EQ(codes(limits::import_files), "");
    EXPECT_EQ(codes(limits::import_files + 2), "T0524");
}

TEST(Imports, LimitOfBytes) {
    const auto codes = [](std::size_t bytes) {
        MemoryFiles files;
        std::vector<std::string> uses;
        constexpr std::size_t full =
            limits::import_bytes / limits::file_bytes - 1;  // files of the greatest size
        for (std::size_t i = 0; i < full + 2; ++i)
            uses.push_back("f" + std::to_string(i) + ".policy");
        const std::string main = file_of("main", uses);
        files.add("main.policy", main);
        std::size_t left = bytes - main.size();
        for (std::size_t i = 0; i < uses.size(); ++i) {
            const std::size_t size = i < full ? limits::file_bytes : i == full ? left / 2 : left;
            std::string text = "policy p\n";
            text.resize(size, ' ');
            files.add(uses[i], text);
            left -= size;
        }
        return Reading(files, "main.policy").codes();
    };
    EXPECT_EQ(codes(limits::import_bytes - 1), "");
    EXPECT_EQ(codes(limits::import_bytes), "");
    EXPECT_EQ(codes(limits::import_bytes + 1), "T0525");
}

/// A folder of its own, gone afterwards.
class ImportsOnDisk : public ::testing::Test {
  protected:
    ImportsOnDisk() {
        std::string pattern = (std::filesystem::temp_directory_path() / "tenet_imports_XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        std::filesystem::create_directories(folder_ / "rules/sub");
    }
    ~ImportsOnDisk() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    std::string codes(const std::string& used) const {
        write("rules/main.policy", file_of("main", {used}));
        DiskFiles files;
        return Reading(files, (folder_ / "rules/main.policy").string()).codes();
    }

    std::filesystem::path folder_;
};

TEST_F(ImportsOnDisk, LinksAndWhatIsNoFile) {
    write("outside.policy", file_of("outside", {}));
    write("rules/a.policy", file_of("a", {}));
    std::filesystem::create_symlink("../outside.policy", folder_ / "rules/out.policy");
    std::filesystem::create_symlink("a.policy", folder_ / "rules/in.policy");
    std::filesystem::create_symlink("round.policy", folder_ / "rules/round.policy");
    std::filesystem::create_directory_symlink("..", folder_ / "rules/sub/up");
    ASSERT_EQ(::mkfifo((folder_ / "rules/pipe.policy").c_str(), 0600), 0);
    EXPECT_EQ(codes("a.policy"), "");
    EXPECT_EQ(codes("in.policy"), "");
    EXPECT_EQ(codes("sub/up/a.policy"), "");
    EXPECT_EQ(codes("sub/up/main.policy"), "T0145");
    EXPECT_EQ(codes("out.policy"), "T0144");
    EXPECT_EQ(codes("sub/up/../out.policy"), "T0143");
    EXPECT_EQ(codes("round.policy"), "T0143");
    EXPECT_EQ(codes("sub"), "T0143");
    EXPECT_EQ(codes("pipe.policy"), "T0143");
    EXPECT_EQ(codes(std::string(5000, 'x')), "T0512 T0143");
}

}  // namespace
}  // namespace tenet::compiler
