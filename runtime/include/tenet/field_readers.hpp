#pragma once

#include "tenet/kernels_logic.hpp"
#include "tenet/lanes.hpp"
#include "tenet/list.hpp"
#include "tenet/row_source.hpp"

#include <type_traits>
#include <utility>

/// Functions that read the fields of a policy's typed lists by number, made from the pointers to members of its records.
namespace tenet {

/// A fact that is known or legally none, as a value.
template <class F>
TENET_INLINE constexpr Value value_or_none(const F& fact, const Program& program) {
    if constexpr (F::or_none) {
        // Masks, not a choice: of that g++ makes a branch, which applicants at random mispredict.
        const Value none_mask = -static_cast<Value>(!fact.is_known());
        return (fact.value(program) & ~none_mask) | (none_value & none_mask);
    } else {
        return fact.value(program);
    }
}

/// The records of a policy's typed facts.
template <class Traits>
struct TypedRecords : Records {
    const typename Traits::Facts* facts;
};

template <class Traits, std::uint32_t K>
using ListOf =
    std::remove_cvref_t<decltype(Traits::template fact<K>(std::declval<const typename Traits::Facts&>()))>;

/// The records of the list in slot K from number `first` on.
template <class Traits, std::uint32_t K>
TENET_INLINE constexpr auto records_from(const Records& records, std::uint32_t first) {
    return Traits::template fact<K>(*static_cast<const TypedRecords<Traits>&>(records).facts).data() + first;
}

template <class Traits, std::uint32_t K, std::uint32_t F>
constexpr void load_field(const Records& all, std::uint32_t first, std::uint32_t count,
                          Loaded* out) noexcept {
    const auto* const records = records_from<Traits, K>(all, first);
    for (std::uint32_t i = 0; i < count; ++i)
        out[i] = (records[i].*record_member<typename ListOf<Traits, K>::Record, F>).loaded(Traits::program);
}

template <class Traits, std::uint32_t K, std::uint32_t F>
constexpr void load_values(const Records& all, std::uint32_t first, std::uint32_t count,
                           Value* out) noexcept {
    const auto* const records = records_from<Traits, K>(all, first);
    for (std::uint32_t i = 0; i < count; ++i)
        out[i] =
            value_or_none(records[i].*record_member<typename ListOf<Traits, K>::Record, F>, Traits::program);
}

template <class Traits, std::uint32_t K, std::uint32_t F>
constexpr std::uint64_t find_between(const Records& all, std::uint32_t first, std::uint32_t count, Value low,
                                     Value high) noexcept {
    const auto* const records = records_from<Traits, K>(all, first);
    const Span span(low, high);
    std::uint64_t beyond = 0;
    for (std::uint32_t i = count; i-- > 0;) {
        const auto& field = records[i].*record_member<typename ListOf<Traits, K>::Record, F>;
        // Added up in this way a comparison's carry moves in as the next bit.
        beyond += beyond + static_cast<std::uint64_t>(!span.holds(value_or_none(field, Traits::program)));
    }
    return count == 0 ? 0 : ~beyond & (all_members >> (64 - count));
}

/// How many fields the lists before fact K have.
template <class Traits>
constexpr std::uint32_t fields_before(std::uint32_t fact) {
    std::uint32_t count = 0;
    for (std::uint32_t k = 0; k < fact; ++k)
        if (Traits::program.facts[k].kind == ValueKind::List) count += Traits::program.facts[k].field_count;
    return count;
}

/// The readers of all fields of all lists of a policy, list by list.
template <class Traits>
struct FieldReaders {
    FieldReader readers[fields_before<Traits>(Traits::program.fact_count) + 1] = {};
    std::uint32_t first[Traits::program.fact_count + 1] = {};

    constexpr FieldReaders() {
        std::uint32_t count = 0;
        for (std::uint32_t k = 0; k < Traits::program.fact_count; ++k) {
            first[k] = count;
            if (Traits::program.facts[k].kind == ValueKind::List)
                count += Traits::program.facts[k].field_count;
        }
        add_from<0>();
    }

  private:
    template <std::uint32_t K, std::uint32_t... Lane>
    constexpr void add_fields(Lanes<Lane...>) {
        ((readers[first[K] + Lane] = {&load_field<Traits, K, Lane>, &load_values<Traits, K, Lane>,
                                      &find_between<Traits, K, Lane>}),
         ...);
    }
    template <std::uint32_t K>
    constexpr void add_fact() {
        if constexpr (Traits::program.facts[K].kind == ValueKind::List)
            add_fields<K>(LanesUpTo<Traits::program.facts[K].field_count>{});
    }
    template <std::uint32_t First, std::uint32_t... Lane>
    constexpr void add_facts(Lanes<Lane...>) {
        (add_fact<First + Lane>(), ...);
    }
    template <std::uint32_t First>
    constexpr void add_from() {
        constexpr std::uint32_t count = Traits::program.fact_count;
        if constexpr (First < count) {
            add_facts<First>(ChunkAt<First, count>{});
            add_from<First + chunk_size>();
        }
    }
};

template <class Traits>
inline constexpr FieldReaders<Traits> field_readers{};

}  // namespace tenet
