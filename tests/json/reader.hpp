#pragma once

#include "compiler/answer.hpp"
#include "compiler/table.hpp"
#include "tenet/evaluate.hpp"
#include "tenet/explain_json.hpp"
#include "tenet/explain_text.hpp"
#include "tenet/json.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// What the header of a policy makes of a JSON text, in the shape in which the tool has it.
namespace tenet::json_test {

struct HeaderRead {
    json::Fault fault;
    compiler::FactRow row;
    std::string message[2], remedy[2];  ///< in Chinese, in English
    std::string pointer;
    std::vector<std::vector<int>> statuses;  ///< of each decision its verdict, then each requirement's status
};

/// The answer in words: all of it, and put together of what is told one by one; and as JSON.
struct HeaderTold {
    std::string result, pieces;
    std::string json, brief;
    std::vector<int> verdicts;
};

/// A policy whose header is compiled into this program.
struct Subject {
    const char* path;  ///< of the policy
    HeaderRead (*read)(const compiler::Table&, std::string_view text);
    HeaderTold (*tell)(std::string_view text, Lang lang);
};

namespace detail {

template <class T, bool N>
compiler::FactValue value_of(const Program& program, const BasicFact<T, N>& fact) {
    compiler::FactValue out;
    const Loaded loaded = fact.loaded(program);
    if (loaded.state == FactState::None) out.state = compiler::FactValue::State::None;
    if (loaded.state != FactState::Known) return out;
    out.state = compiler::FactValue::State::Known;
    out.value = loaded.value;
    if constexpr (std::is_same_v<T, Text>) out.text = std::string(fact.characters(), fact.length());
    return out;
}

template <class R, std::uint32_t... F>
compiler::Record record_of(const Program& program, const compiler::TableRecord& type, const R& record,
                           std::integer_sequence<std::uint32_t, F...>) {
    compiler::Record out;
    const auto put = [&](std::uint32_t field, compiler::FactValue value) {
        const std::size_t place = type.declared[field];
        if (out.fields.size() <= place) out.fields.resize(place + 1);
        out.fields[place] = std::move(value);
    };
    (put(F, value_of(program, record.*record_member<R, F>)), ...);
    return out;
}

template <class Traits, std::uint32_t K>
compiler::FactValue value_of(const compiler::Table& table, const typename Traits::Facts& facts) {
    const auto& fact = Traits::template fact<K>(facts);
    using Fact = std::remove_cvref_t<decltype(fact)>;
    if constexpr (is_list<Fact>) {
        compiler::FactValue out;
        if (!fact.is_known()) return out;
        out.state = compiler::FactValue::State::Known;
        out.value = fact.size();
        const compiler::TableRecord& type = table.records[table.facts[K].type.of];
        constexpr std::uint32_t count = Traits::program.facts[K].field_count;
        for (const auto& record : fact)
            out.records.push_back(
                record_of(Traits::program, type, record, std::make_integer_sequence<std::uint32_t, count>()));
        return out;
    } else {
        return value_of(Traits::program, fact);
    }
}

template <class Traits, std::uint32_t D>
std::vector<int> statuses_of(const Evaluation<Traits>& all) {
    const auto decision = all.template decision<D>();
    std::vector<int> out{static_cast<int>(decision.verdict)};
    for (std::uint32_t i = 0; i < decision.requirement_count && decision.verdict != Verdict::Refused; ++i)
        out.push_back(static_cast<int>(decision.status(i)));
    return out;
}

template <class Traits, std::uint32_t... D>
std::vector<std::vector<int>> all_statuses(const typename Traits::Facts& facts,
                                           std::integer_sequence<std::uint32_t, D...>) {
    [[maybe_unused]] const auto all = ::tenet::evaluate<Traits>(facts);  // where nothing is decided
    return {statuses_of<Traits, D>(all)...};
}

template <class Traits, std::uint32_t... K>
compiler::FactRow row_of(const compiler::Table& table, const typename Traits::Facts& facts,
                         std::integer_sequence<std::uint32_t, K...>) {
    return {value_of<Traits, K>(table, facts)...};
}

}  // namespace detail

template <class Traits>
HeaderRead read_by_header(const compiler::Table& table, std::string_view text) {
    constexpr Traits traits{};
    HeaderRead out;
    typename Traits::Facts facts;
    std::vector<std::byte> memory(json::memory_for<Traits>(text.size()));
    out.fault = json::read(traits, text, facts, memory);
    out.row = detail::row_of<Traits>(table, facts,
                                     std::make_integer_sequence<std::uint32_t, Traits::program.fact_count>());
    out.statuses = detail::all_statuses<Traits>(
        facts, std::make_integer_sequence<std::uint32_t, Traits::program.decision_count>());
    if (!out.fault) return out;
    char line[4096];
    for (const Lang lang : {Lang::zh, Lang::en}) {
        const auto index = static_cast<std::size_t>(lang);
        out.message[index] = json::message(traits, out.fault, text, lang, line);
        out.remedy[index] = json::remedy(traits, out.fault, text, lang, line);
    }
    out.pointer = json::pointer(traits, out.fault, text, line);
    return out;
}

namespace detail {

/// What is written where there is just as much room as it needs.
template <class Write>
std::string written(Write write) {
    std::string out(write(nullptr, std::size_t{0}).needed, '?');
    const WrittenText whole = write(out.data(), out.size());
    return whole.is_whole() ? out : "(it needs another size than it said)";
}

}  // namespace detail

template <class Traits>
void tell_as_json(const typename Traits::Facts& facts, Lang lang, HeaderTold& out) {
    AnswerJson answer(Traits{}, facts);
    out.json = detail::written([&](char* buffer, std::size_t capacity) {
        return answer.refused() ? answer.refusal(lang, buffer, capacity)
                                : answer.result(lang, buffer, capacity);
    });
    out.brief = detail::written(
        [&](char* buffer, std::size_t capacity) { return answer.brief(lang, buffer, capacity); });
    for (std::uint32_t d = 0; d < Traits::program.decision_count; ++d)
        out.verdicts.push_back(static_cast<int>(answer.verdict(d)));
}

template <class Traits>
HeaderTold tell_by_header(std::string_view text, Lang lang) {
    constexpr Traits traits{};
    typename Traits::Facts facts;
    std::vector<std::byte> memory(json::memory_for<Traits>(text.size()));
    if (json::read(traits, text, facts, memory)) return {"(the facts are wrong)", {}, {}, {}, {}};
    AnswerText answer(traits, facts);
    HeaderTold out{detail::written([&](char* buffer, std::size_t capacity) {
                       return answer.result(lang, buffer, capacity);
                   }),
                   {},
                   {},
                   {},
                   {}};
    for (std::uint32_t d = 0; d < Traits::program.decision_count; ++d)
        out.pieces += detail::written(
            [&](char* buffer, std::size_t capacity) { return answer.decision(d, lang, buffer, capacity); });
    for (std::uint32_t o = 0; o < Traits::program.output_count; ++o)
        out.pieces += detail::written(
            [&](char* buffer, std::size_t capacity) { return answer.output(o, lang, buffer, capacity); });
    tell_as_json<Traits>(facts, lang, out);
    return out;
}

/// All of them, in the order of the build.
std::vector<Subject> subjects();

}  // namespace tenet::json_test
