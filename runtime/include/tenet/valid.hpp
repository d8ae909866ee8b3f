#pragma once

#include "tenet/valid_ops.hpp"

/// The validator: whether a program is one that the evaluators may run.
namespace tenet {

/// Whether a register may be a `when`: a yes/no that is never none.
constexpr bool valid_when(const Program& program, std::uint16_t when) {
    if (when == no_register) return true;
    return when < program.value_count && !may_be_none(program, when) &&
           (kinds_of(program, program.ops[when]) & yes_no_kind) != 0;
}

/// Whether texts are places in the pool; labels and messages may be left out.
template <class... Texts>
constexpr bool valid_texts(const Program& program, Texts... texts) {
    return ((texts < program.pool_size) && ...);
}
template <class... Texts>
constexpr bool valid_labels(const Program& program, Texts... texts) {
    return ((texts < program.pool_size || texts == no_text) && ...);
}

constexpr bool valid_facts(const Program& program) {
    for (std::uint32_t i = 0; i < program.fact_count; ++i) {
        const FactSpec& fact = program.facts[i];
        if (fact.low > fact.high || fact.low < -value_limit || fact.high > value_limit) return false;
        if (fact.kind == ValueKind::YesNo && (fact.low != 0 || fact.high != 1)) return false;
        if (!valid_texts(program, fact.id, fact.name)) return false;
        if (!valid_labels(program, fact.label_en, fact.label_zh)) return false;
    }
    return true;
}

constexpr bool valid_requirements(const Program& program) {
    for (std::uint32_t i = 0; i < program.requirement_count; ++i) {
        const RequirementSpec& requirement = program.requirements[i];
        if (requirement.op < program.value_count || requirement.op >= program.op_count) return false;
        if (!valid_when(program, requirement.when)) return false;
        if (!valid_texts(program, requirement.id, requirement.name)) return false;
        if (!valid_labels(program, requirement.label_en, requirement.label_zh, requirement.otherwise_en,
                          requirement.otherwise_zh))
            return false;
    }
    return true;
}

constexpr bool valid_results(const Program& program) {
    for (std::uint32_t i = 0; i < program.decision_count; ++i) {
        const DecisionSpec& decision = program.decisions[i];
        if (decision.first_requirement + decision.requirement_count > program.requirement_count) return false;
        if (!valid_when(program, decision.when)) return false;
        if (!valid_texts(program, decision.id, decision.name)) return false;
        if (!valid_labels(program, decision.label_en, decision.label_zh, decision.when_otherwise_en,
                          decision.when_otherwise_zh))
            return false;
    }
    for (std::uint32_t i = 0; i < program.output_count; ++i) {
        const OutputSpec& output = program.outputs[i];
        if (output.value >= program.value_count) return false;
        if (may_be_none(program, output.value) && !output.or_none) return false;
        if (!valid_texts(program, output.id, output.name)) return false;
        if (!valid_labels(program, output.label_en, output.label_zh)) return false;
        if ((kinds_of(program, program.ops[output.value]) & kind_bit(output.kind)) == 0) return false;
    }
    return true;
}

/// Whether all but the ops is in order: counts, ranges, registers, texts inside a pool that ends with a zero.
constexpr bool valid_specs(const Program& program) {
    if (program.value_count > program.op_count || program.op_count > no_register) return false;
    if (program.as_of != no_register && program.as_of >= program.fact_count) return false;
    if (program.as_of != no_register && program.facts[program.as_of].kind != ValueKind::Date) return false;
    if (program.pool_size != 0 && program.pool[program.pool_size - 1] != '\0') return false;
    return valid_facts(program) && valid_requirements(program) && valid_results(program);
}

/// Whether evaluators may run a program.
constexpr bool valid(const Program& program) {
    return valid_specs(program) && valid_ops(program, 0, program.op_count);
}

}  // namespace tenet
