#pragma once

#include "tenet/evaluate.hpp"
#include "tenet/missing.hpp"

/// Missing facts of a typed decision or output.
namespace tenet {

/// Unknown facts and fields that could still change an answer: how many there are, and the first of them.
template <std::uint32_t Capacity>
struct Missing {
    std::uint32_t total = 0;
    MissingFact facts[Capacity] = {};

    constexpr std::uint32_t size() const { return total < Capacity ? total : Capacity; }
    constexpr const MissingFact& operator[](std::uint32_t i) const { return facts[i]; }
    constexpr const MissingFact* begin() const { return facts; }
    constexpr const MissingFact* end() const { return facts + size(); }
};

/// So many are kept unless said otherwise.
inline constexpr std::uint32_t missing_capacity = 64;

/// Memory for one search, of so many words of walks.
template <class Traits, Slice S, std::uint32_t Words>
struct MissingMemory {
    std::uint64_t marks[register_count<Traits>] = {};
    std::uint32_t counts[Traits::program.fact_count + 1] = {};
    std::uint64_t aggregate_marks[Words * aggregate_count(Traits::program) + 1] = {};
    std::uint64_t column_marks[column_count(Traits::program) + 1] = {};

    constexpr MissingBuffers buffers(Partial* columns, MissingFact* found, std::uint32_t capacity) {
        return {marks, counts, aggregate_marks, column_marks, columns, live<Traits, S>.ops, found, capacity};
    }
};

/// Those that could still change decision D; those that reach most of its undetermined requirements first.
template <class Traits, std::uint32_t D, std::uint32_t Capacity = missing_capacity>
constexpr Missing<Capacity> missing_for_decision(const typename Traits::Facts& facts) {
    constexpr Slice slice = slice_of_decision(D);
    Missing<Capacity> out;
    PartialRun<Traits, slice> run(facts);
    if (run.refusal.refused()) return out;
    MissingMemory<Traits, slice, walk_words(Traits::program.decisions[D])> memory;
    out.total =
        missing_of_decision(Traits::program, Traits::program.decisions[D], run.row.source(), run.registers.r,
                            memory.buffers(run.registers.columns, out.facts, Capacity));
    return out;
}

/// The same of a decision that was made of these facts.
template <std::uint32_t Capacity = missing_capacity, class Traits, std::uint32_t N, std::uint32_t D,
          std::uint32_t R>
constexpr Missing<Capacity> missing(Traits, const typename Traits::Facts& facts, const Decision<N, D, R>&) {
    return missing_for_decision<Traits, D, Capacity>(facts);
}

/// Those that could still change output O, in order.
template <class Traits, std::uint32_t O, std::uint32_t Capacity = missing_capacity>
constexpr Missing<Capacity> missing_for_output(const typename Traits::Facts& facts) {
    constexpr Slice slice = slice_of_output(O);
    Missing<Capacity> out;
    PartialRun<Traits, slice> run(facts);
    if (run.refusal.refused()) return out;
    MissingMemory<Traits, slice, 1> memory;
    out.total =
        missing_of_output(Traits::program, Traits::program.outputs[O], run.row.source(), run.registers.r,
                          memory.buffers(run.registers.columns, out.facts, Capacity));
    return out;
}

}  // namespace tenet
