#pragma once

#include "compiler/ast.hpp"
#include "compiler/ids.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The typed tree: every name resolved, every literal scaled, every guard made explicit.
/// The reference evaluator walks it; `lower` turns it into the table.
namespace tenet::compiler::typed {

enum class Base : std::uint8_t { YesNo, Count, Date, Number, Days, Period };

/// What an expression may be. The range is the declared or natural one; proofs about it are made on the table.
struct Type {
    Base base = Base::YesNo;
    bool or_none = false;
    std::int64_t low = 0, high = 1;  ///< inclusive; dates in days since 1900-01-01

    bool operator==(const Type&) const = default;
};

/// A calendar period or a number of days; one of the two is 0.
struct Period {
    std::int32_t months = 0;
    std::int32_t days = 0;

    bool operator==(const Period&) const = default;
};

enum class Kind : std::uint8_t {
    Error,       ///< did not type; already reported
    Constant,    ///< number (yes/no as 0/1, dates in days since 1900-01-01)
    None,        ///< the value none
    Fact,        ///< facts[ref]
    Definition,  ///< definitions[ref]
    Given,       ///< a, which a guard has shown not to be none here; 0 where it is none after all
    Not,
    And,
    Or,
    If,         ///< if a then b else c
    Compare,    ///< a op b of one base, counts mixing with numbers; none equals only none and passes no order
    Tiered,     ///< a op b or tier.amount with tier.condition …
    InRange,    ///< b <= a <= c; negated if `negated`, after none has been counted as no
    IsNone,     ///< a is none
    Add,        ///< a + b, whole numbers; or date a + days b
    Sub,        ///< a - b, likewise; date - date is days
    Mul,        ///< a * number
    ShiftDate,  ///< date a + period (negative members go back)
    WindowBack,    ///< as-of minus period <= a <= as-of      (valid, within)
    WindowAhead,   ///< a <= as-of <= a plus period           (lasts)
    WindowAround,  ///< b minus period <= a <= b plus period; `before`/`after` say which sides count
    TimeSince,     ///< as-of op (a plus period)              (time since a op period)
};

struct Expr;
using ExprId = Id<Expr>;

struct Expr {
    Kind kind = Kind::Error;
    ast::CompareOp op = ast::CompareOp::Eq;
    bool negated = false;
    bool before = true, after = true;  ///< WindowAround: the sides that count
    Type type;
    ExprId a, b, c;
    std::int64_t number = 0;
    std::uint32_t ref = 0;
    Period period;
    Run tiers;
    Span span;  ///< of the source, for messages and origins
};

struct Tier {
    ExprId amount, condition;
};

/// A name as authors see it and as C++, JSON and fingerprints see it.
struct Symbol {
    std::string text;  ///< as declared, e.g. 基础考试
    std::string id;    ///< the twin if there is one, e.g. exam
    Span span;
};

struct Fact {
    Symbol name;
    Type type;
    ast::Text label;
    std::vector<ast::Citation> citations;
};

struct Definition {
    bool is_output = false;
    Symbol name;
    Type type;
    ast::Text label;
    ExprId value;
    std::vector<ast::Citation> citations;
};

struct Requirement {
    Symbol id;
    ast::Text label;
    ExprId condition;
    ExprId when;  ///< invalid if it always applies
    ast::Text otherwise;
    std::vector<ast::Citation> citations;
    Span span;
};

struct Decision {
    Symbol name;
    ast::Text label;
    ExprId when;  ///< invalid if it always applies
    ast::Text when_otherwise;
    std::vector<Requirement> requirements;
    std::vector<ast::Citation> citations;
};

/// One policy, checked.
struct Module {
    Symbol policy;
    ast::Text policy_label;
    std::vector<ast::Citation> policy_citations;
    std::uint32_t as_of = Id<Fact>::none_value;  ///< index of the as-of fact
    ast::Rounding rounding = ast::Rounding::Down;
    std::vector<Fact> facts;              ///< in order of declaration
    std::vector<Definition> definitions;  ///< in order of declaration
    std::vector<std::uint32_t> order;     ///< definitions, each after those it reads
    std::vector<Decision> decisions;
    std::vector<Expr> exprs;
    std::vector<Tier> tiers;

    const Expr& at(ExprId id) const { return exprs[id.index()]; }
    bool has_as_of() const { return as_of != Id<Fact>::none_value; }
};

}  // namespace tenet::compiler::typed
