#include "compiler/message_text.hpp"

#include "compiler/display.hpp"
#include "compiler/placeholders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tenet::compiler {
namespace {

using typed::Base;

std::string unknown(const Telling& telling) { return std::string(telling.in(Say::Unknown)); }

std::string value_or_unknown(const Telling& telling, const typed::Type& type,
                             const std::optional<Possible>& value) {
    return value ? bare(telling, {type, *value}) : unknown(telling);
}

std::string day(const Telling& telling, const std::optional<std::int64_t>& number) {
    if (!number) return unknown(telling);
    typed::Type date;
    date.base = Base::Date;
    return bare(telling, {date, Possible{true, false, *number, *number}});
}

std::string none(const Telling& telling) { return std::string(telling.in(Say::None)); }

/// Whether nothing is lacking to know, but there is none of what is compared.
bool lacks_value(const Reason& reason) {
    return (reason.actual && surely_none(*reason.actual)) || (reason.needed && surely_none(*reason.needed));
}

std::string reason_text(const Telling& telling, BuiltIn built_in, const Reason& reason) {
    switch (built_in) {
    case BuiltIn::Actual: return value_or_unknown(telling, reason.type, reason.actual);
    case BuiltIn::Needed: {
        std::string low = value_or_unknown(telling, reason.type, reason.needed);
        if (!reason.needed_high) return low;
        return fmt::format("{}{}{}", low, telling.in(Say::ToDay),
                           value_or_unknown(telling, reason.type, reason.needed_high));
    }
    case BuiltIn::Shortfall:
        if (!reason.shortfall && lacks_value(reason)) return none(telling);
        return value_or_unknown(telling, difference_type(reason.type), reason.shortfall);
    case BuiltIn::Until:
        return !reason.until && lacks_value(reason) ? none(telling) : day(telling, reason.until);
    case BuiltIn::From:
        return !reason.from && lacks_value(reason) ? none(telling) : day(telling, reason.from);
    case BuiltIn::Records: return {};
    }
    __builtin_unreachable();
}

std::string fact_text(const Telling& telling, std::size_t index) {
    const TableFact& fact = telling.table.facts[index];
    const FactValue& value = telling.explained.facts[index];
    switch (value.state) {
    case FactValue::State::Unknown: return unknown(telling);
    case FactValue::State::None: return bare(telling, {fact.type, Possible{false, true, 0, 0}});
    case FactValue::State::Known: break;
    }
    if (fact.type.base == Base::Text) return displayed(value.text);
    return bare(telling, {fact.type, Possible{true, false, value.value, value.value}});
}

template <class Named>
bool called(const Named& one, std::string_view name) {
    return one.name == name || one.id == name;
}

/// The value of a fact or output, for texts that come without values of their own.
std::optional<std::string> policy_value(const Telling& telling, std::string_view name) {
    const Table& table = telling.table;
    for (std::size_t i = 0; i < table.facts.size() && i < telling.explained.facts.size(); ++i)
        if (called(table.facts[i], name)) return fact_text(telling, i);
    const std::vector<OutputAnswer>& outputs = telling.explained.answer.outputs;
    for (std::size_t i = 0; i < table.outputs.size() && i < outputs.size(); ++i)
        if (called(table.outputs[i], name))
            return bare(telling, output_value(telling, static_cast<std::uint32_t>(i)));
    return {};
}

/// What stands for a name between braces, if it names anything.
std::optional<std::string> named(const Telling& telling, std::string_view name, const Places& places) {
    const std::size_t count =
        places.names && places.values ? std::min(places.names->size(), places.values->size()) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const TablePlaceholder& one = (*places.names)[i];
        if (one.name == name) return bare(telling, {one.type, (*places.values)[i]});
    }
    if (std::optional<std::string> value = policy_value(telling, name)) return value;
    const std::optional<BuiltIn> built_in = find_built_in(name);
    if (!built_in) return {};
    if (*built_in != BuiltIn::Records)
        return reason_text(telling, *built_in, places.reason ? *places.reason : Reason{});
    return places.records ? positions_text(*places.records, telling.lang) : unknown(telling);
}

}  // namespace

std::string positions_text(const std::vector<std::uint32_t>& records, Lang lang) {
    constexpr std::size_t most = most_told_records;
    std::string out;
    for (std::size_t i = 0; i < records.size() && i < most; ++i)
        out += fmt::format("{}{}", i == 0 ? "" : said(Say::ItemComma, lang), records[i] + 1);
    if (records.size() <= most) return out;
    const std::size_t told = lang == Lang::Zh ? records.size() : records.size() - most;
    return out + filled_in(Say::MoreRecords, lang, {std::to_string(told)});
}

std::string filled_message(const Telling& telling, std::string_view text, const Places& places) {
    std::string out;
    while (!text.empty()) {
        std::size_t open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        std::size_t close = text.find('}');
        bool doubled = text.starts_with("{{");
        std::optional<std::string> found;
        if (!doubled && close != std::string_view::npos)
            found = named(telling, text.substr(1, close - 1), places);
        out += found ? *found : "{";
        text.remove_prefix(found ? close + 1 : doubled ? 2 : 1);
    }
    return out;
}

}  // namespace tenet::compiler
