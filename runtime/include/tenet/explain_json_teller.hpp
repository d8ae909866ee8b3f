#pragma once

#include "tenet/explain_lines.hpp"

/// Answers as JSON. What depends on no policy's types stands here and in `explain_json_lines.hpp`, once for all policies of a program.
namespace tenet {

/// Whether what follows from the rules is told too: messages, citations, the parts of conditions, notes.
enum class JsonExtent : std::uint8_t { Whole, Brief };

constexpr Letters identifier_of(Verdict verdict) noexcept {
    switch (verdict) {
    case Verdict::Undetermined: return "undetermined";
    case Verdict::Eligible: return "eligible";
    case Verdict::EligibleWithRemedy: return "eligible_with_remedy";
    case Verdict::Ineligible: return "ineligible";
    case Verdict::NotApplicable: return "not_applicable";
    case Verdict::Refused: return "refused";
    }
    return {};
}

constexpr Letters identifier_of(Status status) noexcept {
    switch (status) {
    case Status::Satisfied: return "satisfied";
    case Status::Failed: return "failed";
    case Status::Unknown: return "unknown";
    case Status::NotApplicable: return "not_applicable";
    }
    return {};
}

/// Writes one answer, which is no refusal, as `tenet eval --format json` does, on one line.
class JsonTeller : private Teller {
  public:
    JsonTeller(const Answered& answered, Lang lang, Line line, JsonExtent extent) noexcept
        : Teller(answered, lang, line), whole_(extent == JsonExtent::Whole) {}

    void result() noexcept;
    using Teller::line;

  private:
    // JSON.
    void separate() noexcept {
        if (comma_) line_.put(',');
        comma_ = false;
    }
    void begin(char bracket) noexcept {
        separate();
        line_.put(bracket);
    }
    void end(char bracket) noexcept {
        line_.put(bracket);
        comma_ = true;
    }
    template <class Put>
    void string(const Put& put) noexcept;
    void text(Letters text) noexcept;
    void word(Letters word) noexcept;
    void key(Letters name) noexcept;
    void member(Letters name, Letters value) noexcept {
        key(name);
        text(value);
    }

    // Values.
    void value(const Told& one, Value number) noexcept;
    void text_value(const Told& one, Value number) noexcept;
    void choice_value(const ChoiceSpec& choice, Value index) noexcept;
    void members(const ValueType& type, std::uint64_t bits) noexcept;
    bool is_value(const Told& one, std::uint32_t number) const noexcept;
    void one_of(const Told& one) noexcept;
    void possible(const Told& one) noexcept;
    void day(Letters name, bool has, Value day) noexcept;

    // Answers.
    void reason(const ToldReason& reason) noexcept;
    void message(const Judged& one) noexcept;
    void citations(const RequirementWording& wording) noexcept;
    void records(const RequirementSpec& requirement) noexcept;
    void parts(const RequirementSpec& requirement) noexcept;
    void requirement(const RequirementSpec& requirement, Status status) noexcept;
    void remedies(const DecisionSpec& decision) noexcept;
    void path(const FactPath& path) noexcept;
    template <class Start>
    void missing(Letters name, const Start& start) noexcept;
    void decision(const DecisionSpec& decision) noexcept;
    void output(const OutputSpec& output) noexcept;
    void as_of() noexcept;
    void notes() noexcept;

    bool whole_;
    bool comma_ = false;  ///< whether one stands before the next value
};

}  // namespace tenet
