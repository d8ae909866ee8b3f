#pragma once

#include "compiler/meaning.hpp"
#include "compiler/shared_facts.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// How the search for a witness gets from one applicant to another: by one fact, field or record, to values at which conditions change.
namespace tenet::compiler {

/// What conditions read and compare with.
struct Palette {
    std::map<std::pair<typed::Base, std::int32_t>, std::set<std::int64_t>> numbers;  ///< by base and scale
    std::set<std::int64_t> dates;   ///< days since 1900-01-01
    std::set<std::int64_t> months;  ///< lengths of periods
    std::set<std::int64_t> days;    ///< likewise
    std::set<std::string> reads;    ///< ids of facts, and of fields as `list.field`

    bool empty() const { return reads.empty(); }
};

/// Adds what these nodes read and compare with. `words` are the words of facts and fields.
void add_to(Palette& palette, const MeaningPool& pool, const std::vector<MeaningId>& nodes,
            const std::map<std::int64_t, std::string>& words);

/// One change of an applicant.
struct Move {
    enum class Kind : std::uint8_t { Set, SetField, Empty, Remove, Repeat, Append, Resize };
    Kind kind = Kind::Set;
    std::uint32_t fact = 0;
    std::uint32_t record = 0;
    std::uint32_t field = 0;
    FactValue value;
    std::size_t size = 0;  ///< of Resize
};

class Moves {
  public:
    Moves(const SharedFacts& facts, std::vector<std::string> texts)
        : facts_(facts), texts_(std::move(texts)) {}

    /// All moves from a row that change what the palette reads, to values that it compares with.
    std::vector<Move> from(const FactRow& row, const Palette& palette) const;
    void apply(FactRow& row, const Move& move) const;
    /// An applicant of whom all is known, with as much or as little of everything as `variant` says: 0 little, 1 some, 2 much.
    FactRow plain(const Palette& palette, unsigned variant) const;

  private:
    struct Around;

    void add_values(std::vector<FactValue>& out, const SharedFact& fact, const FactValue& now,
                    const Around& around) const;
    void add_numbers(std::vector<std::int64_t>& out, const SharedFact& fact, const Around& around) const;
    void add_dates(std::vector<std::int64_t>& out, const Around& around) const;
    void add_list(std::vector<Move>& out, std::uint32_t fact, const FactRow& row,
                  const Palette& palette) const;
    FactValue plain_value(const SharedFact& fact, const Palette& palette, unsigned variant,
                          std::int64_t day) const;
    Record plain_record(const SharedFact& list, const FactRow& row) const;
    std::int64_t day_of(const FactRow& row) const;

    const SharedFacts& facts_;
    std::vector<std::string> texts_;
};

}  // namespace tenet::compiler
