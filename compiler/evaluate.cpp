#include "compiler/evaluate.hpp"

#include "tenet/interpret.hpp"
#include "tenet/missing.hpp"
#include "tenet/records.hpp"
#include "tenet/shapes.hpp"
#include "tenet/text_source.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace tenet::compiler {
namespace {

Loaded loaded(const FactValue& value) {
    switch (value.state) {
    case FactValue::State::Unknown: return {FactState::Unknown, 0};
    case FactValue::State::None: return {FactState::None, 0};
    case FactValue::State::Known: return {FactState::Known, value.value};
    }
    __builtin_unreachable();
}

/// One applicant as the runtime reads facts.
struct RowSource {
    const Table* table;
    const FactRow* row;

    const TableRecord& record_type(std::uint32_t slot) const {
        return table->records[table->facts[slot].type.of];
    }

    Loaded load(std::uint32_t slot) const {
        if (slot >= row->size()) return {};
        const FactValue& fact = (*row)[slot];
        const bool list = table->facts[slot].type.base == typed::Base::List;
        if (list && fact.state == FactValue::State::Known)
            return {FactState::Known, static_cast<Value>(fact.records.size())};
        return loaded(fact);
    }

    /// Rows count derived fields, the program does not.
    Loaded field(std::uint32_t slot, std::uint32_t record, std::uint32_t field) const {
        const std::vector<FactValue>& fields = (*row)[slot].records[record].fields;
        const std::uint32_t place = record_type(slot).declared[field];
        return place < fields.size() ? loaded(fields[place]) : Loaded{};
    }

    FactPath path(const tenet::FactPath& of) const {
        if (of.record == tenet::no_record) return {of.fact};
        return {of.fact, of.record, record_type(of.fact).declared[of.field]};
    }
};

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

Refusal::Cause cause_of(tenet::Refusal::Cause cause) {
    switch (cause) {
    case tenet::Refusal::Cause::Nothing: return Refusal::Cause::Nothing;
    case tenet::Refusal::Cause::OutOfRange: return Refusal::Cause::OutOfRange;
    case tenet::Refusal::Cause::TooMany: return Refusal::Cause::TooMany;
    case tenet::Refusal::Cause::Assume: return Refusal::Cause::Assume;
    }
    __builtin_unreachable();
}

Possible possible(const Partial& p) {
    if (is_surely_none(p)) return {false, true, 0, 0};
    return {true, p.none, p.lo, p.hi, p.members};
}

typed::Base base_of(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return typed::Base::YesNo;
    case ValueKind::Count: return typed::Base::Count;
    case ValueKind::Date: return typed::Base::Date;
    case ValueKind::Number: return typed::Base::Number;
    case ValueKind::Days: return typed::Base::Days;
    case ValueKind::Hours: return typed::Base::Hours;
    case ValueKind::Choice: return typed::Base::Choice;
    case ValueKind::Set: return typed::Base::Set;
    case ValueKind::Text: return typed::Base::Text;
    case ValueKind::List: return typed::Base::List;
    }
    __builtin_unreachable();
}

Reason::Shape reason_shape(Shape shape) {
    switch (shape) {
    case Shape::Other: return Reason::Shape::Other;
    case Shape::AtLeast: return Reason::Shape::AtLeast;
    case Shape::AtMost: return Reason::Shape::AtMost;
    case Shape::Window: return Reason::Shape::Window;
    case Shape::Equal: return Reason::Shape::Equal;
    }
    __builtin_unreachable();
}

Reason reason_of(const tenet::Explanation& why) {
    Reason out;
    out.shape = reason_shape(why.shape);
    out.type.base = base_of(why.type.kind);
    out.type.scale = why.type.scale;
    if (why.type.choice != no_choice) out.type.of = why.type.choice;
    if (why.shape == Shape::Other) return out;
    out.actual = possible(why.actual);
    out.needed = possible(why.needed);
    if (why.shape == Shape::Window) out.needed_high = possible(why.needed_high);
    if (!is_surely_none(why.shortfall)) out.shortfall = possible(why.shortfall);
    if (why.has_from) out.from = why.from;
    if (why.has_until) out.until = why.until;
    return out;
}

bool bit(const std::vector<std::uint64_t>& mask, std::uint32_t index) {
    return ((mask[index / 64] >> (index % 64)) & 1U) != 0;
}

RequirementStatus status_of(const std::array<std::vector<std::uint64_t>, 4>& masks, std::uint32_t index) {
    const auto& [failed, unknown, applicable, remedies] = masks;
    if (!bit(applicable, index)) return RequirementStatus::NotApplicable;
    if (bit(failed, index)) return RequirementStatus::Failed;
    return bit(unknown, index) ? RequirementStatus::Unknown : RequirementStatus::Satisfied;
}

/// The most walks that one search of a program starts.
std::uint32_t most_walk_words(const Program& program) {
    std::uint32_t most = 1;
    for (std::uint32_t i = 0; i < program.decision_count; ++i)
        most = std::max(most, walk_words(program.decisions[i]));
    return most;
}

}  // namespace

struct Interpreter::Memory {
    const Program program;
    RowSource source;
    std::vector<Partial> registers, columns;
    std::array<std::vector<std::uint64_t>, 4> masks;
    std::vector<std::uint64_t> marks, aggregate_marks, column_marks;
    std::vector<std::uint32_t> counts, positions;
    std::vector<MissingFact> found;
    std::vector<std::uint8_t> register_marks;

    Memory(const Program& of, const Table& table)
        : program(of), source{&table, nullptr}, registers(of.value_count),
          columns(std::size_t{column_count(of)} * block_size<Partial>), marks(of.value_count),
          aggregate_marks(std::size_t{most_walk_words(of)} * aggregate_count(of)),
          column_marks(column_count(of)), counts(of.fact_count), found(of.fact_count + 64U),
          register_marks(of.value_count) {
        mark_registers(program, register_marks.data());
    }

    Subject subject() const { return {program, registers.data(), register_marks.data()}; }
    Refusal refusal();
    template <class Search>
    std::vector<FactPath> missing(const Search& search);
    std::vector<std::uint32_t> failing(const RequirementSpec& requirement);
    DecisionAnswer decide(const DecisionSpec& decision);
    Verdict judge_into_masks(const DecisionSpec& decision);
    bool may_lack(const DecisionSpec& decision) const;
    void decide_briefly(const DecisionSpec& decision, BriefAnswer::Decision& out);
    OutputAnswer output(const OutputSpec& output);
    /// A value as it is answered; and as it is shown, with the fact that a text comes from.
    Possible open_value(std::uint16_t value) const;
    Possible shown_value(std::uint16_t value) const;
    Reason reason_at(const tenet::Explanation& why, const Op& op) const;
    std::vector<Possible> placeholders(std::uint16_t first, std::uint16_t count) const;
    Explanation explain(const RequirementSpec& requirement) const;
};

/// Runs the program unless the facts themselves are refused.
Refusal Interpreter::Memory::refusal() {
    tenet::Refusal refusal = first_refused(program, source);
    if (!refusal.refused()) {
        run(program, source, registers.data(), columns.data());
        refusal = first_assume(program, registers.data());
    }
    return {cause_of(refusal.cause), source.path(refusal.path), refusal.assume};
}

/// Searches again with more room where not all that is missing has fitted.
template <class Search>
std::vector<FactPath> Interpreter::Memory::missing(const Search& search) {
    const auto searched = [&] {
        return search(MissingBuffers{marks.data(), counts.data(), aggregate_marks.data(), column_marks.data(),
                                     columns.data(), nullptr, found.data(),
                                     static_cast<std::uint32_t>(found.size())});
    };
    std::uint32_t count = searched();
    if (count > found.size()) {
        found.resize(count);
        count = searched();
    }
    std::vector<FactPath> paths;
    for (std::uint32_t i = 0; i < count; ++i)
        paths.push_back(source.path(found[i].path));
    return paths;
}

std::vector<std::uint32_t> Interpreter::Memory::failing(const RequirementSpec& requirement) {
    const auto searched = [&] {
        return failing_records(program, requirement, source, registers.data(), columns.data(), nullptr,
                               positions.data(), static_cast<std::uint32_t>(positions.size()));
    };
    std::uint32_t count = searched();
    if (count > positions.size()) {
        positions.resize(count);
        count = searched();
    }
    return {positions.begin(), positions.begin() + static_cast<std::ptrdiff_t>(count)};
}

Verdict Interpreter::Memory::judge_into_masks(const DecisionSpec& decision) {
    for (std::vector<std::uint64_t>& mask : masks)
        mask.assign(mask_words(std::max(decision.requirement_count, decision.remedy_count)), 0);
    return judge(program, decision, registers.data(),
                 {masks[0].data(), masks[1].data(), masks[2].data(), masks[3].data()});
}

DecisionAnswer Interpreter::Memory::decide(const DecisionSpec& decision) {
    DecisionAnswer out;
    out.verdict = verdict_kind(judge_into_masks(decision));
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k) {
        out.requirements.push_back(status_of(masks, k));
        out.records.push_back(failing(program.requirements[decision.first_requirement + k]));
    }
    for (std::uint32_t k = 0; k < decision.remedy_count; ++k)
        if (bit(masks[3], k)) out.remedies.push_back(k);
    out.missing = missing([&](const MissingBuffers& buffers) {
        return missing_of_decision(program, decision, source, registers.data(), buffers);
    });
    return out;
}

/// Whether anything of a judged decision is open, so that something may be missing; no surely means that nothing is.
bool Interpreter::Memory::may_lack(const DecisionSpec& decision) const {
    const auto any = [](const std::vector<std::uint64_t>& mask) {
        return std::any_of(mask.begin(), mask.end(), [](std::uint64_t word) { return word != 0; });
    };
    if (decision.when != no_register && !determined(registers[decision.when])) return true;
    return any(masks[1]) || (decision.remedy_count != 0 && any(masks[0]));
}

void Interpreter::Memory::decide_briefly(const DecisionSpec& decision, BriefAnswer::Decision& out) {
    out.verdict = verdict_kind(judge_into_masks(decision));
    out.failed.clear();
    out.remedies.clear();
    out.missing.clear();
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k)
        if (bit(masks[0], k)) out.failed.push_back(k);
    for (std::uint32_t k = 0; k < decision.remedy_count; ++k)
        if (bit(masks[3], k)) out.remedies.push_back(k);
    if (!may_lack(decision)) return;
    out.missing = missing([&](const MissingBuffers& buffers) {
        return missing_of_decision(program, decision, source, registers.data(), buffers);
    });
}

OutputAnswer Interpreter::Memory::output(const OutputSpec& output) {
    return {open_value(output.value), missing([&](const MissingBuffers& buffers) {
                return missing_of_output(program, output, source, registers.data(), buffers);
            })};
}

Possible Interpreter::Memory::open_value(std::uint16_t value) const {
    Possible out = possible(registers[value]);
    out.open_text = is_open_text(program, source, registers.data(), value);
    return out;
}

Possible Interpreter::Memory::shown_value(std::uint16_t value) const {
    Possible out = open_value(value);
    if (program.types[program.ops[value].type].kind == ValueKind::Text)
        out.text_fact = text_fact(program, source, registers.data(), value);
    return out;
}

/// Texts are only compared for equality, and only with ones that the program knows.
Reason Interpreter::Memory::reason_at(const tenet::Explanation& why, const Op& op) const {
    Reason out = reason_of(why);
    if (out.shape != Reason::Shape::Equal || out.type.base != typed::Base::Text) return out;
    const Op& equal = op.code == Code::Eq ? op : program.ops[op.a];
    out.actual = shown_value(program.ops[equal.a].code == Code::Constant ? equal.b : equal.a);
    return out;
}

std::vector<Possible> Interpreter::Memory::placeholders(std::uint16_t first, std::uint16_t count) const {
    std::vector<Possible> values;
    for (std::uint32_t i = 0; i < count; ++i)
        values.push_back(shown_value(program.placeholders[first + i].value));
    return values;
}

Explanation Interpreter::Memory::explain(const RequirementSpec& requirement) const {
    Explanation out;
    out.reason = reason_at(explain_op(subject(), program.ops[requirement.op], requirement.left),
                           program.ops[requirement.op]);
    out.placeholders = placeholders(requirement.first_placeholder, requirement.placeholder_count);
    if (out.reason.shape != Reason::Shape::Other) return out;
    for (std::uint32_t i = 0; i < requirement.part_count; ++i) {
        const std::uint32_t row = requirement.first_part + i;
        const auto [leaf, left] = program.parts[row];
        out.parts.push_back({row, possible(subject().holds(leaf)),
                             reason_at(shape_of(subject(), leaf, left), program.ops[leaf])});
        out.parts.back().reason.measure = source.table->parts[row].measure;
    }
    return out;
}

Interpreter::Interpreter(const Program& program, const Table& table)
    : memory_(std::make_unique<Memory>(program, table)) {}
Interpreter::~Interpreter() = default;

Answer Interpreter::answer(const FactRow& facts) {
    Memory& m = *memory_;
    m.source.row = &facts;
    Answer out;
    out.refusal = m.refusal();
    if (out.refused()) return out;
    for (std::uint32_t i = 0; i < m.program.decision_count; ++i)
        out.decisions.push_back(m.decide(m.program.decisions[i]));
    for (std::uint32_t i = 0; i < m.program.output_count; ++i)
        out.outputs.push_back(m.output(m.program.outputs[i]));
    return out;
}

void Interpreter::answer_briefly(const FactRow& facts, const std::vector<std::uint32_t>& decisions,
                                 const std::vector<std::uint32_t>& outputs, BriefAnswer& out) {
    Memory& m = *memory_;
    m.source.row = &facts;
    out.refusal = m.refusal();
    if (out.refused()) return;
    out.decisions.resize(decisions.size());
    out.outputs.clear();
    for (std::size_t i = 0; i < decisions.size(); ++i)
        m.decide_briefly(m.program.decisions[decisions[i]], out.decisions[i]);
    for (const std::uint32_t i : outputs)
        out.outputs.push_back(m.shown_value(m.program.outputs[i].value));
}

Explained Interpreter::explained(const FactRow& facts) {
    Memory& m = *memory_;
    Explained out{answer(facts), {}, {}, facts};
    if (out.answer.refusal.cause == Refusal::Cause::Assume) {
        const AssumeSpec& assume = m.program.assumes[out.answer.refusal.assume];
        out.refusal_placeholders = m.placeholders(assume.first_placeholder, assume.placeholder_count);
    }
    if (out.answer.refused()) return out;
    mark_hollow(m.program, m.registers.data(), m.register_marks.data());
    for (std::uint32_t i = 0; i < m.program.requirement_count; ++i) {
        out.reasons.push_back(m.explain(m.program.requirements[i]));
        out.reasons.back().reason.measure = m.source.table->requirements[i].measure;
    }
    for (std::uint32_t i = 0; i < m.program.output_count; ++i)
        out.answer.outputs[i].value = m.shown_value(m.program.outputs[i].value);
    return out;
}

Answer interpret(const Program& program, const Table& table, const FactRow& facts) {
    return Interpreter(program, table).answer(facts);
}

}  // namespace tenet::compiler
