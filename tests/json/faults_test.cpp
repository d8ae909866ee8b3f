#include "kinds.hpp"

#include "compiler/diagnostics.hpp"
#include "tests/json/reader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

/// What is refused: where, why and what to do, in both languages.
namespace tenet::json_test {
namespace {

struct Case {
    const char* text;
    const char *en, *zh;  ///< `LINE:COLUMN CODE POINTER: message / remedy`
};

std::string told(std::string_view text, Lang lang) {
    kinds::Facts facts;
    std::byte memory[1024];
    const json::Fault fault = json::read(kinds::table, text, facts, memory);
    char message[400], remedy[400], pointer[200];
    return fmt::format("{}:{} {} {}: {} / {}", fault.line, fault.column, json::code_of(fault.cause),
                       json::pointer(kinds::table, fault, text, pointer),
                       json::message(kinds::table, fault, text, lang, message),
                       json::remedy(kinds::table, fault, text, lang, remedy));
}

const Case cases[] = {
#include "tests/json/faults.inc"
};

TEST(JsonFaults, AreToldWithPlaceCauseAndRemedyInBothLanguages) {
    for (const Case& each : cases) {
        EXPECT_EQ(told(each.text, Lang::en), each.en);
        EXPECT_EQ(told(each.text, Lang::zh), each.zh);
    }
}

/// What a line of the cases cannot hold.
struct Odd {
    std::string text;
    const char* message;
};
const Odd odd_cases[] = {
    {R"({"\u202e": 4})", "the policy has no fact `\\u202E`"},
    {R"({"person": ")" + std::string(5000, 'a') + "\"}",
     "the text of `person` has 5000 bytes, more than 4096"},
    {R"({"visits": [{}]})", "visits record 1: there is no room to keep `visits` in"},
    {R"({"audits": 4, "person": ")" + std::string(1, '\0') + "\"}",
     "this is not JSON: the text holds a NUL byte"},
};

TEST(JsonFaults, EveryCauseHasACase) {
    std::map<json::Cause, int> seen;
    kinds::Facts facts;
    std::byte memory[1024];
    for (const Case& each : cases)
        ++seen[json::read(kinds::table, each.text, facts, memory).cause];
    for (const Odd& each : odd_cases) {
        const json::Fault fault = json::read(kinds::table, each.text, facts);
        ++seen[fault.cause];
        char line[200];
        EXPECT_EQ(json::message(kinds::table, fault, each.text, Lang::en, line), each.message);
    }
#define SLIP(name, ...) EXPECT_EQ(seen.count(json::Cause::name), 1U) << #name;
#define CAUSE(name, ...) EXPECT_EQ(seen.count(json::Cause::name), 1U) << #name;
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
}

/// The patterns of the runtime and of the tool are one wording.
TEST(JsonFaults, SayWhatTheToolSays) {
    const auto compare = [](const char* code, std::string_view en, std::string_view help_en,
                            std::string_view zh, std::string_view help_zh) {
        if (*code == '\0') return;
        for (const compiler::DiagRow& row : compiler::diag_rows) {
            if (std::string_view(row.code) != code) continue;
            EXPECT_EQ(row.in(compiler::Lang::En).message, en) << code;
            EXPECT_EQ(row.in(compiler::Lang::En).help, help_en) << code;
            EXPECT_EQ(row.in(compiler::Lang::Zh).message, zh) << code;
            EXPECT_EQ(row.in(compiler::Lang::Zh).help, help_zh) << code;
            return;
        }
        ADD_FAILURE() << code;
    };
#define SLIP(...)
#define CAUSE(name, code, en, help_en, zh, help_zh) compare(code, en, help_en, zh, help_zh);
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
}

}  // namespace
}  // namespace tenet::json_test
