#pragma once

#include <cstdint>

/// The program that every evaluator of the runtime reads: value ops, each writing the register of its own index,
/// then one requirement op for each requirement. All arrays are constant data.
///
/// What goes over a list is a region: an `Each`, then ops that have a value for every record, then aggregates, which make one
/// value of them:
///
///     10  Each            the list in slot imm; a = 3 record ops and b = 2 aggregates follow
///     11  LoadField       ┐ record ops: a column each. They read ops before the region (one value, the same for every record)
///     12  InRange 11 4 2  │ and record ops of the same region before them. Operators are the same inside and outside
///     13  LoadField       ┘
///     14  Count 12        ┐ aggregates: they read record ops of the region and ops before it
///     15  Sum 12 13       ┘
///
/// `Each` itself has no value. Nothing outside a region reads its record ops.
namespace tenet {

/// No register, no slot, no text.
inline constexpr std::uint16_t no_register = 0xFFFF;
inline constexpr std::uint32_t no_text = 0xFFFFFFFF;

/// What an op does: value ops first (operators, LoadField and Each among them, then aggregates), then the fused requirement ops.
///
/// Require            requirement dst holds if register a is yes
/// RequireAtLeast     … a >= imm
/// RequireAtMost      … a <= imm
/// RequireLe          … a <= b
/// RequireTieredAtLeast … a >= first(imm), or b is yes and a >= second(imm)
/// RequireTieredAtMost  … a <= first(imm), or b is yes and a <= second(imm)
/// RequireInRange     … b <= a <= the register in imm
enum class Code : std::uint8_t {
#define OPERATOR(name, ...) name,
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...) name,
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...) name,
#include "tenet/requirements.def"
#undef REQUIREMENT
};

/// `Code`s from here to `Require` are aggregates.
inline constexpr std::uint8_t operator_count = static_cast<std::uint8_t>(Code::Count);

constexpr bool is_aggregate(Code code) {
    return static_cast<std::uint8_t>(code) >= operator_count && code < Code::Require;
}

/// How many value ops there are; every `Code` below this is one.
inline constexpr std::uint8_t value_code_count = static_cast<std::uint8_t>(Code::Require);
inline constexpr std::uint8_t code_count = static_cast<std::uint8_t>(Code::RequireInRange) + 1;

constexpr bool is_requirement(Code code) { return static_cast<std::uint8_t>(code) >= value_code_count; }

/// Bits of `Op::flags`.
enum Flag : std::uint8_t {
    a_may_be_none = 1,  ///< register a may hold none
    b_may_be_none = 2,
    c_may_be_none = 4,
    round_up = 8,  ///< a missing day of the calendar becomes the next day, not the month's last
    clamped = 8,   ///< WorkingIndex: a day outside of the calendar counts as its nearest end
    d_may_be_none = 8,
    has_when = 16,  ///< requirement ops: RequirementSpec::when is a register
    of_sets = 32,   ///< If, Eq: the values are sets, a bit a member
    /// Constant: the index of a value of a choice, or a text, of at most 64 values: its partial value names it in `members`.
    of_members = 32,
};

/// One instruction, 16 bytes. A value op writes the register of its own index. A third operand register stands in imm, a fourth
/// above it.
struct Op {
    Code code;
    std::uint8_t flags;
    std::uint16_t type;  ///< of value ops: index into Program::types; of requirement ops: the requirement
    std::uint16_t a, b;
    std::int64_t imm;
};
static_assert(sizeof(Op) == 16);

/// The two thresholds of a tiered op, packed into imm.
constexpr std::int64_t pack_tiers(std::int32_t first, std::int32_t second) {
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(static_cast<std::uint32_t>(first)) << 32) |
                                     static_cast<std::uint32_t>(second));
}
constexpr std::int64_t first_tier(std::int64_t imm) { return imm >> 32; }
constexpr std::int64_t second_tier(std::int64_t imm) {
    return static_cast<std::int32_t>(
        static_cast<std::uint32_t>(static_cast<std::uint64_t>(imm) & 0xFFFFFFFFU));
}

/// Two operand registers, packed into imm.
constexpr std::int64_t pack_registers(std::uint16_t third, std::uint16_t fourth) {
    return static_cast<std::int64_t>((std::uint64_t{fourth} << 16) | third);
}

/// LoadField: the slot of the list and the field among those of its record that come with it, packed into imm.
constexpr std::int64_t pack_slot(std::uint32_t list, std::uint32_t field) {
    return static_cast<std::int64_t>((std::uint64_t{list} << 16) | field);
}
constexpr std::uint32_t slot_of(std::int64_t imm) { return static_cast<std::uint32_t>(imm >> 16); }
constexpr std::uint32_t field_of(std::int64_t imm) { return static_cast<std::uint32_t>(imm & 0xFFFF); }

enum class ValueKind : std::uint8_t { YesNo, Count, Date, Number, Days, Hours, Choice, Set, Text, List };

/// So many fields come with a record at most.
inline constexpr std::uint32_t most_fields = 64;
/// So many records a list has at most, and so many values a choice.
inline constexpr std::int64_t most_records = 65535;
inline constexpr std::uint32_t most_choice_values = 1024;

/// No choice.
inline constexpr std::uint16_t no_choice = 0xFFFF;

/// How the value of a register reads: whole numbers in units of 1/scale.
struct ValueType {
    ValueKind kind;
    std::int32_t scale;
    std::uint16_t choice;  ///< Choice, Set: index into Program::choices; else no_choice

    constexpr bool operator==(const ValueType&) const = default;
};

/// A fact, or a field of a record: its kind, whether it may be none, and the range outside which it is refused. Texts are
/// offsets into the pool of zero-terminated UTF-8.
///
/// The value of a choice is the index of its value, of a set a bit for each member, of a text its place among Program::texts
/// plus 1, or 0 if it is none of them. A list has low 0 and as high the most records it may have.
struct FactSpec {
    ValueKind kind;
    bool or_none;
    std::int64_t low, high;
    std::int32_t scale;
    std::uint16_t choice;       ///< Choice, Set
    std::uint16_t first_field;  ///< List: its fields are Program::fields[first_field .. + field_count)
    std::uint16_t field_count;
    std::uint32_t id, name;            ///< twin or name; name as declared
    std::uint32_t label_en, label_zh;  ///< or no_text
};

/// A choice that nobody declared has as its values the lists that one output may be.
struct ChoiceSpec {
    std::uint16_t first_value, value_count;  ///< into Program::choice_values
    std::uint32_t id, name;
    bool of_lists = false;
    std::uint16_t items =
        no_choice;  ///< of lists: the choice that their items are values of; no_choice: they are texts
};

struct ChoiceValueSpec {
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
    std::uint32_t first_item = 0, item_count = 0;  ///< of a list: into Program::items
};

/// Which operand of a comparison stood on the author's left, and is the one that is measured where the form of the comparison does not
/// say so.
enum class Left : std::uint8_t { Unsaid, A, B };

struct RequirementSpec {
    std::uint16_t op;       ///< index of its requirement op
    std::uint16_t when;     ///< register, or no_register if it always applies
    std::uint16_t records;  ///< the `Any` whose passing records fail the requirement, or no_register
    std::uint16_t first_remedy, remedy_count;            ///< into Program::remedies
    std::uint16_t first_part, part_count;                ///< into Program::parts
    std::uint16_t first_placeholder, placeholder_count;  ///< into Program::placeholders
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
    std::uint32_t otherwise_en, otherwise_zh;
    Left left = Left::Unsaid;
};

/// A leaf of a condition that is no single comparison.
struct PartSpec {
    std::uint16_t condition;  ///< register
    Left left = Left::Unsaid;
};

/// What may be done instead where a requirement fails.
struct RemedySpec {
    std::uint16_t when;  ///< register, or no_register if it always stands
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
};

/// What `{name}` in a text shows.
struct PlaceholderSpec {
    std::uint16_t value;  ///< register
    std::uint32_t name;
};

struct DecisionSpec {
    std::uint16_t when;  ///< register, or no_register
    std::uint16_t first_requirement, requirement_count;
    std::uint16_t first_remedy, remedy_count;  ///< those of its requirements
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
    std::uint32_t when_otherwise_en, when_otherwise_zh;
};

struct OutputSpec {
    std::uint16_t value;  ///< register; its op says how it reads
    bool or_none;
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
};

/// The days of some years, of which some are working days. `Program::calendar_days` has a bit for each, from `first_word` on, one
/// bit more than days at least; beside each word `Program::calendar_counts` says how many working days come before it.
struct CalendarSpec {
    std::int32_t first;  ///< in days since 1900-01-01
    std::uint32_t days;
    std::uint32_t first_word;
    std::uint32_t working_days;
    std::uint32_t id, name;
};

/// So many days a calendar has at most: those of 200 years.
inline constexpr std::uint32_t most_calendar_days = 73050;

/// What must hold of the facts; where it is surely no, the whole question is refused.
struct AssumeSpec {
    std::uint16_t condition;  ///< register
    std::uint16_t first_placeholder, placeholder_count;
    std::uint32_t message_en, message_zh;
};

struct NoteSpec {
    std::uint32_t text_en, text_zh;
};

/// A view of one program. `ops[0 .. value_count)` are value ops, the rest requirement ops in order of requirements.
struct Program {
    const Op* ops;
    std::uint32_t op_count, value_count;
    const ValueType* types;
    std::uint32_t type_count;
    const FactSpec* facts;
    std::uint32_t fact_count;
    const FactSpec* fields;
    std::uint32_t field_count;
    const ChoiceSpec* choices;
    std::uint32_t choice_count;
    const ChoiceValueSpec* choice_values;
    std::uint32_t choice_value_count;
    const std::uint32_t* items;  ///< of lists: indices of values of the choice, or offsets of texts
    std::uint32_t item_count;
    const std::uint32_t* texts;  ///< offsets of the texts that the policy knows
    std::uint32_t text_count;
    const RequirementSpec* requirements;
    std::uint32_t requirement_count;
    const RemedySpec* remedies;
    std::uint32_t remedy_count;
    const PartSpec* parts;
    std::uint32_t part_count;
    const PlaceholderSpec* placeholders;
    std::uint32_t placeholder_count;
    const DecisionSpec* decisions;
    std::uint32_t decision_count;
    const OutputSpec* outputs;
    std::uint32_t output_count;
    const AssumeSpec* assumes;
    std::uint32_t assume_count;
    const NoteSpec* notes;
    std::uint32_t note_count;
    const CalendarSpec* calendars;
    std::uint32_t calendar_count;
    const std::uint64_t* calendar_days;    ///< a bit a day, set for a working day
    const std::uint32_t* calendar_counts;  ///< beside each word of calendar_days
    std::uint32_t calendar_word_count;
    const char* pool;
    std::uint32_t pool_size;
    std::uint16_t as_of;        ///< slot of the as-of fact, or no_register
    std::uint64_t fingerprint;  ///< first 64 bits of the meaning hash
};

}  // namespace tenet
