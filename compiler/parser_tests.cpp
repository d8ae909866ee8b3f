#include "compiler/lookahead.hpp"
#include "compiler/parser.hpp"

#include <string_view>
#include <utility>

// What becomes of tests and of the lines that belong to them.

namespace tenet::compiler {

namespace {

constexpr std::pair<Kind, ast::Verdict> verdicts[] = {
    {Kind::WordEligible, ast::Verdict::Eligible},
    {Kind::WordIneligible, ast::Verdict::Ineligible},
    {Kind::WordWithRemedy, ast::Verdict::EligibleWithRemedy},
    {Kind::WordUndetermined, ast::Verdict::Undetermined},
    {Kind::WordNotApplicable, ast::Verdict::NotApplicable},
};

}  // namespace

bool Parser::is_position(const char* at) const {
    const std::size_t token = index(at);
    return kind(token) == Kind::Name && position_in(spelling(token)) != 0;
}

void Parser::begin_test_line() {
    test_ = {};
    given_ = {};
    givens_.clear();
    cell_ = {};
    values_.clear();
    positions_.clear();
    expect = {};
    needing = {};
}

/// Whether the line under way belongs to a test; that it does not is said once for all that stand together.
bool Parser::in_test() {
    if (belongs_to_test(statement_before_) && !test_lost_) return true;
    if (!test_lost_ && !panicking_)
        diagnostics_.report<D::TestLineOutside>(span(keyword_), spelling(keyword_));
    test_lost_ = true;
    return false;
}

void Parser::take_test_name(std::size_t token) { test_.name = {unquoted(spelling(token)), span(token)}; }

void Parser::take_base_name(std::size_t token) { test_.base = {unquoted(spelling(token)), span(token)}; }

void Parser::mark_unconfirmed(std::size_t token) {
    if (test_.unconfirmed) report_twice(token, Arg("`unconfirmed`", "`待确认`"));
    test_.unconfirmed = true;
}

void Parser::finish_test(Span whole) {
    test_.span = whole;
    test_.givens = std::move(givens_);
    test_.citations = std::move(citations);
    declare(ast::ItemKind::Test, out.tests.size());
    out.tests.push_back(std::move(test_));
    test_lost_ = false;
}

void Parser::begin_given(std::size_t token) {
    given_ = {};
    given_.name = use(token);
    values_.clear();
}

void Parser::take_given_values() {
    given_.values = std::move(values_);
    values_.clear();
}

/// Each row is judged by itself: a fault in the one before says nothing of it.
void Parser::begin_given_row() {
    panicking_ = false;
    given_.rows.emplace_back();
    cell_ = {};
}

void Parser::take_cell(std::size_t first, std::size_t end) {
    const Span whole = span(first, end);
    // A line that goes on without `|` would read as one more cell.
    const bool after_bar = kind(first - 1) == Kind::Bar;
    if (after_bar && tokens_.places[first].first_on_line != 0 && !panicking_) {
        diagnostics_.report<D::Expected>(whole, Arg("`|` at the start of the row", "行首的 `|`"),
                                         Arg("`" + std::string(source(whole)) + "`"));
        panicking_ = true;
    }
    cell_.values = std::move(values_);
    cell_.span = whole;
    values_.clear();
}

void Parser::close_cell(std::size_t bar) {
    if (cell_.values.empty()) cell_.span = span(bar);
    given_.rows.back().cells.push_back(std::move(cell_));
    cell_ = {};
}

/// The last `|` may be left out.
void Parser::finish_given_row(Span whole) {
    ast::GivenRow& row = given_.rows.back();
    row.span = whole;
    if (!cell_.values.empty()) row.cells.push_back(std::move(cell_));
    cell_ = {};
    if (row.cells.size() != given_.columns.size() && !given_.columns.empty() && !panicking_)
        diagnostics_.report<D::GivenCellCount>(whole, row.cells.size(), given_.columns.size());
}

void Parser::finish_given_item(Span whole) {
    given_.span = whole;
    givens_.push_back(std::move(given_));
    given_ = {};
}

void Parser::finish_given(Span) {
    if (!in_test()) return;
    ast::Test& test = out.tests.back();
    if (!test.expects.empty() && !panicking_)
        diagnostics_.report<D::GivenAfterExpect>(span(keyword_))
            .related.push_back({test.expects.front().span, Arg("expected here", "预期在这里")});
    for (ast::Given& each : givens_)
        test.givens.push_back(std::move(each));
    for (ast::Citation& each : citations)
        test.citations.push_back(std::move(each));
}

void Parser::take_position(std::size_t token) {
    std::int64_t number = 0;
    if (kind(token) == Kind::Digits) {
        const Amount& amount = tokens_.amounts[tokens_.places[token].value];
        const bool counts = amount.unit == ast::Unit::None || amount.unit == ast::Unit::Times;
        if (counts && amount.decimals == 0) number = amount.value;
    } else {
        number = position_in(spelling(token));
    }
    if (number >= 1 && number <= last_position)
        positions_.push_back(static_cast<std::uint32_t>(number));
    else if (!panicking_)
        diagnostics_.report<D::RecordPosition>(span(token), spelling(token));
}

void Parser::begin_list(bool ast::Expect::Lists::*list, std::size_t token) {
    if (kind(token) == Kind::ClauseMark) ++token;
    if (expect.lists.*list) report_twice(token, Arg("`" + std::string(spelling(token)) + "`"));
    expect.lists.*list = true;
}

void Parser::take_places(std::size_t token) {
    begin_list(&ast::Expect::Lists::at, token);
    expect.at = std::move(positions_);
    positions_.clear();
}

void Parser::take_needing(Span whole) {
    needing.span = whole;
    if (!positions_.empty()) needing.record = positions_.front();
    positions_.clear();
    expect.needing.push_back(needing);
    needing = {};
}

void Parser::take_verdict(std::size_t token) {
    expect.verdict_span = span(token);
    for (const auto& [word, verdict] : verdicts)
        if (kind(token) == word) expect.verdict = verdict;
}

void Parser::take_refused_part(std::size_t token) { expect.part = unquoted(spelling(token)); }

void Parser::finish_expect(Span whole) {
    if (!in_test()) return;
    expect.span = whole;
    expect.values = std::move(values_);
    for (ast::Citation& each : citations)
        out.tests.back().citations.push_back(std::move(each));
    out.tests.back().expects.push_back(std::move(expect));
}

}  // namespace tenet::compiler
