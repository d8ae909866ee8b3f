#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/resolve.hpp"
#include "compiler/source.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What the parts of the check stage share; nobody else includes it.
namespace tenet::compiler::checking {

/// A fact, a definition or a field of the record at hand that a guard can speak of: facts first, then units.
using Key = std::uint32_t;

/// What is surely not none once a condition has turned out yes, or no.
struct Flow {
    std::vector<Key> if_yes, if_no;
};

/// A checked expression.
struct Value {
    typed::ExprId id;
    Flow flow;
};

/// The record whose fields bare names may be: of a list that is gone through, or of a derived field.
struct Scope {
    std::uint32_t record = typed::no_index;
    std::vector<std::uint32_t> qualified;  ///< the fields that the same condition writes as `record.field`
    const Scope* outer = nullptr;
};

/// What a param is worth until a day, the last one without end: a constant, or a period.
struct ParamValue {
    std::optional<std::int64_t> until;
    typed::Expr value;
};

/// A param; without values if it did not check, or is not checked yet.
struct Param {
    std::vector<ParamValue> values;

    bool dated() const { return values.size() > 1; }
};

/// What a name in an expression turned out to be.
enum class Use : std::uint8_t { Unknown, Reads, Other, Dated };

/// One run over one policy and the files that it uses.
struct State {
    const ast::File& file;
    const Names& names;
    const Sources& sources;
    Diagnostics& diagnostics;
    typed::Module
        module;  ///< facts, definitions and so on by their places in `file`, params behind definitions
    std::vector<std::uint32_t> guards;  ///< by key: how many guards around this place say it is given
    std::vector<Flow> unit_flows;       ///< what a yes/no definition or derived field says about others
    std::vector<bool> fact_failed;      ///< of a faulty type
    std::vector<bool> unit_failed;      ///< in a circle, or of a value that did not type
    std::vector<bool> unit_typed;       ///< its type is known, by its declaration or because it was checked
    std::vector<bool> unit_pending;     ///< neither in a circle nor checked yet
    std::vector<Param> params;
    std::vector<Use> uses;                                    ///< by expression of `file`
    std::unordered_map<std::string_view, std::size_t> texts;  ///< places in `module.texts`, plus 1
    const Scope* scope = nullptr;
    const ast::Expr* selecting = nullptr;  ///< the aggregate whose condition is being checked
    bool in_table = false;                 ///< the cells of a table are being checked
    bool params_open = false;         ///< params are being checked: they read one another, and nothing else
    bool guards_cut = false;          ///< conditions have shown more to be given than is remembered
    std::uint32_t failed_guards = 0;  ///< guards around this place that did not type: they may have said so
    std::size_t case_steps_left = 40'000'000;  ///< looking through cases takes time too
    std::size_t suggestions_left = 20;         ///< looking for what was meant takes time
    bool as_of_reported = false;               ///< once is enough
    bool faulty_before;                        ///< earlier stages reported errors
    bool names_missing;  ///< a used file was not read: an unknown name may be one of its own

    State(const ast::File& of, const Names& its_names, const Sources& its_sources, Diagnostics& reports)
        : file(of), names(its_names), sources(its_sources), diagnostics(reports),
          faulty_before(reports.has_errors()), names_missing(used_file_missing(reports)) {}

    const typed::Expr& at(typed::ExprId id) const { return module.exprs[id.index()]; }
    const typed::Type& type(typed::ExprId id) const { return at(id).type; }
    bool failed(typed::ExprId id) const { return at(id).kind == typed::Kind::Error; }

    Key fact_key(std::uint32_t fact) const { return fact; }
    Key unit_key(std::uint32_t unit) const { return static_cast<Key>(file.facts.size()) + unit; }

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

/// Where the expression stands in the file; nothing for names in messages, which are none of its expressions.
inline std::optional<std::size_t> position_of(const State& state, const ast::Expr& e) {
    const std::vector<ast::Expr>& all = state.file.exprs;
    if (std::less<>()(&e, all.data()) || !std::less<>()(&e, all.data() + all.size())) return std::nullopt;
    return static_cast<std::size_t>(&e - all.data());
}

/// The name as authors see it and as C++ sees it.
inline typed::Symbol symbol(const ast::Name& name) {
    return {std::string(name.text), std::string(name.id()), name.span};
}

/// True for counts and numbers, which mix.
bool numeric(typed::Base base);
/// True for what has an order: numbers, days, hours and dates.
bool ordered(typed::Base base);
/// Counts and numbers go together, choices and sets with those of the same choice; every other base only with itself.
bool same_family(const typed::Type& a, const typed::Type& b);

/// The expression without its parentheses.
const ast::Expr& bare(const State& state, ast::ExprId id);

// scales.cpp
/// The least number of units per 1 in which a type of the base can count so that it is a multiple of `wanted`; 0 if none.
std::int32_t scale_for(typed::Base base, std::int64_t wanted);
/// The scale in which values of both can be expressed.
std::int32_t common_scale(std::int32_t a, std::int32_t b);
/// The value in a finer scale, which is a multiple of its own.
typed::ExprId rescaled(State& state, typed::ExprId id, std::int32_t scale);
/// Brings both to their common scale.
void unify(State& state, typed::ExprId& a, typed::ExprId& b);
/// `0.5`, `0.01`: the step of a scale.
std::string step_text(std::int32_t scale);

}  // namespace tenet::compiler::checking
