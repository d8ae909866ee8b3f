#pragma once

#include "compiler/check_state.hpp"
#include "compiler/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of the check stage as they call one another, by the files that hold them.
namespace tenet::compiler::checking {

/// A value of a choice is expected, but which one an error has hidden.
inline constexpr std::uint32_t any_choice = typed::no_index - 1;

// check_expr.cpp
/// `choice` is that of which a value is expected here, so that a bare name means it.
Value check_expr(State& state, ast::ExprId id, std::uint32_t choice = typed::no_index);
/// A yes/no that is never none; anything else is reported.
Value check_condition(State& state, ast::ExprId id);
/// A value of some type: neither a period nor the bare word none.
Value check_value(State& state, ast::ExprId id, std::uint32_t choice = typed::no_index);

// check_citations.cpp
/// Reports citations of sources that nobody declares and of paragraphs that are put out of scope.
void check_citations(State& state);
/// The citations with the sources that they mean.
std::vector<typed::Citation> citations_of(const State& state, const std::vector<ast::Citation>& citations);

// check_names.cpp
Value check_name(State& state, const ast::Expr& e, std::uint32_t choice);
Value check_member(State& state, const ast::Expr& e);
/// The field of the record at hand that a name stands for, whatever else it may be; an error after a report.
Value check_field_name(State& state, const ast::Expr& e);
/// What stands outside of records: a fact, param or definition.
Value check_named(State& state, const ast::Expr& e, const Names::Entry& entry);
/// The type of a bare name that is no value of a choice here, if that is known; nothing is reported.
std::optional<typed::Type> peek_type(const State& state, std::string_view name);
/// A bare name that may be a value of a choice, or a branch that ends in one.
bool may_name_value(const State& state, ast::ExprId id);

// check_logic.cpp
Value check_not(State& state, const ast::Expr& e);
Value check_and(State& state, const ast::Expr& e);
Value check_or(State& state, const ast::Expr& e);
Value check_if(State& state, const ast::Expr& e, std::uint32_t choice);
/// Adds the type of another branch to what the branches before it have in common; false, after a report, if it does not fit.
bool join_branch(State& state, typed::ExprId branch, typed::ExprId before,
                 std::optional<typed::Type>& joined);
/// The value in the scale of the type; the bare word none becomes a none of it.
typed::ExprId as_branch(State& state, typed::ExprId id, const typed::Type& type);
/// `if condition then yes else no`, of the type that both have in common.
typed::ExprId choose(State& state, Span span, typed::ExprId condition, typed::ExprId yes, typed::ExprId no,
                     const typed::Type& type);

// check_compare.cpp
Value check_compare(State& state, const ast::Expr& e);
Value check_in_range(State& state, const ast::Expr& e);
Value check_is_none(State& state, const ast::Expr& e);
/// Reports two types that do not compare, with what to write instead.
void report_types_differ(State& state, typed::ExprId left, typed::ExprId right);
/// Reports what has no order, in a table at the cell that asks for it.
void report_no_order(State& state, typed::ExprId id, Span cell);

/// Reports `from A until B` whose days are the wrong way round.
void report_days_reversed(State& state, Span from, Span until);

// check_members.cpp
Value check_in_name(State& state, const ast::Expr& e);
Value check_covers(State& state, const ast::Expr& e);

// check_where.cpp
/// The advice, with why a comparison behind `where` is not one of the whole.
Arg after_where(const Arg& advice);
/// A value of records whose condition reaches to the end of the line.
bool takes_what_follows(const State& state, typed::ExprId id);
/// Reports the comparison if it stands in such a condition and its left side is one; false if not.
bool report_swallowed(State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right);

// check_table.cpp
/// A row of a table; one for all else has no condition.
struct TableRow {
    typed::ExprId condition;
    Span span;
};
/// What there is to say of a table's rows: nothing; a fault, which was reported; that none is left for the last one, `otherwise`.
enum class TableRows : std::uint8_t { Whole, Faulty, IdleLast };
/// Looks for what no row is for and what two rows are for.
TableRows check_table(State& state, const ast::Definition& table, const std::vector<TableRow>& rows);

// check_cases.cpp
/// Warns of cases that are never chosen; where they are `open`, without `otherwise`, reports them unless one of them is sure to
/// hold, and is false then. `last` is the place of the last one.
bool check_cases_hold(State& state, std::string_view name, const std::vector<typed::ExprId>& conditions,
                      Span last, bool open);

// check_tiers.cpp
Value check_tiered(State& state, const ast::Expr& e);

// check_arithmetic.cpp
Value check_sum(State& state, const ast::Expr& e);
Value check_product(State& state, const ast::Expr& e);

// check_windows.cpp
/// A date; it may be none only where `whole` is absent.
typed::ExprId check_date_operand(State& state, ast::ExprId operand, const Span* whole);
Value check_window(State& state, const ast::Expr& e);
Value check_around(State& state, const ast::Expr& e);
Value check_time_since(State& state, const ast::Expr& e);
Value check_whole_periods(State& state, const ast::Expr& e);
/// The reference date; without one that is reported for the asked file, and for others once it turns out that they are reached.
typed::ExprId as_of(State& state, Span span, const Arg& word);

// check_aggregates.cpp
Value check_aggregate(State& state, const ast::Expr& e);

/// The list fact of this name; nothing after a report.
std::optional<std::uint32_t> find_list(State& state, const ast::NameUse& use);
/// Reports that what begins a record may be none, which no guard can mend inside.
void report_begin_none(State& state, typed::ExprId id);

// check_calendars.cpp
void check_calendars(State& state);

// check_working_days.cpp
Value check_working_day(State& state, const ast::Expr& e);
Value check_working_days(State& state, const ast::Expr& e);
Value check_add_working_days(State& state, const ast::Expr& e);
/// Reports working days that are added to the date without a calendar, or taken off it.
void report_no_calendar(State& state, const ast::Expr& e, Span length);
/// Reports a length of working days where another period stands behind the date.
void report_working_window(State& state, Span date, Span length);
/// `working days in C from A to B <= 30 working days`: the right side becomes a number where the left one counts working days.
typed::ExprId as_number_of_days(State& state, typed::ExprId counted, ast::ExprId written,
                                typed::ExprId length);

// qualified.cpp
/// The fields that the expression writes as `record.field`, outside of further list expressions.
void collect_qualified(const State& state, ast::ExprId root, std::uint32_t record,
                       std::vector<std::uint32_t>& fields);
/// Those of all cases together.
void collect_qualified(const State& state, const ast::Body& body, std::uint32_t record,
                       std::vector<std::uint32_t>& fields);

// literals.cpp
Value check_number(State& state, const ast::Expr& e);
Value check_date(State& state, const ast::Expr& e);
Value check_text(State& state, const ast::Expr& e);
/// The constant in another scale of its type; nothing if that is too coarse for it.
std::optional<std::int64_t> in_scale(const typed::Expr& constant, std::int32_t scale);
/// A number of days as a period; nothing if it is not whole, 0 or too long.
std::optional<typed::Period> period_of_days(const typed::Expr& constant);

// periods.cpp
/// The period that stands after `valid` and its like; what is none is reported with `date`, the date it is about.
std::optional<std::vector<ParamValue>> check_period(State& state, ast::ExprId id, Span date);
/// The periods that a bare name stands for, if it is a param of periods.
const Param* named_periods(State& state, ast::ExprId id);
/// One value after the other by the reference date, as `until` says.
typed::ExprId by_day(State& state, Span span, const std::vector<std::optional<std::int64_t>>& until,
                     const std::vector<typed::ExprId>& values);

// declared_type.cpp
/// What declares a type; lists and periods are not for everything.
enum class Declares : std::uint8_t { Fact, Definition, Output, Param, Field };
/// The type as declared, with its range; nothing if it is refused.
std::optional<typed::Type> check_type(State& state, const ast::Type& type, Declares what);
/// What a fact of the base may be without a declared range, in units of 1/scale.
typed::Type natural_type(typed::Base base, std::int32_t scale = 1);

// check_listings.cpp
/// Begins the choice of the lists that an output may be: of the values of a choice, or of texts. Lists are values of it.
typed::Type begin_listing(State& state, std::uint32_t items);
/// Whether the type is such a choice.
bool is_listing(const State& state, const typed::Type& type);
/// One value, several or none, as a constant of the choice of lists; an error after a report.
typed::ExprId check_listing(State& state, ast::ExprId id, const typed::Type& type);
/// Reports several values, or `empty`, where one is expected.
Value report_listing(State& state, const ast::Expr& e);

// check_messages.cpp
/// What the places of a message may show.
enum class Shows : std::uint8_t { Everything, FactsAndOutputs };
/// The values that a message shows; `condition` is that of its requirement, if it is about one.
std::vector<typed::Placeholder> check_message(State& state, const ast::Text& text, typed::ExprId condition,
                                              Shows shows);

// check_declarations.cpp
/// The dotted id of the policy that the file of this place declares.
std::string policy_of(const State& state, Span span);
void check_choices(State& state);
void check_groups(State& state);
void check_facts(State& state);
void check_record_types(State& state);

// check_params.cpp
void check_params(State& state);
/// Gives dated params the definitions that stand for them.
void define_params(State& state);

// check_definitions.cpp
void declare_definitions(State& state);
/// Checks every definition and derived field, each after those it surely reads.
void check_units(State& state);

// check_decisions.cpp
void check_decisions(State& state);
void check_assumes(State& state);

}  // namespace tenet::compiler::checking
