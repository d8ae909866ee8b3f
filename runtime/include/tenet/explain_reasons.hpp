#pragma once

#include "tenet/explain_values.hpp"

/// The sentence that a reason makes, and the author's.
namespace tenet {

inline ToldReason Teller::told_reason(const Explanation& why, const Op& op, Letters measure) const noexcept {
    ToldReason out{};
    out.shape = why.shape;
    if (why.shape == Shape::Other) return out;
    const auto told_as = [&](const Partial& value) {
        Told one = told(why.type, value);
        one.measure = measure;
        return one;
    };
    out.actual = told_as(why.actual);
    // Texts are only compared for equality, and only with ones that the program knows.
    if (why.shape == Shape::Equal && why.type.kind == ValueKind::Text) {
        const Op& equal = op.code == Code::Eq ? op : program_.ops[op.a];
        out.actual = told(program_.ops[equal.a].code == Code::Constant ? equal.b : equal.a);
    }
    out.needed = told_as(why.needed);
    out.needed_high = told_as(why.needed_high);
    out.shortfall = told_as(why.shortfall);
    out.has_actual = out.has_needed = true;
    out.has_needed_high = why.shape == Shape::Window;
    out.has_shortfall = !is_surely_none(why.shortfall);
    out.has_from = why.has_from;
    out.has_until = why.has_until;
    out.from = why.from;
    out.until = why.until;
    return out;
}

inline ToldReason Teller::told_reason(const RequirementSpec& requirement) const noexcept {
    const Op& op = program_.ops[requirement.op];
    const auto index = static_cast<std::uint32_t>(&requirement - program_.requirements);
    return told_reason(explain_op(answered_.subject(), op, requirement.left), op,
                       worded(answered_.wording.requirements[index].measure));
}

/// Positions as people count them, from 1; of very many the first ones.
inline void Teller::put_positions(const RequirementSpec& requirement) noexcept {
    std::uint32_t found[most_told_records] = {};
    const std::uint32_t total = find_failing(requirement, found);
    for (std::uint32_t i = 0; i < total && i < most_told_records; ++i) {
        if (i != 0) say(Say::ItemComma);
        line_.put_digits(std::uint64_t{found[i]} + 1);
    }
    if (total <= most_told_records) return;
    const auto put_count = [&] { line_.put_digits(zh() ? total : total - most_told_records); };
    say(Say::MoreRecords, put_count);
}

/// Gives how many records surely fail; the first are written.
inline std::uint32_t Teller::find_failing(const RequirementSpec& requirement,
                                          std::uint32_t (&found)[most_told_records]) const noexcept {
    return failing_records(program_, requirement, answered_.source, answered_.registers,
                           answered_.memory.columns, answered_.memory.live, found, most_told_records);
}

inline void Teller::put_records(const RequirementSpec& requirement, std::uint32_t total) noexcept {
    if (zh()) {
        std::uint32_t each = requirement.records;
        while (program_.ops[each].code != Code::Each)
            --each;
        line_.put(name(program_.facts[region_at(program_, each).slot]));
    }
    const auto put_which = [&] { put_positions(requirement); };
    say(total == 1 ? Say::RecordFails : Say::RecordsFail, put_which);
}

/// "has 3", "there is none", "not known yet".
inline void Teller::put_found(const ToldReason& reason, Say found) noexcept {
    if (nothing_found(reason)) return say(Say::NotKnownYet);
    if (is_surely_none(reason.actual.value)) return say(Say::ThereIsNone);
    const auto put_actual = [&] { put_value(reason.actual, true); };
    say(found, put_actual);
}

/// Lacking something for sure, or perhaps and then known well enough to say how much.
inline bool Teller::tells_shortfall(const ToldReason& reason) noexcept {
    return reason.has_shortfall && reason.shortfall.value.hi > 0 && reason.has_actual &&
           reason.actual.is_determined() && !is_surely_none(reason.actual.value);
}

inline void Teller::put_shortfall(const ToldReason& reason, Say off) noexcept {
    if (!tells_shortfall(reason)) return;
    say(Say::Comma);
    const auto put_how_much = [&] { put_amount(reason.shortfall); };
    say(off, put_how_much);
}

/// Gives whether there was something to put.
inline bool Teller::put_needed(const ToldReason& reason, Say needed) noexcept {
    if (!reason.has_needed || says_nothing(reason.needed)) return false;
    const auto put_what = [&] { put_value(reason.needed, true); };
    say(needed, put_what);
    return true;
}

/// The window's two ends as one range, if both are known.
inline bool Teller::put_window(const ToldReason& reason) noexcept {
    const Told &low = reason.needed, &high = reason.needed_high;
    if (!is_whole(reason)) return false;
    const auto put_ends = [&] {
        Told whole = low;
        whole.value = {low.value.lo, high.value.hi, false};
        if (!says_nothing(whole)) return put_value(whole, true);
        // A window of very many years still says which days it holds.
        put_value(low, true);
        say(Say::ToDay);
        put_value(high, true);
    };
    say(window_words.needed, put_ends);
    return true;
}

inline bool Teller::is_whole(const ToldReason& reason) noexcept {
    if (!reason.has_needed || !reason.has_needed_high) return false;
    const Partial &low = reason.needed.value, &high = reason.needed_high.value;
    return determined(low) && determined(high) && !is_surely_none(low) && !is_surely_none(high);
}

/// When a window that is missed was, or will be, met; nothing where that cannot be told.
inline Outlook Teller::outlook(const ToldReason& reason) const noexcept {
    const Loaded as_of = program_.as_of == no_register ? Loaded{} : answered_.source.load(program_.as_of);
    if (as_of.state != FactState::Known)
        return reason.has_from && reason.has_until ? Outlook::WouldHold : Outlook::Untold;
    if (reason.has_from && as_of.value < reason.from) return Outlook::HoldsFrom;
    return reason.has_until && as_of.value > reason.until ? Outlook::HeldUntil : Outlook::Untold;
}

inline void Teller::put_outlook(const ToldReason& reason) noexcept {
    const auto put_from = [&] { put_day(reason.from); };
    const auto put_until = [&] { put_day(reason.until); };
    switch (outlook(reason)) {
    case Outlook::Untold: return;
    case Outlook::WouldHold: return say(Say::WouldHold, put_from, put_until);
    case Outlook::HoldsFrom: return say(Say::HoldsFrom, put_from);
    case Outlook::HeldUntil: return say(Say::HeldUntil, put_until);
    }
}

/// The sentence that the shape of a reason makes. `unknown_was_said` leaves off at its end that nothing is known.
inline void Teller::put_shaped(ToldReason reason, Status status, bool unknown_was_said) noexcept {
    if (reason.shape == Shape::Other) return say(say_plainly(status));
    const bool window = reason.shape == Shape::Window;
    if (window && status == Status::Satisfied && reason.has_until) {
        const auto put_until = [&] { put_day(reason.until); };
        return say(Say::ValidUntil, put_until);
    }
    if (reason.has_actual && is_unknown_fact(reason.actual)) reason.has_actual = false;
    const bool compares = reason.shape == Shape::AtLeast || reason.shape == Shape::AtMost;
    const ComparisonWords words =
        compares ? comparison_words(reason.actual.type.kind == ValueKind::Date, reason.shape == Shape::AtMost)
                 : window_words;
    const bool any = window ? put_window(reason) : put_needed(reason, words.needed);
    const bool tells_outlook = window && status != Status::Satisfied && outlook(reason) != Outlook::Untold;
    if (unknown_was_said && nothing_found(reason) && !tells_outlook) return;
    if (any) say(Say::Comma);
    put_found(reason, words.found);
    if (compares || (window && any)) put_shortfall(reason, words.off);
    if (tells_outlook) put_outlook(reason);
}

/// An author's message with its places filled; a place that names nothing stays as it is.
inline void Teller::put_message(Letters text, const Places& places) noexcept {
    while (!text.empty()) {
        std::size_t open = 0;
        while (open < text.size() && text[open] != '{')
            ++open;
        line_.put(text.first(open));
        text = text.from(open);
        if (text.empty()) return;
        std::size_t close = 0;
        while (close < text.size() && text[close] != '}')
            ++close;
        const bool doubled = text.size() > 1 && text[1] == '{';
        const bool filled =
            !doubled && close < text.size() && put_place(text.from(1).first(close - 1), places);
        if (!filled) line_.put('{');
        text = text.from(filled ? close + 1 : doubled ? 2 : 1);
    }
}

/// Fills one place, if it names anything.
inline bool Teller::put_place(Letters place, const Places& places) noexcept {
    for (std::uint32_t i = 0; i < places.placeholder_count; ++i) {
        const PlaceholderSpec& spec = program_.placeholders[places.first_placeholder + i];
        if (pooled(spec.name) != place) continue;
        put_value(told(spec.value), false);
        return true;
    }
    if (put_policy_value(place)) return true;
    for (const BuiltInName& row : built_in_rows) {
        if (row.name != place) continue;
        put_built_in(row.built_in, places);
        return true;
    }
    return false;
}

/// The value of a fact or output of this name, for texts that come without values of their own.
inline bool Teller::put_policy_value(Letters place) noexcept {
    const auto called = [&](const auto& one) { return pooled(one.name) == place || pooled(one.id) == place; };
    for (std::uint32_t slot = 0; slot < program_.fact_count; ++slot) {
        const FactSpec& fact = program_.facts[slot];
        if (!called(fact)) continue;
        const Loaded loaded = answered_.source.load(slot);
        Told value = told({fact.kind, fact.scale, fact.choice}, exactly(loaded.value));
        value.text_fact = slot;
        if (loaded.state == FactState::None) value.value = surely_none;
        put_known(loaded.state == FactState::Known || loaded.state == FactState::None, value);
        return true;
    }
    for (std::uint32_t i = 0; i < program_.output_count; ++i) {
        if (!called(program_.outputs[i])) continue;
        put_value(told(program_.outputs[i].value), false);
        return true;
    }
    return false;
}

inline void Teller::put_known(bool known, const Told& value) noexcept {
    if (!known) return say(Say::Unknown);
    put_value(value, false);
}

/// A day of a reason; without one because there is none of what is compared, that.
inline void Teller::put_day_of(bool has, Value day, const ToldReason& reason) noexcept {
    if (has) return put_day(day);
    say(lacks_value(reason) ? Say::None : Say::Unknown);
}

/// Whether nothing is lacking to know, but there is none of what is compared.
inline bool Teller::lacks_value(const ToldReason& reason) noexcept {
    return (reason.has_actual && is_surely_none(reason.actual.value)) ||
           (reason.has_needed && is_surely_none(reason.needed.value));
}

inline void Teller::put_built_in(BuiltIn built_in, const Places& places) noexcept {
    const ToldReason untold{}, &reason = places.reason == nullptr ? untold : *places.reason;
    switch (built_in) {
    case BuiltIn::Actual: return put_known(reason.has_actual, reason.actual);
    case BuiltIn::Needed:
        put_known(reason.has_needed, reason.needed);
        if (!reason.has_needed_high) return;
        say(Say::ToDay);
        return put_known(true, reason.needed_high);
    case BuiltIn::Shortfall:
        if (!reason.has_shortfall && lacks_value(reason)) return say(Say::None);
        return put_known(reason.has_shortfall, difference(reason.shortfall));
    case BuiltIn::Until: return put_day_of(reason.has_until, reason.until, reason);
    case BuiltIn::From: return put_day_of(reason.has_from, reason.from, reason);
    case BuiltIn::Records:
        return places.requirement == nullptr ? say(Say::Unknown) : put_positions(*places.requirement);
    }
}

}  // namespace tenet
