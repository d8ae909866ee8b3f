#include "compiler/case_space.hpp"
#include "compiler/check_parts.hpp"

#include "tenet/calendar.hpp"

#include <algorithm>
#include <string>
#include <utility>

/// Whether one of several cases always holds, and whether each may be chosen: a search through what they tell apart.
namespace tenet::compiler::checking {
namespace {

using ast::CompareOp;
using typed::Base;
using typed::Expr;
using typed::ExprId;
using typed::Kind;
using Number = std::optional<std::int64_t>;  ///< nothing: none

/// So many steps a search may take; all of a policy share more. Warnings leave half of these to what must be shown, and those of one body of
/// cases take few, so that looking for them grows no faster than what is read.
constexpr std::size_t most_steps = 2'000'000, steps_for_proofs = 20'000'000, steps_for_warnings = 150'000;

enum class Tri : std::uint8_t { No, Yes, Open };

Tri tri(bool yes) { return yes ? Tri::Yes : Tri::No; }
Tri negated(Tri t) { return t == Tri::Open ? t : tri(t == Tri::No); }

bool holds(CompareOp op, int sign) {
    switch (op) {
    case CompareOp::Eq: return sign == 0;
    case CompareOp::Ne: return sign != 0;
    case CompareOp::Lt: return sign < 0;
    case CompareOp::Le: return sign <= 0;
    case CompareOp::Gt: return sign > 0;
    case CompareOp::Ge: return sign >= 0;
    }
    __builtin_unreachable();
}

/// None equals only none and passes no order.
bool compared(CompareOp op, Number x, Number y) {
    if (op == CompareOp::Eq) return x == y;
    if (op == CompareOp::Ne) return x != y;
    return x && y && holds(op, *x < *y ? -1 : *x == *y ? 0 : 1);
}

/// Looks for a combination for which some conditions do not hold, and one does.
class CaseSearch {
  public:
    enum class Found : std::uint8_t { Nothing, Combination, GaveUp };

    CaseSearch(State& state, const CaseSpace& space)
        : state_(state), space_(space), taken_(space.aspects().size()) {}

    Found run(const std::vector<ExprId>& no, ExprId yes, std::size_t most = most_steps) {
        no_ = &no;
        yes_ = yes;
        steps_ = 0;
        most_ = std::min(most, state_.case_steps_left);
        taken_.assign(space_.aspects().size(), std::nullopt);
        const Found found = search();
        state_.case_steps_left -= std::min(steps_, state_.case_steps_left);
        return found;
    }

    /// The aspects that the combination found is made of.
    std::vector<std::size_t> asked() const {
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < taken_.size(); ++i)
            if (taken_[i]) all.push_back(i);
        return all;
    }
    std::int64_t sample(std::size_t aspect) const { return *taken_[aspect]; }
    Number taken(std::size_t aspect) const { return taken_[aspect]; }

  private:
    const Expr& at(ExprId id) const { return state_.at(id); }

    Found search() {
        pending_.reset();
        bool open = false;
        // One says more than many: where it does not hold, the others need not be asked.
        if (yes_.valid()) {
            const Tri t = evaluate(yes_);
            if (t == Tri::No) return Found::Nothing;
            open = open || t == Tri::Open;
        }
        for (const ExprId condition : *no_) {
            const Tri t = evaluate(condition);
            if (steps_ > most_) return Found::GaveUp;
            if (t == Tri::Yes) return Found::Nothing;
            open = open || t == Tri::Open;
        }
        if (!open) return Found::Combination;
        if (!pending_) return Found::GaveUp;
        return branch(*pending_);
    }

    Found branch(std::size_t aspect) {
        for (const std::int64_t sample : space_.aspects()[aspect].samples) {
            taken_[aspect] = sample;
            const Found found = search();
            if (found != Found::Nothing) return found;
        }
        taken_[aspect].reset();
        return Found::Nothing;
    }

    /// What an aspect is taken to be; it is asked for where that is not settled.
    Number look(std::size_t aspect) {
        if (!taken_[aspect] && !pending_) pending_ = aspect;
        return taken_[aspect];
    }

    /// Whether the subject of an aspect is none.
    Tri is_none(std::size_t aspect) {
        const std::size_t first = space_.first_of_subject(aspect);
        if (space_.aspects()[first].form != Aspect::Form::None) return Tri::No;
        const Number sample = look(first);
        return sample ? tri(*sample == none_sample) : Tri::Open;
    }

    /// A value, or none; false while it is open.
    bool value_of(const Target& target, Number& value) {
        if (target.form == Target::Form::Open) return false;
        value.reset();
        if (target.form == Target::Form::None) return true;
        if (target.form == Target::Form::Fixed) {
            value = target.number;
            return true;
        }
        const auto aspect = space_.value_aspect(target.subject);
        if (!aspect) return false;
        const Tri none = is_none(*aspect);
        if (none != Tri::No) return none == Tri::Yes;
        const Number sample = look(*aspect);
        if (sample) value = *sample * target.number;
        return sample.has_value();
    }

    Target resolve(ExprId id) {
        std::int64_t factor = 1;
        for (;;) {
            const Expr& e = at(id);
            ++steps_;
            if (e.kind == Kind::Constant) return {Target::Form::Fixed, e.number * factor, {}};
            if (e.kind == Kind::None) return {Target::Form::None, 0, {}};
            if (space_.value_aspect(id)) return {Target::Form::Subject, factor, id};
            if (steps_ > most_) return {};
            if (e.kind == Kind::Rescale) factor *= e.number;
            if (e.kind == Kind::Given || e.kind == Kind::Rescale) {
                id = e.a;
            } else if (space_.is_named(e)) {
                id = state_.module.definitions[e.ref].value;
            } else if (e.kind == Kind::If) {
                const Tri t = evaluate(e.a);
                if (t == Tri::Open) return {};
                id = t == Tri::Yes ? e.b : e.c;
            } else {
                return {Target::Form::Subject, factor, id};
            }
        }
    }

    Tri whole(ExprId condition) {
        const auto aspect = space_.whole_aspect(condition);
        if (!aspect) return Tri::Open;
        const Number sample = look(*aspect);
        return sample ? tri(*sample != 0) : Tri::Open;
    }

    Tri compare(ExprId condition, CompareOp op, ExprId a, ExprId b) {
        const Target x = resolve(a), y = resolve(b);
        if (x.form == Target::Form::Open || y.form == Target::Form::Open) return Tri::Open;
        const bool both = x.form == Target::Form::Subject && y.form == Target::Form::Subject;
        const auto is_set = [&](const Target& t) {
            return t.form == Target::Form::Subject && at(t.subject).type.base == Base::Set;
        };
        if (both || is_set(x) || is_set(y)) return whole(condition);
        Number left, right;
        if (!value_of(x, left) || !value_of(y, right)) return Tri::Open;
        return tri(compared(op, left, right));
    }

    /// Both, of which a no decides.
    static Tri both(Tri x, Tri y) {
        if (x == Tri::No || y == Tri::No) return Tri::No;
        return x == Tri::Yes && y == Tri::Yes ? Tri::Yes : Tri::Open;
    }
    static Tri either(Tri x, Tri y) { return negated(both(negated(x), negated(y))); }

    Tri in_range(ExprId id, const Expr& e) {
        const Tri inside = both(compare(id, CompareOp::Ge, e.a, e.b), compare(id, CompareOp::Le, e.a, e.c));
        return e.negated ? negated(inside) : inside;
    }

    Tri tiered(ExprId id, const Expr& e) {
        // Two things compared stand for the whole, whatever the alternatives.
        if (space_.whole_aspect(id)) return whole(id);
        Tri all = compare(id, e.op, e.a, e.b);
        for (std::uint32_t i = 0; i < e.tiers.count && all != Tri::Yes; ++i) {
            const typed::Tier& tier = state_.module.tiers[e.tiers.first + i];
            all = either(all, both(evaluate(tier.condition), compare(id, e.op, e.a, tier.amount)));
        }
        return all;
    }

    Tri in_group(const Expr& e) {
        Number value;
        if (!value_of(resolve(e.a), value)) return Tri::Open;
        const std::vector<bool>& members = state_.module.groups[e.ref].members;
        const bool inside = value && members[static_cast<std::size_t>(*value)];
        return tri(inside != e.negated);
    }

    Tri asked_none(const Expr& e) {
        const Target target = resolve(e.a);
        if (target.form == Target::Form::Open) return Tri::Open;
        if (target.form != Target::Form::Subject) return tri(target.form == Target::Form::None);
        const auto aspect = space_.none_aspect(target.subject);
        return aspect ? is_none(*aspect) : Tri::Open;
    }

    Tri window(ExprId id, const Expr& e) {
        const auto found = space_.age_aspect(id);
        if (!found) return whole(id);
        const Tri none = is_none(*found);
        if (none != Tri::No) return none == Tri::Yes ? Tri::No : none;
        const Number place = look(*found);
        if (!place) return Tri::Open;
        const Aspect& aspect = space_.aspects()[*found];
        const auto sign = [&](std::int64_t length) {
            const auto end = std::find(aspect.ends.begin(), aspect.ends.end(), length);
            const std::int64_t at_end = 2 * (end - aspect.ends.begin()) + 1;
            return *place < at_end ? -1 : *place == at_end ? 0 : 1;
        };
        const std::int64_t length = e.period.months != 0 ? e.period.months : e.period.days;
        if (e.kind == Kind::TimeSince) return tri(holds(e.op, sign(length)));
        return tri(sign(0) >= 0 && sign(length) <= 0);
    }

    Tri evaluate(ExprId id) {
        const Expr& e = at(id);
        if (++steps_ > most_) return Tri::Open;
        if (e.kind == Kind::Constant) return tri(e.number != 0);
        if (e.kind == Kind::Not) return negated(evaluate(e.a));
        if (e.kind == Kind::Given) return evaluate(e.a);
        if (e.kind == Kind::And) {
            const Tri first = evaluate(e.a);
            return first == Tri::No ? first : both(first, evaluate(e.b));
        }
        if (e.kind == Kind::Or) {
            const Tri first = evaluate(e.a);
            return first == Tri::Yes ? first : either(first, evaluate(e.b));
        }
        if (e.kind == Kind::If) {
            const Tri condition = evaluate(e.a);
            if (condition != Tri::Open) return evaluate(condition == Tri::Yes ? e.b : e.c);
            const Tri yes = evaluate(e.b);
            return yes == evaluate(e.c) ? yes : Tri::Open;
        }
        if (space_.whole_aspect(id) && e.kind != Kind::Compare && e.kind != Kind::InRange) return whole(id);
        if (const auto aspect = space_.value_aspect(id)) {
            const Number sample = look(*aspect);
            return sample ? tri(*sample == 1) : Tri::Open;
        }
        if (space_.is_named(e)) return evaluate(state_.module.definitions[e.ref].value);
        if (e.kind == Kind::Compare) return compare(id, e.op, e.a, e.b);
        if (e.kind == Kind::InRange) return in_range(id, e);
        if (e.kind == Kind::Tiered) return tiered(id, e);
        if (e.kind == Kind::InGroup) return in_group(e);
        if (e.kind == Kind::IsNone) return asked_none(e);
        return window(id, e);
    }

    State& state_;
    const CaseSpace& space_;
    const std::vector<ExprId>* no_ = nullptr;
    ExprId yes_;
    std::vector<Number> taken_;           ///< by aspect
    std::optional<std::size_t> pending_;  ///< the first that was asked for and is not settled
    std::size_t steps_ = 0, most_ = 0;
};

/// A combination in the author's words: `exams` = 3, `level` = formal.
class Example {
  public:
    Example(State& state, const CaseSpace& space, const CaseSearch& search)
        : state_(state), space_(space), search_(search) {
        for (const std::size_t i : search.asked())
            if (is_as_of(space.aspects()[i])) {
                as_of_ = search.sample(i);
                as_of_told_ = true;
            }
    }

    Arg text() {
        bool dated = false;
        for (const std::size_t i : search_.asked()) {
            const Aspect& aspect = space_.aspects()[i];
            dated = dated || aspect.form == Aspect::Form::Age;
            if (aspect.form != Aspect::Form::None || search_.sample(i) == none_sample)
                add(name_of(aspect), value_text(aspect, search_.sample(i)));
            else if (!tells_more_of(i))
                add_given(name_of(aspect));
        }
        if (dated && !as_of_told_ && state_.module.has_as_of())
            add(state_.module.facts[state_.module.as_of].name.text, day(as_of_));
        return out_.en.empty() ? Arg{"whatever there is", "任何情形"} : out_;
    }
    /// Whether a date was found for each place in time.
    bool placed() const { return placed_; }

  private:
    bool is_as_of(const Aspect& aspect) const {
        const Expr& e = state_.at(aspect.subject);
        return aspect.form == Aspect::Form::Value && e.kind == Kind::Fact && state_.module.has_as_of() &&
               e.ref == state_.module.as_of;
    }

    /// Whether the example has more of a subject than that it is given.
    bool tells_more_of(std::size_t none) const {
        const std::vector<std::size_t> all = search_.asked();
        return std::any_of(all.begin(), all.end(),
                           [&](std::size_t i) { return i != none && space_.first_of_subject(i) == none; });
    }

    std::string name_of(const Aspect& aspect) const {
        const Expr& e = state_.at(aspect.subject);
        // The reference date of a policy that names none has no name.
        if (e.kind == Kind::Fact && e.ref < state_.module.facts.size())
            return state_.module.facts[e.ref].name.text;
        if (e.kind == Kind::Definition) return state_.module.definitions[e.ref].name.text;
        return quoted(state_, e.span);
    }

    Arg day(std::int64_t value) const { return written(natural_type(Base::Date), value); }

    void add(const std::string& name, const Arg& value) {
        out_.en += (out_.en.empty() ? "`" : ", `") + name + "` = " + value.en;
        out_.zh += (out_.zh.empty() ? "`" : "，`") + name + "` 为 " + value.zh;
    }

    void add_given(const std::string& name) {
        out_.en += (out_.en.empty() ? "`" : ", `") + name + "` given";
        out_.zh += (out_.zh.empty() ? "`" : "，`") + name + "` 不为无";
    }

    Arg value_text(const Aspect& aspect, std::int64_t sample) {
        const typed::Type& type = state_.at(aspect.subject).type;
        if (sample == none_sample) return {"none", "无"};
        if (aspect.form == Aspect::Form::Age) return day(date_at(aspect, sample));
        if (type.base == Base::YesNo) return sample != 0 ? Arg{"yes", "是"} : Arg{"no", "否"};
        if (type.base == Base::Choice)
            return state_.module.choices[type.of].values[static_cast<std::size_t>(sample)].name.text;
        if (type.base == Base::Hours) return {written(type, sample) + "h", written(type, sample) + "学时"};
        if (type.base == Base::Days) return {written(type, sample) + "d", written(type, sample) + "天"};
        if (type.base != Base::Text) return written(type, sample);
        if (sample == 0) return {"another text", "其他文字"};
        return "\"" + state_.module.texts[static_cast<std::size_t>(sample) - 1] + "\"";
    }

    /// A date from which the reference date lies at that place among the ends.
    std::int64_t date_at(const Aspect& aspect, std::int64_t place) {
        const bool up = state_.module.rounding == ast::Rounding::Up;
        const std::size_t k =
            std::min<std::size_t>(static_cast<std::size_t>(place) / 2, aspect.ends.size() - 1);
        const std::int64_t length = aspect.ends[k];
        const std::int64_t near = aspect.months ? tenet::add_months(as_of_, -length, up) : as_of_ - length;
        constexpr std::int64_t around = 5;
        for (std::int64_t beside = 0; beside <= 2 * around; ++beside) {
            // The date itself, then those beside it in turn.
            const std::int64_t date = near + (beside % 2 == 0 ? beside / 2 : -(beside + 1) / 2);
            if (place_of(aspect, date, up) == place) return date;
        }
        placed_ = false;
        return near;
    }

    std::int64_t place_of(const Aspect& aspect, std::int64_t date, bool up) const {
        std::int64_t place = 0;
        for (std::size_t k = 0; k < aspect.ends.size(); ++k) {
            const int sign = age_against(aspect, aspect.ends[k], date, as_of_, up);
            if (sign == 0) return static_cast<std::int64_t>(2 * k + 1);
            if (sign > 0) place = static_cast<std::int64_t>(2 * k + 2);
        }
        return place;
    }

    State& state_;
    const CaseSpace& space_;
    const CaseSearch& search_;
    Arg out_{"", ""};
    std::int64_t as_of_ = tenet::days_from_civil(2024, 1, 15);  ///< has its like in every month
    bool as_of_told_ = false, placed_ = true;
};

/// Warns of cases that those before them leave nobody for; not of one that asks if something is none, on which those after it may
/// rely.
void warn_of_idle(State& state, CaseSearch& search, std::string_view name,
                  const std::vector<ExprId>& conditions) {
    const std::vector<ExprId> none;
    std::vector<ExprId> before;
    const std::size_t kept = state.case_steps_left - std::min(state.case_steps_left, steps_for_warnings);
    for (const ExprId condition : conditions) {
        const std::size_t least = std::max(steps_for_proofs, kept);
        if (state.case_steps_left <= least) return;
        const auto run = [&](const std::vector<ExprId>& others) {
            return search.run(others, condition, state.case_steps_left - least);
        };
        const bool idle = !before.empty() && run(before) == CaseSearch::Found::Nothing &&
                          state.case_steps_left > least && run(none) == CaseSearch::Found::Combination;
        const bool guards = state.at(condition).kind == Kind::IsNone;
        if (idle && !guards) state.diagnostics.report<D::CaseIdle>(state.at(condition).span, name);
        before.push_back(condition);
    }
}

}  // namespace

bool check_cases_hold(State& state, std::string_view name, const std::vector<ExprId>& conditions, Span last,
                      bool open) {
    CaseSpace space(state);
    for (const ExprId condition : conditions)
        space.add(condition);
    space.settle();
    CaseSearch search(state, space);
    warn_of_idle(state, search, name, conditions);
    if (!open) return true;
    const CaseSearch::Found found = search.run(conditions, {});
    if (found == CaseSearch::Found::Nothing) return true;
    if (found == CaseSearch::Found::GaveUp) {
        state.diagnostics.report<D::CasesUnproved>(
            last, name, Arg("there are too many combinations to look at", "各种组合太多，无法逐一核对"));
        return false;
    }
    if (const auto subject = space.asked_twice(search.asked())) {
        const std::string asked = quoted(state, state.at(*subject).span);
        state.diagnostics.report<D::CasesUnproved>(
            last, name,
            Arg("`" + asked + "` is asked about in ways that cannot be held against one another",
                "对 `" + asked + "` 的几种问法算法不同，无法相互对照"));
        return false;
    }
    Example example(state, space, search);
    const Arg text = example.text();
    if (space.is_exact(search.asked()) && example.placed())
        state.diagnostics.report<D::CasesOpen>(last, name, text);
    else
        state.diagnostics.report<D::CasesUnproved>(
            last, name, Arg("none would for " + text.en, "如果 " + text.zh + "，就没有适用的情形"));
    return false;
}

}  // namespace tenet::compiler::checking
