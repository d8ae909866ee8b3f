#pragma once

#include "tenet/columns.hpp"
#include "tenet/valid_types.hpp"

/// Where the regions of a program stand, for the validator: it trusts no count.
namespace tenet {

/// Which ops have a value for every record only.
class RegionMap {
  public:
    constexpr explicit RegionMap(const Program& program) {
        for (std::uint32_t i = 0; i < program.value_count && i < no_register; ++i) {
            if (program.ops[i].code != Code::Each) continue;
            const Region region = region_at(program, i);
            for (std::uint32_t k = region.first; k < region.first_aggregate() && k < no_register; ++k)
                bits_[k / 64] |= std::uint64_t{1} << (k % 64);
            i = region.end() - 1;
        }
    }

    constexpr bool is_record_op(std::uint32_t index) const {
        return ((bits_[index / 64] >> (index % 64)) & 1) != 0;
    }

  private:
    std::uint64_t bits_[(std::size_t{no_register} + 1) / 64] = {};
};

/// No region.
inline constexpr Region no_region{0, 0, 0, 0};

/// The region in which an op stands, if any; looks back as far as it must.
constexpr Region region_around(const Program& program, std::uint32_t index) {
    for (std::uint32_t i = index; i-- > 0;)
        if (program.ops[i].code == Code::Each)
            return index < region_at(program, i).end() ? region_at(program, i) : no_region;
    return no_region;
}

/// Whether an op, `region` around it, stands where ops of its code may stand.
TENET_INLINE constexpr bool valid_place(const Program& program, const Op& op, std::uint32_t index,
                                        const Region& region) {
    const bool is_inside = index >= region.first && index < region.end();
    const bool is_record_op = is_inside && index < region.first_aggregate();
    switch (code_rules[op.code].place) {
    case PlaceRule::Each: {
        const bool is_list =
            op.imm >= 0 && op.imm < program.fact_count && program.facts[op.imm].kind == ValueKind::List;
        return !is_inside && is_list && region_at(program, index).end() <= program.value_count;
    }
    case PlaceRule::Record:
        return is_record_op && op.imm >= 0 && slot_of(op.imm) == region.slot && op.imm >> 48 == 0 &&
               field_of(op.imm) < program.facts[region.slot].field_count;
    case PlaceRule::Outside: return !is_inside;
    case PlaceRule::Aggregate: return is_inside && !is_record_op;
    case PlaceRule::Anywhere: return !is_inside || is_record_op;
    }
    return false;
}

/// Which registers an op, or an answer, may read: those written before it, that of an Each never, that of a record op in its own
/// region only, that of an aggregate not in its own.
struct Readable {
    std::uint32_t before;  ///< value ops below this one
    std::uint32_t own,
        own_end;  ///< from the first record op of its own region on, those before the aggregates

    TENET_INLINE constexpr bool has(const Program& program, const RegionMap& map, std::uint16_t from) const {
        if (from >= before || program.ops[from].code == Code::Each) return false;
        return from >= own ? from < own_end : !map.is_record_op(from);
    }
};

/// What op `index`, `region` around it, may read.
TENET_INLINE constexpr Readable readable_by(const Program& program, std::uint32_t index,
                                            const Region& region) {
    const std::uint32_t before = index < program.value_count ? index : program.value_count;
    const bool is_inside = index >= region.first && index < region.end();
    return {before, is_inside ? region.first : before, region.first_aggregate()};
}

}  // namespace tenet
