#include "compiler/facts_number.hpp"

#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tenet::compiler {
namespace {

constexpr std::size_t most_digits = 18;  ///< a number of so many digits is exact in 64 bits

/// A decimal number: the digits before and behind its point, without needless zeros.
struct Decimal {
    bool minus = false;
    std::string whole, fraction;  ///< `whole` is never empty

    std::string text() const {
        const bool zero = whole == "0" && fraction.empty();
        return fmt::format("{}{}{}{}", minus && !zero ? "-" : "", whole, fraction.empty() ? "" : ".",
                           fraction);
    }
};

/// True for digits with an optional minus and at most so many decimals, as numbers are to be written.
bool plainly_written(std::string_view number, int decimals) {
    if (number.starts_with('-')) number.remove_prefix(1);
    const std::size_t point = number.find('.');
    const std::string_view whole = number.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? "" : number.substr(point + 1);
    auto digits = [](std::string_view text) {
        return text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return !whole.empty() && digits(whole) && digits(fraction) &&
           (fraction.empty() == (point == number.npos)) &&
           fraction.size() <= static_cast<std::size_t>(decimals);
}

/// The power of ten behind `e`, if it is one that a number of the language may need.
std::optional<std::int64_t> exponent_of(std::string_view written) {
    constexpr std::int64_t most = 1000;
    if (written.starts_with('+')) written.remove_prefix(1);
    std::int64_t power = 0;
    auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), power);
    if (error != std::errc() || power > most || power < -most) return {};
    return power;
}

/// What a number of JSON comes to, exactly; nothing if that takes more than 18 digits on either side of the point.
std::optional<Decimal> decimal_of(std::string_view number) {
    Decimal out;
    out.minus = number.starts_with('-');
    if (out.minus) number.remove_prefix(1);
    const std::size_t mark = number.find_first_of("eE");
    std::int64_t exponent = 0;
    if (mark != std::string_view::npos) {
        const std::optional<std::int64_t> power = exponent_of(number.substr(mark + 1));
        if (!power) return {};
        exponent = *power;
    }
    const std::string_view mantissa = number.substr(0, mark);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    std::string digits(mantissa.substr(0, point));
    if (point < mantissa.size()) digits += mantissa.substr(point + 1);
    // Where the point stands among the digits once the power of ten has moved it.
    std::int64_t place = static_cast<std::int64_t>(point) + exponent;
    const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
    digits.erase(0, zeros);
    place -= static_cast<std::int64_t>(zeros);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.empty()) return Decimal{out.minus, "0", ""};
    const auto count = static_cast<std::int64_t>(digits.size());
    constexpr auto most = static_cast<std::int64_t>(most_digits);
    if (place > most || count - place > most) return {};
    if (place < 0) digits.insert(0, static_cast<std::size_t>(-place), '0');
    if (place > count) digits.append(static_cast<std::size_t>(place - count), '0');
    const auto split = static_cast<std::size_t>(std::max<std::int64_t>(place, 0));
    out.whole = split == 0 ? "0" : digits.substr(0, split);
    out.fraction = digits.substr(split);
    return out;
}

std::int64_t integer(std::string_view digits) {
    std::int64_t out = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

/// A number in units, rounded towards zero, and whether it is exactly that.
struct Units {
    std::int64_t value;
    bool exact;
};

/// The number in units of 1/scale, or nothing if no value of the language is so large.
std::optional<Units> units_of(const Decimal& number, std::int32_t scale) {
    constexpr std::int64_t largest = std::int64_t{1} << 53U;
    if (integer(number.whole) > largest / scale) return {};
    const auto decimals = static_cast<std::size_t>(decimals_of(scale));
    std::string kept = number.fraction.substr(0, decimals);
    std::int64_t power = 1;
    for (std::size_t i = 0; i < decimals; ++i)
        power *= 10;
    kept.resize(decimals, '0');
    const std::int64_t scaled = integer(kept) * scale;
    const std::int64_t units = integer(number.whole) * scale + scaled / power;
    return Units{number.minus ? -units : units, scaled % power == 0 && number.fraction.size() <= decimals};
}

Arg write_it(std::string_view number) {
    return {fmt::format("write `{}`", number), fmt::format("请写 `{}`", number)};
}

/// A number with more digits than the values of the fact have: not one of them is it.
FactsProblem too_fine(const Table& table, const TableFact& fact, std::string_view name,
                      std::string_view written, const Units& units, bool minus) {
    const typed::Type& type = fact.type;
    const std::string low = number_text(minus ? units.value - 1 : units.value, type.scale);
    const std::string high = number_text(minus ? units.value : units.value + 1, type.scale);
    return facts_problem<D::FactTooFine>(name, type_words(table, type), number_text(1, type.scale),
                                         Arg(fmt::format("`{}`", shortened(written, 40))), low, high);
}

/// Takes what nearly all numbers are, a few digits that lie in range; nothing has to be prepared for a message then.
bool read_short_whole(const typed::Type& type, std::string_view written, FactValue& value) {
    constexpr std::size_t few = 9;
    if (written.empty() || written.size() > few) return false;
    std::int64_t number = 0;
    for (const char c : written) {
        if (c < '0' || c > '9') return false;
        number = number * 10 + (c - '0');
    }
    number *= type.scale;
    if (number < type.low || number > type.high) return false;
    value = {FactValue::State::Known, number, {}, {}};
    return true;
}

std::optional<FactsProblem> read_decimal(const Table& table, const TableFact& fact, std::string_view name,
                                         std::string_view written, FactValue& value) {
    const typed::Type& type = fact.type;
    if (read_short_whole(type, written, value)) return {};
    const std::optional<Decimal> number = decimal_of(written);
    const std::string shown = fmt::format("`{}`", shortened(written, 40));
    const Arg nothing_rounded("it is not a whole number: nothing is rounded here",
                              "这不是整数，系统不作取整");
    const Arg out_of_reach("nothing is rounded here", "系统不作取整");
    const bool plain = plainly_written(written, decimals_of(type.scale));
    if (!number) {
        // So many plain digits can only be too large; an exponent may also make it too small.
        if (plain) return out_of_range(fact, name, shortened(written, 24));
        return facts_problem<D::FactNotWhole>(name, type_words(table, type), Arg(shown),
                                              type.scale == 1 ? nothing_rounded : out_of_reach);
    }
    const std::optional<Units> units = units_of(*number, type.scale);
    if (!units) return out_of_range(fact, name, shortened(written, 24));
    if (!units->exact) {
        if (type.scale != 1) return too_fine(table, fact, name, written, *units, number->minus);
        return facts_problem<D::FactNotWhole>(name, type_words(table, type), Arg(shown), nothing_rounded);
    }
    if (!plain)
        return facts_problem<D::FactNotWhole>(name, type_words(table, type), Arg(shown),
                                              write_it(number->text()));
    if (units->value < type.low || units->value > type.high)
        return out_of_range(fact, name, shortened(written, 24));
    value = {FactValue::State::Known, units->value, {}, {}};
    return {};
}

}  // namespace

FactsProblem out_of_range(const TableFact& fact, std::string_view name, std::string_view written) {
    const typed::Type& type = fact.type;
    return facts_problem<D::FactOutOfRange>(name, written, value_text(type, type.low, Lang::En),
                                            value_text(type, type.high, Lang::En));
}

std::optional<FactsProblem> read_number(const Table& table, const TableFact& fact, std::string_view name,
                                        const JsonValue& json, FactValue& value) {
    if (json.kind == JsonKind::Number) return read_decimal(table, fact, name, json.text, value);
    const bool in_quotes = json.kind == JsonKind::Text && json.text.size() <= most_digits &&
                           plainly_written(json.text, decimals_of(fact.type.scale));
    const Arg help = in_quotes ? Arg(fmt::format("write `{}`, without quotes", json.text),
                                     fmt::format("请写 `{}`，不加引号", json.text))
                               : how_to_write(table, fact, name);
    return facts_problem<D::FactWrongType>(name, type_words(table, fact.type), described(json), help);
}

}  // namespace tenet::compiler
