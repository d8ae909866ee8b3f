#pragma once

#include "tenet/missing_found.hpp"
#include "tenet/missing_walks.hpp"
#include "tenet/text_source.hpp"

/// The search for missing facts. No recursion: sweeps over the ops from last to first find what walks reach outside of lists,
/// then the lists are gone through record by record.
namespace tenet {

/// How many walks go at once.
inline constexpr std::uint32_t walks_at_once = 64;

/// How many times so many walks a decision may need: one for each requirement and one for its `when`.
constexpr std::uint32_t walk_words(const DecisionSpec& decision) {
    return (std::uint32_t{decision.requirement_count} + walks_at_once) / walks_at_once;
}

/// How many aggregates a program has.
constexpr std::uint32_t aggregate_count(const Program& program) {
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < program.value_count; ++i)
        count += is_aggregate(program.ops[i].code) ? 1U : 0U;
    return count;
}

/// Memory of the caller for one search.
struct MissingBuffers {
    std::uint64_t* marks;   ///< value_count: which walks reach a register
    std::uint32_t* counts;  ///< fact_count: how many walks reach a fact
    std::uint64_t*
        aggregate_marks;          ///< walk_words(decision) * aggregate_count: which walks reach an aggregate
    std::uint64_t* column_marks;  ///< column_count: which walks reach a record op
    Partial* columns;             ///< column_count * block_size<Partial>
    const std::uint8_t* live;     ///< which ops `run` computed, or null if all
    MissingFact* found;           ///< capacity: the answer
    std::uint32_t capacity;
};

/// One search. `registers` are as `run` left them.
template <class Source>
class MissingSearch {
  public:
    constexpr MissingSearch(const Program& of, const Source& source, const Partial* registers,
                            const MissingBuffers& memory)
        : program_(of), source_(source), registers_(registers), memory_(memory),
          aggregates_(aggregate_count(of)) {
        for (std::uint32_t slot = 0; slot < of.fact_count; ++slot)
            memory.counts[slot] = 0;
    }

    /// Begins one more walk; its bit.
    constexpr std::uint64_t start() {
        if (started_ == walks_at_once) sweep();
        if (started_ == 0)
            for (std::uint32_t i = 0; i < program_.value_count; ++i)
                memory_.marks[i] = 0;
        return std::uint64_t{1} << started_++;
    }

    /// How walks go on from a register or an op.
    constexpr Steps<RegisterPlace> steps() const { return {{registers_, memory_.marks}}; }

    /// Begins a walk to all that an output is open for.
    constexpr void reach_output(std::uint16_t output, std::uint64_t bit) const {
        if (program_.types[op(output).type].kind == ValueKind::Text)
            reach_texts(output, bit);
        else
            steps().reach(output, bit);
    }

    /// Goes all ways to their ends and writes what was found; gives how much that is, though not all of it may have fitted.
    constexpr std::uint32_t finish() {
        if (!swept_any()) return 0;
        MissingFound found{memory_.found, memory_.capacity};
        add_all(found);
        if (!planted(Fault::MissingOrder)) found.sort();
        return found.total;
    }

    /// The same without memory for what is found: each path is handed to `take`, in the same order. The lists are gone through once
    /// more than there are different numbers of walks.
    template <class Take>
    constexpr void finish_in_order(const Take& take) {
        if (!swept_any()) return;
        MissingInOrder<Take> found{take};
        do {
            found.next();
            add_all(found);
        } while (found.has_more());
    }

  private:
    using Run = RegionRun<Partial, Source>;

    constexpr const Op& op(std::uint32_t index) const { return program_.ops[index]; }

    static constexpr std::uint32_t count_of(std::uint64_t bits) { return bits_set(bits); }

    /// Takes the walks that have begun to the facts, and to the aggregates, of which the lists are gone through later.
    constexpr void sweep() {
        std::uint32_t aggregate = aggregates_;
        std::uint64_t* const row = memory_.aggregate_marks + std::size_t{words_} * aggregates_;
        for (std::uint32_t i = program_.value_count; i-- > 0;) {
            const std::uint64_t bits = memory_.marks[i];
            if (is_aggregate(op(i).code))
                row[--aggregate] = bits;
            else if (op(i).code == Code::Each)
                leave_region(i, row + aggregate);
            else if (op(i).code == Code::LoadFact)
                count_fact(static_cast<std::uint32_t>(op(i).imm), bits);
            else if (bits != 0)
                steps().step(op(i), bits);
        }
        started_ = 0;
        ++words_;
    }

    /// Marks a text, unless it is one that the program knows.
    constexpr void reach_text(std::uint16_t target, std::uint64_t bit) const {
        const Partial& p = registers_[target];
        if (!determined(p) || p.lo == 0) memory_.marks[target] |= bit;
    }

    /// Marks all that a text may come from, since determined ones need not be the same text.
    constexpr void reach_texts(std::uint16_t from, std::uint64_t bit) const {
        reach_text(from, bit);
        for (std::uint32_t i = from + 1U; i-- > 0;) {
            if ((memory_.marks[i] & bit) == 0 || program_.types[op(i).type].kind != ValueKind::Text) continue;
            if (op(i).code == Code::Given) reach_text(op(i).a, bit);
            if (op(i).code != Code::If) continue;
            const Partial& condition = registers_[op(i).a];
            steps().reach(op(i).a, bit);
            if (possibly(condition)) reach_text(op(i).b, bit);
            if (!surely(condition)) reach_text(operand(op(i), 2), bit);
        }
    }

    /// Takes the walks that are left to the facts; whether any ever began.
    constexpr bool swept_any() {
        if (started_ != 0) sweep();
        return words_ != 0;
    }

    /// Adds what the walks have reached, in the order of facts, records and fields.
    template <class Found>
    constexpr void add_all(Found& found) const {
        for (std::uint32_t slot = 0; slot < program_.fact_count; ++slot) {
            if (memory_.counts[slot] != 0) found.add({slot}, memory_.counts[slot]);
            if (program_.facts[slot].kind == ValueKind::List) add_fields(slot, found);
        }
    }

    constexpr void count_fact(std::uint32_t slot, std::uint64_t bits) const {
        if (source_.load(slot).state == FactState::Unknown) memory_.counts[slot] += count_of(bits);
    }

    /// From the aggregates of the region at `index` to its list, if that is unknown, else to what its records read outside.
    constexpr void leave_region(std::uint32_t index, const std::uint64_t* row) const {
        const Region region = region_at(program_, index);
        const std::uint64_t bits = all_marks(region, row);
        for (std::uint32_t k = 0; k < region.aggregates; ++k) {
            const Op& clock = op(region.first_aggregate() + k);
            if (row[k] == 0 || !is_clock(clock.code)) continue;
            steps().reach(operand(clock, 2), row[k]);
            steps().reach(operand(clock, 3), row[k]);
        }
        if (source_.load(region.slot).state == FactState::Unknown) {
            if (!planted(Fault::MissingList)) leave_unknown(index, memory_.marks[index] | bits);
        } else if (bits != 0 && reads_open_register(region)) {
            const auto length = static_cast<std::uint32_t>(source_.load(region.slot).value);
            for (std::uint32_t first = 0; first < length;) {
                const Window window = Window::at(first, length);
                walk(region, row, window, [](std::uint32_t, std::uint32_t, std::uint64_t) {});
                first = window.end;
            }
        }
    }

    /// Walks that reach an unknown list count once, over however many regions: each hands them to the one before it, whose `Each`
    /// has marks to spare.
    constexpr void leave_unknown(std::uint32_t index, std::uint64_t bits) const {
        const std::uint32_t slot = region_at(program_, index).slot;
        for (std::uint32_t i = index; bits != 0 && i-- > 0;)
            if (op(i).code == Code::Each && region_at(program_, i).slot == slot) {
                memory_.marks[i] |= bits;
                return;
            }
        memory_.counts[slot] += count_of(bits);
    }

    static constexpr std::uint64_t all_marks(const Region& region, const std::uint64_t* row) {
        std::uint64_t bits = 0;
        for (std::uint32_t k = 0; k < region.aggregates; ++k)
            bits |= row[k];
        return bits;
    }

    /// Whether an op of a region reads a register outside that is not determined.
    constexpr bool reads_open_register(const Region& region) const {
        for (std::uint32_t i = region.first; i < region.end(); ++i)
            for (int k = 0; k < operand_count(op(i).code); ++k) {
                const std::uint16_t from = operand(op(i), k);
                if (!region.has_column(from) && !determined(registers_[from])) return true;
            }
        return planted(Fault::MissingDetermined);
    }

    /// Walks through the records of a window; `found(record, field, bits)` takes the unknown fields that are reached.
    template <class Found>
    constexpr void walk(const Region& region, const std::uint64_t* row, const Window& window,
                        const Found& found) const {
        // The run only computes columns here, and writes no register.
        const Run run{program_, source_, registers_, nullptr, memory_.columns, region};
        run.compute(window.block, memory_.live);
        for (std::uint32_t k = 0; k < region.record_ops; ++k)
            memory_.column_marks[k] = 0;
        for (std::uint32_t record = window.first; record < window.end; ++record) {
            const RecordWalk<Source> one{
                {run, record - window.block.first, memory_.marks, memory_.column_marks}, window, record};
            for (std::uint32_t k = 0; k < region.aggregates; ++k)
                if (row[k] != 0) one.start(op(region.first_aggregate() + k), row[k]);
            one.sweep(program_, source_,
                      [&](std::uint32_t field, std::uint64_t bits) { found(record, field, bits); });
        }
    }

    /// Whether a walk has reached an aggregate over a list.
    constexpr bool is_reached(std::uint32_t slot) const {
        std::uint32_t aggregate = 0;
        for (std::uint32_t i = 0; i < program_.value_count; ++i) {
            if (op(i).code != Code::Each) continue;
            const Region region = region_at(program_, i);
            for (std::uint32_t word = 0; region.slot == slot && word < words_; ++word)
                if (all_marks(region, row_of(word, aggregate)) != 0) return true;
            aggregate += region.aggregates;
        }
        return false;
    }
    constexpr const std::uint64_t* row_of(std::uint32_t word, std::uint32_t aggregate) const {
        return memory_.aggregate_marks + std::size_t{word} * aggregates_ + aggregate;
    }

    /// Adds the unknown fields of a known list's records that walks reach.
    template <class Found>
    constexpr void add_fields(std::uint32_t slot, Found& found) const {
        const Loaded list = source_.load(slot);
        if (list.state != FactState::Known || !is_reached(slot)) return;
        const auto length = static_cast<std::uint32_t>(list.value);
        for (std::uint32_t first = 0; first < length;) {
            const Window window = Window::at(first, length);
            add_fields(slot, window, found);
            first = window.end;
        }
    }

    template <class Found>
    constexpr void add_fields(std::uint32_t slot, const Window& window, Found& found) const {
        const std::uint32_t fields = program_.facts[slot].field_count;
        std::uint32_t counts[block_size<Partial> * most_fields] = {};
        for (std::uint32_t word = 0; word < words_; ++word) {
            std::uint64_t marks[block_size<Partial> * most_fields] = {};
            mark_fields(slot, word, window, marks);
            for (std::uint32_t k = 0; k < (window.end - window.first) * fields; ++k)
                counts[k] += count_of(marks[k]);
        }
        for (std::uint32_t k = 0; k < (window.end - window.first) * fields; ++k)
            if (counts[k] != 0) found.add({slot, window.first + k / fields, k % fields}, counts[k]);
    }

    /// The walks of one word that reach each field, over all regions of the list.
    constexpr void mark_fields(std::uint32_t slot, std::uint32_t word, const Window& window,
                               std::uint64_t* marks) const {
        const std::uint32_t fields = program_.facts[slot].field_count;
        std::uint32_t aggregate = 0;
        for (std::uint32_t i = 0; i < program_.value_count; ++i) {
            if (op(i).code != Code::Each) continue;
            const Region region = region_at(program_, i);
            const std::uint64_t* const row = row_of(word, aggregate);
            aggregate += region.aggregates;
            if (region.slot != slot || all_marks(region, row) == 0) continue;
            walk(region, row, window, [&](std::uint32_t record, std::uint32_t field, std::uint64_t bits) {
                marks[(record - window.first) * fields + field] |= bits;
            });
        }
    }

    const Program& program_;
    const Source& source_;
    const Partial* registers_;
    MissingBuffers memory_;
    std::uint32_t aggregates_;
    std::uint32_t started_ = 0, words_ = 0;
};

}  // namespace tenet
