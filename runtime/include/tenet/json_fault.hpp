#pragma once

#include <cstddef>
#include <cstdint>

/// What is wrong with facts that came as JSON, and where.
namespace tenet::json {

/// The rows of json_causes.def; those of syntax first.
enum class Cause : std::uint8_t {
    Nothing,
#define SLIP(name, ...) name,
#define CAUSE(name, ...) name,
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
};

/// No slot, record, field, member; no place in the text.
inline constexpr std::uint32_t nowhere = 0xFFFFFFFF;
inline constexpr std::size_t no_offset = static_cast<std::size_t>(-1);

/// The first thing that is wrong with a text, in order of place; false where nothing is. `message`, `remedy` and `pointer` say it in words.
struct Fault {
    Cause cause = Cause::Nothing;
    std::uint32_t line = 1, column = 1;  ///< from 1; columns count characters
    std::size_t offset = 0;              ///< bytes from the beginning of the text
    std::uint32_t fact = nowhere;        ///< slot of the fact concerned: its place in the policy's `Facts`
    std::uint32_t record = nowhere;      ///< … of a list the record, from 0
    std::uint32_t field = nowhere;       ///< … and its field, as `record_member` numbers them
    std::uint32_t member = nowhere;      ///< of a set the place in what was given for it, from 0
    std::uint32_t first_line = 0;        ///< of what is given twice: the line of the first
    std::size_t fact_name = no_offset;   ///< where in the text the name of the fact stands, and of the field
    std::size_t field_name = no_offset;

    constexpr explicit operator bool() const noexcept { return cause != Cause::Nothing; }
};

/// The code that `tenet eval` has for it, of which `tenet explain` tells more: `T0411`.
constexpr const char* code_of(Cause cause) noexcept {
    switch (cause) {
    case Cause::Nothing: return "";
#define SLIP(name, ...) case Cause::name:
#define CAUSE(...)
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
        return "T0401";
#define SLIP(...)
#define CAUSE(name, code, ...)                                                                               \
    case Cause::name:                                                                                        \
        return code;
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
    }
    return "";
}

}  // namespace tenet::json
