#include "tests/generated/service.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace tenet::generated {
namespace {

/// A policy with every type of fact, several decisions and an output.
constexpr const char* wide_policy = R"(policy wide.promises "Promises"
as of day
fact day     : date
fact exam    : date or none
fact audits  : count
fact hours   : days
fact balance : number -1000000000..1000000000
fact clause  : yes/no
define long_ago = exam is given and time since exam > 3y
output credit : number = balance + 5
output rested : days = if clause then hours else 0d
decide first when clause else "not for them"
  require exam valid 5y else "too late"
  require audits >= 4 or 3 with clause
  require hours >= 10d when long_ago
decide second
  require exam lasts 30d
  require balance >= -5
)";

constexpr const char* no_runtime_library[] = {"-O2", "-c", "-o", "decide.o", "decide.cpp"};

/// A file of a service that does nothing but ask.
constexpr const char* deciding_source = R"(#include "auditor.hpp"
#include "wide.hpp"

tenet::Verdict decide_sample(const auditor::Facts& facts);
bool evaluate_sample(const auditor::Facts& facts);
bool evaluate_wide(const wide::promises::Facts& facts);
tenet::Outcome output_wide(const wide::promises::Facts& facts);
std::uint32_t missing_wide(const wide::promises::Facts& facts);
tenet::Value explain_wide(const wide::promises::Facts& facts);

tenet::Verdict decide_sample(const auditor::Facts& facts) { return auditor::eligible(facts).verdict; }
bool evaluate_sample(const auditor::Facts& facts) {
    return auditor::evaluate(facts).decision<0>().verdict == tenet::Verdict::Eligible;
}
bool evaluate_wide(const wide::promises::Facts& facts) {
    return wide::promises::evaluate(facts).verdicts[1] == tenet::Verdict::Eligible;
}
tenet::Outcome output_wide(const wide::promises::Facts& facts) { return wide::promises::rested(facts); }
std::uint32_t missing_wide(const wide::promises::Facts& facts) {
    return tenet::missing(wide::promises::table, facts, wide::promises::first(facts)).count;
}
tenet::Value explain_wide(const wide::promises::Facts& facts) {
    tenet::Value sum = 0;
    for (const tenet::Reason& reason : tenet::explain(wide::promises::table, facts, wide::promises::first(facts)))
        sum += reason.why().shortfall.lo + reason.id()[0];
    return sum;
}
)";

Service deciding_service(const std::string& name) {
    Service service(name);
    service.write("auditor.hpp", header_of_file("policies/auditor/auditor.policy"));
    service.write("wide.hpp", header_of(wide_policy));
    return service;
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        all.push_back(line);
    return all;
}

TEST(Promises, ADecidingServiceNeedsNothingButMemoryFunctions) {
    const std::set<std::string> allowed = {"memcpy", "memmove", "memset", "memcmp"};
    const Service service = deciding_service("promises_symbols");
    service.write("decide.cpp", deciding_source);
    for (const char* compiler : compilers) {
        const testing::Ran built =
            service.compile(compiler, {std::begin(no_runtime_library), std::end(no_runtime_library)});
        ASSERT_EQ(built.err, "") << compiler;
        const testing::Ran symbols = testing::run(find_program("nm"), {"-u", service.path("decide.o")});
        ASSERT_EQ(symbols.status, 0) << symbols.err;
        for (const std::string& line : lines(symbols.out)) {
            const std::string name = line.substr(line.find_last_of(' ') + 1);
            EXPECT_TRUE(allowed.contains(name)) << compiler << ": undefined " << name;
        }
    }
}

TEST(Promises, ADecidingServiceHasNoWritableStorage) {
    const Service service = deciding_service("promises_storage");
    service.write("decide.cpp", deciding_source);
    for (const char* compiler : compilers) {
        ASSERT_EQ(
            service.compile(compiler, {std::begin(no_runtime_library), std::end(no_runtime_library)}).err,
            "");
        const testing::Ran symbols = testing::run(find_program("nm"), {"-C", service.path("decide.o")});
        EXPECT_NE(symbols.out.find("decide_sample"), std::string::npos) << symbols.err;
        for (const std::string& line : lines(symbols.out)) {
            ASSERT_GT(line.size(), 19U);
            EXPECT_EQ(std::string("BbDdCcGgSsu").find(line[17]), std::string::npos)
                << compiler << ": " << line;
            EXPECT_EQ(line.find("guard variable"), std::string::npos) << compiler << ": " << line;
        }
        const testing::Ran sizes = testing::run(find_program("size"), {"-A", service.path("decide.o")});
        EXPECT_NE(sizes.out.find(".text"), std::string::npos) << sizes.err;
        for (const std::string& line : lines(sizes.out)) {
            std::istringstream words(line);
            std::string section;
            long bytes = 0;
            words >> section >> bytes;
            const bool writable = section.starts_with(".data") || section.starts_with(".bss") ||
                                  section.starts_with(".tdata") || section.starts_with(".tbss") ||
                                  section.starts_with(".init_array") || section.starts_with(".ctors");
            EXPECT_FALSE(writable && bytes > 0) << compiler << ": " << line;
        }
    }
}

constexpr const char* constant_source = R"(#include "auditor.hpp"
#include "wide.hpp"

constexpr auditor::Facts applicant(tenet::FactOrNone<tenet::Date> exam, tenet::Fact<tenet::Count> audits,
                                   tenet::Fact<bool> extension) {
    auditor::Facts facts;
    facts.applied_on = tenet::date(2023, 5, 1);
    facts.exam = exam;
    facts.audits = audits;
    facts.extension = extension;
    return facts;
}
using tenet::Verdict;
constexpr tenet::Date passed = tenet::date(2018, 5, 1), too_early = tenet::date(2018, 4, 30);
static_assert(auditor::eligible({}).verdict == Verdict::Undetermined);
static_assert(auditor::eligible(applicant(passed, 4, false)).verdict == Verdict::Eligible);
static_assert(auditor::eligible(applicant(passed, 3, true)).verdict == Verdict::Eligible);
static_assert(auditor::eligible(applicant(passed, 3, false)).verdict == Verdict::Ineligible);
static_assert(auditor::eligible(applicant(too_early, 4, false)).verdict == Verdict::Ineligible);
static_assert(auditor::eligible(applicant(tenet::none, 4, false)).verdict == Verdict::Ineligible);
static_assert(auditor::eligible(applicant({}, 4, false)).verdict == Verdict::Undetermined);
static_assert(auditor::eligible(applicant(passed, 3, {})).verdict == Verdict::Undetermined);
static_assert(auditor::eligible(applicant(passed, 4, {})).verdict == Verdict::Eligible);
static_assert(auditor::eligible(applicant(passed, 1000001, {})).verdict == Verdict::Refused);
static_assert(auditor::eligible(applicant(passed, -1, {})).verdict == Verdict::Refused);
static_assert(auditor::eligible(applicant(tenet::Date::from(2023, 2, 30), 4, {})).verdict == Verdict::Undetermined);
static_assert(auditor::evaluate(applicant(passed, 4, {})).decision<0>() == auditor::eligible(applicant(passed, 4, {})));
static_assert(auditor::eligible(applicant(too_early, 4, false)).status(0) == tenet::Status::Failed);
static_assert(tenet::explain(auditor::table, applicant(too_early, 4, false),
                             auditor::eligible(applicant(too_early, 4, false)))[0].why().shortfall ==
              tenet::exactly(1));
static_assert(tenet::missing(auditor::table, applicant(passed, 3, {}), auditor::eligible(applicant(passed, 3, {}))).count == 1);
static_assert(noexcept(auditor::eligible({})) && noexcept(auditor::evaluate({})));
static_assert(std::is_trivially_copyable_v<auditor::Facts> && std::is_standard_layout_v<auditor::Facts>);
static_assert(std::is_empty_v<auditor::Table> && sizeof(auditor::Facts) == 16);
static_assert([] {
    wide::promises::Facts facts;
    facts.balance = -1'000'000'000;
    const tenet::Outcome credit = wide::promises::credit(facts);
    return credit.state == tenet::Outcome::State::Known && credit.low == -999'999'995;
}());
)";

TEST(Promises, AnswersAreConstantExpressions) {
    const Service service = deciding_service("promises_constant");
    service.write("constant.cpp", constant_source);
    for (const char* compiler : compilers) {
        const testing::Ran ran = service.compile(compiler, {"-fsyntax-only", "constant.cpp"});
        EXPECT_TRUE(ran.status == 0 && ran.err.empty()) << compiler << "\n" << ran.err.substr(0, 4000);
    }
}

/// Statements about `auditor::Facts facts` and `wide::promises::Facts wide`, one that compiles and one of the same form that
/// must not.
struct Snippet {
    const char *right, *wrong;
};

constexpr Snippet snippets[] = {
    {"facts.exam = tenet::none;", "facts.audits = tenet::none;"},
    {"facts.exam = tenet::none;", "facts.applied_on = tenet::none;"},
    {"facts.exam = tenet::none;", "facts.extension = tenet::none;"},
    {"facts.exam = tenet::date(2023, 2, 28);", "facts.exam = tenet::date(2023, 2, 30);"},
    {"facts.exam = tenet::date(2024, 2, 29);", "facts.exam = tenet::date(2023, 2, 29);"},
    {"facts.exam = tenet::date(2023, 12, 1);", "facts.exam = tenet::date(2023, 13, 1);"},
    {"facts.exam = tenet::date(2023, 12, 1);", "facts.exam = tenet::date(2023, 0, 1);"},
    {"facts.extension = true;", "facts.extension = 1;"},
    {"facts.extension = true;", "facts.extension = \"yes\";"},
    {"facts.extension = true;", "facts.extension = 1.0;"},
    {"facts.extension = true;", "facts.extension = &facts;"},
    {"facts.audits = 4;", "facts.audits = true;"},
    {"facts.audits = 4;", "facts.audits = 4.0;"},
    {"facts.audits = 4;", "facts.audits = '4';"},
    {"facts.audits = 4;", "facts.audits = tenet::date(2023, 5, 1);"},
    {"facts.audits = 4;", "facts.audits = nullptr;"},
    {"facts.exam = tenet::date(2023, 5, 1);", "facts.exam = 45000;"},
    {"facts.exam = facts.applied_on;", "facts.applied_on = facts.exam;"},
    {"facts.audits = facts.audits;", "facts.audits = facts.extension;"},
    {"facts.audits = 4;", "facts.audit = 4;"},
    {"auditor::eligible(facts);", "auditor::eligible(wide);"},
    {"wide::promises::first(wide);", "wide::promises::first(facts);"},
    {"wide.hours = 3U;", "wide.hours = wide.audits;"},
};

std::string right_source() {
    std::string text =
        "#include \"auditor.hpp\"\n#include \"wide.hpp\"\n"
        "void right(auditor::Facts facts, wide::promises::Facts wide);\n"
        "void right([[maybe_unused]] auditor::Facts facts, [[maybe_unused]] wide::promises::Facts wide) {\n";
    for (const Snippet& snippet : snippets)
        text += fmt::format("    {}\n", snippet.right);
    return text + "}\n";
}

/// A compiler goes on after an error, so that one run names every line that it refuses.
std::set<std::string> refused_lines(const Service& service, const std::string& compiler,
                                    const std::string& file) {
    const bool clang = compiler.starts_with("clang");
    const testing::Ran ran =
        service.compile(compiler, {clang ? "-ferror-limit=0" : "-fmax-errors=0", "-fsyntax-only", file});
    EXPECT_NE(ran.status, 0) << compiler;
    std::set<std::string> refused;
    for (const std::string& line : lines(ran.err))
        if (line.starts_with(file + ":") && line.find(" error: ") != std::string::npos)
            refused.insert(line.substr(file.size() + 1, line.find(':', file.size() + 1) - file.size() - 1));
    return refused;
}

TEST(Promises, MistakesDoNotCompile) {
    const Service service = deciding_service("promises_mistakes");
    service.write("right.cpp", right_source());
    std::string wrong = "#include \"auditor.hpp\"\n#include \"wide.hpp\"\n";
    std::set<std::string> wanted;
    std::size_t number = 3;
    for (const Snippet& snippet : snippets) {
        wrong += fmt::format("void wrong_{0}(auditor::Facts facts, wide::promises::Facts wide);\n"
                             "void wrong_{0}([[maybe_unused]] auditor::Facts facts, "
                             "[[maybe_unused]] wide::promises::Facts wide) {{\n{1}\n}}\n",
                             number, snippet.wrong);
        wanted.insert(std::to_string(number + 2));
        number += 4;
    }
    service.write("wrong.cpp", wrong);
    for (const char* compiler : compilers) {
        const testing::Ran ran = service.compile(compiler, {"-fsyntax-only", "right.cpp"});
        EXPECT_TRUE(ran.status == 0 && ran.err.empty()) << compiler << "\n" << ran.err.substr(0, 4000);
        EXPECT_EQ(refused_lines(service, compiler, "wrong.cpp"), wanted) << compiler;
    }
}

}  // namespace
}  // namespace tenet::generated
