#include "tests/generated/service.hpp"

#include <cctype>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

/// The header of policies/ccaa/upgrade_to_auditor.policy, in both skins, on every sample applicant: verdicts, statuses, missing
/// facts and outputs, found by both compilers.
namespace tenet::generated {
namespace {

using Json = nlohmann::ordered_json;

const std::string folder = "policies/ccaa/";
constexpr const char* skins[] = {"upgrade_to_auditor.policy", "../ccaa-en/upgrade_to_auditor.policy"};
constexpr std::size_t proved_while_compiling = 12;

std::vector<Json> json_lines(const std::string& name) {
    std::vector<Json> all;
    std::istringstream stream(read_file(std::string(TENET_SOURCE_DIR "/") + folder + name));
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) all.push_back(Json::parse(line));
    return all;
}

/// Makes records, and prints answers as JSON, from nothing but the public interface of the runtime.
constexpr const char* prelude = R"(
#include <cstdio>

namespace upgrade = ccaa::upgrade_to_auditor;
using namespace ccaa::common;
using tenet::Date;
using tenet::date;
using tenet::halves;
using tenet::none;
using Halves = decltype(Audit::onsite_days);

constexpr Exam exam(tenet::Fact<Subject> subject, tenet::FactOrNone<Field> field, tenet::Fact<Date> passed_on,
                    tenet::Fact<bool> ccaa_unified) {
    Exam made;
    made.subject = subject;
    made.field = field;
    made.passed_on = passed_on;
    made.ccaa_unified = ccaa_unified;
    return made;
}
constexpr TraineeCertificate certificate(tenet::Fact<Field> field, tenet::Fact<Date> start_date, tenet::Fact<Date> end_date) {
    TraineeCertificate made;
    made.field = field;
    made.start_date = start_date;
    made.end_date = end_date;
    return made;
}
constexpr Audit audit(tenet::Fact<Field> field, tenet::Fact<Date> ended_on, tenet::Fact<bool> complete_system_audit,
                      Halves onsite_days) {
    Audit made;
    made.field = field;
    made.ended_on = ended_on;
    made.complete_system_audit = complete_system_audit;
    made.onsite_days = onsite_days;
    return made;
}
constexpr Training training(tenet::Fact<Date> completed_on, Halves hours, tenet::Fact<bool> ccaa_professional) {
    Training made;
    made.completed_on = completed_on;
    made.hours = hours;
    made.ccaa_professional = ccaa_professional;
    return made;
}

constexpr const tenet::Program& program = upgrade::Table::program;

static void print_paths(const tenet::MissingFact* at, const tenet::MissingFact* end) {
    std::printf("[");
    for (const char* comma = ""; at != end; ++at, comma = ", ") {
        const tenet::FactSpec& fact = program.facts[at->path.fact];
        std::printf("%s\"%s", comma, tenet::text_of(program, fact.id));
        if (at->path.record != tenet::no_record)
            std::printf("[%u].%s", at->path.record,
                        tenet::text_of(program, program.fields[fact.first_field + at->path.field].id));
        std::printf("\"");
    }
    std::printf("]");
}
template <std::uint32_t O>
static void print_output(const upgrade::Facts& facts, const tenet::Outcome& outcome) {
    std::printf("%s\"%s\": ", O == 0 ? "" : ", ", tenet::text_of(program, program.outputs[O].id));
    if (outcome.state == tenet::Outcome::State::None) {
        std::printf("null");
    } else if (outcome.state == tenet::Outcome::State::Undetermined) {
        const auto missing = tenet::missing_for_output<upgrade::Table, O>(facts);
        std::printf("{\"undetermined\": ");
        print_paths(missing.begin(), missing.end());
        std::printf("}");
    } else if (outcome.type.kind == tenet::ValueKind::Choice) {
        const tenet::ChoiceSpec& choice = program.choices[outcome.type.choice];
        std::printf("\"%s\"", tenet::text_of(program, program.choice_values[choice.first_value + outcome.low].id));
    } else if (outcome.type.kind == tenet::ValueKind::Date) {
        const tenet::Civil day = tenet::civil_from_days(static_cast<std::int32_t>(outcome.low));
        std::printf("\"%04d-%02d-%02d\"", static_cast<int>(day.year), static_cast<int>(day.month), static_cast<int>(day.day));
    } else {
        const long long whole = outcome.low / outcome.type.scale;
        std::printf(outcome.low % outcome.type.scale == 0 ? "%lld" : "%lld.5", whole);
    }
}
static void print(const upgrade::Facts& facts) {
    constexpr const char* verdicts[] = {"undetermined", "eligible",       "eligible_with_remedy",
                                        "ineligible",   "not_applicable", "refused"};
    constexpr const char* statuses[] = {"satisfied", "failed", "unknown", "not_applicable"};
    const auto all = upgrade::evaluate(facts);
    const auto decision = upgrade::upgrade_to_auditor(facts);
    const auto again = upgrade::upgrade_to_auditor(tenet::Checked<upgrade::Table>(facts));
    std::printf("{\"agree\": %s, \"verdict\": \"%s\", \"statuses\": {",
                decision == all.decision<0>() && decision == again ? "true" : "false",
                verdicts[static_cast<int>(decision.verdict)]);
    for (std::uint32_t i = 0; i < program.requirement_count; ++i)
        std::printf("%s\"%s\": \"%s\"", i == 0 ? "" : ", ", tenet::text_of(program, program.requirements[i].id),
                    statuses[static_cast<int>(decision.status(i))]);
    std::printf("}, \"refused_by_assume\": %s, \"missing\": ",
                decision.refusal.cause == tenet::Refusal::Cause::Assume ? "true" : "false");
    const auto missing = tenet::missing(upgrade::table, facts, decision);
    print_paths(missing.begin(), missing.end());
    std::printf(", \"outputs\": {");
    print_output<0>(facts, all.output<0>());
    print_output<1>(facts, all.output<1>());
    print_output<2>(facts, all.output<2>());
    print_output<3>(facts, all.output<3>());
    print_output<4>(facts, all.output<4>());
    print_output<5>(facts, all.output<5>());
    print_output<6>(facts, all.output<6>());
    print_output<7>(facts, all.output<7>());
    std::printf("}}\n");
}
)";

/// `ms_certification_foundation` as its enumerator is called.
std::string upper_camel(const std::string& id) {
    std::string out;
    bool upper = true;
    for (const char c : id) {
        if (c != '_') out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        upper = c == '_';
    }
    return out;
}

/// A value of the applicant's JSON as a service writes it down; what is left out is `{}`.
std::string value_of(const Json& object, const char* key) {
    if (!object.contains(key)) return "{}";
    const Json& value = object[key];
    if (value.is_null()) return "none";
    if (value.is_boolean()) return value.dump();
    if (value.is_number()) return fmt::format("halves({})", static_cast<int>(2 * value.get<double>()));
    const std::string text = value.get<std::string>();
    if (std::isdigit(static_cast<unsigned char>(text[0])) != 0)
        return fmt::format("date({}, {}, {})", std::stoi(text), std::stoi(text.substr(5)),
                           std::stoi(text.substr(8)));
    return fmt::format("{}::{}", std::string(key) == "subject" ? "Subject" : "Field", upper_camel(text));
}

struct List {
    const char* fact;
    const char* type;
    const char* make;
    std::vector<const char*> fields;
};
const List lists[] = {
    {"exams", "Exam", "exam", {"subject", "field", "passed_on", "ccaa_unified"}},
    {"trainee_certificates", "TraineeCertificate", "certificate", {"field", "start_date", "end_date"}},
    {"audits", "Audit", "audit", {"field", "ended_on", "complete_system_audit", "onsite_days"}},
    {"trainings", "Training", "training", {"completed_on", "hours", "ccaa_professional"}}};

/// The records of one list, as an array, where there are any.
std::string array_of(const List& list, const Json& records, std::size_t number) {
    std::string text = fmt::format("constexpr {} {}_{}[] = {{", list.type, list.fact, number);
    for (const Json& record : records) {
        std::string values;
        for (const char* field : list.fields)
            values += (values.empty() ? "" : ", ") + value_of(record, field);
        text += fmt::format("{}({}), ", list.make, values);
    }
    return text + "};\n";
}

/// One applicant as a constant.
std::string applicant_text(const Json& applicant, std::size_t number) {
    std::string arrays, body;
    for (const char* fact : {"application_date", "field", "extension_clause_applies"})
        if (applicant.contains(fact))
            body += fmt::format("    facts.{} = {};\n", fact, value_of(applicant, fact));
    for (const List& list : lists) {
        if (!applicant.contains(list.fact)) continue;
        const Json& records = applicant[list.fact];
        if (!records.empty()) arrays += array_of(list, records, number);
        body += fmt::format("    facts.{} = {};\n", list.fact,
                            records.empty() ? "tenet::empty" : fmt::format("{}_{}", list.fact, number));
    }
    return fmt::format(
        "{}constexpr upgrade::Facts applicant_{} = [] {{\n    upgrade::Facts facts;\n{}    return facts;\n}}();\n",
        arrays, number, body);
}

/// A program that decides every applicant that the interface can express; some of them already while it is compiled.
std::string sample_program(const std::vector<Json>& applicants, const std::vector<Json>& expected) {
    std::string text = fmt::format("#include \"upgrade.hpp\"\n{}\n", prelude), calls;
    std::size_t proved = 0;
    for (std::size_t i = 0; i < applicants.size(); ++i) {
        if (expected[i].contains("error")) continue;
        text += applicant_text(applicants[i], i);
        calls += fmt::format("    print(applicant_{});\n", i);
        const std::string verdict = expected[i].value("verdict", "refused");
        if (proved < proved_while_compiling && i % 12 == 0) {
            ++proved;
            text += fmt::format(
                "static_assert(upgrade::upgrade_to_auditor(applicant_{}).verdict == tenet::Verdict::{});\n",
                i, upper_camel(verdict));
        }
    }
    return text + "int main() {\n" + calls + "}\n";
}

Json ids_with(const Json& answer, const char* status) {
    Json ids = Json::array();
    for (const auto& [id, found] : answer["statuses"].items())
        if (found == status) ids.push_back(id);
    return ids;
}

void expect_answer(const Json& answer, const Json& expected) {
    EXPECT_EQ(answer["agree"], true);
    EXPECT_EQ(answer["refused_by_assume"], expected.contains("refused"));
    EXPECT_EQ(answer["verdict"], expected.value("verdict", "refused"));
    if (expected.contains("refused")) return;
    for (const char* status : {"failed", "unknown", "not_applicable"})
        EXPECT_EQ(ids_with(answer, status), expected[status]) << status;
    EXPECT_EQ(answer["missing"], expected["missing"]);
    EXPECT_EQ(answer["outputs"], expected["outputs"]);
}

TEST(UpgradeSample, HeadersOfBothSkinsGiveTheExpectedAnswers) {
    const std::vector<Json> applicants = json_lines("applicants.jsonl");
    std::vector<Json> expected = json_lines("expected.jsonl");
    ASSERT_EQ(applicants.size(), expected.size());
    const std::string text = sample_program(applicants, expected);
    std::erase_if(expected, [](const Json& each) { return each.contains("error"); });
    ASSERT_GE(expected.size(), 60U);
    for (const char* skin : skins) {
        const Service service("upgrade_sample");
        service.write("upgrade.hpp", header_of_file(folder + skin));
        service.write("sample.cpp", text);
        for (const char* compiler : compilers) {
            const testing::Ran built = service.compile(compiler, {"-O1", "-o", "sample", "sample.cpp"});
            ASSERT_TRUE(built.status == 0 && built.err.empty()) << compiler << "\n"
                                                                << built.err.substr(0, 4000);
            std::istringstream answers(testing::run(service.path("sample"), {}).out);
            std::size_t answered = 0;
            for (std::string line; std::getline(answers, line); ++answered) {
                ASSERT_LT(answered, expected.size());
                SCOPED_TRACE(
                    fmt::format("{}, {}: {}", compiler, skin, expected[answered]["case"].get<std::string>()));
                expect_answer(Json::parse(line), expected[answered]);
            }
            EXPECT_EQ(answered, expected.size());
        }
    }
}

}  // namespace
}  // namespace tenet::generated
