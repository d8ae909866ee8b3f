#pragma once

#include "tenet/json_scan.hpp"
#include "tenet/program.hpp"

#include <cstddef>
#include <cstdint>

/// The names of facts, of the fields of a record and of the values of a choice, found by a hash that compilers work out: names and
/// twins of each, as `tenet eval` takes them.
namespace tenet::json {

/// The longest name of the language, in bytes; what is longer names nothing.
inline constexpr std::size_t longest_name = 128;

/// One name: where it stands among a program's texts, and what it names, counted from 1. A row without one is all zeros: g++ 12 leaves
/// elements of a constant array at that, whatever their members say.
struct NameRow {
    std::uint32_t text = 0;
    std::uint16_t size = 0;
    std::uint16_t number = 0;

    constexpr bool is_free() const noexcept { return number == 0; }
};

/// So many bytes as a number, the first the lowest.
TENET_INLINE constexpr std::uint64_t bytes_at(Bytes at, std::size_t count) noexcept {
    std::uint64_t number = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (!__builtin_is_constant_evaluated()) {
        __builtin_memcpy(&number, at, count);
        return number;
    }
#endif
    for (std::size_t i = 0; i < count; ++i)
        number |= std::uint64_t{byte_of(at[i])} << (8 * i);
    return number;
}

/// From the length and the bytes at both ends, which tell nearly all names apart.
TENET_INLINE constexpr std::uint32_t hash_of(Bytes name, std::size_t size) noexcept {
    std::uint64_t first = 0, last = 0;
    if (size >= 8) {
        first = bytes_at(name, 8);
        last = bytes_at(name + size - 8, 8);
    } else if (size >= 4) {
        first = bytes_at(name, 4);
        last = bytes_at(name + size - 4, 4);
    } else if (size > 0) {
        first = byte_of(name[0]);
        last = std::uint64_t{byte_of(name[size / 2])} << 8 | byte_of(name[size - 1]);
    }
    const std::uint64_t mixed = (first * 0x9E3779B97F4A7C15U) ^ ((last + size) * 0xC2B2AE3D27D4EB4FU);
    return static_cast<std::uint32_t>((mixed * 0x9E3779B97F4A7C15U) >> 32);
}

/// Whether two stretches of so many bytes are the same. By hand: of memcmp compilers may make calls of other functions of the C library.
TENET_INLINE bool same_bytes(Bytes a, Bytes b, std::size_t size) noexcept {
    if (size < 8) {
        std::uint32_t difference = 0;
        for (std::size_t i = 0; i < size; ++i)
            difference |= static_cast<std::uint32_t>(byte_of(a[i]) ^ byte_of(b[i]));
        return difference == 0;
    }
    for (std::size_t i = 0; i + 8 < size; i += 8)
        if (bytes_at(a + i, 8) != bytes_at(b + i, 8)) return false;
    return bytes_at(a + size - 8, 8) == bytes_at(b + size - 8, 8);
}

/// Names of one kind: rows for a hash, a power of two of them, of which at least half are free.
struct NameMap {
    const NameRow* rows = nullptr;
    std::uint32_t mask = 0;

    /// What is called so, or `nowhere`.
    TENET_INLINE std::uint32_t find(const char* pool, Bytes name, std::size_t size) const noexcept {
        for (std::uint32_t at = hash_of(name, size) & mask;; at = (at + 1) & mask) {
            const NameRow& row = rows[at];
            if (row.is_free()) return nowhere;
            if (row.size == size && same_bytes(pool + row.text, name, size)) return row.number - 1U;
        }
    }
};

/// How many rows the names of so many facts, fields or values need.
template <class Named>
constexpr std::uint32_t name_rows(const Named* all, std::uint32_t count) noexcept {
    std::uint32_t names = 1, rows = 2;
    for (std::uint32_t i = 0; i < count; ++i)
        names += all[i].id == all[i].name ? 1 : 2;
    while (rows < 2 * names)
        rows *= 2;
    return rows;
}

/// Fills in the names of all; where two share one, it is the first one's.
template <class Named>
constexpr void put_names(const char* pool, const Named* all, std::uint32_t count, NameRow* rows,
                         std::uint32_t size) noexcept {
    const std::uint32_t mask = size - 1;
    for (std::uint32_t i = 0; i < count; ++i)
        for (const std::uint32_t text : {all[i].name, all[i].id}) {
            const std::size_t length = __builtin_strlen(pool + text);
            std::uint32_t at = hash_of(pool + text, length) & mask;
            // Equal texts stand once among a program's texts, so that their places tell them apart.
            while (!rows[at].is_free() && rows[at].text != text)
                at = (at + 1) & mask;
            if (rows[at].is_free())
                rows[at] = {text, static_cast<std::uint16_t>(length), static_cast<std::uint16_t>(i + 1)};
        }
}

template <std::uint32_t Size>
struct NameRows {
    NameRow rows[Size];
    static constexpr std::uint32_t mask = Size - 1;
};

template <std::uint32_t Size, class Named>
constexpr NameRows<Size> made_names(const char* pool, const Named* all, std::uint32_t count) noexcept {
    NameRows<Size> made{};
    put_names(pool, all, count, made.rows, Size);
    return made;
}

/// The names of the policy's facts.
template <class Traits>
struct FactNames {
    static constexpr const Program& program = Traits::program;
    static constexpr auto made = made_names<name_rows(program.facts, program.fact_count)>(
        program.pool, program.facts, program.fact_count);
    static constexpr NameMap map{made.rows, made.mask};
};

/// The names of the fields of the records in list K.
template <class Traits, std::uint32_t K>
struct FieldNames {
    static constexpr const Program& program = Traits::program;
    static constexpr const FactSpec& list = program.facts[K];
    static constexpr auto made = made_names<name_rows(program.fields + list.first_field, list.field_count)>(
        program.pool, program.fields + list.first_field, list.field_count);
    static constexpr NameMap map{made.rows, made.mask};
};

/// Where among the rows of all choices those of one stand.
struct ChoiceRows {
    std::uint32_t first = 0, mask = 0;
};

constexpr std::uint32_t choice_rows(const Program& program, std::uint32_t choice) noexcept {
    const ChoiceSpec& spec = program.choices[choice];
    return spec.of_lists ? 1 : name_rows(program.choice_values + spec.first_value, spec.value_count);
}

constexpr std::uint32_t choice_rows(const Program& program) noexcept {
    std::uint32_t rows = 1;
    for (std::uint32_t i = 0; i < program.choice_count; ++i)
        rows += choice_rows(program, i);
    return rows;
}

/// The names of the values of every choice.
template <class Traits>
struct ValueNames {
    static constexpr const Program& program = Traits::program;
    struct Made {
        NameRow rows[choice_rows(program)];
        ChoiceRows choices[program.choice_count + 1];
    };
    static constexpr Made made = [] {
        Made out{};
        std::uint32_t next = 0;
        for (std::uint32_t i = 0; i < program.choice_count; ++i) {
            const std::uint32_t size = choice_rows(program, i);
            const ChoiceSpec& spec = program.choices[i];
            out.choices[i] = {next, size - 1};
            if (!spec.of_lists)
                put_names(program.pool, program.choice_values + spec.first_value, spec.value_count,
                          out.rows + next, size);
            next += size;
        }
        return out;
    }();
};

}  // namespace tenet::json
