#include "compiler/cpp_text.hpp"
#include "compiler/words.hpp"
#include "tests/generated/hostile_policies.hpp"
#include "tests/generated/hostile_words.hpp"
#include "tests/generated/service.hpp"
#include "tests/generated/token_kinds.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sstream>
#include <utility>

namespace tenet::generated {
namespace {

/// No byte beyond ASCII, no control character, nothing that could be a trigraph.
void expect_plain(const std::string& header) {
    for (char c : header)
        ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~' && c != '?')) << static_cast<int>(c);
}

/// The header has the shape of its harmless twin.
void expect_shape_of_twin(std::string (*policy)(const Words&), const Words& words,
                          const std::string& folder) {
    const std::string header = header_of(policy(words));
    expect_plain(header);
    const std::string twin = header_of(policy(benign(words)));
    EXPECT_GT(std::count(twin.begin(), twin.end(), '\n'), 10);
    const std::vector<std::string> kinds = token_kinds(header, folder), harmless = token_kinds(twin, folder);
    const auto [differs, wanted] =
        std::mismatch(kinds.begin(), kinds.end(), harmless.begin(), harmless.end());
    EXPECT_TRUE(differs == kinds.end() && wanted == harmless.end())
        << words.policy << ": token " << differs - kinds.begin() << " of " << harmless.size();
}

constexpr const char* system_headers =
    "#include <sys/sysmacros.h>\n#include <errno.h>\n#include <signal.h>\n"
    "#include <complex.h>\n#include <sys/stat.h>\n#include <unistd.h>\n"
    "#include <cstdio>\n#include <grp.h>\n#include <strings.h>\n#include <assert.h>\n"
    "#include <setjmp.h>\n#include <math.h>\n#include <inttypes.h>\n"
    "#include <sys/param.h>\n#include <sys/syscall.h>\n";

/// Both compilers take the source without a word: as standard C++, and in their own dialect after system headers with all
/// their macros.
void expect_compiles(const Service& service, const std::string& source) {
    service.write("standard.cpp", source);
    service.write("dialect.cpp", system_headers + source);
    for (const char* compiler : compilers)
        for (const auto& [dialect, file] :
             {std::pair{"-std=c++20", "standard.cpp"}, {"-std=gnu++20", "dialect.cpp"}}) {
            const testing::Ran ran = service.compile(compiler, {dialect, "-c", "-o", "out.o", file});
            EXPECT_TRUE(ran.status == 0 && ran.err.empty()) << compiler << " " << file << "\n"
                                                            << ran.err.substr(0, 4000);
        }
}

/// A program that prints the texts of facts and requirements as the header holds them.
std::string printing_program() {
    return "#include \"case.hpp\"\n#include <cstdio>\n"
           "int main() {\n    const auto& p = part::Table::program;\n"
           "    for (unsigned i = 2; i < p.fact_count; ++i) {\n"
           "        std::puts(tenet::text_of(p, p.facts[i].name));\n"
           "        std::puts(tenet::text_of(p, p.facts[i].label_en, p.facts[i].label_zh, tenet::Lang::en));\n    }\n"
           "    for (unsigned i = 0; i < p.requirement_count; ++i) {\n"
           "        const auto& r = p.requirements[i];\n"
           "        std::puts(tenet::text_of(p, r.name));\n"
           "        std::puts(tenet::text_of(p, r.label_zh));\n"
           "        std::puts(tenet::text_of(p, r.otherwise_en));\n    }\n}\n";
}

std::vector<std::string> printed(const Words& words) {
    std::vector<std::string> wanted;
    for (std::size_t i = 0; i < words.names.size(); ++i) {
        wanted.push_back(words.names[i]);
        wanted.push_back(words.text(i));
    }
    for (std::size_t i = 0; i < words.names.size(); ++i) {
        wanted.push_back(words.names[i]);
        wanted.push_back(words.text(i + 2));
        const std::string doubled = message(words.text(i + 4));
        const std::size_t quote = doubled.starts_with('"') ? 1 : 3;
        wanted.push_back(doubled.substr(quote, doubled.size() - 2 * quote));
    }
    return wanted;
}

/// The header says byte for byte what the author wrote, under both compilers.
void expect_texts_survive(const Words& words, const std::string& folder) {
    const Service service(folder);
    service.write("case.hpp", header_of(policy_of_facts(words)));
    service.write("main.cpp", printing_program());
    for (const char* compiler : compilers) {
        const testing::Ran ran = service.compile(compiler, {"-o", "print", "main.cpp"});
        ASSERT_EQ(ran.out + ran.err, "") << compiler;
        EXPECT_EQ(lines(testing::run(service.path("print"), {}).out), printed(words)) << compiler;
    }
}

TEST(Hostile, NamesOfFactsAndRequirements) {
    const Words words{"hostile", hostile_names(), hostile_texts()};
    expect_shape_of_twin(policy_of_facts, words, "hostile_facts_twin");
    const Service service("hostile_facts");
    service.write("case.hpp", header_of(policy_of_facts(words)));
    expect_compiles(service, "#include \"case.hpp\"\n");
}

TEST(Hostile, NamesOfDecisionsAndOutputs) {
    constexpr std::size_t names_per_policy = 16;
    const Service service("hostile_answers");
    const std::vector<std::string> names = hostile_names();
    std::string source;
    for (std::size_t first = 0; first < names.size(); first += names_per_policy) {
        const std::size_t last = std::min(first + names_per_policy, names.size());
        const auto begin = names.begin();
        const Words words{
            fmt::format("hostile.part_{}", first),
            {begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last)},
            hostile_texts()};
        expect_shape_of_twin(policy_of_answers, words, "hostile_answers_twin");
        service.write(fmt::format("case_{}.hpp", first), header_of(policy_of_answers(words)));
        source += fmt::format("#include \"case_{}.hpp\"\n", first);
    }
    expect_compiles(service, source);
}

TEST(Hostile, NamesOfChoicesValuesRecordsAndFields) {
    constexpr std::size_t names_per_policy = 24;
    const Service service("hostile_types");
    std::vector<std::string> names = hostile_names();
    // Words that begin a statement or a clause are no names at the start of a line, where values and fields stand.
    names.erase(std::remove_if(names.begin(), names.end(),
                               [](const std::string& name) {
                                   const compiler::Kind kind = compiler::find_word(name);
                                   return compiler::is_word(kind) &&
                                          compiler::word(kind).word_class != compiler::WordClass::InPlace;
                               }),
                names.end());
    std::string source;
    for (std::size_t first = 0; first < names.size(); first += names_per_policy) {
        const std::size_t last = std::min(first + names_per_policy, names.size());
        const auto begin = names.begin();
        const Words words{
            fmt::format("hostile.types_{}", first),
            {begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last)},
            hostile_texts()};
        const std::string header = header_of(policy_of_types(words));
        expect_plain(header);
        service.write(fmt::format("case_{}.hpp", first), header);
        source += fmt::format("#include \"case_{}.hpp\"\n", first);
    }
    expect_compiles(service, source);
}

TEST(Hostile, NamesOfPolicies) {
    const Service service("hostile_policies");
    std::string source;
    std::size_t index = 0;
    for (const std::string& name : hostile_policy_names()) {
        const Words words{name, {"exam", name.substr(name.rfind('.') + 1)}, hostile_texts()};
        if (index % 6 == 0) expect_shape_of_twin(policy_of_answers, words, "hostile_policies_twin");
        const std::string header = fmt::format("case_{}.hpp", index++);
        service.write(header, header_of(policy_of_answers(words)));
        source += fmt::format("#include \"{}\"\nstatic_assert(::{}::evaluate({{}}).verdicts[0] == "
                              "::tenet::Verdict::Undetermined);\n",
                              header, compiler::cpp_namespace(name).text());
    }
    expect_compiles(service, source + "int main() {}\n");
}

TEST(Hostile, PoliciesThatAnswerNothing) {
    const Service service("hostile_empty");
    service.write("facts.hpp", header_of("policy facts_only\nfact a : count\n"));
    service.write("nothing.hpp", header_of("policy nothing\n"));
    expect_compiles(service, "#include \"facts.hpp\"\n#include \"nothing.hpp\"\n"
                             "static_assert(::facts_only::evaluate({}).refusal.refused() == false);\n"
                             "static_assert(::nothing::evaluate({}).refusal.refused() == false);\n");
}

TEST(Hostile, TextsSurvive) {
    const std::vector<std::string> texts = hostile_texts();
    expect_texts_survive({"part", harmless_names(texts.size()), texts}, "hostile_texts");
}

TEST(Hostile, TextsOfTheGreatestLengthSurvive) {
    const std::vector<std::string> texts = hostile_long_texts();
    const Words few{"part", harmless_names(3), {texts.begin(), texts.begin() + 9}};
    const Words all{"part", harmless_names(texts.size()), texts};
    expect_shape_of_twin(policy_of_facts, few, "hostile_long_twin");
    expect_shape_of_twin(policy_of_facts, all, "hostile_longest_twin");
    expect_texts_survive(few, "hostile_long");
    expect_texts_survive(all, "hostile_longest");
}

/// The name of which a type would be called so.
std::string snake_case(const std::string& type) {
    std::string name;
    for (char c : type) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital && !name.empty()) name += '_';
        name += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return name;
}

TEST(Hostile, NoMacroOfCommonHeadersPassesAsAName) {
    const Service service("hostile_macros");
    service.write(
        "main.cpp",
        std::string(system_headers) +
            "#include <bits/stdc++.h>\n#include <netdb.h>\n#include <resolv.h>\n#include <obstack.h>\n"
            "#include <pthread.h>\n#include <fcntl.h>\n#include <dirent.h>\n#include <byteswap.h>\n"
            "#include <sys/socket.h>\n#include <sys/time.h>\n#include <termios.h>\n#include <utmpx.h>\n");
    std::size_t found = 0;
    for (const char* compiler : compilers) {
        const testing::Ran ran = service.compile(compiler, {"-std=gnu++20", "-dM", "-E", "main.cpp"});
        EXPECT_EQ(ran.status, 0) << ran.err;
        for (const std::string& line : lines(ran.out)) {
            const std::string name = line.substr(8, line.find_first_of(" (", 8) - 8);
            EXPECT_NE(compiler::cpp_identifier(name).text(), name);
            EXPECT_NE(compiler::cpp_type_name(snake_case(name)).text(), name);
            ++found;
        }
    }
    EXPECT_GT(found, 5000U);
}

}  // namespace
}  // namespace tenet::generated
