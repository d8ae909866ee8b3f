#pragma once

#include "compiler/table.hpp"

namespace tenet::compiler {

/// What a requirement op reads and how; its registers are still nodes.
struct Fused {
    Code code = Code::Require;
    NodeId a, b, c;
    std::int64_t imm = 0;
};

/// The requirement op that takes the shape of a condition in: a threshold, one with an alternative, a window, an order;
/// `Require` of the condition itself where none does.
Fused fused(const Table& table, NodeId condition);

}  // namespace tenet::compiler
