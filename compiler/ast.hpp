#pragma once

#include "compiler/ids.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

/// The syntax tree: what the author wrote, with every place, and nothing decided yet.
/// All views point into the `SourceFile` texts or into `File::spellings`.
namespace tenet::compiler::ast {

struct Expr;
using ExprId = Id<Expr>;

/// A name as written, with the ASCII twin given by `as NAME` / `代号 NAME`, or an empty one.
struct Name {
    std::string_view text;
    Span span;
    std::string_view twin;
    Span twin_span;

    /// What C++, JSON and fingerprints call it: the twin if there is one.
    std::string_view id() const { return twin.empty() ? text : twin; }
};

/// A label or message: the text first written and its translations; an empty view where there is none.
struct Text {
    std::string_view first, en, zh;
    Span span;

    bool given() const { return span.end != span.begin; }
};

/// Units as they stand after a number.
enum class Unit : std::uint8_t { None, Years, Months, Days, Hours, Times, WorkingDays };

enum class CompareOp : std::uint8_t { Eq, Ne, Lt, Le, Gt, Ge };

enum class ExprKind : std::uint8_t {
    Error,         ///< something that did not parse; already reported
    Name,          ///< name
    Number,        ///< digits unit
    Date,          ///< days since 1900-01-01 in `number`
    Yes,           //
    No,            //
    None,          //
    Not,           ///< not a
    And,           ///< a and b
    Or,            ///< a or b
    Add,           ///< a + b
    Sub,           ///< a - b
    Mul,           ///< a * b
    Compare,       ///< a op b
    Tiered,        ///< a op b or tier with tier …, tiers in `tiers`
    InRange,       ///< a in b .. c   (`not in`: negated)
    IsNone,        ///< a is none     (`is given`: negated)
    Valid,         ///< a valid b            b a period
    Within,        ///< a within b           b a period
    Lasts,         ///< a lasts b            b a period
    WithinAround,  ///< a within b of c
    WithinBefore,  ///< a within b before c
    WithinAfter,   ///< a within b after c
    TimeSince,     ///< time since a op b    b a period
    If,            ///< if a then b else c
    Paren,         ///< ( a ), kept for the formatter and for messages
};

/// One node; which members mean something is said by the kind.
struct Expr {
    ExprKind kind = ExprKind::Error;
    CompareOp op = CompareOp::Eq;
    Unit unit = Unit::None;
    bool negated = false;
    std::uint8_t decimals = 0;  ///< digits after the point of a Number
    Span span;
    Span op_span;  ///< the operator word or symbol, where there is one
    ExprId a, b, c;
    std::int64_t number = 0;  ///< Number: value × 10^decimals; Date: days since 1900-01-01
    std::string_view name;
    Run tiers;  ///< into File::tiers
};

/// `or amount with condition`.
struct Tier {
    ExprId amount, condition;
    Span span;
};

/// `yes/no`, `count 0..2`, `date or none`; a type as written.
enum class TypeWord : std::uint8_t { YesNo, Count, Date, Days, Hours, Number, Text, Period, Named };

struct Type {
    TypeWord word = TypeWord::YesNo;
    std::string_view name;  ///< for Named; empty if it was already reported
    bool or_none = false;
    bool in_halves = false;
    bool ranged = false;
    ExprId low, high;  ///< the bounds of a range, both or neither
    Span span;

    bool given() const { return span.end != span.begin; }
};

/// `cite SOURCE ¶N, ¶M reading "A21", "A22"`.
struct Citation {
    std::string_view source;
    std::vector<std::uint32_t> paragraphs;
    std::vector<std::string_view> readings;
    Span span;
};

struct Fact {
    Name name;
    Type type;
    Text label;
    std::vector<Citation> citations;
    Span span;
};

/// `define` and `output` alike.
struct Definition {
    bool is_output = false;
    Name name;
    Type type;  ///< may be absent
    Text label;
    ExprId value;
    std::vector<Citation> citations;
    Span span;
};

struct Requirement {
    Name id;  ///< may be empty
    Text label;
    ExprId condition;
    ExprId when;  ///< may be absent
    Text otherwise;
    std::vector<Citation> citations;
    Span span;
};

struct Decision {
    Name name;
    Text label;
    ExprId when;  ///< may be absent
    Text when_otherwise;
    std::vector<Citation> citations;
    std::vector<Requirement> requirements;
    Span span;
};

enum class ItemKind : std::uint8_t { Fact, Definition, Decision };

/// The statements in the order of the file.
struct Item {
    ItemKind kind;
    std::uint32_t index;
};

enum class Rounding : std::uint8_t { Down, Up };

/// One parsed file.
struct File {
    std::uint32_t file = 0;
    std::uint32_t language = 1;
    Name policy;  ///< dotted; empty if the statement is missing
    Text policy_label;
    std::vector<Citation> policy_citations;
    std::string_view as_of;  ///< the fact's name; empty without the statement
    Span as_of_span;
    Rounding rounding = Rounding::Down;
    Span rounding_span;
    std::vector<Item> items;
    std::vector<Fact> facts;
    std::vector<Definition> definitions;
    std::vector<Decision> decisions;
    std::vector<Expr> exprs;
    std::vector<Tier> tiers;
    std::deque<std::string> spellings;  ///< names that had to be written anew; views point into it

    const Expr& at(ExprId id) const { return exprs[id.index()]; }
};

}  // namespace tenet::compiler::ast
