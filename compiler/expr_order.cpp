#include "compiler/expr_order.hpp"

#include "compiler/typed_roots.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

using typed::ExprId;

/// Calls `visit` for every operand of an expression.
template <class Visit>
void for_each_operand_of(typed::Module& module, typed::Expr& e, const Visit& visit) {
    for (ExprId* operand : {&e.a, &e.b, &e.c, &e.x, &e.y})
        visit(*operand);
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        visit(module.tiers[e.tiers.first + i].amount);
        visit(module.tiers[e.tiers.first + i].condition);
    }
}

class Ordering {
  public:
    explicit Ordering(typed::Module& module)
        : module_(module), numbers_(module.exprs.size(), typed::no_index) {}

    void run() {
        for_each_root(module_, [this](ExprId& id) { reach(id); });
        for (std::uint32_t i = 0; i < module_.exprs.size(); ++i)
            reach(ExprId(i));  // what nothing reads stays, behind all else
        std::vector<typed::Expr> exprs;
        exprs.reserve(order_.size());
        const auto move = [this](ExprId& id) {
            if (id.valid()) id = ExprId(numbers_[id.index()]);
        };
        for (const std::uint32_t old : order_) {
            for_each_operand_of(module_, module_.exprs[old], move);
            exprs.push_back(module_.exprs[old]);
        }
        for_each_root(module_, move);
        module_.exprs = std::move(exprs);
    }

  private:
    /// Numbers what is below an expression, then itself.
    void reach(ExprId root) {
        std::vector<ExprId> open;
        if (root.valid()) open.push_back(root);
        while (!open.empty()) {
            const ExprId id = open.back();
            if (numbers_[id.index()] != typed::no_index) {
                open.pop_back();
                continue;
            }
            const std::size_t before = open.size();
            std::vector<ExprId> operands;
            for_each_operand_of(module_, module_.exprs[id.index()], [&](ExprId& operand) {
                if (operand.valid() && numbers_[operand.index()] == typed::no_index)
                    operands.push_back(operand);
            });
            open.insert(open.end(), operands.rbegin(), operands.rend());
            if (open.size() != before) continue;
            numbers_[id.index()] = static_cast<std::uint32_t>(order_.size());
            order_.push_back(id.value);
            open.pop_back();
        }
    }

    typed::Module& module_;
    std::vector<std::uint32_t> numbers_;
    std::vector<std::uint32_t> order_;
};

}  // namespace

void put_in_order(typed::Module& module) { Ordering(module).run(); }

}  // namespace tenet::compiler
