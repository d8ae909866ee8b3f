#include "compiler/facts_listener.hpp"

#include "compiler/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tenet::compiler {
namespace {

/// A name as one step of a JSON pointer.
std::string step(std::string_view name) {
    std::string out = "/";
    for (char c : name)
        out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
}

}  // namespace

void FactsListener::reset() {
    applicant_.row.assign(table_.facts.size(), {});
    applicant_.problems.clear();
    applicant_.place = {};
    applicant_.broken = false;
    deep_reported_ = false;
    fact_ = no_fact;
}

void FactsListener::hand_over() {
    take_(applicant_);
    reset();
}

void FactsListener::begin_value(std::uint32_t fact, std::string_view name) {
    alone_ = true;
    push(In::Applicant);
    open_.push_back(false);
    levels_.back().name = name;
    levels_.back().slot = fact_ = fact;
    levels_.back().skip = false;
}

void FactsListener::report(FactsProblem problem, std::size_t offset, std::string pointer) {
    std::vector<FactsProblem>& all = applicant_.problems;
    if (all.size() > kept_problems) return;
    if (all.size() == kept_problems)
        problem = facts_problem<D::FactsTooMany>(kept_problems), applicant_.broken = true;
    problem.offset = base_ + offset;
    problem.place = places_.at(problem.offset);
    problem.pointer = std::move(pointer);
    if (fact_ != no_fact) problem.facts = {fact_};
    all.push_back(std::move(problem));
}

/// Where reading has come to; the name last read belongs to it while its value is read.
std::string FactsListener::pointer(bool with_last_name) const {
    std::string out;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
        const Level& level = levels_[i];
        const bool last = i + 1 == levels_.size();
        if (names_slots(level) && (!last || with_last_name)) out += step(level.name);
        const bool array = level.in == In::List || level.in == In::Set;
        if (array && level.elements != 0) out += fmt::format("/{}", level.elements - 1);
    }
    return out;
}

FactValue& FactsListener::target(const Level& level) {
    if (level.in == In::Applicant) return applicant_.row[level.slot];
    std::vector<FactValue>& fields = applicant_.row[fact_].records.back().fields;
    const std::size_t place = record_type().declared[level.slot];
    if (fields.size() <= place) fields.resize(place + 1);
    return fields[place];
}

bool FactsListener::key(std::string& name) {
    std::size_t offset = cursor_.take();
    taken_ = Taken::Name;
    if (open_.size() != levels_.size() || levels_.empty()) return true;
    Level& level = levels_.back();
    if (!names_slots(level)) return true;
    level.name = name;
    const bool of_fact = level.in == In::Applicant;
    const NameIndex& known = of_fact ? names_.facts() : names_.fields(list_fact().type.of);
    level.slot = known.find(name);
    level.skip = true;
    if (of_fact) fact_ = level.slot;
    if (level.slot == NameIndex::unknown) {
        const bool passed_over =
            of_fact ? names_.is_not_needed(name) : names_.is_not_needed(list_fact().type.of, name);
        if (!passed_over) report_unknown(offset);
        return true;
    }
    Given& first = level.given[level.slot];
    level.skip = first.offset != Given::not_given;
    if (level.skip)
        report_duplicate(first, offset);
    else
        first = {offset, name != slot_of(level).name};
    return true;
}

/// A define, an output or a derived field, which the policy works out itself.
bool FactsListener::is_worked_out(const Level& level) const {
    const std::string field = "." + level.name;
    const bool of_fact = level.in == In::Applicant;
    const std::string name = of_fact ? level.name : list_fact().name + field;
    const std::string id = of_fact ? level.name : list_fact().id + field;
    const auto called = [&](const auto& one) { return one.name == name || one.id == id; };
    return std::any_of(table_.defines.begin(), table_.defines.end(), called) ||
           std::any_of(table_.outputs.begin(), table_.outputs.end(), called);
}

void FactsListener::report_unknown(std::size_t offset) {
    if (applicant_.problems.size() > kept_problems) return;  // looking for a suggestion takes time
    const Level& level = levels_.back();
    const std::string written = shortened(level.name, 64);
    const bool of_fact = level.in == In::Applicant;
    if (is_worked_out(level))
        return report(of_fact ? facts_problem<D::FactWorkedOut>(written, listed(table_.facts))
                              : facts_problem<D::FieldWorkedOut>(list_fact().name, written,
                                                                 listed(record_type().fields)),
                      offset, pointer(true));
    FactsProblem problem =
        of_fact ? facts_problem<D::FactUnknown>(written, listed(table_.facts))
                : facts_problem<D::FieldUnknown>(list_fact().name, written, listed(record_type().fields));
    const NameIndex& known = of_fact ? names_.facts() : names_.fields(list_fact().type.of);
    problem.problem.suggestion = names_.suggestion(known, level.name);
    report(std::move(problem), offset, pointer(true));
}

void FactsListener::report_duplicate(const Given& first, std::size_t offset) {
    if (applicant_.problems.size() > kept_problems) return;  // counting lines takes time
    const Level& level = levels_.back();
    const TableFact& slot = slot_of(level);
    const std::string& first_name = first.twin ? slot.id : slot.name;
    // The place finder is slow backwards, so the line of the first is counted from here.
    std::string_view between = text_.substr(first.offset, offset - first.offset);
    auto lines = static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
    std::uint32_t line = places_.at(base_ + offset).line - lines;
    report(first_name == level.name ? facts_problem<D::FactTwice>(level.name, line)
                                    : facts_problem<D::FactTwiceTwin>(first_name, level.name),
           offset, pointer(true));
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

/// Takes a value, or what stands in the place of one, where the policy has a use for it.
void FactsListener::take_value(const JsonValue& value, std::size_t offset) {
    if (open_.size() != levels_.size()) return;
    if (levels_.empty() || levels_.back().in == In::Applicants) return not_an_object(value, offset);
    if (names_slots(levels_.back())) return take_slot_value(value, offset);
    take_element(value, offset);
}

void FactsListener::take_slot_value(const JsonValue& value, std::size_t offset) {
    const Level& level = levels_.back();
    if (level.skip) return;
    std::optional<FactsProblem> problem =
        read_value(names_, slot_of(level), level.name, value, target(level));
    if (problem) report(std::move(*problem), offset, pointer(true));
}

/// Takes a member of a set, or what stands where a record should.
void FactsListener::take_element(const JsonValue& value, std::size_t offset) {
    Level& level = levels_.back();
    const Level& outer = levels_[levels_.size() - 2];
    if (level.in == In::List) {
        if (!count_record(offset)) return;
        applicant_.row[fact_].records.emplace_back();
        const std::vector<TableFact>& fields = record_type().fields;
        const std::string field = fields.empty() ? "\"…\"" : fmt::format("\"{}\"", fields.front().name);
        return report(facts_problem<D::RecordNotObject>(outer.name, described(value), field), offset,
                      pointer(true));
    }
    ++level.elements;
    std::optional<FactsProblem> problem =
        read_member(names_, slot_of(outer), outer.name, value, level.members);
    if (problem) report(std::move(*problem), offset, pointer(true));
}

/// Counts one more record; false if the list is too long for it, which is said once.
bool FactsListener::count_record(std::size_t offset) {
    Level& level = levels_.back();
    if (level.too_many) return false;
    const auto most = static_cast<std::uint32_t>(list_fact().type.high);
    level.too_many = level.elements == most;
    ++level.elements;
    if (!level.too_many) return true;
    report(facts_problem<D::TooManyRecords>(levels_[levels_.size() - 2].name, most), offset, pointer(true));
    return false;
}

/// What stands where an applicant should; in an array it costs only this place.
void FactsListener::not_an_object(const JsonValue& value, std::size_t offset) {
    Arg example = table_.facts.empty() ? Arg("name", "名称") : Arg(table_.facts.front().name);
    report(facts_problem<D::FactsNotObject>(described(value), example), offset, "");
    if (array_) hand_over();
}

void FactsListener::push(In in) {
    Level level;
    level.in = in;
    if (in == In::Applicant) level.given.resize(table_.facts.size());
    if (in == In::Record) level.given.resize(record_type().fields.size());
    levels_.push_back(std::move(level));
}

/// Begins a level if the bracket is what should stand where it does.
bool FactsListener::begin_level(bool array, std::size_t offset) {
    if (open_.size() != levels_.size()) return false;
    if (levels_.empty() || levels_.back().in == In::Applicants) {
        const bool applicants = array_ && levels_.empty();
        if (array != applicants) return false;
        if (!applicants) applicant_.place = places_.at(base_ + offset);
        push(applicants ? In::Applicants : In::Applicant);
        return true;
    }
    const Level& level = levels_.back();
    if (level.in == In::List && !array) {
        begin_record(offset);
        return true;
    }
    if (!names_slots(level) || level.skip || !array) return false;
    const typed::Base base = slot_of(level).type.base;
    if (base != typed::Base::List && base != typed::Base::Set) return false;
    push(base == typed::Base::List ? In::List : In::Set);
    return true;
}

/// Begins a record unless it is one too many, which is passed over.
void FactsListener::begin_record(std::size_t offset) {
    if (!count_record(offset)) return;
    applicant_.row[fact_].records.emplace_back();
    push(In::Record);
}

bool FactsListener::open(bool array) {
    std::size_t offset = cursor_.take();
    if (!begin_level(array, offset)) take_value({array ? JsonKind::Array : JsonKind::Object, {}}, offset);
    open_.push_back(array);
    taken_ = array ? Taken::ArrayStart : Taken::ObjectStart;
    too_deep(offset);
    return true;
}

void FactsListener::too_deep(std::size_t offset) {
    const std::size_t top = array_ ? 2 : 1;  // the depth inside an applicant's object
    if (deep_reported_ || open_.size() < top || open_.size() - top < limits::nesting) return;
    deep_reported_ = true;
    report(facts_problem<D::FactsTooDeep>(limits::nesting), offset, pointer(true));
}

/// Ends the innermost level and keeps what it came to.
void FactsListener::end_level(bool array) {
    const Level level = std::move(levels_.back());
    levels_.pop_back();
    if (level.in == In::Set) {
        FactValue& value = target(levels_.back());
        value.state = FactValue::State::Known;
        value.value = static_cast<std::int64_t>(level.members);
    }
    if (level.in == In::List) {
        FactValue& value = applicant_.row[fact_];
        value.state = FactValue::State::Known;
        value.value = static_cast<std::int64_t>(value.records.size());
    }
    if (level.in == In::Applicant && array_ && !array) hand_over();
}

bool FactsListener::close() {
    cursor_.take();
    const bool array = open_.back();
    const bool means_something = open_.size() == levels_.size();
    open_.pop_back();
    if (means_something) end_level(array);
    value_taken();
    return true;
}

bool FactsListener::parse_error(std::size_t position, const std::string&,
                                const nlohmann::detail::exception& exception) {
    constexpr int number_out_of_range = 406;
    Stop stop_at{position == 0 ? 0 : position - 1, exception.id == number_out_of_range};
    if (alone_ && taken_ == Taken::Whole)
        return stop(facts_problem<D::FactsNotJson>(
            Arg("something follows the end of the value", "值已经结束，后面还有内容"),
            Arg("write one value: a list stands in `[…]`", "请只写一个值：列表写在 `[…]` 中")));
    return stop(syntax_problem(text_, cursor_.end(), taken_, stop_at));
}

/// Reports the error of syntax at which reading ends.
bool FactsListener::stop(FactsProblem problem) {
    std::size_t offset = problem.offset;
    const bool in_value = alone_ || open_.size() > levels_.size() || taken_ == Taken::Name;
    const std::size_t applicant = array_ ? 2 : 1;
    if (levels_.size() <= applicant && !in_value) fact_ = no_fact;
    report(std::move(problem), offset, levels_.empty() ? "" : pointer(in_value));
    broken_ = applicant_.broken = true;
    return false;
}

}  // namespace tenet::compiler
