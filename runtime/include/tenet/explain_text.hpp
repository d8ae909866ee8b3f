#pragma once

#include "tenet/explain_run.hpp"

#include <cstddef>

/// Answers of a generated header in the words of `tenet eval`, Chinese or English, in a buffer of the caller's:
///
///     tenet::AnswerText answer(auditor::table, facts);
///     char buffer[4000];
///     const tenet::WrittenText said = answer.result(tenet::Lang::en, buffer);
///     reply(said.text);  // all of it if said.is_whole(); said.needed bytes hold it
///
/// Nothing is allocated and nothing is thrown.
namespace tenet {

/// All that a policy answers to one applicant's facts, in words. The facts are looked at once, and must stay as and where they are while
/// this lives. Decisions, requirements and outputs count from 0 in the order of the policy; each is told in lines that end with a line feed.
/// What cannot be answered is told as the refusal that it is, whatever was asked.
template <class Traits>
class AnswerText {
  public:
    using Facts = typename Traits::Facts;

    AnswerText(Traits, const Facts& applicant) noexcept : facts_(applicant) {}
    AnswerText(Traits, Facts&&) = delete;
    AnswerText(const AnswerText&) = delete;
    AnswerText& operator=(const AnswerText&) = delete;

    /// Everything, as `tenet eval` prints it: what is asked, every decision with its requirements, every output, the notes.
    WrittenText result(Lang lang, char* buffer, std::size_t capacity) noexcept {
        return facts_.written({Asked::What::Result}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText result(Lang lang, char (&buffer)[N]) noexcept {
        return result(lang, buffer, N);
    }

    /// A decision's verdict, the line of each requirement with the parts of its condition, remedies, and what is still needed.
    WrittenText decision(std::uint32_t d, Lang lang, char* buffer, std::size_t capacity) noexcept {
        return facts_.written({Asked::What::Decision, d}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText decision(std::uint32_t d, Lang lang, char (&buffer)[N]) noexcept {
        return decision(d, lang, buffer, N);
    }

    /// One requirement of a decision.
    WrittenText requirement(std::uint32_t d, std::uint32_t i, Lang lang, char* buffer,
                            std::size_t capacity) noexcept {
        return facts_.written({Asked::What::Requirement, d, i}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText requirement(std::uint32_t d, std::uint32_t i, Lang lang, char (&buffer)[N]) noexcept {
        return requirement(d, i, lang, buffer, N);
    }

    /// One output, with what is still needed to know it.
    WrittenText output(std::uint32_t o, Lang lang, char* buffer, std::size_t capacity) noexcept {
        return facts_.written({Asked::What::Output, o}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText output(std::uint32_t o, Lang lang, char (&buffer)[N]) noexcept {
        return output(o, lang, buffer, N);
    }

    /// Why nothing is answered and what to do; empty where something is.
    WrittenText refusal(Lang lang, char* buffer, std::size_t capacity) noexcept {
        return facts_.written({Asked::What::Refusal}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText refusal(Lang lang, char (&buffer)[N]) noexcept {
        return refusal(lang, buffer, N);
    }

  private:
    detail::ToldFacts<Traits> facts_;
};

}  // namespace tenet
