#include "compiler/value_text.hpp"

#include "compiler/day_text.hpp"
#include "compiler/result_values.hpp"

#include <fmt/format.h>

namespace tenet::compiler {

using typed::Base;

bool is_number(Base base) {
    switch (base) {
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours:
    case Base::Period: return true;
    case Base::YesNo:
    case Base::Date:
    case Base::Choice:
    case Base::Set:
    case Base::Text:
    case Base::List: return false;
    }
    __builtin_unreachable();
}

int decimals_of(std::int32_t scale) {
    // Halves are the one scale that is no power of ten.
    int decimals = 0;
    for (std::int64_t power = 1; power % scale != 0; power *= 10)
        ++decimals;
    return decimals;
}

std::string number_text(std::int64_t value, std::int32_t scale) {
    const bool minus = value < 0;
    // The negative of the least value is a number only without sign; a broken table may come to it.
    const auto bits = static_cast<std::uint64_t>(value);
    const std::uint64_t size = minus ? 0 - bits : bits, units = static_cast<std::uint32_t>(scale);
    std::string out = fmt::format("{}{}", minus ? "-" : "", size / units);
    std::uint64_t rest = size % units;
    if (rest == 0) return out;
    out += '.';
    for (; rest != 0; rest %= units) {
        rest *= 10;
        out += static_cast<char>('0' + rest / units);
    }
    return out;
}

std::string value_text(const typed::Type& type, std::int64_t value, Lang lang) {
    switch (type.base) {
    case Base::YesNo: return std::string(said(value != 0 ? Say::Yes : Say::No, lang));
    case Base::Date: return day_text(value);
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours:
    case Base::Period: return number_text(value, type.scale);
    case Base::Choice:
    case Base::Set:
    case Base::Text:
    case Base::List: break;
    }
    return {};
}

std::string_view shown_name(const TableText& label, std::string_view id, std::string_view name, Lang lang) {
    const std::string& text = lang == Lang::Zh ? label.zh : label.en;
    if (!text.empty()) return text;
    return lang == Lang::Zh ? name : id;
}

std::string_view shown_name(const TableChoiceValue& value, Lang lang) {
    return shown_name(value.label, value.id, value.name, lang);
}

}  // namespace tenet::compiler
