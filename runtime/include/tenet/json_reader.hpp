#pragma once

#include "tenet/json_names.hpp"
#include "tenet/json_number.hpp"
#include "tenet/list.hpp"

#include <cstddef>
#include <cstdint>

/// One pass over the facts of one applicant, whatever their types: what a policy's program says of them is enough to write them where
/// they lie.
namespace tenet::json {

/// Where records and unescaped texts are kept: records from the front, texts from the back.
struct Room {
    std::byte* front = nullptr;
    std::byte* back = nullptr;
};

/// How the records of one list are made.
struct RecordShape {
    const void* blank;             ///< one of which nothing is known
    std::size_t size, alignment;   ///< in bytes
    const std::uint32_t* offsets;  ///< of the fields
    NameMap names;
};

/// The records that were read for a list.
struct RecordsRead {
    void* first = nullptr;
    std::uint32_t count = 0;
};

/// What is known of a policy before any text is seen.
struct Vocabulary {
    const Program& program;
    NameMap facts;
    const NameRow* values;
    const ChoiceRows* choices;
};

class Reader;
/// Reads the list in a slot into the facts.
using ListReader = bool (*)(Reader&, std::uint32_t slot, void* facts) noexcept;

/// Which of an object's names were given, and which of them as declared and not by the twin.
struct Given {
    static constexpr std::uint32_t most = 4096;  ///< facts of a policy; a record has fewer fields

    std::uint64_t* seen;
    std::uint64_t* declared;
    Bytes object;  ///< where it begins
};

class Reader {
  public:
    Reader(const Vocabulary& words, Bytes begin, Bytes end, Room room, ListReader lists)
        : words_(words), program_(words.program), begin_(begin), at_(begin), end_(end), room_(room),
          lists_(lists) {}

    /// Reads the whole text into facts of which nothing is known; their members lie at these offsets.
    Fault read(void* facts, const std::uint32_t* offsets) noexcept;

    /// Reads the records of the list whose `[`, or what stands in its place, comes next.
    bool read_records(std::uint32_t slot, const RecordShape& shape, RecordsRead& read) noexcept;

  private:
    /// What members of an object may be.
    struct Rows {
        const FactSpec* specs;
        NameMap names;
        const std::uint32_t* offsets;
        bool of_record;
    };

    static constexpr std::size_t most_spelled = longest_name;

    bool fail(Cause cause, Bytes place) noexcept;
    bool fail_in_string(const Quoted& string) noexcept { return fail(string.cause, string.place); }
    Fault finished() noexcept;
    void skip_blanks() noexcept {
        while (at_ != end_ && is_blank(*at_))
            ++at_;
    }
    TENET_INLINE bool comes(char sign) const noexcept { return at_ != end_ && *at_ == sign; }

    /// Records and applicants are read by functions of their own, so that none of them calls itself.
    template <bool OfRecord>
    bool read_object(const Rows& rows, Given given, std::byte* target) noexcept;
    bool read_name(const Rows& rows, const Given& given, std::uint32_t& slot) noexcept;
    bool fail_at_name(const Rows& rows, const Given& given, std::uint32_t slot, bool as_declared) noexcept;
    bool next_member(char closing, bool& done) noexcept;
    template <bool OfRecord>
    bool read_value(const FactSpec& spec, std::uint32_t slot, std::byte* target) noexcept;
    bool read_yes_no(std::byte* to) noexcept;
    bool read_date(const FactSpec& spec, std::byte* to) noexcept;
    bool read_a_number(const FactSpec& spec, std::byte* to) noexcept;
    bool read_choice(const FactSpec& spec, std::byte* to) noexcept;
    bool read_set(const FactSpec& spec, std::byte* to) noexcept;
    bool read_text(const FactSpec& spec, std::byte* to) noexcept;
    bool read_null(const FactSpec& spec, std::byte* to) noexcept;
    bool wrong(Cause cause) noexcept;
    bool read_string(Quoted& string) noexcept;
    Piece spelled(const Quoted& string, char (&buffer)[most_spelled + 1]) const noexcept;
    std::uint32_t find_value(const FactSpec& spec, Piece name) const noexcept;
    std::byte* begin_record(std::uint32_t slot, const RecordShape& shape, RecordsRead& read) noexcept;
    std::uint32_t line_of_first(const Rows& rows, const Given& given, std::uint32_t slot) const noexcept;
    void find_line() noexcept;

    template <class Raw>
    static void put(std::byte* to, std::int64_t value) noexcept {
        const auto raw = static_cast<Raw>(value);
        __builtin_memcpy(to, &raw, sizeof raw);
    }
    void put_number(const FactSpec& spec, std::byte* to, std::int64_t value) const noexcept;
    void put_choice(const FactSpec& spec, std::byte* to, std::int64_t value) const noexcept;

    const Vocabulary& words_;
    const Program& program_;
    Bytes begin_, at_, end_;
    Room room_;
    ListReader lists_;
    void* facts_ = nullptr;
    Fault fault_;
};

/// How many bytes hold a number fact, or a choice: as `Encoding` has it.
constexpr std::size_t bytes_of_number(const FactSpec& spec) noexcept {
    return (spec.low >= 0 ? spec.high : spec.high - spec.low) <= INT32_MAX ? 4 : 8;
}
constexpr std::size_t bytes_of_choice(const Program& program, const FactSpec& spec) noexcept {
    return program.choices[spec.choice].value_count <= 0x80 ? 1 : 2;
}

inline bool Reader::fail(Cause cause, Bytes place) noexcept {
    fault_.cause = cause;
    fault_.offset = static_cast<std::size_t>(place - begin_);
    return false;
}

inline void Reader::put_number(const FactSpec& spec, std::byte* to, std::int64_t value) const noexcept {
    const std::int64_t bias = spec.low < 0 ? spec.low : 0;
    if (bytes_of_number(spec) == 4)
        put<std::uint32_t>(to, value - bias);
    else
        put<std::uint64_t>(to, value - bias);
}

inline void Reader::put_choice(const FactSpec& spec, std::byte* to, std::int64_t value) const noexcept {
    if (bytes_of_choice(program_, spec) == 1)
        put<std::uint8_t>(to, value);
    else
        put<std::uint16_t>(to, value);
}

}  // namespace tenet::json
