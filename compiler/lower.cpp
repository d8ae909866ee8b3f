#include "compiler/lower.hpp"

#include "compiler/fuse.hpp"
#include "compiler/lower_expr.hpp"
#include "compiler/lower_parts.hpp"
#include "compiler/named_facts.hpp"
#include "compiler/table_rows.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::ExprId;

/// Copies the reachable nodes, operands before users, in the order in which the roots are asked for.
class Numbering {
  public:
    Numbering(const NodePool& pool, Table& table) : pool_(pool), table_(table) {}

    NodeId place(NodeId root) {
        ids_.resize(pool_.size());  // the pool grows while roots are lowered one after the other
        std::vector<NodeId> stack{root};
        while (!stack.empty()) {
            const NodeId id = stack.back();
            const std::size_t depth = stack.size();
            const Node& node = pool_.node(id);
            if (!ids_[id.index()].valid())
                for (NodeId operand : {node.d, node.c, node.b, node.a})
                    if (operand.valid() && !ids_[operand.index()].valid()) stack.push_back(operand);
            if (stack.size() != depth) continue;
            stack.pop_back();
            if (!ids_[id.index()].valid()) emit(id, node);
        }
        return ids_[root.index()];
    }

    /// Where a node of the pool went; none if no root reaches it.
    NodeId placed(NodeId id) const {
        return id.valid() && id.index() < ids_.size() ? ids_[id.index()] : NodeId();
    }

  private:
    void emit(NodeId id, Node node) {
        node.a = placed(node.a);
        node.b = placed(node.b);
        node.c = placed(node.c);
        node.d = placed(node.d);
        ids_[id.index()] = NodeId(table_.nodes.size());
        table_.nodes.push_back(node);
        table_.origins.push_back({pool_.origin(id)});
    }

    const NodePool& pool_;
    Table& table_;
    std::vector<NodeId> ids_;
};

/// Fills the table, first what answers rest on, then what only texts show: a message changes no meaning.
class Rows {
  public:
    Rows(const typed::Module& module, const Sources* sources, Table& table)
        : module_(module), sources_(sources), table_(table), lowering_(module),
          numbering_(lowering_.pool(), table) {}

    void run() {
        for (const typed::Decision& decision : module_.decisions)
            add(decision);
        for (const typed::Definition& definition : module_.definitions)
            if (definition.is_output)
                table_.outputs.push_back(output_of(definition, place(definition.value)));
        for (const typed::Assume& assume : module_.assumes) {
            table_.assumes.push_back(assume_of(assume));
            table_.assumes.back().condition = place(assume.condition);
        }
        add_texts();
        table_.too_large = lowering_.full();
        add_defines();
        table_.settled = lowering_.take_settled();
    }

  private:
    NodeId place(ExprId root) {
        const NodeId node = root.valid() ? lowering_.lower(root) : NodeId();
        return node.valid() ? numbering_.place(node) : NodeId();
    }

    void add(const typed::Decision& decision) {
        TableDecision row = decision_of(decision);
        row.when = place(decision.when);
        row.requirements = {static_cast<std::uint32_t>(table_.requirements.size()),
                            static_cast<std::uint32_t>(decision.requirements.size())};
        for (const typed::Requirement& requirement : decision.requirements)
            add(requirement);
        table_.decisions.push_back(std::move(row));
    }

    void add(const typed::Requirement& requirement) {
        TableRequirement row = requirement_of(requirement);
        row.when = place(requirement.when);
        row.condition = place(requirement.condition);
        row.records = records_of(requirement.condition, row.condition);
        row.remedies = {static_cast<std::uint32_t>(table_.remedies.size()),
                        static_cast<std::uint32_t>(requirement.remedies.size())};
        for (const typed::Remedy& remedy : requirement.remedies) {
            table_.remedies.push_back(remedy_of(remedy));
            table_.remedies.back().when = place(remedy.when);
        }
        table_.requirements.push_back(std::move(row));
    }

    /// What is asked of every record stands as: none may be what fails. Nothing is left of it where none can fail.
    NodeId records_of(ExprId condition, NodeId node) const {
        if (module_.at(condition).kind != typed::Kind::Every || !node.valid()) return {};
        const Node& whole = table_.at(node);
        return whole.op == Code::Not && table_.at(whole.a).op == Code::Any ? whole.a : NodeId();
    }

    void add_texts() {
        std::size_t next = 0;
        for (const typed::Decision& decision : module_.decisions)
            for (const typed::Requirement& requirement : decision.requirements) {
                TableRequirement& row = table_.requirements[next++];
                row.parts = add_parts(requirement.condition, row.condition);
                row.left = left_of(requirement.condition, row.condition);
                if (sources_ != nullptr) row.measure = measure_of(module_, *sources_, requirement.condition);
                row.placeholders = placeholders_of(requirement.placeholders);
            }
        for (std::size_t i = 0; i < module_.assumes.size(); ++i)
            table_.assumes[i].placeholders = placeholders_of(module_.assumes[i].placeholders);
    }

    /// What is one comparison explains itself, however many words it was written with.
    Run add_parts(ExprId condition, NodeId node) {
        const auto first = static_cast<std::uint32_t>(table_.parts.size());
        if (!node.valid() || explains_itself(node)) return {first, 0};
        for (ExprId leaf : leaves_of(module_, condition)) {
            const NodeId part = place(leaf);
            const Span span = module_.at(leaf).span;
            if (sources_ == nullptr)
                table_.parts.push_back({part, {}, {}, left_of(leaf, part)});
            else
                table_.parts.push_back({part, words_of(*sources_, span), measure_of(module_, *sources_, leaf),
                                        left_of(leaf, part)});
        }
        return {first, static_cast<std::uint32_t>(table_.parts.size()) - first};
    }

    /// Which operand of the node that a comparison, or one that is negated, has become was on its left.
    Left left_of(ExprId condition, NodeId node) const {
        const bool negated = module_.at(condition).kind == typed::Kind::Not;
        const typed::Expr& e = module_.at(negated ? module_.at(condition).a : condition);
        if (e.kind != typed::Kind::Compare || !node.valid()) return Left::Unsaid;
        const Node& compared = table_.at(node);
        if (compared.op == Code::Lt || compared.op == Code::Le) {
            const bool asks_less = e.op == ast::CompareOp::Lt || e.op == ast::CompareOp::Le;
            return asks_less != negated ? Left::A : Left::B;
        }
        const NodeId left = numbering_.placed(lowering_.lowered(e.a));
        if (compared.op != Code::Eq || !left.valid()) return Left::Unsaid;
        return compared.a == left ? Left::A : compared.b == left ? Left::B : Left::Unsaid;
    }

    bool explains_itself(NodeId condition) const {
        const Code op = table_.at(condition).op;
        return op == Code::Lt || op == Code::Eq || fused(table_, condition).code != Code::Require;
    }

    std::vector<TablePlaceholder> placeholders_of(const std::vector<typed::Placeholder>& placeholders) {
        std::vector<TablePlaceholder> rows;
        for (const typed::Placeholder& placeholder : placeholders) {
            rows.push_back(placeholder_of(placeholder, module_.at(placeholder.value).type));
            rows.back().value = place(placeholder.value);
        }
        return rows;
    }

    /// In the order of the nodes, since the order in which they are declared says nothing. A derived field stands once
    /// for each list that it was asked of.
    void add_defines() {
        const auto add = [this](const std::string& id, const typed::Symbol& name, const typed::Type& type,
                                NodeId lowered, Span span) {
            const NodeId value = numbering_.placed(lowered);
            if (value.valid()) table_.defines.push_back({id, name.text, type, value, span});
        };
        for (const typed::Definition& row : module_.definitions)
            add(row.name.id, row.name, row.type, lowering_.lowered(row.value), row.name.span);
        for (std::uint32_t list = 0; list < module_.facts.size(); ++list) {
            if (module_.facts[list].type.base != typed::Base::List) continue;
            const typed::Record& record = module_.records[module_.facts[list].type.of];
            for (std::uint32_t field : record.order) {
                const typed::Field& row = record.fields[field];
                add(module_.facts[list].name.id + "." + row.name.id, row.name, row.type,
                    lowering_.lowered(row.derived, list), row.name.span);
            }
        }
        std::sort(table_.defines.begin(), table_.defines.end(),
                  [](const TableDefine& x, const TableDefine& y) {
                      return std::tie(x.value, x.id) < std::tie(y.value, y.id);
                  });
    }

    const typed::Module& module_;
    const Sources* sources_;
    Table& table_;
    ExprLowering lowering_;
    Numbering numbering_;
};

}  // namespace

Table lower(const typed::Module& module, const Sources* sources) {
    Table table = header_of(module);
    Rows(module, sources, table).run();
    name_facts(table);
    return table;
}

}  // namespace tenet::compiler
