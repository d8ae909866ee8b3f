#pragma once

#include "tenet/evaluate.hpp"
#include "tenet/missing.hpp"
#include "tenet/shapes.hpp"

/// Reasons and missing facts of a typed decision:
///
///     for (const tenet::Reason& reason : tenet::explain(table, facts, decision)) …
namespace tenet {

/// The languages that texts come in.
enum class Lang : std::uint8_t { zh, en };

/// A text of a program's pool, or an empty one.
constexpr const char* text_of(const Program& program, std::uint32_t offset) {
    return offset == no_text ? "" : program.pool + offset;
}

/// A text in the language asked for, else in the other, else an empty one.
constexpr const char* text_of(const Program& program, std::uint32_t en, std::uint32_t zh, Lang lang) {
    const std::uint32_t asked = lang == Lang::en ? en : zh;
    return text_of(program, asked != no_text ? asked : lang == Lang::en ? zh : en);
}

/// Why one requirement of a decision stands as it does.
class Reason {
  public:
    constexpr Reason(const Program& program, const RequirementSpec& spec, Status status,
                     const Explanation& why)
        : program_(&program), spec_(&spec), status_(status), why_(why) {}

    constexpr Status status() const { return status_; }
    /// The requirement's id: its ASCII twin, or its name.
    constexpr const char* id() const { return text_of(*program_, spec_->id); }
    constexpr const char* name() const { return text_of(*program_, spec_->name); }
    /// The author's label; empty if there is none.
    constexpr const char* label(Lang lang) const {
        return text_of(*program_, spec_->label_en, spec_->label_zh, lang);
    }
    /// The author's message for a requirement that fails, with its placeholders; empty if there is none.
    constexpr const char* message(Lang lang) const {
        return text_of(*program_, spec_->otherwise_en, spec_->otherwise_zh, lang);
    }
    /// What was compared, needed and lacking.
    constexpr const Explanation& why() const { return why_; }

  private:
    const Program* program_;
    const RequirementSpec* spec_;
    Status status_;
    Explanation why_;
};

/// The reasons of decision D, one per requirement in order; each is made when it is asked for. Empty if it was refused.
template <class Traits, std::uint32_t D>
class Reasons {
  public:
    using Answer = DecisionOf<Traits, D>;

    class Iterator {
      public:
        constexpr Iterator(const Reasons& reasons, std::uint32_t index) : reasons_(&reasons), index_(index) {}
        constexpr Reason operator*() const { return (*reasons_)[index_]; }
        constexpr Iterator& operator++() {
            ++index_;
            return *this;
        }
        constexpr bool operator!=(const Iterator& other) const { return index_ != other.index_; }

      private:
        const Reasons* reasons_;
        std::uint32_t index_;
    };

    constexpr Reasons(const typename Traits::Facts& applicant, const Answer& answer) : answer_(answer) {
        if (size() == 0) return;
        registers_ = run_partial<Traits, slice_of_decision(D)>(load_all<Traits>(applicant));
        describe_registers(Traits::program, traits_);
    }

    constexpr std::uint32_t size() const {
        return answer_.verdict == Verdict::Refused ? 0 : Answer::requirement_count;
    }
    constexpr Reason operator[](std::uint32_t i) const {
        const Program& program = Traits::program;
        const RequirementSpec& spec = program.requirements[program.decisions[D].first_requirement + i];
        const Subject subject{program, registers_.r, traits_};
        return {program, spec, answer_.status(i), explain_op(subject, program.ops[spec.op])};
    }
    constexpr Iterator begin() const { return {*this, 0}; }
    constexpr Iterator end() const { return {*this, size()}; }

  private:
    Answer answer_;
    Registers<Traits, Partial> registers_{};
    RegisterTrait traits_[register_count<Traits>] = {};
};

/// The reasons of a decision that was made of these facts.
template <class Traits, std::uint32_t N, std::uint32_t D>
constexpr Reasons<Traits, D> explain(Traits, const typename Traits::Facts& facts,
                                     const Decision<N, D>& decision) {
    return {facts, decision};
}

/// Unknown facts that could still change an answer, by index.
template <class Traits>
struct Missing {
    std::uint32_t count = 0;
    std::uint32_t facts[Traits::program.fact_count + 1] = {};

    constexpr const std::uint32_t* begin() const { return facts; }
    constexpr const std::uint32_t* end() const { return facts + count; }
};

/// The unknown facts that could still change decision D, those that reach most of its undetermined requirements first.
template <class Traits, std::uint32_t D>
constexpr Missing<Traits> missing_for_decision(const typename Traits::Facts& facts) {
    Missing<Traits> out;
    const LoadedRow<Traits> row = load_all<Traits>(facts);
    if (first_refused_of<Traits>(row) != no_fact) return out;
    const auto registers = run_partial<Traits, slice_of_decision(D)>(row);
    std::uint64_t marks[register_count<Traits>] = {};
    std::uint32_t counts[Traits::program.fact_count + 1] = {};
    out.count = missing_of_decision(Traits::program, Traits::program.decisions[D], LoadedFacts{row.facts},
                                    registers.r, {marks, counts, out.facts});
    return out;
}

/// The same of a decision that was made of these facts.
template <class Traits, std::uint32_t N, std::uint32_t D>
constexpr Missing<Traits> missing(Traits, const typename Traits::Facts& facts, const Decision<N, D>&) {
    return missing_for_decision<Traits, D>(facts);
}

/// The unknown facts that could still change output O, in order of declaration.
template <class Traits, std::uint32_t O>
constexpr Missing<Traits> missing_for_output(const typename Traits::Facts& facts) {
    Missing<Traits> out;
    const LoadedRow<Traits> row = load_all<Traits>(facts);
    if (first_refused_of<Traits>(row) != no_fact) return out;
    const auto registers = run_partial<Traits, slice_of_output(O)>(row);
    std::uint64_t marks[register_count<Traits>] = {};
    std::uint32_t counts[Traits::program.fact_count + 1] = {};
    out.count = missing_of_output(Traits::program, Traits::program.outputs[O], LoadedFacts{row.facts},
                                  registers.r, {marks, counts, out.facts});
    return out;
}

}  // namespace tenet
