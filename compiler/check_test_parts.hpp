#pragma once

#include "compiler/check_state.hpp"
#include "compiler/test_case.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// The parts of the check of tests as they call one another, by the files that hold them. The module of the state is the
/// whole policy, numbered as the table is.
namespace tenet::compiler::checking {

/// What takes a value in a test: a fact, a field or an output.
struct Taker {
    std::string_view name;
    typed::Type type;
    bool in_row = false;  ///< a cell, in which numbers may do without their unit
};

/// The facts of the module by name and twin.
using FactPlaces = std::unordered_map<std::string_view, std::uint32_t>;

// check_test_values.cpp
/// The value, none among them, that is written out; nothing after a report.
std::optional<FactValue> check_test_value(State& state, const Taker& taker,
                                          const std::vector<ast::ExprId>& values, Span span);

// check_tests.cpp
/// The fact that a test names; nothing after a report.
std::optional<std::uint32_t> find_test_fact(State& state, const FactPlaces& facts, const ast::NameUse& name);
/// The field of a record that a test names, which is not derived; nothing after a report.
std::optional<std::uint32_t> find_test_field(State& state, std::uint32_t record, const ast::NameUse& name);
/// What stands at its place for the first time; what does a second time is reported.
class Once {
  public:
    explicit Once(Arg where) : where_(std::move(where)) {}
    /// False, after a report, if the place was taken before.
    bool take(State& state, const ast::NameUse& name, std::uint64_t place);

  private:
    Arg where_;
    std::unordered_map<std::uint64_t, Span> taken_;
};

// check_expects.cpp
std::vector<TestExpect> check_expects(State& state, const FactPlaces& facts, const ast::Test& test);

}  // namespace tenet::compiler::checking
