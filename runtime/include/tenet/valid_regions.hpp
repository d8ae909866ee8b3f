#pragma once

#include "tenet/columns.hpp"
#include "tenet/valid_types.hpp"

/// Where the regions of a program stand, for the validator: it trusts no count.
namespace tenet {

/// Which ops have no value that can be read from outside their region: each Each, and its record ops.
class RegionMap {
  public:
    /// Of no regions yet.
    constexpr RegionMap() = default;
    constexpr explicit RegionMap(const Program& program) {
        for (std::uint32_t i = 0; i < program.value_count && i < no_register; ++i) {
            if (program.ops[i].code != Code::Each) continue;
            const Region region = region_at(program, i);
            add(region);
            i = region.end() - 1;
        }
    }

    /// Adds a region.
    constexpr void add(const Region& region) {
        if (region.first - 1 < first_) first_ = region.first - 1;
        for (std::uint32_t k = region.first - 1; k < region.first_aggregate() && k < no_register; ++k)
            bits_[k / 64] |= std::uint64_t{1} << (k % 64);
    }

    TENET_INLINE constexpr bool is_closed(std::uint32_t index) const {
        return ((bits_[index / 64] >> (index % 64)) & 1) != 0;
    }

    /// All ops before this one can be read.
    TENET_INLINE constexpr std::uint32_t first() const { return first_; }

  private:
    std::uint32_t first_ = no_register;
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

/// Where an op stands, `region` before or around it.
TENET_INLINE constexpr Place place_of(std::uint32_t index, const Region& region) {
    if (!region.has(index)) return outside_regions;
    return index < region.first_aggregate() ? among_record_ops : among_aggregates;
}

/// Which registers an op, or an answer, may read: those written before it, that of an Each never, that of a record op in its own
/// region only, that of an aggregate not in its own.
struct Readable {
    std::uint32_t open;    ///< all below this one, which are all there are if no region comes before
    std::uint32_t before;  ///< value ops below this one
    std::uint32_t own,
        own_end;  ///< from the first record op of its own region on, those before the aggregates

    TENET_INLINE constexpr bool has(const RegionMap& map, std::uint16_t from) const {
        return from < open || (from < before && (from >= own ? from < own_end : !map.is_closed(from)));
    }
};

/// What may be read before an op that stands outside of regions.
TENET_INLINE constexpr Readable readable_before(std::uint32_t index, const RegionMap& map) {
    return {index < map.first() ? index : map.first(), index, index, index};
}

/// What value op `index` may read, which stands in `region`.
TENET_INLINE constexpr Readable readable_inside(std::uint32_t index, const Region& region) {
    return {0, index, region.first, region.first_aggregate()};
}

}  // namespace tenet
