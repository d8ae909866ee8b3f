#include "compiler/cpp_text.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace tenet::compiler {
namespace {

TEST(CppIdentifier, OrdinaryNamesStay) {
    for (const char* name : {"exam", "application_date", "x9", "counted_cpd_hours", "aB", "trailing_"})
        EXPECT_EQ(cpp_identifier(name).text(), name);
}

TEST(CppIdentifier, DangerousNamesAreSpelledOut) {
    for (const char* name :
         {"class",    "co_await", "linux",    "errno", "major",    "a__b",        "_x",
          "EOF",      "NULL",     "std",      "tenet", "evaluate", "PRIu64",      "SYS_read",
          "A_b",      "ElfW",     "basename", "esc_a", "Exam",     "answers",     "check",
          "基础考试", "a-b",      "9a",       "",      "a\"b",     "x;system(0)", "Z"}) {
        const std::string id = cpp_identifier(name).text();
        EXPECT_EQ(id.substr(0, 4), "esc_") << name;
        EXPECT_EQ(id.find("__"), std::string::npos) << id;
        EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"),
                  std::string::npos)
            << id;
    }
}

TEST(CppIdentifier, DifferentNamesStayDifferent) {
    std::set<std::string> ids;
    const std::string alphabet[] = {"a", "_", "Z", "5", "f", "esc_", "\xE5\xAE\xA1", "class"};
    std::size_t names = 0;
    std::set<std::string> seen;
    for (const auto& a : alphabet)
        for (const auto& b : alphabet)
            for (const auto& c : alphabet)
                if (seen.insert(a + b + c).second) {
                    ids.insert(cpp_identifier(a + b + c).text());
                    ++names;
                }
    EXPECT_EQ(ids.size(), names);
}

TEST(CppTypeName, SnakeCaseBecomesCamelCase) {
    const std::pair<const char*, const char*> names[] = {{"field", "Field"},
                                                         {"onsite_audit", "OnsiteAudit"},
                                                         {"level_1", "Level_1"},
                                                         {"level1", "Level1"},
                                                         {"iso9001", "Iso9001"},
                                                         {"x2y_3z", "X2y_3z_"},
                                                         {"a", "A_"},
                                                         {"e_o_f", "EOF_"},
                                                         {"facts", "Facts_"},
                                                         {"true", "True_"},
                                                         {"i", "I_"},
                                                         {"class", "Class"}};
    for (const auto& [name, type] : names)
        EXPECT_EQ(cpp_type_name(name).text(), type);
}

TEST(CppTypeName, AnythingElseIsSpelledOut) {
    for (const char* name :
         {"Field", "aB", "a__b", "_a", "a_", "", "_", "9a", "esc_a", "基础考试", "a-b", "x;y"}) {
        const std::string id = cpp_type_name(name).text();
        EXPECT_EQ(id.substr(0, 4), "Esc_") << name;
        EXPECT_EQ(id.find("__"), std::string::npos) << id;
    }
}

TEST(CppTypeName, DifferentNamesStayDifferent) {
    std::set<std::string> names, ids;
    const std::string alphabet[] = {"a", "_", "Z", "5", "f", "esc_", "esc", "\xE5\xAE\xA1", "facts"};
    for (const auto& a : alphabet)
        for (const auto& b : alphabet)
            for (const auto& c : alphabet)
                for (const auto& d : alphabet)
                    if (names.insert(a + b + c + d).second) ids.insert(cpp_type_name(a + b + c + d).text());
    EXPECT_EQ(ids.size(), names.size());
}

TEST(CppTypeName, NeverMeetsAnIdentifier) {
    for (const char* name : {"field", "Field", "EOF", "Esc_a", "a", "A", "类", "Facts", "Padding"}) {
        EXPECT_TRUE(cpp_type_name(name).text()[0] >= 'A' && cpp_type_name(name).text()[0] <= 'Z');
        EXPECT_TRUE(cpp_identifier(name).text()[0] >= 'a' && cpp_identifier(name).text()[0] <= 'z');
    }
    EXPECT_EQ(cpp_qualified("ccaa.common", "audit_role").text(), "::ccaa::common::AuditRole");
    EXPECT_EQ(cpp_qualified("审核", "class").text(), "::esc_Ze5ZaeZa1Ze6Za0Zb8::Class");
}

TEST(CppGuard, KeepsNothingThatCouldEndIt) {
    EXPECT_EQ(cpp_guard("0f9a").text(), "TENET_TYPE_0f9a");
    EXPECT_EQ(cpp_guard("0 F\n_\"9a").text(), "TENET_TYPE_09a");
}

TEST(CppNamespace, PartsAreIdentifiers) {
    EXPECT_EQ(cpp_namespace("ccaa.upgrade_to_auditor").text(), "ccaa::upgrade_to_auditor");
    EXPECT_EQ(cpp_namespace("std.x").text(), "esc_std::x");
    EXPECT_EQ(cpp_namespace("time").text(), "esc_time");
    EXPECT_EQ(cpp_namespace("access.time").text(), "esc_access::time");
    EXPECT_EQ(cpp_namespace("size_t").text(), "esc_sizeZ5ft");
}

TEST(CppString, NothingEndsTheLiteral) {
    EXPECT_EQ(cpp_string("a\"b\\c?"
                         "?/\n\x01",
                         "")
                  .text(),
              "\"a\\042b\\134c\\077\\077/\\012\\001\"");
    EXPECT_EQ(cpp_string("是", "  ").text(), "  \"\\346\\230\\257\"");
    EXPECT_EQ(cpp_string("", "").text(), "\"\"");
    std::string every;
    for (int i = 0; i < 256; ++i)
        every += static_cast<char>(i);
    const Cpp literal = cpp_string(every, "");
    for (char c : literal.text())
        EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
}

TEST(CppBytes, NothingEndsACharacter) {
    EXPECT_EQ(cpp_bytes("a'\"\\?\n", "").text(), "{\n'a','\\047','\\042','\\134','\\077','\\012',}");
    EXPECT_EQ(cpp_bytes("\xFF", " ").text(), "{\n '\\377',}");
}

TEST(CppNumber, EveryNumberHasAnExpression) {
    EXPECT_EQ(cpp_number(INT64_MIN).text(), "(-9223372036854775807 - 1)");
    EXPECT_EQ(cpp_number(-5).text(), "-5");
    EXPECT_EQ(cpp_hex(255).text(), "0x00000000000000ffULL");
}

}  // namespace
}  // namespace tenet::compiler
