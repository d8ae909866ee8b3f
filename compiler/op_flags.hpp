#pragma once

#include "compiler/table.hpp"

namespace tenet::compiler {

/// Bits of `Op::flags` for the operands of an op: which of them may be none.
std::uint8_t none_flags(const Table& table, NodeId a, NodeId b, NodeId c);

/// `Op::flags` of a node: which operands may be none, the rounding, whether values are sets or have a bit each.
std::uint8_t flags_of(const Table& table, const Node& node);

/// How a base reads in a program; a period is no value.
ValueKind kind_of(typed::Base base);

/// A fact or a field as a program has it, without its texts and, of a list, without its fields.
FactSpec spec_of(const typed::Type& type);

}  // namespace tenet::compiler
