#include "compiler/check_parts.hpp"
#include "compiler/reads.hpp"

/// Which fields a condition over records writes as `record.field`.
namespace tenet::compiler::checking {

void collect_qualified(const State& state, ast::ExprId root, std::uint32_t record,
                       std::vector<std::uint32_t>& fields) {
    std::vector<ast::ExprId> open{root};
    while (!open.empty()) {
        const ast::ExprId id = open.back();
        open.pop_back();
        if (!id.valid()) continue;
        const ast::Expr& e = state.file.at(id);
        if (e.kind == ast::ExprKind::Member && state.names.find_type(e.name, ast::ItemKind::Record) == record)
            if (const auto field = state.names.find_field(record, state.file.members[e.extra].text))
                fields.push_back(*field);
        if (is_aggregate(e.kind)) continue;
        open.insert(open.end(), {e.a, e.b, e.c});
        for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
            open.push_back(state.file.tiers[e.tiers.first + i].amount);
            open.push_back(state.file.tiers[e.tiers.first + i].condition);
        }
    }
}

void collect_qualified(const State& state, const ast::Body& body, std::uint32_t record,
                       std::vector<std::uint32_t>& fields) {
    collect_qualified(state, body.value, record, fields);
    for (std::uint32_t i = 0; i < body.cases.count; ++i) {
        collect_qualified(state, state.file.cases[body.cases.first + i].value, record, fields);
        collect_qualified(state, state.file.cases[body.cases.first + i].condition, record, fields);
    }
}

}  // namespace tenet::compiler::checking
