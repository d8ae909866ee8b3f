#include "compiler/ranges.hpp"

#include "tenet/kernels.hpp"

namespace tenet::compiler {

std::vector<Range> ranges_of(const Table& table) {
    std::vector<Range> ranges;
    ranges.reserve(table.nodes.size());
    const auto value = [&ranges](NodeId id) { return id.valid() ? ranges[id.index()] : Range{}; };
    for (const Node& node : table.nodes) {
        Operands<Range> operands{value(node.a), value(node.b), value(node.c), node.imm,
                                 static_cast<std::uint8_t>(node.round_up ? round_up : 0)};
        if (node.op == Code::LoadFact) {
            const typed::Type& type = table.facts[static_cast<std::size_t>(node.imm)].type;
            operands.a = {{type.low, type.high, type.or_none}, false};
        }
        ranges.push_back(apply<Range>(node.op, operands));
    }
    return ranges;
}

}  // namespace tenet::compiler
