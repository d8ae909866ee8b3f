#include "compiler/facts_listener.hpp"

#include "compiler/limits.hpp"
#include "compiler/suggest.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tenet::compiler {
namespace {

std::string listed(const Table& table) {
    constexpr std::size_t shown = 12;
    std::string out;
    for (std::size_t i = 0; i < table.facts.size() && i < shown; ++i)
        out += fmt::format("{}`{}`", i == 0 ? "" : ", ", table.facts[i].name);
    if (table.facts.size() > shown) out += " …";
    return out.empty() ? "—" : out;
}

/// A JSON pointer of one step.
std::string pointer_to(std::string_view name) {
    std::string out = "/";
    for (char c : name)
        out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
}

}  // namespace

void FactsListener::reset() {
    applicant_.row.assign(table_.facts.size(), {});
    applicant_.problems.clear();
    std::fill(given_.begin(), given_.end(), Given{});
    deep_reported_ = false;
    name_.clear();
    fact_ = FactsProblem::no_fact;
    skip_ = true;
}

void FactsListener::hand_over() {
    take_(applicant_);
    reset();
}

void FactsListener::report(FactsProblem problem, std::size_t offset, std::string pointer) {
    std::vector<FactsProblem>& all = applicant_.problems;
    if (all.size() > kept_problems) return;
    if (all.size() == kept_problems) problem = facts_problem<D::FactsTooMany>(kept_problems);
    problem.offset = base_ + offset;
    problem.place = places_.at(problem.offset);
    problem.pointer = std::move(pointer);
    problem.fact = fact_;
    all.push_back(std::move(problem));
}

bool FactsListener::key(std::string& name) {
    std::size_t offset = cursor_.take();
    taken_ = Taken::Name;
    if (open_.size() != top()) return true;
    name_ = name;
    auto found = names_.by_name.find(name_);
    skip_ = true;
    if (found == names_.by_name.end()) {
        fact_ = FactsProblem::no_fact;
        report_unknown(offset);
        return true;
    }
    fact_ = found->second;
    Given& first = given_[fact_];
    skip_ = !first.name.empty();
    if (skip_)
        report_duplicate(first, offset);
    else
        first = {offset, name_};
    return true;
}

void FactsListener::report_unknown(std::size_t offset) {
    if (applicant_.problems.size() > kept_problems) return;  // looking for a suggestion takes time
    FactsProblem problem = facts_problem<D::FactUnknown>(shortened(name_, 64), listed(table_));
    if (name_.size() <= limits::name_bytes) problem.problem.suggestion = suggest(name_, names_.all);
    report(std::move(problem), offset, pointer_to(name_));
}

void FactsListener::report_duplicate(const Given& first, std::size_t offset) {
    if (applicant_.problems.size() > kept_problems) return;  // counting lines takes time
    // The place finder is slow backwards, so the line of the first is counted from here.
    std::string_view between = text_.substr(first.offset, offset - first.offset);
    auto lines = static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
    std::uint32_t line = places_.at(base_ + offset).line - lines;
    report(first.name == name_ ? facts_problem<D::FactTwice>(name_, line)
                               : facts_problem<D::FactTwiceTwin>(first.name, name_),
           offset, pointer_to(name_));
}

bool FactsListener::value(JsonValue value) {
    std::size_t offset = cursor_.take();
    std::string_view token = cursor_.token(offset);
    if (value.kind != JsonKind::Text) {
        if (std::optional<FactsProblem> problem = word_problem(token, offset))
            return stop(std::move(*problem));
    }
    if (value.kind == JsonKind::Number) value.text = token;
    take_value(value, offset);
    value_taken();
    return true;
}

void FactsListener::take_value(const JsonValue& value, std::size_t offset) {
    if (open_.size() + 1 == top()) return not_an_object(value, offset);
    if (open_.size() != top() || skip_) return;
    std::optional<FactsProblem> problem =
        read_value(table_.facts[fact_], name_, value, applicant_.row[fact_]);
    if (problem) report(std::move(*problem), offset, pointer_to(name_));
}

/// What stands where an applicant should; in an array it costs only this place.
void FactsListener::not_an_object(const JsonValue& value, std::size_t offset) {
    Arg example = table_.facts.empty() ? Arg("name", "名称") : Arg(table_.facts.front().name);
    report(facts_problem<D::FactsNotObject>(described(value), example), offset, "");
    if (array_) hand_over();
}

bool FactsListener::open(bool array) {
    std::size_t offset = cursor_.take();
    bool outer_array = array_ && array && open_.empty();
    bool applicant = !array && open_.size() + 1 == top();
    if (!outer_array && !applicant) take_value({array ? JsonKind::Array : JsonKind::Object, {}}, offset);
    open_.push_back(array);
    taken_ = array ? Taken::ArrayStart : Taken::ObjectStart;
    if (open_.size() >= top() && open_.size() - top() >= limits::nesting && !deep_reported_) {
        deep_reported_ = true;
        report(facts_problem<D::FactsTooDeep>(limits::nesting), offset, pointer_to(name_));
    }
    return true;
}

bool FactsListener::close() {
    cursor_.take();
    bool array = open_.back();
    open_.pop_back();
    // An array in the place of an applicant has been answered when it opened.
    if (array_ && !array && open_.size() == 1) hand_over();
    value_taken();
    return true;
}

bool FactsListener::parse_error(std::size_t position, const std::string&,
                                const nlohmann::detail::exception& exception) {
    constexpr int number_out_of_range = 406;
    Stop stop_at{position == 0 ? 0 : position - 1, exception.id == number_out_of_range};
    return stop(syntax_problem(text_, cursor_.end(), taken_, stop_at));
}

/// Reports the error of syntax at which reading ends.
bool FactsListener::stop(FactsProblem problem) {
    std::size_t offset = problem.offset;
    bool in_value = open_.size() > top() || (open_.size() == top() && taken_ == Taken::Name);
    if (!in_value) fact_ = FactsProblem::no_fact;
    report(std::move(problem), offset, in_value ? pointer_to(name_) : "");
    broken_ = true;
    return false;
}

}  // namespace tenet::compiler
