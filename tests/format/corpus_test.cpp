#include "case.hpp"
#include "formatting.hpp"

#include "compiler/compile.hpp"
#include "compiler/parse.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <utility>
#include <vector>

// Every policy of the tree, and every golden case that parses: layout and skins change nothing that counts. That the tree
// and the comments stay the same is what `format` itself checks, ending the process otherwise.

namespace tenet::compiler::testing {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;

const fs::path root = TENET_SOURCE_DIR;

bool parses(const std::string& text) {
    Sources sources;
    Diagnostics diagnostics;
    parse(sources, sources.add("test.policy", text), diagnostics);
    return !diagnostics.has_errors();
}

/// Files that fill a limit are told by their skins alone, as they say the same many times.
constexpr std::size_t large = 20'000;

void expect_stable(const std::string& text, const std::string& name) {
    if (text.size() > large) {
        const std::string zh = in_chinese(text);
        EXPECT_EQ(difference(in_chinese(in_english(zh)), zh), "")
            << name << ": from Chinese to English and back";
        return;
    }
    const std::string plain = formatted(text), zh = in_chinese(text), en = in_english(text);
    EXPECT_EQ(difference(formatted(plain), plain), "") << name << ": formatting twice";
    EXPECT_EQ(difference(formatted(zh), zh), "") << name << ": formatting the Chinese skin";
    EXPECT_EQ(difference(formatted(en), en), "") << name << ": formatting the English skin";
    EXPECT_EQ(difference(in_chinese(en), zh), "") << name << ": from Chinese to English and back";
    EXPECT_EQ(difference(in_english(zh), en), "") << name << ": from English to Chinese and back";
}

/// SHA-256 of what the first file means with the others beside it; empty if it does not compile.
std::string fingerprint_of(const Files& all) {
    MemoryFiles files;
    for (const auto& [name, text] : all)
        files.add(name, text);
    const Compiled compiled = compile(files, all.front().first);
    return compiled.ok() ? compiled.fingerprints->meaning + compiled.fingerprints->schema : "";
}

/// The files as they are, in their layout, and in each skin.
std::vector<Files> written_anew(const Files& all) {
    std::vector<Files> out = {all};
    for (const std::optional<Skin> skin : {std::optional<Skin>(), {Skin::En}, {Skin::Zh}}) {
        out.push_back(all);
        for (auto& [name, text] : out.back())
            text = formatted(text, skin);
    }
    return out;
}

/// The file number `question` means the same in all of them.
void expect_same_meaning(std::vector<Files> ways, std::size_t question) {
    std::vector<std::string> found;
    for (Files& each : ways) {
        std::swap(each.front(), each[question]);
        found.push_back(fingerprint_of(each));
    }
    for (const std::string& each : found)
        EXPECT_EQ(each, found.front()) << ways.front().front().first;
}

Files policies_below(const fs::path& folder) {
    Files out;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".policy")
            out.emplace_back(relative(entry.path(), folder).string(), golden::read_bytes(entry.path()));
    return out;
}

TEST(FormatCorpus, PoliciesAndExamples) {
    for (const char* folder : {"policies", "examples"}) {
        Files all = policies_below(root / folder);
        ASSERT_FALSE(all.empty());
        for (const auto& [name, text] : all) {
            ASSERT_TRUE(parses(text)) << name;
            expect_stable(text, name);
        }
        const std::vector<Files> ways = written_anew(all);
        for (std::size_t question = 0; question < all.size(); ++question)
            expect_same_meaning(ways, question);
        EXPECT_NE(fingerprint_of(all), "") << all.front().first;
    }
}

TEST(FormatCorpus, GoldenCases) {
    std::size_t seen = 0;
    for (const golden::Case& each : golden::all_cases(root / "tests/golden")) {
        Files all = {{each.name, each.source}};
        all.insert(all.end(), each.files.begin(), each.files.end());
        bool whole = true;
        for (const auto& [name, text] : all) {
            whole = whole && parses(text);
            if (!parses(text)) continue;
            ++seen;
            expect_stable(text, each.expected.string() + " " + name);
        }
        if (whole && each.source.size() <= large) expect_same_meaning(written_anew(all), 0);
    }
    EXPECT_GT(seen, 100U);
}

}  // namespace
}  // namespace tenet::compiler::testing
