#pragma once

namespace tenet::generated {

/// What the program of a batch begins with: it reads facts as `row_line` writes them, whatever their types, and prints answers.
inline constexpr const char* batch_prelude = R"(
#include <cstdio>
#include <deque>
#include <string>
#include <utility>
#include <vector>

static std::deque<std::string> texts;

static long long next() {
    long long value = -1;
    return std::scanf("%lld", &value) == 1 ? value : -1;
}
template <class T, bool N> void set(tenet::BasicFact<T, N>& fact, long long value) {
    if constexpr (tenet::is_date_type<T>)
        fact = tenet::Date{static_cast<int>(value)};
    else if constexpr (std::is_same_v<T, bool>)
        fact = value != 0;
    else if constexpr (std::is_enum_v<T>)
        fact = static_cast<T>(value);
    else if constexpr (tenet::is_set_type<T>)
        fact = T::of_bits(static_cast<std::uint64_t>(value));
    else
        fact = tenet::Scaled<tenet::scale_of<T>>{value};
}
template <bool N> void set(tenet::BasicFact<tenet::Text, N>& fact, long long length) {
    std::string& text = texts.emplace_back();
    if (std::scanf(" %*1[x]") != 0) return;
    for (long long i = 0; i < length; ++i) {
        unsigned byte = 0;
        if (std::scanf("%2x", &byte) != 1) return;
        text += static_cast<char>(byte);
    }
    fact = text;
}
template <class F> void supply(F& fact) {
    const long long state = next();
    if (state >= 2) set(fact, next());
    if constexpr (F::or_none)
        if (state == 1) fact = tenet::none;
}
template <class L> using Records = std::vector<typename L::Record>;
template <class L, unsigned... F>
void supply_list(L& list, Records<L>& records, std::integer_sequence<unsigned, F...>) {
    if (next() != 2) return;
    records.resize(static_cast<std::size_t>(next()));
    for (typename L::Record& record : records)
        (supply(record.*tenet::record_member<typename L::Record, F>), ...);
    list = records;
}
static void print(const tenet::Refusal& refusal) {
    std::printf(" refused:%d:%u.%u.%u:%u", static_cast<int>(refusal.cause), refusal.path.fact, refusal.path.record,
                refusal.path.field, refusal.assume);
}
template <unsigned N, unsigned I, unsigned R> void print(const tenet::Decision<N, I, R>& decision) {
    if (decision.verdict == tenet::Verdict::Refused) return print(decision.refusal);
    std::printf(" %d:", static_cast<int>(decision.verdict));
    for (unsigned i = 0; i < N; ++i)
        std::printf("%d", static_cast<int>(decision.status(i)));
    for (unsigned i = 0; i < R; ++i)
        if (decision.has_remedy(i)) std::printf("+%u", i);
}
static void print(const tenet::Outcome& outcome) {
    if (outcome.state == tenet::Outcome::State::Refused) return print(outcome.refusal);
    std::printf(" %d%d:%lld..%lld:%llx", outcome.may_be_value, outcome.may_be_none, static_cast<long long>(outcome.low),
                static_cast<long long>(outcome.high), static_cast<unsigned long long>(outcome.members));
}
)";

}  // namespace tenet::generated
