#include "tests/unit/runtime_lists_checks.hpp"

#include "tenet/interpreted.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace tenet::testing::runtime_lists_test {
namespace {

static_assert(valid(Upgrade::program));

constexpr Date on(std::int64_t year, std::int32_t month, std::int32_t d) {
    return {static_cast<std::int32_t>(days_from_civil(year, month, d))};
}

/// Applicants at random; they keep their own records.
class Applicants {
  public:
    explicit Applicants(std::uint32_t seed) : random_(seed) {}

    /// With how many hundredths of the facts and fields unknown, and how many records at most.
    Upgrade::Facts next(int missing, std::uint32_t most_audits) {
        missing_ = missing;
        audits_.resize(static_cast<std::size_t>(below(most_audits + 1)));
        for (Audit& audit : audits_)
            audit = {maybe(static_cast<Field>(below(3))),
                     maybe(on(2019 + below(5), 1 + below(12), 1 + below(28))),
                     below(4) == 0 ? maybe<FactOrNone<bool>>(none) : maybe<FactOrNone<bool>>(below(3) != 0),
                     maybe<Fact<Int<0, 20, 2>>>(halves(below(9))),
                     below(4) == 0 ? maybe<FactOrNone<Int<-3, 3>>>(none)
                                   : maybe<FactOrNone<Int<-3, 3>>>(below(7) - 3),
                     below(9) == 0 ? maybe<FactOrNone<Mark>>(Mark::bad)
                                   : maybe<FactOrNone<Mark>>(Mark::good)};
        stays_.resize(static_cast<std::size_t>(below(4)));
        std::int32_t begun = 43000;
        for (Stay& stay : stays_) {
            begun += below(40);
            const bool is_open = &stay == &stays_.back() && below(2) == 0;
            stay = {maybe<Fact<Date>>(Date{begun}),
                    is_open ? maybe<FactOrNone<Date>>(none)
                            : maybe<FactOrNone<Date>>(Date{begun + below(40) - 2})};
        }
        Upgrade::Facts facts;
        facts.today = maybe<Fact<Date>>(on(2023, 1 + below(12), 1 + below(28)));
        facts.field = maybe<Fact<Field>>(static_cast<Field>(below(3)));
        facts.held = maybe<Fact<SetOf<Field>>>(SetOf<Field>::of_bits(static_cast<std::uint64_t>(below(16))));
        facts.login = below(3) == 0 ? maybe<FactOrNone<Text>>(none)
                                    : maybe<FactOrNone<Text>>(below(2) == 0 ? "admin" : "x");
        facts.start = below(3) == 0 ? maybe<FactOrNone<Date>>(none)
                                    : maybe<FactOrNone<Date>>(on(2018 + below(5), 2, 28));
        facts.extra = maybe<Fact<bool>>(below(2) == 0);
        if (below(100) >= missing) facts.audits = audits_;
        if (below(100) >= missing) facts.stays = stays_;
        return facts;
    }

    std::int32_t below(std::uint32_t n) { return static_cast<std::int32_t>(random_() % n); }
    std::vector<Audit>& audits() { return audits_; }
    std::vector<Stay>& stays() { return stays_; }

  private:
    template <class F, class V>
    F maybe(V value) {
        return below(100) < missing_ ? F{} : F{value};
    }
    template <class V>
    Fact<V> maybe(V value) {
        return maybe<Fact<V>, V>(value);
    }

    std::mt19937 random_;
    int missing_ = 0;
    std::vector<Audit> audits_;
    std::vector<Stay> stays_;
};

/// One decision by the interpreter alone, in domain T.
template <class T, std::uint32_t D>
DecisionOf<Upgrade, D> interpreted(const Upgrade::Facts& facts) {
    const auto row = load_all<Upgrade>(facts);
    Registers<Upgrade, T> registers{};
    run(Upgrade::program, row.source(), registers.r, registers.columns);
    DecisionOf<Upgrade, D> decision;
    decision.fingerprint = Upgrade::program.fingerprint;
    decision.refusal = first_assume(Upgrade::program, registers.r);
    decision.verdict = decision.refusal.refused() ? Verdict::Refused
                                                  : judge(Upgrade::program, Upgrade::program.decisions[D],
                                                          registers.r, decision.masks());
    return decision;
}

template <std::uint32_t D>
void expect_same(const Upgrade::Facts& facts, bool all_known) {
    const auto decision = decide<Upgrade, D>(facts);
    ASSERT_EQ(decision, (interpreted<Partial, D>(facts)));
    ASSERT_EQ(decision, evaluate<Upgrade>(facts).template decision<D>());
    const Checked<Upgrade> checked(facts);
    ASSERT_EQ(decision, (decide<Upgrade, D>(checked)));
    ASSERT_EQ(checked.known(), all_known && !decision.refusal.refused());
    if (!all_known) return;
    ASSERT_EQ(decision, (interpreted<Value, D>(facts)));
    if (!decision.refusal.refused()) {
        ASSERT_EQ(decision, (interpret_known<Upgrade, D>(facts)));
    }
}

template <std::uint32_t O>
void expect_same_output(const Upgrade::Facts& facts) {
    const PartialRun<Upgrade, everything> partial(facts);
    const ValueType& type = type_of_output(Upgrade::program, O);
    const Outcome want = partial.refusal.refused()
                             ? refused_outcome(type, partial.refusal, Upgrade::program.fingerprint)
                             : outcome_of(partial.registers.r[Upgrade::program.outputs[O].value], type,
                                          Upgrade::program.fingerprint);
    ASSERT_EQ((output<Upgrade, O>(facts)), want);
    ASSERT_EQ((output<Upgrade, O>(Checked<Upgrade>(facts))), want);
    ASSERT_EQ(evaluate<Upgrade>(facts).template output<O>(), want);
    if constexpr (O + 1 < Upgrade::program.output_count) expect_same_output<O + 1>(facts);
}

TEST(RuntimeLists, FoldAndInterpreterAgree) {
    Applicants applicants(7);
    for (int round = 0; round < 4000; ++round) {
        const int missing = round % 2 == 0 ? 0 : 4;
        const Upgrade::Facts facts = applicants.next(missing, round % 50 == 0 ? 200 : 8);
        ASSERT_NO_FATAL_FAILURE(expect_same_output<0>(facts));
        const bool known = missing == 0;
        if (!known) {
            ASSERT_EQ((decide<Upgrade, 0>(facts)), (interpreted<Partial, 0>(facts)));
            ASSERT_EQ((decide<Upgrade, 1>(facts)), (interpreted<Partial, 1>(facts)));
            continue;
        }
        ASSERT_NO_FATAL_FAILURE((expect_same<0>(facts, known)));
        ASSERT_NO_FATAL_FAILURE((expect_same<1>(facts, known)));
    }
}

// Everything works in constant evaluation too.
constexpr Upgrade::Facts complete = sample();

static_assert(decide<Upgrade, 0>(complete).verdict == Verdict::EligibleWithRemedy);
static_assert(output<Upgrade, 0>(complete).low == 2);

constexpr Upgrade::Facts incomplete() {
    Upgrade::Facts facts = sample();
    facts.audits = {};
    return facts;
}
static_assert(decide<Upgrade, 0>(incomplete()).verdict == Verdict::Undetermined);
static_assert(missing_for_decision<Upgrade, 0>(incomplete()).total == 1);

TEST(RuntimeLists, AnswersAreThoseOfTheSample) { EXPECT_EQ(upgrade_difference(), ""); }

/// Every register by the plan and without it, from the typed facts and from loaded ones, which find no ranges by themselves.
TEST(RuntimeLists, ThePlanChangesNothing) {
    Applicants applicants(5);
    constexpr std::uint32_t size = register_count<Upgrade>;
    for (int round = 0; round < 1500; ++round) {
        const Upgrade::Facts facts = applicants.next(0, round % 20 == 0 ? 200 : 8);
        const auto row = load_all<Upgrade>(facts);
        std::vector<Loaded> audits, stays;
        for (std::uint32_t i = 0; i < facts.audits.size(); ++i)
            for (std::uint32_t field = 0; field < 6; ++field)
                audits.push_back(row.source().field(6, i, field));
        for (std::uint32_t i = 0; i < facts.stays.size(); ++i)
            for (std::uint32_t field = 0; field < 2; ++field)
                stays.push_back(row.source().field(7, i, field));
        const Loaded* const fields[] = {nullptr, nullptr,       nullptr,      nullptr, nullptr,
                                        nullptr, audits.data(), stays.data(), nullptr};
        const LoadedFacts loaded{row.facts, fields, Upgrade::program.facts};
        Registers<Upgrade, Value> plainly{}, typed{}, untyped{};
        constexpr auto& steps = plan<Upgrade, everything>;
        run(Upgrade::program, row.source(), plainly.r, plainly.columns, live<Upgrade, everything>.ops);
        run_known(Upgrade::program, steps.steps, steps.count, row.source(), typed.r, typed.columns);
        run_known(Upgrade::program, steps.steps, steps.count, loaded, untyped.r, untyped.columns);
        for (std::uint32_t i = 0; i < size; ++i) {
            ASSERT_EQ(plainly.r[i], typed.r[i]) << i;
            ASSERT_EQ(plainly.r[i], untyped.r[i]) << i;
        }
    }
}

/// Whether a status or value that is settled stays as it is however the missing facts turn out.
void expect_consistent(const DecisionOf<Upgrade, 0>& partial, const DecisionOf<Upgrade, 0>& completed) {
    if (completed.refusal.refused()) return;
    for (std::uint32_t i = 0; i < Upgrade::program.decisions[0].requirement_count; ++i)
        if (partial.status(i) != Status::Unknown) {
            ASSERT_TRUE(partial.status(i) == completed.status(i) ||
                        completed.status(i) == Status::NotApplicable)
                << i;
        }
    if (partial.verdict != Verdict::Undetermined) {
        ASSERT_EQ(partial.verdict, completed.verdict);
    }
}

TEST(RuntimeLists, CompletionsNeverContradictAnAnswer) {
    Applicants applicants(3);
    for (int round = 0; round < 3000; ++round) {
        Upgrade::Facts facts = applicants.next(0, 5);
        std::vector<Audit> audits = applicants.audits();
        std::vector<Stay> stays = applicants.stays();
        Upgrade::Facts partial = facts;
        for (Audit& audit : audits) {
            if (applicants.below(5) == 0) audit.field = {};
            if (applicants.below(5) == 0) audit.ended_on = {};
            if (applicants.below(5) == 0) audit.complete = {};
            if (applicants.below(5) == 0) audit.spent = {};
            if (applicants.below(5) == 0) audit.mark = {};
        }
        for (Stay& stay : stays)
            if (applicants.below(5) == 0) stay.ended = {};
        partial.audits = audits;
        partial.stays = stays;
        if (applicants.below(4) == 0) partial.audits = {};
        if (applicants.below(4) == 0) partial.stays = {};
        if (applicants.below(4) == 0) partial.held = {};
        if (applicants.below(4) == 0) partial.login = {};
        const auto answer = decide<Upgrade, 0>(partial);
        if (answer.refusal.refused()) {
            ASSERT_EQ((decide<Upgrade, 0>(facts).refusal), answer.refusal);
            continue;
        }
        ASSERT_NO_FATAL_FAILURE(expect_consistent(answer, decide<Upgrade, 0>(facts)));
    }
}

}  // namespace
}  // namespace tenet::testing::runtime_lists_test
