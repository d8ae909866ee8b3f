#pragma once

#include "tenet/interpret.hpp"
#include "tenet/none.hpp"

#include <limits>
#include <type_traits>

/// What a decision needs of lanes, worked out once: which ops have a rule there, how wide lanes are, what each op can ever give.
namespace tenet::batch {

/// None in lanes of known values is the code that facts have for it. In lanes of ends a value that is surely none has `above` as its
/// lower end and `below` as its upper one, so that it compares with nothing.
template <class W>
inline constexpr W none_of = std::numeric_limits<W>::min() + 1;
template <class W>
inline constexpr W below = std::numeric_limits<W>::min();
template <class W>
inline constexpr W above = std::numeric_limits<W>::max();

/// Which rows are answered in lanes; the interpreter answers the others one by one.
enum class Level : std::uint8_t {
    Rows,   ///< none: some op has no rule there
    Known,  ///< those of which all is known
    Split,  ///< all but those of which a whole list is unknown, or a record refused
};

/// How the values of an op lie.
enum class Form : std::uint8_t {
    Unused,
    Bits,  ///< a yes/no that is never none: all bits of a lane or none, for surely and for possibly
    Wide,  ///< lower ends, upper ones, and all bits where it may be none
};

struct OpPlan {
    Form form = Form::Unused;
    bool may_be_none = false;
    bool near_years = false;   ///< of an op that moves dates: `Dates::add_years_near` can
    Value low = 0, high = 0;   ///< what it can ever be; 0 of what is surely none, and inside of regions
    Value quarters_moved = 0;  ///< of an op that moves dates: 1,461 for each year
};

/// A decision of a program as lanes take it. It refers to the program and to the memory that it was made in.
struct Plan {
    const Program* program = nullptr;
    const OpPlan* ops = nullptr;
    const std::uint8_t* live = nullptr;  ///< by op: whether the decision, or an assume, needs it
    const std::uint8_t* reads =
        nullptr;  ///< by slot, then by list and field, see `first_field_mark`: the same
    std::uint32_t decision = 0;
    Level level = Level::Rows;
    bool wide = false;  ///< lanes are of 64 bits, not of 32

    constexpr const DecisionSpec& spec() const { return program->decisions[decision]; }
    constexpr bool reads_fact(std::uint32_t slot) const { return reads[slot] != 0; }
    constexpr bool reads_field(std::uint32_t slot, std::uint32_t field) const {
        return reads[program->fact_count + first_field_mark(*program, slot) + field] != 0;
    }
};

/// Where a plan is made, memory of the caller: `value_count + 1` of the first three, `read_marks(program)` and `range_columns(program)` of
/// the others. The plan refers to `ops`, `live` and `reads` from then on.
struct PlanMemory {
    OpPlan* ops;
    std::uint8_t* live;
    Range* ranges;
    std::uint8_t* reads;
    Range* columns;
};

constexpr std::uint32_t read_marks(const Program& program) {
    return program.fact_count + first_field_mark(program, program.fact_count) + 1;
}
constexpr std::uint32_t range_columns(const Program& program) {
    return column_count(program) * block_size<Range> + 1;
}

/// The days from and to which `Dates::add_years_near` moves: 1900-01-01 … 2199-12-31, and 1801-01-01 … 2199-12-31.
inline constexpr Value near_from = 0, near_to_first = -36159, near_last = 109572;

/// Ops whose values are the same for rows and for records.
constexpr bool is_constant(Code code) { return code == Code::Constant || code == Code::NoneConstant; }

constexpr bool is_load(Code code) { return code == Code::LoadFact || code == Code::LoadField; }

/// How many bytes a fact or a field has in its column. Texts are numbered as the program numbers them: the place among
/// `Program::texts` plus 1, or 0 for any other. A list has a byte that says whether it is known.
constexpr std::uint32_t raw_bytes(const FactSpec& spec) {
    switch (spec.kind) {
    case ValueKind::YesNo:
    case ValueKind::List: return 1;
    case ValueKind::Choice: return spec.high < 0x80 ? 1 : 2;
    case ValueKind::Date:
    case ValueKind::Text: return 4;
    case ValueKind::Set: return 8;
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: break;
    }
    return (spec.low < 0 ? spec.high - spec.low : spec.high) <= INT32_MAX ? 4 : 8;
}

/// What is added to the value in a column.
constexpr Value bias_of(const FactSpec& spec) { return spec.low < 0 ? spec.low : 0; }

/// The fact or field that an op loads.
constexpr const FactSpec& spec_of(const Program& program, const Op& load) {
    if (load.code == Code::LoadFact) return program.facts[load.imm];
    return program.fields[program.facts[slot_of(load.imm)].first_field + field_of(load.imm)];
}

/// Makes the plan of one decision.
class Planning {
  public:
    constexpr Planning(const Program& program, std::uint32_t decision, const PlanMemory& memory)
        : program_(program), memory_(memory) {
        plan_.program = &program;
        plan_.ops = memory.ops;
        plan_.live = memory.live;
        plan_.reads = memory.reads;
        plan_.decision = decision;
    }

    constexpr Plan run() {
        mark_live(program_, slice_of_decision(plan_.decision), memory_.live);
        plan_.level = Level::Split;
        for (std::uint32_t i = 0; i < program_.value_count; ++i) {
            memory_.ops[i] = {};
            if (memory_.live[i] != 0 && program_.ops[i].code != Code::Each) choose_form(i);
        }
        find_ranges();
        for (std::uint32_t k = 0; k < plan_.spec().requirement_count; ++k)
            check_requirement(program_.ops[program_.requirements[plan_.spec().first_requirement + k].op]);
        mark_reads();
        return plan_;
    }

  private:
    constexpr void at_most(Level level) {
        if (level < plan_.level) plan_.level = level;
    }

    constexpr const ValueType& type_of(std::uint32_t i) const { return program_.types[program_.ops[i].type]; }

    constexpr bool may_be_none(const Op& op) const {
        const bool or_none = is_load(op.code) && spec_of(program_, op).or_none;
        return may_give_none(op.code, or_none, op.flags & (a_may_be_none | b_may_be_none | c_may_be_none));
    }

    constexpr void choose_form(std::uint32_t i) {
        const Op& op = program_.ops[i];
        OpPlan& own = memory_.ops[i];
        const ValueKind kind = type_of(i).kind;
        own.may_be_none = may_be_none(op);
        own.form = kind == ValueKind::YesNo && !own.may_be_none ? Form::Bits : Form::Wide;
        // Sets are bits, of which ends say something else.
        if (kind == ValueKind::Set) {
            plan_.wide = true;
            at_most(Level::Known);
        }
        at_most(level_of(op, kind));
    }

    /// The form of an operand; constants and all else have theirs by now.
    constexpr bool is_bits(std::uint16_t index) const { return memory_.ops[index].form == Form::Bits; }

    constexpr Level level_of(const Op& op, ValueKind kind) const {
        switch (op.code) {
        case Code::Eq: return is_bits(op.a) == is_bits(op.b) ? Level::Split : Level::Rows;
        case Code::If: return level_of_if(op, kind);
        case Code::InSet:
            // What a choice may be in between its ends only its fact or field tells.
            return is_load(program_.ops[op.a].code) ? Level::Split : Level::Known;
        case Code::Constant:
        case Code::NoneConstant:
        case Code::LoadFact:
        case Code::Given:
        case Code::Not:
        case Code::And:
        case Code::Or:
        case Code::Lt:
        case Code::Le:
        case Code::InRange:
        case Code::IsNone:
        case Code::Add:
        case Code::Sub:
        case Code::Scale:
        case Code::AddMonths:
        case Code::EarliestFrom:
        case Code::Ahead:
        case Code::Require:
        case Code::RequireAtLeast:
        case Code::RequireAtMost:
        case Code::RequireLe:
        case Code::RequireTieredAtLeast:
        case Code::RequireTieredAtMost:
        case Code::RequireInRange:
        case Code::LoadField:
        case Code::Count:
        case Code::Any:
        case Code::Sum:
        case Code::Latest:
        case Code::Earliest: return Level::Split;
        case Code::Each:
        case Code::Member:
        case Code::WholeMonths:
        case Code::WorkingDay:
        case Code::WorkingIndex:
        case Code::WorkingDayAt:
        case Code::Covers:
        case Code::AsSet:
        case Code::InOrder:
        case Code::Running:
        case Code::RunTo:
        case Code::Union: return Level::Rows;
        }
        return Level::Rows;
    }
    constexpr Level level_of_if(const Op& op, ValueKind kind) const {
        const auto c = static_cast<std::uint16_t>(op.imm);
        if (is_bits(op.b) != is_bits(c) || (is_bits(op.b) && kind != ValueKind::YesNo)) return Level::Rows;
        const bool of_members = kind == ValueKind::Choice || kind == ValueKind::Text;
        return of_members ? Level::Known : Level::Split;
    }

    /// Ends of columns of 32 bits; what none and the ends of a sure none need is left out.
    static constexpr bool fits(Value v) { return v > INT32_MIN + 2 && v < INT32_MAX - 1; }

    constexpr void note(const Range& range) {
        if (may_be_value(range.value) && !(fits(range.value.lo) && fits(range.value.hi))) plan_.wide = true;
    }
    /// Of an op that moves dates: whether 32 bits suffice, and how near all dates are.
    constexpr void note_shift(std::uint32_t i, const Partial& from, const Partial& to) {
        const Op& op = program_.ops[i];
        if (op.code != Code::AddMonths && op.code != Code::EarliestFrom) return;
        if (!may_be_value(from)) return;
        if (!(calendar::is_near(from.lo - 1, op.imm) && calendar::is_near(from.hi, op.imm)))
            plan_.wide = true;
        memory_.ops[i].quarters_moved = 1461 * (op.imm / 12) * (op.code == Code::AddMonths ? 1 : -1);
        memory_.ops[i].near_years =
            from.lo >= near_from && from.hi <= near_last && to.lo >= near_to_first && to.hi <= near_last;
    }

    constexpr Operands<Range> operands(const Op& op) const {
        Operands<Range> x{{}, {}, {}, op.imm, op.flags};
        if (op.code == Code::LoadFact) x.a = from_fact<Range>(program_.facts[op.imm], {});
        const int count = operand_count(op.code);
        if (count > 0) x.a = memory_.ranges[op.a];
        if (count > 1) x.b = memory_.ranges[op.b];
        if (count > 2) x.c = memory_.ranges[operand(op, 2)];
        if (reads_calendar(op.code)) x.program = &program_;
        return x;
    }

    /// What every value can ever be says whether columns of 32 bits have room for it.
    constexpr void find_ranges() {
        const LoadedFacts no_source{nullptr};
        for (std::uint32_t i = 0; i < program_.value_count; ++i) {
            const Op& op = program_.ops[i];
            if (op.code == Code::Each) {
                const Region region = region_at(program_, i);
                if (memory_.live[i] != 0) find_region(no_source, region, i);
                i = region.end() - 1;
                continue;
            }
            if (memory_.live[i] == 0) continue;
            const Operands<Range> x = operands(op);
            memory_.ranges[i] = apply(op.code, x);
            note_shift(i, x.a.value, memory_.ranges[i].value);
            note(memory_.ranges[i]);
            if (!may_be_value(memory_.ranges[i].value)) continue;
            memory_.ops[i].low = memory_.ranges[i].value.lo;
            memory_.ops[i].high = memory_.ranges[i].value.hi;
        }
    }
    constexpr void find_region(const LoadedFacts& no_source, const Region& region, std::uint32_t i) {
        run_region<Range>(program_, no_source, i, memory_.ranges, memory_.columns, memory_.live);
        const auto column = [&](std::uint32_t op) -> const Range& {
            return memory_.columns[std::size_t{op - region.first} * block_size<Range>];
        };
        for (std::uint32_t k = region.first; k < region.first_aggregate(); ++k) {
            if (memory_.live[k] == 0) continue;
            const std::uint16_t a = program_.ops[k].a;
            note_shift(k, region.has_column(a) ? column(a).value : memory_.ranges[a].value, column(k).value);
            note(column(k));
        }
        for (std::uint32_t k = region.first_aggregate(); k < region.end(); ++k)
            if (memory_.live[k] != 0) note(memory_.ranges[k]);
    }

    constexpr void check_requirement(const Op& op) {
        const bool tiered = op.code == Code::RequireTieredAtLeast || op.code == Code::RequireTieredAtMost;
        if ((op.code == Code::RequireAtLeast || op.code == Code::RequireAtMost) && !fits(op.imm))
            plan_.wide = true;
        if (tiered && !(fits(first_tier(op.imm)) && fits(second_tier(op.imm)))) plan_.wide = true;
    }

    constexpr void mark_reads() {
        for (std::uint32_t k = 0; k < read_marks(program_); ++k)
            memory_.reads[k] = 0;
        for (std::uint32_t i = 0; i < program_.value_count; ++i) {
            const Op& op = program_.ops[i];
            if (memory_.live[i] == 0) continue;
            if (op.code == Code::LoadFact || op.code == Code::Each) memory_.reads[op.imm] = 1;
            if (op.code != Code::LoadField) continue;
            const std::uint32_t first = first_field_mark(program_, slot_of(op.imm));
            memory_.reads[program_.fact_count + first + field_of(op.imm)] = 1;
        }
    }

    const Program& program_;
    PlanMemory memory_;
    Plan plan_;
};

/// The plan of decision D of a constexpr program; `Traits::program` is that program.
template <class Traits, std::uint32_t D>
struct PlanOf {
    OpPlan ops[Traits::program.value_count + 1] = {};
    std::uint8_t live[Traits::program.value_count + 1] = {};
    std::uint8_t reads[read_marks(Traits::program)] = {};
    Plan plan;

    constexpr PlanOf() {
        Range ranges[Traits::program.value_count + 1] = {};
        Range columns[range_columns(Traits::program)] = {};
        plan = Planning(Traits::program, D, {ops, live, ranges, reads, columns}).run();
    }
};
template <class Traits, std::uint32_t D>
inline constexpr PlanOf<Traits, D> made_plan{};
template <class Traits, std::uint32_t D>
inline constexpr Plan plan_of = [] {
    Plan plan = made_plan<Traits, D>.plan;
    plan.ops = made_plan<Traits, D>.ops;
    plan.live = made_plan<Traits, D>.live;
    plan.reads = made_plan<Traits, D>.reads;
    return plan;
}();

}  // namespace tenet::batch
