#include "tests/unit/runtime_lists_sample.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace tenet::testing {
namespace {

static_assert(valid(Auditor::program) && valid(Everything::program) && valid(Long::program));
static_assert(valid_specs(Long::program) && valid_ops(Long::program, 0, 512) &&
              valid_ops(Long::program, 512, 1024));

/// A program whose arrays can be changed.
struct Copy {
    template <class T>
    static std::vector<T> copied(const T* from, std::uint32_t count) {
        return count == 0 ? std::vector<T>() : std::vector<T>(from, from + count);
    }

    std::vector<Op> ops;
    std::vector<ValueType> types;
    std::vector<FactSpec> facts, fields;
    std::vector<ChoiceSpec> choices;
    std::vector<RequirementSpec> requirements;
    std::vector<RemedySpec> remedies;
    std::vector<PartSpec> parts;
    std::vector<PlaceholderSpec> placeholders;
    std::vector<DecisionSpec> decisions;
    std::vector<OutputSpec> outputs;
    std::vector<AssumeSpec> assumes;
    Program program;

    explicit Copy(const Program& from)
        : ops(copied(from.ops, from.op_count)), types(copied(from.types, from.type_count)),
          facts(copied(from.facts, from.fact_count)), fields(copied(from.fields, from.field_count)),
          choices(copied(from.choices, from.choice_count)),
          requirements(copied(from.requirements, from.requirement_count)),
          remedies(copied(from.remedies, from.remedy_count)), parts(copied(from.parts, from.part_count)),
          placeholders(copied(from.placeholders, from.placeholder_count)),
          decisions(copied(from.decisions, from.decision_count)),
          outputs(copied(from.outputs, from.output_count)), assumes(copied(from.assumes, from.assume_count)),
          program(from) {
        program.ops = ops.data();
        program.types = types.data();
        program.facts = facts.data();
        program.fields = fields.data();
        program.choices = choices.data();
        program.requirements = requirements.data();
        program.remedies = remedies.data();
        program.parts = parts.data();
        program.placeholders = placeholders.data();
        program.decisions = decisions.data();
        program.outputs = outputs.data();
        program.assumes = assumes.data();
    }
};

template <class Traits = Everything, class Change>
bool valid_after(const Change& change) {
    Copy copy(Traits::program);
    EXPECT_TRUE(valid(copy.program));
    change(copy);
    return valid(copy.program);
}

/// Whether the program is still valid when one op is another.
template <class Traits = Everything>
bool valid_with(std::size_t index, const Op& op) {
    return valid_after<Traits>([&](Copy& copy) { copy.ops[index] = op; });
}

TEST(RuntimeValid, RefusesOpsOutOfOrder) {
    EXPECT_FALSE(valid_with(10, {Code::And, 0, yes, 9, 11, 0})) << "reads a register written later";
    EXPECT_FALSE(valid_with(10, {Code::And, 0, yes, 9, 10, 0})) << "reads itself";
    EXPECT_FALSE(valid_with(24, {Code::InRange, Everything::a_none, yes, 1, 19, 500})) << "third register";
    EXPECT_FALSE(valid_with(24, {Code::InRange, Everything::a_none, yes, 1, 19, -1}));
    EXPECT_FALSE(valid_with(10, {Code::Require, 0, 0, 9, 0, 0})) << "a requirement op among value ops";
    EXPECT_FALSE(valid_with(27, {Code::Not, 0, yes, 25, 0, 0})) << "a value op among requirement ops";
    EXPECT_FALSE(valid_with(27, {Code::Require, 0, 0, 30, 0, 0})) << "no such register";
    EXPECT_FALSE(valid_with(27, {Code::Require, 0, 1, 25, 0, 0})) << "not the requirement that names it";
    EXPECT_FALSE(valid_with(5, {static_cast<Code>(code_count), 0, yes, 0, 0, 0})) << "no such op";
}

TEST(RuntimeValid, RefusesSlotsAndConstantsThatDoNotExist) {
    EXPECT_FALSE(valid_with(5, {Code::LoadFact, 0, yes, 0, 0, 7}));
    EXPECT_FALSE(valid_with(5, {Code::LoadFact, 0, yes, 0, 0, -1}));
    EXPECT_FALSE(valid_with(6, {Code::Constant, 0, number, 0, 0, none_value}));
    EXPECT_FALSE(valid_with(18, {Code::AddMonths, 0, day, 0, 0, value_limit}));
    EXPECT_FALSE(valid_with(19, {Code::EarliestFrom, 0, day, 0, 0, 0}));
    EXPECT_TRUE(valid_with(6, {Code::Constant, 0, number, 0, 0, 3}));
}

TEST(RuntimeValid, RefusesOperandsOfTheWrongKind) {
    EXPECT_FALSE(valid_with(9, {Code::Not, 0, yes, 3, 0, 0})) << "not of a count";
    EXPECT_FALSE(valid_with(10, {Code::And, 0, yes, 9, 0, 0})) << "and of a date";
    EXPECT_FALSE(valid_with(18, {Code::AddMonths, 0, day, 3, 0, 1})) << "months after a count";
    EXPECT_FALSE(valid_with(26, {Code::Sub, Everything::b_none, days, 3, 1, 0})) << "count less date";
    EXPECT_FALSE(valid_with(31, {Code::RequireTieredAtLeast, 0, 4, 3, 3, 0})) << "a tier under a count";
    EXPECT_FALSE(valid_with(23, {Code::Le, 0, yes, 0, 3, 0})) << "a date against a count";
    EXPECT_TRUE(valid_with(10, {Code::Or, 0, yes, 9, 4, 0}));
}

TEST(RuntimeValid, RefusesFlagsThatOverlookNone) {
    EXPECT_FALSE(valid_with(8, {Code::IsNone, 0, yes, 1, 0, 0}));
    EXPECT_FALSE(valid_with(15, {Code::Add, 0, number, 3, 2, 0}));
    EXPECT_FALSE(valid_with(12, {Code::If, 0, number, 4, 3, 2}));
    EXPECT_FALSE(valid_with(22, {Code::Lt, 0, yes, 15, 3, 0}));
    EXPECT_FALSE(valid_with(28, {Code::RequireAtLeast, 0, 1, 15, 0, 1}));
    EXPECT_FALSE(valid_with(10, {Code::And, a_may_be_none, yes, 9, 4, 0})) << "a yes/no that may be none";
    EXPECT_TRUE(valid_with(23, {Code::Le, Everything::a_none | Everything::b_none, yes, 6, 2, 0}))
        << "too careful";
}

TEST(RuntimeValid, RefusesSpecificationsThatPointNowhere) {
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].op = 26; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].op = 36; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].when = 27; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].when = 3; })) << "a count as `when`";
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].id = 1; })) << "beyond the texts";
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].label_zh = 1; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.decisions[0].requirement_count = 10; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.decisions[0].when = 1; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.outputs[0].value = 27; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.outputs[0].or_none = false; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.facts[3].low = 6; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.facts[3].high = value_limit + 1; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.facts[4].high = 2; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.as_of = 3; })) << "as of a count";
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.as_of = 7; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.value_count = 37; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.pool = "x"; })) << "texts that do not end";
    EXPECT_TRUE(valid_after([](Copy& c) { c.program.as_of = no_register; }));
}

using U = Upgrade;

/// The sample with one op changed in place.
template <class Change>
bool valid_op_after(std::size_t index, const Change& change) {
    return valid_after<U>([&](Copy& copy) { change(copy.ops[index]); });
}

TEST(RuntimeValid, RefusesTypesThatDoNotFit) {
    EXPECT_FALSE(valid_op_after(U::r_today, [](Op& op) { op.type = U::field; })) << "a date as a choice";
    EXPECT_FALSE(valid_op_after(U::r_field, [](Op& op) { op.type = U::mark; })) << "another choice";
    EXPECT_FALSE(valid_op_after(U::r_field, [](Op& op) { op.type = 9; })) << "no such type";
    EXPECT_FALSE(valid_op_after(U::a_same, [](Op& op) { op.a = U::a_mark; })) << "values of two choices";
    EXPECT_FALSE(valid_op_after(U::r_is_admin, [](Op& op) { op.b = U::r_ems; })) << "a text and a choice";
    EXPECT_FALSE(valid_op_after(U::r_is_held, [](Op& op) { op.a = U::r_held; })) << "a set in a set";
    EXPECT_FALSE(valid_op_after(U::r_choice, [](Op& op) { op.type = U::mark; }));
    EXPECT_FALSE(valid_op_after(U::r_set, [](Op& op) { op.flags = 0; })) << "sets not flagged";
    EXPECT_FALSE(valid_op_after(U::r_choice, [](Op& op) { op.flags = of_sets; })) << "no sets, but flagged";
    EXPECT_FALSE(valid_op_after(U::r_ems, [](Op& op) { op.flags = 0; })) << "members not flagged";
    EXPECT_FALSE(valid_op_after(U::r_ems, [](Op& op) { op.imm = 4; })) << "no such value";
    EXPECT_FALSE(valid_op_after(U::r_admin, [](Op& op) { op.imm = 3; })) << "no such text";
    EXPECT_FALSE(valid_op_after(U::r_managed, [](Op& op) { op.imm = 16; })) << "no such member";
    EXPECT_FALSE(valid_op_after(U::r_years, [](Op& op) { op.imm = 0; })) << "no months";
    EXPECT_TRUE(valid_op_after(U::r_managed, [](Op& op) { op.imm = 15; }));
    EXPECT_TRUE(valid_op_after(U::r_in_managed, [](Op& op) { op.imm = -1; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.types[0].scale = 0; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.types[U::field].choice = 2; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.types[0].kind = ValueKind::List; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.types[0].kind = static_cast<ValueKind>(99); }));
}

TEST(RuntimeValid, RefusesRegionsThatAreNotWellFormed) {
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.imm = 0; })) << "over what is no list";
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.imm = 99; })) << "over no fact";
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.imm = 7; })) << "fields of another list";
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.type = 9; })) << "no such type";
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.a = 18; })) << "a record op among aggregates";
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.a = 20; })) << "an aggregate among record ops";
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.b = 6; })) << "an aggregate outside";
    EXPECT_FALSE(valid_op_after(U::r_audits, [](Op& op) { op.b = 8; })) << "one region in another";
    EXPECT_FALSE(valid_op_after(U::r_last, [](Op& op) { op.b = 0xFFFF; })) << "beyond the end";
    EXPECT_FALSE(valid_op_after(U::a_field, [](Op& op) { op.imm = pack_slot(6, 6); })) << "no such field";
    EXPECT_FALSE(valid_op_after(U::a_field, [](Op& op) { op.imm = pack_slot(7, 0); })) << "another list's";
    EXPECT_FALSE(valid_op_after(U::a_field, [](Op& op) { op.imm |= std::int64_t{1} << 60; }));
    EXPECT_FALSE(valid_op_after(U::a_field, [](Op& op) { op = {Code::LoadFact, 0, U::field, 0, 0, 1}; }));
    EXPECT_FALSE(valid_op_after(U::r_field,
                                [](Op& op) { op = {Code::LoadField, 0, U::field, 0, 0, pack_slot(6, 0)}; }));
    EXPECT_FALSE(valid_op_after(U::r_in_managed, [](Op& op) { op.a = U::a_field; }))
        << "a record op from outside";
    EXPECT_FALSE(valid_op_after(U::r_in_managed, [](Op& op) { op.a = U::r_audits; })) << "Each has no value";
    EXPECT_FALSE(valid_op_after(U::l_is_last, [](Op& op) { op.a = U::a_ended; }))
        << "another region's record op";
    EXPECT_FALSE(valid_op_after(U::r_any_bad, [](Op& op) { op.a = U::r_any_old; }))
        << "an aggregate of the same region";
    EXPECT_FALSE(valid_op_after(U::a_not_bad, [](Op& op) { op.a = U::r_any_old; })) << "what comes later";
    EXPECT_TRUE(
        valid_op_after(U::l_spent, [](Op& op) { op = {Code::Scale, 0, U::halves, U::r_spent, 0, 1}; }));
    EXPECT_TRUE(valid_op_after(U::r_any_bad, [](Op& op) { op.a = U::r_extra; }))
        << "the same for every record";
    EXPECT_FALSE(valid_op_after(U::a_passed, [](Op& op) { op.b = U::a_complete; }))
        << "a yes/no that may be none";
    EXPECT_FALSE(valid_op_after(U::r_worst, [](Op& op) { op.flags = 0; })) << "none overlooked";
    EXPECT_FALSE(valid_op_after(U::r_ordered, [](Op& op) { op.a = U::s_ended; }))
        << "a beginning that may be none";
}

TEST(RuntimeValid, RefusesSpecificationsOfListsChoicesAndRemediesThatPointNowhere) {
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[6].high = 70000; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[6].high = -1; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[6].field_count = 9; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[6].first_field = 9; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[6].or_none = true; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.fields[0].kind = ValueKind::List; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.fields[0].high = 4; })) << "beyond the choice";
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[1].choice = 2; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[2].high = 31; })) << "beyond the members";
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.facts[3].high = 3; })) << "beyond the texts";
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.choices[0].value_count = 7; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.choices[0].value_count = 0; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.choices[1].first_value = 5; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.requirements[2].records = U::r_full; })) << "no Any";
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.requirements[2].remedy_count = 4; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.decisions[0].remedy_count = 3; }))
        << "one remedy is left out";
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.decisions[0].first_remedy = 1; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.remedies[0].when = U::r_full; })) << "a count as `when`";
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.remedies[0].when = U::a_passed; })) << "of a record";
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.parts[0].condition = U::a_passed; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.parts[0].left = static_cast<Left>(3); }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.requirements[0].left = static_cast<Left>(3); }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.parts[0].condition = U::r_full; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.requirements[4].part_count = 3; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.requirements[4].placeholder_count = 3; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.placeholders[0].value = U::r_audits; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.assumes[0].condition = U::r_full; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.assumes[0].placeholder_count = 2; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.assumes[0].message_en = 999; }));
    EXPECT_FALSE(valid_after<U>([](Copy& c) { c.outputs[0].value = U::a_spent; }));
}

/// Runs everything that a validated program may be asked on facts of which nothing is known, and on empty and full lists.
void run_all(const Program& program) {
    const std::vector<Loaded> some(program.field_count * 2 + 2, Loaded{FactState::Known, 1});
    std::vector<const Loaded*> lists(program.fact_count, some.data());
    std::vector<std::uint8_t> live(program.value_count), register_marks(program.value_count);
    std::vector<Partial> registers(program.value_count), columns(column_count(program) * block_size<Partial>);
    std::vector<Value> known(program.value_count), known_columns(column_count(program) * block_size<Value>);
    std::vector<Range> ranges(program.value_count), range_columns(column_count(program) * block_size<Range>);
    mark_live(program, with_reasons(everything), live.data());
    mark_registers(program, register_marks.data());
    for (const Value length : {-1, 0, 1, 2}) {
        const Loaded fact = length < 0 ? Loaded{} : Loaded{FactState::Known, length};
        const std::vector<Loaded> facts(program.fact_count, fact);
        const LoadedFacts source{facts.data(), lists.data(), program.facts};
        run(program, source, registers.data(), columns.data(), live.data());
        run(program, source, ranges.data(), range_columns.data());
        if (length >= 0) run(program, source, known.data(), known_columns.data(), live.data());
        for (std::uint32_t i = 0; i < program.requirement_count; ++i) {
            std::uint32_t found[2];
            const Subject subject{program, registers.data(), register_marks.data()};
            explain_op(subject, program.ops[program.requirements[i].op]);
            failing_records(program, program.requirements[i], source, registers.data(), columns.data(),
                            live.data(), found, 2);
        }
        for (std::uint32_t i = 0; i < program.decision_count; ++i) {
            const DecisionSpec& decision = program.decisions[i];
            std::vector<std::uint64_t> masks(
                4 * (mask_words(decision.requirement_count) + mask_words(decision.remedy_count)));
            judge(program, decision, registers.data(),
                  {masks.data(), masks.data(), masks.data(), masks.data()});
            std::vector<std::uint64_t> marks(program.value_count), column_marks(column_count(program)),
                aggregate_marks(walk_words(decision) * aggregate_count(program));
            std::vector<std::uint32_t> counts(program.fact_count);
            MissingFact found[3];
            missing_of_decision(program, decision, source, registers.data(),
                                {marks.data(), counts.data(), aggregate_marks.data(), column_marks.data(),
                                 columns.data(), live.data(), found, 3});
        }
        first_assume(program, registers.data());
    }
}

/// What generated headers assert: ops in chunks, each with a map of all regions, where `valid` makes the map on its way.
bool valid_in_chunks(const Program& program) {
    constexpr std::uint32_t chunk = 5;
    for (std::uint32_t first = 0; first < program.op_count; first += chunk)
        if (!valid_ops(program, first, first + chunk)) return false;
    return valid_specs(program);
}

TEST(RuntimeValid, WhateverItLetsThroughCanBeRun) {
    std::mt19937 random(11);
    int passed = 0;
    for (int round = 0; round < 12000; ++round) {
        Copy copy(round % 3 == 0 ? Everything::program : U::program);
        for (std::uint32_t changes = random() % 2 + 1; changes > 0; --changes) {
            Op& op = copy.ops[random() % copy.ops.size()];
            const Op other = copy.ops[random() % copy.ops.size()];
            switch (random() % 8) {
            case 0: op.code = static_cast<Code>(random() % (code_count + 1)); break;
            case 1: op.flags = static_cast<std::uint8_t>(random()); break;
            case 2: op.type = static_cast<std::uint16_t>(random() % 12); break;
            case 3: op.a = static_cast<std::uint16_t>(random() % (copy.ops.size() + 1)); break;
            case 4: op.b = static_cast<std::uint16_t>(random() % (copy.ops.size() + 1)); break;
            case 5: op.imm = static_cast<std::int64_t>(random() % 80) - 8; break;
            case 6: op = other; break;
            case 7: op.imm = other.imm; break;
            }
        }
        const bool is_valid = valid(copy.program);
        EXPECT_EQ(is_valid, valid_in_chunks(copy.program));
        if (!is_valid) continue;
        ++passed;
        run_all(copy.program);
    }
    EXPECT_GT(passed, 600);
}

}  // namespace
}  // namespace tenet::testing
