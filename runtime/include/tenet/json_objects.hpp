#pragma once

#include "tenet/json_values.hpp"

/// How objects and lists are read, and where a text is told to be wrong.
namespace tenet::json {

/// Why a name cannot stand here: it names nothing, or something that was given before.
inline bool Reader::fail_at_name(const Rows& rows, const Given& given, std::uint32_t slot,
                                 bool as_declared) noexcept {
    const Bytes place = begin_ + (rows.of_record ? fault_.field_name : fault_.fact_name);
    if (slot == nowhere) return fail(rows.of_record ? Cause::UnknownField : Cause::UnknownFact, place);
    const bool first_as_declared = (given.declared[slot / 64] >> (slot % 64) & 1) != 0;
    fault_.first_line = line_of_first(rows, given, slot);
    return fail(as_declared == first_as_declared ? Cause::Twice : Cause::TwiceTwin, place);
}

/// Whether a name is the declared one, not its twin only.
inline bool is_declared_name(const Program& program, const FactSpec& spec, Piece name) noexcept {
    return same_text(name.first, name.size(), program.pool + spec.name);
}

/// Reads a name and the colon behind it.
inline bool Reader::read_name(const Rows& rows, const Given& given, std::uint32_t& slot) noexcept {
    if (at_ == end_) return fail(Cause::EndsEarly, end_);
    if (*at_ != '"') {
        const bool begins = *at_ == '{' || *at_ == '[' || in_word(*at_) || byte_of(*at_) >= 0x80;
        return fail(begins ? Cause::Name : Cause::Unexpected, at_);
    }
    const auto offset = static_cast<std::size_t>(at_ - begin_);
    Quoted string;
    if (!read_string(string)) return false;
    char buffer[most_spelled + 1];
    const Piece name = spelled(string, buffer);
    slot = rows.names.find(program_.pool, name.first, name.size());
    (rows.of_record ? fault_.field_name : fault_.fact_name) = offset;
    (rows.of_record ? fault_.field : fault_.fact) = slot;
    if (slot == nowhere) return fail_at_name(rows, given, slot, false);
    const FactSpec& spec = rows.specs[slot];
    const bool as_declared = spec.name == spec.id || is_declared_name(program_, spec, name);
    std::uint64_t& seen = given.seen[slot / 64];
    const std::uint64_t bit = std::uint64_t{1} << (slot % 64);
    if ((seen & bit) != 0) return fail_at_name(rows, given, slot, as_declared);
    seen |= bit;
    if (as_declared) given.declared[slot / 64] |= bit;
    skip_blanks();
    if (!comes(':')) return fail(at_ == end_ ? Cause::EndsEarly : Cause::Colon, at_);
    ++at_;
    skip_blanks();
    return at_ != end_ || fail(Cause::EndsEarly, end_);
}

/// Reads the object whose brace comes next.
template <bool OfRecord>
bool Reader::read_object(const Rows& rows, Given given, std::byte* target) noexcept {
    given.object = at_;
    ++at_;
    skip_blanks();
    bool done = comes('}');
    if (done) ++at_;
    while (!done) {
        std::uint32_t slot = nowhere;
        if (!read_name(rows, given, slot)) return false;
        if (!read_value<OfRecord>(rows.specs[slot], slot, target + rows.offsets[slot])) return false;
        (OfRecord ? fault_.field_name : fault_.fact_name) = no_offset;
        (OfRecord ? fault_.field : fault_.fact) = nowhere;
        if (!next_member('}', done)) return false;
    }
    return true;
}

/// Room for one more record of which nothing is known, behind those that were read.
inline std::byte* Reader::begin_record(std::uint32_t slot, const RecordShape& shape,
                                       RecordsRead& read) noexcept {
    if (read.count == program_.facts[slot].high) {
        fail(Cause::TooManyRecords, at_);
        return nullptr;
    }
    if (!comes('{')) {
        wrong(Cause::RecordNotObject);
        return nullptr;
    }
    auto left = static_cast<std::size_t>(room_.back - room_.front);
    if (read.count == 0) {
        const std::size_t over = reinterpret_cast<std::uintptr_t>(room_.front) % shape.alignment;
        const std::size_t gap = over == 0 ? 0 : shape.alignment - over;
        if (gap < left) {
            room_.front += gap;
            left -= gap;
        } else {
            left = 0;
        }
    }
    if (left < shape.size) {
        fail(Cause::NoRoom, at_);
        return nullptr;
    }
    std::byte* const record = room_.front;
    __builtin_memcpy(record, shape.blank, shape.size);
    if (read.count == 0) read.first = record;
    room_.front += shape.size;
    return record;
}

inline bool Reader::read_records(std::uint32_t slot, const RecordShape& shape, RecordsRead& read) noexcept {
    if (!comes('[')) return wrong(Cause::WrongType);
    const Rows rows{program_.fields + program_.facts[slot].first_field, shape.names, shape.offsets, true};
    ++at_;
    skip_blanks();
    bool done = comes(']');
    if (done) ++at_;
    while (!done) {
        fault_.record = read.count;
        std::byte* const record = begin_record(slot, shape, read);
        if (record == nullptr) return false;
        ++read.count;
        std::uint64_t seen = 0, declared = 0;
        if (!read_object<true>(rows, {&seen, &declared, nullptr}, record)) return false;
        if (!next_member(']', done)) return false;
    }
    fault_.record = nowhere;
    return true;
}

/// The line in which a name was given first: what lies between is right.
inline std::uint32_t Reader::line_of_first(const Rows& rows, const Given& given,
                                           std::uint32_t slot) const noexcept {
    Bytes found = given.object;
    std::uint32_t depth = 0;
    for (Bytes at = given.object + 1; at != at_;) {
        const char c = *at;
        if (c == '[' || c == '{') ++depth;
        if (c == ']' || c == '}') --depth;
        if (c != '"') {
            ++at;
            continue;
        }
        const Quoted string = quoted_at(at + 1, end_);
        const Bytes begins = at;
        at = string.inside.last + 1;
        char buffer[most_spelled + 1];
        const Piece name = spelled(string, buffer);
        if (depth != 0 || rows.names.find(program_.pool, name.first, name.size()) != slot) continue;
        // A text that is the same as the name has no colon behind it.
        Bytes behind = at;
        while (is_blank(*behind))
            ++behind;
        if (*behind != ':') continue;
        found = begins;
        break;
    }
    std::uint32_t line = 1;
    for (Bytes at = begin_; at != found; ++at)
        if (*at == '\n') ++line;
    return line;
}

inline void Reader::find_line() noexcept {
    const Bytes place = begin_ + fault_.offset;
    for (Bytes at = begin_; at != place; ++at) {
        if (*at == '\n') {
            ++fault_.line;
            fault_.column = 1;
        } else if (!continues_character(*at)) {
            ++fault_.column;
        }
    }
}

/// A byte that no text has tells more than what it leads to.
inline Fault Reader::finished() noexcept {
    if (!fault_) return {};
    const Bytes bad = bad_byte(begin_, end_);
    if (bad != end_) {
        fault_ = {};
        fail(*bad == '\0' ? Cause::Zero : Cause::NotUtf8, bad);
    }
    find_line();
    return fault_;
}

inline Fault Reader::read(void* facts, const std::uint32_t* offsets) noexcept {
    facts_ = facts;
    // A byte order mark.
    if (end_ - at_ >= 3 && byte_of(at_[0]) == 0xEF && byte_of(at_[1]) == 0xBB && byte_of(at_[2]) == 0xBF)
        at_ += 3;
    skip_blanks();
    if (at_ == end_) {
        fail(Cause::Empty, begin_);
        return fault_;
    }
    if (!comes('{')) {
        wrong(Cause::NotObject);
        return finished();
    }
    std::uint64_t seen[Given::most / 64], declared[Given::most / 64];
    for (std::uint32_t i = 0; i < program_.fact_count; i += 64)
        seen[i / 64] = declared[i / 64] = 0;
    const Rows rows{program_.facts, words_.facts, offsets, false};
    if (!read_object<false>(rows, {seen, declared, nullptr}, static_cast<std::byte*>(facts)))
        return finished();
    skip_blanks();
    if (at_ != end_) fail(Cause::More, at_);
    return finished();
}

}  // namespace tenet::json
