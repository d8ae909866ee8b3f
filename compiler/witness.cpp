#include "compiler/witness.hpp"

#include "compiler/evaluate.hpp"
#include "compiler/fault.hpp"
#include "compiler/witness_compare.hpp"
#include "compiler/witness_moves.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

namespace tenet::compiler {
namespace {

constexpr std::size_t most_seeds = 40;
/// So many applicants are tried for one whose verdict changes, where a changed requirement has been shown by another.
constexpr std::uint64_t most_for_verdicts = 2000;
constexpr std::size_t most_bases = 200;  ///< applicants from which the search goes on at random

template <class Rows>
std::uint32_t place_of_id(const Rows& rows, std::uint32_t first, std::uint32_t count, const std::string& id) {
    for (std::uint32_t i = 0; i < count; ++i)
        if (rows[first + i].id == id) return i;
    return typed::no_index;
}

/// Small, the same on every machine, and good enough to choose moves.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
    std::size_t below(std::size_t end) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::size_t>((state_ >> 11U) % end);
    }

  private:
    std::uint64_t state_;
};

bool knows_all(const FactRow& row) {
    return std::all_of(row.begin(), row.end(), [](const FactValue& value) {
        return value.state != FactValue::State::Unknown &&
               std::all_of(value.records.begin(), value.records.end(),
                           [](const Record& record) { return knows_all(record.fields); });
    });
}

void fill_up(FactRow& row, const FactRow& with) {
    for (std::size_t i = 0; i < row.size(); ++i)
        if (row[i].state == FactValue::State::Unknown) row[i] = with[i];
}

}  // namespace

std::vector<Subject> subjects_of(const Table& old_table, const Table& new_table) {
    std::vector<Subject> out{{}};
    for (std::uint32_t i = 0; i < new_table.decisions.size(); ++i) {
        const TableDecision& after = new_table.decisions[i];
        const std::uint32_t old = place_of_id(
            old_table.decisions, 0, static_cast<std::uint32_t>(old_table.decisions.size()), after.id);
        if (old == typed::no_index) continue;
        const TableDecision& before = old_table.decisions[old];
        out.push_back({Subject::Kind::Verdict, {old, i}, {}});
        for (std::uint32_t k = 0; k < after.requirements.count; ++k) {
            const std::string& id = new_table.requirements[after.requirements.first + k].id;
            const std::uint32_t place =
                place_of_id(old_table.requirements, before.requirements.first, before.requirements.count, id);
            if (place != typed::no_index) out.push_back({Subject::Kind::Requirement, {old, i}, {place, k}});
        }
    }
    for (std::uint32_t i = 0; i < new_table.outputs.size(); ++i) {
        const std::uint32_t old =
            place_of_id(old_table.outputs, 0, static_cast<std::uint32_t>(old_table.outputs.size()),
                        new_table.outputs[i].id);
        if (old != typed::no_index) out.push_back({Subject::Kind::Output, {old, i}, {}});
    }
    return out;
}

std::vector<NodeId> roots_of(const Table& table, const Subject& subject, Version version) {
    std::vector<NodeId> roots;
    const std::uint32_t index = subject.index[place_of(version)];
    const auto add_requirement = [&](const TableRequirement& row) {
        roots.push_back(row.when);
        roots.push_back(row.condition);
        for (std::uint32_t i = 0; i < row.remedies.count; ++i)
            roots.push_back(table.remedies[row.remedies.first + i].when);
    };
    switch (subject.kind) {
    case Subject::Kind::Refusal:
        for (const TableAssume& assume : table.assumes)
            roots.push_back(assume.condition);
        return roots;
    case Subject::Kind::Verdict: {
        const TableDecision& decision = table.decisions[index];
        roots.push_back(decision.when);
        for (std::uint32_t i = 0; i < decision.requirements.count; ++i)
            add_requirement(table.requirements[decision.requirements.first + i]);
        return roots;
    }
    case Subject::Kind::Requirement:
        add_requirement(
            table.requirements[table.decisions[index].requirements.first + subject.place[place_of(version)]]);
        return roots;
    case Subject::Kind::Output: return {table.outputs[index].value};
    }
    __builtin_unreachable();
}

struct WitnessSearch::State {
    std::array<const Edition, 2> editions;
    WitnessOptions options;
    SharedFacts facts;
    MeaningPool pool;
    std::array<std::vector<MeaningId>, 2> meanings;
    std::array<std::unique_ptr<Interpreter>, 2> interpreters;
    Moves moves;
    Dice dice;

    const std::vector<Subject>* subjects = nullptr;
    WitnessReport report;
    std::vector<bool> weak;  ///< of each subject: what was found lacks facts
    std::size_t open = 0;    ///< subjects without a witness of whom all is known
    std::vector<bool> dull;  ///< of each subject: a requirement whose witness has the same verdict from both
    std::size_t dull_count = 0;
    Palette hot, all;            ///< what differs, and whatever is read
    std::vector<FactRow> bases;  ///< applicants worth going on from
    std::unordered_set<std::string> signatures;

    State(const Edition& before, const Edition& after, const WitnessOptions& chosen)
        : editions{before, after}, options(chosen),
          facts(before.table, after.table), meanings{pool.add(before.table), pool.add(after.table)},
          interpreters{std::make_unique<Interpreter>(before.program, before.table),
                       std::make_unique<Interpreter>(after.program, after.table)},
          moves(facts, texts(before.table, after.table)), dice(chosen.seed) {}

    static std::vector<std::string> texts(const Table& a, const Table& b);
    const Table& table(std::size_t version) const { return editions[version].table; }
    std::set<MeaningId> reached(const Subject& subject, Version version) const;
    std::map<std::int64_t, std::string> words();
    void aim();
    Witness asked(FactRow row);
    bool applies_alike(const Subject& subject) const;
    bool differs(const Subject& subject, const Witness& witness) const;
    void note(const Witness& witness);
    std::string signature(const Witness& witness) const;
    bool same_verdict(const Subject& subject, const Witness& witness) const;
    bool enough(std::uint64_t tenths) const {
        const bool content = dull_count == 0 || !options.simplify || report.tried >= most_for_verdicts;
        return (open == 0 && content) || report.tried * 10 >= options.most * tenths;
    }
    void attempt(FactRow row);
    void search();
    void step_from(const std::vector<FactRow>& seeds, const Palette& palette, std::uint64_t until);
    void wander(std::uint64_t until, bool forget);
    void simplify(const Subject& subject, Witness& witness);
    bool keeps(const Subject& subject, Witness& witness, FactRow row, bool determined);
};

std::vector<std::string> WitnessSearch::State::texts(const Table& a, const Table& b) {
    std::vector<std::string> all = a.texts;
    for (const std::string& text : b.texts)
        if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
    all.emplace_back("x");
    return all;
}

std::set<MeaningId> WitnessSearch::State::reached(const Subject& subject, Version version) const {
    const std::vector<MeaningId>& own = meanings[place_of(version)];
    std::vector<MeaningId> stack;
    for (const NodeId root : roots_of(table(place_of(version)), subject, version))
        if (root.valid()) stack.push_back(own[root.index()]);
    std::set<MeaningId> seen;
    while (!stack.empty()) {
        const MeaningId id = stack.back();
        stack.pop_back();
        if (!seen.insert(id).second) continue;
        for (const MeaningId operand : pool.at(id).operands)
            stack.push_back(operand);
    }
    return seen;
}

std::map<std::int64_t, std::string> WitnessSearch::State::words() {
    std::map<std::int64_t, std::string> out;
    for (const SharedFact& fact : facts.facts()) {
        out.emplace(pool.word(fact.id), fact.id);
        if (fact.type.base != typed::Base::List) continue;
        for (const SharedFact& field : facts.records()[fact.type.of]) {
            const std::string path = fact.id + '.' + field.id;
            out.emplace(pool.word(path), path);
        }
    }
    return out;
}

/// Finds what the two versions say differently of the subjects.
void WitnessSearch::State::aim() {
    std::set<MeaningId> differing, any;
    for (const Subject& subject : *subjects) {
        const std::set<MeaningId> before = reached(subject, Version::Old);
        const std::set<MeaningId> after = reached(subject, Version::New);
        std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                      std::inserter(differing, differing.end()));
        any.insert(before.begin(), before.end());
        any.insert(after.begin(), after.end());
    }
    // What stands under a difference tells where it shows.
    std::vector<MeaningId> aimed(differing.begin(), differing.end());
    const std::map<std::int64_t, std::string> known = words();
    std::set<MeaningId> below = differing;
    for (std::size_t i = 0; i < aimed.size(); ++i) {
        const Meaning& node = pool.at(aimed[i]);
        const bool whole = node.base == typed::Base::YesNo && node.operands.size() > 3;
        for (const MeaningId operand : node.operands)
            if (!whole && below.insert(operand).second) aimed.push_back(operand);
    }
    hot = all = {};
    add_to(hot, pool, aimed, known);
    add_to(all, pool, {any.begin(), any.end()}, known);
    if (hot.empty()) hot = all;
}

Witness WitnessSearch::State::asked(FactRow row) {
    Witness witness;
    for (const Version version : {Version::Old, Version::New}) {
        const std::size_t i = place_of(version);
        witness.rows[i] = facts.row_of(version, row);
        witness.answers[i] = interpreters[i]->answer(witness.rows[i]);
    }
    witness.shared = std::move(row);
    return witness;
}

/// Whether the decision of a subject applies in the same words in both versions.
bool WitnessSearch::State::applies_alike(const Subject& subject) const {
    std::array<MeaningId, 2> whens;
    for (const std::size_t i : {0U, 1U}) {
        const NodeId when = table(i).decisions[subject.index[i]].when;
        if (when.valid()) whens[i] = meanings[i][when.index()];
    }
    return whens[0] == whens[1];
}

bool WitnessSearch::State::differs(const Subject& subject, const Witness& witness) const {
    const Answer &before = witness.answers[0], &after = witness.answers[1];
    // A row with too many records is none that anybody could be asked about.
    const auto is_input = [](const Answer& answer) {
        return !answer.refused() || answer.refusal.cause == Refusal::Cause::Assume;
    };
    if (subject.kind == Subject::Kind::Refusal)
        return is_input(before) && is_input(after) && before.refused() != after.refused();
    if (before.refused() || after.refused()) return false;
    if (subject.kind == Subject::Kind::Output)
        return output_differs({&table(0), &table(1)}, subject, witness);
    const DecisionAnswer &was = before.decisions[subject.index[0]], &is = after.decisions[subject.index[1]];
    if (subject.kind == Subject::Kind::Verdict) return was.verdict != is.verdict;
    const bool one_applies =
        (was.verdict == VerdictKind::NotApplicable) != (is.verdict == VerdictKind::NotApplicable);
    const RequirementStatus status = was.requirements[subject.place[0]],
                            now = is.requirements[subject.place[1]];
    // One that fails is unknown while it is open whether its decision applies.
    const auto is_settled = [](RequirementStatus each) { return each == RequirementStatus::Failed; };
    const auto is_open = [](RequirementStatus each) { return each == RequirementStatus::Unknown; };
    const bool one_is_open = (is_settled(status) && is_open(now)) || (is_open(status) && is_settled(now));
    if ((one_applies || one_is_open) && !applies_alike(subject)) return false;
    if (status != now) return true;
    return status == RequirementStatus::Failed &&
           remedies_at(table(0), subject.index[0], subject.place[0], was) !=
               remedies_at(table(1), subject.index[1], subject.place[1], is);
}

std::string WitnessSearch::State::signature(const Witness& witness) const {
    std::string out;
    for (const Answer& answer : witness.answers) {
        out += static_cast<char>('0' + static_cast<int>(answer.refusal.cause));
        for (const DecisionAnswer& decision : answer.decisions)
            for (const RequirementStatus status : decision.requirements)
                out += static_cast<char>('a' + static_cast<int>(status));
        for (const OutputAnswer& output : answer.outputs)
            out += std::to_string(output.value.low) + (output.value.determined() ? ' ' : '?');
    }
    return out;
}

/// Whether a changed requirement leaves the verdict as it was.
bool WitnessSearch::State::same_verdict(const Subject& subject, const Witness& witness) const {
    if (subject.kind != Subject::Kind::Requirement || witness.answers[0].refused() ||
        witness.answers[1].refused())
        return false;
    return witness.answers[0].decisions[subject.index[0]].verdict ==
           witness.answers[1].decisions[subject.index[1]].verdict;
}

void WitnessSearch::State::note(const Witness& witness) {
    const bool known = knows_all(witness.shared);
    for (std::size_t i = 0; i < subjects->size(); ++i) {
        const bool better = !report.found[i] || (weak[i] && known) ||
                            (dull[i] && known && !same_verdict((*subjects)[i], witness));
        if (!better || !differs((*subjects)[i], witness)) continue;
        for (const std::size_t side : {0U, 1U})
            TENET_CHECK(confirmed(editions[side], witness.rows[side], witness.answers[side]),
                        "the evaluators disagree about a witness");
        if (known && (!report.found[i] || weak[i])) --open;
        report.found[i] = witness;
        weak[i] = !known;
        if (dull[i]) --dull_count;
        dull[i] = same_verdict((*subjects)[i], witness);
        if (dull[i]) ++dull_count;
    }
}

/// Asks both versions about an applicant, unless one of them could not be told of it.
void WitnessSearch::State::attempt(FactRow row) {
    const Witness witness = asked(std::move(row));
    ++report.tried;
    note(witness);
    if (witness.answers[0].refused() || witness.answers[1].refused()) return;
    if (bases.size() < most_bases && signatures.insert(signature(witness)).second)
        bases.push_back(witness.shared);
}

void WitnessSearch::State::step_from(const std::vector<FactRow>& seeds, const Palette& palette,
                                     std::uint64_t until) {
    for (const FactRow& seed : seeds)
        for (const Move& move : moves.from(seed, palette)) {
            if (enough(until)) return;
            FactRow row = seed;
            moves.apply(row, move);
            attempt(std::move(row));
        }
}

/// Goes on at random from applicants whose answers were new; `forget` leaves some facts unknown.
void WitnessSearch::State::wander(std::uint64_t until, bool forget) {
    constexpr std::size_t rows_each = 24, most_moves = 4;
    while (!enough(until) && !bases.empty()) {
        const FactRow base = bases[dice.below(bases.size())];
        const std::vector<Move> near = moves.from(base, hot), far = moves.from(base, all);
        if (near.empty() && far.empty()) return;
        for (std::size_t i = 0; i < rows_each && !enough(until); ++i) {
            FactRow row = base;
            const std::size_t count = 1 + dice.below(most_moves);
            for (std::size_t k = 0; k < count; ++k) {
                const std::vector<Move>& from =
                    far.empty() || (!near.empty() && dice.below(3) != 0) ? near : far;
                moves.apply(row, from[dice.below(from.size())]);
            }
            for (std::size_t k = forget ? 1 + dice.below(3) : 0; k > 0; --k)
                row[dice.below(row.size())] = {};
            attempt(std::move(row));
        }
    }
}

void WitnessSearch::State::search() {
    std::vector<FactRow> seeds, partial;
    const std::array<FactRow, 3> plain{moves.plain(all, 1), moves.plain(all, 2), moves.plain(all, 0)};
    for (const Version version : {Version::New, Version::Old}) {
        const Edition& edition = editions[place_of(version)];
        if (edition.tests == nullptr) continue;
        for (std::size_t i = 0; i < edition.tests->size() && seeds.size() < most_seeds; ++i) {
            FactRow row = facts.shared_of(version, facts_of(*edition.tests, i, edition.table.facts.size()));
            if (!knows_all(row)) partial.push_back(row);
            fill_up(row, plain[0]);
            seeds.push_back(std::move(row));
        }
    }
    seeds.insert(seeds.end(), plain.begin(), plain.end());
    for (const FactRow& seed : seeds)
        if (!enough(10)) attempt(seed);
    step_from(seeds, hot, 4);
    step_from(seeds, all, 5);
    wander(9, false);
    for (const FactRow& row : partial)
        if (!enough(10)) attempt(row);
    wander(10, true);
}

/// Whether the row still is a witness; if so the witness becomes it.
bool WitnessSearch::State::keeps(const Subject& subject, Witness& witness, FactRow row, bool determined) {
    // What leaves something open, or no longer changes a verdict that it changed, says less.
    const bool vivid = !same_verdict(subject, witness);
    const auto says_less = [&](const Witness& of) {
        for (const std::size_t i : {0U, 1U}) {
            if (of.answers[i].refused()) continue;
            if (subject.kind == Subject::Kind::Output &&
                !of.answers[i].outputs[subject.index[i]].value.determined())
                return true;
            if (subject.kind == Subject::Kind::Output || subject.kind == Subject::Kind::Refusal) continue;
            if (vivid && same_verdict(subject, of)) return true;
            const DecisionAnswer& decision = of.answers[i].decisions[subject.index[i]];
            if (decision.verdict == VerdictKind::Undetermined) return true;
        }
        return false;
    };
    Witness other = asked(std::move(row));
    if (!differs(subject, other) || (determined && says_less(other))) return false;
    for (const std::size_t i : {0U, 1U})
        if (!confirmed(editions[i], other.rows[i], other.answers[i])) return false;
    witness = std::move(other);
    return true;
}

/// Leaves out what does not matter: records, then facts.
void WitnessSearch::State::simplify(const Subject& subject, Witness& witness) {
    Witness first = witness;
    const bool determined = keeps(subject, first, witness.shared, true);
    std::set<std::string> read;
    const std::map<std::int64_t, std::string> known = words();
    Palette reads;
    for (const Version version : {Version::Old, Version::New}) {
        Subject whole = subject;
        if (subject.kind == Subject::Kind::Requirement) whole.kind = Subject::Kind::Verdict;
        const std::set<MeaningId> nodes = reached(whole, version);
        add_to(reads, pool, {nodes.begin(), nodes.end()}, known);
    }
    FactRow fewer = witness.shared;
    for (std::size_t i = 0; i < fewer.size(); ++i)
        if (i != facts.as_of() && !reads.reads.contains(facts.facts()[i].id)) fewer[i] = {};
    keeps(subject, witness, fewer, determined);
    for (std::size_t i = 0; i < witness.shared.size(); ++i)
        for (std::size_t k = witness.shared[i].records.size(); k-- > 0;) {
            FactRow row = witness.shared;
            row[i].records.erase(row[i].records.begin() + static_cast<std::ptrdiff_t>(k));
            row[i].value = static_cast<std::int64_t>(row[i].records.size());
            keeps(subject, witness, std::move(row), determined);
        }
    for (std::size_t i = witness.shared.size(); i-- > 0;) {
        if (i == facts.as_of() || witness.shared[i].state == FactValue::State::Unknown) continue;
        FactRow row = witness.shared;
        row[i] = {};
        keeps(subject, witness, std::move(row), determined);
    }
}

WitnessSearch::WitnessSearch(const Edition& before, const Edition& after, const WitnessOptions& options)
    : state_(std::make_unique<State>(before, after, options)) {}
WitnessSearch::~WitnessSearch() = default;

WitnessReport WitnessSearch::find(const std::vector<Subject>& subjects) {
    State& s = *state_;
    s.subjects = &subjects;
    s.report = {};
    s.report.found.resize(subjects.size());
    s.weak.assign(subjects.size(), false);
    s.dull.assign(subjects.size(), false);
    s.dull_count = 0;
    s.open = subjects.size();
    s.bases.clear();
    s.signatures.clear();
    if (!subjects.empty()) {
        s.aim();
        s.search();
    }
    if (s.options.simplify)
        for (std::size_t i = 0; i < subjects.size(); ++i)
            if (s.report.found[i]) s.simplify(subjects[i], *s.report.found[i]);
    return std::move(s.report);
}

bool WitnessSearch::differs(const Subject& subject, const Witness& witness) const {
    return state_->differs(subject, witness);
}
const SharedFacts& WitnessSearch::facts() const { return state_->facts; }
MeaningPool& WitnessSearch::meanings() { return state_->pool; }
const std::vector<MeaningId>& WitnessSearch::meanings_of(Version version) const {
    return state_->meanings[place_of(version)];
}

}  // namespace tenet::compiler
