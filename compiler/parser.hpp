#pragma once

#include "compiler/expr_builder.hpp"
#include "compiler/spacing.hpp"
#include "grammar/expectation.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tenet::compiler {

/// What the grammar's actions build of statements: the parts of the one under way, and the reports of faults.
class Parser : public ExprBuilder {
  public:
    /// Adds to `out`, whose header number `header` is of this file; `declared` is for the names of all files.
    Parser(const SourceFile& source, Tokens tokens, std::size_t header, DeclaredNames& declared,
           ast::File& out, Diagnostics& diagnostics);

    // What control.hpp asks for.
    bool enter() { return ++depth_ <= limits::nesting; }
    void leave() { --depth_; }
    bool calendar_follows(const char* at) const;
    std::size_t too_deep(const char* at);
    template <class Rule>
    std::size_t missing(const char* at) {
        static_assert(grammar::expectation<Rule>.en != nullptr, "errors.hpp has no row for this rule");
        return missing(index(at), grammar::expectation<Rule>);
    }

    // Statements.
    void begin_statement(std::size_t keyword);
    /// A name of several parts; where a full stop of the input method joins them, the text is written anew.
    void take_policy_name(std::size_t first, std::size_t end);
    /// Adds a paragraph to the citation at hand, or reports that `token` is no number of one.
    void cite_paragraph(std::size_t token, std::int64_t number);
    /// Keeps the citation at hand, which began at `token`, as one of the statement's.
    void finish_citation(std::size_t token);
    void finish_language(Span span);
    void finish_policy(Span span);
    void finish_use(Span span);
    void finish_as_of(Span span);
    void finish_dates_round(Span span);
    void finish_note(Span span);
    void finish_assume(Span span);
    void finish_fact(Span span);
    void finish_definition(Span span);
    void finish_param(Span span);
    void finish_group(Span span);
    void finish_choice(Span span);
    void finish_record(Span span);
    void finish_source_head(Span span);
    void finish_out_of_scope(Span span);
    void finish_source(Span span);
    void finish_decision(Span span);
    void finish_requirement(Span span);
    void finish_file();

    // Rows: cases, and the values of a param.
    enum class Holds : std::uint8_t { Unsaid, When, Otherwise };
    void begin_row(std::size_t token);
    void row_value() { row_.value = pop(); }
    void row_condition() { row_condition(top().span); }
    void row_condition(Span words) { row_.condition = pop(), row_.holds = Holds::When, row_.when = words; }
    void row_otherwise(Span words) { row_.holds = Holds::Otherwise, row_.when = words; }
    void finish_case(Span span);

    // Tables.
    void add_column(std::size_t token) { columns_.push_back(use(token)); }
    void begin_table_row(std::size_t token);
    /// Pushes the column that the cell is of.
    void begin_cell(std::size_t token);
    bool report_cell_word(std::size_t token);
    Arg cells_advice() const;
    /// The topmost is what the cell asks, unless it takes anything.
    void finish_cell(bool asks);
    /// What the row asks: all that its cells do.
    void finish_cells(Span span);
    void finish_table_row(Span span);
    void finish_table(Span span);
    void finish_param_row(Span span);

    // Tests.
    /// True for `第3条` and `第3`.
    bool is_position(const char* at) const;
    void take_test_name(std::size_t token);
    void take_base_name(std::size_t token);
    void mark_unconfirmed(std::size_t token);
    /// The topmost as one of the values under way.
    void take_test_value() { values_.push_back(pop()); }
    void begin_given(std::size_t token);
    void given_unknown() { given_.unknown = true; }
    void take_given_values();
    void add_given_column(std::size_t token) { given_.columns.push_back(use(token)); }
    void begin_given_row();
    /// The values between two `|`; there may be none.
    void take_cell(std::size_t first, std::size_t end);
    void close_cell(std::size_t bar);
    void finish_given_row(Span span);
    void finish_given_item(Span span);
    void finish_given(Span span);
    void finish_test(Span span);
    void take_position(std::size_t token);
    /// A list of the expectation begins at the token; each stands once.
    void begin_list(bool ast::Expect::Lists::*list, std::size_t token);
    void take_places(std::size_t token);
    void take_needing(Span span);
    void take_verdict(std::size_t token);
    void take_refused_part(std::size_t token);
    void finish_expect(Span span);
    // Calendars.
    void finish_calendar_head(Span span);
    /// What the line says; it goes on with its years or days.
    void begin_calendar_line(ast::CalendarWord word, std::size_t token);
    void add_year(std::size_t token);
    void add_weekday(std::size_t token);
    void add_day(std::size_t token);
    /// The years or days reach from the last one added to this one.
    void end_range(std::size_t token);
    void finish_calendar_line(Span span);
    void finish_calendar(Span span);

    // Items of choices and records, and what else names something within a statement.
    void begin_item();
    void finish_choice_head(Span span);
    void finish_choice_value(Span span);
    void finish_record_head(Span span);
    void finish_record_field(Span span);
    void begin_remedy();
    void finish_remedy(Span span);
    /// Takes the topmost as a condition or a day that stands at most once.
    void take_once(ast::ExprId& place, std::size_t token);

    // Reports.
    /// Warns of a name that reads like the beginning of a statement.
    void look_at_name(std::size_t token);
    void report_twice(std::size_t token, const Arg& what);
    /// Reports what stands at the token instead of what was expected, unless this statement had a fault already.
    void unexpected(std::size_t token, const grammar::Expectation& expected);
    /// Tokens passed over up to the next statement; a misspelt keyword among them is still worth a report.
    void passed_over(std::size_t first, std::size_t end) { look_for_statements(first, end); }

    ast::Name name;
    ast::Text text, label, unmet, message;
    ast::Type type;
    ast::Citation citation;
    std::vector<ast::Citation> citations;
    std::vector<ast::NameUse> group;
    ast::ExprId when, remedy_when, from, until;
    ast::Expect expect;
    ast::NeedingPath needing;

  private:
    struct Row {
        Holds holds = Holds::Unsaid;
        ast::ExprId value, condition;
        Span span, when;
        Run citations;
    };

    // Statements and recovery.
    void make_room();
    ast::Header& header() { return out.headers[header_]; }
    void begin_part();
    void declare(ast::ItemKind kind, std::size_t index);
    std::size_t requirements_ahead() const;
    ast::Body take_body();
    bool rows_make_cases();
    void begin_test_line();
    bool in_test();
    /// True of the words that begin the lines of a test.
    static bool belongs_to_test(Kind kind) {
        return kind == Kind::WordTest || kind == Kind::WordGiven || kind == Kind::WordExpect;
    }
    bool is_table() const { return kind(keyword_) == Kind::WordTable; }
    std::size_t missing(std::size_t token, const grammar::Expectation& expected);
    std::size_t sync(std::size_t token) const;

    // Reports.
    void look_for_statements(std::size_t first, std::size_t end);
    bool begins_statement(std::size_t token);
    bool next_line(std::size_t token);
    bool report_by_place(std::size_t token, const grammar::Expectation& expected);
    bool report_statement_end(std::size_t token);
    bool report_item_end(std::size_t token);
    bool report_new_name(std::size_t token);
    void report_reserved(std::size_t token);
    bool report_range_to(std::size_t token);
    bool report_bar(std::size_t token);
    Arg bars_advice(std::size_t token) const;
    bool report_take(std::size_t token);
    void report_expected(std::size_t token, const grammar::Expectation& expected);
    void report_unclosed(std::size_t token, Span place, const Arg& here);
    void report_does_not_fit(std::size_t token);
    Arg joining_records(std::size_t token) const;
    Arg joining_declaration(std::size_t token) const;
    Arg joining_test() const;
    Arg joining(std::size_t token);
    std::size_t line_end(std::size_t token) const;
    std::size_t operand_before(std::size_t token) const;
    bool is_period(std::size_t token) const;
    Arg reading_advice(std::size_t token) const;
    Arg of_advice(std::size_t token) const;
    Arg period_advice(std::size_t token) const;
    Arg comparison_advice(std::size_t token) const;
    Arg moved_day_advice(std::size_t token) const;
    Arg pausing_advice(std::size_t token) const;
    Arg param_row_advice(std::size_t token) const;
    Arg late_part_advice(std::size_t token) const;
    Arg idle_words_advice(std::size_t token);
    Arg complete_advice(std::size_t token) const;
    Arg neighbours_advice(std::size_t token);
    bool report_slip_between(std::size_t token);
    bool report_if_for_when(std::size_t token);
    bool report_not_divided(std::size_t token);
    void report_chained(std::size_t token);
    bool report_paragraph(std::size_t token);
    bool begins_row(std::size_t token) const;
    Arg aggregate_advice(std::size_t token) const;
    std::string line_from(std::size_t first, std::size_t token) const;
    void report_unknown_statement(std::size_t token);
    void lose_names(std::size_t token);
    bool report_bare_path(std::size_t token);
    Arg statement_named() const;

    // Reports of how a word is spelt.
    bool report_word(std::size_t token);
    bool report_unit_apart(std::size_t token);
    bool report_other_word(std::size_t token);
    Arg last_row_advice(std::size_t token, std::string_view right) const;
    bool report_word_case(std::size_t token);
    bool report_spelling(Span place, std::string_view inside = {});
    void unclear_period(std::size_t token);
    void report_runs();
    const DeclaredNames& declared();
    /// Past the reports that are kept, looking for better words is waste.
    bool enough() const { return diagnostics_.errors() >= Diagnostics::kept_errors; }

    std::size_t header_;
    DeclaredNames& names_;
    bool names_added_ = false;                 ///< those of this file are among `names_`
    std::size_t keyword_ = 0;                  ///< the token that began the statement under way
    Kind statement_before_ = Kind::End;        ///< the word that began the one before it
    std::vector<Row> rows_;                    ///< of the body under way
    std::vector<ast::ParamRow> param_rows_;    ///< of the param under way
    std::vector<ast::Remedy> remedies_;        ///< of the requirement under way
    bool cites_statement_ = false;             ///< a citation behind the row that was last began a line
    Row row_;                                  ///< the row under way
    std::vector<ast::NameUse> columns_;        ///< of the table under way
    std::size_t cells_ = 0;                    ///< of the row under way, so far
    Span cells_span_;                          ///< where they stand
    bool row_lost_ = false;                    ///< that a word of it is wrong has been said
    std::size_t asking_ = 0;                   ///< so many of them ask something, and are the topmost
    ast::Test test_;                           ///< whose head is under way
    ast::Given given_;                         ///< under way
    std::vector<ast::Given> givens_;           ///< of the line under way
    ast::GivenCell cell_;                      ///< under way
    std::vector<ast::ExprId> values_;          ///< written out, of what is under way
    std::vector<std::uint32_t> positions_;     ///< likewise
    bool test_lost_ = false;                   ///< that no test began here has been said
    ast::CalendarLine line_;                   ///< of the calendar under way
    ast::Name held_name_;                      ///< the requirement's, while a remedy is read
    ast::Text held_label_;                     ///< likewise
    std::unordered_set<std::uint32_t> spelt_;  ///< where report_spelling has said something
    std::size_t first_expr_;                   ///< of this file
    bool language_given_ = false;
    bool in_decision_ = false;    ///< the last declaration was a decision
    bool decision_lost_ = false;  ///< none began here, or a fault hid it, and that has been said
};

}  // namespace tenet::compiler
