#include "tests/differential/known_domain.hpp"

#include "tenet/run_known.hpp"

#include <fmt/format.h>
#include <vector>

namespace tenet::differential {

using compiler::Answer;
using compiler::DecisionAnswer;
using compiler::FactRow;
using compiler::FactValue;
using compiler::Possible;
using compiler::RequirementStatus;
using compiler::VerdictKind;
namespace typed = compiler::typed;

namespace {

Loaded load(const FactValue& fact) {
    const auto state = fact.state == FactValue::State::Known  ? FactState::Known
                       : fact.state == FactValue::State::None ? FactState::None
                                                              : FactState::Unknown;
    return {state, fact.value};
}

/// A row as the runtime reads it: derived fields have no place in it.
struct LoadedApplicant {
    std::vector<Loaded> facts;
    std::vector<std::vector<Loaded>> fields;
    std::vector<const Loaded*> lists;

    LoadedApplicant(const typed::Module& module, const FactRow& row) : fields(row.size()) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            facts.push_back(load(row[i]));
            for (const compiler::Record& record : row[i].records)
                for (std::size_t f = 0; f < record.fields.size(); ++f)
                    if (!module.records[module.facts[i].type.of].fields[f].derived.valid())
                        fields[i].push_back(load(record.fields[f]));
            lists.push_back(fields[i].data());
        }
    }

    LoadedFacts source(const Program& program) const { return {facts.data(), lists.data(), program.facts}; }
};

/// The same facts from a source that knows its columns.
struct FoundFacts : LoadedFacts {
    void column(std::uint32_t slot, std::uint32_t place, std::uint32_t first, std::uint32_t count,
                Value* out) const {
        for (std::uint32_t k = 0; k < count; ++k)
            out[k] = value(slot, first + k, place);
    }
    std::uint64_t between(std::uint32_t slot, std::uint32_t place, std::uint32_t first, std::uint32_t count,
                          Value low, Value high) const {
        std::uint64_t found = 0;
        for (std::uint32_t k = 0; k < count; ++k) {
            const Value at = value(slot, first + k, place);
            if (at != none_value && low <= at && at <= high) found |= std::uint64_t{1} << k;
        }
        return found;
    }

  private:
    Value value(std::uint32_t slot, std::uint32_t record, std::uint32_t place) const {
        const Loaded loaded = field(slot, record, place);
        return loaded.state == FactState::Known ? loaded.value : none_value;
    }
};

template <class T>
std::vector<T> columns_for(const Program& program) {
    return std::vector<T>(std::size_t{column_count(program)} * block_size<T> + 1);
}

bool bit(const std::vector<std::uint64_t>& words, std::uint32_t k) {
    return ((words[k / 64] >> (k % 64)) & 1) != 0;
}

DecisionAnswer decide(const Program& program, const DecisionSpec& spec, const std::vector<Value>& registers) {
    std::vector<std::uint64_t> failed(mask_words(spec.requirement_count)), unknown = failed,
                                                                           applicable = failed;
    std::vector<std::uint64_t> remedies(mask_words(spec.remedy_count));
    const Masks masks{failed.data(), unknown.data(), applicable.data(), remedies.data()};
    DecisionAnswer decision;
    decision.verdict = static_cast<VerdictKind>(judge(program, spec, registers.data(), masks));
    for (std::uint32_t k = 0; k < spec.requirement_count; ++k)
        decision.requirements.push_back(!bit(applicable, k) ? RequirementStatus::NotApplicable
                                        : bit(failed, k)    ? RequirementStatus::Failed
                                        : bit(unknown, k)   ? RequirementStatus::Unknown
                                                            : RequirementStatus::Satisfied);
    for (std::uint32_t k = 0; k < spec.remedy_count; ++k)
        if (bit(remedies, k)) decision.remedies.push_back(k);
    return decision;
}

/// A value of a choice or text of few values names itself among the members that it may be.
Possible known_value(const typed::Module& module, const typed::Type& type, Value value) {
    if (value == none_value) return {false, true, 0, 0};
    Possible known{true, false, value, value};
    const bool members = (type.base == typed::Base::Choice && module.choices[type.of].values.size() <= 64) ||
                         (type.base == typed::Base::Text && module.texts.size() < 64);
    if (members) known.members = std::uint64_t{1} << static_cast<unsigned>(value);
    return known;
}

}  // namespace

namespace {

Answer answer_of(const Program& program, const typed::Module& module, const std::vector<Value>& registers) {
    Answer answer;
    const tenet::Refusal refusal = first_assume(program, registers.data());
    if (refusal.refused()) {
        answer.refusal = {compiler::Refusal::Cause::Assume, {}, refusal.assume};
        return answer;
    }
    for (std::uint32_t d = 0; d < program.decision_count; ++d)
        answer.decisions.push_back(decide(program, program.decisions[d], registers));
    std::uint32_t output = 0;
    for (const typed::Definition& definition : module.definitions) {
        if (!definition.is_output) continue;
        const Value value = registers[program.outputs[output++].value];
        answer.outputs.push_back({known_value(module, definition.type, value), {}});
    }
    return answer;
}

/// Columns come in with what an evaluation before may have left in them.
std::vector<Value> used_columns(const Program& program) {
    std::vector<Value> columns = columns_for<Value>(program);
    columns.assign(columns.size(), -1);
    return columns;
}

}  // namespace

std::vector<Answer> known_answers(const Program& program, const typed::Module& module, const FactRow& row) {
    const LoadedApplicant applicant(module, row);
    const LoadedFacts source = applicant.source(program);
    std::vector<Value> registers(program.value_count + 1), columns = used_columns(program);
    std::vector<Answer> answers;
    run(program, source, registers.data(), columns.data());
    answers.push_back(answer_of(program, module, registers));
    std::vector<PlanStep> steps(most_steps(program));
    std::vector<std::uint8_t> needs(program.value_count);
    const std::uint32_t count = Planner(program, nullptr, needs.data(), steps.data()).plan();
    columns = used_columns(program);
    run_known(program, steps.data(), count, source, registers.data(), columns.data());
    answers.push_back(answer_of(program, module, registers));
    columns = used_columns(program);
    run_known(program, steps.data(), count, FoundFacts{source}, registers.data(), columns.data());
    answers.push_back(answer_of(program, module, registers));
    return answers;
}

std::string range_difference(const Program& program) {
    const std::vector<Loaded> unknown(program.fact_count);
    const LoadedFacts source{unknown.data(), nullptr, program.facts};
    std::vector<Partial> partial(program.value_count + 1), partial_columns = columns_for<Partial>(program);
    std::vector<Range> range(program.value_count + 1), range_columns = columns_for<Range>(program);
    run(program, source, partial.data(), partial_columns.data());
    run(program, source, range.data(), range_columns.data());
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
