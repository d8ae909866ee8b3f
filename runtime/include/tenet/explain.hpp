#pragma once

#include "tenet/evaluate.hpp"
#include "tenet/missing_facts.hpp"
#include "tenet/records.hpp"
#include "tenet/shapes.hpp"
#include "tenet/texts.hpp"

/// Reasons and missing facts of a typed decision:
///
///     for (const tenet::Reason& reason : tenet::explain(table, facts, decision)) …
namespace tenet {

/// What `{name}` in a message shows.
struct Placeholder {
    const char* name;
    ValueType type;
    Partial value;
};

/// A part of a condition that is no single comparison: what `and`, `or`, `not` and `if` join, in the order of the policy.
struct Part {
    Partial holds;  ///< yes/no
    Explanation why;
};

/// Why one requirement of a decision stands as it does. Valid while the reasons that gave it live.
class Reason {
  public:
    constexpr Reason(const Subject& subject, const RequirementSpec& spec, Status status)
        : subject_(subject), spec_(&spec), status_(status),
          why_(explain_op(subject, subject.program.ops[spec.op], spec.left)) {}

    constexpr Status status() const { return status_; }
    /// The requirement's id: its ASCII twin, or its name.
    constexpr const char* id() const { return text_of(program(), spec_->id); }
    constexpr const char* name() const { return text_of(program(), spec_->name); }
    /// The author's label; empty if there is none.
    constexpr const char* label(Lang lang) const {
        return text_of(program(), spec_->label_en, spec_->label_zh, lang);
    }
    /// The author's message for a requirement that fails, with its placeholders; empty if there is none.
    constexpr const char* message(Lang lang) const {
        return text_of(program(), spec_->otherwise_en, spec_->otherwise_zh, lang);
    }
    /// What was compared, needed and lacking.
    constexpr const Explanation& why() const { return why_; }

    /// The parts of a condition that is no single comparison; else none.
    constexpr std::uint32_t part_count() const { return why_.shape == Shape::Other ? spec_->part_count : 0; }
    constexpr Part part(std::uint32_t i) const {
        const PartSpec& spec = program().parts[spec_->first_part + i];
        return {subject_.holds(spec.condition), shape_of(subject_, spec.condition, spec.left)};
    }

    /// The names in the message and what they show.
    constexpr std::uint32_t placeholder_count() const { return spec_->placeholder_count; }
    constexpr Placeholder placeholder(std::uint32_t i) const {
        const PlaceholderSpec& spec = program().placeholders[spec_->first_placeholder + i];
        return {text_of(program(), spec.name), subject_.type(spec.value), subject_.registers[spec.value]};
    }

  private:
    constexpr const Program& program() const { return subject_.program; }

    Subject subject_;
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

    constexpr Reasons(const typename Traits::Facts& applicant, const Answer& answer)
        : answer_(answer), run_(applicant) {
        mark_registers(Traits::program, register_marks_);
        mark_hollow(Traits::program, run_.registers.r, register_marks_);
    }

    constexpr std::uint32_t size() const {
        return answer_.verdict == Verdict::Refused ? 0 : Answer::requirement_count;
    }
    constexpr Reason operator[](std::uint32_t i) const {
        return {Subject{Traits::program, run_.registers.r, register_marks_}, requirement(i),
                answer_.status(i)};
    }
    constexpr Iterator begin() const { return {*this, 0}; }
    constexpr Iterator end() const { return {*this, size()}; }

    /// The positions, from 0, of the records that surely fail requirement i, which asks something of every record. Gives how many
    /// there are; the first `capacity` are written.
    constexpr std::uint32_t records(std::uint32_t i, std::uint32_t* found, std::uint32_t capacity) const {
        Partial columns[column_count(Traits::program) * block_size<Partial> + 1] = {};
        return failing_records(Traits::program, requirement(i), run_.row.source(), run_.registers.r, columns,
                               live<Traits, slice>.ops, found, capacity);
    }

  private:
    static constexpr Slice slice = with_reasons(slice_of_decision(D));

    static constexpr const RequirementSpec& requirement(std::uint32_t i) {
        return Traits::program.requirements[Traits::program.decisions[D].first_requirement + i];
    }

    Answer answer_;
    PartialRun<Traits, slice> run_;
    std::uint8_t register_marks_[register_count<Traits>] = {};
};

/// The reasons of a decision that was made of these facts.
template <class Traits, std::uint32_t N, std::uint32_t D, std::uint32_t R>
constexpr Reasons<Traits, D> explain(Traits, const typename Traits::Facts& facts,
                                     const Decision<N, D, R>& decision) {
    return {facts, decision};
}

}  // namespace tenet
