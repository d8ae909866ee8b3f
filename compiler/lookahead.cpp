#include "compiler/lookahead.hpp"

#include "compiler/digits.hpp"

namespace tenet::compiler {

namespace {

constexpr std::string_view ordinal = "第";
constexpr std::string_view record_measure = "条";

bool may_be_name(Kind kind) { return kind >= first_name && kind <= Kind::Name; }

/// Whether the sum that a token stands in ends at `..` or 至.
bool ends_in_range(const Tokens& tokens, std::size_t token) {
    for (;; ++token) {
        const Kind kind = tokens.kind(token);
        if (kind == Kind::LeftParen && tokens.places[token].value > token)
            token = tokens.places[token].value;
        else if (kind != Kind::Plus && kind != Kind::Minus && kind != Kind::Star && kind != Kind::Dot &&
                 kind != Kind::Digits && kind != Kind::Day && !may_be_name(kind))
            return kind == Kind::DotDot || kind == Kind::WordToZh;
    }
}

/// Whether a name behind `in` is no calendar's: what stands behind it belongs to a value, or to a range.
bool is_value(const Tokens& tokens, std::size_t after) {
    const Kind kind = tokens.kind(after);
    if (kind == Kind::Plus || kind == Kind::Minus || kind == Kind::Star) return ends_in_range(tokens, after);
    return kind == Kind::DotDot || kind == Kind::WordToZh || kind == Kind::Dot || kind == Kind::WordAmong ||
           kind == Kind::WordOf || kind == Kind::WordYears || kind == Kind::WordMonths;
}

}  // namespace

std::int64_t position_in(std::string_view word) {
    if (!word.starts_with(ordinal)) return 0;
    word.remove_prefix(ordinal.size());
    std::int64_t number = 0;
    for (std::size_t digit = digit_length(word); digit != 0 && number <= last_position;
         digit = digit_length(word)) {
        number = number * 10 + digit_value(word);
        word.remove_prefix(digit);
    }
    return word.empty() || word == record_measure ? number : 0;
}

/// `D + limit in cn` in the middle of `latest of E in L`: the first `in` behind E is the list's, unless another one follows.
/// Behind working days that are written out there is only a calendar.
bool calendar_follows(const Tokens& tokens, std::size_t token, bool list_is_due) {
    const auto kind = [&](std::size_t at) { return tokens.kind(at); };
    if (kind(token) == Kind::WordByZh)
        return kind(token + 1) == Kind::End || kind(token + 2) != Kind::WordOfZh ||
               kind(token + 3) != Kind::WordWorkingDays;
    if (kind(token) != Kind::WordIn || !may_be_name(kind(token + 1))) return false;
    const bool words = token > 1 && (kind(token - 1) == Kind::WordDays || kind(token - 1) == Kind::WordDay) &&
                       kind(token - 2) == Kind::WordWorking;
    const bool unit = token > 0 && kind(token - 1) == Kind::Digits &&
                      tokens.amounts[tokens.places[token - 1].value].unit == ast::Unit::WorkingDays;
    if (words || unit) return true;
    if (is_value(tokens, token + 2)) return false;
    return !list_is_due || kind(token + 2) == Kind::WordIn || kind(token + 2) == Kind::WordPausing;
}

}  // namespace tenet::compiler
