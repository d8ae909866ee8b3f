#include "compiler/batch_cells.hpp"

#include "compiler/day_text.hpp"
#include "compiler/digits.hpp"
#include "compiler/facts_syntax.hpp"
#include "compiler/facts_value.hpp"
#include "compiler/utf8.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

bool is_none(std::string_view cell) { return cell == "none" || cell == "无"; }

/// Yes and no as people and spreadsheets write them.
std::optional<bool> yes_or_no(std::string_view cell) {
    constexpr std::pair<std::string_view, bool> words[] = {{"yes", true}, {"no", false},  {"是", true},
                                                           {"否", false}, {"true", true}, {"false", false}};
    constexpr std::size_t longest = 5;
    if (cell.size() > longest) return {};
    std::string lower(cell);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    for (const auto& [word, yes] : words)
        if (lower == word) return yes;
    return {};
}

/// The day of which a spreadsheet keeps such a number, which shows where the column is not formatted as a date.
std::optional<std::int64_t> serial_day(std::string_view cell) {
    if (cell.size() != 5 || cell.find_first_not_of("0123456789") != std::string_view::npos) return {};
    constexpr std::int64_t least = 20000, most = 60000;
    const std::int64_t number = take_digits(cell, 5);
    if (number < least || number > most) return {};
    return number - 2;  // they count from 1 and believe that 1900 had a leap day
}

/// What a message advises for JSON, said for a cell: there texts stand without quotation marks.
void advise_for_cells(FactsProblem& problem, Base base, std::string_view cell) {
    std::vector<Arg>& args = problem.problem.args;
    if (problem.problem.kind == D::FactWrongType && base == Base::YesNo)
        args.back() = Arg("write `yes` or `no`", "请写 `是` 或 `否`");
    if (problem.problem.kind != D::FactDateForm) return;
    std::erase(args.back().en, '"');
    std::erase(args.back().zh, '"');
    if (const std::optional<std::int64_t> day = serial_day(cell))
        args.back() =
            Arg(fmt::format("looks like a spreadsheet's serial number of {}: format the column as a date",
                            day_text(*day)),
                fmt::format("像是电子表格的日期序号（{}）：请把该列设为日期格式", day_text(*day)));
}

/// Keeps a problem unless there are enough already.
void add_problem(Applicant& out, FactsProblem problem) {
    if (out.problems.size() > kept_problems) return;
    if (out.problems.size() == kept_problems) problem = facts_problem<D::FactsTooMany>(kept_problems);
    out.problems.push_back(std::move(problem));
}

/// The row before it is read: nothing is known. Memory stays with its values.
void forget(Applicant& out, std::size_t facts) {
    out.row.resize(facts);
    for (FactValue& value : out.row) {
        value.state = FactValue::State::Unknown;
        value.value = 0;
        value.text.clear();
        value.records.clear();
    }
    out.problems.clear();
    out.broken = false;
}

/// The day of a cell that is written year first, as spreadsheets write it: `2023/5/1`, `2023-5-1`, `2023.5.1`, `2023年5月1日`.
std::optional<WrittenDay> spreadsheet_day(std::string_view cell) {
    constexpr std::string_view signs[][3] = {
        {"/", "/", ""}, {"-", "-", ""}, {".", ".", ""}, {"年", "月", "日"}};
    for (const auto& [year_sign, month_sign, day_sign] : signs) {
        std::string_view rest = cell;
        const auto take = [&rest](std::size_t least, std::size_t most, std::string_view sign) {
            const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
            if (digits < least || digits > most || !rest.substr(digits).starts_with(sign)) return -1;
            const int number = take_digits(rest, static_cast<int>(digits));
            rest.remove_prefix(sign.size());
            return number;
        };
        const int year = take(4, 4, year_sign), month = year < 0 ? -1 : take(1, 2, month_sign),
                  day = month < 0 ? -1 : take(1, 2, day_sign);
        if (day >= 0 && rest.empty()) return WrittenDay{year, month, day};
    }
    return {};
}

}  // namespace

void CellReader::read(std::string_view row, std::uint64_t line, CsvRecord& cells, Applicant& out) const {
    forget(out, names_.table().facts.size());
    out.place = {static_cast<std::uint32_t>(line), 1};
    split_csv(row, cells);
    if (cells.fault != CsvRecord::Fault::Nothing || cells.cells.size() != columns_.size()) {
        const bool quotes = cells.fault != CsvRecord::Fault::Nothing;
        out.problems.push_back(quotes ? quote_problem(cells, row, line)
                                      : facts_problem<D::RowCellCount>(cells.cells.size(), columns_.size()));
        if (!quotes) set_place(out.problems.back(), row, line, 0);
        out.broken = true;
        return;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].fact == NameIndex::unknown) continue;
        const std::size_t before = out.problems.size();
        read_cell(columns_[i], cells.cells[i].text, out);
        for (std::size_t k = before; k < out.problems.size(); ++k)
            set_place(out.problems[k], row, line, cells.cells[i].at);
    }
}

void CellReader::read_cell(const Column& column, std::string_view cell, Applicant& out) const {
    const TableFact& fact = names_.table().facts[column.fact];
    if (fact.type.base != Base::Text) cell = trimmed(cell);
    if (cell.empty() || read_listed(column, cell, out)) return;
    std::optional<FactsProblem> problem = read_plain(column, cell, out.row[column.fact]);
    if (!problem) return;
    advise_for_cells(*problem, fact.type.base, cell);
    problem->facts = {column.fact};
    if (problem->pointer.empty()) problem->pointer = "/" + column.name;
    add_problem(out, std::move(*problem));
}

/// Reads a list, or a set in brackets, as it stands in JSON; false for any other cell.
bool CellReader::read_listed(const Column& column, std::string_view cell, Applicant& out) const {
    const Base base = names_.table().facts[column.fact].type.base;
    const bool in_json = base == Base::List ? !is_none(cell) : base == Base::Set && cell.starts_with('[');
    if (!in_json) return false;
    Applicant one = read_json_value(names_, column.fact, column.name, cell);
    if (!one.row.empty()) out.row[column.fact] = std::move(one.row[column.fact]);
    for (FactsProblem& problem : one.problems)
        add_problem(out, std::move(problem));
    return true;
}

std::optional<FactsProblem> CellReader::read_plain(const Column& column, std::string_view cell,
                                                   FactValue& value) const {
    const TableFact& fact = names_.table().facts[column.fact];
    const Base base = fact.type.base;
    const auto read = [&](JsonKind kind, std::string_view text) {
        return read_value(names_, fact, column.name, {kind, text}, value);
    };
    // Where a text is never none, the word is a text like any other.
    if (is_none(cell) && (fact.type.or_none || base != Base::Text)) return read(JsonKind::Null, {});
    if (base == Base::Set) return read_members(column, cell, value);
    if (base == Base::YesNo)
        if (const std::optional<bool> yes = yes_or_no(cell))
            return read(JsonKind::Boolean, *yes ? "true" : "false");
    if (base == Base::Date)
        if (const std::optional<WrittenDay> day = spreadsheet_day(cell))
            return read(JsonKind::Text, fmt::format("{:04}-{:02}-{:02}", day->year, day->month, day->day));
    if (!is_number(base)) return read(JsonKind::Text, cell);
    const bool digits = cell.front() == '-' || (cell.front() >= '0' && cell.front() <= '9');
    if (digits && !word_problem(cell, 0)) return read(JsonKind::Number, cell);
    return facts_problem<D::CellNumber>(column.name, type_words(names_.table(), fact.type),
                                        Arg(fmt::format("`{}`", shortened(cell, 40))));
}

std::optional<FactsProblem> CellReader::read_members(const Column& column, std::string_view cell,
                                                     FactValue& value) const {
    constexpr std::string_view full_width = "；";
    const TableFact& fact = names_.table().facts[column.fact];
    std::uint64_t members = 0;
    for (bool more = true; more;) {
        const std::size_t end = std::min({cell.find(';'), cell.find(full_width), cell.size()});
        const std::string_view member = trimmed(cell.substr(0, end));
        if (std::optional<FactsProblem> problem =
                read_member(names_, fact, column.name, {JsonKind::Text, member}, members))
            return problem;
        more = end < cell.size();
        if (more) cell.remove_prefix(end + (cell[end] == ';' ? 1 : full_width.size()));
    }
    value = {FactValue::State::Known, static_cast<std::int64_t>(members), {}, {}};
    return {};
}

}  // namespace tenet::compiler
