#pragma once

#include "tenet/evaluate.hpp"

/// Facts that pass the gate once, for callers that ask several times.
namespace tenet {

/// An applicant's facts, looked at once. The facts, and their records, must live and stay as they are. Where all is known and
/// nothing refuses, answers skip the gate and what the calendar gave for dates that are not one of each record; else they are
/// those of the facts themselves.
template <class Traits>
class Checked {
  public:
    using Facts = typename Traits::Facts;

    constexpr explicit Checked(const Facts& facts) noexcept : facts_(&facts) {
        if constexpr (folds<Traits, everything>()) {
            Value r[register_count<Traits>];
            known_ = fold<Traits, everything>(facts, r);
            if (!known_) return;
            for (std::uint32_t i = 0; i < Traits::program.value_count; ++i) {
                const std::uint16_t place = kept_ops<Traits>.place[i];
                if (place != no_register && live<Traits, everything>.ops[i] != 0) kept_[place] = r[i];
            }
        }
    }
    Checked(Facts&&) = delete;

    /// Whether everything that the policy reads is known, and nothing refuses the question.
    constexpr bool known() const noexcept { return known_; }
    constexpr const Facts& facts() const noexcept { return *facts_; }
    constexpr const Value* kept() const noexcept { return kept_; }

  private:
    const Facts* facts_;
    bool known_ = false;
    Value kept_[kept_ops<Traits>.count + 1] = {};
};

/// Folds a slice of facts that are known into `r`, `register_count` values.
template <class Traits, Slice S>
TENET_INLINE constexpr void fold_checked(const Checked<Traits>& checked, Value* r) {
    GateWords words;
    fold_values<Traits, without_assumes(S), FoldMode::Kept>(
        FoldState<Traits>{checked.facts(), checked.kept(), r, words});
}

/// So deduced, `Checked` need not be compiled where it is not used.
template <class C, class Traits>
concept CheckedOf = std::is_same_v<C, Checked<Traits>>;

/// Decision D of facts that were looked at before.
template <class Traits, std::uint32_t D, CheckedOf<Traits> C>
constexpr DecisionOf<Traits, D> decide(const C& checked) noexcept {
    constexpr Slice slice = slice_of_decision(D);
    if constexpr (folds<Traits, everything>()) {
        if (checked.known()) [[likely]] {
            Value r[register_count<Traits>];
            fold_checked<Traits, slice>(checked, r);
            return decide_folded<Traits, D>(r);
        }
    }
    return decide_partial<Traits, D>(checked.facts());
}

/// Output O of facts that were looked at before.
template <class Traits, std::uint32_t O, CheckedOf<Traits> C>
constexpr Outcome output(const C& checked) noexcept {
    constexpr Slice slice = slice_of_output(O);
    if constexpr (folds<Traits, everything>()) {
        if (checked.known()) [[likely]] {
            Value r[register_count<Traits>];
            fold_checked<Traits, slice>(checked, r);
            return output_folded<Traits, O>(r);
        }
    }
    return output_partial<Traits, O>(checked.facts());
}

/// All decisions and outputs of facts that were looked at before.
template <class Traits, CheckedOf<Traits> C>
constexpr Evaluation<Traits> evaluate(const C& checked) noexcept {
    if constexpr (folds<Traits, everything>()) {
        if (checked.known()) [[likely]] {
            Value r[register_count<Traits>];
            fold_checked<Traits, everything>(checked, r);
            return evaluate_folded<Traits>(r);
        }
    }
    return evaluate_partial<Traits>(checked.facts());
}

}  // namespace tenet
