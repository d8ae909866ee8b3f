#pragma once

#include "tenet/interpret.hpp"

/// The walks of a search for missing facts: from undetermined registers down through operands that are not determined, never
/// into a branch surely not taken. Up to 64 walks go at once, a bit each.
namespace tenet {

/// Goes on from an undetermined op to its operands. A place has `const Partial& value(std::uint16_t) const` and
/// `void mark(std::uint16_t, std::uint64_t) const`, of registers by their index.
template <class Place>
struct Steps {
    Place place;

    /// Lets walks go on to a register, if it is not determined.
    constexpr void reach(std::uint16_t target, std::uint64_t bits) const {
        if (!determined(place.value(target)) || planted(Fault::MissingDetermined)) place.mark(target, bits);
    }

    /// From an `If`, into its condition and the branches that may be taken.
    constexpr void reach_branches(const Op& op, std::uint64_t bits) const {
        const Partial condition = place.value(op.a);
        reach(op.a, bits);
        if (possibly(condition) || planted(Fault::MissingBranch)) reach(op.b, bits);
        if (!surely(condition) || planted(Fault::MissingBranch)) reach(operand(op, 2), bits);
    }

    /// From a tiered requirement, as from the Or, And and comparisons it is composed of.
    constexpr void reach_tiers(const Op& op, std::uint64_t bits, const Partial& first,
                               const Partial& second) const {
        const Partial with_tier = rule<kernel::And>(Operands<Partial>{place.value(op.b), second});
        if (!determined(first) || (!determined(with_tier) && !determined(second))) reach(op.a, bits);
        if (!determined(with_tier)) reach(op.b, bits);
    }

    constexpr void step(const Op& op, std::uint64_t bits) const {
        if (op.code == Code::If) return reach_branches(op, bits);
        const Value first = first_tier(op.imm), second = second_tier(op.imm);
        if (op.code == Code::RequireTieredAtLeast) {
            const Partial a = place.value(op.a);
            return reach_tiers(op, bits, fused::at_least(a, first, op.flags),
                               fused::at_least(a, second, op.flags));
        }
        if (op.code == Code::RequireTieredAtMost) {
            const Partial a = place.value(op.a);
            return reach_tiers(op, bits, fused::at_most(a, first, op.flags),
                               fused::at_most(a, second, op.flags));
        }
        for (int k = 0; k < operand_count(op.code); ++k)
            reach(operand(op, k), bits);
    }
};

/// The registers outside of regions.
struct RegisterPlace {
    const Partial* registers;
    std::uint64_t* marks;

    constexpr const Partial& value(std::uint16_t index) const { return registers[index]; }
    constexpr void mark(std::uint16_t index, std::uint64_t bits) const { marks[index] |= bits; }
};

/// The registers of one record of a block, and those outside of the region that it reads.
template <class Source>
struct RecordPlace {
    const RegionRun<Partial, Source>& run;
    std::uint32_t record;    ///< in the block
    std::uint64_t* marks;    ///< of registers outside
    std::uint64_t* columns;  ///< marks of the record ops

    constexpr const Partial& value(std::uint16_t index) const { return run.operand_at(index)[record]; }
    constexpr void mark(std::uint16_t index, std::uint64_t bits) const {
        (run.region.has_column(index) ? columns[index - run.region.first] : marks[index]) |= bits;
    }
};

/// The part of a list that a walk looks at: `block` has been computed, and beside the records that are walked the one before
/// and the one after them, if there are any.
struct Window {
    Block block;
    std::uint32_t first, end;  ///< the records that are walked
    std::uint32_t length;      ///< of the list

    /// The window that begins at a record.
    static constexpr Window at(std::uint32_t first, std::uint32_t length) {
        const std::uint32_t from = first == 0 ? 0 : first - 1;
        const std::uint32_t left = length - from;
        const std::uint32_t count = left < block_size<Partial> ? left : block_size<Partial>;
        const std::uint32_t to = from + count;
        return {{from, count, false}, first, to == length ? to : to - 1, length};
    }
};

/// One record of a region, on the way from its aggregates to its fields.
template <class Source>
struct RecordWalk {
    RecordPlace<Source> place;
    const Window& window;
    std::uint32_t record;  ///< in the list

    constexpr const Partial& value(std::uint16_t index) const { return place.value(index); }
    constexpr const Partial& near(std::uint16_t index, bool next) const {
        return place.run.operand_at(index)[next ? place.record + 1 : place.record - 1];
    }

    /// From an order, along each comparison that is undetermined.
    constexpr void start_order(const Op& op, std::uint64_t bits) const {
        const Steps<RecordPlace<Source>> steps{place};
        const Partial a = value(op.a), b = value(op.b);
        const bool is_last = record + 1 == window.length;
        const Partial own = is_last ? aggregate::InOrder::in_last(a, b) : kernel::Le::partial({a, b});
        const bool own_open = !determined(own);
        const bool before_open = record > 0 && !determined(kernel::Le::partial({near(op.b, false), a}));
        const bool after_open = !is_last && !determined(kernel::Le::partial({b, near(op.a, true)}));
        if (own_open || before_open) steps.reach(op.a, bits);
        if (own_open || after_open) steps.reach(op.b, bits);
    }

    /// From an undetermined aggregate into what this record contributes to it.
    constexpr void start(const Op& op, std::uint64_t bits) const {
        if (op.code == Code::InOrder) return start_order(op, bits);
        const Steps<RecordPlace<Source>> steps{place};
        if (is_clock(op.code)) {
            steps.reach(op.a, bits);
            steps.reach(op.b, bits);
            return;
        }
        if (!possibly(value(op.a)) && !planted(Fault::MissingRecord)) return;
        steps.reach(op.a, bits);
        if (operand_count(op.code) > 1) steps.reach(op.b, bits);
    }

    /// Sweeps the record ops from last to first; `found(field, bits)` takes the fields that are reached and unknown.
    template <class Found>
    constexpr void sweep(const Program& program, const Source& source, const Found& found) const {
        const Region region = place.run.region;
        const Steps<RecordPlace<Source>> steps{place};
        for (std::uint32_t i = region.first_aggregate(); i-- > region.first;) {
            const std::uint64_t bits = place.columns[i - region.first];
            if (bits == 0) continue;
            place.columns[i - region.first] = 0;
            const Op& op = program.ops[i];
            if (op.code != Code::LoadField) {
                steps.step(op, bits);
                continue;
            }
            const std::uint32_t field = field_of(op.imm);
            if (source.field(region.slot, record, field).state == FactState::Unknown) found(field, bits);
        }
    }
};

}  // namespace tenet
