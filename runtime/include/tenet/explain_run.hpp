#pragma once

#include "tenet/evaluate.hpp"
#include "tenet/explain_lines.hpp"
#include "tenet/missing_facts.hpp"

#include <cstddef>
#include <string_view>

/// One applicant's facts looked at once, for those who tell what comes of them.
namespace tenet {

/// What was written into a buffer. What does not fit is left off, at a whole character, and `…` stands in its place.
struct WrittenText {
    std::string_view text;   ///< in the buffer
    std::size_t needed = 0;  ///< how many bytes hold all of it

    constexpr bool is_whole() const noexcept { return text.size() == needed; }
};

namespace detail {

/// The characters of text fact `slot`, one of those in a chunk.
template <class Traits, std::uint32_t K>
constexpr void find_text(const typename Traits::Facts& facts, std::uint32_t slot, Letters& found) noexcept {
    if constexpr (Traits::program.facts[K].kind == ValueKind::Text) {
        const auto& fact = Traits::template fact<K>(facts);
        if (slot == K) found = {fact.characters(), fact.length()};
    }
}

template <class Traits, std::uint32_t First, std::uint32_t... Lane>
void find_text_in_chunk(const typename Traits::Facts& facts, std::uint32_t slot, Letters& found,
                        Lanes<Lane...>) noexcept {
    (find_text<Traits, First + Lane>(facts, slot, found), ...);
}

template <class Traits, std::uint32_t First = 0>
void find_text_from(const typename Traits::Facts& facts, std::uint32_t slot, Letters& found) noexcept {
    constexpr std::uint32_t count = Traits::program.fact_count;
    if constexpr (First < count) {
        find_text_in_chunk<Traits, First>(facts, slot, found, ChunkAt<First, count>{});
        find_text_from<Traits, First + chunk_size>(facts, slot, found);
    }
}

template <class Traits>
Letters text_of_fact(const void* facts, std::uint32_t slot) noexcept {
    Letters found;
    find_text_from<Traits>(*static_cast<const typename Traits::Facts*>(facts), slot, found);
    return found;
}

/// The most that any decision of a program has of something.
template <class Traits, class Count>
constexpr std::uint32_t most_of_decisions(Count count) noexcept {
    std::uint32_t most = 1;
    for (std::uint32_t d = 0; d < Traits::program.decision_count; ++d)
        if (count(Traits::program.decisions[d]) > most) most = count(Traits::program.decisions[d]);
    return most;
}

/// What a policy makes of one applicant's facts, which must stay as and where they are while this lives.
template <class Traits>
class ToldFacts {
  public:
    using Facts = typename Traits::Facts;

    explicit ToldFacts(const Facts& applicant) noexcept : facts_(applicant), run_(applicant) {
        mark_registers(Traits::program, register_marks_);
        mark_hollow(Traits::program, run_.registers.r, register_marks_);
    }
    ToldFacts(const ToldFacts&) = delete;
    ToldFacts& operator=(const ToldFacts&) = delete;

    bool refused() const noexcept { return run_.refusal.refused(); }

    Verdict verdict(std::uint32_t decision) const noexcept {
        if (refused()) return Verdict::Refused;
        std::uint64_t masks[4][mask_size] = {};
        return judge<Partial>(Traits::program, Traits::program.decisions[decision], run_.registers.r,
                              {masks[0], masks[1], masks[2], masks[3]});
    }

    /// Gives what `write` has written into a line, a function of what was answered with the memory that it takes to tell it.
    template <class Write>
    TENET_APART WrittenText written(const Write& write) noexcept {
        std::uint64_t masks[4][mask_size] = {};
        MissingMemory<Traits, slice, words> memory;
        MissingFact found[most_told_facts];
        const Answered answered{Traits::program,
                                Traits::wording,
                                run_.row.source(),
                                run_.registers.r,
                                register_marks_,
                                run_.refusal,
                                {masks[0], masks[1], masks[2], masks[3]},
                                memory.buffers(run_.registers.columns, found, most_told_facts),
                                &text_of_fact<Traits>,
                                &facts_};
        const Line line = write(answered);
        const Letters text = line.text();
        return {{text.data(), text.size()}, line.total()};
    }

    /// The same of what is told in words.
    WrittenText written(const Asked& asked, Lang lang, Line line) noexcept {
        return written([&](const Answered& answered) {
            Teller teller(answered, lang, line);
            teller.put(asked);
            return teller.line();
        });
    }

  private:
    static constexpr Slice slice = with_reasons(everything);
    static constexpr std::uint32_t mask_size = most_of_decisions<Traits>([](const DecisionSpec& decision) {
        return mask_words(decision.requirement_count < decision.remedy_count ? decision.remedy_count
                                                                             : decision.requirement_count);
    });
    static constexpr std::uint32_t words =
        most_of_decisions<Traits>([](const DecisionSpec& decision) { return walk_words(decision); });

    const Facts& facts_;
    PartialRun<Traits, slice> run_;
    std::uint8_t register_marks_[register_count<Traits>] = {};
};

}  // namespace detail

}  // namespace tenet
