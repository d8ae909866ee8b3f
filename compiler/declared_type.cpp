#include "compiler/check_state.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>

#include <string_view>

/// Types as authors declare them, with their ranges.
namespace tenet::compiler::checking {
namespace {

using ast::TypeWord;
using typed::Base;
using typed::Kind;

/// What a type that nobody knows may have been meant to be.
constexpr std::string_view built_types[] = {"yes/no", "count", "date", "days", "number",
                                            "是否",   "次数",  "日期", "天数", "数值"};

/// The base of a declared type; nothing, after a report, if it is not built.
std::optional<Base> base_of(State& state, const ast::Type& type) {
    const auto refuse = [&](const Arg& what) {
        state.diagnostics.report<D::NotInVersion>(type.span, what);
        return std::nullopt;
    };
    switch (type.word) {
    case TypeWord::YesNo: return Base::YesNo;
    case TypeWord::Count: return Base::Count;
    case TypeWord::Date: return Base::Date;
    case TypeWord::Number: return Base::Number;
    case TypeWord::Days:
        if (type.in_halves) return refuse(Arg("a number of days in halves", "可含半天的天数"));
        return Base::Days;
    case TypeWord::Hours: return refuse(Arg("the type `hours`", "类型 `学时`"));
    case TypeWord::Text: return refuse(Arg("the type `text`", "类型 `文本`"));
    case TypeWord::Period: return refuse(Arg("the type `period`", "类型 `期限`"));
    case TypeWord::Named:
        if (type.name.empty()) return std::nullopt;  // the parser has said what is wrong
        state.diagnostics.report<D::UnknownType>(type.span, type.name).suggestion =
            suggest(type.name, built_types);
        return std::nullopt;
    }
    __builtin_unreachable();
}

Arg example_range(Base base) {
    switch (base) {
    case Base::Count: return {"count 0..500", "次数 0 至 500"};
    case Base::Number: return {"number 0..500", "数值 0 至 500"};
    case Base::Days: return {"days 0..365", "天数 0 至 365"};
    case Base::Date: return {"date 2000-01-01 .. 2030-12-31", "日期 2000-01-01 至 2030-12-31"};
    case Base::YesNo:
    case Base::Period: break;
    }
    return {"", ""};
}

/// One end of a range, in the unit of the type: a plain number will do for days.
std::optional<std::int64_t> check_bound(State& state, const typed::Type& natural, ast::ExprId id) {
    const typed::ExprId checked = check_expr(state, id).id;
    if (state.failed(checked)) return std::nullopt;
    const typed::Expr& e = state.at(checked);
    const bool fits =
        same_family(e.type.base, natural.base) || (natural.base == Base::Days && e.type.base == Base::Count);
    if (e.kind != Kind::Constant || !fits) {
        state.diagnostics.report<D::RangeBound>(e.span, quoted(state, e.span), example_range(natural.base));
        return std::nullopt;
    }
    if (e.number < natural.low || e.number > natural.high) {
        state.diagnostics.report<D::RangeOutside>(e.span, quoted(state, e.span), type_name(natural),
                                                  written(natural.base, natural.low),
                                                  written(natural.base, natural.high));
        return std::nullopt;
    }
    return e.number;
}

/// The natural type narrowed to the declared range.
std::optional<typed::Type> narrowed(State& state, const ast::Type& type, typed::Type natural) {
    if (natural.base == Base::YesNo) {
        state.diagnostics.report<D::RangeOfYesNo>(type.span);
        return std::nullopt;
    }
    const auto low = check_bound(state, natural, type.low), high = check_bound(state, natural, type.high);
    if (!low || !high) return std::nullopt;
    if (*low > *high) {
        const Span a = state.file.at(type.low).span, b = state.file.at(type.high).span;
        state.diagnostics.report<D::RangeReversed>(join(a, b), quoted(state, a), quoted(state, b));
        return std::nullopt;
    }
    natural.low = *low;
    natural.high = *high;
    return natural;
}

}  // namespace

std::optional<typed::Type> check_type(State& state, const ast::Type& type) {
    const auto base = base_of(state, type);
    if (!base) return std::nullopt;
    typed::Type natural = natural_type(*base);
    natural.or_none = type.or_none;
    return type.ranged ? narrowed(state, type, natural) : natural;
}

}  // namespace tenet::compiler::checking
