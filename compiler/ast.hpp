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
    Text,          ///< a text among operands; its characters stand in `name`
    Member,        ///< name.member, the member in members[extra]
    InName,        ///< a in b        (`not in`: negated); b names a group, a set fact or a set define
    Covers,        ///< a covers b: the set a has every value of the choice or group b
    Count,  ///< count of L where b                  these nine: the list in aggregates[extra], b may be absent
    Sum,    ///< sum of a in L where b
    Latest,          ///< latest of a in L where b
    Earliest,        ///< earliest of a in L where b
    Any,             ///< any R in L where b
    Every,           ///< every R in L has b
    Union,           ///< union of L.a where b; a is the name of a field, or `record.field`
    InOrder,         ///< L in order from a to b
    Pausing,         ///< pausing L from a to b; the list in aggregates[extra]
    WorkingDay,      ///< a is a working day in the calendar members[extra]   (`is not`: negated)
    WorkingDays,     ///< working days in members[extra] from a to b, c a Pausing or absent
    AddWorkingDays,  ///< a + b in members[extra], c a Pausing or absent      (a - b: negated)
    WholeYears,      ///< whole years since a
    WholeMonths,     ///< whole months since a
    Listing,         ///< a, b, … or `empty`; the items are the amounts of `tiers`
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
    Run tiers;                ///< into File::tiers
    std::uint32_t extra = 0;  ///< into File::members or File::aggregates, as the kind says
};

/// A name as it is used: of a list, a record, a field.
struct NameUse {
    std::string_view text;
    Span span;

    bool given() const { return span.end != span.begin; }
};

/// What an aggregate goes over: `any RECORD in LIST …`; the record is named by `any` and `every` only.
struct Aggregate {
    NameUse list, record;
};

/// `or amount with condition`.
struct Tier {
    ExprId amount, condition;
    Span span;
};

/// `yes/no`, `count 0..2`, `date or none`; a type as written.
/// `Named` is a choice; `List` a list of the record `name`, `Set` a set of the choice `name`.
enum class TypeWord : std::uint8_t {
    YesNo,
    Count,
    Date,
    Days,
    Hours,
    Number,
    Text,
    Period,
    Named,
    List,
    Set
};

struct Type {
    TypeWord word = TypeWord::YesNo;
    std::string_view name;  ///< for Named, List, Set; empty if it was already reported
    Span name_span;
    bool or_none = false;
    bool of_text = false;  ///< List: named by the word `text`
    bool in_halves = false;
    bool ranged = false;
    ExprId low, high;  ///< the bounds of a range, both or neither
    ExprId decimals;   ///< `number with N decimals`; may be absent
    ExprId up_to;      ///< `list of R up to N`; may be absent
    Span span;

    bool given() const { return span.end != span.begin; }
};

/// `cite SOURCE ¶N, ¶M reading "A21", "A22"`.
struct Citation {
    std::string_view source;
    Span source_span;
    std::vector<std::uint32_t> paragraphs;
    std::vector<Span> places;  ///< of each paragraph
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

/// One row of a define, output or derived field: `= V when C`, or `= V otherwise` without a condition.
struct Case {
    ExprId value, condition;
    Span span;
    Span when;      ///< the words that say when it is taken: a condition, the cells of a row, `otherwise`
    Run citations;  ///< its own, which stand on its line: into those of the statement
};

/// What a define, an output or a derived field is worth: one expression, or cases in their order.
struct Body {
    ExprId value;  ///< invalid where there are cases, or nothing
    Run cases;     ///< into File::cases

    bool given() const { return value.valid() || cases.count != 0; }
};

/// `define`, `output` and `table` alike.
struct Definition {
    bool is_output = false;
    Name name;
    Type type;  ///< may be absent
    Text label;
    Body body;
    std::vector<Citation> citations;
    Span span;
    std::vector<NameUse> columns;  ///< of a table, whose rows are the cases
};

/// One value of a param: `= V`, `= V from D`, `= V until D`, `= V from D until D`; both days belong to it.
struct ParamRow {
    ExprId value;
    ExprId from, until;  ///< may be absent
    Span span;
};

struct Param {
    Name name;
    Type type;  ///< may be absent
    Text label;
    std::vector<ParamRow> rows;
    std::vector<Citation> citations;
    Span span;
};

/// One value of a choice.
struct ChoiceValue {
    Name name;
    Text label;
};

struct Choice {
    Name name;
    Text label;
    std::vector<ChoiceValue> values;
    std::vector<Citation> citations;
    Span span;
};

/// `group NAME = value, value, …`; which choice it is of follows from its values.
struct Group {
    Name name;
    Text label;
    std::vector<NameUse> values;
    std::vector<Citation> citations;
    Span span;
};

/// A field of a record; with a body it is derived and not accepted from JSON.
struct Field {
    Name name;
    Type type;
    Text label;
    Body body;
    Span span;
};

struct Record {
    Name name;
    Text label;
    std::vector<Field> fields;
    std::vector<Citation> citations;
    Span span;
};

/// What a line of a calendar says: the years, the days of the week that are free, days off, days that are worked though they would be free.
enum class CalendarWord : std::uint8_t { Covers, Weekend, Off, Worked };

/// Days since 1900-01-01, both in; on `covers` years, on `weekend` a day of the week from 0, Monday, twice.
struct CalendarRange {
    std::int64_t first = 0, last = 0;
    Span span;
};

/// `off 2023-01-21 .. 2023-01-27 "春节"`.
struct CalendarLine {
    CalendarWord word = CalendarWord::Covers;
    Span word_span;
    std::vector<CalendarRange> ranges;
    Text label;
    Span span;
};

struct Calendar {
    Name name;
    Text label;
    std::vector<CalendarLine> lines;
    std::vector<Citation> citations;
    Span span;
};

struct Assume {
    ExprId condition;
    Text message;
    std::vector<Citation> citations;
    Span span;
};

struct Note {
    Text text;
    std::vector<Citation> citations;
    Span span;
};

/// `remedy NAME "what may be done instead" when C`.
struct Remedy {
    Name name;
    Text label;
    ExprId when;  ///< may be absent
    Span span;
};

struct Requirement {
    Name id;  ///< may be empty
    Text label;
    ExprId condition;
    ExprId when;         ///< may be absent
    ExprId from, until;  ///< dates between which it applies, both in; may be absent
    Text otherwise;
    std::vector<Remedy> remedies;
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

/// A cell of a record that a test gives; without values it is unknown.
struct GivenCell {
    std::vector<ExprId> values;
    Span span;
};

struct GivenRow {
    std::vector<GivenCell> cells;
    Span span;
};

/// What a test gives a fact: one value, several of a set, or records; nothing if it is unknown.
struct Given {
    NameUse name;
    bool unknown = false;
    std::vector<ExprId> values;
    std::vector<NameUse> columns;  ///< of records; none if these are not given in rows
    std::vector<GivenRow> rows;
    Span span;
};

/// A fact, or a field of a record, which is counted from 1.
struct NeedingPath {
    NameUse fact;
    std::uint32_t record = 0;  ///< 0 if it is the whole fact
    NameUse field;
    Span span;
};

enum class Verdict : std::uint8_t { Eligible, Ineligible, EligibleWithRemedy, Undetermined, NotApplicable };

enum class ExpectKind : std::uint8_t {
    Verdict,  ///< of the decision `name`, with what is said of it
    Value,    ///< of the output `name`
    Unknown,  ///< the output `name` is not determined
    Refused,  ///< the facts are, with a message that contains `part`
};

/// `expect …`; of a verdict the lists that are not given are left open, the others complete.
struct Expect {
    /// Which lists stand there, though one may be empty after a fault.
    struct Lists {
        bool because = false, at = false, remedies = false, needing = false;
    };

    ExpectKind kind = ExpectKind::Verdict;
    NameUse name;
    Verdict verdict = Verdict::Undetermined;
    Span verdict_span;
    Lists lists;
    std::vector<NameUse> because, remedies;
    std::vector<std::uint32_t> at;  ///< records, counted from 1
    std::vector<NeedingPath> needing;
    std::vector<ExprId> values;
    std::string_view part;  ///< of the message of a refusal; may be empty
    Span span;
};

/// `test "…"` with the lines that belong to it.
struct Test {
    NameUse name;  ///< without quotation marks; the span has them
    NameUse base;  ///< the test whose facts it starts from; may be absent
    bool unconfirmed = false;
    std::vector<Given> givens;  ///< those behind `but` first
    std::vector<Expect> expects;
    std::vector<Citation> citations;
    Span span;  ///< of its first line
};

/// `out of scope ¶2, ¶3 "reason"`: paragraphs of a source that no rule needs to rest on.
struct OutOfScope {
    std::vector<std::uint32_t> paragraphs;
    std::vector<Span> places;  ///< of each paragraph
    Text reason;
    Span span;
};

/// `source NAME "title"`: a document that rules cite by its paragraphs.
struct Document {
    Name name;
    Text label;
    std::vector<OutOfScope> out_of_scope;
    Span span;
};

enum class ItemKind : std::uint8_t {
    Fact,
    Definition,
    Decision,
    Param,
    Choice,
    Group,
    Record,
    Calendar,
    Document,
    Assume,
    Note,
    Test
};

/// The statements in the order of the files.
struct Item {
    ItemKind kind;
    std::uint32_t index;
};

enum class Rounding : std::uint8_t { Down, Up };

/// `use "path"`, as written.
struct Use {
    std::string_view path;
    Span span;
};

/// What one file says of itself.
struct Header {
    std::uint32_t file = 0;
    std::uint32_t language = 1;
    Name policy;  ///< dotted; empty if the statement is missing
    Text policy_label;
    std::vector<Citation> policy_citations;
    std::string_view as_of;  ///< the fact's name; empty without the statement
    Span as_of_span;
    Rounding rounding = Rounding::Down;
    Span rounding_span;
    std::vector<Use> uses;
};

/// The asked file and all that it uses, in one tree. Every span says which file it is of; what belongs to the asked file
/// is what `own` says.
struct File {
    std::vector<Header>
        headers;  ///< the asked file's first, then each used file once, in the order of their first use
    std::vector<Item> items;
    std::vector<Fact> facts;
    std::vector<Definition> definitions;
    std::vector<Decision> decisions;
    std::vector<Param> params;
    std::vector<Choice> choices;
    std::vector<Group> groups;
    std::vector<Record> records;
    std::vector<Calendar> calendars;
    std::vector<Document> documents;
    std::vector<Assume> assumes;
    std::vector<Note> notes;
    std::vector<Test> tests;
    std::vector<Expr> exprs;
    std::vector<Tier> tiers;
    std::vector<Case> cases;
    std::vector<NameUse> members;
    std::vector<Aggregate> aggregates;
    std::vector<std::string_view>
        lost_names;                     ///< what statements with a misspelt keyword would have declared
    std::deque<std::string> spellings;  ///< names that had to be written anew; views point into it

    const Expr& at(ExprId id) const { return exprs[id.index()]; }
    const Header& asked() const { return headers.front(); }
    bool own(Span span) const { return span.file == headers.front().file; }
};

}  // namespace tenet::compiler::ast
