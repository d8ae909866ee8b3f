#pragma once

#include "tenet/evaluate.hpp"
#include "tenet/explain_lines.hpp"
#include "tenet/missing_facts.hpp"

#include <cstddef>
#include <string_view>

/// Answers of a generated header in the words of `tenet eval`, Chinese or English, in a buffer of the caller's:
///
///     tenet::AnswerText answer(auditor::table, facts);
///     char buffer[4000];
///     const tenet::WrittenText said = answer.result(tenet::Lang::en, buffer);
///     reply(said.text);  // all of it if said.is_whole(); said.needed bytes hold it
///
/// Nothing is allocated and nothing is thrown.
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

}  // namespace detail

/// All that a policy answers to one applicant's facts, in words. The facts are looked at once, and must stay as and where they are while
/// this lives. Decisions, requirements and outputs count from 0 in the order of the policy; each is told in lines that end with a line feed.
/// What cannot be answered is told as the refusal that it is, whatever was asked.
template <class Traits>
class AnswerText {
  public:
    using Facts = typename Traits::Facts;

    AnswerText(Traits, const Facts& applicant) noexcept : facts_(applicant), run_(applicant) {
        mark_registers(Traits::program, register_marks_);
        mark_hollow(Traits::program, run_.registers.r, register_marks_);
    }
    AnswerText(Traits, Facts&&) = delete;
    AnswerText(const AnswerText&) = delete;
    AnswerText& operator=(const AnswerText&) = delete;

    /// Everything, as `tenet eval` prints it: what is asked, every decision with its requirements, every output, the notes.
    WrittenText result(Lang lang, char* buffer, std::size_t capacity) noexcept {
        return write({Asked::What::Result}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText result(Lang lang, char (&buffer)[N]) noexcept {
        return result(lang, buffer, N);
    }

    /// A decision's verdict, the line of each requirement with the parts of its condition, remedies, and what is still needed.
    WrittenText decision(std::uint32_t d, Lang lang, char* buffer, std::size_t capacity) noexcept {
        return write({Asked::What::Decision, d}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText decision(std::uint32_t d, Lang lang, char (&buffer)[N]) noexcept {
        return decision(d, lang, buffer, N);
    }

    /// One requirement of a decision.
    WrittenText requirement(std::uint32_t d, std::uint32_t i, Lang lang, char* buffer,
                            std::size_t capacity) noexcept {
        return write({Asked::What::Requirement, d, i}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText requirement(std::uint32_t d, std::uint32_t i, Lang lang, char (&buffer)[N]) noexcept {
        return requirement(d, i, lang, buffer, N);
    }

    /// One output, with what is still needed to know it.
    WrittenText output(std::uint32_t o, Lang lang, char* buffer, std::size_t capacity) noexcept {
        return write({Asked::What::Output, o}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText output(std::uint32_t o, Lang lang, char (&buffer)[N]) noexcept {
        return output(o, lang, buffer, N);
    }

    /// Why nothing is answered and what to do; empty where something is.
    WrittenText refusal(Lang lang, char* buffer, std::size_t capacity) noexcept {
        return write({Asked::What::Refusal}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText refusal(Lang lang, char (&buffer)[N]) noexcept {
        return refusal(lang, buffer, N);
    }

  private:
    static constexpr Slice slice = with_reasons(everything);
    static constexpr std::uint32_t mask_size =
        detail::most_of_decisions<Traits>([](const DecisionSpec& decision) {
            return mask_words(decision.requirement_count < decision.remedy_count
                                  ? decision.remedy_count
                                  : decision.requirement_count);
        });
    static constexpr std::uint32_t words =
        detail::most_of_decisions<Traits>([](const DecisionSpec& decision) { return walk_words(decision); });

    TENET_APART WrittenText write(const Asked& asked, Lang lang, Line line) noexcept {
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
                                &detail::text_of_fact<Traits>,
                                &facts_};
        Teller teller(answered, lang, line);
        teller.put(asked);
        const Letters text = teller.line().text();
        return {{text.data(), text.size()}, teller.line().total()};
    }

    const Facts& facts_;
    PartialRun<Traits, slice> run_;
    std::uint8_t register_marks_[register_count<Traits>] = {};
};

}  // namespace tenet
