#include "compiler/needs.hpp"

#include "compiler/calendar_reading.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::no_index;

/// Under which conditions something is needed: always, or where any of these holds; never if there is none.
struct Need {
    bool always = false;
    std::vector<ExprId> any;

    bool never() const { return !always && any.empty(); }
};

/// Hands the needs down from where values are asked for.
class Handing {
  public:
    explicit Handing(typed::Module& module) : module_(module), reading_(module) {}

    std::vector<CalendarUse> run() {
        for (std::uint32_t i = 0; i < module_.definitions.size(); ++i)
            if (module_.definitions[i].is_output) units_[i][no_index].always = true;
        for (const typed::Assume& assume : module_.assumes)
            start(assume.condition, {true, {}});
        for (const typed::Decision& decision : module_.decisions)
            ask(decision);
        const std::vector<std::uint32_t>& order = reading_.order();
        for (std::size_t i = order.size(); i-- > 0;) {
            const auto asked = units_.find(order[i]);
            if (asked == units_.end()) continue;
            for (auto& [list, need] : asked->second)
                hand({reading_.value_of(order[i]), list}, std::move(need));
        }
        return std::move(uses_);
    }

  private:
    struct Local {
        Need need;
        std::uint32_t list = no_index;
    };
    using Locals = std::map<std::uint32_t, Local, std::greater<>>;  ///< by expression, the last first

    /// A remedy and a message are asked for once their requirement fails.
    void ask(const typed::Decision& decision) {
        start(decision.when, {true, {}});
        const Need applies = under({true, {}}, decision.when);
        for (const typed::Requirement& requirement : decision.requirements) {
            start(requirement.when, applies);
            const Need both = requirement.when.valid() ? under(applies, requirement.when) : applies;
            start(requirement.condition, both);
            const bool more = !requirement.remedies.empty() || !requirement.placeholders.empty();
            if (!more) continue;
            const Need fails = under(both, add_condition(module_, Kind::Not, requirement.condition));
            for (const typed::Remedy& remedy : requirement.remedies)
                start(remedy.when, fails);
            for (const typed::Placeholder& shown : requirement.placeholders)
                start(shown.value, fails);
        }
    }

    void start(ExprId root, Need need) {
        if (!root.valid()) return;
        reading_.mark_root(root);
        hand({root, no_index}, std::move(need));
    }

    /// An expression is older than what reads it, so that its need is whole once it is its turn.
    void hand(TreePlace root, Need need) {
        if (!root.id.valid() || need.never() || !reading_.counts(root.id)) return;
        Locals open;
        open.emplace(root.id.value, Local{std::move(need), root.at});
        while (!open.empty()) {
            const auto first = open.begin();
            const ExprId id(first->first);
            Local here = std::move(first->second);
            open.erase(first);
            settle(here.need);
            hand_on(id, here, open);
        }
    }

    void hand_on(ExprId id, const Local& here, Locals& open) {
        const Expr e = module_.at(id);
        if (reads_calendar(e.kind))
            uses_.push_back({id, here.list, here.need.always ? ExprId() : here.need.any.front()});
        if (e.kind == Kind::Definition) return ask_unit(e.ref, no_index, lifted(here));
        if (e.kind == Kind::Field)
            return ask_unit(reading_.field_unit(module_.facts[here.list].type.of, e.ref), here.list,
                            here.need);
        const Need inside = is_aggregate(e.kind) ? lifted(here) : Need{};
        const auto give = [&](ExprId operand, const Need& need, std::uint32_t list) {
            if (!operand.valid() || !reading_.counts(operand)) return;
            Local& local = open[operand.value];
            local.list = list;
            add(local.need, need);
        };
        if (e.kind == Kind::If) {
            give(e.a, here.need, here.list);
            if (reading_.counts(e.b)) give(e.b, under(here.need, e.a), here.list);
            if (reading_.counts(e.c))
                give(e.c, under(here.need, add_condition(module_, Kind::Not, e.a)), here.list);
            return;
        }
        const bool chosen = is_aggregate(e.kind) && e.c.valid() && e.a.valid();
        for_each_operand(module_, e, [&](ExprId operand, bool within) {
            if (!reading_.counts(operand)) return;
            if (!within)
                give(operand, here.need, here.list);
            else
                give(operand, chosen && operand == e.a ? under(inside, e.c) : inside, e.ref);
        });
    }

    void ask_unit(std::uint32_t unit, std::uint32_t list, const Need& need) { add(units_[unit][list], need); }

    static void add(Need& to, const Need& more) {
        to.always = to.always || more.always;
        to.any.insert(to.any.end(), more.any.begin(), more.any.end());
    }

    /// One condition for all, which whoever goes on from here shares.
    void settle(Need& need) {
        if (need.always) need.any.clear();
        std::sort(need.any.begin(), need.any.end(), [](ExprId a, ExprId b) { return a.value < b.value; });
        need.any.erase(std::unique(need.any.begin(), need.any.end()), need.any.end());
        if (need.any.size() > 1) need.any = {join_all(module_, Kind::Or, need.any)};
    }

    Need under(const Need& need, ExprId condition) {
        if (!condition.valid()) return need;
        if (need.always) return {false, {condition}};
        return {false, {add_condition(module_, Kind::And, need.any.front(), condition)}};
    }

    /// What is needed at a record is so outside of the list if there is such a record.
    Need lifted(const Local& here) {
        if (here.list == no_index) return here.need;
        Expr some;
        some.kind = Kind::Any;
        some.ref = here.list;
        if (!here.need.always) some.c = here.need.any.front();
        module_.exprs.push_back(some);
        return {false, {ExprId(module_.exprs.size() - 1)}};
    }

    typed::Module& module_;
    CalendarReading reading_;
    std::unordered_map<std::uint32_t, std::map<std::uint32_t, Need>> units_;  ///< by unit and list
    std::vector<CalendarUse> uses_;
};

}  // namespace

ExprId add_condition(typed::Module& module, Kind kind, ExprId a, ExprId b) {
    Expr e;
    e.kind = kind;
    e.a = a;
    e.b = b;
    module.exprs.push_back(e);
    return ExprId(module.exprs.size() - 1);
}

ExprId join_all(typed::Module& module, Kind connective, const std::vector<ExprId>& all) {
    std::vector<ExprId> open = all;
    while (open.size() > 1) {
        std::vector<ExprId> halves;
        for (std::size_t i = 0; i + 1 < open.size(); i += 2)
            halves.push_back(add_condition(module, connective, open[i], open[i + 1]));
        if (open.size() % 2 != 0) halves.push_back(open.back());
        open = std::move(halves);
    }
    return open.front();
}

std::vector<CalendarUse> calendar_uses(typed::Module& module) {
    if (module.calendars.empty()) return {};
    return Handing(module).run();
}

}  // namespace tenet::compiler
