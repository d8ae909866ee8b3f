#pragma once

#include "tenet/missing.hpp"
#include "tenet/records.hpp"
#include "tenet/result_words.hpp"
#include "tenet/row_source.hpp"
#include "tenet/shapes.hpp"
#include "tenet/wording.hpp"

/// Answers in words. What depends on no policy's types stands here and in the files beside it, once for all policies of a program.
namespace tenet {

/// One applicant and what the policy's program made of the facts.
struct Answered {
    const Program& program;
    const Wording& wording;
    RowSource source;
    const Partial* registers;
    const std::uint8_t* register_marks;
    Refusal refusal;
    Masks masks;            ///< memory for one decision
    MissingBuffers memory;  ///< … and for one search
    /// The characters of a text fact, which is known.
    Letters (*text_of_fact)(const void* facts, std::uint32_t slot) noexcept;
    const void* facts;

    Subject subject() const noexcept { return {program, registers, register_marks}; }
};

/// A value with what it takes to show it.
struct Told {
    ValueType type;
    Partial value;
    bool open_text =
        false;  ///< of a text that the policy does not mention: that it is open which of them it is
    std::uint32_t text_fact = no_text_fact;  ///< … and the fact that it comes from
    Letters measure{};                       ///< of a count: the author's word for what is counted

    bool is_determined() const noexcept { return determined(value) && !open_text; }
};

/// Why a condition stands as it does, as it is told: what is not worth telling is left out.
struct ToldReason {
    Shape shape = Shape::Other;
    Told actual, needed, needed_high, shortfall;
    bool has_actual = false, has_needed = false, has_needed_high = false, has_shortfall = false;
    bool has_from = false, has_until = false;
    Value from = 0, until = 0;
};

/// When a window that is missed holds, told by the as-of day: it would from one day to another; from a day on; it did until one.
enum class Outlook : std::uint8_t { Untold, WouldHold, HoldsFrom, HeldUntil };

/// What is to be told.
struct Asked {
    enum class What : std::uint8_t { Result, Decision, Requirement, Output, Refusal };
    What what;
    std::uint32_t index = 0;        ///< of the decision or output
    std::uint32_t requirement = 0;  ///< within the decision
};

/// Writes what is told of one applicant in one language into one line, or several.
class Teller {
  public:
    Teller(const Answered& answered, Lang lang, Line line) noexcept
        : answered_(answered), program_(answered.program), lang_(lang), line_(line) {}

    /// Puts what is asked for; of what cannot be answered, why not.
    void put(const Asked& asked) noexcept;

    const Line& line() const noexcept { return line_; }

  protected:
    /// What the places of one message may show.
    struct Places {
        std::uint32_t first_placeholder = 0, placeholder_count = 0;
        const ToldReason* reason = nullptr;
        const RequirementSpec* requirement = nullptr;
    };

    /// One requirement as it was answered.
    struct Judged {
        const RequirementSpec* requirement;
        Status status;
        ToldReason reason;
        std::uint32_t failing = 0;  ///< how many records fail it, if it failed
    };
    /// One part of a condition likewise.
    struct JudgedPart {
        Status status;
        ToldReason reason;
    };
    /// How a sentence begins: it is empty, it begins with the word for the status, or otherwise.
    enum class Beginning : std::uint8_t { Empty, Word, Other };

    // Names and words.
    bool zh() const noexcept { return lang_ == Lang::zh; }
    void say(Say what) noexcept { line_.put(said(what, lang_)); }
    template <class First>
    void say(Say what, const First& first) noexcept;
    template <class First, class Second>
    void say(Say what, const First& first, const Second& second) noexcept;
    Letters pooled(std::uint32_t text) const noexcept { return letters_at(program_.pool, text); }
    Letters worded(std::uint32_t text) const noexcept { return letters_at(answered_.wording.pool, text); }
    Letters worded(const WordingText& text) const noexcept { return worded(zh() ? text.zh : text.en); }
    static Letters letters_at(const char* pool, std::uint32_t text) noexcept;
    template <class Named>
    Letters name(const Named& one) const noexcept;
    const FactSpec& put_path(const FactPath& path) noexcept;
    void put_hint(const FactSpec& spec) noexcept;
    void put_values_hint(const FactSpec& spec) noexcept;

    // Values.
    Told told(std::uint16_t value) const noexcept;
    static Told told(const ValueType& type, const Partial& value) noexcept { return {type, value}; }
    std::uint32_t values_of(const ValueType& type) const noexcept;
    std::uint64_t all_values_of(const ValueType& type) const noexcept;
    bool says_nothing(const Told& value) const noexcept;
    bool is_unknown_fact(const Told& value) const noexcept;
    bool is_open(const Told& value) const noexcept { return says_nothing(value) || is_unknown_fact(value); }
    void put_plain(const ValueType& type, Value value) noexcept;
    void put_unit(const Told& value, bool one) noexcept;
    void put_range(const Told& value, bool with_unit) noexcept;
    void put_label(const ValueType& type, std::uint64_t index, bool set_apart) noexcept;
    void put_labels(const ValueType& type, std::uint64_t members, Say comma) noexcept;
    void put_set(const Told& value) noexcept;
    void put_text(const Told& value) noexcept;
    void put_value(const Told& value, bool with_unit) noexcept;
    void put_amount(const Told& value) noexcept;
    void put_day(Value day) noexcept;
    /// The difference of two values of the type: days for dates.
    static Told difference(Told value) noexcept {
        if (value.type.kind == ValueKind::Date) value.type = {ValueKind::Days, 1, no_choice};
        return value;
    }

    // Reasons.
    ToldReason told_reason(const Explanation& why, const Op& op, Letters measure) const noexcept;
    ToldReason told_reason(const RequirementSpec& requirement) const noexcept;
    std::uint32_t find_failing(const RequirementSpec& requirement,
                               std::uint32_t (&found)[most_told_records]) const noexcept;
    void put_positions(const RequirementSpec& requirement) noexcept;
    void put_records(const RequirementSpec& requirement, std::uint32_t total) noexcept;
    bool nothing_found(const ToldReason& reason) const noexcept {
        return !reason.has_actual || says_nothing(reason.actual);
    }
    void put_found(const ToldReason& reason, Say found) noexcept;
    static bool tells_shortfall(const ToldReason& reason) noexcept;
    void put_shortfall(const ToldReason& reason, Say off) noexcept;
    bool put_needed(const ToldReason& reason, Say needed) noexcept;
    bool put_window(const ToldReason& reason) noexcept;
    static bool is_whole(const ToldReason& reason) noexcept;
    Outlook outlook(const ToldReason& reason) const noexcept;
    void put_outlook(const ToldReason& reason) noexcept;
    void put_shaped(ToldReason reason, Status status, bool unknown_was_said) noexcept;

    // Messages.
    void put_message(Letters text, const Places& places) noexcept;
    bool put_place(Letters place, const Places& places) noexcept;
    bool put_policy_value(Letters place) noexcept;
    void put_built_in(BuiltIn built_in, const Places& places) noexcept;
    void put_known(bool known, const Told& value) noexcept;
    void put_day_of(bool has, Value day, const ToldReason& reason) noexcept;
    static bool lacks_value(const ToldReason& reason) noexcept;

    // Lines.
    void put_result() noexcept;
    void put_heading() noexcept;
    void put_decision(const DecisionSpec& spec, Letters cited) noexcept;
    void put_output(const OutputSpec& spec) noexcept;
    void put_refusal() noexcept;
    Verdict judge_decision(const DecisionSpec& decision) const noexcept;
    void put_requirement(const RequirementSpec& requirement, Status status) noexcept;
    void put_sentence(const Judged& one, bool unknown_was_said) noexcept;
    Beginning beginning(const Judged& one, Letters word) noexcept;
    Status status(std::uint32_t k) const noexcept;
    Letters authors_words(const RequirementSpec& requirement, Status status) const noexcept;
    JudgedPart judged_part(std::uint32_t row) const noexcept;
    void put_parts(const RequirementSpec& requirement) noexcept;
    void put_remedies(const DecisionSpec& decision) noexcept;
    void put_missing(std::uint32_t total, Letters indent) noexcept;
    void put_notes() noexcept;
    void put_out_of_range(const FactPath& path) noexcept;

    const Answered& answered_;
    const Program& program_;
    Lang lang_;
    Line line_;
};

}  // namespace tenet
