#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/reference.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

/// Texts that a policy does not mention: evaluators hold no characters, and still never take one for another.
namespace tenet::compiler {
namespace {

using State = FactValue::State;

constexpr const char* policy = R"(policy texts
fact c : yes/no
fact d : yes/no
fact s : text
fact t : text
fact u : text or none
define inner = if d then s else t
output fact = s
output chosen = if c then s else t
output nested = if c then inner else "known"
output deep = if c then inner else s
output given = if u is given then u else inner
output maybe = u
decide q
  require r1: inner = "known"
  require r2: given = "other"
)";

/// Each fact unknown, or one of its values.
std::vector<FactValue> values_of(std::size_t fact) {
    const FactValue unknown, none{State::None, 0, {}, {}};
    if (fact < 2) return {unknown, {State::Known, 0, {}, {}}, {State::Known, 1, {}, {}}};
    const FactValue own{State::Known, 0, std::string(1, static_cast<char>('a' + fact)), {}},
        known{State::Known, 1, "known", {}};
    if (fact < 4) return {unknown, own, known};
    return {unknown, own, none};
}

/// All rows of which the facts in `fixed` are as they are there; those that are unknown there take every value.
std::vector<FactRow> completions(const FactRow& fixed, bool all_known) {
    std::vector<FactRow> rows{{}};
    for (std::size_t fact = 0; fact < 5; ++fact) {
        std::vector<FactRow> longer;
        for (const FactRow& row : rows)
            for (const FactValue& value : values_of(fact)) {
                const bool free = fact >= fixed.size() || fixed[fact].state == State::Unknown;
                if (all_known && value.state == State::Unknown) continue;
                longer.push_back(row);
                longer.back().push_back(free ? value : fixed[fact]);
                if (!free) break;
            }
        rows = std::move(longer);
    }
    return rows;
}

/// The characters of a determined text.
std::string characters(const Possible& value, const FactRow& row) {
    if (value.low != 0) return "text " + std::to_string(value.low);
    return value.text_fact < row.size() ? row[value.text_fact].text : value.may_be_none ? "none" : "?";
}

struct Texts : ::testing::Test {
    MemoryFiles files;
    Compiled compiled;

    Texts() {
        files.add("texts.policy", policy);
        compiled = compile(files, "texts.policy");
    }
};

TEST_F(Texts, EveryEvaluatorKnowsWhichTextIsOpen) {
    ASSERT_TRUE(compiled.ok()) << render_text(compiled.diagnostics, *compiled.sources, Lang::En);
    Interpreter interpreter(compiled.program->view(), *compiled.table);
    for (const FactRow& row : completions({}, false))
        ASSERT_EQ(interpreter.answer(row), reference_evaluate(*compiled.module, row));
}

TEST_F(Texts, ADeterminedTextStaysTheSame) {
    ASSERT_TRUE(compiled.ok());
    Interpreter interpreter(compiled.program->view(), *compiled.table);
    for (const FactRow& row : completions({}, false)) {
        const Explained before = interpreter.explained(row);
        for (const FactRow& whole : completions(row, true)) {
            const Explained after = interpreter.explained(whole);
            for (std::size_t i = 0; i < after.answer.outputs.size(); ++i) {
                const OutputAnswer &one = before.answer.outputs[i], &other = after.answer.outputs[i];
                ASSERT_TRUE(other.value.determined() && other.missing.empty()) << i;
                ASSERT_NE(characters(other.value, whole), "?") << i;
                ASSERT_EQ(one.value.determined(), one.missing.empty()) << i;
                if (one.value.determined()) {
                    ASSERT_EQ(characters(one.value, row), characters(other.value, whole)) << i;
                }
            }
        }
    }
}

}  // namespace
}  // namespace tenet::compiler
