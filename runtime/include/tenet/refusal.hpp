#pragma once

#include "tenet/faults.hpp"
#include "tenet/program.hpp"
#include "tenet/value.hpp"

/// Why a question is not answered at all, and where.
namespace tenet {

inline constexpr std::uint32_t no_record = 0xFFFFFFFF;

/// A fact, or one field of one record of a list: `audits[2].ended_on`.
struct FactPath {
    std::uint32_t fact = 0;
    std::uint32_t record = no_record;  ///< from 0
    std::uint32_t field = 0;           ///< among the fields that come with the record

    constexpr bool operator==(const FactPath&) const = default;
};

/// A refusal covers the whole question, whatever was asked.
struct Refusal {
    enum class Cause : std::uint8_t {
        Nothing,     ///< it is answered
        OutOfRange,  ///< `path` is out of its range, or none where it may not be
        TooMany,     ///< `path` is a list of more records than it may have
        Assume,      ///< `Program::assumes[assume]` is surely no
    };
    Cause cause = Cause::Nothing;
    FactPath path;
    std::uint32_t assume = 0;

    constexpr bool refused() const { return cause != Cause::Nothing; }
    constexpr bool operator==(const Refusal&) const = default;
};

/// Whether a fact or field is refused: out of its range, or none where it may not be. Not of lists.
constexpr bool refused(const FactSpec& fact, const Loaded& loaded) {
    if (loaded.state == FactState::Unknown) return false;
    if (loaded.state == FactState::None) return !fact.or_none;
    return loaded.state == FactState::OutOfRange || loaded.value < fact.low || loaded.value > fact.high;
}

/// The first refusal in one list: too many records, else the first field of the first record that is refused.
template <class Source>
constexpr Refusal refused_in_list(const Program& program, const Source& source, std::uint32_t slot) {
    const FactSpec& list = program.facts[slot];
    const Loaded loaded = source.load(slot);
    if (loaded.state == FactState::Unknown) return {};
    if (refused(list, loaded))
        return planted(Fault::RefusedTooMany) ? Refusal{} : Refusal{Refusal::Cause::TooMany, {slot}};
    if (planted(Fault::RefusedField)) return {};
    for (std::uint32_t record = 0; record < static_cast<std::uint32_t>(loaded.value); ++record)
        for (std::uint32_t field = 0; field < list.field_count; ++field)
            if (refused(program.fields[list.first_field + field], source.field(slot, record, field)))
                return {Refusal::Cause::OutOfRange, {slot, record, field}};
    return {};
}

/// The first fact or field of a record that is refused, in the order of facts, records and fields.
template <class Source>
constexpr Refusal first_refused(const Program& program, const Source& source) {
    for (std::uint32_t slot = 0; slot < program.fact_count; ++slot) {
        if (program.facts[slot].kind == ValueKind::List) {
            const Refusal refusal = refused_in_list(program, source, slot);
            if (refusal.refused()) return refusal;
        } else if (refused(program.facts[slot], source.load(slot))) {
            return {Refusal::Cause::OutOfRange, {slot}};
        }
    }
    return {};
}

/// The first assume that is surely no; one that is unknown refuses nothing.
template <class T>
constexpr Refusal first_assume(const Program& program, const T* registers) {
    for (std::uint32_t i = 0; i < program.assume_count; ++i) {
        const T& condition = registers[program.assumes[i].condition];
        const bool holds = planted(Fault::AssumeUnknown) ? surely(condition) : possibly(condition);
        if (!holds && !planted(Fault::AssumeIgnored)) return {Refusal::Cause::Assume, {}, i};
    }
    return {};
}

}  // namespace tenet
