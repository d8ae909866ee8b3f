#pragma once

#include "tenet/program.hpp"
#include "tenet/value.hpp"

/// The rules of the operators that choose and compare: one class a row of operators.def, `known` on known values,
/// `partial` on partial ones. The rule on ranges is that on partial values.
namespace tenet {

/// What an op works on, in domain T: its operand registers, its constant and its flags.
template <class T>
struct Operands {
    T a{}, b{}, c{};
    std::int64_t imm = 0;
    std::uint8_t flags = 0;
    T d{};
    const Program* program = nullptr;  ///< of ops that read a calendar
};

/// Whether a known operand is none; the test vanishes where the flag says that it cannot be.
TENET_INLINE constexpr bool is_none(Value v, std::uint8_t flags, Flag flag) {
    return ((flags & flag) != 0) & (v == none_value);
}

TENET_INLINE constexpr Partial yes_no(bool surely_yes, bool possibly_yes) {
    return {static_cast<Value>(surely_yes), static_cast<Value>(possibly_yes), false};
}

namespace kernel {

struct Constant {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) { return x.imm; }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return (x.flags & of_members) != 0 ? exactly_member(x.imm) : exactly(x.imm);
    }
};

struct NoneConstant {
    TENET_INLINE static constexpr Value known(const Operands<Value>&) { return none_value; }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>&) { return surely_none; }
};

/// The fact's value comes in as operand a.
struct LoadFact {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) { return x.a; }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) { return x.a; }
};

struct LoadField : LoadFact {};

/// Has no value.
struct Each {
    TENET_INLINE static constexpr Value known(const Operands<Value>&) { return 0; }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>&) { return exactly(0); }
};

struct Given {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return is_none(x.a, x.flags, a_may_be_none) ? 0 : x.a;
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return is_surely_none(x.a) ? exactly(0) : Partial{x.a.lo, x.a.hi, false, x.a.members};
    }
};

struct Not {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) { return x.a ^ 1; }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return {x.a.hi ^ 1, x.a.lo ^ 1, false};
    }
};

struct And {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) { return x.a & x.b; }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return {x.a.lo & x.b.lo, x.a.hi & x.b.hi, false};
    }
};

struct Or {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) { return x.a | x.b; }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return {x.a.lo | x.b.lo, x.a.hi | x.b.hi, false};
    }
};

struct If {
    // A mask, not a choice: of that compilers make a branch, which applicants at random mispredict. What is no yes/no, on which
    // a fold may calculate before it is discarded, takes one of the two as well.
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return x.c ^ ((x.b ^ x.c) & -(x.a & 1));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (surely(x.a)) return x.b;
        if (!possibly(x.a)) return x.c;
        return (x.flags & of_sets) != 0 ? hull_of_sets(x.b, x.c) : hull(x.b, x.c);
    }
};

/// Known: none is a value like any other, so that it equals only itself.
struct Eq {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return static_cast<Value>(x.a == x.b);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        const bool common = (x.flags & of_sets) != 0 ? common_set(x.a, x.b) : common_value(x.a, x.b);
        const bool same = determined(x.a) && determined(x.b) && x.a.lo == x.b.lo && x.a.none == x.b.none;
        return yes_no(same, (common && may_be_value(x.a) && may_be_value(x.b)) || (x.a.none && x.b.none));
    }

  private:
    TENET_INLINE static constexpr bool common_value(const Partial& a, const Partial& b) {
        return (a.lo > b.lo ? a.lo : b.lo) <= (a.hi < b.hi ? a.hi : b.hi) && (a.members & b.members) != 0;
    }
    /// What either surely has the other must possibly have.
    TENET_INLINE static constexpr bool common_set(const Partial& a, const Partial& b) {
        return ((a.lo | b.lo) & ~(a.hi & b.hi)) == 0;
    }
};

/// Known: none lies below everything, so nothing is less than it; only a none on the left must be looked for.
struct Lt {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return static_cast<Value>((x.a < x.b) & !is_none(x.a, x.flags, a_may_be_none));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return yes_no(!x.a.none && !x.b.none && x.a.hi < x.b.lo,
                      may_be_value(x.a) && may_be_value(x.b) && x.a.lo < x.b.hi);
    }
};

/// Known: only none is at most none; so here too only a none on the left must be looked for.
struct Le {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return static_cast<Value>((x.a <= x.b) & !is_none(x.a, x.flags, a_may_be_none));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return yes_no(!x.a.none && !x.b.none && x.a.hi <= x.b.lo,
                      may_be_value(x.a) && may_be_value(x.b) && x.a.lo <= x.b.hi);
    }
};

/// Known: a none as x or as upper bound fails by itself unless the lower bound is none too.
struct InRange {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return static_cast<Value>((x.b <= x.a) & (x.a <= x.c) & !is_none(x.b, x.flags, b_may_be_none));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        const bool none_free = !x.a.none && !x.b.none && !x.c.none;
        const bool values = may_be_value(x.a) && may_be_value(x.b) && may_be_value(x.c);
        return yes_no(none_free && x.b.hi <= x.a.lo && x.a.hi <= x.c.lo,
                      values && (x.a.lo > x.b.lo ? x.a.lo : x.b.lo) <= (x.a.hi < x.c.hi ? x.a.hi : x.c.hi));
    }
};

struct IsNone {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return static_cast<Value>(is_none(x.a, x.flags, a_may_be_none));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return yes_no(is_surely_none(x.a), x.a.none);
    }
};

}  // namespace kernel

/// InRange on known values as one comparison: how far x lies above the lower bound. None lies in no span, and in one whose
/// bounds are none or the wrong way round lies nothing.
struct Span {
    std::uint64_t low = 0, size = 0;

    constexpr Span() = default;
    TENET_INLINE constexpr Span(Value from, Value to) : low(static_cast<std::uint64_t>(from)) {
        const bool is_empty = (from > to) | (from == none_value);
        size = is_empty ? 0 : static_cast<std::uint64_t>(to) - low + 1;
    }
    TENET_INLINE constexpr bool holds(Value x) const { return static_cast<std::uint64_t>(x) - low < size; }
};

}  // namespace tenet
