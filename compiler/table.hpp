#pragma once

#include "compiler/ids.hpp"
#include "compiler/typed.hpp"
#include "tenet/program.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// The table: what a policy means, in normal form. Hash-consed nodes of the operators of `tenet/operators.def`,
/// operands before users, commutative operands sorted, thresholds canonical. Everything that analyses, prints,
/// translates or compares a policy reads this.
namespace tenet::compiler {

struct Node;
using NodeId = Id<Node>;

struct Node {
    Code op = Code::Constant;
    bool round_up = false;  ///< WorkingIndex: a day outside of the calendar counts as its nearest end
    bool may_be_none = false;
    typed::Base base = typed::Base::YesNo;
    NodeId a, b, c;
    std::int64_t imm = 0;
    std::int32_t scale = 1;              ///< units per 1
    std::uint32_t of = typed::no_index;  ///< Choice, Set: index into Table::choices
    /// The list whose records this is about: a value for each record. Else one value; aggregates give one.
    std::uint32_t over = typed::no_index;  ///< index into Table::facts
    NodeId d{};                            ///< of clocks, which stop with the records of a list

    std::array<NodeId, 4> operands() const { return {a, b, c, d}; }
    bool operator==(const Node&) const = default;
};

/// LoadField: the list and the field of its record, counted without derived ones, packed into imm.
constexpr std::int64_t pack_field(std::uint32_t list, std::uint32_t field) {
    return static_cast<std::int64_t>((std::uint64_t{list} << 16U) | field);
}
constexpr std::uint32_t list_of_field(std::int64_t imm) { return static_cast<std::uint32_t>(imm >> 16); }
constexpr std::uint32_t field_of_field(std::int64_t imm) { return static_cast<std::uint32_t>(imm & 0xFFFF); }

/// Where a node came from; kept beside the nodes and never emitted. A node shared by several places names the first.
struct Origin {
    Span span;
};

struct TableText {
    std::string en, zh;  ///< empty where not given; a text without language stands in both
};

struct TableCitation {
    std::string source, source_name;  ///< the id of the source, and its name as declared
    std::vector<std::uint32_t> paragraphs;
    std::vector<std::string> readings;

    bool operator==(const TableCitation&) const = default;
};

struct TableFact {
    std::string id, name;
    typed::Type type;  ///< `of` an index into Table::choices or Table::records
    TableText label;
    Span span;
    std::vector<TableCitation> citations;
};

struct TableChoiceValue {
    std::string id, name;
    TableText label;
    std::vector<std::uint32_t> items{};  ///< of a list: values of the choice `TableChoice::items`
    std::vector<std::string> texts{};    ///< of a list of texts
};

struct TableChoice {
    std::string id, name;
    std::string policy;  ///< dotted id of the file that declares it
    TableText label;
    std::vector<TableChoiceValue> values;
    bool of_lists = false;                  ///< its values are the lists that an output may be
    std::uint32_t items = typed::no_index;  ///< of lists: index into Table::choices; of lists of texts none
};

/// A record type; its fields without the derived ones.
struct TableRecord {
    std::string id, name;
    std::string policy;  ///< dotted id of the file that declares it
    TableText label;
    std::vector<TableFact> fields;
    std::vector<std::uint32_t> declared;  ///< of each field its index in `typed::Record::fields`
};

/// Working days of some years: a value a day from `first` on, in days since 1900-01-01.
struct TableCalendar {
    std::string id, name;
    std::string policy;  ///< dotted id of the file that declares it
    std::int64_t first = 0;
    std::vector<bool> working;
};

/// `{NAME}` in a text and what it shows.
struct TablePlaceholder {
    std::string name;
    NodeId value;
    typed::Type type;
};

struct TableRemedy {
    std::string id, name;
    TableText label;
    NodeId when;  ///< invalid if it always stands
};

/// A leaf of a condition: what `and`, `or`, `not` and `if` join, as the author wrote it.
struct TablePart {
    NodeId condition;
    std::string source;     ///< the author's words, on one line
    std::string measure{};  ///< as of a requirement
    Left left = Left::Unsaid;
};

struct TableRequirement {
    std::string id, name;
    TableText label, otherwise;
    NodeId condition;
    NodeId when;  ///< invalid if it always applies
    /// Where something is asked of every record: the `Any` over what none may be, by which failing records are found.
    NodeId records;
    std::uint32_t list = typed::no_index;  ///< … and the list of which it is asked: index into Table::facts
    Run remedies;                          ///< into Table::remedies
    Run parts;                             ///< into Table::parts; none where the condition is one leaf
    std::vector<TablePlaceholder> placeholders;
    std::vector<TableCitation> citations;
    Span span;
    Left left = Left::Unsaid;  ///< of the operands of the condition
    std::string
        measure{};  ///< the Chinese word behind the count that it compares with: 次, 份; empty without one
};

/// What must hold of the facts; surely no refuses.
struct TableAssume {
    NodeId condition;
    TableText message;
    std::vector<TablePlaceholder> placeholders;
    std::vector<TableCitation> citations;
    Span span;
    bool no_answer = false;              ///< without it there is no answer, for want of days in a calendar
    std::vector<std::uint32_t> facts{};  ///< those that a refusal names, in order of declaration
};

struct TableNote {
    TableText text;
    std::vector<TableCitation> citations;
};

struct TableDecision {
    std::string id, name;
    TableText label, when_otherwise;
    NodeId when;  ///< invalid if it always applies
    Run requirements;
    std::vector<TableCitation> citations;
};

/// A define, an output or, as `list.field`, a derived field that something reads; its node is shared by all that do.
struct TableDefine {
    std::string id, name;
    typed::Type type;  ///< as declared, or what follows from the expression
    NodeId value;
    Span span;
};

/// A comparison that reads no fact, which left no node behind.
struct TableSettled {
    Span span;
    bool yes = false;
};

struct TableOutput {
    std::string id, name;
    TableText label;
    typed::Type type;
    NodeId value;
    std::vector<TableCitation> citations;
    Span span;
};

struct Table {
    std::string policy;       ///< dotted id
    std::string policy_name;  ///< as declared
    TableText policy_label;
    std::vector<TableCitation> citations;  ///< of the policy itself
    Span span;                             ///< of the policy's name
    std::uint32_t as_of = 0xFFFFFFFF;      ///< index into facts
    std::vector<TableFact> facts;          ///< all declared, in order: unused ones are accepted too
    std::vector<Node> nodes;
    std::vector<Origin> origins;  ///< one per node
    std::vector<TableRequirement> requirements;
    std::vector<TableDecision> decisions;
    std::vector<TableOutput> outputs;
    std::vector<TableChoice> choices;
    std::vector<TableRecord> records;
    std::vector<TableCalendar> calendars;
    std::vector<TableRemedy> remedies;
    std::vector<TablePart> parts;
    std::vector<TableAssume> assumes;
    std::vector<TableNote> notes;
    std::vector<std::string> texts;     ///< as typed::Module::texts
    std::vector<TableDefine> defines;   ///< for proofs and readers only: they add nothing to the meaning
    std::vector<TableSettled> settled;  ///< for the proof's warnings only
    bool too_large = false;  ///< more is reached than any program holds, and not all of it stands here

    const Node& at(NodeId id) const { return nodes[id.index()]; }
};

/// Three hashes, lower-case hexadecimal SHA-256: what facts look like; what the policy means; how it reads.
struct Fingerprints {
    std::string schema, meaning, text;
};

/// A program that owns its arrays; `view()` is valid while this lives and is not changed.
struct OwnedProgram {
    std::vector<Op> ops;
    std::uint32_t value_count = 0;
    std::vector<ValueType> types;
    std::vector<FactSpec> facts;
    std::vector<FactSpec> fields;
    std::vector<ChoiceSpec> choices;
    std::vector<ChoiceValueSpec> choice_values;
    std::vector<std::uint32_t> items;
    std::vector<std::uint32_t> texts;
    std::vector<RequirementSpec> requirements;
    std::vector<RemedySpec> remedies;
    std::vector<PartSpec> parts;
    std::vector<PlaceholderSpec> placeholders;
    std::vector<DecisionSpec> decisions;
    std::vector<OutputSpec> outputs;
    std::vector<AssumeSpec> assumes;
    std::vector<NoteSpec> notes;
    std::vector<CalendarSpec> calendars;
    std::vector<std::uint64_t> calendar_days;
    std::vector<std::uint32_t> calendar_counts;
    std::string pool;
    std::uint16_t as_of = no_register;
    std::uint64_t fingerprint = 0;

    Program view() const;
};

}  // namespace tenet::compiler
