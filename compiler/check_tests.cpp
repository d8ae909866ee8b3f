#include "compiler/check_tests.hpp"

#include "compiler/check_parts.hpp"
#include "compiler/check_test_parts.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tenet::compiler {
namespace checking {
namespace {

using ast::ItemKind;
using typed::Base;

/// What a name stands for that is no fact.
Arg kind_name(const State& state, const Names::Entry& entry) {
    switch (entry.kind) {
    case ItemKind::Definition:
        if (!state.file.definitions[entry.index].columns.empty()) return {"a table", "对照表"};
        return state.file.definitions[entry.index].is_output ? Arg("an output", "输出")
                                                             : Arg("a define", "定义");
    case ItemKind::Param: return {"a param", "参数"};
    case ItemKind::Decision: return {"a decision", "判定"};
    case ItemKind::Fact:
    case ItemKind::Choice:
    case ItemKind::Group:
    case ItemKind::Record:
    case ItemKind::Calendar:
    case ItemKind::Document:
    case ItemKind::Assume:
    case ItemKind::Note:
    case ItemKind::Test: break;
    }
    return {"a name", "名称"};
}

/// One check of the tests of a file.
class TestCheck {
  public:
    TestCheck(State& state, const std::vector<const ast::Test*>& tests) : state_(state), tests_(tests) {
        for (std::uint32_t i = 0; i < state.module.facts.size(); ++i)
            for (const std::string* name : {&state.module.facts[i].name.text, &state.module.facts[i].name.id})
                facts_.emplace(*name, i);
        for (std::size_t i = 0; i < state.module.texts.size(); ++i)
            state.texts.emplace(state.module.texts[i], i + 1);
    }

    std::vector<TestCase> run() {
        take_names();
        std::vector<TestCase> cases;
        for (const ast::Test* test : tests_)
            cases.push_back(check(*test));
        find_circles(cases);
        return cases;
    }

  private:
    void take_names() {
        for (std::size_t i = 0; i < tests_.size(); ++i) {
            const auto [first, fresh] = names_.emplace(tests_[i]->name.text, i);
            if (fresh) continue;
            state_.diagnostics.report<D::TestTwice>(tests_[i]->name.span, tests_[i]->name.text)
                .related.push_back(
                    {tests_[first->second]->name.span, Arg("the first one is here", "第一个在这里")});
        }
    }

    std::size_t base_of(const ast::Test& test) {
        if (!test.base.given()) return TestCase::no_base;
        const auto found = names_.find(test.base.text);
        if (found != names_.end()) return found->second;
        const auto candidates = [&] {
            std::vector<std::string_view> all;
            for (const ast::Test* each : tests_)
                all.push_back(each->name.text);
            return all;
        };
        std::string suggestion = meant(state_, test.base.text, candidates);
        state_.diagnostics.report<D::TestBaseUnknown>(test.base.span, test.base.text).suggestion =
            std::move(suggestion);
        return TestCase::no_base;
    }

    TestCase check(const ast::Test& test) {
        TestCase result;
        result.name = test.name.text;
        result.span = test.span;
        result.unconfirmed = test.unconfirmed;
        result.citations = test.citations;
        result.base = base_of(test);
        Once once(Arg("this test", "这个测试"));
        for (const ast::Given& given : test.givens) {
            const auto fact = find_test_fact(state_, facts_, given.name);
            if (!fact || !once.take(state_, given.name, *fact)) continue;
            if (auto value = check_given(given, *fact)) result.givens.push_back({*fact, std::move(*value)});
        }
        if (test.expects.empty()) report_no_expectation(test);
        result.expects = check_expects(state_, facts_, test);
        return result;
    }

    void report_no_expectation(const ast::Test& test) {
        const auto& decisions = state_.module.decisions;
        const auto& all = state_.module.definitions;
        const auto output = std::find_if(all.begin(), all.end(),
                                         [](const typed::Definition& each) { return each.is_output; });
        const std::string name = !decisions.empty()    ? decisions.front().name.text
                                 : output != all.end() ? output->name.text
                                                       : "NAME";
        const Arg line = decisions.empty() ? Arg(name + " = V", name + " = 值")
                                           : Arg(name + " eligible", name + " 符合条件");
        state_.diagnostics.report<D::TestExpectsNothing>(test.name.span, test.name.text, line);
    }

    std::optional<FactValue> check_given(const ast::Given& given, std::uint32_t fact) {
        const typed::Type& type = state_.module.facts[fact].type;
        if (given.unknown) return FactValue{};
        if (given.columns.empty())
            return check_test_value(state_, {given.name.text, type}, given.values, given.span);
        if (type.base == Base::List) return check_records(given, type);
        state_.diagnostics.report<D::GivenNotAList>(given.name.span, given.name.text,
                                                    type_name(state_, type));
        return std::nullopt;
    }

    std::optional<FactValue> check_records(const ast::Given& given, const typed::Type& type) {
        std::vector<std::uint32_t> columns;
        Once once(Arg("the first row", "首行"));
        for (const ast::NameUse& column : given.columns) {
            const auto field = find_test_field(state_, type.of, column);
            if (!field || !once.take(state_, column, *field)) return std::nullopt;
            columns.push_back(*field);
        }
        if (given.rows.size() > static_cast<std::uint64_t>(type.high)) {
            state_.diagnostics.report<D::GivenTooMany>(given.rows[static_cast<std::size_t>(type.high)].span,
                                                       given.name.text, type.high, given.rows.size());
            return std::nullopt;
        }
        FactValue list{FactValue::State::Known, static_cast<std::int64_t>(given.rows.size()), {}, {}};
        for (const ast::GivenRow& row : given.rows)
            list.records.push_back(check_record(given, row, type.of, columns));
        return list;
    }

    Record check_record(const ast::Given& given, const ast::GivenRow& row, std::uint32_t type,
                        const std::vector<std::uint32_t>& columns) {
        const std::vector<typed::Field>& fields = state_.module.records[type].fields;
        Record record;
        record.fields.resize(fields.size());
        for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
            const Taker taker{given.columns[i].text, fields[columns[i]].type, true};
            if (auto value = check_test_value(state_, taker, row.cells[i].values, row.cells[i].span))
                record.fields[columns[i]] = std::move(*value);
        }
        return record;
    }

    /// Follows each test to where it starts; what comes back to a test of the same way goes in a circle.
    void find_circles(const std::vector<TestCase>& cases) {
        std::vector<std::size_t> seen_from(cases.size(), TestCase::no_base);
        for (std::size_t i = 0; i < cases.size(); ++i) {
            std::size_t at = i;
            while (at != TestCase::no_base && seen_from[at] == TestCase::no_base) {
                seen_from[at] = i;
                at = cases[at].base;
            }
            if (at != TestCase::no_base && seen_from[at] == i) report_circle(cases, at);
        }
    }

    void report_circle(const std::vector<TestCase>& cases, std::size_t first) {
        constexpr std::size_t most = 5;
        std::string circle = "`" + std::string(cases[first].name) + "`";
        std::size_t shown = 1;
        for (std::size_t at = cases[first].base; at != first && shown < most; at = cases[at].base, ++shown)
            circle += " → `" + std::string(cases[at].name) + "`";
        circle += shown == most ? " → …" : " → `" + std::string(cases[first].name) + "`";
        state_.diagnostics.report<D::TestBaseCircle>(tests_[first]->base.span, cases[first].name, circle);
    }

    State& state_;
    const std::vector<const ast::Test*>& tests_;
    FactPlaces facts_;
    std::unordered_map<std::string_view, std::size_t> names_;
};

}  // namespace

bool Once::take(State& state, const ast::NameUse& name, std::uint64_t place) {
    const auto [first, fresh] = taken_.emplace(place, name.span);
    if (fresh) return true;
    state.diagnostics.report<D::TestNameTwice>(name.span, name.text, where_)
        .related.push_back({first->second, Arg("the first time here", "第一次在这里")});
    return false;
}

std::optional<std::uint32_t> find_test_fact(State& state, const FactPlaces& facts, const ast::NameUse& name) {
    const auto found = facts.find(name.text);
    if (found != facts.end()) return found->second;
    const Names::Entry* entry = state.names.find_value(name.text);
    if (entry == nullptr) {
        const auto candidates = [&] {
            std::vector<std::string_view> all;
            for (const auto& [known, place] : facts)
                all.push_back(known);
            return all;
        };
        std::string suggestion = meant(state, name.text, candidates);
        state.diagnostics.report<D::UnknownName>(name.span, name.text).suggestion = std::move(suggestion);
    } else if (entry->kind == ItemKind::Fact) {
        state.diagnostics.report<D::GivenNotRead>(name.span, name.text);
    } else {
        state.diagnostics.report<D::GivenNotAFact>(name.span, name.text, kind_name(state, *entry));
    }
    return std::nullopt;
}

std::optional<std::uint32_t> find_test_field(State& state, std::uint32_t record, const ast::NameUse& name) {
    const typed::Record& type = state.module.records[record];
    for (std::uint32_t i = 0; i < type.fields.size(); ++i) {
        const typed::Field& field = type.fields[i];
        if (field.name.text != name.text && field.name.id != name.text) continue;
        if (!field.derived.valid()) return i;
        state.diagnostics.report<D::GivenDerived>(name.span, name.text);
        return std::nullopt;
    }
    // Derived fields that nothing reads are no longer in the module.
    const auto declared = state.names.find_type(type.name.text, ItemKind::Record);
    if (declared && state.names.find_field(*declared, name.text)) {
        state.diagnostics.report<D::GivenDerived>(name.span, name.text);
        return std::nullopt;
    }
    std::vector<typed::Field> fields;
    for (const typed::Field& field : type.fields)
        if (!field.derived.valid()) fields.push_back(field);
    const auto candidates = [&] {
        std::vector<std::string_view> all;
        for (const typed::Field& field : fields)
            all.insert(all.end(), {field.name.text, field.name.id});
        return all;
    };
    std::string suggestion = meant(state, name.text, candidates);
    state.diagnostics.report<D::UnknownField>(name.span, name.text, type.name.text, listed(fields))
        .suggestion = std::move(suggestion);
    return std::nullopt;
}

}  // namespace checking

std::vector<TestCase> check_tests(const ast::File& file, const Names& names, const Sources& sources,
                                  typed::Module& module, Diagnostics& diagnostics) {
    std::vector<const ast::Test*> tests;
    for (const ast::Test& test : file.tests)
        if (file.own(test.span)) tests.push_back(&test);
    if (tests.empty()) return {};
    checking::State state(file, names, sources, diagnostics);
    state.module = std::move(module);
    const std::size_t exprs = state.module.exprs.size();
    std::vector<TestCase> cases = checking::TestCheck(state, tests).run();
    // The values that stand in tests are no part of the policy.
    state.module.exprs.resize(exprs);
    module = std::move(state.module);
    return cases;
}

}  // namespace tenet::compiler
