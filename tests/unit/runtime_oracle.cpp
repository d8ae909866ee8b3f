#include "tests/unit/runtime_oracle.hpp"

#include "tenet/decision.hpp"

#include <fmt/format.h>

namespace tenet::testing {
namespace {

constexpr const char* code_names[] = {
#define OPERATOR(name, ...) #name,
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...) #name,
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...) #name,
#include "tenet/requirements.def"
#undef REQUIREMENT
};

std::string describe(const Partial& p) {
    return fmt::format("[{}..{}{} {:x}]", p.lo, p.hi, p.none ? " or none" : "", p.members);
}

/// What the operands of an op may be in these tests; Begin and End are dates with a year between them.
enum class Domain { YesNo, Number, Date, Begin, End, Choice, Set };

/// How an op is tried: its constant, its flags, and what those operands are of which its row leaves a choice.
struct Variant {
    Value imm;
    std::uint8_t flags;
    Domain plain;

    bool up() const { return (flags & round_up) != 0; }
};

Domain domain_of(Code code, int operand, Domain plain) {
    if (code == Code::Not || code == Code::And || code == Code::Or || code == Code::Require)
        return Domain::YesNo;
    if (code == Code::If) return operand == 0 ? Domain::YesNo : plain;
    if (code == Code::RequireTieredAtLeast || code == Code::RequireTieredAtMost)
        return operand == 1 ? Domain::YesNo : Domain::Number;
    if (code == Code::AddMonths || code == Code::EarliestFrom) return Domain::Date;
    if (code == Code::WholeMonths) return operand == 0 ? Domain::Begin : Domain::End;
    if (code == Code::InSet || code == Code::AsSet) return Domain::Choice;
    if (code == Code::Covers) return Domain::Set;
    if (code == Code::Member) return operand == 0 ? Domain::Choice : Domain::Set;
    return plain;
}

std::vector<Value> values_of(Domain domain) {
    if (domain == Domain::YesNo) return {0, 1};
    if (domain == Domain::Number) return {-1, 0, 1, 2};
    if (domain == Domain::Choice) return {0, 1, 2};
    if (domain == Domain::Set) return {0, 1, 2, 3, 4, 5, 6, 7};
    const Value leap_day = days_from_civil(2024, 2, 29), month_end = days_from_civil(2023, 4, 30);
    if (domain == Domain::Begin) return {leap_day - 1, leap_day, leap_day + 1};
    if (domain == Domain::End) return {leap_day + 364, leap_day + 365, leap_day + 366};
    return {month_end, month_end + 1, leap_day - 1, leap_day, leap_day + 1};
}

/// All that is left of a choice by the bits of what it may be.
Partial of_choice(std::uint64_t members, bool none) {
    Value lo = 0, hi = 63;
    while (((members >> lo) & 1) == 0)
        ++lo;
    while (((members >> hi) & 1) == 0)
        --hi;
    return {lo, hi, none, members};
}

/// All partial values over a domain: runs of its values, or sets of them, with and without none.
std::vector<Partial> partials_of(Domain domain) {
    const std::vector<Value> values = values_of(domain);
    std::vector<Partial> all;
    for (const bool none : {false, true}) {
        if (none && domain == Domain::YesNo) continue;
        for (std::uint64_t members = 1; domain == Domain::Choice && members < 8; ++members)
            all.push_back(of_choice(members, none));
        for (std::size_t i = 0; domain != Domain::Choice && i < values.size(); ++i)
            for (std::size_t k = i; k < values.size(); ++k)
                if (domain != Domain::Set || (values[i] & ~values[k]) == 0)
                    all.push_back({values[i], values[k], none});
    }
    if (domain != Domain::YesNo) all.push_back(surely_none);
    return all;
}

std::vector<Value> imms_of(Code code, Domain plain) {
    if (code == Code::Scale) return {-2, -1, 0, 1, 3};
    if (code == Code::AddMonths) return {-48, -36, -12, -1, 1, 10, 12, 13};
    if (code == Code::EarliestFrom) return {1, 2, 12, 13, 48};
    if (code == Code::WholeMonths) return {1, 5, 12, 24};
    if (code == Code::InSet) return {0, 1, 5, 7, -1};
    if (code == Code::Covers) return {1, 2, 5, 7};
    if (code == Code::RequireTieredAtLeast) return {pack_tiers(2, 1), pack_tiers(1, -1), pack_tiers(0, 0)};
    if (code == Code::RequireTieredAtMost) return {pack_tiers(0, 1), pack_tiers(-1, 2), pack_tiers(0, 0)};
    return plain == Domain::Number ? std::vector<Value>{-1, 0, 1, 2} : std::vector<Value>{0, 1, 2};
}

bool loads(Code code) { return code == Code::LoadFact || code == Code::LoadField; }

bool reads_imm(Code code) { return operand_count(code) < 3 && code != Code::NoneConstant && !loads(code); }

/// Whether the operands of an op may be of any kind.
bool takes_all_kinds(Code code) {
    return loads(code) || code == Code::Constant || code == Code::Given || code == Code::If ||
           code == Code::Eq || code == Code::IsNone;
}

Value plain_shift(Value day, Value months, bool up) {
    const Civil from = civil_from_days(day);
    Value year = from.year, month = from.month - 1 + months;
    for (; month < 0; month += 12)
        --year;
    for (; month > 11; month -= 12)
        ++year;
    const auto m = static_cast<std::int32_t>(month) + 1;
    const std::int32_t length = days_in_month(year, m);
    return from.day <= length ? days_from_civil(year, m, from.day)
                              : days_from_civil(year, m, length) + (up ? 1 : 0);
}

Value plain_earliest(Value day, Value months, bool up) {
    Value d = day - months * 31 - 40;
    while (plain_shift(d, months, up) < day)
        ++d;
    return d;
}

/// How often so many months have passed, counted one by one.
Value plain_whole_months(Value from, Value to, Value months, bool up) {
    Value times = 0;
    while (plain_shift(from, (times + 1) * months, up) <= to)
        ++times;
    return times;
}

bool is_member(Value set, Value value) { return ((static_cast<std::uint64_t>(set) >> value) & 1) != 0; }

Plain truth(bool b) { return b ? 1 : 0; }
Plain at_most(Plain a, Plain b) { return truth(a && b && *a <= *b); }

/// The rest of `plain_result`: operators that give no yes/no.
Plain plain_value(Code code, Plain a, Plain b, Plain c, Value imm, bool up) {
    if (code == Code::Constant) return imm;
    if (code == Code::NoneConstant) return {};
    if (loads(code)) return a;
    if (code == Code::Given) return a ? a : Plain(0);
    if (code == Code::If) return *a == 1 ? b : c;
    if (code == Code::Add) return a && b ? Plain(*a + *b) : Plain();
    if (code == Code::Sub) return a && b ? Plain(*a - *b) : Plain();
    if (code == Code::Scale) return a ? Plain(*a * imm) : Plain();
    if (code == Code::AddMonths) return a ? Plain(plain_shift(*a, imm, up)) : Plain();
    if (code == Code::EarliestFrom) return a ? Plain(plain_earliest(*a, imm, up)) : Plain();
    if (code == Code::AsSet) return a ? Plain(Value{1} << *a) : Plain();
    if (code == Code::WholeMonths) return a && b ? Plain(plain_whole_months(*a, *b, imm, up)) : Plain();
    return {};
}

Value encode(Plain p) { return p ? *p : none_value; }

constexpr std::uint8_t all_none_flags = a_may_be_none | b_may_be_none | c_may_be_none;

std::uint8_t flags_of(Code code, Domain plain) {
    if (code == Code::Constant) return plain == Domain::Choice ? of_members : 0;
    return static_cast<std::uint8_t>(all_none_flags | (plain == Domain::Set ? of_sets : 0));
}

/// Calls visit(variant) for every constant, rounding and kind of operands worth trying.
template <class Visit>
void for_each_variant(Code code, const Visit& visit) {
    const bool rounds = code == Code::AddMonths || code == Code::EarliestFrom || code == Code::WholeMonths;
    for (const Domain plain : {Domain::Number, Domain::Choice, Domain::Set}) {
        if (plain != Domain::Number && !takes_all_kinds(code)) continue;
        for (const Value imm : reads_imm(code) ? imms_of(code, plain) : std::vector<Value>{0})
            for (const bool up : {false, true}) {
                const auto flags = static_cast<std::uint8_t>(flags_of(code, plain) | (up ? round_up : 0));
                if (rounds || !up) visit(Variant{imm, flags, plain});
            }
    }
}

/// Calls visit(a, b, c) for all combinations of what the operands may be; unused ones are zero.
template <class T, class Choices, class Visit>
void for_each_operands(Code code, Domain plain, const Choices& choices, const Visit& visit) {
    const int count = loads(code) ? 1 : operand_count(code);
    const std::vector<T> unused{T{}};
    for (const T& a : count > 0 ? choices(domain_of(code, 0, plain)) : unused)
        for (const T& b : count > 1 ? choices(domain_of(code, 1, plain)) : unused)
            for (const T& c : count > 2 ? choices(domain_of(code, 2, plain)) : unused)
                visit(a, b, c);
}

std::vector<Plain> plains_of(Domain domain) {
    std::vector<Plain> all;
    for (const Value v : values_of(domain))
        all.emplace_back(v);
    if (domain != Domain::YesNo) all.emplace_back();
    return all;
}

/// What a partial value may still be. Given is asked only of what a guard has let through.
std::vector<Plain> completions(Code code, Domain domain, const Partial& p) {
    std::vector<Plain> all;
    for (Value v = p.lo; v <= p.hi; ++v) {
        const bool is_left = domain == Domain::Set      ? (p.lo & ~v) == 0 && (v & ~p.hi) == 0
                             : domain == Domain::Choice ? is_member(static_cast<Value>(p.members), v)
                                                        : true;
        if (is_left) all.emplace_back(v);
    }
    if (p.none && (code != Code::Given || all.empty())) all.emplace_back();
    return all;
}

/// One result as a partial value of the kind that the op gives.
Partial alone(Code code, Domain plain, const Plain& result) {
    if (!result) return surely_none;
    const bool is_choice = plain == Domain::Choice && (code == Code::If || loads(code) ||
                                                       code == Code::Constant || (code == Code::Given));
    return is_choice ? exactly_member(*result) : exactly(*result);
}

Partial hull_of_results(Code code, const Partial& a, const Partial& b, const Partial& c,
                        const Variant& variant) {
    if (code == Code::Given && is_surely_none(a)) return exactly(0);
    const bool is_set = code == Code::AsSet || (variant.plain == Domain::Set && !gives_yes_no(code));
    std::optional<Partial> hull_so_far;
    for (const Plain& x : completions(code, domain_of(code, 0, variant.plain), a))
        for (const Plain& y : completions(code, domain_of(code, 1, variant.plain), b))
            for (const Plain& z : completions(code, domain_of(code, 2, variant.plain), c)) {
                const Plain result = plain_result(code, x, y, z, variant.imm, variant.up());
                const Partial one = alone(code, variant.plain, result);
                hull_so_far = !hull_so_far ? one
                              : is_set     ? hull_of_sets(*hull_so_far, one)
                                           : hull(*hull_so_far, one);
            }
    return *hull_so_far;
}

template <class Visit>
void for_each_code(const Visit& visit) {
    for (std::uint8_t code = 0; code < code_count; ++code)
        if (static_cast<Code>(code) != Code::Each && !is_aggregate(static_cast<Code>(code)) &&
            !reads_calendar(static_cast<Code>(code)) && static_cast<Code>(code) != Code::Ahead)
            visit(static_cast<Code>(code));
}

/// Adding up two numbers, and the others that may leave the limit.
std::string overflow_difference() {
    const Range big{{value_limit - 1, value_limit, false}, false}, one{exactly(1), false};
    const Range small{{-value_limit, 0, true}, false};
    const auto wrong = [](Code code, const Range& a, const Range& b, Value imm, const Range& want) {
        return !(apply(code, Operands<Range>{a, b, {}, imm, all_none_flags}) == want);
    };
    if (wrong(Code::Add, big, one, 0, {{value_limit, value_limit, false}, true})) return "range of Add";
    if (wrong(Code::Sub, small, one, 0, {{-value_limit, -1, true}, true})) return "range of Sub";
    if (wrong(Code::Scale, big, {}, 2, {{value_limit, value_limit, false}, true})) return "range of Scale";
    if (wrong(Code::Scale, small, {}, INT64_MIN, {{0, value_limit, true}, true})) return "range of Scale";
    if (wrong(Code::AddMonths, big, {}, 1, {{value_limit, value_limit, false}, true}))
        return "range of AddMonths";
    if (wrong(Code::AddMonths, one, {}, INT64_MAX, {{-value_limit, value_limit, false}, true}))
        return "range of AddMonths";
    if (wrong(Code::EarliestFrom, small, {}, 1, {{-value_limit, add_months(0, -1, true), true}, true}))
        return "range of EarliestFrom";
    return {};
}

Status plain_status(const Partial& decision_when, const Partial& when, const Partial& condition) {
    if (decision_when == exactly(0) || when == exactly(0)) return Status::NotApplicable;
    if (condition == exactly(1)) return Status::Satisfied;
    if (decision_when == exactly(1) && when == exactly(1) && condition == exactly(0)) return Status::Failed;
    return Status::Unknown;
}

Verdict plain_verdict(const Partial& decision_when, const Course& all) {
    if (decision_when == exactly(0) || !all.applicable) return Verdict::NotApplicable;
    if (decision_when == maybe) return Verdict::Undetermined;
    if (all.hopeless) return Verdict::Ineligible;
    if (all.unknown) return Verdict::Undetermined;
    return all.failed ? Verdict::EligibleWithRemedy : Verdict::Eligible;
}

/// Remedies stand surely if one surely does, possibly if one possibly does.
std::string standing_difference() {
    const Partial yes_no[] = {exactly(0), exactly(1), maybe};
    for (const Partial& first : yes_no)
        for (const Partial& second : yes_no) {
            Standing standing;
            standing.add(first);
            standing.add(second);
            if (standing.surely != (first == exactly(1) || second == exactly(1)) ||
                standing.possibly != !(first == exactly(0) && second == exactly(0)))
                return fmt::format("remedies {} {}", describe(first), describe(second));
        }
    return {};
}

}  // namespace

Plain plain_result(Code code, Plain a, Plain b, Plain c, Value imm, bool up) {
    if (code == Code::Not) return truth(*a == 0);
    if (code == Code::And) return truth(*a == 1 && *b == 1);
    if (code == Code::Or) return truth(*a == 1 || *b == 1);
    if (code == Code::Eq) return truth(a == b);
    if (code == Code::Lt) return truth(a && b && *a < *b);
    if (code == Code::Le || code == Code::RequireLe) return at_most(a, b);
    if (code == Code::InRange || code == Code::RequireInRange)
        return truth(*at_most(b, a) == 1 && *at_most(a, c) == 1);
    if (code == Code::IsNone) return truth(!a);
    if (code == Code::InSet) return truth(a && is_member(imm, *a));
    if (code == Code::Member) return truth(a && b && is_member(*b, *a));
    if (code == Code::Covers) return truth(a && (*a & imm) == imm);
    if (code == Code::Require) return a;
    if (code == Code::RequireAtLeast) return at_most(imm, a);
    if (code == Code::RequireAtMost) return at_most(a, imm);
    if (code == Code::RequireTieredAtLeast)
        return truth(*at_most(first_tier(imm), a) == 1 || (*b == 1 && *at_most(second_tier(imm), a) == 1));
    if (code == Code::RequireTieredAtMost)
        return truth(*at_most(a, first_tier(imm)) == 1 || (*b == 1 && *at_most(a, second_tier(imm)) == 1));
    return plain_value(code, a, b, c, imm, up);
}

std::string known_difference() {
    std::string first;
    for_each_code([&](Code code) {
        for_each_variant(code, [&](const Variant& v) {
            for_each_operands<Plain>(
                code, v.plain, plains_of, [&](const Plain& a, const Plain& b, const Plain& c) {
                    const Operands<Value> x{encode(a), encode(b), encode(c), v.imm, v.flags};
                    const Value want = encode(plain_result(code, a, b, c, v.imm, v.up()));
                    if (first.empty() && apply(code, x) != want)
                        first = fmt::format("known {} {} {} {} [{}]: {}, not {}",
                                            code_names[static_cast<int>(code)], x.a, x.b, x.c, v.imm,
                                            apply(code, x), want);
                });
        });
    });
    return first;
}

std::string partial_difference() {
    std::string first;
    for_each_code([&](Code code) {
        for_each_variant(code, [&](const Variant& v) {
            for_each_operands<Partial>(
                code, v.plain, partials_of, [&](const Partial& a, const Partial& b, const Partial& c) {
                    if (!first.empty()) return;
                    const Partial got = apply(code, Operands<Partial>{a, b, c, v.imm, v.flags});
                    const Partial want = hull_of_results(code, a, b, c, v);
                    if (!(got == want))
                        first = fmt::format("partial {} {} {} {} [{}]: {}, not {}",
                                            code_names[static_cast<int>(code)], describe(a), describe(b),
                                            describe(c), v.imm, describe(got), describe(want));
                });
        });
    });
    return first;
}

std::string range_difference() {
    std::string first = overflow_difference();
    for_each_code([&](Code code) {
        for_each_variant(code, [&](const Variant& v) {
            for_each_operands<Partial>(
                code, v.plain, partials_of, [&](const Partial& a, const Partial& b, const Partial& c) {
                    if (!first.empty()) return;
                    const Operands<Range> x{{a, false}, {b, false}, {c, false}, v.imm, v.flags};
                    const Range want{apply(code, Operands<Partial>{a, b, c, v.imm, v.flags}), false};
                    if (!(apply(code, x) == want))
                        first = fmt::format("range {}", code_names[static_cast<int>(code)]);
                });
        });
    });
    return first;
}

std::string rule_difference() {
    const Partial yes_no[] = {exactly(0), exactly(1), maybe};
    for (const Partial& decision_when : yes_no) {
        for (const Partial& when : yes_no)
            for (const Partial& condition : yes_no) {
                Decision<1> d;
                const StatusBits bits = status_bits(decision_when, when, condition);
                d.failed[0] = bits.failed;
                d.unknown[0] = bits.unknown;
                d.applicable[0] = bits.applicable;
                if (d.status(0) != plain_status(decision_when, when, condition))
                    return fmt::format("status {} {} {}", describe(decision_when), describe(when),
                                       describe(condition));
            }
        for (int k = 0; k < 16; ++k) {
            const Course all{(k & 1) != 0, (k & 2) != 0, (k & 4) != 0, (k & 8) != 0};
            if ((all.hopeless && !all.failed) || (!all.applicable && (all.failed || all.unknown))) continue;
            if (verdict_of(decision_when, all) != plain_verdict(decision_when, all))
                return fmt::format("verdict {} {}", describe(decision_when), k);
        }
    }
    return standing_difference();
}

}  // namespace tenet::testing
