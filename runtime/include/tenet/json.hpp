#pragma once

#include "tenet/json_objects.hpp"
#include "tenet/json_words.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// Facts of a generated header from JSON, as exact and as strict as `tenet eval`:
///
///     auditor::Facts facts;
///     std::byte memory[tenet::json::memory_for<auditor::Table>(most_bytes)];
///     if (const tenet::json::Fault fault = tenet::json::read(auditor::table, text, facts, memory))
///         reply(fault.line, tenet::json::message(auditor::table, fault, text, tenet::Lang::en, line));
///
/// Nothing is rounded or guessed: a name that the policy does not have, a value of another type, out of range or given twice is
/// refused with its place, and the facts then stay unknown.
namespace tenet::json {

/// Bytes of the caller's in which records and unescaped texts are kept; the facts refer to them. A policy without lists and
/// texts needs none.
class Memory {
  public:
    constexpr Memory() noexcept = default;
    constexpr Memory(std::byte* first, std::size_t size) noexcept : first_(first), size_(size) {}
    template <std::size_t N>
    constexpr Memory(std::byte (&bytes)[N]) noexcept : Memory(bytes + 0, N) {}
    /// A vector, array or span of bytes.
    template <class C>
        requires requires(C& bytes) {
            static_cast<std::byte*>(bytes.data());
            static_cast<std::size_t>(bytes.size());
        }
    constexpr Memory(C& bytes) noexcept : Memory(bytes.data(), bytes.size()) {}

    constexpr std::byte* begin() const noexcept { return first_; }
    constexpr std::byte* end() const noexcept { return first_ + size_; }

  private:
    std::byte* first_ = nullptr;
    std::size_t size_ = 0;
};

namespace detail {

template <class Traits, std::uint32_t K>
using Member =
    std::remove_cvref_t<decltype(Traits::template fact<K>(std::declval<const typename Traits::Facts&>()))>;

/// Where a member lies in an object, in bytes; compilers know.
template <class Object, class Part>
std::uint32_t offset_of(const Object& object, const Part& part) noexcept {
    return static_cast<std::uint32_t>(reinterpret_cast<const char*>(&part) -
                                      reinterpret_cast<const char*>(&object));
}

/// Whether a fact lies in memory as the reader writes it.
template <class F>
constexpr bool lies_as_written(const Program& program, const FactSpec& spec) noexcept {
    constexpr std::size_t size = sizeof(F);
    bool right_range = true;
    if constexpr (requires { F::low; }) right_range = F::low == spec.low && F::high == spec.high;
    switch (spec.kind) {
    case ValueKind::YesNo: return size == 1;
    case ValueKind::Date: return size == 4;
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: return size == bytes_of_number(spec) && right_range;
    case ValueKind::Choice: return size == bytes_of_choice(program, spec);
    case ValueKind::Set: return size == 8;
    case ValueKind::Text: return size == sizeof(Fact<Text>) && !is_list<F>;
    case ValueKind::List: return is_list<F> && right_range;
    }
    return false;
}

template <std::size_t N>
constexpr bool all_of(const bool (&each)[N]) noexcept {
    for (const bool one : each)
        if (!one) return false;
    return true;
}

/// Reads list K of the facts.
template <class Traits, std::uint32_t K, std::uint32_t... F>
bool read_list(Reader& reader, typename Traits::Facts& facts,
               std::integer_sequence<std::uint32_t, F...>) noexcept {
    using List = Member<Traits, K>;
    using Record = typename List::Record;
    constexpr const FactSpec* fields = Traits::program.fields + Traits::program.facts[K].first_field;
    constexpr bool right[] = {
        true,
        lies_as_written<std::remove_cvref_t<decltype(std::declval<Record>().*record_member<Record, F>)>>(
            Traits::program, fields[F])...};
    static_assert(all_of(right));
    static_assert(std::is_trivially_copyable_v<Record>);
    const Record blank{};
    const std::uint32_t offsets[] = {0, offset_of(blank, blank.*record_member<Record, F>)...};
    RecordsRead read;
    if (!reader.read_records(
            K, {&blank, sizeof(Record), alignof(Record), offsets + 1, FieldNames<Traits, K>::map}, read))
        return false;
    // The bytes of `blank` were copied there, which makes them records.
    const List list(static_cast<const Record*>(read.first), read.count);
    const_cast<List&>(Traits::template fact<K>(facts)) = list;
    return true;
}

template <class Traits, std::uint32_t K>
bool read_if_list(Reader& reader, std::uint32_t slot, void* facts) noexcept {
    if constexpr (is_list<Member<Traits, K>>) {
        constexpr std::uint32_t count = Traits::program.facts[K].field_count;
        if (slot == K)
            return read_list<Traits, K>(reader, *static_cast<typename Traits::Facts*>(facts),
                                        std::make_integer_sequence<std::uint32_t, count>());
    }
    return false;
}

/// All that depends on a policy's types.
template <class Traits, class Slots>
struct Glue;
template <class Traits, std::uint32_t... K>
struct Glue<Traits, std::integer_sequence<std::uint32_t, K...>> {
    using Facts = typename Traits::Facts;
    static constexpr bool right[] = {
        true, lies_as_written<Member<Traits, K>>(Traits::program, Traits::program.facts[K])...};
    static_assert(all_of(right) && std::is_trivially_copyable_v<Facts>);

    static Fault read(Reader& reader, Facts& facts) noexcept {
        const std::uint32_t offsets[] = {0, offset_of(facts, Traits::template fact<K>(facts))...};
        return reader.read(&facts, offsets + 1);
    }
    static bool read_list(Reader& reader, std::uint32_t slot, void* facts) noexcept {
        const bool read[] = {false, read_if_list<Traits, K>(reader, slot, facts)...};
        bool any = false;
        for (const bool one : read)
            any = any || one;
        return any;
    }
};

template <class F>
constexpr std::size_t record_bytes() noexcept {
    if constexpr (is_list<F>)
        return sizeof(typename F::Record);
    else
        return 0;
}

template <class Traits, std::uint32_t... K>
constexpr std::size_t memory_for(std::size_t text_bytes,
                                 std::integer_sequence<std::uint32_t, K...>) noexcept {
    const std::size_t sizes[] = {0, record_bytes<Member<Traits, K>>()...};
    std::size_t largest = 0, longest_lists = 0, lists = 0;
    for (std::uint32_t k = 0; k < sizeof...(K); ++k) {
        const std::size_t size = sizes[k + 1];
        if (size == 0) continue;
        ++lists;
        largest = size > largest ? size : largest;
        longest_lists += size * static_cast<std::size_t>(Traits::program.facts[k].high);
    }
    // A record takes three bytes of text at least, `{},`, and a text no fewer than it comes to.
    const std::size_t by_text = (text_bytes / 3 + 1) * largest;
    return (by_text < longest_lists ? by_text : longest_lists) + lists * alignof(std::max_align_t) +
           text_bytes;
}

template <class Traits>
using SlotsOf = std::make_integer_sequence<std::uint32_t, Traits::program.fact_count>;

}  // namespace detail

/// How many bytes of memory are enough for every text of so many bytes; most texts need far less.
template <class Traits>
constexpr std::size_t memory_for(std::size_t text_bytes) noexcept {
    return detail::memory_for<Traits>(text_bytes, detail::SlotsOf<Traits>());
}

/// Reads the facts of one applicant: one object, with blanks around it or a byte order mark before it. What is not given is unknown, `null`
/// is none. Where something is wrong, the first of it is told and all facts are unknown.
///
/// Records and texts with escapes are kept in `memory`, other texts where they stand in `text`: both must live, unchanged, as long as the
/// facts are used. Takes time as the text is long; throws nothing and allocates nothing.
template <class Traits>
[[nodiscard]] Fault read(Traits, std::string_view text, typename Traits::Facts& facts,
                         Memory memory = {}) noexcept {
    using Glue = detail::Glue<Traits, detail::SlotsOf<Traits>>;
    static constexpr Vocabulary words{Traits::program, FactNames<Traits>::map, ValueNames<Traits>::made.rows,
                                      ValueNames<Traits>::made.choices};
    facts = {};
    Reader reader(words, text.data(), text.data() + text.size(), {memory.begin(), memory.end()},
                  &Glue::read_list);
    const Fault fault = Glue::read(reader, facts);
    if (fault) facts = {};
    return fault;
}

/// The sentence that says what is wrong, as `tenet eval` says it, in the caller's buffer; cut at its end where it is too long. `text` is what
/// was read.
template <class Traits>
std::string_view message(Traits, const Fault& fault, std::string_view text, Lang lang, char* buffer,
                         std::size_t capacity) noexcept {
    Told told(Traits::program, fault, {text.data(), text.size()}, lang, {buffer, capacity});
    const Letters said = told.message();
    return {said.data(), said.size()};
}
template <class Traits, std::size_t N>
std::string_view message(Traits traits, const Fault& fault, std::string_view text, Lang lang,
                         char (&buffer)[N]) noexcept {
    return message(traits, fault, text, lang, buffer, N);
}

/// What to do about it, likewise.
template <class Traits>
std::string_view remedy(Traits, const Fault& fault, std::string_view text, Lang lang, char* buffer,
                        std::size_t capacity) noexcept {
    Told told(Traits::program, fault, {text.data(), text.size()}, lang, {buffer, capacity});
    const Letters said = told.remedy();
    return {said.data(), said.size()};
}
template <class Traits, std::size_t N>
std::string_view remedy(Traits traits, const Fault& fault, std::string_view text, Lang lang,
                        char (&buffer)[N]) noexcept {
    return remedy(traits, fault, text, lang, buffer, N);
}

/// The place as a JSON pointer, `/audits/2/ended_on`; empty for the whole object.
template <class Traits>
std::string_view pointer(Traits, const Fault& fault, std::string_view text, char* buffer,
                         std::size_t capacity) noexcept {
    Told told(Traits::program, fault, {text.data(), text.size()}, Lang::en, {buffer, capacity});
    const Letters said = told.pointer();
    return {said.data(), said.size()};
}
template <class Traits, std::size_t N>
std::string_view pointer(Traits traits, const Fault& fault, std::string_view text,
                         char (&buffer)[N]) noexcept {
    return pointer(traits, fault, text, buffer, N);
}

}  // namespace tenet::json
