#include "compiler/read_table.hpp"

#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "tests/unit/table_sample.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>
#include <string>

namespace tenet::compiler::testing {
namespace {

using tenet::testing::compiled_policy;
using tenet::testing::table_policy;
using tenet::testing::TableBytes;

std::string table_of(const Compiled& policy) {
    return emit_table(*policy.table, *policy.program, *policy.fingerprints);
}

std::string facts_text(const Table& table, const FactRow& row) {
    JsonWriter json(false);
    write_facts(json, table, row);
    return json.written();
}

/// What is told of one applicant, in both languages, as text and as JSON.
std::string told(const Table& table, Interpreter& interpreter, std::string_view meaning, const FactRow& row) {
    const Explained explained = interpreter.explained(row);
    std::string all;
    for (const Lang lang : {Lang::En, Lang::Zh}) {
        Shown shown{meaning, {}, {}, lang, true};
        shown.decisions.resize(table.decisions.size());
        std::iota(shown.decisions.begin(), shown.decisions.end(), 0);
        shown.outputs.resize(table.outputs.size());
        std::iota(shown.outputs.begin(), shown.outputs.end(), 0);
        if (explained.answer.refused())
            all += problems_json(table, {refusal_problem(table, explained, {})}, shown);
        else
            all += result_json(table, explained, shown) + result_text(table, explained, shown, 0);
    }
    return all;
}

TEST(ReadTable, TellsTheTestsOfAllPoliciesAsThePolicyDoes) {
    DiskFiles files;
    std::size_t compared = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(TENET_SOURCE_DIR "/policies")) {
        if (entry.path().extension() != ".policy") continue;
        const Compiled policy = compile(files, entry.path(), Locks::Ignored);
        Arg why("");
        const std::unique_ptr<ReadTable> read = read_table(table_of(policy), why);
        ASSERT_NE(read, nullptr) << entry.path() << why.en;
        const Program program = policy.program->view();
        Interpreter from_policy(program, *policy.table), from_table(read->program, read->table);
        EXPECT_EQ(read->meaning, policy.fingerprints->meaning);
        for (std::size_t i = 0; i < policy.tests.size(); ++i) {
            const FactRow row = facts_of(policy.tests, i, policy.table->facts.size());
            const std::string text = facts_text(*policy.table, row);
            EXPECT_EQ(facts_text(read->table, row), text);
            read_facts(read->table, text, FactsShape::Object, [&](Applicant& one) {
                ASSERT_TRUE(one.problems.empty()) << text;
                ++compared;
                EXPECT_EQ(told(read->table, from_table, read->meaning, one.row),
                          told(*policy.table, from_policy, read->meaning, row));
            });
        }
    }
    std::printf("reached: %zu applicants told alike by policies and by their tables\n", compared);
    EXPECT_GT(compared, 200U);
}

TEST(ReadTable, WhateverIsBuiltIsRead) {
    DiskFiles files;
    std::size_t built = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(TENET_SOURCE_DIR "/tests")) {
        if (entry.path().extension() != ".policy") continue;
        const Compiled policy = compile(files, entry.path(), Locks::Ignored);
        if (!policy.ok() || !policy.program) continue;
        ++built;
        Arg why("");
        EXPECT_NE(read_table(table_of(policy), why), nullptr) << entry.path() << why.en;
    }
    EXPECT_GT(built, 50U);
    for (const char* type :
         {"count", "number", "days", "hours", "number with 2 decimals", "days in halves", "yes/no"}) {
        const std::string value = std::string(type) == "yes/no"           ? "yes"
                                  : std::string(type).starts_with("days") ? "7d"
                                  : std::string(type) == "hours"          ? "7h"
                                                                          : "7";
        for (const std::string& text :
             {"policy p\nfact a : yes/no\noutput v : " + std::string(type) + " = " + value + "\n",
              "policy p\nfact a : yes/no\noutput v : " + std::string(type) + "\n  = " + value +
                  " when a\n  = " + value + " otherwise\n"}) {
            const Compiled policy = compiled_policy(text);
            Arg why("");
            EXPECT_NE(read_table(table_of(policy), why), nullptr) << text << why.en;
        }
    }
}

TEST(ReadTable, SaysWhyNot) {
    Arg why("");
    EXPECT_EQ(read_table("policy auditor", why), nullptr);
    EXPECT_EQ(why.en, "this is not a table");
    EXPECT_EQ(why.zh, "这不是规则表文件");
    EXPECT_EQ(read_table("", why), nullptr);
    const std::string bytes = table_of(compiled_policy(table_policy));
    EXPECT_EQ(read_table(bytes.substr(0, bytes.size() - 8), why), nullptr);
    EXPECT_EQ(why.en, "the table is cut off: its end is missing");
}

/// Declarations in which any byte has changed are refused, or can be told without harm.
TEST(ReadTable, WhicheverByteOfWhatIsToldChangesItCanBeTold) {
    const std::string bytes = table_of(compiled_policy(table_policy));
    TableBytes table(bytes);
    const OpenedTable opened = table.open();
    ASSERT_TRUE(opened);
    const TableRows section = optional_rows(opened.table, TableSectionKind::Declarations);
    const auto first = static_cast<std::size_t>(section.bytes - table.data());
    std::size_t accepted = 0;
    for (std::size_t at = first; at < first + section.count; ++at)
        for (const unsigned change : {1U, 2U, 0x80U, 0xFFU}) {
            table.data()[at] ^= std::byte(change);
            table.seal();
            Arg why("");
            const std::unique_ptr<ReadTable> read =
                read_table({reinterpret_cast<const char*>(table.data()), table.size()}, why);
            table.data()[at] ^= std::byte(change);
            if (read == nullptr) continue;
            ++accepted;
            Interpreter interpreter(read->program, read->table);
            told(read->table, interpreter, read->meaning, FactRow(read->table.facts.size()));
        }
    EXPECT_GT(accepted, 300U);
}

}  // namespace
}  // namespace tenet::compiler::testing
