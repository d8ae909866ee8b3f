#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/resolve.hpp"
#include "compiler/source.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the parts of the check stage share; nobody else includes it.
namespace tenet::compiler::checking {

/// A fact or definition that a guard can speak of.
using Key = std::uint32_t;
constexpr Key fact_key(std::uint32_t index) { return index * 2; }
constexpr Key definition_key(std::uint32_t index) { return index * 2 + 1; }

/// What is surely not none once a condition has turned out yes, or no.
struct Flow {
    std::vector<Key> if_yes, if_no;
};

/// A checked expression.
struct Value {
    typed::ExprId id;
    Flow flow;
};

/// One run over one file.
struct State {
    const ast::File& file;
    const Names& names;
    const Sources& sources;
    Diagnostics& diagnostics;
    typed::Module module;
    std::vector<std::uint32_t> guards;    ///< by key: how many guards around this place say it is given
    std::vector<Flow> definition_flows;   ///< what a yes/no definition says about others
    std::vector<bool> fact_failed;        ///< of a type that is not built, or of a faulty range
    std::vector<bool> definition_failed;  ///< in a circle, or of a value that did not type
    std::uint32_t failed_guards = 0;  ///< guards around this place that did not type: they may have said so
    bool as_of_reported = false;      ///< once is enough
    bool faulty_before = false;       ///< earlier stages reported errors

    const typed::Expr& at(typed::ExprId id) const { return module.exprs[id.index()]; }
    const typed::Type& type(typed::ExprId id) const { return at(id).type; }
    bool failed(typed::ExprId id) const { return at(id).kind == typed::Kind::Error; }

    typed::ExprId add(const typed::Expr& expr) {
        module.exprs.push_back(expr);
        return typed::ExprId(module.exprs.size() - 1);
    }
    typed::ExprId error(Span span) {
        typed::Expr expr;
        expr.span = span;
        return add(expr);
    }
};

/// A node of the kind, at the place, of the type.
inline typed::Expr node(typed::Kind kind, Span span, const typed::Type& type) {
    typed::Expr expr;
    expr.kind = kind;
    expr.span = span;
    expr.type = type;
    return expr;
}

inline constexpr typed::Type yes_no{};

/// The source text of a place on one line, shortened if it is long.
std::string quoted(const State& state, Span span);

/// `a count`, `次数`: for "`X` is …".
Arg type_name(const typed::Type& type);
/// The same with what it may be besides: `a date or none`, `日期 或无`.
Arg full_type_name(const typed::Type& type);

/// `2023-04-01` for a date, the plain number for all else.
std::string written(typed::Base base, std::int64_t value);

/// True for counts and numbers, which mix.
bool numeric(typed::Base base);
/// Counts and numbers go together; every other base only with itself.
bool same_family(typed::Base a, typed::Base b);

/// The expression without its parentheses.
const ast::Expr& bare(const State& state, ast::ExprId id);

// check_expr.cpp
Value check_expr(State& state, ast::ExprId id);
/// A yes/no that is never none; anything else is reported.
Value check_condition(State& state, ast::ExprId id);
/// A value of some type: neither a period nor the bare word none.
Value check_value(State& state, ast::ExprId id);

// check_logic.cpp
Value check_not(State& state, const ast::Expr& e);
Value check_and(State& state, const ast::Expr& e);
Value check_or(State& state, const ast::Expr& e);
Value check_if(State& state, const ast::Expr& e);

// check_compare.cpp
Value check_compare(State& state, const ast::Expr& e);
Value check_in_range(State& state, const ast::Expr& e);
Value check_is_none(State& state, const ast::Expr& e);

/// Reports two types that do not compare, with what to write instead.
void report_types_differ(State& state, typed::ExprId left, typed::ExprId right);

// check_tiers.cpp
Value check_tiered(State& state, const ast::Expr& e);

// check_arithmetic.cpp
Value check_sum(State& state, const ast::Expr& e);
Value check_product(State& state, const ast::Expr& e);

// check_windows.cpp
Value check_window(State& state, const ast::Expr& e);
Value check_around(State& state, const ast::Expr& e);
Value check_time_since(State& state, const ast::Expr& e);

// literals.cpp
Value check_number(State& state, const ast::Expr& e);
Value check_date(State& state, const ast::Expr& e);
/// The period that stands after `valid` and its like; what is none is reported with `date`, the date it is about.
std::optional<typed::Period> check_period(State& state, ast::ExprId id, Span date);
/// The type as declared, with its range; nothing if it is refused.
std::optional<typed::Type> check_type(State& state, const ast::Type& type);
/// What a fact of the base may be without a declared range.
typed::Type natural_type(typed::Base base);

}  // namespace tenet::compiler::checking
