#include "compiler/emit_cpp.hpp"
#include "compiler/reference.hpp"
#include "process.hpp"
#include "tests/differential/policy_generator.hpp"
#include "tests/differential/row_generator.hpp"
#include "tests/generated/batch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <tuple>
#include <vector>

namespace tenet::generated {
namespace {

namespace fs = std::filesystem;
using differential::Random;
using differential::RowGenerator;
using testing::lines;
using testing::read_file;

constexpr std::size_t batches = 6, policies_per_batch = 21, rows_per_policy = 120;

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// Gives the policy in a text another name.
void rename_policy(std::string& text, const std::string& from, const std::string& to) {
    const std::string before = "policy " + from + " ";
    const std::size_t place = text.find(before);
    if (place != std::string::npos) text.replace(place, before.size(), "policy " + to + " ");
}

/// Every member has names of its own, as its types share the program with those of all others.
Member draw_member(Random& random, std::size_t index) {
    Member member;
    member.name = "generated_" + std::to_string(index);
    differential::Shape shape = differential::draw_shape(random);
    shape.uses = index % 3 == 0;
    differential::Policy policy = differential::generate_policy(random, shape);
    rename_policy(policy.english, "generated", member.name);
    rename_policy(policy.shared_english, "shared", "shared_" + std::to_string(index));
    compiler::MemoryFiles files;
    differential::add_files(files, policy, false, false);
    member.compiled = compiler::compile(files, "generated.policy");
    EXPECT_TRUE(member.compiled.ok())
        << policy.english << policy.shared_english
        << render_text(member.compiled.diagnostics, *member.compiled.sources, compiler::Lang::En);
    return member;
}

using compiler::FactValue;
using compiler::typed::Base;

/// Whether C++ can say it: a yes/no has no third value, a choice has as many as its enumeration can hold, a text has no number, and
/// none does not compile where it may not be.
bool can_be_written(const compiler::Table& table, const compiler::typed::Type& type, const FactValue& value) {
    if (value.state == FactValue::State::None) return type.or_none;
    if (value.state == FactValue::State::Unknown) return true;
    if (type.base == Base::YesNo) return value.value == 0 || value.value == 1;
    if (type.base == Base::Choice) return value.value >= 0 && value.value <= 0xFF;
    if (type.base == Base::Text) return value.value >= type.low && value.value <= type.high;
    if (type.base != Base::List) return true;
    const compiler::TableRecord& record = table.records[type.of];
    for (const compiler::Record& row : value.records)
        for (std::size_t f = 0; f < record.fields.size(); ++f)
            if (!can_be_written(table, record.fields[f].type, row.fields[record.declared[f]])) return false;
    return true;
}

bool can_be_written(const compiler::Table& table, const compiler::FactRow& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
        if (!can_be_written(table, table.facts[i].type, row[i])) return false;
    return true;
}

class Generated : public ::testing::TestWithParam<std::tuple<std::string, std::size_t>> {};

TEST_P(Generated, HeadersAnswerAsTheReferenceEvaluatorDoes) {
    const auto& [compiler, batch] = GetParam();
    Random random(differential::seed_of("generated") + batch);
    const fs::path folder = fs::path(TENET_BINARY_DIR) / fmt::format("{}_{}", compiler, batch);
    fs::create_directories(folder);
    std::vector<Member> members;
    std::string input;
    std::vector<std::string> wanted;
    for (std::size_t i = 0; i < policies_per_batch; ++i) {
        members.push_back(draw_member(random, i));
        const Member& member = members.back();
        write(folder / (member.name + ".hpp"),
              compiler::emit_cpp(*member.compiled.table, *member.compiled.program));
        RowGenerator rows(*member.compiled.module, random);
        for (std::size_t r = 0; r < rows_per_policy; ++r) {
            auto row = rows.draw(r % 3 == 0 ? 0 : r % 3 == 1 ? 15 : 50);
            if (const auto bad = rows.spoil(row); r % 16 == 0 && can_be_written(*member.compiled.table, bad))
                row = bad;
            input += row_line(*member.compiled.table, i, row);
            wanted.push_back(
                answer_line(*member.compiled.table, reference_evaluate(*member.compiled.module, row)));
        }
    }
    write(folder / "batch.cpp", batch_source(members));
    write(folder / "input.txt", input);
    const std::string program = (folder / "batch").string();
    const std::string command = compile_command(compiler, (folder / "batch.cpp").string(), program);
    ASSERT_EQ(std::system((command + " > " + (folder / "compiler.txt").string()).c_str()), 0)
        << command << "\n"
        << read_file(folder / "compiler.txt");
    ASSERT_EQ(std::system((program + " < " + (folder / "input.txt").string() + " > " +
                           (folder / "output.txt").string())
                              .c_str()),
              0);
    const std::vector<std::string> given = lines(read_file(folder / "output.txt")), asked = lines(input);
    ASSERT_EQ(given.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        ASSERT_EQ(given[i], wanted[i]) << "applicant " << asked[i] << " in " << folder;
    fmt::print(
        "reached: {} compiled {} generated headers, {} applicants agree with the reference evaluator\n",
        compiler, members.size(), wanted.size());
}

INSTANTIATE_TEST_SUITE_P(Batches, Generated,
                         ::testing::Combine(::testing::Values("g++", "clang++-14"),
                                            ::testing::Range(std::size_t{0}, batches)));

}  // namespace
}  // namespace tenet::generated
