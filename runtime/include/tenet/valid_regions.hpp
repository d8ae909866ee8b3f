#pragma once

#include "tenet/columns.hpp"

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
constexpr bool valid_place(const Program& program, const Op& op, std::uint32_t index, const Region& region) {
    const bool is_inside = index >= region.first && index < region.end();
    const bool is_record_op = is_inside && index < region.first_aggregate();
    if (is_aggregate(op.code) != (is_inside && !is_record_op)) return false;
    switch (op.code) {
    case Code::Each: {
        const bool is_list =
            op.imm >= 0 && op.imm < program.fact_count && program.facts[op.imm].kind == ValueKind::List;
        return !is_inside && is_list && region_at(program, index).end() <= program.value_count;
    }
    case Code::LoadField:
        return is_record_op && op.imm >= 0 && slot_of(op.imm) == region.slot && op.imm >> 48 == 0 &&
               field_of(op.imm) < program.facts[region.slot].field_count;
    case Code::LoadFact: return !is_inside;
    case Code::Constant:
    case Code::NoneConstant:
    case Code::Given:
    case Code::Not:
    case Code::And:
    case Code::Or:
    case Code::If:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::InRange:
    case Code::IsNone:
    case Code::Add:
    case Code::Sub:
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::InSet:
    case Code::Member:
    case Code::WholeMonths:
    case Code::WorkingDay:
    case Code::WorkingIndex:
    case Code::WorkingDayAt:
    case Code::Ahead:
    case Code::Covers:
    case Code::AsSet:
    case Code::Count:
    case Code::Any:
    case Code::Sum:
    case Code::Latest:
    case Code::Earliest:
    case Code::InOrder:
    case Code::Union:
    case Code::Running:
    case Code::RunTo: return true;
    case Code::Require:
    case Code::RequireAtLeast:
    case Code::RequireAtMost:
    case Code::RequireLe:
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
    case Code::RequireInRange: return !is_inside;
    }
    return false;
}

/// Whether op `index`, `region` around it, may read a register: one written before it, that of an Each never, that of a record op
/// in its own region only, that of an aggregate not in its own.
constexpr bool valid_source(const Program& program, const RegionMap& map, std::uint32_t index,
                            const Region& region, std::uint16_t from) {
    if (from >= index || from >= program.value_count || program.ops[from].code == Code::Each) return false;
    const bool is_inside = index >= region.first && index < region.end();
    if (is_inside && from >= region.first) return region.has_column(from);
    return !map.is_record_op(from);
}

}  // namespace tenet
