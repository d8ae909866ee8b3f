#pragma once

#include "compiler/answer.hpp"
#include "compiler/ast.hpp"
#include "compiler/typed.hpp"

#include <cstdint>

/// What values may still be and what comparisons make of them, for the reference evaluator alone.
namespace tenet::compiler::reference {

/// How much is remembered of an undetermined value of a type.
enum class Shape : std::uint8_t {
    Interval,  ///< the ends
    Members,   ///< each value that it may be: a choice or text of at most 64
    Set,       ///< the members that it surely has and those that it possibly has
};

Shape shape_of(const typed::Module& module, const typed::Type& type);

/// One value.
Possible point(std::int64_t value, Shape shape = Shape::Interval);
Possible only_none();
Possible truth(bool surely, bool possibly);
/// Any value that a type declares, and none if it may be.
Possible anything(const typed::Type& type, Shape shape);

bool surely(const Possible& p);
bool surely_not(const Possible& p);

Possible negate(const Possible& p);
Possible both(const Possible& p, const Possible& q);
Possible either(const Possible& p, const Possible& q);

/// What is one of the two.
Possible hull(const Possible& p, const Possible& q, Shape shape);
Possible equal(const Possible& p, const Possible& q, Shape shape);
/// Whether p comes before q (or is the same, if `same_counts`); none comes before nothing and after nothing.
Possible ordered(const Possible& p, const Possible& q, bool same_counts);
Possible compare(ast::CompareOp op, const Possible& p, const Possible& q, Shape shape = Shape::Interval);
/// Whether x is no less than low and no greater than high.
Possible between(const Possible& x, const Possible& low, const Possible& high);
/// Whether a choice is one of the members of a group.
Possible in_group(const Possible& p, const std::vector<bool>& members);
/// Whether a choice is a member of a set.
Possible in_set(const Possible& p, const Possible& set);

/// Whether a set has all members that have a bit.
Possible covers(const Possible& set, std::uint64_t members);
/// The set of a value of a choice alone.
Possible as_set(const Possible& p);

/// p + q, or p - q.
Possible sum(const Possible& p, const Possible& q, bool minus);
Possible times(Possible p, std::int64_t factor);

}  // namespace tenet::compiler::reference
