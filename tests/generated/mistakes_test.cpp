#include "tests/generated/wide_policy.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

namespace tenet::generated {
namespace {

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
    {"wide.asked = wide::promises::Route::Upgrade;", "wide.asked = 1;"},
    {"wide.asked = tenet::none;", "wide.routes = tenet::none;"},
    {"wide.routes = {wide::promises::Route::Upgrade};", "wide.routes = {1};"},
    {"wide.routes = tenet::empty;", "wide.routes = wide::promises::Route::Upgrade;"},
    {"wide.stages = tenet::empty;", "wide.stages = tenet::none;"},
    {"wide.stages = stages;", "wide.stages = wide;"},
    {"wide.stages = {stages, 2};", "wide.stages = {wide::promises::Stage(), wide::promises::Stage()};"},
    {"stages[0].spent = tenet::halves(7);", "stages[0].spent = tenet::hundredths(725);"},
    {"stages[0].spent = 7;", "stages[0].spent = 7.5;"},
    {"stages[0].ended = tenet::none;", "stages[0].begun = tenet::none;"},
    {"stages[0].counted = false;", "stages[0].recent = false;"},
    {"wide::promises::way(wide).is(wide::promises::Route::Upgrade);", "wide::promises::way(wide).is(0);"},
};

std::string right_source() {
    std::string text =
        "#include \"auditor.hpp\"\n#include \"wide.hpp\"\n"
        "void right(auditor::Facts facts, wide::promises::Facts wide);\n"
        "void right([[maybe_unused]] auditor::Facts facts, [[maybe_unused]] wide::promises::Facts wide) {\n"
        "    static wide::promises::Stage stages[3];\n";
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
                             "[[maybe_unused]] wide::promises::Facts wide) {{\n"
                             "[[maybe_unused]] static wide::promises::Stage stages[3];\n{1}\n}}\n",
                             number, snippet.wrong);
        wanted.insert(std::to_string(number + 3));
        number += 5;
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
