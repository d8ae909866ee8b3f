#pragma once

#include "tenet/interpret.hpp"
#include "tenet/known_plan.hpp"

/// The interpreter on known values by a plan: the same answers as `run`, sooner.
namespace tenet {

/// Whether a source finds by itself which records have a field in a range.
template <class Source>
concept FindsRanges = requires(const Source& source) {
    source.between(0, 0, 0, 0, Value{}, Value{});
};

/// How many records a plan goes over at a time; the last word of a column is for its bits.
inline constexpr std::uint32_t planned_block = block_size<Value> - 1;

/// One block of a region by a plan.
template <class Source>
struct KnownBlock {
    RegionRun<Value, Source> run;
    Block block{};
    std::uint64_t all = 0;  ///< a bit for each record

    TENET_INLINE constexpr Value& bits(std::uint32_t place) const {
        return run.columns[place * block_size<Value> + planned_block];
    }
    constexpr std::uint64_t bits_at(std::uint16_t index) const {
        if (run.region.has_column(index)) return static_cast<std::uint64_t>(bits(index - run.region.first));
        return run.registers[index] != 0 ? all : 0;
    }

    TENET_APART constexpr void pack(const PlanStep& step) const {
        const Value* const column = run.column(step.op);
        std::uint64_t packed = 0;
        for (std::uint32_t k = block.count; k-- > 0;)
            packed = packed << 1 | static_cast<std::uint64_t>(column[k]);
        bits(step.out) = static_cast<Value>(packed);
    }
    TENET_APART constexpr void spread(const PlanStep& step) const {
        Value* const column = run.column(step.op);
        auto packed = static_cast<std::uint64_t>(bits(step.out));
        for (std::uint32_t k = 0; k < block.count; ++k, packed >>= 1)
            column[k] = static_cast<Value>(packed & 1);
    }

    /// Which records have a field from low to high; none if either is none.
    TENET_INLINE constexpr Value between(std::uint32_t field, Value low, Value high) const {
        if constexpr (FindsRanges<Source>)
            return static_cast<Value>(
                run.source.between(run.region.slot, field, block.first, block.count, low, high));
        else
            return static_cast<Value>(between_loaded(field, Span(low, high)));
    }
    constexpr std::uint64_t between_loaded(std::uint32_t field, const Span& span) const {
        const FactSpec& spec = run.program.fields[run.program.facts[run.region.slot].first_field + field];
        std::uint64_t found = 0;
        for (std::uint32_t k = block.count; k-- > 0;) {
            const Loaded loaded = run.source.field(run.region.slot, block.first + k, field);
            found = found << 1 | static_cast<std::uint64_t>(span.holds(from_fact<Value>(spec, loaded)));
        }
        return found;
    }

    /// The end of a range that begins or stops at v; with less-than the next value, of none none.
    TENET_INLINE static constexpr Value beyond(const PlanStep& step, Value v, Value next) {
        return step.code == Code::Lt && v != none_value ? wrapping_add(v, next) : v;
    }

    /// All yes/no of a block at once. Not, which flips one bit, is one flip of each.
    TENET_APART constexpr void join(const PlanStep& step) const {
        const Op& op = run.program.ops[step.op];
        const std::uint64_t a = bits_at(op.a);
        if (step.code == Code::Not)
            bits(step.out) = static_cast<Value>(a ^ all);
        else if (step.code == Code::And)
            bits(step.out) = static_cast<Value>(a & bits_at(op.b));
        else
            bits(step.out) = static_cast<Value>(a | bits_at(op.b));
    }

    TENET_INLINE constexpr void load(const PlanStep& step) const {
        if constexpr (requires { run.source.column(0, 0, 0, 0, run.columns); })
            run.source.column(run.region.slot, step.field, block.first, block.count, run.column(step.op));
        else
            compute(step);
    }
    /// A column, by the kernel of its op.
    TENET_APART constexpr void compute(const PlanStep& step) const { run.compute(step.op, block); }

    /// Adds the block's bits to a Count or Any.
    template <Code C>
    TENET_INLINE constexpr void add_bits(const PlanStep& step, bool is_last) const {
        Tally<Value> tally = block.first == 0 ? empty_tally<C, Value>() : run.kept_tally(step.op);
        AggregateOf<C>::known_bits(tally, static_cast<std::uint64_t>(bits(step.a)));
        keep<C>(step, tally, is_last);
    }
    template <Code C>
    TENET_INLINE constexpr void keep(const PlanStep& step, const Tally<Value>& tally, bool is_last) const {
        if (is_last)
            run.results[step.op] = run.template finish<C>(run.program.ops[step.op], tally);
        else
            run.keep(step.op, tally);
    }

    /// Adds the block to any aggregate, record by record.
    template <Code C>
    TENET_APART constexpr void add(const PlanStep& step, bool is_last) const {
        const Op& op = run.program.ops[step.op];
        Tally<Value> tally = block.first == 0 ? empty_tally<C, Value>() : run.kept_tally(step.op);
        const Operand<Value> a = run.operand_at(op.a);
        const Operand<Value> b = operand_count(C) > 1 ? run.operand_at(op.b) : a;
        std::uint64_t counts = has_condition(C) ? bits_at(op.a) : 0;
        Operands<Value> x{};
        run.add_outside(op, x);
        const auto go_over = [&](std::uint8_t flags) {
            for (std::uint32_t k = 0; k < block.count; ++k, counts >>= 1) {
                const Value first = has_condition(C) ? static_cast<Value>(counts & 1) : a[k];
                add_record<C>(tally, Operands<Value>{first, b[k], x.c, 0, flags, x.d});
            }
        };
        // Mostly none need not be looked for.
        if (op.flags == 0)
            go_over(0);
        else
            go_over(op.flags);
        keep<C>(step, tally, is_last);
    }
    TENET_INLINE constexpr void add(const PlanStep& step, bool is_last) const {
#define AGGREGATE(name, ...)                                                                                 \
    if (step.code == Code::name) return add<Code::name>(step, is_last);
#include "tenet/aggregates.def"
#undef AGGREGATE
    }

    TENET_INLINE constexpr void go(const PlanStep& step, bool is_last) const {
        const Value* const registers = run.registers;
        switch (step.step) {
        case Step::Find: bits(step.out) = between(step.field, registers[step.a], registers[step.b]); return;
        case Step::FindAtLeast:
            bits(step.out) = between(step.field, beyond(step, registers[step.a], 1), value_limit);
            return;
        case Step::FindAtMost:
            bits(step.out) = between(step.field, -value_limit, beyond(step, registers[step.b], -1));
            return;
        case Step::FindYes: bits(step.out) = between(step.field, 1, 1); return;
        case Step::BothBits: bits(step.out) = bits(step.a) & bits(step.b); return;
        case Step::EitherBits: bits(step.out) = bits(step.a) | bits(step.b); return;
        case Step::Join: return join(step);
        case Step::Load: return load(step);
        case Step::Compute: return compute(step);
        case Step::Pack: return pack(step);
        case Step::Spread: return spread(step);
        case Step::CountBits: return add_bits<Code::Count>(step, is_last);
        case Step::AnyBits: return add_bits<Code::Any>(step, is_last);
        case Step::Add: return add(step, is_last);
        case Step::Constant:
        case Step::Apply:
        case Step::Facts:
        case Step::Region: return;
        }
    }
};

/// Goes over a list by the steps of its region.
template <class Source>
constexpr void run_known_region(const Program& program, const PlanStep* steps, const Source& source,
                                Value* registers, Value* columns) {
    KnownBlock<Source> known{{program, source, registers, registers, columns, region_at(program, steps->op)}};
    const std::uint32_t length = records_of<Value>(source, known.run.region.slot).count;
    const PlanStep* const end = steps + 1 + steps_of_region(*steps);
    std::uint32_t first = 0;
    do {
        const std::uint32_t left = length - first;
        known.block = {first, left < planned_block ? left : planned_block, false};
        known.all = (std::uint64_t{1} << known.block.count) - 1;
        first += known.block.count;
        for (const PlanStep* step = steps + 1; step != end; ++step)
            known.go(*step, first == length);
    } while (first < length);
}

/// Writes so many constants.
constexpr void run_constants(const Program& program, const PlanStep* steps, std::uint32_t count,
                             Value* registers) {
    for (const PlanStep* step = steps; step != steps + count; ++step)
        registers[step->op] = step->code == Code::Constant
                                  ? apply<Code::Constant>(Operands<Value>{0, 0, 0, program.ops[step->op].imm})
                                  : apply<Code::NoneConstant>(Operands<Value>{});
}

/// Runs a plan of so many steps; every fact that it reads is known or legally none.
template <class Source>
constexpr void run_known(const Program& program, const PlanStep* steps, std::uint32_t count,
                         const Source& source, Value* registers, Value* columns) {
    const std::uint32_t constants = constant_steps(steps, count);
    run_constants(program, steps, constants, registers);
    for (const PlanStep* step = steps + constants; step != steps + count; ++step) {
        const Op& op = program.ops[step->op];
        if (step->step == Step::Facts) {
            for (std::uint32_t i = step->op; i < std::uint32_t{step->op} + step->a; ++i)
                registers[i] = apply<Code::LoadFact>(
                    operands_of<Code::LoadFact>(program, program.ops[i], source, registers));
            continue;
        }
        if (step->step == Step::Region) {
            run_known_region(program, step, source, registers, columns);
            step += steps_of_region(*step);
            continue;
        }
        switch (op.code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        registers[step->op] = apply<Code::name>(operands_of<Code::name>(program, op, source, registers));    \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        break;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        break;
#include "tenet/requirements.def"
#undef REQUIREMENT
        }
    }
}

}  // namespace tenet
