#pragma once

#include <cstdint>

/// The program that every evaluator of the runtime reads: value ops, each writing the register of its own index,
/// then one requirement op for each requirement. All arrays are constant data.
namespace tenet {

/// No register, no slot, no text.
inline constexpr std::uint16_t no_register = 0xFFFF;
inline constexpr std::uint32_t no_text = 0xFFFFFFFF;

/// What an op does: value ops first, then the fused requirement ops.
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
#define REQUIREMENT(name, ...) name,
#include "tenet/requirements.def"
#undef REQUIREMENT
};

/// How many value ops there are; every `Code` below this is one.
inline constexpr std::uint8_t value_code_count = static_cast<std::uint8_t>(Code::Require);
inline constexpr std::uint8_t code_count = static_cast<std::uint8_t>(Code::RequireInRange) + 1;

constexpr bool is_requirement(Code code) { return static_cast<std::uint8_t>(code) >= value_code_count; }

/// Bits of `Op::flags`.
enum Flag : std::uint8_t {
    a_may_be_none = 1,  ///< register a may hold none
    b_may_be_none = 2,
    c_may_be_none = 4,
    round_up = 8,   ///< a missing day of the calendar becomes the next day, not the month's last
    has_when = 16,  ///< requirement ops: RequirementSpec::when is a register
};

/// One instruction, 16 bytes. Value ops: dst is the op's own index. A third operand register stands in imm.
struct Op {
    Code code;
    std::uint8_t flags;
    std::uint16_t dst, a, b;
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

enum class ValueKind : std::uint8_t { YesNo, Count, Date, Number, Days };

/// A fact: its kind, whether it may be none, and the range outside which it is refused. Texts are offsets into the
/// pool of zero-terminated UTF-8.
struct FactSpec {
    ValueKind kind;
    bool or_none;
    std::int64_t low, high;
    std::uint32_t id, name;            ///< twin or name; name as declared
    std::uint32_t label_en, label_zh;  ///< or no_text
};

struct RequirementSpec {
    std::uint16_t op;    ///< index of its requirement op
    std::uint16_t when;  ///< register, or no_register if it always applies
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
    std::uint32_t otherwise_en, otherwise_zh;
};

struct DecisionSpec {
    std::uint16_t when;  ///< register, or no_register
    std::uint16_t first_requirement, requirement_count;
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
    std::uint32_t when_otherwise_en, when_otherwise_zh;
};

struct OutputSpec {
    std::uint16_t value;  ///< register
    ValueKind kind;
    bool or_none;
    std::uint32_t id, name;
    std::uint32_t label_en, label_zh;
};

/// A view of one program. `ops[0 .. value_count)` are value ops, the rest requirement ops in order of requirements.
struct Program {
    const Op* ops;
    std::uint32_t op_count, value_count;
    const FactSpec* facts;
    std::uint32_t fact_count;
    const RequirementSpec* requirements;
    std::uint32_t requirement_count;
    const DecisionSpec* decisions;
    std::uint32_t decision_count;
    const OutputSpec* outputs;
    std::uint32_t output_count;
    const char* pool;
    std::uint32_t pool_size;
    std::uint16_t as_of;        ///< slot of the as-of fact, or no_register
    std::uint64_t fingerprint;  ///< first 64 bits of the meaning hash
};

}  // namespace tenet
