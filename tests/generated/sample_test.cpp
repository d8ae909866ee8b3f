#include "tests/generated/service.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace tenet::generated {
namespace {

using Json = nlohmann::ordered_json;

/// The two skins of the sample and the namespaces of their headers: the second is named in Chinese without a twin.
constexpr const char* skins[][2] = {{"auditor.policy", "auditor"},
                                    {"auditor.zh.policy", "esc_Ze5ZaeZa1Ze6Za0Zb8Ze5Z91Z98"}};

std::vector<Json> json_lines(const std::string& path) {
    std::vector<Json> all;
    std::istringstream stream(read_file(std::string(TENET_SOURCE_DIR "/policies/auditor/") + path));
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) all.push_back(Json::parse(line));
    return all;
}

/// Prints a decision with its reasons as one line of JSON, from nothing but the public interface of the runtime.
constexpr const char* printing = R"(
#include <cstdio>

static void print_value(tenet::Value value, tenet::ValueKind kind) {
    const tenet::Civil day = tenet::civil_from_days(static_cast<std::int32_t>(kind == tenet::ValueKind::Date ? value : 0));
    if (kind == tenet::ValueKind::Date)
        std::printf("\"%04d-%02d-%02d\"", static_cast<int>(day.year), static_cast<int>(day.month), static_cast<int>(day.day));
    else
        std::printf("%lld", static_cast<long long>(value));
}
static void print_range(const char* key, const tenet::Partial& low, const tenet::Partial& high, tenet::ValueKind kind) {
    std::printf(", \"%s\": ", key);
    if (tenet::is_surely_none(low)) {
        std::printf("null");
    } else if (low.lo == high.hi) {
        print_value(low.lo, kind);
    } else {
        std::printf("{\"min\": ");
        print_value(low.lo, kind);
        std::printf(", \"max\": ");
        print_value(high.hi, kind);
        std::printf("}");
    }
}
static void print_reason(const tenet::Reason& reason) {
    constexpr const char* statuses[] = {"satisfied", "failed", "unknown", "not_applicable"};
    const tenet::Explanation& why = reason.why();
    const tenet::ValueKind kind = why.type.kind;
    const tenet::ValueKind distance = kind == tenet::ValueKind::Date ? tenet::ValueKind::Days : kind;
    std::printf("\"%s\": {\"status\": \"%s\"", reason.id(), statuses[static_cast<int>(reason.status())]);
    print_range("actual", why.actual, why.actual, kind);
    print_range("needed", why.needed, why.shape == tenet::Shape::Window ? why.needed_high : why.needed, kind);
    print_range("shortfall", why.shortfall, why.shortfall, distance);
    const tenet::Partial from = tenet::exactly(why.from), until = tenet::exactly(why.until);
    if (why.has_from) print_range("from", from, from, tenet::ValueKind::Date);
    if (why.has_until) print_range("until", until, until, tenet::ValueKind::Date);
    std::printf("}");
}
template <class Table, class Facts, class Decision>
void print(Table table, const Facts& facts, const Decision& decision) {
    constexpr const char* verdicts[] = {"undetermined", "eligible",       "eligible_with_remedy",
                                        "ineligible",   "not_applicable", "refused"};
    std::printf("{\"verdict\": \"%s\", \"missing\": [", verdicts[static_cast<int>(decision.verdict)]);
    const char* comma = "";
    for (const tenet::MissingFact& missing : tenet::missing(table, facts, decision)) {
        std::printf("%s\"%s\"", comma, tenet::text_of(Table::program, Table::program.facts[missing.path.fact].id));
        comma = ", ";
    }
    std::printf("], \"reasons\": {");
    comma = "";
    for (const tenet::Reason& reason : tenet::explain(table, facts, decision)) {
        std::printf("%s", comma);
        print_reason(reason);
        comma = ", ";
    }
    std::printf("}}\n");
}
)";

/// A value of the applicant's JSON as a service writes it down.
std::string value_of(const Json& value) {
    if (value.is_null()) return "tenet::none";
    if (!value.is_string()) return value.dump();
    const std::string date = value.get<std::string>();  // YYYY-MM-DD
    return fmt::format("tenet::date({}, {}, {})", std::stoi(date), std::stoi(date.substr(5)),
                       std::stoi(date.substr(8)));
}

/// A program that decides every applicant; the constants of its source are the facts, and its static assertions say that
/// compilers find the verdicts too.
std::string sample_program(const std::string& name, const std::vector<Json>& applicants,
                           const std::vector<Json>& expected) {
    std::string text = fmt::format("#include \"sample.hpp\"\n{}\n", printing), calls;
    for (std::size_t i = 0; i < applicants.size(); ++i) {
        text +=
            fmt::format("constexpr {}::Facts applicant_{} = [] {{\n    {}::Facts facts;\n", name, i, name);
        for (const auto& [fact, value] : applicants[i].items())
            text += fmt::format("    facts.{} = {};\n", fact, value_of(value));
        std::string verdict = expected[i]["verdict"].get<std::string>();
        verdict[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(verdict[0])));
        text +=
            fmt::format("    return facts;\n}}();\nstatic_assert({0}::eligible(applicant_{1}).verdict == "
                        "tenet::Verdict::{2});\nstatic_assert({0}::evaluate(applicant_{1}).decision<0>() == "
                        "{0}::eligible(applicant_{1}));\n",
                        name, i, verdict);
        calls +=
            fmt::format("    print({0}::table, applicant_{1}, {0}::eligible(applicant_{1}));\n", name, i);
    }
    return text + "int main() {\n" + calls + "}\n";
}

Json ids_with(const Json& answer, const char* status) {
    Json ids = Json::array();
    for (const auto& [id, reason] : answer["reasons"].items())
        if (reason["status"] == status) ids.push_back(id);
    return ids;
}

void expect_answer(const Json& answer, const Json& expected) {
    EXPECT_EQ(answer["verdict"], expected["verdict"]);
    EXPECT_EQ(ids_with(answer, "failed"), expected["failed"]);
    EXPECT_EQ(ids_with(answer, "unknown"), expected["unknown"]);
    EXPECT_EQ(answer["missing"], expected["missing"]);
    if (!expected.contains("reasons")) return;
    for (const auto& [id, values] : expected["reasons"].items()) {
        ASSERT_TRUE(answer["reasons"].contains(id)) << id;
        for (const auto& [key, value] : values.items())
            EXPECT_EQ(answer["reasons"][id].value(key, Json("absent")), value) << id << "." << key;
    }
}

TEST(Sample, HeadersOfBothSkinsGiveTheExpectedAnswers) {
    const std::vector<Json> applicants = json_lines("applicants.jsonl"),
                            expected = json_lines("expected.jsonl");
    ASSERT_GE(expected.size(), 24U);
    ASSERT_EQ(applicants.size(), expected.size());
    for (const auto& [file, name] : skins) {
        const Service service(std::string("sample_") + name);
        service.write("sample.hpp", header_of_file(std::string("policies/auditor/") + file));
        service.write("sample.cpp", sample_program(name, applicants, expected));
        for (const char* compiler : compilers) {
            const testing::Ran built = service.compile(compiler, {"-O1", "-o", "sample", "sample.cpp"});
            ASSERT_TRUE(built.status == 0 && built.err.empty()) << compiler << "\n"
                                                                << built.err.substr(0, 4000);
            std::istringstream answers(testing::run(service.path("sample"), {}).out);
            std::size_t answered = 0;
            for (std::string line; std::getline(answers, line); ++answered) {
                ASSERT_LT(answered, expected.size());
                SCOPED_TRACE(
                    fmt::format("{}, {}: {}", compiler, file, expected[answered]["case"].get<std::string>()));
                expect_answer(Json::parse(line), expected[answered]);
            }
            EXPECT_EQ(answered, expected.size());
        }
    }
}

}  // namespace
}  // namespace tenet::generated
