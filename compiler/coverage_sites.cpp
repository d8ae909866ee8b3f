#include "compiler/coverage.hpp"
#include "compiler/lower_parts.hpp"
#include "compiler/reached.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

/// What there is to reach in a policy.
namespace tenet::compiler {
namespace {

using ast::CompareOp;
using typed::Base;
using typed::Expr;
using typed::ExprId;

/// The places beside an end at which an answer may change.
using Places = std::vector<Where>;

bool is_ordered(Base base) {
    return base == Base::Count || base == Base::Date || base == Base::Number || base == Base::Days ||
           base == Base::Hours;
}

/// Of days the one before and the one behind count too, as people check windows by all three.
Places places_of(CompareOp op, Base base) {
    if (base == Base::Date) return {Where::Before, Where::On, Where::Behind};
    switch (op) {
    case CompareOp::Ge:
    case CompareOp::Lt: return {Where::Before, Where::On};
    case CompareOp::Le:
    case CompareOp::Gt: return {Where::On, Where::Behind};
    case CompareOp::Eq:
    case CompareOp::Ne: break;
    }
    return {};
}

}  // namespace

class SiteFinder {
  public:
    SiteFinder(Coverage& coverage, const Compiled& policy)
        : coverage_(coverage), module_(*policy.module), file_(*policy.ast), seen_(module_.exprs.size()),
          followed_(module_.exprs.size()), asked_(module_.exprs.size()) {
        coverage_.by_expr_.resize(module_.exprs.size());
        for (const ast::Definition& each : file_.definitions)
            if (!each.columns.empty()) tables_.push_back(each.name.span);
        for (const ast::Record& record : file_.records)
            for (const ast::Field& field : record.fields)
                if (field.body.cases.count != 0) field_cases_[field.name.span] = field.body.cases;
    }

    void run() {
        for (const typed::Assume& each : module_.assumes)
            add(each);
        for (const typed::Decision& each : module_.decisions)
            add(each);
        find_deciding();
        for (std::size_t i = 0; i < module_.definitions.size(); ++i)
            if (deciding_[i]) add(module_.definitions[i]);
        for (const typed::Record& record : module_.records)
            for (const typed::Field& field : record.fields)
                if (field.derived.valid() && deciding_fields_.contains(&field)) add(field);
    }

  private:
    /// What only messages show decides nothing, and no test asks for it.
    void find_deciding() {
        deciding_.resize(module_.definitions.size());
        for (const typed::Assume& each : module_.assumes)
            follow({each.condition});
        for (const typed::Decision& decision : module_.decisions) {
            follow({decision.when});
            for (const typed::Requirement& requirement : decision.requirements) {
                follow({requirement.condition});
                follow({requirement.when});
                for (const typed::Remedy& remedy : requirement.remedies)
                    follow({remedy.when});
            }
        }
        for (std::size_t i = 0; i < module_.definitions.size(); ++i) {
            if (!module_.definitions[i].is_output) continue;
            deciding_[i] = true;
            follow({module_.definitions[i].value});
        }
    }

    void follow(Placed root) {
        std::vector<Placed> open{root};
        while (!open.empty()) {
            const Placed next = open.back();
            open.pop_back();
            visit_below(module_, {next}, followed_, [&](Placed placed) {
                const Expr& e = module_.at(placed.id);
                if (e.kind == typed::Kind::Definition) {
                    deciding_[e.ref] = true;
                    open.push_back({module_.definitions[e.ref].value});
                }
                if (e.kind != typed::Kind::Field || placed.record == typed::no_index) return;
                const typed::Field& field = module_.records[placed.record].fields[e.ref];
                if (!field.derived.valid() || !deciding_fields_.insert(&field).second) return;
                open.push_back({field.derived, placed.record});
            });
        }
    }

    void add(const typed::Assume& assume) {
        coverage_.refusals_.push_back(typed::no_index);
        if (assume.generated) return;
        rule({Rule::Kind::Assume, {}, {}, assume.message, assume.span});
        coverage_.refusals_.back() = site(SiteKind::Refusal, module_.at(assume.condition).span);
        look_below(assume.condition);
    }

    void add(const typed::Decision& decision) {
        if (decision.when.valid()) {
            rule({Rule::Kind::Decision, decision.name.text, decision.name.id, decision.label,
                  decision.name.span});
            add_condition(decision.when);
        }
        std::vector<std::array<std::uint32_t, 4>>& statuses = coverage_.statuses_.emplace_back();
        for (const typed::Requirement& each : decision.requirements)
            statuses.push_back(add(each, decision.when.valid()));
    }

    std::array<std::uint32_t, 4> add(const typed::Requirement& requirement, bool decision_has_when) {
        rule({Rule::Kind::Requirement, requirement.id.text, requirement.id.id, requirement.label,
              requirement.span});
        const bool may_not_apply = decision_has_when || requirement.when.valid();
        const std::array<std::uint32_t, 4> statuses{
            site(SiteKind::Satisfied, requirement.span), site(SiteKind::Failed, requirement.span),
            site(SiteKind::Unknown, requirement.span),
            may_not_apply ? site(SiteKind::NotApplicable, requirement.span) : typed::no_index};
        add_parts(requirement.condition);
        if (requirement.when.valid()) add_parts(requirement.when);
        for (const typed::Remedy& remedy : requirement.remedies)
            if (remedy.when.valid()) add_condition(remedy.when);
        return statuses;
    }

    void add(const typed::Definition& definition) {
        rule({Rule::Kind::Definition, definition.name.text, definition.name.id, definition.label,
              definition.name.span});
        std::vector<Span> cases;
        for (const typed::Case& each : definition.cases)
            cases.push_back(each.when);
        const bool table = std::find(tables_.begin(), tables_.end(), definition.name.span) != tables_.end();
        add_worth(definition.value, cases, table);
    }

    void add(const typed::Field& field) {
        rule({Rule::Kind::Field, field.name.text, field.name.id, field.label, field.name.span});
        std::vector<Span> cases;
        const auto found = field_cases_.find(field.name.span);
        for (std::uint32_t i = 0; found != field_cases_.end() && i < found->second.count; ++i)
            cases.push_back(file_.cases[found->second.first + i].when);
        add_worth(field.derived, cases, false);
    }

    /// What is worked out: a chain of cases, or one expression.
    void add_worth(ExprId value, const std::vector<Span>& cases, bool table) {
        ExprId at = value;
        for (std::uint32_t i = 0; i < cases.size() && cases.size() > 1; ++i) {
            Site each = made(SiteKind::Case, cases[i], value);
            each.which = i;
            each.last = i + 1 == cases.size();
            put(each);
            if (each.last) break;
            asked_[module_.at(at).a.index()] = true;
            if (!table) add_parts(module_.at(at).a);
            at = module_.at(at).c;
        }
        if (module_.at(value).type.base == Base::YesNo && cases.size() <= 1) add_parts(value);
        look_below(value);
    }

    /// The leaves of a condition that is asked as a whole somewhere else already.
    void add_parts(ExprId condition) {
        for (const ExprId leaf : leaves_of(module_, condition))
            add_leaf(leaf);
        look_below(condition);
    }

    void add_condition(ExprId condition) {
        const std::vector<ExprId> leaves = leaves_of(module_, condition);
        if (leaves.empty()) add_leaf(condition);
        add_parts(condition);
    }

    void add_leaf(ExprId leaf) {
        if (asked_[leaf.index()] || module_.at(leaf).kind == typed::Kind::Constant) return;
        asked_[leaf.index()] = true;
        put(made(SiteKind::Yes, module_.at(leaf).span, leaf));
        put(made(SiteKind::No, module_.at(leaf).span, leaf));
    }

    /// Everything below an expression but for what definitions and derived fields are worth.
    void look_below(ExprId root) {
        std::vector<ExprId> found;
        visit_below(module_, {{root}}, seen_, [&](Placed placed) { found.push_back(placed.id); });
        for (const ExprId id : found)
            look_at(id);
    }

    void look_at(ExprId id) {
        const Expr& e = module_.at(id);
        if (e.kind == typed::Kind::If && module_.at(e.a).span == e.span) return add_sides(id);
        if (e.kind == typed::Kind::If && e.type.base != Base::YesNo && !asked_[e.a.index()])
            add_condition(e.a);
        if (typed::is_aggregate(e.kind) && e.c.valid()) add_condition(e.c);
        for (std::uint32_t i = 0; i < e.tiers.count; ++i)
            add_tier(id, i);
        if (!by_day_[id]) add_edges(id);
    }

    void add_tier(ExprId id, std::uint32_t tier) {
        const typed::Tier& of = module_.tiers[module_.at(id).tiers.first + tier];
        const Span amount = module_.at(of.amount).span, condition = module_.at(of.condition).span;
        Site each =
            made(SiteKind::Alternative, amount.file == condition.file ? join(amount, condition) : amount, id);
        each.which = tier + 1;
        put(each);
        add_condition(of.condition);
    }

    /// What changes on some days: its condition is not the author's.
    void add_sides(ExprId first) {
        const Span span = module_.at(first).span;
        if (sides_[first]) return;
        const typed::Type& days = module_.facts[module_.as_of].type;
        std::int64_t from = days.low;
        std::uint32_t which = 0;
        for (ExprId at = first;; ++which) {
            const Expr& e = module_.at(at);
            const bool last = e.kind != typed::Kind::If || e.span != span || module_.at(e.a).span != span;
            // What holds on no day of reference is not asked for.
            const std::int64_t until = last ? days.high : module_.at(module_.at(e.a).b).number;
            Site each = made(SiteKind::Side, span, first);
            each.which = which;
            each.last = last;
            if (until >= days.low && from <= days.high) put(each);
            from = until + 1;
            if (last) return;
            sides_[at] = true;
            by_day_[e.a] = true;
            if (until >= days.low && until <= days.high) put_edge(SiteKind::Turn, e.a, 0, Where::On);
            if (from >= days.low && from <= days.high) put_edge(SiteKind::Turn, e.a, 0, Where::Behind);
            at = e.c;
        }
    }

    void add_edges(ExprId id) {
        const Expr& e = module_.at(id);
        const auto both = [&](CompareOp first, CompareOp last, Base base) {
            add_end(id, 0, first, base);
            add_end(id, 1, last, base);
        };
        switch (e.kind) {
        case typed::Kind::Compare: add_end(id, 0, e.op, module_.at(e.a).type.base); break;
        case typed::Kind::Tiered:
            for (std::uint32_t end = 0; end <= e.tiers.count; ++end)
                add_end(id, end, e.op, module_.at(e.a).type.base);
            break;
        case typed::Kind::InRange: both(CompareOp::Ge, CompareOp::Le, module_.at(e.a).type.base); break;
        case typed::Kind::WindowBack:
        case typed::Kind::WindowAhead:
        case typed::Kind::WindowAround: both(CompareOp::Ge, CompareOp::Le, Base::Date); break;
        case typed::Kind::TimeSince: add_end(id, 0, e.op, Base::Date); break;
        default: break;
        }
    }

    void add_end(ExprId id, std::uint32_t end, CompareOp op, Base base) {
        if (!is_ordered(base)) return;
        for (const Where where : places_of(op, base))
            if (is_possible(id, end, where)) put_edge(SiteKind::Edge, id, end, where);
    }

    /// False where the value would be out of the range of its type.
    bool is_possible(ExprId id, std::uint32_t end, Where where) const {
        const Expr& e = module_.at(id);
        if (e.kind != typed::Kind::Compare && e.kind != typed::Kind::Tiered && e.kind != typed::Kind::InRange)
            return true;
        const ExprId limit = e.kind == typed::Kind::InRange ? (end == 0 ? e.b : e.c)
                             : end == 0                     ? e.b
                                                            : module_.tiers[e.tiers.first + end - 1].amount;
        const typed::Type &value = module_.at(e.a).type, &of_end = module_.at(limit).type;
        switch (where) {
        case Where::Before: return value.low < of_end.high;
        case Where::On: return value.low <= of_end.high && of_end.low <= value.high;
        case Where::Behind: break;
        }
        return value.high > of_end.low;
    }

    void put_edge(SiteKind kind, ExprId id, std::uint32_t end, Where where) {
        Site each = made(kind, module_.at(id).span, id);
        each.which = end;
        each.where = where;
        put(each);
    }

    Site made(SiteKind kind, Span span, ExprId id) const {
        Site each;
        each.kind = kind;
        each.span = span;
        each.expr = id;
        return each;
    }

    std::uint32_t site(SiteKind kind, Span span) { return put(made(kind, span, {})); }

    std::uint32_t put(Site each) {
        const auto index = static_cast<std::uint32_t>(coverage_.sites_.size());
        each.rule = static_cast<std::uint32_t>(coverage_.rules_.size() - 1);
        if (each.expr.valid()) each.version = version_of(each);
        coverage_.sites_.push_back(each);
        if (each.expr.valid()) coverage_.by_expr_[each.expr.index()].push_back(index);
        return index;
    }

    /// Counts the expressions of one kind of site with the same words.
    std::uint32_t version_of(const Site& each) {
        std::vector<ExprId>& all = versions_[{each.kind, each.span}];
        const auto found = std::find(all.begin(), all.end(), each.expr);
        const auto version = static_cast<std::uint32_t>(found - all.begin());
        if (found == all.end()) all.push_back(each.expr);
        return version;
    }

    void rule(Rule each) { coverage_.rules_.push_back(std::move(each)); }

    /// A mark for each expression.
    class Marks {
      public:
        std::vector<bool>::reference operator[](ExprId id) {
            if (bits_.size() <= id.index()) bits_.resize(id.index() + 1);
            return bits_[id.index()];
        }

      private:
        std::vector<bool> bits_;
    };

    Coverage& coverage_;
    const typed::Module& module_;
    const ast::File& file_;
    std::vector<bool> seen_, followed_, asked_;
    std::vector<bool> deciding_;  ///< by definition
    std::set<const typed::Field*> deciding_fields_;
    Marks sides_, by_day_;
    std::vector<Span> tables_;  ///< the names of tables
    std::map<std::pair<SiteKind, Span>, std::vector<ExprId>> versions_;
    std::map<Span, Run> field_cases_;  ///< by the name of the field
};

Coverage::Coverage(const Compiled& policy) : module_(*policy.module) { SiteFinder(*this, policy).run(); }

}  // namespace tenet::compiler
