#include "compiler/check_state.hpp"

#include <fmt/format.h>

#include <chrono>

/// How the check stage speaks of types, values and places.
namespace tenet::compiler::checking {

using typed::Base;

std::string quoted(const State& state, Span span) {
    constexpr std::size_t longest = 80;
    const std::string_view all = state.sources.file(span.file).text;
    std::string text;
    for (char c : all.substr(span.begin, span.end - span.begin)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            text.push_back(c);
        else if (!text.empty() && text.back() != ' ')
            text.push_back(' ');
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    if (text.size() <= longest) return text;
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
        --cut;
    return text.substr(0, cut) + "…";
}

Arg type_name(const typed::Type& type) {
    switch (type.base) {
    case Base::YesNo: return {"yes/no", "“是否”类型"};
    case Base::Count: return {"a count", "次数"};
    case Base::Date: return {"a date", "日期"};
    case Base::Number: return {"a number", "数值"};
    case Base::Days: return {"a number of days", "天数"};
    case Base::Period: return {"a period", "期限"};
    }
    __builtin_unreachable();
}

Arg full_type_name(const typed::Type& type) {
    const Arg name = type_name(type);
    return type.or_none ? Arg(name.en + " or none", name.zh + " 或无") : name;
}

std::string written(Base base, std::int64_t value) {
    if (base != Base::Date) return std::to_string(value);
    const std::chrono::sys_days first(std::chrono::year(1900) / 1 / 1);
    const std::chrono::year_month_day day(first + std::chrono::days(static_cast<int>(value)));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

bool numeric(Base base) { return base == Base::Count || base == Base::Number; }

bool same_family(Base a, Base b) { return a == b || (numeric(a) && numeric(b)); }

}  // namespace tenet::compiler::checking
