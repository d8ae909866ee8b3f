#pragma once

#include "tests/bench/answer.hpp"
#include "tests/bench/rounds.hpp"

#include "tenet/batch.hpp"
#include "tenet/decide.hpp"

#include <cstring>
#include <memory>
#include <thread>
#include <utility>

namespace tenet::bench {

/// Applicants as columns, what is decided about them, and the memory between.
template <class Traits, std::uint32_t D>
class ColumnPopulation {
  public:
    using Facts = typename Traits::Facts;

    explicit ColumnPopulation(const std::vector<Facts>& applicants)
        : verdicts_(applicants.size()), failed_(applicants.size()), unknown_(failed_), applicable_(failed_) {
        add_facts(applicants, std::make_integer_sequence<std::uint32_t, Traits::program.fact_count>{});
        for (const auto& each : fields_)
            field_lists_.push_back(each.data());
    }

    void decide(batch::Target target, batch::Part part) {
        batch::decide<Traits, D>(
            {facts_.data(), offsets_.data(), field_lists_.data()}, verdicts_.size(), part,
            {verdicts_.data(), failed_.data(), unknown_.data(), applicable_.data()}, target);
    }
    void decide(batch::Target target) { decide(target, {0, verdicts_.size()}); }
    /// Half of them in a thread of its own; the halves meet between two lines of the cache.
    void decide_in_two_threads() {
        const std::size_t half = verdicts_.size() / 2 / 64 * 64;
        std::thread other([this, half] { decide(batch::best_target(), {half, verdicts_.size() - half}); });
        decide(batch::best_target(), {0, half});
        other.join();
    }
    void collect(Answers& answers) const {
        for (std::size_t i = 0; i < answers.size(); ++i)
            answers[i] = {verdicts_[i], failed_[i], unknown_[i], applicable_[i]};
    }

  private:
    using Column = std::unique_ptr<std::byte[]>;

    template <class Raw>
    static void put(const Column& column, std::size_t index, Raw raw) {
        std::memcpy(column.get() + index * sizeof(Raw), &raw, sizeof(Raw));
    }

    template <std::uint32_t... K>
    void add_facts(const std::vector<Facts>& applicants, std::integer_sequence<std::uint32_t, K...>) {
        fields_.resize(sizeof...(K));
        (add_fact<K>(applicants), ...);
    }
    template <std::uint32_t K>
    void add_fact(const std::vector<Facts>& applicants) {
        using Fact = std::remove_cvref_t<decltype(Traits::template fact<K>(applicants.front()))>;
        constexpr bool list = is_list<Fact>;
        Column column(new std::byte[(applicants.size() + 1) * sizeof(typename Fact::Raw)]);
        std::vector<std::uint32_t> ends{0};
        for (std::size_t i = 0; i < applicants.size(); ++i) {
            const Fact& fact = Traits::template fact<K>(applicants[i]);
            if constexpr (list) {
                put(column, i, fact.is_known() ? std::uint8_t{0} : Codes<std::uint8_t>::unknown);
                ends.push_back(ends.back() + fact.size());
            } else {
                put(column, i, fact.raw());
            }
        }
        // A list that every row knows needs no column of its own.
        bool all_known = list;
        for (std::size_t i = 0; all_known && i < applicants.size(); ++i)
            all_known = Traits::template fact<K>(applicants[i]).is_known();
        facts_.push_back(all_known ? nullptr : column.get());
        columns_.push_back(std::move(column));
        if constexpr (list)
            add_fields<K, typename Fact::Record>(
                applicants, ends.back(),
                std::make_integer_sequence<std::uint32_t, Traits::program.facts[K].field_count>{});
        ends_.push_back(std::move(ends));
        offsets_.push_back(list ? ends_.back().data() : nullptr);
    }
    template <std::uint32_t K, class Record, std::uint32_t... F>
    void add_fields(const std::vector<Facts>& applicants, std::size_t records,
                    std::integer_sequence<std::uint32_t, F...>) {
        (add_field<K, Record, F>(applicants, records), ...);
    }
    template <std::uint32_t K, class Record, std::uint32_t F>
    void add_field(const std::vector<Facts>& applicants, std::size_t records) {
        using Field = std::remove_cvref_t<decltype(std::declval<Record>().*record_member<Record, F>)>;
        Column column(new std::byte[(records + 1) * sizeof(typename Field::Raw)]);
        std::size_t index = 0;
        for (const Facts& each : applicants)
            for (const Record& record : Traits::template fact<K>(each))
                put(column, index++, (record.*record_member<Record, F>).raw());
        fields_[K].push_back(column.get());
        columns_.push_back(std::move(column));
    }

    std::vector<Column> columns_;
    std::vector<std::vector<std::uint32_t>> ends_;
    std::vector<const void*> facts_;
    std::vector<const std::uint32_t*> offsets_;
    std::vector<std::vector<const void*>> fields_;
    std::vector<const void* const*> field_lists_;
    std::vector<Verdict> verdicts_;
    std::vector<std::uint8_t> failed_, unknown_, applicable_;
};

/// Columns on every kind of processor that this one can be.
template <class Traits, std::uint32_t D>
void add_columns(const std::vector<typename Traits::Facts>& applicants,
                 std::vector<Evaluator<typename Traits::Facts>>& all) {
    using Facts = typename Traits::Facts;
    const auto population = std::make_shared<ColumnPopulation<Traits, D>>(applicants);
    constexpr const char* names[] = {"columns, baseline", "columns, AVX2", "columns, AVX-512"};
    for (std::size_t i = 0; i <= static_cast<std::size_t>(batch::best_target()); ++i)
        all.push_back({names[i],
                       [population, i](const std::vector<Facts>&, Answers&) {
                           population->decide(static_cast<batch::Target>(i));
                       },
                       [population](Answers& answers) { population->collect(answers); }});
}

/// The same with the best that there is, in one thread and in two.
template <class Traits, std::uint32_t D>
std::vector<Subject> column_threads(const std::vector<typename Traits::Facts>& applicants) {
    const auto population = std::make_shared<ColumnPopulation<Traits, D>>(applicants);
    return {{"columns, one thread", [population] { population->decide(batch::best_target()); }},
            {"columns, two threads", [population] { population->decide_in_two_threads(); }}};
}

}  // namespace tenet::bench
