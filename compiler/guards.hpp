#pragma once

#include "compiler/check_state.hpp"

#include <cstdint>
#include <vector>

/// None and the guards against it: which facts, definitions and fields a condition has shown to be given.
namespace tenet::compiler::checking {

/// While it lives, what the guard has shown counts as given. The keys must outlive it.
class Assuming {
  public:
    Assuming(State& state, typed::ExprId guard, const std::vector<Key>& keys);
    ~Assuming();
    Assuming(const Assuming&) = delete;
    Assuming& operator=(const Assuming&) = delete;

  private:
    State& state_;
    const std::vector<Key>& keys_;
    bool failed_;
};

/// While it lives, bare names may be fields of the scope's record, of which nothing is known to be given yet.
class Entering {
  public:
    Entering(State& state, const Scope& scope);
    ~Entering();
    Entering(const Entering&) = delete;
    Entering& operator=(const Entering&) = delete;

  private:
    Key first_field() const;

    State& state_;
    const Scope* outer_;
    std::vector<std::uint32_t> guards_;
};

/// All of both, up to the limit.
std::vector<Key> all_of(State& state, std::vector<Key> a, const std::vector<Key>& b);
/// What is in both.
std::vector<Key> common_of(std::vector<Key> a, std::vector<Key> b);

/// Adds the fact, definition or field that the expression names, if it names one.
void note_given(const State& state, typed::ExprId id, std::vector<Key>& keys);

/// True where the expression may be none and no guard says otherwise.
bool may_be_none(const State& state, typed::ExprId id);

/// The expression under `Given` where a guard holds; itself where there is no guard or no need.
typed::ExprId as_guarded(State& state, typed::ExprId id);

/// What needs the value: a comparison; one with alternatives, which the guard must not tear apart; a sum or product.
enum class Need : std::uint8_t { Comparison, Tiers, Value };

/// The same where none is not allowed: what may still be none is reported, with the guard to write around `whole`,
/// and comes back as an error.
typed::ExprId require_given(State& state, typed::ExprId id, Span whole, Need need);

}  // namespace tenet::compiler::checking
