#include "compiler/difference.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tenet::compiler {
namespace {

/// The roots of one requirement: when it applies, what it asks, and its remedies in the order of their ids.
struct RequirementRoots {
    MeaningId when, condition;
    std::vector<std::string> remedies;
    std::vector<MeaningId> remedy_whens;

    std::vector<MeaningId> all() const {
        std::vector<MeaningId> out{when, condition};
        out.insert(out.end(), remedy_whens.begin(), remedy_whens.end());
        return out;
    }
};

/// A requirement in one case.
struct Standing {
    bool applies = false, holds = false, remedied = false;
    std::vector<bool> remedies;
};

Standing standing_at(const std::vector<CaseValue>& values, std::size_t& next, std::size_t remedies) {
    Standing out;
    out.applies = values[next].yes();
    out.holds = values[next + 1].yes();
    next += 2;
    for (std::size_t i = 0; i < remedies; ++i, ++next) {
        out.remedies.push_back(values[next].yes());
        out.remedied = out.remedied || values[next].yes();
    }
    return out;
}

bool same_standing(const Standing& a, const Standing& b) {
    if (a.applies != b.applies) return false;
    if (!a.applies) return true;
    return a.holds == b.holds && (a.holds || a.remedies == b.remedies);
}

/// The roots of one version's decision, and what follows from their values.
struct DecisionRoots {
    MeaningId when;
    std::vector<RequirementRoots> requirements;

    std::vector<MeaningId> all() const {
        std::vector<MeaningId> out{when};
        for (const RequirementRoots& each : requirements) {
            const std::vector<MeaningId> own = each.all();
            out.insert(out.end(), own.begin(), own.end());
        }
        return out;
    }
    VerdictKind verdict(const std::vector<CaseValue>& values) const {
        if (!values[0].yes()) return VerdictKind::NotApplicable;
        bool applies = false, failed = false, hopeless = false;
        std::size_t next = 1;
        for (const RequirementRoots& each : requirements) {
            const Standing standing = standing_at(values, next, each.remedies.size());
            if (!standing.applies) continue;
            applies = true;
            failed = failed || !standing.holds;
            hopeless = hopeless || (!standing.holds && !standing.remedied);
        }
        if (!applies) return VerdictKind::NotApplicable;
        if (!failed) return VerdictKind::Eligible;
        return hopeless ? VerdictKind::Ineligible : VerdictKind::EligibleWithRemedy;
    }
};

bool same_fact_of_id(const Table& one, const TableFact& a, const Table& other, const TableFact& b);

/// Whether a caller may give both the same values, by ids.
bool takes_the_same(const Table& one, const typed::Type& a, const Table& other, const typed::Type& b) {
    if (a.base != b.base || a.or_none != b.or_none || a.scale != b.scale) return false;
    const auto same_id = [](const auto& x, const auto& y) { return x.id == y.id; };
    if (a.base == typed::Base::Text) return true;
    if (a.low != b.low || a.high != b.high) return false;
    if (a.base == typed::Base::Choice || a.base == typed::Base::Set) {
        const auto &x = one.choices[a.of].values, &y = other.choices[b.of].values;
        return std::is_permutation(x.begin(), x.end(), y.begin(), y.end(), same_id);
    }
    if (a.base != typed::Base::List) return true;
    const std::vector<TableFact>&x = one.records[a.of].fields, &y = other.records[b.of].fields;
    return x.size() == y.size() && std::all_of(x.begin(), x.end(), [&](const TableFact& field) {
               return std::any_of(y.begin(), y.end(), [&](const TableFact& each) {
                   return same_fact_of_id(one, field, other, each);
               });
           });
}

bool same_fact_of_id(const Table& one, const TableFact& a, const Table& other, const TableFact& b) {
    return a.id == b.id && takes_the_same(one, a.type, other, b.type);
}

std::vector<FactChange> fact_changes(const Table& before, const Table& after) {
    std::vector<FactChange> out;
    const auto place = [](const Table& table, const std::string& id) {
        for (std::uint32_t i = 0; i < table.facts.size(); ++i)
            if (table.facts[i].id == id) return i;
        return typed::no_index;
    };
    for (std::uint32_t i = 0; i < after.facts.size(); ++i) {
        const std::uint32_t old = place(before, after.facts[i].id);
        if (old == typed::no_index)
            out.push_back({FactChange::Kind::Added, {old, i}});
        else if (!takes_the_same(before, before.facts[old].type, after, after.facts[i].type))
            out.push_back({FactChange::Kind::Changed, {old, i}});
    }
    for (std::uint32_t i = 0; i < before.facts.size(); ++i)
        if (place(after, before.facts[i].id) == typed::no_index)
            out.push_back({FactChange::Kind::Removed, {i, typed::no_index}});
    return out;
}

/// Proves subjects the same.
class Prover {
  public:
    Prover(const Table& before, const Table& after, WitnessSearch& search, std::uint64_t most_cases,
           const std::vector<FactChange>& changes)
        : tables_{&before, &after}, search_(search), pool_(search.meanings()), yes_(pool_.yes()),
          same_(pool_, most_cases) {
        note_changed(changes);
    }

    /// `by_cases`: not by normal forms alone.
    Sameness prove(const Subject& subject, bool by_cases) {
        const Sameness found = compared(subject, by_cases);
        // What is missing may be other values where the range of a fact is another.
        if (found.how == Sameness::How::Form && reads_changed(subject)) return {Sameness::How::Cases, 1};
        return found;
    }

  private:
    Sameness compared(const Subject& subject, bool by_cases) {
        switch (subject.kind) {
        case Subject::Kind::Refusal: return refusals(by_cases);
        case Subject::Kind::Verdict: return verdicts(subject, by_cases);
        case Subject::Kind::Requirement: return requirements(subject, by_cases);
        case Subject::Kind::Output: return outputs(subject, by_cases);
        }
        __builtin_unreachable();
    }

    void note_changed(const std::vector<FactChange>& changes) {
        for (const FactChange& change : changes) {
            if (change.kind != FactChange::Kind::Changed) continue;
            const TableFact& fact = tables_[1]->facts[change.index[1]];
            changed_.insert(pool_.word(fact.id));
            if (fact.type.base != typed::Base::List) continue;
            for (const TableFact& field : tables_[1]->records[fact.type.of].fields)
                changed_.insert(pool_.word(fact.id + '.' + field.id));
        }
    }
    /// Whether a subject reads a fact that takes other values than before.
    bool reads_changed(const Subject& subject) const {
        std::vector<MeaningId> stack;
        for (const NodeId root : roots_of(*tables_[1], subject, Version::New))
            if (root.valid()) stack.push_back(meaning(Version::New, root));
        // Whether a requirement applies, and so its status, is for its decision to say as well.
        if (subject.kind == Subject::Kind::Requirement)
            stack.push_back(meaning(Version::New, tables_[1]->decisions[subject.index[1]].when));
        std::set<MeaningId> seen;
        while (!stack.empty() && !changed_.empty()) {
            const MeaningId id = stack.back();
            stack.pop_back();
            if (!seen.insert(id).second) continue;
            const Meaning& node = pool_.at(id);
            const bool reads =
                node.op == Code::LoadFact || node.op == Code::LoadField || is_aggregate(node.op);
            if (reads && changed_.contains(node.number)) return true;
            stack.insert(stack.end(), node.operands.begin(), node.operands.end());
        }
        return false;
    }

    MeaningId meaning(Version version, NodeId node) const {
        return node.valid() ? search_.meanings_of(version)[node.index()] : yes_;
    }
    const Table& table(Version version) const { return *tables_[place_of(version)]; }

    RequirementRoots roots(Version version, std::uint32_t row) const {
        const Table& of = table(version);
        const TableRequirement& requirement = of.requirements[row];
        RequirementRoots out{
            meaning(version, requirement.when), meaning(version, requirement.condition), {}, {}};
        std::vector<std::pair<std::string, MeaningId>> remedies;
        for (std::uint32_t i = 0; i < requirement.remedies.count; ++i) {
            const TableRemedy& remedy = of.remedies[requirement.remedies.first + i];
            remedies.emplace_back(remedy.id, meaning(version, remedy.when));
        }
        std::sort(remedies.begin(), remedies.end());
        for (auto& [id, when] : remedies) {
            out.remedies.push_back(std::move(id));
            out.remedy_whens.push_back(when);
        }
        return out;
    }
    DecisionRoots decision_roots(Version version, std::uint32_t index) const {
        const TableDecision& decision = table(version).decisions[index];
        DecisionRoots out{meaning(version, decision.when), {}};
        for (std::uint32_t i = 0; i < decision.requirements.count; ++i)
            out.requirements.push_back(roots(version, decision.requirements.first + i));
        return out;
    }

    Sameness refusals(bool by_cases) {
        std::array<std::vector<MeaningId>, 2> all;
        for (const Version version : {Version::Old, Version::New}) {
            std::vector<MeaningId>& own = all[place_of(version)];
            for (const TableAssume& assume : table(version).assumes)
                own.push_back(meaning(version, assume.condition));
            std::sort(own.begin(), own.end());
            own.erase(std::unique(own.begin(), own.end()), own.end());
        }
        if (all[0] == all[1]) return {Sameness::How::Form, 0};
        if (!by_cases) return {};
        const auto accepted = [](const std::vector<CaseValue>& values) {
            return std::all_of(values.begin(), values.end(),
                               [](const CaseValue& each) { return each.yes(); });
        };
        return same_.compare(all[0], all[1],
                             [&](const auto& was, const auto& is) { return accepted(was) == accepted(is); });
    }

    Sameness verdicts(const Subject& subject, bool by_cases) {
        const DecisionRoots before = decision_roots(Version::Old, subject.index[0]);
        const DecisionRoots after = decision_roots(Version::New, subject.index[1]);
        // In which order they are asked makes no verdict another.
        const auto sorted = [](const DecisionRoots& of) {
            std::vector<std::vector<MeaningId>> all{{of.when}};
            for (const RequirementRoots& each : of.requirements)
                all.push_back(each.all());
            std::sort(all.begin() + 1, all.end());
            return all;
        };
        if (sorted(before) == sorted(after)) return {Sameness::How::Form, 0};
        if (!by_cases) return {};
        return same_.compare(before.all(), after.all(), [&](const auto& was, const auto& is) {
            return before.verdict(was) == after.verdict(is);
        });
    }

    Sameness requirements(const Subject& subject, bool by_cases) {
        const auto row = [&](Version version) {
            const std::size_t i = place_of(version);
            return roots(version,
                         table(version).decisions[subject.index[i]].requirements.first + subject.place[i]);
        };
        const RequirementRoots before = row(Version::Old), after = row(Version::New);
        if (before.remedies != after.remedies) return {};
        if (before.all() == after.all()) return {Sameness::How::Form, 0};
        if (!by_cases) return {};
        return same_.compare(before.all(), after.all(), [&](const auto& was, const auto& is) {
            std::size_t at = 0, next = 0;
            return same_standing(standing_at(was, at, before.remedies.size()),
                                 standing_at(is, next, after.remedies.size()));
        });
    }

    /// A value in another unit, or of another kind, is left to the search.
    Sameness outputs(const Subject& subject, bool by_cases) {
        const TableOutput& before = tables_[0]->outputs[subject.index[0]];
        const TableOutput& after = tables_[1]->outputs[subject.index[1]];
        if (before.type.base != after.type.base || before.type.scale != after.type.scale) return {};
        const MeaningId was = meaning(Version::Old, before.value), is = meaning(Version::New, after.value);
        const Meaning &a = pool_.at(was), &b = pool_.at(is);
        if (a.base != b.base || a.scale != b.scale) return {};
        if (was == is) return {Sameness::How::Form, 0};
        return by_cases ? same_.compare({was}, {is}) : Sameness{};
    }

    std::array<const Table*, 2> tables_;
    WitnessSearch& search_;
    MeaningPool& pool_;
    MeaningId yes_;
    SameMeaning same_;
    std::set<std::int64_t> changed_;  ///< words of the facts and fields that take other values than before
};

template <class Rows>
bool has_id(const Rows& rows, const std::string& id, Run run) {
    for (std::uint32_t i = 0; i < run.count; ++i)
        if (rows[run.first + i].id == id) return true;
    return false;
}

template <class Rows>
Run all_rows(const Rows& rows) {
    return {0, static_cast<std::uint32_t>(rows.size())};
}

/// What `own` has and `other` has not.
std::vector<Subject> only_in(const Table& own, const Table& other, Version version) {
    std::vector<Subject> out;
    const std::size_t i = place_of(version);
    for (std::uint32_t d = 0; d < own.decisions.size(); ++d) {
        const TableDecision& decision = own.decisions[d];
        Subject subject{Subject::Kind::Verdict, {}, {}};
        subject.index[i] = d;
        const auto found = std::find_if(other.decisions.begin(), other.decisions.end(),
                                        [&](const TableDecision& each) { return each.id == decision.id; });
        if (found == other.decisions.end()) {
            out.push_back(subject);
            continue;
        }
        subject.kind = Subject::Kind::Requirement;
        for (std::uint32_t k = 0; k < decision.requirements.count; ++k) {
            subject.place[i] = k;
            const std::string& id = own.requirements[decision.requirements.first + k].id;
            if (!has_id(other.requirements, id, found->requirements)) out.push_back(subject);
        }
    }
    for (std::uint32_t o = 0; o < own.outputs.size(); ++o) {
        Subject subject{Subject::Kind::Output, {}, {}};
        subject.index[i] = o;
        if (!has_id(other.outputs, own.outputs[o].id, all_rows(other.outputs))) out.push_back(subject);
    }
    return out;
}

/// Whether a subject is among those that are asked about.
bool is_chosen(const Table& table, const Subject& subject, Version version,
               const std::vector<std::string>& only) {
    if (only.empty() || subject.kind == Subject::Kind::Refusal) return true;
    const std::uint32_t index = subject.index[place_of(version)];
    const auto named = [&](const auto& row) {
        return std::any_of(only.begin(), only.end(),
                           [&](const std::string& name) { return name == row.id || name == row.name; });
    };
    return subject.kind == Subject::Kind::Output ? named(table.outputs[index])
                                                 : named(table.decisions[index]);
}

/// An applicant whose verdict changes shows a changed requirement best.
void prefer_verdicts(const WitnessSearch& search, std::vector<Finding>& findings) {
    const Finding* verdict = nullptr;
    for (Finding& finding : findings) {
        if (finding.subject.kind == Subject::Kind::Verdict) verdict = &finding;
        if (finding.subject.kind != Subject::Kind::Requirement || !finding.changed() || verdict == nullptr)
            continue;
        if (verdict->changed() && search.differs(finding.subject, *verdict->witness))
            finding.witness = verdict->witness;
    }
}

}  // namespace

bool Difference::changes() const {
    return !added.empty() || !removed.empty() || !facts.empty() ||
           std::any_of(findings.begin(), findings.end(), [](const Finding& each) { return each.changed(); });
}

bool Difference::proved_same() const {
    return !changes() && std::all_of(findings.begin(), findings.end(),
                                     [](const Finding& each) { return each.sameness.proved(); });
}

Difference compare_versions(const Compiled& before, const Compiled& after, const DifferenceOptions& options) {
    const Table &old_table = *before.table, &new_table = *after.table;
    const Program old_program = before.program->view(), new_program = after.program->view();
    WitnessSearch search(Edition::of(before, old_program), Edition::of(after, new_program), options.search);
    Difference out;
    out.facts = fact_changes(old_table, new_table);
    Prover prover(old_table, new_table, search, options.most_cases, out.facts);
    std::vector<Subject> open;
    std::vector<std::size_t> places;
    for (const Subject& subject : subjects_of(old_table, new_table)) {
        // What is called otherwise now is known by its old name too.
        if (!is_chosen(new_table, subject, Version::New, options.only) &&
            !is_chosen(old_table, subject, Version::Old, options.only))
            continue;
        out.findings.push_back({subject, prover.prove(subject, false), {}});
        if (out.findings.back().sameness.proved()) continue;
        places.push_back(out.findings.size() - 1);
        open.push_back(subject);
    }
    WitnessReport report = search.find(open);
    out.tried = report.tried;
    for (std::size_t i = 0; i < open.size(); ++i)
        out.findings[places[i]].witness = std::move(report.found[i]);
    prefer_verdicts(search, out.findings);
    for (const std::size_t place : places)
        if (Finding& finding = out.findings[place]; !finding.changed() && options.most_cases != 0)
            finding.sameness = prover.prove(finding.subject, true);
    for (const Subject& subject : only_in(new_table, old_table, Version::New))
        if (is_chosen(new_table, subject, Version::New, options.only)) out.added.push_back(subject);
    for (const Subject& subject : only_in(old_table, new_table, Version::Old))
        if (is_chosen(old_table, subject, Version::Old, options.only)) out.removed.push_back(subject);
    out.reads_alike = before.fingerprints->text == after.fingerprints->text;
    return out;
}

}  // namespace tenet::compiler
