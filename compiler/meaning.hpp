#pragma once

#include "compiler/ids.hpp"
#include "compiler/intervals.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What the nodes of several tables mean, in one place: two nodes have one id if they are written alike in normal form, whichever table
/// they stand in. Facts, fields and values of choices go by their ids, calendars by their days; `and` and `or` are of any number
/// of operands, in no order.
namespace tenet::compiler {

struct Meaning;
using MeaningId = Id<Meaning>;

struct Meaning {
    Code op = Code::Constant;
    bool flag = false;  ///< Node::round_up
    bool may_be_none = false;
    typed::Base base = typed::Base::YesNo;
    std::int32_t scale = 1;
    /// Node::imm; where it numbers something of one table, the word that stands for that. A value of a choice or a text is a word too,
    /// and so is a whole set.
    std::int64_t number = 0;
    std::vector<MeaningId> operands;

    /// What it can ever be in any of the tables; of no use for what is a word.
    Interval range;
    std::vector<std::int64_t> values;  ///< of a choice: every value, as words; of InSet: the members
};

class MeaningPool {
  public:
    /// The meaning of each node of the table.
    std::vector<MeaningId> add(const Table& table);

    const Meaning& at(MeaningId id) const { return meanings_[id.index()]; }
    std::size_t size() const { return meanings_.size(); }
    MeaningId yes() { return constant(typed::Base::YesNo, 1); }
    MeaningId constant(typed::Base base, std::int64_t number);
    /// The same as one of the pool; the ranges of both are joined.
    MeaningId intern(Meaning meaning);
    std::int64_t word(std::string_view text);

  private:
    Meaning meaning_of(const Table& table, const Node& node, const std::vector<MeaningId>& done);
    std::int64_t number_of(const Table& table, const Node& node);
    std::int64_t constant_of(const Table& table, const Node& node);
    std::int64_t members_of(const Table& table, const Node& node, std::uint32_t choice);
    void put_in_order(Meaning& meaning) const;

    std::vector<Meaning> meanings_;
    std::unordered_map<std::string, MeaningId> known_;
    std::unordered_map<std::string, std::int64_t> words_;
};

}  // namespace tenet::compiler
