#include "compiler/ranges.hpp"

#include "compiler/op_flags.hpp"
#include "compiler/table_calendars.hpp"
#include "tenet/kernels.hpp"

namespace tenet::compiler {
namespace {

/// Of every list alike: it may have no record, or as many as it may have at most, each of them anything in range.
Range over_list(Code op, const Operands<Range>& operands, Value most) {
#define AGGREGATE(name, ...)                                                                                 \
    if (op == Code::name) return of_unknown_list<Code::name>(operands, most);
#include "tenet/aggregates.def"
#undef AGGREGATE
    __builtin_unreachable();
}

const typed::Type& field_type(const Table& table, std::int64_t imm) {
    const typed::Type& list = table.facts[list_of_field(imm)].type;
    return table.records[list.of].fields[field_of_field(imm)].type;
}

}  // namespace

std::vector<Range> ranges_of(const Table& table) {
    const CalendarRows calendars = calendar_rows(table);
    Program program{};
    program.calendars = calendars.specs.data();
    program.calendar_days = calendars.days.data();
    program.calendar_counts = calendars.counts.data();
    std::vector<Range> ranges;
    ranges.reserve(table.nodes.size());
    const auto value = [&ranges](NodeId id) { return id.valid() ? ranges[id.index()] : Range{}; };
    for (const Node& node : table.nodes) {
        Operands<Range> operands{value(node.a),         value(node.b), value(node.c), node.imm,
                                 flags_of(table, node), value(node.d), &program};
        if (is_aggregate(node.op)) {
            const Value most = table.facts[static_cast<std::size_t>(node.imm)].type.high;
            ranges.push_back(over_list(node.op, operands, most));
            continue;
        }
        if (node.op == Code::LoadFact)
            operands.a = from_fact<Range>(spec_of(table.facts[static_cast<std::size_t>(node.imm)].type), {});
        if (node.op == Code::LoadField)
            operands.a = from_fact<Range>(spec_of(field_type(table, node.imm)), {});
        ranges.push_back(apply<Range>(node.op, operands));
    }
    return ranges;
}

}  // namespace tenet::compiler
