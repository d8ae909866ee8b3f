#include "compiler/cpp_text.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/format.hpp"
#include "compiler/reference.hpp"
#include "compiler/test_run.hpp"
#include "process.hpp"
#include "tests/generated/batch.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <vector>

/// Every question of the folders of policies/, as it stands and in both skins: its tests pass, and every evaluator, the generated
/// headers under both compilers among them, answers them alike.
namespace tenet::generated::policies {
namespace {

namespace fs = std::filesystem;
using compiler::Skin;
using testing::lines;
using testing::read_file;

/// Folders whose policies stand once; with so many tests at least.
struct Set {
    const char* name;
    std::size_t least_questions, least_tests;
};
constexpr Set sets[] = {{"ccaa", 18, 350}, {"driving", 3, 20}};

std::string in_skin(const std::string& path, const std::string& text, std::optional<Skin> skin) {
    if (!skin) return text;
    compiler::Sources sources;
    compiler::Diagnostics diagnostics;
    const std::uint32_t file = sources.add(path, text);
    const auto written = compiler::format(sources, file, skin, diagnostics);
    if (!written) ADD_FAILURE() << path << " does not parse";
    return written.value_or("");
}

/// Every policy of a set that decides or gives something, compiled.
std::vector<Member> questions(const Set& set, std::optional<Skin> skin) {
    compiler::MemoryFiles files;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(fs::path(TENET_SOURCE_DIR) / "policies" / set.name)) {
        if (entry.path().extension() != ".policy") continue;
        names.push_back(entry.path().filename().string());
        files.add(names.back(), in_skin(names.back(), read_file(entry.path()), skin));
    }
    std::sort(names.begin(), names.end());
    std::vector<Member> members;
    for (const std::string& name : names) {
        Member member{{}, compiler::compile(files, name)};
        if (!member.compiled.ok()) {
            ADD_FAILURE() << render_text(member.compiled.diagnostics, *member.compiled.sources,
                                         compiler::Lang::En);
            continue;
        }
        const compiler::Table& table = *member.compiled.table;
        if (table.decisions.empty() && table.outputs.empty()) continue;
        member.name = compiler::cpp_namespace(table.policy).text();
        members.push_back(std::move(member));
    }
    return members;
}

class Policies : public ::testing::TestWithParam<Set> {};

TEST_P(Policies, TestsPassInBothSkinsByBothEvaluators) {
    const std::vector<Member> plain = questions(GetParam(), {});
    ASSERT_GE(plain.size(), GetParam().least_questions);
    std::size_t tests = 0;
    for (const std::optional<Skin> skin :
         {std::optional<Skin>(), std::optional(Skin::En), std::optional(Skin::Zh)}) {
        const std::vector<Member> members = questions(GetParam(), skin);
        ASSERT_EQ(members.size(), plain.size());
        for (std::size_t m = 0; m < members.size(); ++m) {
            const compiler::Compiled& one = members[m].compiled;
            const compiler::Table& table = *one.table;
            EXPECT_EQ(one.fingerprints->meaning, plain[m].compiled.fingerprints->meaning) << table.policy;
            ASSERT_EQ(one.tests.size(), plain[m].compiled.tests.size()) << table.policy;
            const Program program = one.program->view();
            compiler::Interpreter interpreter(program, table);
            for (std::size_t t = 0; t < one.tests.size(); ++t, ++tests) {
                const compiler::FactRow row = facts_of(one.tests, t, table.facts.size());
                EXPECT_TRUE(run_test(interpreter, table, one.tests, t).passed())
                    << table.policy << ": " << one.tests[t].name;
                EXPECT_EQ(answer_line(table, interpreter.answer(row)),
                          answer_line(table, reference_evaluate(*one.module, row)))
                    << table.policy << ": " << one.tests[t].name;
            }
        }
    }
    EXPECT_GE(tests, 3 * GetParam().least_tests);
}

TEST_P(Policies, HeadersAnswerEveryTestAsTheReferenceDoes) {
    const std::vector<Member> members = questions(GetParam(), {});
    const fs::path folder = fs::path(TENET_BINARY_DIR) / (std::string("policies_") + GetParam().name);
    fs::create_directories(folder);
    std::string input;
    std::vector<std::string> wanted;
    for (std::size_t m = 0; m < members.size(); ++m) {
        const compiler::Compiled& one = members[m].compiled;
        std::ofstream(folder / header_file(members[m]), std::ios::binary)
            << emit_cpp(*one.table, *one.program);
        for (std::size_t t = 0; t < one.tests.size(); ++t) {
            const compiler::FactRow row = facts_of(one.tests, t, one.table->facts.size());
            input += row_line(*one.table, m, row);
            wanted.push_back(answer_line(*one.table, reference_evaluate(*one.module, row)));
        }
    }
    std::ofstream(folder / "batch.cpp", std::ios::binary) << batch_source(members);
    std::ofstream(folder / "input.txt", std::ios::binary) << input;
    for (const std::string compiler : {"g++", "clang++-14"}) {
        const std::string program = (folder / compiler).string(), out = program + ".txt";
        const std::string command = compile_command(compiler, (folder / "batch.cpp").string(), program);
        ASSERT_EQ(std::system((command + " > " + out).c_str()), 0) << command << "\n" << read_file(out);
        const std::string run = program + " < " + (folder / "input.txt").string() + " > " + out;
        ASSERT_EQ(std::system(run.c_str()), 0);
        EXPECT_EQ(lines(read_file(out)), wanted) << compiler;
        fmt::print("reached: {} policies of {} compiled by {}, {} tests answered as by the reference\n",
                   members.size(), GetParam().name, compiler, wanted.size());
    }
}

INSTANTIATE_TEST_SUITE_P(Folders, Policies, ::testing::ValuesIn(sets),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace tenet::generated::policies
