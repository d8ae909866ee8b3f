#pragma once

#include "compiler/check_state.hpp"
#include "compiler/diagnostics.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

/// What conditions ask about, and the values of it that they tell apart. Where conditions compare facts with fixed values and
/// with the reference date these are finitely many; anything else that is asked counts as a question of its own, with yes and no,
/// so that what holds for all values here holds for all applicants.
namespace tenet::compiler::checking {

/// None, among the values of an aspect.
inline constexpr std::int64_t none_sample = INT64_MIN;

/// One thing that conditions ask about.
struct Aspect {
    enum class Form : std::uint8_t {
        Value,  ///< samples are values of the subject
        Age,  ///< samples are places of the reference date among `ends`: 2k + 1 at ends[k], 2k just before it
        Whole,  ///< a condition as it stands: yes or no
        None,   ///< whether the subject is none; the first aspect of each that may be
    };
    Form form = Form::Value;
    typed::ExprId subject;           ///< what is asked about; of Whole the condition
    bool back = false;               ///< Age: counted back from the reference date, not on from the subject
    bool months = false;             ///< Age: in months, not in days
    std::vector<std::int64_t> ends;  ///< Age: lengths, in order
    std::vector<std::int64_t> samples;
};

/// What an operand of a comparison may turn out to be: a fixed value, none, or something asked about.
struct Target {
    enum class Form : std::uint8_t { Open, Fixed, None, Subject };
    Form form = Form::Open;
    std::int64_t number =
        1;  ///< of Fixed the value; of Subject how many units of the comparison one of it is
    typed::ExprId subject;
};

/// The aspects of some conditions.
class CaseSpace {
  public:
    explicit CaseSpace(State& state) : state_(state) {}

    /// Adds what a condition asks about; call `settle` after the last.
    void add(typed::ExprId condition);
    /// Puts the samples in order.
    void settle();

    const std::vector<Aspect>& aspects() const { return aspects_; }
    /// The aspect of a subject's value, of a condition as it stands, or of a window of time.
    std::optional<std::size_t> value_aspect(typed::ExprId subject) const { return find(values_, subject); }
    std::optional<std::size_t> whole_aspect(typed::ExprId condition) const {
        return find(wholes_, condition);
    }
    std::optional<std::size_t> age_aspect(typed::ExprId condition) const { return find(ages_, condition); }
    /// The aspect that says whether a subject is none, as far as that is asked.
    std::optional<std::size_t> none_aspect(typed::ExprId subject) const { return find(nones_, subject); }
    /// The first aspect of the same subject; where that may be none, the one that says whether it is.
    std::size_t first_of_subject(std::size_t aspect) const { return firsts_[aspect]; }
    /// Whether the expression stands for its value: a define whose value may be looked into.
    bool is_named(const typed::Expr& e) const;
    /// Whether every combination of these aspects' values is one that an applicant may have.
    bool is_exact(const std::vector<std::size_t>& some) const;
    /// A subject that several of these aspects ask about, each in its own way.
    std::optional<typed::ExprId> asked_twice(const std::vector<std::size_t>& some) const;

  private:
    using Places = std::unordered_map<std::uint32_t, std::size_t>;
    static std::optional<std::size_t> find(const Places& places, typed::ExprId id);

    void add_compare(typed::ExprId condition, typed::ExprId a, typed::ExprId b);
    void add_window(typed::ExprId condition);
    void add_whole(typed::ExprId condition);
    std::size_t add_value(typed::ExprId subject);
    void add_tiers(typed::ExprId condition);
    void add_targets(typed::ExprId id, std::int64_t factor, std::vector<Target>& targets);
    bool same(typed::ExprId a, typed::ExprId b) const;
    void add_none(typed::ExprId subject);
    std::size_t place(Aspect aspect);
    std::size_t first_with(typed::ExprId subject) const;
    void take_samples(Aspect& aspect) const;
    const typed::Expr& at(typed::ExprId id) const { return state_.at(id); }

    State& state_;
    std::vector<Aspect> aspects_;
    std::vector<std::size_t> firsts_;        ///< by aspect
    Places values_, wholes_, ages_, nones_;  ///< by expression
    std::size_t depth_ = 0, looked_at_ = 0;
};

/// How far lengths of months or days lie from a date: that of the reference date against subject + length, or reference date -
/// length against the subject.
int age_against(const Aspect& aspect, std::int64_t length, std::int64_t subject, std::int64_t as_of,
                bool round_up);

}  // namespace tenet::compiler::checking
