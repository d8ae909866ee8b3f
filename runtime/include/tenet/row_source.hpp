#pragma once

#include "tenet/value.hpp"

#include <cstdint>

/// One applicant as the interpreter takes it, whatever the types of facts and records.
namespace tenet {

struct Records;

/// How one field of a list is read, of the records first … first + count - 1.
struct FieldReader {
    void (*fields)(const Records&, std::uint32_t first, std::uint32_t count, Loaded* out) noexcept = nullptr;
    /// As values, none as `none_value`; all of them are known or legally none.
    void (*column)(const Records&, std::uint32_t first, std::uint32_t count, Value* out) noexcept = nullptr;
    /// Which of at most 64 such values lie from low to high, a bit each; none does not.
    std::uint64_t (*between)(const Records&, std::uint32_t first, std::uint32_t count, Value low,
                             Value high) noexcept = nullptr;
};

/// The records of an applicant's lists without their types, so that the interpreter knows none of them.
struct Records {
    const FieldReader* readers;
    const std::uint32_t* first;  ///< by slot of the list: the reader of its first field

    TENET_INLINE constexpr const FieldReader& reader(std::uint32_t slot, std::uint32_t field) const {
        return readers[first[slot] + field];
    }
};

/// A source of facts and records, whatever their types.
struct RowSource {
    const Loaded* facts;
    const Records* records;

    TENET_INLINE constexpr Loaded load(std::uint32_t slot) const { return facts[slot]; }
    constexpr Loaded field(std::uint32_t slot, std::uint32_t record, std::uint32_t field) const {
        Loaded loaded;
        fields(slot, field, record, 1, &loaded);
        return loaded;
    }
    constexpr void fields(std::uint32_t slot, std::uint32_t field, std::uint32_t first, std::uint32_t count,
                          Loaded* out) const {
        records->reader(slot, field).fields(*records, first, count, out);
    }
    constexpr void column(std::uint32_t slot, std::uint32_t field, std::uint32_t first, std::uint32_t count,
                          Value* out) const {
        records->reader(slot, field).column(*records, first, count, out);
    }
    constexpr std::uint64_t between(std::uint32_t slot, std::uint32_t field, std::uint32_t first,
                                    std::uint32_t count, Value low, Value high) const {
        return records->reader(slot, field).between(*records, first, count, low, high);
    }
};

}  // namespace tenet
