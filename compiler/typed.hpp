#pragma once

#include "compiler/ast.hpp"
#include "compiler/ids.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

/// The typed tree: every name resolved, every literal scaled, every guard made explicit.
/// The reference evaluator walks it; `lower` turns it into the table.
namespace tenet::compiler::typed {

inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

enum class Base : std::uint8_t { YesNo, Count, Date, Number, Days, Period, Hours, Choice, Set, Text, List };

/// What an expression may be. The range is the declared or natural one; proofs about it are made on the table.
///
/// Values are whole numbers in units of `1/scale`: hours 100 (2 in halves), days 1 (2 in halves), number 10^decimals, all else
/// 1. A choice is the index of its value, a set a bit for each value in order of declaration, a text the index in
/// `Module::texts` plus 1, or 0 for any text that the policy does not mention. A list has low 0 and as high its most records.
struct Type {
    Base base = Base::YesNo;
    bool or_none = false;
    std::int64_t low = 0, high = 1;  ///< inclusive; dates in days since 1900-01-01
    std::int32_t scale = 1;
    std::uint32_t of = no_index;  ///< Choice, Set: index into Module::choices; List: into Module::records

    bool operator==(const Type&) const = default;
};

/// A calendar period, a number of days or of working days; all but one of them are 0.
struct Period {
    std::int32_t months = 0;
    std::int32_t days = 0;
    std::int32_t working_days = 0;

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
    Rescale,       ///< a times number, only to express it in a finer unit
    Field,         ///< field `ref` of the record that the innermost aggregate around this is at
    InGroup,       ///< choice a is a member of groups[ref]; negated if `negated`; none is no
                   ///< (of a choice of more than 64 values: an `or` of `=`, one for each member)
    Member,        ///< choice a is a member of set b; negated likewise; none on either side is no
    Covers,        ///< set a has every member that has a bit in `number`; none has none
    WholeMonths,  ///< as many times `number` whole months (12: years) as have passed from date a to the as-of day, 0 or more
    WorkingDay,  ///< date a is a working day of calendars[number]; none is no
    WorkingDays,  ///< how many working days of calendars[number] lie in (a, b], 0 if b <= a; both are never none
    AddWorkingDays,  ///< the b-th working day of calendars[number] after date a; b is 1 or more, neither is ever none
    Count,     ///< these ten go over the list facts[ref]; c the condition, invalid if every record counts
    Sum,       ///< a, over the records that pass; none is passed over
    Latest,    ///< the greatest a of those that pass, none if there is none; none is passed over
    Earliest,  ///< the least a likewise
    Any,       ///< some record passes
    Every,     ///< every record passes
    Union,  ///< the members of the sets a of those that pass, or their values a of a choice; none is passed over
    InOrder,      ///< each record a <= b, no a before the b of the record before, only the last b may be none
    RunningDays,  ///< WorkingDays of (x, y] outside of the days (a, b] of each record: a clock that they stop; for good where b is
                  ///< none. The records stand in the order of their a.
    RunDays,  ///< the y-th working day after x outside of the days (a, b] of each record; none where one without b stops the clock
              ///< for good before
};

/// What makes one value of a list's records; its `ref` is the list.
constexpr bool is_aggregate(Kind kind) { return kind >= Kind::Count && kind <= Kind::RunDays; }
/// What a list stops a clock for: x and y stand outside of the list.
constexpr bool is_stopped_clock(Kind kind) { return kind >= Kind::RunningDays && kind <= Kind::RunDays; }
/// What counts by calendars[number].
constexpr bool reads_calendar(Kind kind) {
    return (kind >= Kind::WorkingDay && kind <= Kind::AddWorkingDays) || is_stopped_clock(kind);
}

struct Expr;
using ExprId = Id<Expr>;

struct Expr {
    Kind kind = Kind::Error;
    ast::CompareOp op = ast::CompareOp::Eq;
    bool negated = false;
    bool before = true, after = true;  ///< WindowAround: the sides that count
    Type type;
    ExprId a, b, c;
    ExprId x, y;  ///< RunningDays, RunDays: what they read outside of their list
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

struct ChoiceValue {
    Symbol name;
    ast::Text label;
    std::vector<std::uint32_t> items{};  ///< of a list: values of the choice `Choice::items`
    std::vector<std::string> texts{};    ///< of a list of texts
};

struct Choice {
    Symbol name;
    std::string policy;  ///< dotted id of the file that declares it
    ast::Text label;
    std::vector<ChoiceValue> values;
    Span span;
    /// Nobody declared it: its values are the lists that an output may be, in the order of the first case that gives them.
    bool of_lists = false;
    std::uint32_t items = no_index;  ///< of lists: index into Module::choices; of lists of texts none
};

/// A named subset of a choice.
struct Group {
    Symbol name;
    std::uint32_t choice = no_index;
    std::vector<bool> members;  ///< by value
};

/// A field of a record. `derived` may read fields before it in the order of `Record::order`, and anything outside.
struct Field {
    Symbol name;
    Type type;
    ast::Text label;
    ExprId derived;  ///< invalid if it comes with the record
    Span span;
};

struct Record {
    Symbol name;
    std::string policy;  ///< dotted id of the file that declares it
    ast::Text label;
    std::vector<Field> fields;         ///< in order of declaration, derived ones among them
    std::vector<std::uint32_t> order;  ///< derived fields, each after those it reads
    Span span;
};

/// Paragraphs that something rests on, as `ast::Citation`, with the source that is meant.
struct Citation {
    Symbol source;
    std::vector<std::uint32_t> paragraphs;
    std::vector<std::string_view> readings;
};

/// A fact; of base List one with a value for each field of its record that is not derived.
struct Fact {
    Symbol name;
    Type type;
    ast::Text label;
    std::vector<Citation> citations;
};

/// A text that a requirement says, with the values that its places `{NAME}` show.
struct Placeholder {
    std::string name;  ///< as written between the braces
    ExprId value;
};

/// How one of several cases was written.
struct Case {
    Span when;      ///< the words that say when it is taken
    Run citations;  ///< its own, into those of the definition
};

/// A define, an output or a dated param: one of the latter is an `If` over the as-of day.
struct Definition {
    bool is_output = false;  ///< an output of the asked file
    bool is_param = false;
    Symbol name;
    Type type;
    ast::Text label;
    ExprId value;
    std::vector<Citation> citations;
    /// None where the value is one expression. Else the value is an `If` for each, each in the last branch of the one before it, and
    /// for the last of them no more than that branch.
    std::vector<Case> cases{};
};

struct Remedy {
    Symbol name;
    ast::Text label;
    ExprId when;  ///< invalid if it always stands
    Span span;
};

struct Requirement {
    Symbol id;
    ast::Text label;
    ExprId condition;
    ExprId when;  ///< invalid if it always applies; `from` and `until` are part of it
    ast::Text otherwise;
    std::vector<Placeholder> placeholders;  ///< of `otherwise`, each name once
    std::vector<Remedy> remedies;
    std::vector<Citation> citations;
    Span span;
};

/// The working days of some years: one value a day, from `first`, a 1 January, to the 31 December of the last year.
struct Calendar {
    Symbol name;
    std::string policy;  ///< dotted id of the file that declares it
    ast::Text label;
    std::int64_t first = 0;
    std::vector<bool> working;
    Span span;

    std::int64_t last() const { return first + static_cast<std::int64_t>(working.size()) - 1; }
};

/// What must hold of the facts for them to make sense, or for what is needed to have an answer.
struct Assume {
    ExprId condition;
    ast::Text message;
    std::vector<Placeholder> placeholders;
    std::vector<Citation> citations;
    Span span;
    bool generated = false;  ///< no author wrote it: without it a value that is needed has no answer
    std::uint32_t calendar = no_index;  ///< of such a one the calendar that must reach as far
};

struct Note {
    ast::Text text;
    std::vector<Citation> citations;
};

struct Decision {
    Symbol name;
    ast::Text label;
    ExprId when;  ///< invalid if it always applies
    ast::Text when_otherwise;
    std::vector<Requirement> requirements;
    std::vector<Citation> citations;
};

/// What the check found of an expression of the `ast::File` that only the types around it tell: which value of a choice or field
/// of a record a name is, by its place in the file; whether a comparison is one of dates.
struct Finding {
    bool is_field = false;
    std::uint32_t of = no_index;  ///< the choice or record; of any other name `no_index`
    std::uint32_t member = 0;
    bool of_dates = false;
};

/// One policy, checked, with what it reaches of the files that it uses: facts of the asked file and reached ones, reached
/// definitions, assumes of which every fact is among these, all notes.
struct Module {
    Symbol policy;
    ast::Text policy_label;
    std::vector<Citation> policy_citations;
    std::uint32_t as_of = Id<Fact>::none_value;  ///< index of the as-of fact
    ast::Rounding rounding = ast::Rounding::Down;
    std::vector<Fact> facts;              ///< in order of declaration
    std::vector<Definition> definitions;  ///< in order of declaration
    std::vector<std::uint32_t> order;     ///< definitions, each after those it reads
    std::vector<Decision> decisions;      ///< of the asked file
    std::vector<Choice> choices;
    std::vector<Group> groups;
    std::vector<Record> records;
    std::vector<Calendar> calendars;
    std::vector<Assume> assumes;  ///< those that no author wrote come first
    std::vector<Note> notes;
    std::vector<std::string> texts;  ///< the texts that the policy compares with or gives, each once
    std::vector<Expr> exprs;
    std::vector<Tier> tiers;
    std::vector<Finding> findings;      ///< by expression of the `ast::File`
    std::deque<std::string> spellings;  ///< messages of assumes that no author wrote; views point into it

    const Expr& at(ExprId id) const { return exprs[id.index()]; }
    bool has_as_of() const { return as_of != Id<Fact>::none_value; }
};

}  // namespace tenet::compiler::typed
