#pragma once

#include "tenet/explain_json_lines.hpp"
#include "tenet/explain_run.hpp"

#include <cstddef>

/// Answers of a generated header as the JSON of `tenet eval --format json`, in a buffer of the caller's:
///
///     tenet::AnswerJson answer(auditor::table, facts);
///     char buffer[8000];
///     const tenet::WrittenText line = answer.result(tenet::Lang::en, buffer);
///     if (line.is_whole()) send(line.text);  // else line.needed bytes hold it
///
/// Nothing is allocated and nothing is thrown.
namespace tenet {

/// All that a policy answers to one applicant's facts, as JSON on one line without a line end: byte for byte what `tenet eval` prints on
/// one line by a table of the same policy. Nothing is left out, however much is missing or fails. The facts are looked at once, and
/// must stay as and where they are while this lives. What did not fit whole is no JSON: it ends with `…`, or within.
template <class Traits>
class AnswerJson {
  public:
    using Facts = typename Traits::Facts;

    AnswerJson(Traits, const Facts& applicant) noexcept : facts_(applicant) {}
    AnswerJson(Traits, Facts&&) = delete;
    AnswerJson(const AnswerJson&) = delete;
    AnswerJson& operator=(const AnswerJson&) = delete;

    /// Whether nothing is answered: `result` and `brief` are then empty, and `refusal` says why.
    bool refused() const noexcept { return facts_.refused(); }

    /// The verdict of a decision, which counts from 0 in the order of the policy.
    Verdict verdict(std::uint32_t decision) noexcept { return facts_.verdict(decision); }

    /// Everything: every decision with its requirements and their reasons, every output, the notes; messages and notes in a language.
    WrittenText result(Lang lang, char* buffer, std::size_t capacity) noexcept {
        return write(JsonExtent::Whole, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText result(Lang lang, char (&buffer)[N]) noexcept {
        return result(lang, buffer, N);
    }

    /// The same for logs, without what follows from the rules: it has no `message`, `cite`, `parts` and `notes`. With the facts put in as
    /// a member `facts`, `tenet replay` reads it.
    WrittenText brief(Lang lang, char* buffer, std::size_t capacity) noexcept {
        return write(JsonExtent::Brief, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText brief(Lang lang, char (&buffer)[N]) noexcept {
        return brief(lang, buffer, N);
    }

    /// Why nothing is answered and what to do, in words as `AnswerText::refusal`; empty where something is.
    WrittenText refusal(Lang lang, char* buffer, std::size_t capacity) noexcept {
        return facts_.written({Asked::What::Refusal}, lang, {buffer, capacity});
    }
    template <std::size_t N>
    WrittenText refusal(Lang lang, char (&buffer)[N]) noexcept {
        return refusal(lang, buffer, N);
    }

  private:
    WrittenText write(JsonExtent extent, Lang lang, Line line) noexcept {
        return facts_.written([&](const Answered& answered) {
            JsonTeller teller(answered, lang, line, extent);
            if (!answered.refusal.refused()) teller.result();
            return teller.line();
        });
    }

    detail::ToldFacts<Traits> facts_;
};

}  // namespace tenet
