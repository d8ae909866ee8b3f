#include "compiler/evaluate.hpp"

#include "tenet/interpret.hpp"
#include "tenet/missing.hpp"
#include "tenet/shapes.hpp"

#include <vector>

namespace tenet::compiler {

struct Interpreter::Memory {
    const Program& program;
    std::vector<Loaded> facts;
    std::vector<Partial> registers;
    std::vector<std::uint64_t> failed, unknown, applicable, marks;
    std::vector<std::uint32_t> counts, found;
    std::vector<RegisterTrait> traits;

    explicit Memory(const Program& of)
        : program(of), facts(of.fact_count), registers(of.value_count), marks(of.value_count),
          counts(of.fact_count), found(of.fact_count), traits(of.value_count) {
        describe_registers(program, traits.data());
    }

    LoadedFacts source() const { return {facts.data()}; }
    void load(const FactRow& row);
    DecisionAnswer decide(const DecisionSpec& decision);
    OutputAnswer output(const OutputSpec& output);
    Reason reason(const RequirementSpec& requirement) const;
    std::vector<std::uint32_t> first_found(std::uint32_t count) const {
        return {found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count)};
    }
};

namespace {

Loaded loaded(const FactValue& value) {
    switch (value.state) {
    case FactValue::State::Unknown: return {FactState::Unknown, 0};
    case FactValue::State::None: return {FactState::None, 0};
    case FactValue::State::Known: return {FactState::Known, value.value};
    }
    __builtin_unreachable();
}

VerdictKind verdict_kind(Verdict verdict) {
    switch (verdict) {
    case Verdict::Undetermined: return VerdictKind::Undetermined;
    case Verdict::Eligible: return VerdictKind::Eligible;
    case Verdict::EligibleWithRemedy: return VerdictKind::EligibleWithRemedy;
    case Verdict::Ineligible: return VerdictKind::Ineligible;
    case Verdict::NotApplicable: return VerdictKind::NotApplicable;
    case Verdict::Refused: return VerdictKind::Refused;
    }
    __builtin_unreachable();
}

Possible possible(const Partial& p) {
    if (is_surely_none(p)) return {false, true, 0, 0};
    return {true, p.none, p.lo, p.hi};
}

typed::Base base_of(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return typed::Base::YesNo;
    case ValueKind::Count: return typed::Base::Count;
    case ValueKind::Date: return typed::Base::Date;
    case ValueKind::Number: return typed::Base::Number;
    case ValueKind::Days: return typed::Base::Days;
    }
    __builtin_unreachable();
}

Reason::Shape shape_of(Shape shape) {
    switch (shape) {
    case Shape::Other: return Reason::Shape::Other;
    case Shape::AtLeast: return Reason::Shape::AtLeast;
    case Shape::AtMost: return Reason::Shape::AtMost;
    case Shape::Window: return Reason::Shape::Window;
    case Shape::Equal: return Reason::Shape::Equal;
    }
    __builtin_unreachable();
}

bool bit(const std::vector<std::uint64_t>& mask, std::uint32_t index) {
    return ((mask[index / 64] >> (index % 64)) & 1U) != 0;
}

}  // namespace

void Interpreter::Memory::load(const FactRow& row) {
    for (std::size_t i = 0; i < facts.size(); ++i)
        facts[i] = i < row.size() ? loaded(row[i]) : Loaded{};
}

DecisionAnswer Interpreter::Memory::decide(const DecisionSpec& decision) {
    const std::uint32_t words = mask_words(decision.requirement_count);
    for (std::vector<std::uint64_t>* mask : {&failed, &unknown, &applicable})
        mask->assign(words, 0);
    DecisionAnswer out;
    const Masks masks{failed.data(), unknown.data(), applicable.data()};
    out.verdict = verdict_kind(judge(program, decision, registers.data(), masks));
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k) {
        const bool applies = bit(applicable, k);
        out.requirements.push_back(!applies          ? RequirementStatus::NotApplicable
                                   : bit(failed, k)  ? RequirementStatus::Failed
                                   : bit(unknown, k) ? RequirementStatus::Unknown
                                                     : RequirementStatus::Satisfied);
    }
    const MissingBuffers buffers{marks.data(), counts.data(), found.data()};
    out.missing = first_found(missing_of_decision(program, decision, source(), registers.data(), buffers));
    return out;
}

OutputAnswer Interpreter::Memory::output(const OutputSpec& output) {
    const MissingBuffers buffers{marks.data(), counts.data(), found.data()};
    return {possible(registers[output.value]),
            first_found(missing_of_output(program, output, source(), registers.data(), buffers))};
}

Reason Interpreter::Memory::reason(const RequirementSpec& requirement) const {
    const Subject subject{program, registers.data(), traits.data()};
    const Explanation why = explain_op(subject, program.ops[requirement.op]);
    Reason out;
    out.shape = shape_of(why.shape);
    out.base = base_of(why.kind);
    if (why.shape == Shape::Other) return out;
    out.actual = possible(why.actual);
    out.needed = possible(why.needed);
    if (why.shape == Shape::Window) out.needed_high = possible(why.needed_high);
    if (!is_surely_none(why.shortfall)) out.shortfall = possible(why.shortfall);
    if (why.has_from) out.from = why.from;
    if (why.has_until) out.until = why.until;
    return out;
}

Interpreter::Interpreter(const Program& program) : memory_(std::make_unique<Memory>(program)) {}
Interpreter::~Interpreter() = default;

Answer Interpreter::answer(const FactRow& facts) {
    Memory& m = *memory_;
    m.load(facts);
    Answer out;
    const std::uint32_t refused_fact = first_refused(m.program, m.source());
    if (refused_fact != no_fact) {
        out.refused = true;
        out.refused_fact = refused_fact;
        return out;
    }
    run(m.program, m.source(), m.registers.data());
    for (std::uint32_t i = 0; i < m.program.decision_count; ++i)
        out.decisions.push_back(m.decide(m.program.decisions[i]));
    for (std::uint32_t i = 0; i < m.program.output_count; ++i)
        out.outputs.push_back(m.output(m.program.outputs[i]));
    return out;
}

Explained Interpreter::explained(const FactRow& facts) {
    Explained out{answer(facts), {}, facts};
    if (out.answer.refused) return out;
    for (std::uint32_t i = 0; i < memory_->program.requirement_count; ++i)
        out.reasons.push_back(memory_->reason(memory_->program.requirements[i]));
    return out;
}

Answer interpret(const Program& program, const FactRow& facts) { return Interpreter(program).answer(facts); }

}  // namespace tenet::compiler
