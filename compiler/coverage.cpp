#include "compiler/coverage.hpp"

#include "compiler/reference.hpp"
#include "compiler/reference_walk.hpp"
#include "compiler/test_run.hpp"

#include <algorithm>
#include <set>

namespace tenet::compiler {

using reference::surely;
using reference::surely_not;

SiteGroup group_of(SiteKind kind) {
    switch (kind) {
    case SiteKind::Satisfied:
    case SiteKind::Failed:
    case SiteKind::Unknown:
    case SiteKind::NotApplicable: return SiteGroup::Requirement;
    case SiteKind::Refusal:
    case SiteKind::Yes:
    case SiteKind::No:
    case SiteKind::Alternative:
    case SiteKind::Case:
    case SiteKind::Side: return SiteGroup::Branch;
    case SiteKind::Turn:
    case SiteKind::Edge: break;
    }
    return SiteGroup::Boundary;
}

/// Takes down what a walk comes by that nothing has reached before.
class Coverage::Watching final : public reference::Watch {
  public:
    Watching(const Coverage& coverage, const typed::Module& module) : coverage_(coverage), module_(module) {}

    void saw(reference::Walk& walk, typed::ExprId id, const Possible& value) override {
        const std::vector<std::uint32_t>& sites = coverage_.by_expr_[id.index()];
        if (sites.empty()) return;
        const std::vector<reference::Distance> distances = walk.distances(id);
        for (const std::uint32_t index : sites) {
            const Site& site = coverage_.sites_[index];
            const bool boundary = group_of(site.kind) == SiteGroup::Boundary;
            if (boundary) note_gap(site, distances);
            if (site.reached) continue;
            if (boundary ? is_at(site, distances) : is_reached(walk, site, value)) found_.push_back(index);
        }
    }

    /// Of facts that were refused only what assumes ask counts: nothing else was answered.
    std::vector<std::uint32_t> found(bool refused) const {
        std::vector<std::uint32_t> all;
        for (const std::uint32_t index : found_)
            if (!refused || coverage_.rules_[coverage_.sites_[index].rule].kind == Rule::Kind::Assume)
                all.push_back(index);
        return all;
    }

    const std::set<Gap>& gaps() const { return gaps_; }

  private:
    void note_gap(const Site& site, const std::vector<reference::Distance>& distances) {
        const typed::Expr& e = module_.at(site.expr);
        const std::int64_t wanted = site.where == Where::Before ? -1 : site.where == Where::Behind ? 1 : 0;
        for (const reference::Distance& each : distances)
            if (each.end == site.which)
                gaps_.insert({wanted - each.steps, e.a.valid() ? module_.at(e.a).type.scale : 1});
    }

    bool is_at(const Site& site, const std::vector<reference::Distance>& distances) const {
        const typed::Expr& e = module_.at(site.expr);
        const std::int64_t unit = e.a.valid() ? module_.at(e.a).type.scale : 1;
        for (const reference::Distance& each : distances) {
            if (each.end != site.which) continue;
            if (site.where == Where::On) return each.steps == 0;
            return site.where == Where::Before ? each.steps < 0 && each.steps >= -unit
                                               : each.steps > 0 && each.steps <= unit;
        }
        return false;
    }

    bool is_reached(reference::Walk& walk, const Site& site, const Possible& value) const {
        const typed::Expr& e = module_.at(site.expr);
        switch (site.kind) {
        case SiteKind::Yes: return surely(value);
        case SiteKind::No: return surely_not(value);
        case SiteKind::Alternative: return passes_only_by(walk, e, value, site.which);
        case SiteKind::Case:
        case SiteKind::Side: return takes(walk, site);
        default: return false;
        }
    }

    /// Tiers are taken in their order.
    bool passes_only_by(reference::Walk& walk, const typed::Expr& e, const Possible& value,
                        std::uint32_t which) const {
        if (!surely(value) || !surely_not(compare(walk, e, e.b))) return false;
        for (std::uint32_t i = 0; i < which; ++i) {
            const typed::Tier& tier = module_.tiers[e.tiers.first + i];
            const Possible passes =
                reference::both(compare(walk, e, tier.amount), walk.value(tier.condition));
            if (i + 1 == which) return surely(passes);
            if (!surely_not(passes)) return false;
        }
        return false;
    }
    Possible compare(reference::Walk& walk, const typed::Expr& e, typed::ExprId amount) const {
        return reference::compare(e.op, walk.value(e.a), walk.value(amount),
                                  reference::shape_of(module_, module_.at(e.a).type));
    }

    /// Whether one branch of a chain of choices is surely taken.
    bool takes(reference::Walk& walk, const Site& site) const {
        const typed::Expr* e = &module_.at(site.expr);
        for (std::uint32_t i = 0; i < site.which; ++i) {
            if (!surely_not(walk.value(e->a))) return false;
            e = &module_.at(e->c);
        }
        return site.last || surely(walk.value(e->a));
    }

    const Coverage& coverage_;
    const typed::Module& module_;
    std::vector<std::uint32_t> found_;
    std::set<Gap> gaps_;
};

AskedResults Coverage::all_results() const {
    const auto outputs = std::count_if(module_.definitions.begin(), module_.definitions.end(),
                                       [](const typed::Definition& each) { return each.is_output; });
    return {std::vector<bool>(module_.decisions.size(), true),
            std::vector<bool>(static_cast<std::size_t>(outputs), true)};
}

AskedResults Coverage::results_of(const TestCase& test) const {
    AskedResults asked = all_results();
    asked.decisions.assign(asked.decisions.size(), false);
    asked.outputs.assign(asked.outputs.size(), false);
    for (const TestExpect& expect : test.expects) {
        if (expect.kind == ast::ExpectKind::Verdict) asked.decisions[expect.subject] = true;
        if (expect.kind == ast::ExpectKind::Value || expect.kind == ast::ExpectKind::Unknown)
            asked.outputs[expect.subject] = true;
    }
    return asked;
}

std::vector<std::uint32_t> Coverage::news(const FactRow& facts, const Answer& answer,
                                          const AskedResults& asked) const {
    Watching watching(*this, module_);
    const bool refused = reference_watch(module_, facts, asked, watching);
    std::vector<std::uint32_t> all = watching.found(refused);
    const auto add = [&](std::uint32_t site) {
        if (site != typed::no_index && !sites_[site].reached) all.push_back(site);
    };
    if (answer.refusal.cause == Refusal::Cause::Assume) add(refusals_[answer.refusal.assume]);
    if (refused) return all;
    for (std::size_t d = 0; d < answer.decisions.size(); ++d)
        for (std::size_t k = 0; asked.decisions[d] && k < answer.decisions[d].requirements.size(); ++k)
            add(statuses_[d][k][static_cast<std::size_t>(answer.decisions[d].requirements[k])]);
    return all;
}

void Coverage::mark(const std::vector<std::uint32_t>& sites) {
    for (const std::uint32_t site : sites)
        sites_[site].reached = true;
}

void Coverage::observe(const FactRow& facts, const Answer& answer, const AskedResults& asked) {
    mark(news(facts, answer, asked));
}

void Coverage::observe(const TestCase& test, const TestOutcome& outcome) {
    if (test.unconfirmed || !outcome.passed()) return;
    observe(outcome.explained.facts, outcome.explained.answer, results_of(test));
}

std::vector<Coverage::Gap> Coverage::gaps(const FactRow& facts) const {
    Watching watching(*this, module_);
    reference_watch(module_, facts, all_results(), watching);
    return {watching.gaps().begin(), watching.gaps().end()};
}

}  // namespace tenet::compiler
