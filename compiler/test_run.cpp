#include "compiler/test_run.hpp"

#include "compiler/fault.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_values.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace tenet::compiler {
namespace {

/// The lists of a test are complete, their order says nothing.
template <class T>
bool same_members(const std::vector<T>& a, const std::vector<T>& b) {
    return std::set<T>(a.begin(), a.end()) == std::set<T>(b.begin(), b.end());
}

bool verdict_holds(const TestExpect& expect, const Explained& explained) {
    const DecisionAnswer& answer = explained.answer.decisions[expect.subject];
    if (answer.verdict != expect.verdict) return false;
    const ast::Expect::Lists& said = expect.lists;
    return (!said.because || same_members(expect.because, reasons_of(answer, expect.verdict))) &&
           (!said.at || same_members(expect.at, failing_records_of(answer))) &&
           (!said.remedies || same_members(expect.remedies, answer.remedies)) &&
           (!said.needing || same_members(expect.needing, answer.missing));
}

bool value_holds(const Table& table, const TestExpect& expect, const Explained& explained) {
    const Possible& value = explained.answer.outputs[expect.subject].value;
    if (!value.determined()) return false;
    if (expect.value.state == FactValue::State::None) return surely_none(value);
    if (surely_none(value)) return false;
    const typed::Type& type = table.outputs[expect.subject].type;
    if (type.base != typed::Base::Text) return value.low == expect.value.value;
    return text_value({table, explained, Lang::En}, {type, value}, value.low) == expect.value.text;
}

bool refusal_holds(const Table& table, const TestExpect& expect, const Explained& explained) {
    if (!explained.answer.refused()) return false;
    const FactsProblem problem = refusal_problem(table, explained, {});
    return phrase(problem.problem, Lang::En).message.find(expect.part) != std::string::npos ||
           phrase(problem.problem, Lang::Zh).message.find(expect.part) != std::string::npos;
}

bool holds(const Table& table, const TestExpect& expect, const Explained& explained) {
    if (expect.kind == ast::ExpectKind::Refused) return refusal_holds(table, expect, explained);
    if (explained.answer.refused()) return false;
    switch (expect.kind) {
    case ast::ExpectKind::Verdict: return verdict_holds(expect, explained);
    case ast::ExpectKind::Value: return value_holds(table, expect, explained);
    case ast::ExpectKind::Unknown: return !explained.answer.outputs[expect.subject].value.determined();
    case ast::ExpectKind::Refused: break;
    }
    return false;
}

}  // namespace

bool TestOutcome::passed() const {
    return std::all_of(held.begin(), held.end(), [](bool each) { return each; });
}

TestOutcome run_test(Interpreter& interpreter, const Table& table, const std::vector<TestCase>& tests,
                     std::size_t test) {
    TestOutcome outcome;
    outcome.explained = interpreter.explained(facts_of(tests, test, table.facts.size()));
    TENET_CHECK(!outcome.explained.answer.refused() ||
                    outcome.explained.answer.refusal.cause == Refusal::Cause::Assume,
                "facts that were checked are out of range");
    for (const TestExpect& expect : tests[test].expects)
        outcome.held.push_back(holds(table, expect, outcome.explained));
    return outcome;
}

std::vector<std::uint32_t> reasons_of(const DecisionAnswer& answer, VerdictKind verdict) {
    const bool open = verdict == VerdictKind::Undetermined;
    std::vector<std::uint32_t> reasons;
    for (std::uint32_t k = 0; k < answer.requirements.size(); ++k) {
        const RequirementStatus status = answer.requirements[k];
        if (status == RequirementStatus::Failed || (open && status == RequirementStatus::Unknown))
            reasons.push_back(k);
    }
    return reasons;
}

std::vector<std::uint32_t> failing_records_of(const DecisionAnswer& answer) {
    std::set<std::uint32_t> records;
    for (std::size_t k = 0; k < answer.requirements.size(); ++k)
        if (answer.requirements[k] == RequirementStatus::Failed)
            records.insert(answer.records[k].begin(), answer.records[k].end());
    return {records.begin(), records.end()};
}

}  // namespace tenet::compiler
