#include "compiler/table_reach.hpp"

#include <algorithm>

namespace tenet::compiler {

std::size_t deciding_nodes(const Table& table) {
    std::size_t count = 0;
    const auto reach = [&count](NodeId id) {
        if (id.valid()) count = std::max(count, id.index() + 1);
    };
    for (const TableRequirement& row : table.requirements) {
        reach(row.when);
        reach(row.condition);
        reach(row.records);
    }
    for (const TableRemedy& row : table.remedies)
        reach(row.when);
    for (const TableDecision& row : table.decisions)
        reach(row.when);
    for (const TableOutput& row : table.outputs)
        reach(row.value);
    for (const TableAssume& row : table.assumes)
        reach(row.condition);
    return count;
}

}  // namespace tenet::compiler
