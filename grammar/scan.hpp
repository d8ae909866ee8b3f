#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>

/// The lexical rules that have to be fast: runs of bytes by a table instead of one rule a byte. They take exactly what the
/// rule in their comment would take. Their loops look at no end: a NUL follows the text, as it does in a `std::string`,
/// and stops each of them.
namespace tenet::grammar::lexical {

namespace pegtl = tao::pegtl;

/// What the first byte of a token says of it.
enum class First : std::uint8_t {
    Other,
    Blank,
    Newline,
    Letter,
    Digit,
    Han,       ///< begins most 汉字
    ParaHan,   ///< begins 第 among others
    Quote,     ///< "
    Hash,      ///< #
    Sign,      ///< an ASCII sign
    WideSign,  ///< begins the full-width signs
    Pilcrow,   ///< begins ¶
};

inline constexpr std::array<First, 256> first_bytes = [] {
    std::array<First, 256> table{};
    for (unsigned byte = 'a'; byte <= 'z'; ++byte)
        table[byte] = table[byte - 'a' + 'A'] = First::Letter;
    for (unsigned byte = '0'; byte <= '9'; ++byte)
        table[byte] = First::Digit;
    for (unsigned byte = 0xE4; byte <= 0xE9; ++byte)
        table[byte] = byte == 0xE7 ? First::ParaHan : First::Han;
    for (char sign : {':', ',', '(', ')', '=', '<', '>', '+', '-', '*', '.', '/'})
        table[static_cast<unsigned char>(sign)] = First::Sign;
    table['_'] = First::Letter;
    table[' '] = table['\t'] = table['\r'] = First::Blank;
    table['\n'] = First::Newline;
    table['"'] = First::Quote;
    table['#'] = First::Hash;
    table[0xEF] = First::WideSign;
    table[0xC2] = First::Pilcrow;
    return table;
}();

inline constexpr std::array<bool, 256> word_bytes = [] {
    std::array<bool, 256> table{};
    for (unsigned byte = 0; byte < 256; ++byte)
        table[byte] = first_bytes[byte] == First::Letter || first_bytes[byte] == First::Digit;
    return table;
}();

inline First first_byte(char byte) { return first_bytes[static_cast<unsigned char>(byte)]; }

/// Past the 汉字 of U+4E00-9FFF that begins at `at`, or `at` if none does.
inline const char* past_common_han(const char* at) {
    const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
    const auto tail = [&](std::ptrdiff_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    if (byte(0) < 0xE4 || byte(0) > 0xE9 || !tail(1) || !tail(2)) return at;
    return byte(0) == 0xE4 && byte(1) < 0xB8 ? at : at + 3;
}

/// Past the letters, digits, `_` and common 汉字 from `at` on.
inline const char* past_common_run(const char* at) {
    for (;;) {
        while (word_bytes[static_cast<unsigned char>(*at)])
            ++at;
        const char* next = past_common_han(at);
        if (next == at) return at;
        at = next;
    }
}

/// True for bytes that may go on a run of word characters though they are none of the common ones.
inline bool may_go_on(char byte) {
    return byte == '\xE3' || byte == '\xE4' || byte == '\xEF' || byte == '\xF0';
}

/// The part of a run that is quick to see: star< sor< ranges< 'a', 'z', 'A', 'Z', '0', '9', '_' >, common_han > >
struct common_run {
    using rule_t = common_run;
    using subs_t = pegtl::type_list<>;

    template <class Input>
    static bool match(Input& in) {
        const char* past = past_common_run(in.current());
        in.bump_in_this_line(static_cast<std::size_t>(past - in.current()));
        return true;
    }
};

/// A whole word of letters, digits, `_` and common 汉字; the caller has seen that it does not begin with a digit.
struct common_word {
    using rule_t = common_word;
    using subs_t = pegtl::type_list<>;

    template <class Input>
    static bool match(Input& in) {
        const char* past = past_common_run(in.current());
        if (past == in.current() || may_go_on(*past)) return false;
        in.bump_in_this_line(static_cast<std::size_t>(past - in.current()));
        return true;
    }
};

/// Digits that stand alone: no unit, point or sign of a date may follow directly.
struct common_number {
    using rule_t = common_number;
    using subs_t = pegtl::type_list<>;

    template <class Input>
    static bool match(Input& in) {
        const char* at = in.current();
        while (first_byte(*at) == First::Digit)
            ++at;
        const bool alone =
            *at == ' ' || *at == '\n' || *at == ',' || *at == ')' || *at == '\r' || *at == '\0';
        if (!alone || at - in.current() > 18) return false;
        in.bump_in_this_line(static_cast<std::size_t>(at - in.current()));
        return true;
    }
};

/// seq< one< '\n' >, star< one< ' ', '\t', '\r', '\n' > > >
struct newlines {
    using rule_t = newlines;
    using subs_t = pegtl::type_list<>;

    template <class Input>
    static bool match(Input& in) {
        const char* at = in.current();
        if (*at != '\n') return false;
        while (first_byte(*at) == First::Blank || *at == '\n')
            ++at;
        in.bump_in_this_line(static_cast<std::size_t>(at - in.current()));
        return true;
    }
};

/// star< not_one< stops... > >
template <char... stops>
struct run_until {
    using rule_t = run_until;
    using subs_t = pegtl::type_list<>;

    template <class Input>
    static bool match(Input& in) {
        const char* at = in.current();
        while (((*at != stops) && ...) && (*at != '\0' || at != in.end()))
            ++at;
        in.bump_in_this_line(static_cast<std::size_t>(at - in.current()));
        return true;
    }
};

/// Past the blanks from `at` on.
inline const char* past_blanks(const char* at) {
    while (first_byte(*at) == First::Blank)
        ++at;
    return at;
}

/// seq< star< one< ' ', '\t', '\r' > >, sor< eof, Rules… > >, where the first byte says which of the rules may match: one for
/// each enumerator of `First` from Newline on, then the rule that follows where it does not.
template <class Newline, class Letter, class Digit, class Han, class ParaHan, class Quote, class Hash,
          class Sign, class WideSign, class Pilcrow, class Rest>
struct by_first_byte {
    using rule_t = by_first_byte;
    using subs_t =
        pegtl::type_list<Newline, Letter, Digit, Han, ParaHan, Quote, Hash, Sign, WideSign, Pilcrow, Rest>;

    template <pegtl::apply_mode apply, pegtl::rewind_mode rewind, template <class...> class Action,
              template <class...> class Control, class Input, class State>
    static bool match(Input& in, State& state) {
        in.bump_in_this_line(static_cast<std::size_t>(past_blanks(in.current()) - in.current()));
        if (in.empty()) return true;
        const auto tried = [&]<class Rule>(Rule*) {
            constexpr auto required = pegtl::rewind_mode::required;
            return Control<Rule>::template match<apply, required, Action, Control>(in, state);
        };
        const auto is = [&] {
            switch (first_byte(in.peek_char())) {
            case First::Newline: return tried(static_cast<Newline*>(nullptr));
            case First::Letter: return tried(static_cast<Letter*>(nullptr));
            case First::Digit: return tried(static_cast<Digit*>(nullptr));
            case First::Han: return tried(static_cast<Han*>(nullptr));
            case First::ParaHan: return tried(static_cast<ParaHan*>(nullptr));
            case First::Quote: return tried(static_cast<Quote*>(nullptr));
            case First::Hash: return tried(static_cast<Hash*>(nullptr));
            case First::Sign: return tried(static_cast<Sign*>(nullptr));
            case First::WideSign: return tried(static_cast<WideSign*>(nullptr));
            case First::Pilcrow: return tried(static_cast<Pilcrow*>(nullptr));
            case First::Blank:
            case First::Other: return false;
            }
            return false;
        };
        return is() || tried(static_cast<Rest*>(nullptr));
    }
};

}  // namespace tenet::grammar::lexical

template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::lexical::common_run>
    : tao::pegtl::analyze_opt_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::lexical::common_word>
    : tao::pegtl::analyze_any_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::lexical::common_number>
    : tao::pegtl::analyze_any_traits<> {};
template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::lexical::newlines>
    : tao::pegtl::analyze_any_traits<> {};
template <class Name, char... stops>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::lexical::run_until<stops...>>
    : tao::pegtl::analyze_opt_traits<> {};
template <class Name, class... Rules>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::lexical::by_first_byte<Rules...>>
    : tao::pegtl::analyze_sor_traits<Rules...> {};
