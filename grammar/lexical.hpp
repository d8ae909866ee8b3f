#pragma once

#include "grammar/scan.hpp"

#include <cstddef>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>
#include <utility>

/// What the words, numbers, texts and signs of a file look like; nothing else.
namespace tenet::grammar::lexical {

namespace utf8 = tao::pegtl::utf8;

/// The bytes of a character, known when the rules are compiled.
template <std::size_t size>
struct Spelling {
    char bytes[size] = {};
    consteval Spelling(const char (&text)[size]) {
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = text[i];
    }
    using indices = std::make_index_sequence<size - 1>;
};

/// Matches these bytes, one by one: most attempts fail at the first.
template <Spelling text, class = typename decltype(text)::indices>
struct spelt;
template <Spelling text, std::size_t... i>
struct spelt<text, std::index_sequence<i...>> : pegtl::seq<pegtl::one<text.bytes[i]>...> {};

// Blanks: line ends matter only to what stands first on a line.
struct newline : newlines {};
struct wide_space : spelt<"\xE3\x80\x80"> {};
struct blank : pegtl::plus<pegtl::sor<pegtl::one<' ', '\t', '\r'>, wide_space>> {};
struct rest_of_line : run_until<'\n'> {};
struct comment : pegtl::seq<pegtl::sor<pegtl::one<'#'>, spelt<"＃">>, rest_of_line> {};

// Words: a run of letters, digits, `_` and 汉字 that does not begin with a digit.
// 汉字 are U+3400-4DBF, U+4E00-9FFF, U+20000-323AF and 〇.
struct common_han : utf8::range<0x4E00, 0x9FFF> {};
struct other_han : utf8::ranges<0x3400, 0x4DBF, 0x20000, 0x323AF, 0x3007> {};
struct han : pegtl::sor<common_han, other_han> {};
struct letter : pegtl::ranges<'a', 'z', 'A', 'Z', '_'> {};
struct ascii_word_byte : pegtl::ranges<'a', 'z', '0', '9', 'A', 'Z', '_'> {};
struct ascii_digit : pegtl::range<'0', '9'> {};
struct wide_digit : utf8::range<0xFF10, 0xFF19> {};
struct digit : pegtl::sor<ascii_digit, wide_digit> {};
struct wide_letter : utf8::ranges<0xFF21, 0xFF3A, 0xFF41, 0xFF5A, 0xFF3F> {};
// Most runs are of ASCII and common 汉字 alone, which is quick to see.
struct uncommon_byte : pegtl::one<'\xE3', '\xE4', '\xEF', '\xF0'> {};
struct uncommon : pegtl::seq<pegtl::at<uncommon_byte>, pegtl::sor<other_han, wide_digit, wide_letter>> {};
struct run : pegtl::seq<common_run, pegtl::star<uncommon, common_run>> {};
struct word : pegtl::seq<pegtl::sor<letter, common_han, other_han, wide_letter>, run> {};

// Numbers and dates, each with the run that directly follows: a unit, a keyword, or a mistake.
struct point : pegtl::sor<pegtl::one<'.'>, spelt<"．">> {};
struct dash : pegtl::sor<pegtl::one<'-'>, spelt<"－">> {};
struct slash : pegtl::sor<pegtl::one<'/'>, spelt<"／">> {};
struct range_word : pegtl::seq<spelt<"至">, pegtl::at<digit>> {};
struct tail : pegtl::sor<range_word, run> {};
struct unit_before_range
    : pegtl::seq<pegtl::star<pegtl::not_at<spelt<"至">>, pegtl::sor<letter, han>>, range_word> {};
struct one_or_two : pegtl::seq<digit, pegtl::opt<digit>> {};
struct year : pegtl::rep<4, digit> {};
struct iso_date : pegtl::seq<year, dash, one_or_two, dash, one_or_two, pegtl::not_at<digit>> {};
struct han_date : pegtl::seq<year, spelt<"年">, one_or_two, spelt<"月">, one_or_two, spelt<"日">> {};
struct other_date : pegtl::sor<pegtl::seq<year, slash, one_or_two, slash, one_or_two, pegtl::not_at<digit>>,
                               pegtl::seq<year, point, one_or_two, point, one_or_two, pegtl::not_at<digit>>> {
};
struct date : pegtl::seq<pegtl::sor<iso_date, han_date>, tail> {};
struct misspelt_date : pegtl::seq<other_date, run> {};
struct fraction : pegtl::seq<point, pegtl::plus<digit>> {};
struct quantity : pegtl::seq<pegtl::plus<digit>, pegtl::opt<fraction>, pegtl::sor<unit_before_range, tail>> {
};
struct numeral : pegtl::sor<pegtl::seq<pegtl::at<year>, pegtl::sor<date, misspelt_date>>, quantity> {};

// Texts: "…" or “…”, on one line; “…” may stand inside either, in pairs.
struct straight_text : pegtl::seq<pegtl::one<'"'>, run_until<'"', '\n'>, pegtl::one<'"'>> {};
struct opening_quote : spelt<"“"> {};
struct closing_quote : spelt<"”"> {};
struct curly_text {
    using rule_t = curly_text;
    using subs_t = pegtl::type_list<>;

    /// Walks to the partner of the first “; pairs inside are counted, not nested, so that depth costs nothing.
    template <class Input>
    static bool match(Input& in) {
        std::size_t open = 0;
        for (std::size_t at = 0; at + 3 <= in.size(0); ++at) {
            if (in.peek_char(at) == '\n') return false;
            if (in.peek_char(at) != '\xE2' || in.peek_char(at + 1) != '\x80') {
                if (open == 0) return false;
                continue;
            }
            if (in.peek_char(at + 2) == '\x9C') ++open;
            if (in.peek_char(at + 2) == '\x9D' && open-- <= 1) {
                in.bump_in_this_line(at + 3);
                return open == 0;
            }
            if (open == 0) return false;
        }
        return false;
    }
};
struct unclosed_text : pegtl::seq<pegtl::sor<pegtl::one<'"'>, opening_quote>, rest_of_line> {};
struct lone_closing_quote : pegtl::seq<closing_quote, rest_of_line> {};

// Paragraph marks: ¶8, 第8段, and several in one as they are read aloud, 第2、3段.
struct pilcrow_paragraph : pegtl::seq<spelt<"¶">, pegtl::star<blank>, pegtl::plus<digit>> {};
struct more_paragraphs : pegtl::star<spelt<"、">, pegtl::plus<digit>> {};
struct han_paragraph : pegtl::seq<spelt<"第">, pegtl::plus<digit>, more_paragraphs, spelt<"段">,
                                  pegtl::not_at<pegtl::sor<ascii_word_byte, han, wide_digit>>> {};
struct paragraph : pegtl::sor<pilcrow_paragraph, han_paragraph> {};

// Signs, each with the form that a Chinese input method makes of it.
struct less : pegtl::sor<pegtl::one<'<'>, spelt<"＜">> {};
struct greater : pegtl::sor<pegtl::one<'>'>, spelt<"＞">> {};
struct equals : pegtl::sor<pegtl::one<'='>, spelt<"＝">> {};
struct bang : pegtl::sor<pegtl::one<'!'>, spelt<"！">> {};
struct sign_ge : pegtl::sor<pegtl::seq<greater, equals>, spelt<"≥">> {};
struct sign_le : pegtl::sor<pegtl::seq<less, equals>, spelt<"≤">> {};
struct sign_ne : pegtl::sor<pegtl::seq<bang, equals>, spelt<"≠">> {};
struct sign_eq : equals {};
struct sign_lt : less {};
struct sign_gt : greater {};
struct left_paren : pegtl::sor<pegtl::one<'('>, spelt<"（">> {};
struct right_paren : pegtl::sor<pegtl::one<')'>, spelt<"）">> {};
struct comma : pegtl::sor<pegtl::one<','>, spelt<"，">> {};
struct list_comma : spelt<"、"> {};
struct colon : pegtl::sor<pegtl::one<':'>, spelt<"：">> {};
struct dot_dot : pegtl::seq<point, point> {};
struct dot : point {};
struct plus_sign : pegtl::sor<pegtl::one<'+'>, spelt<"＋">> {};
struct minus_sign : dash {};
struct star_sign : pegtl::sor<pegtl::one<'*'>, pegtl::sor<spelt<"＊">, spelt<"×">>> {};
struct slash_sign : slash {};
struct bar : pegtl::sor<pegtl::one<'|'>, spelt<"｜">> {};
struct arrow
    : pegtl::sor<spelt<"→">,
                 pegtl::seq<pegtl::sor<dash, pegtl::plus<spelt<"—">>>, pegtl::sor<greater, spelt<"》">>>> {};

// A full stop or semicolon at the end of a line says nothing.
struct line_end
    : pegtl::seq<pegtl::opt<blank>, pegtl::sor<pegtl::at<newline>, pegtl::at<comment>, pegtl::eof>> {};
struct stop : pegtl::seq<pegtl::sor<pegtl::sor<spelt<"。">, spelt<"；">>, pegtl::one<';'>>, line_end> {};
struct semicolon : pegtl::sor<pegtl::one<';'>, spelt<"；">> {};
struct han_dot : pegtl::seq<spelt<"。">, pegtl::at<pegtl::sor<letter, han>>> {};

// Signs of other languages and slips of the input method, answered with the right one.
struct slip_greater : pegtl::seq<spelt<"》">, pegtl::opt<equals>> {};
struct slip_less : pegtl::seq<spelt<"《">, pegtl::opt<equals>> {};
struct slip_ge : pegtl::seq<equals, greater> {};
struct slip_le : pegtl::seq<equals, less> {};
struct slip_eq : pegtl::seq<equals, equals> {};
struct slip_ne : pegtl::seq<less, greater> {};
struct slip_and : pegtl::seq<pegtl::one<'&'>, pegtl::opt<pegtl::one<'&'>>> {};
struct slip_or : pegtl::two<'|'> {};
struct slip_not : bang {};
struct slip_to : pegtl::sor<pegtl::one<'~'>, pegtl::sor<spelt<"～">, spelt<"〜">>> {};
struct slip_underscore : pegtl::seq<pegtl::not_at<arrow>, pegtl::plus<spelt<"—">>> {};
struct slip_quote : pegtl::seq<pegtl::sor<pegtl::one<'\''>, pegtl::sor<spelt<"‘">, spelt<"’">, spelt<"＂">>>,
                               rest_of_line> {};
struct slip : pegtl::sor<slip_greater, slip_less, slip_ge, slip_le, slip_eq, slip_ne, slip_and, slip_or,
                         slip_to, slip_underscore, slip_quote> {};

struct stray : pegtl::sor<utf8::any, pegtl::any> {};

struct sign : pegtl::sor<sign_ge, sign_le, sign_ne, slip_not, sign_eq, sign_lt, sign_gt, left_paren,
                         right_paren, comma, colon, dot_dot, dot, arrow, plus_sign, minus_sign, star_sign,
                         slash_sign, bar, stop, semicolon, list_comma, han_dot> {};

struct text : pegtl::sor<straight_text, curly_text, unclosed_text, lone_closing_quote> {};

struct any_token : pegtl::sor<blank, newline, paragraph, word, numeral, text, comment, slip, sign, stray> {};

// What most tokens are is seen by their first bytes; what is not, the general rules take.
struct common_sign : pegtl::sor<colon, comma, left_paren, right_paren> {};
struct ascii_sign : pegtl::sor<common_sign, slip, sign> {};
struct para_han : pegtl::sor<han_paragraph, common_word> {};
struct common_numeral : pegtl::sor<common_number, numeral> {};
struct token : by_first_byte<newline, common_word, common_numeral, common_word, para_han, straight_text,
                             comment, ascii_sign, common_sign, pilcrow_paragraph, any_token> {};

struct file : pegtl::until<pegtl::eof, token> {};

}  // namespace tenet::grammar::lexical

template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::lexical::curly_text>
    : tao::pegtl::analyze_any_traits<> {};
