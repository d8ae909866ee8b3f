#include "tests/generated/batch.hpp"

#include <fmt/format.h>

namespace tenet::generated {

using compiler::FactValue;
using compiler::Possible;

namespace {

constexpr const char* prelude = R"(
#include <cstdio>

static long long cells[2 * 4096];

template <bool N> void set(tenet::BasicFact<bool, N>& fact, long long value) { fact = value != 0; }
template <class T, bool N> void set(tenet::BasicFact<T, N>& fact, long long value) {
    if constexpr (tenet::is_date_type<T>)
        fact = tenet::Date{static_cast<int>(value)};
    else
        fact = value;
}
template <class F> void supply(F& fact, int index) {
    if (cells[2 * index] == 2)
        set(fact, cells[2 * index + 1]);
    if constexpr (F::or_none)
        if (cells[2 * index] == 1)
            fact = tenet::none;
}
template <unsigned N, unsigned I> void print(const tenet::Decision<N, I>& decision) {
    std::printf(" %d:", static_cast<int>(decision.verdict));
    for (unsigned i = 0; decision.verdict != tenet::Verdict::Refused && i < N; ++i)
        std::printf("%d", static_cast<int>(decision.status(i)));
}
void print(const tenet::Outcome& outcome) {
    std::printf(" %d%d:%lld..%lld", outcome.may_be_value, outcome.may_be_none, static_cast<long long>(outcome.low),
                static_cast<long long>(outcome.high));
}
)";

/// The function that answers for one member.
std::string answer_function(std::size_t index, const Member& member) {
    const compiler::Table& table = *member.compiled.table;
    std::string text = fmt::format(
        "static void answer_{}() {{\n    namespace p = ::{};\n    p::Facts facts;\n", index, member.name);
    for (std::size_t i = 0; i < table.facts.size(); ++i)
        text += fmt::format("    supply(facts.{}, {});\n", table.facts[i].id, i);
    text += "    [[maybe_unused]] const auto all = p::evaluate(facts);\n";
    for (std::size_t i = 0; i < table.decisions.size(); ++i)
        text += fmt::format("    print(p::{0}(facts));\n    if (!(all. decision<{1}>() == p::{0}(facts))) "
                            "std::printf(\" slice differs\");\n",
                            table.decisions[i].id, i);
    for (std::size_t i = 0; i < table.outputs.size(); ++i)
        text += fmt::format("    print(p::{0}(facts));\n    if (!(all. output<{1}>() == p::{0}(facts))) "
                            "std::printf(\" slice differs\");\n",
                            table.outputs[i].id, i);
    return text + "    std::puts(\"\");\n}\n";
}

}  // namespace

std::string batch_source(const std::vector<Member>& members) {
    std::string text;
    for (const Member& member : members)
        text += fmt::format("#include \"{}.hpp\"\n", member.name);
    text += prelude;
    for (std::size_t i = 0; i < members.size(); ++i)
        text += answer_function(i, members[i]);
    text += "int main() {\n    int member = 0, facts = 0;\n"
            "    while (std::scanf(\"%d %d\", &member, &facts) == 2) {\n"
            "        for (int i = 0; i < 2 * facts; ++i)\n"
            "            if (std::scanf(\"%lld\", &cells[i]) != 1) return 1;\n"
            "        switch (member) {\n";
    for (std::size_t i = 0; i < members.size(); ++i)
        text += fmt::format("        case {0}: answer_{0}(); break;\n", i);
    return text + "        }\n    }\n    return 0;\n}\n";
}

std::string row_line(std::size_t member, const compiler::FactRow& row) {
    std::string text = fmt::format("{} {}", member, row.size());
    for (const FactValue& fact : row)
        text += fmt::format(" {} {}",
                            fact.state == FactValue::State::Unknown ? 0
                            : fact.state == FactValue::State::None  ? 1
                                                                    : 2,
                            fact.value);
    return text + "\n";
}

std::string answer_line(const compiler::Table& table, const compiler::Answer& answer) {
    std::string text;
    if (answer.refused) {
        for (std::size_t i = 0; i < table.decisions.size(); ++i)
            text += fmt::format(" {}:", static_cast<int>(compiler::VerdictKind::Refused));
        for (std::size_t i = 0; i < table.outputs.size(); ++i)
            text += " 00:0..0";
    }
    for (const auto& decision : answer.decisions) {
        text += fmt::format(" {}:", static_cast<int>(decision.verdict));
        for (const auto status : decision.requirements)
            text += fmt::format("{}", static_cast<int>(status));
    }
    for (const auto& output : answer.outputs) {
        const Possible& p = output.value;
        text += fmt::format(" {:d}{:d}:{}..{}", p.may_be_value, p.may_be_none, p.low, p.high);
    }
    return text;
}

std::string compile_command(const std::string& compiler, const std::string& source,
                            const std::string& program) {
    return fmt::format(
        "{} -std=c++20 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wundef "
        "-Werror -fno-exceptions -fno-rtti -I{}/runtime/include -o {} {} 2>&1",
        compiler, TENET_SOURCE_DIR, program, source);
}

}  // namespace tenet::generated
