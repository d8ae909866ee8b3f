#pragma once

#include "compiler/coverage.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The page about a set of policies as plain data: what stands on it in both languages, and nothing of how it looks.
namespace tenet::compiler::doc {

/// A part of a phrase: words of the language, or something that has a name.
struct Piece {
    std::string text;
    std::string target;   ///< the id that it leads to; empty if nowhere
    std::string name;     ///< what policies call it; empty for words
    bool joined = false;  ///< no blank stands before it

    bool operator==(const Piece&) const = default;
};

/// The same said in both languages.
struct Phrase {
    std::vector<Piece> zh, en;

    bool empty() const { return zh.empty() && en.empty(); }
};

/// A condition: one phrase, or several of which all must hold, or any.
struct Condition {
    enum class Join : std::uint8_t { One, All, Any };
    Join join = Join::One;
    std::vector<Phrase> parts;  ///< none: there is no condition

    bool empty() const { return parts.empty(); }
};

/// Something that has a place on the page.
struct Link {
    TableText label;
    std::string target;  ///< may be empty
    std::string name;    ///< what policies call it

    bool operator==(const Link& other) const { return target == other.target && name == other.name; }
};

struct CitedParagraph {
    std::uint32_t number = 0;
    std::string target;
};

struct Citation {
    Link source;
    std::vector<CitedParagraph> paragraphs;
    std::vector<std::string> readings;
};

/// What a test may reach, and whether one does.
struct Reached {
    std::string id;  ///< its place on the page; empty if a test does
    TableText said;  ///< `no test has its last day`
    bool reached = false;
};

/// The same of some words of a rule, or of a case of it; of neither for the rule as a whole.
struct ReachedWords {
    Phrase about;
    Link place;  ///< the row that the case stands in
    std::vector<Reached> sites;
};

/// What the tests reach of a rule, where that is asked for.
struct Reach {
    TableText rule;  ///< what it is called where that is told of many
    std::array<std::vector<ReachedWords>, site_groups> groups;
    SiteSum sum;
};

/// A row that says itself whether a test takes it.
struct ReachedRow {
    std::string id;
    bool reached = false;
};

/// What is true of everything that is declared.
struct Entry {
    std::string id;
    TableText label;         ///< or the name, where there is none
    std::string name, twin;  ///< as declared; the twin empty if there is none
    std::string file;
    std::uint32_t line = 0;
    Phrase type;                      ///< in words; empty where none is declared
    std::vector<Citation> citations;  ///< of the whole, where it has cases
    std::vector<Link> used_by;
    std::optional<Reach> reach{};
};

/// `when` is empty in the case that holds otherwise.
struct Case {
    Condition when;
    Phrase value;
    std::vector<Citation> citations;  ///< its own
    std::optional<ReachedRow> reached{};
};

/// One value or condition, or cases in their order; neither where there is nothing.
struct Worth {
    Condition value;
    std::vector<Case> cases;
};

struct Remedy {
    TableText label;
    std::string name;
    Condition when;
};

struct Rule : Entry {
    Condition condition, when;
    Phrase from, until;
    Phrase otherwise;
    std::vector<Remedy> remedies;
    std::vector<Link> tests;    ///< that expect something of it
    std::vector<Link> related;  ///< others that cite one of its readings
};

struct Decision : Entry {
    Condition when;
    Phrase when_otherwise;
    std::vector<Rule> rules;
    std::vector<Link> tests;
};

/// A define or an output.
struct Definition : Entry {
    Worth worth;
    std::vector<Link> tests;
};

/// A row has a cell for each column, of which one alternative must hold; no alternatives: anything does.
struct TableRow {
    std::vector<std::vector<Phrase>> cells;
    Phrase value;
    std::vector<Citation> citations;  ///< its own
    std::optional<ReachedRow> reached{};
};

/// A decision table.
struct Grid : Entry {
    std::vector<Link> columns;
    std::vector<TableRow> rows;
};

/// `from` and `until` are days as written; empty where there is none.
struct ParamValue {
    Phrase value, from, until;
    std::size_t turn = 0;  ///< which of them it is in order of days, from 0
    std::optional<ReachedRow> reached{};
};

struct Param : Entry {
    std::vector<ParamValue> values;
};

struct Choice : Entry {
    std::vector<Entry> values;
};

struct Group : Entry {
    std::vector<Link> values;
};

struct Field : Entry {
    Worth worth;  ///< of a derived field
};

struct Record : Entry {
    std::vector<Field> fields;
};

struct DaysOff {
    std::string first, last;  ///< days as people write them; the same if it is one
    std::int64_t count = 1;
    TableText label;
};

struct Calendar : Entry {
    TableText years, weekend;
    std::vector<DaysOff> off, worked;
};

struct Note : Entry {
    Phrase text;
};

struct Assume : Entry {
    Condition condition;
    Phrase message;
};

/// What a test gives: one value, or records.
struct Given {
    Link fact;
    TableText value;
    std::vector<Link> columns;
    std::vector<std::vector<TableText>> rows;
};

/// What a test expects; of a verdict what is said besides.
struct Expectation {
    Link subject;     ///< of a refusal without a name
    TableText value;  ///< the verdict, or the value of an output
    std::optional<std::vector<Link>> because, remedies;
    std::vector<std::uint32_t> at;  ///< records, from 1
    std::optional<std::vector<TableText>> needing;
    std::string part;  ///< of the message of a refusal
};

struct Test : Entry {
    std::optional<Link> base;
    bool unconfirmed = false;
    bool failed = false;  ///< where tests were run
    std::vector<Given> givens;
    std::vector<Expectation> expects;
};

/// One file.
struct Policy : Entry {
    bool is_question = false;
    std::string meaning;        ///< fingerprint
    std::optional<Link> as_of;  ///< the fact that dates are measured from
    std::optional<bool> rounds_up;
    std::vector<Link> uses;
    std::vector<Link> asked;  ///< facts of other files that it asks too
    std::vector<Note> notes;
    std::vector<Decision> decisions;
    std::vector<Definition> outputs, defines;
    std::vector<Grid> tables;
    std::vector<Param> params;
    std::vector<Entry> facts;
    std::vector<Assume> assumes;
    std::vector<Choice> choices;
    std::vector<Group> groups;
    std::vector<Record> records;
    std::vector<Calendar> calendars;
    std::vector<Test> tests;
    std::optional<SiteSums>
        reached;  ///< what its tests and those of others reach of it, where it was asked about

    std::size_t rule_count() const;
};

/// What rests on a paragraph.
struct Resting {
    Link rule;
    TableText kind;
    std::string file;
    std::uint32_t line = 0;
    std::vector<std::string> readings;
};

struct Paragraph {
    std::string id;
    std::uint32_t number = 0;
    std::vector<Resting> rules;
    std::optional<TableText> out_of_scope;
    bool in_lock = true;
};

struct Source : Entry {
    std::vector<Paragraph> paragraphs;
    std::optional<std::uint32_t> locked;  ///< how many paragraphs the lock has, if there is one
};

/// The tests of all policies that were asked about, and what they reach.
struct Coverage {
    SiteSums sums;
    std::size_t run = 0, failed = 0, unconfirmed = 0;
};

struct Page {
    TableText title;
    std::optional<Coverage> coverage;  ///< where it is asked for
    std::vector<Policy> policies;      ///< those that are questions first
    std::vector<Source> sources;
};

}  // namespace tenet::compiler::doc
