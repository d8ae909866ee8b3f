#include "compiler/mutant.hpp"

#include "compiler/day_text.hpp"
#include "compiler/display.hpp"
#include "compiler/lower_parts.hpp"
#include "compiler/reached.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace tenet::compiler {
namespace {

using ast::CompareOp;
using typed::Base;
using typed::Expr;
using typed::ExprId;
using typed::Module;

std::string_view sign_of(CompareOp op) {
    switch (op) {
    case CompareOp::Eq: return "=";
    case CompareOp::Ne: return "≠";
    case CompareOp::Lt: return "<";
    case CompareOp::Le: return "≤";
    case CompareOp::Gt: return ">";
    case CompareOp::Ge: break;
    }
    return "≥";
}

/// The comparison that takes the end itself another way.
CompareOp nearly(CompareOp op) {
    switch (op) {
    case CompareOp::Eq: return CompareOp::Ne;
    case CompareOp::Ne: return CompareOp::Eq;
    case CompareOp::Lt: return CompareOp::Le;
    case CompareOp::Le: return CompareOp::Lt;
    case CompareOp::Gt: return CompareOp::Ge;
    case CompareOp::Ge: break;
    }
    return CompareOp::Gt;
}

/// The comparison that holds where this one does not.
CompareOp opposite(CompareOp op) {
    switch (op) {
    case CompareOp::Eq: return CompareOp::Ne;
    case CompareOp::Ne: return CompareOp::Eq;
    case CompareOp::Lt: return CompareOp::Ge;
    case CompareOp::Le: return CompareOp::Gt;
    case CompareOp::Gt: return CompareOp::Le;
    case CompareOp::Ge: break;
    }
    return CompareOp::Lt;
}

Arg arrow(std::string_view from, std::string_view to) { return Arg(fmt::format("{} → {}", from, to)); }

/// A condition that is yes, or no, for everybody.
ExprId settled(Module& module, Span span, bool yes) {
    Expr e;
    e.kind = typed::Kind::Constant;
    e.number = yes ? 1 : 0;
    e.span = span;
    module.exprs.push_back(e);
    return ExprId(module.exprs.size() - 1);
}

class Mutating {
  public:
    explicit Mutating(const Compiled& policy)
        : module_(*policy.module), file_(*policy.ast), seen_(module_.exprs.size()),
          groups_(module_.groups.size()) {}

    std::vector<Mutant> run() {
        for (std::uint32_t i = 0; i < module_.assumes.size(); ++i)
            if (!module_.assumes[i].generated) add_assume(i);
        for (std::uint32_t i = 0; i < module_.decisions.size(); ++i)
            add_decision(i);
        for (std::uint32_t i = 0; i < module_.definitions.size(); ++i)
            add_definition(i);
        for (const typed::Record& record : module_.records)
            for (const typed::Field& field : record.fields)
                if (field.derived.valid()) add_field(field);
        return std::move(mutants_);
    }

  private:
    void put(Span span, Arg change, std::function<void(Module&)> apply) {
        mutants_.push_back({rule_, span, std::move(change), std::move(apply)});
    }
    /// A change of one expression.
    template <class Edit>
    void put_edit(ExprId id, Span span, const Arg& change, Edit edit) {
        put(span, change, [id, edit](Module& module) { edit(module.exprs[id.index()]); });
    }

    void add_assume(std::uint32_t index) {
        const typed::Assume& assume = module_.assumes[index];
        rule_ = {Rule::Kind::Assume, {}, {}, assume.message, assume.span};
        put(module_.at(assume.condition).span, left_out(), [index](Module& module) {
            typed::Assume& of = module.assumes[index];
            of.condition = settled(module, of.span, true);
        });
        look_below(assume.condition);
    }

    void add_decision(std::uint32_t d) {
        const typed::Decision& decision = module_.decisions[d];
        if (decision.when.valid()) {
            rule_ = {Rule::Kind::Decision, decision.name.text, decision.name.id, decision.label,
                     decision.name.span};
            put(module_.at(decision.when).span, left_out(),
                [d](Module& module) { module.decisions[d].when = {}; });
            look_below(decision.when);
        }
        for (std::uint32_t r = 0; r < decision.requirements.size(); ++r)
            add_requirement(d, r);
    }

    void add_requirement(std::uint32_t d, std::uint32_t r) {
        const typed::Requirement& requirement = module_.decisions[d].requirements[r];
        rule_ = {Rule::Kind::Requirement, requirement.id.text, requirement.id.id, requirement.label,
                 requirement.span};
        put(module_.at(requirement.condition).span, left_out(), [d, r](Module& module) {
            const ExprId yes = settled(module, module.decisions[d].requirements[r].span, true);
            module.decisions[d].requirements[r].condition = yes;
        });
        look_below(requirement.condition);
        if (requirement.when.valid()) {
            put(module_.at(requirement.when).span, left_out(),
                [d, r](Module& module) { module.decisions[d].requirements[r].when = {}; });
            look_below(requirement.when);
        }
        for (std::uint32_t i = 0; i < requirement.remedies.size(); ++i)
            add_remedy(d, r, i);
    }

    void add_remedy(std::uint32_t d, std::uint32_t r, std::uint32_t i) {
        const typed::Remedy& remedy = module_.decisions[d].requirements[r].remedies[i];
        put(remedy.span, left_out(), [d, r, i](Module& module) {
            const ExprId no = settled(module, module.decisions[d].requirements[r].span, false);
            module.decisions[d].requirements[r].remedies[i].when = no;
        });
        if (!remedy.when.valid()) return;
        put(module_.at(remedy.when).span, left_out(),
            [d, r, i](Module& module) { module.decisions[d].requirements[r].remedies[i].when = {}; });
        look_below(remedy.when);
    }

    void add_definition(std::uint32_t index) {
        const typed::Definition& definition = module_.definitions[index];
        rule_ = {Rule::Kind::Definition, definition.name.text, definition.name.id, definition.label,
                 definition.name.span};
        const bool exact = is_exact_table(definition.name.span);
        ExprId at = definition.value;
        for (std::size_t i = 1; i < definition.cases.size(); ++i) {
            const Expr& e = module_.at(at);
            if (e.kind != typed::Kind::If) break;
            if (exact)
                pass_over(e.a);
            else
                put(module_.at(e.a).span, left_out(), [at](Module& module) {
                    const ExprId no = settled(module, module.at(at).span, false);
                    module.exprs[at.index()].a = no;
                });
            const bool more = i + 1 < definition.cases.size();
            const Span other = module_.at(more ? module_.at(e.c).b : e.c).span;
            put(other, Arg("it changes places with the case before", "与上一种情形互换"),
                [at, more](Module& module) {
                    Expr& first = module.exprs[at.index()];
                    Expr& rest = module.exprs[first.c.index()];
                    std::swap(first.b, more ? rest.b : first.c);
                });
            at = e.c;
        }
        look_below(definition.value);
    }

    /// Whether it is a table of which each row says whom it is for: were one row's cells changed alone, there would be somebody for
    /// whom no row is, or two, and the check would refuse it.
    bool is_exact_table(Span name) const {
        for (const ast::Definition& each : file_.definitions) {
            if (each.name.span != name || each.columns.empty()) continue;
            const ast::Case& last = file_.cases[each.body.cases.first + each.body.cases.count - 1];
            return last.condition.valid();
        }
        return false;
    }

    void pass_over(ExprId root) {
        visit_below(module_, {{root}}, seen_, [](Placed) {});
    }

    void add_field(const typed::Field& field) {
        rule_ = {Rule::Kind::Field, field.name.text, field.name.id, field.label, field.name.span};
        look_below(field.derived);
    }

    static Arg left_out() { return {"left out", "略去"}; }

    void look_below(ExprId root) {
        std::vector<ExprId> found;
        visit_below(module_, {{root}}, seen_, [&](Placed placed) { found.push_back(placed.id); });
        for (const ExprId id : found)
            look_at(id);
    }

    void look_at(ExprId id) {
        const Expr& e = module_.at(id);
        switch (e.kind) {
        case typed::Kind::Compare:
        case typed::Kind::Tiered:
        case typed::Kind::TimeSince: add_comparison(id); break;
        case typed::Kind::And:
        case typed::Kind::Or: add_joined(id); break;
        case typed::Kind::Not: add_not(id); break;
        case typed::Kind::Add:
        case typed::Kind::Sub:
            put_edit(id, e.span, e.kind == typed::Kind::Add ? arrow("+", "-") : arrow("-", "+"),
                     [](Expr& of) {
                         of.kind = of.kind == typed::Kind::Add ? typed::Kind::Sub : typed::Kind::Add;
                     });
            break;
        case typed::Kind::Covers:
            put_edit(id, e.span, Arg("without its first value", "略去第一个值"),
                     [](Expr& of) { of.number &= of.number - 1; });
            break;
        case typed::Kind::Constant: add_constant(id); break;
        case typed::Kind::InRange:
        case typed::Kind::InGroup:
        case typed::Kind::Member:
            put_edit(id, e.span, Arg("turned round", "取反"), [](Expr& of) { of.negated = !of.negated; });
            break;
        default: break;
        }
        if (e.kind == typed::Kind::InGroup) add_group(e.ref);
        if (e.kind == typed::Kind::WindowAround)
            put_edit(id, e.span, Arg("before and after change places", "前后互换"), [](Expr& of) {
                if (of.before == of.after)
                    of.before = false;
                else
                    std::swap(of.before, of.after);
            });
        if (typed::is_aggregate(e.kind)) add_aggregate(id);
        add_period(id);
        add_tiers(id);
    }

    void add_comparison(ExprId id) {
        const Expr& e = module_.at(id);
        // Its words are those of a value that changes on a day, which is moved instead.
        if (e.kind == typed::Kind::Compare && module_.at(e.b).span == e.span) return;
        const std::set<CompareOp> others{nearly(e.op), opposite(e.op)};
        for (const CompareOp other : others)
            put_edit(id, e.span, arrow(sign_of(e.op), sign_of(other)), [other](Expr& of) { of.op = other; });
    }

    void add_joined(ExprId id) {
        const Expr& e = module_.at(id);
        const bool is_and = e.kind == typed::Kind::And;
        if (leaves_of(module_, id).empty()) return;  // the author wrote something else
        put_edit(id, e.span, is_and ? Arg("`and` → `or`", "`且` → `或`") : Arg("`or` → `and`", "`或` → `且`"),
                 [is_and](Expr& of) { of.kind = is_and ? typed::Kind::Or : typed::Kind::And; });
        for (const auto& [left, stays] : {std::pair{e.a, e.b}, std::pair{e.b, e.a}})
            put(module_.at(left).span, left_out(),
                [id, other = stays](Module& module) { become(module, id, other); });
    }

    /// The one takes the place of the other, but not its words.
    static void become(Module& module, ExprId id, ExprId other) {
        const Span span = module.at(id).span;
        module.exprs[id.index()] = module.exprs[other.index()];
        module.exprs[id.index()].span = span;
    }

    void add_not(ExprId id) {
        const Expr& e = module_.at(id);
        put(e.span, Arg("turned round", "取反"), [id, a = e.a](Module& module) { become(module, id, a); });
    }

    void add_constant(ExprId id) {
        const Expr& e = module_.at(id);
        switch (e.type.base) {
        case Base::Count:
        case Base::Number:
        case Base::Days:
        case Base::Hours: add_step(id, e.type.scale); break;
        case Base::Date: add_step(id, 1); break;
        case Base::YesNo:
            put_edit(id, e.span, e.number != 0 ? Arg("yes → no", "是 → 否") : Arg("no → yes", "否 → 是"),
                     [](Expr& of) { of.number ^= 1; });
            break;
        case Base::Choice: add_choice(id); break;
        case Base::Text:
            put(e.span, Arg("another text", "换成别的文字"), [id](Module& module) {
                module.texts.push_back("?");
                while (std::count(module.texts.begin(), module.texts.end(), module.texts.back()) > 1)
                    module.texts.back() += '?';
                module.exprs[id.index()].number = static_cast<std::int64_t>(module.texts.size());
            });
            break;
        case Base::Set:
            if (e.number != 0)
                put_edit(id, e.span, Arg("without its first value", "略去第一个值"),
                         [](Expr& of) { of.number &= of.number - 1; });
            break;
        case Base::Period:
        case Base::List: break;
        }
    }

    void add_step(ExprId id, std::int64_t step) {
        const Expr& e = module_.at(id);
        for (const std::int64_t to : {e.number - step, e.number + step}) {
            const auto text = [&](Lang lang) {
                return fmt::format("{} → {}", value_text(e.type, e.number, lang),
                                   value_text(e.type, to, lang));
            };
            put_edit(id, e.span, {text(Lang::En), text(Lang::Zh)}, [to](Expr& of) {
                of.number = to;
                of.type.low = of.type.high = to;
            });
        }
    }

    void add_choice(ExprId id) {
        const Expr& e = module_.at(id);
        const typed::Choice& choice = module_.choices[e.type.of];
        if (choice.values.size() < 2) return;
        const auto at = static_cast<std::size_t>(e.number), to = (at + 1) % choice.values.size();
        const Arg change =
            choice.of_lists
                ? Arg("another list", "换成别的列表")
                : Arg(fmt::format("{} → {}", choice.values[at].name.id, choice.values[to].name.id),
                      fmt::format("{} → {}", choice.values[at].name.text, choice.values[to].name.text));
        put_edit(id, e.span, change, [to](Expr& of) {
            of.number = static_cast<std::int64_t>(to);
            of.type.low = of.type.high = of.number;
        });
    }

    void add_group(std::uint32_t index) {
        if (groups_[index]) return;
        groups_[index] = true;
        const typed::Group& group = module_.groups[index];
        const Rule rule = std::exchange(
            rule_, {Rule::Kind::Definition, group.name.text, group.name.id, {}, group.name.span});
        const std::vector<typed::ChoiceValue>& values = module_.choices[group.choice].values;
        for (std::uint32_t i = 0; i < group.members.size(); ++i)
            put(group.name.span,
                group.members[i] ? Arg(fmt::format("without {}", values[i].name.id),
                                       fmt::format("去掉 {}", values[i].name.text))
                                 : Arg(fmt::format("with {} too", values[i].name.id),
                                       fmt::format("加上 {}", values[i].name.text)),
                [index, i](Module& module) { module.groups[index].members[i].flip(); });
        rule_ = rule;
    }

    void add_aggregate(ExprId id) {
        const Expr& e = module_.at(id);
        const bool whole = e.kind == typed::Kind::Any || e.kind == typed::Kind::Every;
        if (e.c.valid() && !whole)
            put_edit(id, module_.at(e.c).span, left_out(), [](Expr& of) { of.c = {}; });
        const auto becomes = [&](typed::Kind kind, const Arg& change) {
            put_edit(id, e.span, change, [kind](Expr& of) { of.kind = kind; });
        };
        if (e.kind == typed::Kind::Any) becomes(typed::Kind::Every, {"`any` → `every`", "`有` → `每个`"});
        if (e.kind == typed::Kind::Every) becomes(typed::Kind::Any, {"`every` → `any`", "`每个` → `有`"});
        if (e.kind == typed::Kind::Latest)
            becomes(typed::Kind::Earliest, {"`latest` → `earliest`", "`最晚` → `最早`"});
        if (e.kind == typed::Kind::Earliest)
            becomes(typed::Kind::Latest, {"`earliest` → `latest`", "`最早` → `最晚`"});
    }

    void add_period(ExprId id) {
        const typed::Period& period = module_.at(id).period;
        const auto moved = [&](std::int32_t typed::Period::*unit, std::int32_t step, std::string_view en,
                               std::string_view zh) {
            const std::int32_t now = period.*unit / step;
            for (const std::int32_t by : {-1, 1}) {
                const auto text = [&](std::string_view name) {
                    const int from = now < 0 ? -now : now, to = now < 0 ? from - by : from + by;
                    return fmt::format("{0}{2} → {1}{2}", from, to, name);
                };
                put_edit(id, module_.at(id).span, {text(en), text(zh)},
                         [unit, change = by * step](Expr& of) { of.period.*unit += change; });
            }
        };
        if (period.months != 0 && period.months % 12 == 0)
            moved(&typed::Period::months, 12, "y", "年");
        else if (period.months != 0)
            moved(&typed::Period::months, 1, "m", "个月");
        if (period.days != 0) moved(&typed::Period::days, 1, "d", "天");
        if (period.working_days != 0) moved(&typed::Period::working_days, 1, "wd", "个工作日");
    }

    void add_tiers(ExprId id) {
        const Run tiers = module_.at(id).tiers;
        for (std::uint32_t i = tiers.first; i < tiers.first + tiers.count; ++i)
            put(module_.at(module_.tiers[i].amount).span, Arg("the alternative left out", "略去这一条放宽"),
                [i](Module& module) {
                    const Span span = module.at(module.tiers[i].condition).span;
                    const ExprId no = settled(module, span, false);
                    module.tiers[i].condition = no;
                });
    }

    const Module& module_;
    const ast::File& file_;
    std::vector<bool> seen_, groups_;
    Rule rule_;
    std::vector<Mutant> mutants_;
};

}  // namespace

std::vector<Mutant> mutants_of(const Compiled& policy) { return Mutating(policy).run(); }

}  // namespace tenet::compiler
