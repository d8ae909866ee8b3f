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
output credit = balance + 5
output rested = if clause then hours else 0d
decide first when clause else "not for them"
  require exam valid 5y else "too late"
  require audits >= 4 or 3 with clause
  require hours >= 10d when long_ago
decide second
  require exam lasts 30d
  require balance >= -5
)";

constexpr const char* deciding[] = {"-O2", "-c", "-o", "decide.o", "decide.cpp"};

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
        const testing::Ran built = service.compile(compiler, {std::begin(deciding), std::end(deciding)});
        ASSERT_EQ(built.err, "") << compiler;
        const testing::Ran symbols = testing::run(find_program("nm"), {"-u", service.path("decide.o")});
        ASSERT_EQ(symbols.status, 0) << symbols.err;
        for (const std::string& line : lines(symbols.out)) {
            const std::string name = line.substr(line.find_last_of(' ') + 1);
            EXPECT_TRUE(allowed.contains(name)) << compiler << ": undefined " << name;
        }
    }
}

/// A line of `readelf -SW` about a section: its name, size in hexadecimal and flags.
struct Section {
    std::string name, type, address, offset, size, entry, flags;
};

std::vector<Section> sections(const std::string& object) {
    const testing::Ran ran = testing::run(find_program("readelf"), {"-SW", object});
    EXPECT_EQ(ran.status, 0) << ran.err;
    std::vector<Section> all;
    for (const std::string& line : lines(ran.out)) {
        if (line.find("  [") != 0) continue;
        std::istringstream words(line.substr(line.find(']') + 1));
        Section s;
        words >> s.name >> s.type >> s.address >> s.offset >> s.size >> s.entry >> s.flags;
        all.push_back(s);
    }
    return all;
}

/// Writable to the service, that is; what holds addresses is written by the loader alone.
bool is_writable(const Section& section) {
    return section.flags.find('W') != std::string::npos && !section.name.starts_with(".data.rel.ro");
}

TEST(Promises, ADecidingServiceHasNoWritableStorage) {
    const Service service = deciding_service("promises_storage");
    service.write("decide.cpp", deciding_source);
    for (const char* compiler : compilers) {
        ASSERT_EQ(service.compile(compiler, {std::begin(deciding), std::end(deciding)}).err, "");
        const testing::Ran symbols = testing::run(find_program("nm"), {"-C", service.path("decide.o")});
        EXPECT_NE(symbols.out.find("decide_sample"), std::string::npos) << symbols.err;
        EXPECT_EQ(symbols.out.find("guard variable"), std::string::npos) << compiler << "\n" << symbols.out;
        bool has_code = false;
        for (const Section& section : sections(service.path("decide.o"))) {
            has_code = has_code || (section.name == ".text" && section.flags == "AX");
            EXPECT_FALSE(is_writable(section) && std::stoul(section.size, nullptr, 16) > 0)
                << compiler << ": " << section.size << " bytes in " << section.name;
        }
        EXPECT_TRUE(has_code) << compiler;
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

/// Whether a line of a compiler's output says where an error is; g++ names the place of a constant evaluation, such as
/// `tenet::date`, in a line before the error.
bool names_an_error(const std::string& line) {
    return line.find(" error: ") != std::string::npos ||
           line.find("in 'constexpr' expansion of") != std::string::npos;
}

/// A compiler goes on after an error, so that one run names every line that it refuses.
std::set<std::string> refused_lines(const Service& service, const std::string& compiler,
                                    const std::string& file) {
    const bool clang = compiler.starts_with("clang");
    const testing::Ran ran =
        service.compile(compiler, {clang ? "-ferror-limit=0" : "-fmax-errors=0", "-fsyntax-only", file});
    EXPECT_NE(ran.status, 0) << compiler;
    std::set<std::string> refused;
    for (const std::string& line : lines(ran.err)) {
        const std::size_t number = file.size() + 1;
        if (line.starts_with(file + ":") && names_an_error(line))
            refused.insert(line.substr(number, line.find(':', number) - number));
    }
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
