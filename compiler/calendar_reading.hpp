#pragma once

#include "compiler/typed.hpp"

#include <cstdint>
#include <vector>

/// What of a policy has to do with calendars, and the order in which its parts read one another.
namespace tenet::compiler {

/// A place in the tree, and the record or list that it is at.
struct TreePlace {
    typed::ExprId id;
    std::uint32_t at = typed::no_index;
};

/// Calls `visit(operand, inside)` for each operand; those inside stand at the records of the expression's own list.
template <class Visit>
void for_each_operand(const typed::Module& module, const typed::Expr& e, const Visit& visit) {
    const bool inside = is_aggregate(e.kind);
    for (typed::ExprId operand : {e.a, e.b, e.c})
        if (operand.valid()) visit(operand, inside);
    for (typed::ExprId operand : {e.x, e.y})
        if (operand.valid()) visit(operand, false);
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        visit(module.tiers[e.tiers.first + i].amount, inside);
        visit(module.tiers[e.tiers.first + i].condition, inside);
    }
}

/// Which expressions have to do with a calendar. Units are what is read by name: definitions first, then the fields of all records.
class CalendarReading {
  public:
    /// Reads all units; roots that are none are read by `mark_root`. The module may grow meanwhile.
    explicit CalendarReading(const typed::Module& module);

    void mark_root(typed::ExprId root);
    bool counts(typed::ExprId id) const { return counts_[id.index()]; }
    std::uint32_t field_unit(std::uint32_t record, std::uint32_t field) const {
        return first_fields_[record] + field;
    }
    /// What a unit is worth; invalid for a field that comes with its record.
    typed::ExprId value_of(std::uint32_t unit) const;
    /// The units, each after those that it reads.
    const std::vector<std::uint32_t>& order() const { return order_; }

  private:
    struct Step {
        std::uint32_t unit;
        std::vector<TreePlace> exprs;
        std::vector<std::uint32_t> reads;
        std::size_t next = 0;
    };

    std::uint32_t record_of(std::uint32_t unit) const;
    Step step(std::uint32_t unit);
    void follow(std::uint32_t start, std::vector<bool>& entered);
    std::vector<TreePlace> below(TreePlace root, std::vector<std::uint32_t>& reads);
    void mark(const std::vector<TreePlace>& exprs);

    const typed::Module& module_;
    std::vector<bool> counts_;       ///< by expression
    std::vector<bool> unit_counts_;  ///< by unit
    std::vector<std::uint32_t> first_fields_, order_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t visit_ = 0;
};

}  // namespace tenet::compiler
