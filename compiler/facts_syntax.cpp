#include "compiler/facts_syntax.hpp"

#include "compiler/day_text.hpp"
#include "compiler/display.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tenet::compiler {
namespace {

/// What is amiss and what to do, in both languages.
struct Cause {
    std::string_view en, zh, help_en, help_zh;
};

constexpr Cause ends_early = {"it ends too early", "内容到这里就断了",
                              "see that every `{`, `[` and quotation mark is closed",
                              "请检查每个 `{`、`[` 和引号是否都有另一半"};
constexpr Cause single_quote = {"texts and names stand in double quotes, not in {}",
                                "文本和名称要用英文双引号，不用 {}", "write `\"`", "请写 `\"`"};
constexpr Cause full_width = {"{} is a full-width sign", "{} 是全角标点",
                              "write the sign of the English keyboard", "请切换到英文标点"};
constexpr Cause trailing_comma = {"a comma stands before {}, with nothing in between",
                                  "逗号后面直接是 {}，中间没有内容", "remove the comma", "请删去多余的逗号"};
constexpr Cause comment = {"JSON has no comments", "JSON 没有注释", "remove the comment", "请删去注释"};
constexpr Cause word = {"{} is not a value", "{} 不是一个值",
                        "write `true`, `false` or `null`; names and texts stand in double quotes",
                        "请写 `true`、`false` 或 `null`；名称和文本要加英文双引号"};
constexpr Cause number = {"{} is not a number as JSON writes it", "数字不能写成 {}",
                          "write plain digits, without a leading zero or plus sign",
                          "请只写数字，前面不加零，也不加正号"};
constexpr Cause bare_date = {"dates stand in double quotes, {} does not", "日期要加英文双引号，{} 没有加",
                             "write it as `\"2023-04-01\"`", "请写成 `\"2023-04-01\"`"};
constexpr Cause too_large = {"{} is too large a number", "{} 这个数太大", "write it in plain digits",
                             "请只用数字书写"};
constexpr Cause control = {"a text holds the control character {}", "文本中有控制字符 {}",
                           "texts stay on one line; was a closing quotation mark forgotten?",
                           "文本不能换行；是不是漏了右引号？"};
constexpr Cause escape = {"{} is not an escape of JSON", "{} 不是 JSON 的转义写法",
                          "write `\\\\` for a backslash itself", "反斜杠本身请写 `\\\\`"};
constexpr Cause surrogate = {"{} is only half of a character", "{} 只是半个字符",
                             "write the character itself", "请直接写这个字符"};
constexpr Cause more = {"something follows the end of the facts: {}", "事实已经结束，后面还有 {}",
                        "several applicants stand in an array `[…]`, or one a line, each `{…}`",
                        "几位申请人请写成数组 `[…]`，或者每行一个 `{…}`"};
constexpr Cause missing_comma = {"a comma is missing before {}", "{} 前面缺少逗号",
                                 "separate entries by commas", "各项之间请用英文逗号隔开"};
constexpr Cause missing_colon = {"a colon is missing before {}", "{} 前面缺少冒号", "write `\"name\": value`",
                                 "请写 `\"名称\": 值`"};
constexpr Cause name_expected = {"a name in double quotes should stand here, not {}",
                                 "这里应是加英文双引号的名称，而不是 {}", "write `\"name\": value`",
                                 "请写 `\"名称\": 值`"};
constexpr Cause unexpected = {"{} does not belong here", "这里不应有 {}", "check what stands before it",
                              "请检查它前面的内容"};
constexpr Cause nul = {"the text holds a NUL byte", "内容中有 NUL 字节", "save it again as plain UTF-8 text",
                       "请重新存为 UTF-8 纯文本"};

/// The cause with its one place filled; what was found is shown as it may be printed.
FactsProblem because(const Cause& cause, std::size_t offset, std::string_view found = {}) {
    std::string shown = found.empty() ? std::string() : fmt::format("`{}`", displayed(found));
    FactsProblem out = facts_problem<D::FactsNotJson>(
        Arg(fmt::format(fmt::runtime(cause.en), shown), fmt::format(fmt::runtime(cause.zh), shown)),
        Arg(cause.help_en, cause.help_zh));
    out.offset = offset;
    return out;
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool in_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '+' || c == '-' || c == '.';
}

bool in_word(char c) { return in_ascii_word(c) || static_cast<unsigned char>(c) >= 0x80; }

bool begins_number(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.'; }

/// The word, number or single character at an offset, at most 40 bytes of it and whole characters.
std::string_view piece(std::string_view text, std::size_t offset) {
    std::size_t end = offset;
    while (end < text.size() && in_word(text[end]) && end - offset < 40)
        ++end;
    if (end == offset) return text.substr(offset, decode_utf8(text, offset).length);
    while (end < text.size() && continues_character(text[end]))
        --end;
    return text.substr(offset, end - offset);
}

constexpr std::string_view full_width_signs[] = {"：", "，", "“",  "”",  "‘",  "’",  "｛", "｝",
                                                 "［", "］", "【", "】", "；", "、", "＂"};

/// A fault inside the text that begins at `begin`; the reader stopped at byte `failed`.
FactsProblem problem_in_text(std::string_view text, std::size_t begin, std::size_t failed) {
    if (failed >= text.size()) return because(ends_early, text.size());
    if (static_cast<unsigned char>(text[failed]) < 0x20)
        return because(control, failed, text.substr(failed, 1));
    std::size_t slash = text.rfind('\\', failed);
    if (slash == std::string_view::npos || slash < begin)
        return because(unexpected, failed, piece(text, failed));
    // Half a character shows only where the other half should stand, behind the escape that gave the first.
    auto half = [&](std::size_t at) {
        char digit = at + 2 < text.size() && text[at] == '\\' && text[at + 1] == 'u' ? text[at + 2] : '0';
        return digit == 'd' || digit == 'D';
    };
    std::size_t first = slash >= begin + 6 && half(slash - 6) ? slash - 6 : slash;
    for (std::size_t at : {first, slash})
        if (half(at) && failed >= at + 5) return because(surrogate, at, text.substr(at, 6));
    return because(escape, slash, text.substr(slash, std::min<std::size_t>(failed - slash + 1, 6)));
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && blank(text[at]))
        ++at;
    return at;
}

/// A sign that never stands in JSON outside of texts, but that people or their tools type; else nothing.
const Cause* foreign_sign(std::string_view text, std::size_t at, std::string_view& sign) {
    sign = text.substr(at, 1);
    if (text[at] == '\'') return &single_quote;
    if (text[at] == '/' || text[at] == '#') return &comment;
    for (std::string_view candidate : full_width_signs)
        if (text.substr(at).starts_with(candidate)) {
            sign = candidate;
            return &full_width;
        }
    return nullptr;
}

bool begins_value(char c) { return c == '"' || c == '{' || c == '[' || in_word(c); }

/// A word or number that is neither as JSON writes it.
FactsProblem problem_of_word(std::size_t at, std::string_view found, bool out_of_range) {
    if (!begins_number(found.front())) return because(word, at, found);
    if (out_of_range) return because(too_large, at, found);
    return because(loosely_written_day(found) ? bare_date : number, at, found);
}

/// A name or a value should begin at `at`, and what does is neither.
FactsProblem problem_of_token(std::string_view text, std::size_t at, bool wants_name, const Stop& stop) {
    char c = text[at];
    if (c == '"') return problem_in_text(text, at, stop.failed);
    std::string_view found = piece(text, at);
    if (wants_name && begins_value(c)) return because(name_expected, at, found);
    if (in_word(c)) return problem_of_word(at, found, stop.too_large);
    return because(unexpected, at, found);
}

/// What must stand between the last token and the next; moves `at` over it, or says that it is missing.
std::optional<FactsProblem> problem_of_separator(std::string_view text, std::size_t& at, Taken taken) {
    bool colon = taken == Taken::Name;
    if (!colon && taken != Taken::ValueOfObject && taken != Taken::ValueOfArray) return {};
    if (text[at] != (colon ? ':' : ',')) {
        if (colon) return because(missing_colon, at, piece(text, at));
        return because(begins_value(text[at]) ? missing_comma : unexpected, at, piece(text, at));
    }
    at = skip_blanks(text, at + 1);
    if (at >= text.size()) return because(ends_early, text.size());
    if (!colon && (text[at] == '}' || text[at] == ']'))
        return because(trailing_comma, at, text.substr(at, 1));
    return {};
}

}  // namespace

std::string_view TokenCursor::token(std::size_t offset) const {
    std::size_t end = offset + 1;
    char first = text_[offset];
    if (first == '"') {
        while (end < text_.size() && text_[end] != '"')
            end += text_[end] == '\\' ? 2 : 1;
        ++end;
    } else if (in_ascii_word(first)) {
        while (end < text_.size() && in_ascii_word(text_[end]))
            ++end;
    }
    return text_.substr(offset, end - offset);
}

std::size_t TokenCursor::take() {
    while (at_ < text_.size() && (blank(text_[at_]) || text_[at_] == ',' || text_[at_] == ':'))
        ++at_;
    std::size_t offset = at_;
    if (offset < text_.size()) at_ += token(offset).size();
    return offset;
}

FactsProblem syntax_problem(std::string_view text, std::size_t after, Taken taken, const Stop& stop) {
    std::size_t at = skip_blanks(text, after);
    if (at >= text.size()) return because(ends_early, text.size());
    std::string_view sign;
    if (const Cause* cause = foreign_sign(text, at, sign)) return because(*cause, at, sign);
    if (taken == Taken::Whole) return because(more, at, piece(text, at));
    if (std::optional<FactsProblem> problem = problem_of_separator(text, at, taken)) return *problem;
    if (const Cause* cause = foreign_sign(text, at, sign)) return because(*cause, at, sign);
    bool wants_name = taken == Taken::ObjectStart || taken == Taken::ValueOfObject;
    return problem_of_token(text, at, wants_name, stop);
}

std::optional<FactsProblem> word_problem(std::string_view token, std::size_t offset) {
    if (token == "true" || token == "false" || token == "null") return {};
    // The grammar of JSON: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
    std::size_t at = token.starts_with('-') ? 1 : 0;
    auto digits = [&] {
        std::size_t from = at;
        while (at < token.size() && token[at] >= '0' && token[at] <= '9')
            ++at;
        return at - from;
    };
    std::size_t first = at;
    std::size_t whole = digits();
    bool right = whole == 1 || (whole > 1 && token[first] != '0');
    if (right && at < token.size() && token[at] == '.') right = (++at, digits() > 0);
    if (right && at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        ++at;
        if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
        right = digits() > 0;
    }
    if (right && at == token.size()) return {};
    return problem_of_word(offset, token.substr(0, 40), false);
}

bool find_bad_byte(std::string_view text, FactsProblem& problem) {
    std::size_t fault = valid_utf8_prefix(text);
    std::size_t zero = text.substr(0, fault).find('\0');
    if (zero != std::string_view::npos) {
        problem = because(nul, zero);
        return true;
    }
    if (fault == text.size()) return false;
    problem =
        facts_problem<D::FactsNotUtf8>(fmt::format("0x{:02X}", static_cast<unsigned char>(text[fault])));
    problem.offset = fault;
    return true;
}

Place PlaceFinder::at(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < reached_) {
        reached_ = 0;
        place_ = {};
    }
    for (; reached_ < offset; ++reached_) {
        if (text_[reached_] == '\n') {
            ++place_.line;
            place_.column = 1;
        } else if (!continues_character(text_[reached_])) {
            ++place_.column;
        }
    }
    return place_;
}

}  // namespace tenet::compiler
