#include "tests/differential/known_domain.hpp"

#include "tenet/decide.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace tenet::differential {

using compiler::Answer;
using compiler::DecisionAnswer;
using compiler::FactRow;
using compiler::FactValue;
using compiler::RequirementStatus;
using compiler::VerdictKind;

namespace {

std::vector<Loaded> load(const FactRow& row) {
    std::vector<Loaded> loaded;
    for (const FactValue& fact : row) {
        const auto state = fact.state == FactValue::State::Known  ? FactState::Known
                           : fact.state == FactValue::State::None ? FactState::None
                                                                  : FactState::Unknown;
        loaded.push_back({state, fact.value});
    }
    return loaded;
}

RequirementStatus status(const std::vector<std::uint64_t>& failed, const std::vector<std::uint64_t>& unknown,
                         const std::vector<std::uint64_t>& applicable, std::uint32_t k) {
    const auto bit = [k](const std::vector<std::uint64_t>& words) {
        return ((words[k / 64] >> (k % 64)) & 1) != 0;
    };
    if (!bit(applicable)) return RequirementStatus::NotApplicable;
    if (bit(failed)) return RequirementStatus::Failed;
    return bit(unknown) ? RequirementStatus::Unknown : RequirementStatus::Satisfied;
}

}  // namespace

bool all_known(const FactRow& row) {
    return std::none_of(row.begin(), row.end(),
                        [](const FactValue& fact) { return fact.state == FactValue::State::Unknown; });
}

Answer interpret_known(const Program& program, const FactRow& row) {
    const std::vector<Loaded> loaded = load(row);
    const LoadedFacts source{loaded.data()};
    std::vector<Value> registers(program.value_count + 1);
    run(program, source, registers.data());
    Answer answer;
    for (std::uint32_t d = 0; d < program.decision_count; ++d) {
        const DecisionSpec& spec = program.decisions[d];
        std::vector<std::uint64_t> failed(mask_words(spec.requirement_count)), unknown = failed,
                                                                               applicable = failed;
        DecisionAnswer decision;
        decision.verdict = static_cast<VerdictKind>(
            judge(program, spec, registers.data(), Masks{failed.data(), unknown.data(), applicable.data()}));
        for (std::uint32_t k = 0; k < spec.requirement_count; ++k)
            decision.requirements.push_back(status(failed, unknown, applicable, k));
        answer.decisions.push_back(decision);
    }
    for (std::uint32_t o = 0; o < program.output_count; ++o) {
        const Value value = registers[program.outputs[o].value];
        const bool none = value == none_value;
        answer.outputs.push_back({{!none, none, none ? 0 : value, none ? 0 : value}, {}});
    }
    return answer;
}

std::string range_difference(const Program& program) {
    const std::vector<Loaded> unknown(program.fact_count);
    const LoadedFacts source{unknown.data()};
    std::vector<Partial> partial(program.value_count + 1);
    std::vector<Range> range(program.value_count + 1);
    run(program, source, partial.data());
    run(program, source, range.data());
    const auto differ = [](const Partial& p, const Range& r) { return r.overflow || !(r.value == p); };
    for (std::uint32_t i = 0; i < program.value_count; ++i)
        if (differ(partial[i], range[i])) return fmt::format("value op {}", i);
    for (std::uint32_t i = program.value_count; i < program.op_count; ++i)
        if (differ(condition_of(program, program.ops[i], partial.data()),
                   condition_of(program, program.ops[i], range.data())))
            return fmt::format("requirement op {}", i);
    return "";
}

}  // namespace tenet::differential
