#include "compiler/emit_tests.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/test_run.hpp"
#include "tests/generated/service.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

/// The tests of policies as assertions of C++ and as GoogleTest: they say of a generated header what `tenet test` says of a policy.
namespace tenet::generated {
namespace {

using compiler::Compiled;
using compiler::TestExpect;
using compiler::TestsIn;
using compiler::ast::ExpectKind;

/// `test_4_0` for the first expectation of the fifth test, with the policy's namespace before it.
std::string name_of(const Compiled& policy, std::size_t test, std::size_t expectation) {
    return fmt::format("{}: test_{}_{}", policy.table->policy, test, expectation);
}

/// The expectations that do not hold, as the interpreter finds.
std::set<std::string> failing(const Compiled& policy) {
    const Program program = policy.program->view();
    compiler::Interpreter interpreter(program, *policy.table);
    std::set<std::string> names;
    for (std::size_t test = 0; test < policy.tests.size(); ++test) {
        if (policy.tests[test].unconfirmed) continue;
        const compiler::TestOutcome outcome = run_test(interpreter, *policy.table, policy.tests, test);
        for (std::size_t i = 0; i < outcome.held.size(); ++i)
            if (!outcome.held[i]) names.insert(name_of(policy, test, i));
    }
    return names;
}

/// The same, as a compiler says of the assertions.
std::set<std::string> refused(const Service& service, const std::string& compiler, const Compiled& policy) {
    service.write("asserted.cpp", emit_tests(policy, TestsIn::Assertions));
    std::vector<std::string> arguments = {"-fsyntax-only", "asserted.cpp"};
    if (compiler != "g++") arguments.insert(arguments.begin(), "-ferror-limit=0");
    const testing::Ran ran = service.compile(compiler, arguments);
    constexpr std::string_view marker = "Tests::test_";
    std::set<std::string> names;
    std::size_t errors = 0;
    for (const std::string& line : lines(ran.err)) {
        errors += line.find("error: ") != std::string::npos ? 1U : 0U;
        if (const std::size_t at = line.find(marker); at != std::string::npos)
            names.insert(fmt::format("{}: {}", policy.table->policy,
                                     line.substr(at + 7, line.find('(', at) - at - 7)));
    }
    EXPECT_EQ(errors, names.size()) << ran.err.substr(0, 2000);
    EXPECT_EQ(ran.status == 0, names.empty()) << ran.err.substr(0, 2000);
    return names;
}

std::vector<compiler::PolicySet::Member> members_of(const char* folder) {
    compiler::DiskFiles files;
    compiler::PolicySet set = compile_set(files, std::string(TENET_SOURCE_DIR "/policies/") + folder);
    std::vector<compiler::PolicySet::Member> questions;
    for (compiler::PolicySet::Member& member : set.members)
        if (member.policy.ok() && compiler::asserted_tests(member.policy) != 0)
            questions.push_back(std::move(member));
    return questions;
}

/// Makes an expectation say something else, mostly what does not hold; in one of several ways, as far as there are so many.
void spoil(TestExpect& expect, std::size_t way) {
    switch (expect.kind) {
    case ExpectKind::Value:
        expect.value.value += way % 2 == 0 ? 1 : -1;
        expect.value.text += "x";
        return;
    case ExpectKind::Unknown: expect.kind = ExpectKind::Value; return;
    case ExpectKind::Refused: expect.part = "what no message says"; return;
    case ExpectKind::Verdict: break;
    }
    const auto drop = [](auto& list, bool& said) {
        if (said && !list.empty()) list.pop_back();
        said = true;
    };
    switch (way % 5) {
    case 0: drop(expect.because, expect.lists.because); return;
    case 1: drop(expect.needing, expect.lists.needing); return;
    case 2: drop(expect.at, expect.lists.at); return;
    case 3: drop(expect.remedies, expect.lists.remedies); return;
    default: break;
    }
    expect.verdict = expect.verdict == compiler::VerdictKind::Eligible ? compiler::VerdictKind::Ineligible
                                                                       : compiler::VerdictKind::Eligible;
}

class Asserted : public ::testing::TestWithParam<const char*> {};

TEST_P(Asserted, AHeaderOfWhichEveryTestHoldsCompilesAndNoOther) {
    const Service service(std::string("asserted_") + GetParam());
    std::size_t tests = 0, expectations = 0, spoilt = 0;
    for (compiler::PolicySet::Member& member : members_of(GetParam())) {
        Compiled& policy = member.policy;
        ASSERT_EQ(failing(policy), std::set<std::string>());
        tests += compiler::asserted_tests(policy);
        for (const char* compiler : compilers)
            EXPECT_EQ(refused(service, compiler, policy), std::set<std::string>()) << compiler;
        for (compiler::TestCase& test : policy.tests)
            for (TestExpect& expect : test.expects)
                spoil(expect, expectations++);
        const std::set<std::string> wrong = failing(policy);
        spoilt += wrong.size();
        for (const char* compiler : compilers)
            EXPECT_EQ(refused(service, compiler, policy), wrong) << compiler;
    }
    EXPECT_GT(tests, 20U);
    EXPECT_GT(2 * spoilt, expectations);
    fmt::print(
        "reached: {} tests of {} asserted by both compilers, of {} expectations {} spoilt and noticed\n",
        tests, GetParam(), expectations, spoilt);
}

Compiled compiled(const std::string& path) {
    compiler::DiskFiles files;
    Compiled policy = compiler::compile(files, TENET_SOURCE_DIR "/" + path);
    EXPECT_TRUE(policy.ok()) << path;
    return policy;
}

/// Every kind of expectation, held and not held, in both skins.
TEST(AssertedKinds, FailInCppWhereTheyFailByTheInterpreter) {
    const Service service("asserted_kinds");
    for (const std::string name : {"failing", "failing_zh", "passing", "zh"}) {
        const Compiled policy = compiled("tests/golden/tests/" + name + ".policy");
        const std::set<std::string> wrong = failing(policy);
        EXPECT_EQ(wrong.empty(), name == "passing" || name == "zh");
        for (const char* compiler : compilers)
            EXPECT_EQ(refused(service, compiler, policy), wrong) << name << " " << compiler;
    }
}

/// A message is known only once its placeholders are filled, and a policy need not answer anything to refuse.
TEST(AssertedKinds, RefusalsByTheirMessages) {
    const Service service("asserted_refusals");
    compiler::MemoryFiles files;
    files.add("only.policy",
              "policy only\nfact n : count\nassume not (n = 7) \"seven {n}\"\nassume n <= 9 \"over seven\"\n"
              "test \"so\"\n  given n = 7\n  expect refused \"seven 7\"\n"
              "test \"not so\"\n  given n = 7\n  expect refused \"seven {n}\"\n"
              "test \"another\"\n  given n = 10\n  expect refused \"over\"\n"
              "test \"not at all\"\n  given n = 8\n  expect refused \"seven\"\n");
    const Compiled policy = compiler::compile(files, "only.policy");
    ASSERT_TRUE(policy.ok()) << render_text(policy.diagnostics, *policy.sources, compiler::Lang::En);
    EXPECT_EQ(failing(policy), (std::set<std::string>{"only: test_1_0", "only: test_3_0"}));
    for (const char* compiler : compilers)
        EXPECT_EQ(refused(service, compiler, policy), failing(policy)) << compiler;
}

TEST(AssertedKinds, AreTestsOfGoogleTestNamedByTheirLines) {
    const Service service("asserted_gtest");
    const Compiled policy = compiled("tests/golden/tests/failing_zh.policy");
    service.write("failing.test.cpp", emit_tests(policy, TestsIn::GoogleTest));
    for (const char* compiler : compilers) {
        const std::string program = service.path(std::string("failing_") + compiler);
        const testing::Ran built = service.compile(
            compiler, {"-pthread", "-o", program, "failing.test.cpp", "-lgtest", "-lgtest_main"});
        ASSERT_TRUE(built.status == 0 && built.err.empty()) << built.err;
        const testing::Ran ran = testing::run(program, {}, {.input = {}, .environment = {}, .folder = {}});
        EXPECT_EQ(ran.status, 1);
        for (const char* said : {"[  FAILED  ] Esc_Ze5ZaeZa1Ze6Za0Zb8Ze5Z91Z98.Line32",
                                 "都不对: 合格 符合条件", "failing_zh.policy:"})
            EXPECT_NE(ran.out.find(said), std::string::npos) << said << "\n" << ran.out;
    }
}

INSTANTIATE_TEST_SUITE_P(Folders, Asserted, ::testing::Values("ccaa", "driving"),
                         [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace tenet::generated
