#include "compiler/guards.hpp"

#include "compiler/describe.hpp"
#include "compiler/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace tenet::compiler::checking {
namespace {

std::optional<Key> key_of(const State& state, typed::ExprId id) {
    const typed::Expr& e = state.at(id);
    if (e.kind == typed::Kind::Fact && e.ref != typed::no_index) return state.fact_key(e.ref);
    if (e.kind == typed::Kind::Definition) return state.unit_key(e.ref);
    if (e.kind == typed::Kind::Field && state.scope != nullptr)
        return state.unit_key(state.names.field_unit(state.scope->record, e.ref));
    return std::nullopt;
}

void report(State& state, typed::ExprId id, Span whole, Need need) {
    const bool alone = need == Need::Tiers;
    const Span span = state.at(id).span;
    const std::string name = quoted(state, span);
    if (state.guards_cut) {
        state.diagnostics.report<D::TooManyGuards>(span, name, limits::guards, limits::guarded_cases);
        return;
    }
    const std::string use = alone ? fmt::format("({})", quoted(state, whole)) : quoted(state, whole);
    Arg help("", "");
    if (state.in_table) {
        help = Arg("write ranges `A .. B`, in which none never lies, and `none` for itself",
                   "请写范围 `A 至 B`，无不在其中；没有的情形另写 `无`");
    } else if (!key_of(state, id)) {
        help = Arg("give it a name with `define`, then write `NAME is given and …`",
                   "请先用 `定义` 给它取名，再写 `名称 不为 无 且 …`");
    } else if (need != Need::Value) {
        help = Arg(
            fmt::format("write `{0} is given and {1}`, or `{0} is none or {1}` if none will do", name, use),
            fmt::format("请写 `{0} 不为 无 且 {1}`；没有也算满足的，写 `{0} 为 无 或 {1}`", name, use));
    } else {
        help = Arg(fmt::format("write `if {0} is given then {1} else …`", name, use),
                   fmt::format("请写 `如果 {0} 不为 无 则 {1} 否则 …`", name, use));
    }
    state.diagnostics.report<D::MayBeNone>(span, name, help);
}

}  // namespace

Assuming::Assuming(State& state, typed::ExprId guard, const std::vector<Key>& keys)
    : state_(state), keys_(keys), failed_(guard.valid() && state.failed(guard)) {
    if (failed_) ++state_.failed_guards;
    for (Key key : keys_)
        ++state_.guards[key];
}

Assuming::~Assuming() {
    for (Key key : keys_)
        --state_.guards[key];
    if (failed_) --state_.failed_guards;
}

Entering::Entering(State& state, const Scope& scope) : state_(state), outer_(state.scope) {
    state_.scope = &scope;
    guards_.resize(state_.file.records[scope.record].fields.size());
    for (std::size_t i = 0; i < guards_.size(); ++i)
        std::swap(guards_[i], state_.guards[first_field() + i]);
}

Entering::~Entering() {
    for (std::size_t i = 0; i < guards_.size(); ++i)
        std::swap(guards_[i], state_.guards[first_field() + i]);
    state_.scope = outer_;
}

Key Entering::first_field() const {
    return state_.unit_key(state_.names.field_unit(state_.scope->record, 0));
}

std::vector<Key> all_of(State& state, std::vector<Key> a, const std::vector<Key>& b) {
    if (b.empty()) return a;
    a.insert(a.end(), b.begin(), b.end());
    // Each key once: defines that read one another twice would double the list at every step.
    std::sort(a.begin(), a.end());
    a.erase(std::unique(a.begin(), a.end()), a.end());
    // A chain of defines that each guard one more would take the square of its length.
    if (a.size() > limits::guards) {
        a.resize(limits::guards);
        state.guards_cut = true;
    }
    return a;
}

std::vector<Key> common_of(std::vector<Key> a, std::vector<Key> b) {
    if (a.empty() || b.empty()) return {};
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<Key> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    both.erase(std::unique(both.begin(), both.end()), both.end());
    return both;
}

void note_given(const State& state, typed::ExprId id, std::vector<Key>& keys) {
    if (!state.type(id).or_none) return;
    if (const auto key = key_of(state, id)) keys.push_back(*key);
}

bool may_be_none(const State& state, typed::ExprId id) {
    if (state.failed(id) || !state.type(id).or_none) return false;
    const auto key = key_of(state, id);
    return !key || state.guards[*key] == 0;
}

typed::ExprId as_guarded(State& state, typed::ExprId id) {
    if (state.failed(id) || !state.type(id).or_none || may_be_none(state, id)) return id;
    typed::Expr given = node(typed::Kind::Given, state.at(id).span, state.type(id));
    given.type.or_none = false;
    given.a = id;
    return state.add(given);
}

typed::ExprId require_given(State& state, typed::ExprId id, Span whole, Need need) {
    if (may_be_none(state, id)) {
        if (state.failed_guards == 0) report(state, id, whole, need);
        return state.error(state.at(id).span);
    }
    return as_guarded(state, id);
}

}  // namespace tenet::compiler::checking
