#pragma once

#include "tenet/field_readers.hpp"
#include "tenet/interpret.hpp"
#include "tenet/refusal.hpp"

/// Typed facts as the interpreter takes them. A generated header describes its policy by a class, below called Traits:
///
///     struct Table {
///         using Facts = …;                           // one BasicFact or List per fact, in order of declaration
///         static constexpr tenet::Program program = …;
///         template <std::uint32_t K> static constexpr const auto& fact(const Facts& facts);   // fact K
///     };
///
/// and the members of its records by `record_member`.
namespace tenet {

/// All facts of a policy, side by side, as the interpreter takes them; the records stay where they are.
template <class Traits>
class LoadedRow : private TypedRecords<Traits> {
  public:
    constexpr explicit LoadedRow(const typename Traits::Facts& typed)
        : TypedRecords<Traits>{{field_readers<Traits>.readers, field_readers<Traits>.first}, &typed} {}

    Loaded facts[Traits::program.fact_count + 1] = {};

    /// Valid while the row and the facts live.
    constexpr RowSource source() const { return {facts, this}; }
};

template <class Traits, std::uint32_t First, std::uint32_t... Lane>
TENET_APART constexpr void load_chunk(const typename Traits::Facts& facts, LoadedRow<Traits>& row,
                                      Lanes<Lane...>) {
    ((row.facts[First + Lane] = Traits::template fact<First + Lane>(facts).loaded(Traits::program)), ...);
}

template <class Traits, std::uint32_t First = 0>
constexpr void load_from(const typename Traits::Facts& facts, LoadedRow<Traits>& row) {
    constexpr std::uint32_t count = Traits::program.fact_count;
    if constexpr (First < count) {
        load_chunk<Traits, First>(facts, row, ChunkAt<First, count>{});
        load_from<Traits, First + chunk_size>(facts, row);
    }
}

/// Reads every fact of a policy; the records of its lists are read through the row's source while `facts` lives.
template <class Traits>
constexpr LoadedRow<Traits> load_all(const typename Traits::Facts& facts) {
    LoadedRow<Traits> row(facts);
    load_from<Traits>(facts, row);
    return row;
}

/// The first fact or field that is refused; whatever was asked, a refusal covers the whole question.
template <class Traits>
constexpr Refusal first_refused_of(const LoadedRow<Traits>& row) {
    if (planted(Fault::GateOutOfRange)) return {};
    return first_refused(Traits::program, row.source());
}

}  // namespace tenet
