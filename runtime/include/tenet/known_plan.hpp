#pragma once

#include "tenet/columns.hpp"

/// A plan for running a program on known values only: what there is to do in which order, worked out once. It holds no rules:
/// comparisons of fields with what is the same for all records, and yes/no of all records of a block, take fewer steps there,
/// and everything else is done by the kernels one by one.
namespace tenet {

/// A step of a plan. In a region a yes/no that is never none has a bit a record; whatever is needed as values has a column.
enum class Step : std::uint8_t {
    Constant,     ///< a constant; all of them come first
    Apply,        ///< any other op outside of regions
    Facts,        ///< so many LoadFacts as `a` says, one after the other
    Region,       ///< begins a region: its steps follow
    Find,         ///< bits: which records have field `field` from register a to register b
    FindAtLeast,  ///< … from register a on; behind it, if the code is Lt
    FindAtMost,   ///< … up to register b; before it, if the code is Lt
    FindYes,      ///< … as yes
    BothBits,     ///< bits: And of columns a and b
    EitherBits,   ///< bits: Or of columns a and b
    Join,         ///< bits: any And, Or, Not
    Load,         ///< the column of field `field`
    Compute,      ///< any other column, record by record
    Pack,         ///< the bits of a column
    Spread,       ///< the column of bits
    CountBits,    ///< Count of the bits in column a
    AnyBits,      ///< Any of them
    Add,          ///< any aggregate
};

/// Columns are counted from a region's first record op on.
struct PlanStep {
    Step step;
    Code code;           ///< of the op; of a comparison that is part of it, Le or Lt
    std::uint16_t op;    ///< its index
    std::uint16_t out;   ///< its column
    std::uint16_t a, b;  ///< what the step says
    std::uint16_t field;
};

/// How many steps, aggregates among them, follow the beginning of a region.
constexpr std::uint32_t steps_of_region(const PlanStep& region) {
    return std::uint32_t{region.b} << 16 | region.a;
}

/// A plan takes at most so many steps.
constexpr std::uint32_t most_steps(const Program& program) { return 3 * program.value_count; }

/// How many of a plan's steps are constants. Who keeps the registers from run to run may leave these out after the first.
constexpr std::uint32_t constant_steps(const PlanStep* steps, std::uint32_t count) {
    std::uint32_t constants = 0;
    while (constants < count && steps[constants].step == Step::Constant)
        ++constants;
    return constants;
}

/// Works out a plan.
class Planner {
  public:
    /// `needs` has room for `value_count` marks, `steps` for `most_steps`; where `live` is given, only what it marks is done.
    constexpr Planner(const Program& program, const std::uint8_t* live, std::uint8_t* needs, PlanStep* steps)
        : program_(program), live_(live), needs_(needs), steps_(steps) {}

    /// Writes the plan; gives how many steps it has.
    constexpr std::uint32_t plan() {
        for (std::uint32_t i = 0; i < program_.value_count; ++i)
            needs_[i] = 0;
        for (std::uint32_t i = 0; i < program_.value_count; ++i) {
            if (op(i).code == Code::Each) i = region_at(program_, i).end() - 1;
            if (is_constant(i) && is_live(i)) put({Step::Constant, op(i).code, index(i), 0, 0, 0, 0});
        }
        for (std::uint32_t i = 0; i < program_.value_count; ++i) {
            if (op(i).code != Code::Each) {
                if (is_live(i) && !is_constant(i)) plan_outside(i);
                continue;
            }
            region_ = region_at(program_, i);
            if (is_live(i)) plan_region(i);
            i = region_.end() - 1;
        }
        return count_;
    }

  private:
    enum Need : std::uint8_t { bits = 1, values = 2 };

    constexpr const Op& op(std::uint32_t i) const { return program_.ops[i]; }
    constexpr bool is_live(std::uint32_t i) const { return live_ == nullptr || live_[i] != 0; }
    static constexpr std::uint16_t index(std::uint32_t i) { return static_cast<std::uint16_t>(i); }
    constexpr void put(const PlanStep& step) { steps_[count_++] = step; }
    constexpr void need(std::uint16_t i, Need what) const {
        if (region_.has_column(i)) needs_[i] = static_cast<std::uint8_t>(needs_[i] | what);
    }

    constexpr bool is_constant(std::uint32_t i) const {
        return op(i).code == Code::Constant || op(i).code == Code::NoneConstant;
    }
    static constexpr bool joins(Code code) {
        return code == Code::And || code == Code::Or || code == Code::Not;
    }

    /// Whether an operand is a field that can be found by a range: in order, and none is none of its values.
    constexpr bool is_findable(std::uint16_t i) const {
        if (!region_.has_column(i) || op(i).code != Code::LoadField) return false;
        const ValueKind kind = program_.types[op(i).type].kind;
        return kind != ValueKind::Set && kind != ValueKind::YesNo;
    }

    constexpr void plan_outside(std::uint32_t i) {
        PlanStep* const last = count_ == 0 ? nullptr : steps_ + count_ - 1;
        const bool is_fact = op(i).code == Code::LoadFact;
        if (is_fact && last != nullptr && last->step == Step::Facts && last->op + last->a == i)
            ++last->a;
        else
            put({is_fact ? Step::Facts : Step::Apply, op(i).code, index(i), 0, index(1), 0, 0});
    }

    constexpr std::uint16_t place(std::uint32_t i) const { return index(i - region_.first); }
    constexpr PlanStep step(Step what, std::uint32_t i, std::uint16_t a = 0, std::uint16_t b = 0,
                            std::uint32_t field = 0) const {
        return {what, op(i).code, index(i), place(i), a, b, index(field)};
    }

    /// The step that finds what a comparison asks for, if it is one; else Compute.
    constexpr PlanStep found(std::uint32_t i) const {
        const Op& o = op(i);
        const auto is_outside = [this](std::uint16_t from) { return !region_.has_column(from); };
        const auto find = [&](Step what, std::uint16_t field, std::uint16_t low, std::uint16_t high) {
            return step(what, i, low, high, field_of(op(field).imm));
        };
        if (o.code == Code::InRange && is_findable(o.a) && is_outside(o.b) && is_outside(operand(o, 2)))
            return find(Step::Find, o.a, o.b, operand(o, 2));
        const bool orders = o.code == Code::Le || o.code == Code::Lt;
        if (orders && is_findable(o.a) && is_outside(o.b)) return find(Step::FindAtMost, o.a, 0, o.b);
        if (orders && is_findable(o.b) && is_outside(o.a)) return find(Step::FindAtLeast, o.b, o.a, 0);
        // None equals none, which is in no range.
        const bool or_none = (o.flags & (a_may_be_none | b_may_be_none)) != 0;
        if (o.code == Code::Eq && !or_none && is_findable(o.a) && is_outside(o.b))
            return find(Step::Find, o.a, o.b, o.b);
        if (o.code == Code::Eq && !or_none && is_findable(o.b) && is_outside(o.a))
            return find(Step::Find, o.b, o.a, o.a);
        return step(Step::Compute, i);
    }

    /// Whether an op asks if what is the same for all records lies between two fields.
    constexpr bool is_between_fields(std::uint32_t i) const {
        const Op& o = op(i);
        return o.code == Code::InRange && !region_.has_column(o.a) && is_findable(o.b) &&
               is_findable(operand(o, 2)) && o.b != operand(o, 2);
    }
    /// Finds where the first field is at most it and the second at least; a field that is findable needs its column's bits for
    /// nothing else.
    constexpr void put_between_fields(std::uint32_t i) {
        const Op& o = op(i);
        const std::uint16_t low = o.b, high = operand(o, 2);
        put({Step::FindAtMost, Code::Le, index(i), place(low), 0, o.a, index(field_of(op(low).imm))});
        put({Step::FindAtLeast, Code::Le, index(i), place(high), o.a, 0, index(field_of(op(high).imm))});
        put(step(Step::BothBits, i, place(low), place(high)));
    }
    /// Whether an op's bits can be had without a column of any of its operands.
    constexpr bool is_found(std::uint32_t i) const {
        return is_between_fields(i) || found(i).step != Step::Compute;
    }

    /// The step that joins yes/no.
    constexpr PlanStep joined(std::uint32_t i) const {
        const Op& o = op(i);
        const bool columns = o.code != Code::Not && region_.has_column(o.a) && region_.has_column(o.b);
        if (!columns) return step(Step::Join, i);
        return step(o.code == Code::And ? Step::BothBits : Step::EitherBits, i, place(o.a), place(o.b));
    }

    /// The step of an aggregate.
    constexpr PlanStep added(std::uint32_t i) const {
        const Op& o = op(i);
        const bool is_plain = (o.code == Code::Count || o.code == Code::Any) && region_.has_column(o.a);
        if (!is_plain) return step(Step::Add, i);
        return step(o.code == Code::Count ? Step::CountBits : Step::AnyBits, i, place(o.a));
    }

    /// Marks what an op needs of its operands, all that need it having been seen.
    constexpr void mark(std::uint32_t i) const {
        const Op& o = op(i);
        if (is_aggregate(o.code) && has_condition(o.code)) {
            need(o.a, bits);
            if (operand_count(o.code) > 1) need(o.b, values);
            return;
        }
        if (!is_aggregate(o.code) && needs_[i] == 0) return;
        if (needs_[i] == bits && is_found(i)) return;
        for (int k = 0; k < operand_count(o.code); ++k)
            need(operand(o, k), joins(o.code) ? bits : values);
    }

    constexpr void plan_op(std::uint32_t i) {
        const Op& o = op(i);
        const bool wants_bits = (needs_[i] & bits) != 0, wants_values = (needs_[i] & values) != 0;
        if (joins(o.code)) {
            put(joined(i));
            if (wants_values) put(step(Step::Spread, i));
        } else if (wants_values || (o.code != Code::LoadField && !is_found(i))) {
            const bool is_field = o.code == Code::LoadField;
            put(step(is_field ? Step::Load : Step::Compute, i, 0, 0, is_field ? field_of(o.imm) : 0));
            if (wants_bits) put(step(Step::Pack, i));
        } else if (is_between_fields(i)) {
            put_between_fields(i);
        } else {
            put(o.code == Code::LoadField ? step(Step::FindYes, i, 0, 0, field_of(o.imm)) : found(i));
        }
    }

    constexpr void plan_region(std::uint32_t each) {
        const std::uint32_t begin = count_;
        put({Step::Region, Code::Each, index(each), 0, 0, 0, 0});
        for (std::uint32_t i = region_.end(); i-- > region_.first;)
            if (is_live(i)) mark(i);
        for (std::uint32_t i = region_.first; i < region_.first_aggregate(); ++i)
            if (is_live(i) && needs_[i] != 0) plan_op(i);
        for (std::uint32_t i = region_.first_aggregate(); i < region_.end(); ++i)
            if (is_live(i)) put(added(i));
        const std::uint32_t steps = count_ - begin - 1;
        steps_[begin].a = index(steps & 0xFFFF);
        steps_[begin].b = index(steps >> 16);
    }

    const Program& program_;
    const std::uint8_t* live_;
    std::uint8_t* needs_;
    PlanStep* steps_;
    Region region_{};
    std::uint32_t count_ = 0;
};

}  // namespace tenet
