#include "compiler/case_space.hpp"

#include "tenet/calendar.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Expr;
using typed::ExprId;
using typed::Kind;

/// Defines are looked into so deep, and so many conditions at all; beyond, what is asked counts as it stands.
constexpr std::size_t most_depth = 200, most_looked_at = 20'000;
constexpr std::int64_t other_text = 0;

std::int64_t length_of(const typed::Period& period) {
    return period.months != 0 ? period.months : period.days;
}

bool is_supplied(const State& state, const Expr& e) {
    if (e.kind == Kind::Fact) return true;
    return e.kind == Kind::Field && state.scope != nullptr &&
           !state.module.records[state.scope->record].fields[e.ref].derived.valid();
}

}  // namespace

int age_against(const Aspect& aspect, std::int64_t length, std::int64_t subject, std::int64_t as_of,
                bool round_up) {
    const auto moved = [&](std::int64_t day, std::int64_t by) {
        return aspect.months && by != 0 ? tenet::add_months(day, by, round_up) : day + by;
    };
    const std::int64_t earlier = aspect.back ? subject : moved(subject, length);
    const std::int64_t later = aspect.back ? moved(as_of, -length) : as_of;
    return later < earlier ? -1 : later == earlier ? 0 : 1;
}

std::optional<std::size_t> CaseSpace::find(const Places& places, ExprId id) {
    const auto found = places.find(id.value);
    return found == places.end() ? std::nullopt : std::optional(found->second);
}

bool CaseSpace::is_named(const Expr& e) const {
    if (e.kind != Kind::Definition) return false;
    const ExprId value = state_.module.definitions[e.ref].value;
    return value.valid() && !state_.failed(value);
}

bool CaseSpace::same(ExprId a, ExprId b) const {
    if (a == b || !a.valid() || !b.valid()) return a == b;
    const Expr &x = at(a), &y = at(b);
    const bool alike = x.kind == y.kind && x.op == y.op && x.negated == y.negated && x.before == y.before &&
                       x.after == y.after && x.number == y.number && x.ref == y.ref && x.period == y.period &&
                       x.type.base == y.type.base && x.type.of == y.type.of && x.type.scale == y.type.scale &&
                       x.tiers.count == y.tiers.count;
    if (!alike || !same(x.a, y.a) || !same(x.b, y.b) || !same(x.c, y.c)) return false;
    for (std::uint32_t i = 0; i < x.tiers.count; ++i) {
        const typed::Tier &p = state_.module.tiers[x.tiers.first + i],
                          &q = state_.module.tiers[y.tiers.first + i];
        if (!same(p.amount, q.amount) || !same(p.condition, q.condition)) return false;
    }
    return true;
}

std::size_t CaseSpace::place(Aspect aspect) {
    for (std::size_t i = 0; i < aspects_.size(); ++i) {
        const Aspect& known = aspects_[i];
        if (known.form == aspect.form && known.back == aspect.back && known.months == aspect.months &&
            same(known.subject, aspect.subject))
            return i;
    }
    const bool may_be_none = aspect.form != Aspect::Form::Whole && aspect.form != Aspect::Form::None &&
                             at(aspect.subject).type.or_none;
    if (may_be_none) add_none(aspect.subject);
    firsts_.push_back(first_with(aspect.subject));
    aspects_.push_back(std::move(aspect));
    return aspects_.size() - 1;
}

std::size_t CaseSpace::first_with(ExprId subject) const {
    const auto first = std::find_if(aspects_.begin(), aspects_.end(),
                                    [&](const Aspect& one) { return same(one.subject, subject); });
    return static_cast<std::size_t>(first - aspects_.begin());
}

void CaseSpace::add_none(ExprId subject) {
    nones_[subject.value] = place({Aspect::Form::None, subject, false, false, {}, {0, none_sample}});
}

std::size_t CaseSpace::add_value(ExprId subject) {
    const std::size_t aspect = place({Aspect::Form::Value, subject, false, false, {}, {}});
    values_[subject.value] = aspect;
    return aspect;
}

void CaseSpace::add_whole(ExprId condition) {
    wholes_[condition.value] = place({Aspect::Form::Whole, condition, false, false, {}, {0, 1}});
}

void CaseSpace::add_targets(ExprId id, std::int64_t factor, std::vector<Target>& targets) {
    const Expr e = at(id);
    if (e.kind == Kind::Given) return add_targets(e.a, factor, targets);
    if (e.kind == Kind::Rescale) return add_targets(e.a, factor * e.number, targets);
    if (e.kind == Kind::If && depth_ < most_depth) {
        ++depth_;
        add(e.a);
        add_targets(e.b, factor, targets);
        add_targets(e.c, factor, targets);
        --depth_;
        return;
    }
    if (is_named(e) && depth_ < most_depth) {
        ++depth_;
        add_targets(state_.module.definitions[e.ref].value, factor, targets);
        --depth_;
        return;
    }
    if (e.kind == Kind::Constant) return targets.push_back({Target::Form::Fixed, e.number * factor, {}});
    if (e.kind == Kind::None) return targets.push_back({Target::Form::None, 0, {}});
    targets.push_back({Target::Form::Subject, factor, id});
}

void CaseSpace::add_compare(ExprId condition, ExprId a, ExprId b) {
    std::vector<Target> left, right;
    add_targets(a, 1, left);
    add_targets(b, 1, right);
    bool whole = false;
    const auto sample = [&](const Target& asked, const Target& other) {
        if (asked.form != Target::Form::Subject) return;
        if (at(asked.subject).type.base == Base::Set) {
            whole = true;
            return;
        }
        const std::size_t aspect = add_value(asked.subject);
        if (other.form == Target::Form::Subject) whole = true;
        if (other.form != Target::Form::Fixed) return;
        const std::int64_t near = other.number / asked.number;
        for (std::int64_t beside = -1; beside <= 1; ++beside)
            aspects_[aspect].samples.push_back(near + beside);
    };
    for (const Target& x : left)
        for (const Target& y : right) {
            sample(x, y);
            sample(y, x);
        }
    if (whole) add_whole(condition);
}

/// A window of time that one thing is in: where the reference date lies from it on, or it from the reference date back.
void CaseSpace::add_window(ExprId condition) {
    const Expr e = at(condition);
    std::vector<Target> dates;
    add_targets(e.a, 1, dates);
    if (dates.size() != 1 || dates[0].form != Target::Form::Subject) return add_whole(condition);
    const std::size_t aspect = place(
        {Aspect::Form::Age, dates[0].subject, e.kind == Kind::WindowBack, e.period.months != 0, {}, {}});
    aspects_[aspect].ends.push_back(length_of(e.period));
    if (e.kind != Kind::TimeSince) aspects_[aspect].ends.push_back(0);
    ages_[condition.value] = aspect;
}

void CaseSpace::add_tiers(ExprId condition) {
    const Expr e = at(condition);
    add_compare(condition, e.a, e.b);
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        const typed::Tier tier = state_.module.tiers[e.tiers.first + i];
        add_compare(condition, e.a, tier.amount);
        add(tier.condition);
    }
}

void CaseSpace::add(ExprId condition) {
    const Expr e = at(condition);
    if (depth_ >= most_depth || ++looked_at_ > most_looked_at) return add_whole(condition);
    ++depth_;
    std::vector<Target> targets;
    switch (e.kind) {
    case Kind::Constant: break;
    case Kind::Not:
    case Kind::Given: add(e.a); break;
    case Kind::And:
    case Kind::Or:
        add(e.a);
        add(e.b);
        break;
    case Kind::If:
        add(e.a);
        add(e.b);
        add(e.c);
        break;
    case Kind::Definition:
        if (is_named(e))
            add(state_.module.definitions[e.ref].value);
        else
            add_value(condition);
        break;
    case Kind::Fact:
    case Kind::Field: add_value(condition); break;
    case Kind::Compare: add_compare(condition, e.a, e.b); break;
    case Kind::InRange:
        add_compare(condition, e.a, e.b);
        add_compare(condition, e.a, e.c);
        break;
    case Kind::Tiered: add_tiers(condition); break;
    case Kind::IsNone:
        add_targets(e.a, 1, targets);
        for (const Target& target : targets)
            if (target.form == Target::Form::Subject && at(target.subject).type.or_none)
                add_none(target.subject);
        break;
    case Kind::InGroup:
        add_targets(e.a, 1, targets);
        for (const Target& target : targets)
            if (target.form == Target::Form::Subject) add_value(target.subject);
        break;
    case Kind::TimeSince:
    case Kind::WindowBack:
    case Kind::WindowAhead: add_window(condition); break;
    case Kind::Error:
    case Kind::None:
    case Kind::Add:
    case Kind::Sub:
    case Kind::Mul:
    case Kind::ShiftDate:
    case Kind::WindowAround:
    case Kind::Rescale:
    case Kind::Member:
    case Kind::Covers:
    case Kind::WholeMonths:
    case Kind::WorkingDay:
    case Kind::WorkingDays:
    case Kind::AddWorkingDays:
    case Kind::RunningDays:
    case Kind::RunDays:
    case Kind::Count:
    case Kind::Sum:
    case Kind::Latest:
    case Kind::Earliest:
    case Kind::Any:
    case Kind::Every:
    case Kind::Union:
    case Kind::InOrder: add_whole(condition); break;
    }
    --depth_;
}

void CaseSpace::take_samples(Aspect& aspect) const {
    const Expr& e = at(aspect.subject);
    const typed::Type& type = e.type;
    std::set<std::int64_t> samples;
    if (type.base == Base::Choice || type.base == Base::YesNo) {
        for (std::int64_t value = type.low; value <= type.high; ++value)
            samples.insert(value);
    } else if (type.base == Base::Text) {
        samples.insert(other_text);
        for (const std::int64_t value : aspect.samples)
            if (value > 0) samples.insert(value);
    } else if (is_supplied(state_, e) || e.kind == Kind::Count) {
        samples.insert({type.low, type.high});
        for (const std::int64_t value : aspect.samples)
            if (value > type.low && value < type.high) samples.insert(value);
    } else {
        // What a calculation may come to is proved later, and on the table.
        samples.insert(aspect.samples.begin(), aspect.samples.end());
        if (samples.empty()) samples.insert(0);
    }
    aspect.samples.assign(samples.begin(), samples.end());
    // Examples of long ago are the last that anybody wants to see.
    if (type.base == Base::Date)
        std::rotate(aspect.samples.begin(), aspect.samples.begin() + 1, aspect.samples.end());
}

void CaseSpace::settle() {
    for (Aspect& aspect : aspects_) {
        if (aspect.form == Aspect::Form::Value) take_samples(aspect);
        if (aspect.form == Aspect::Form::Age) {
            std::sort(aspect.ends.begin(), aspect.ends.end());
            aspect.ends.erase(std::unique(aspect.ends.begin(), aspect.ends.end()), aspect.ends.end());
            for (std::size_t k = 0; k < aspect.ends.size(); ++k) {
                // Between two days that follow one another there is none.
                const bool empty = k > 0 && !aspect.months && aspect.ends[k] == aspect.ends[k - 1] + 1;
                if (!empty) aspect.samples.push_back(static_cast<std::int64_t>(2 * k));
                aspect.samples.push_back(static_cast<std::int64_t>(2 * k + 1));
            }
            aspect.samples.push_back(static_cast<std::int64_t>(2 * aspect.ends.size()));
        }
    }
}

bool CaseSpace::is_exact(const std::vector<std::size_t>& some) const {
    const bool supplied = std::all_of(some.begin(), some.end(), [&](std::size_t i) {
        return aspects_[i].form != Aspect::Form::Whole && is_supplied(state_, at(aspects_[i].subject));
    });
    return supplied && !asked_twice(some);
}

std::optional<ExprId> CaseSpace::asked_twice(const std::vector<std::size_t>& some) const {
    std::set<std::size_t> seen;
    for (const std::size_t i : some)
        if (aspects_[i].form != Aspect::Form::None && !seen.insert(firsts_[i]).second)
            return aspects_[i].subject;
    return std::nullopt;
}

}  // namespace tenet::compiler::checking
