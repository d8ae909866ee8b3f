#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/limits.hpp"
#include "compiler/spacing.hpp"
#include "compiler/tokens.hpp"
#include "grammar/expectation.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tenet::compiler {

/// What the grammar's actions build: the tree, a stack of expressions under way, the parts of one statement.
/// Token positions in here are indices into the tokens.
class Parser {
  public:
    Parser(const SourceFile& source, std::uint32_t file, Tokens tokens, ast::File& out,
           Diagnostics& diagnostics);

    const Tokens& tokens() const { return tokens_; }
    std::size_t index(const char* at) const { return static_cast<std::size_t>(at - tokens_.kinds.data()); }
    Kind kind(std::size_t token) const { return tokens_.kind(token); }
    std::string_view spelling(std::size_t token) const;
    std::string_view source(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
    Span span(std::size_t token) const { return span(token, token + 1); }
    /// From the first token to the last one before `end`.
    Span span(std::size_t first, std::size_t end) const;

    // What control.hpp asks for.
    std::size_t parenthesis_length(const char* at) const;
    bool enter() { return ++depth_ <= limits::nesting; }
    void leave() { --depth_; }
    std::size_t too_deep(const char* at);
    template <class Rule>
    std::size_t missing(const char* at) {
        static_assert(grammar::expectation<Rule>.en != nullptr, "errors.hpp has no row for this rule");
        return missing(index(at), grammar::expectation<Rule>);
    }

    // Expressions.
    void push(const ast::Expr& expr, std::size_t height = 1);
    void push_error(Span span);
    void push_unary(ast::ExprKind kind, Span span, Span op_span);
    /// Takes the two topmost as `a` and `b` of a new one; the sign stands at token `sign`.
    ast::Expr& push_binary(ast::ExprKind kind, Span sign);
    ast::Expr& push_ternary(ast::ExprKind kind, Span sign);
    ast::ExprId pop();
    ast::Expr& top();
    void open_chain();
    void connective(std::size_t token);
    void close_chain();
    void open_tiers() { tier_marks_.push_back(pending_tiers_.size()); }
    void add_tier(bool amount_first, std::size_t first, std::size_t end);
    void close_tiers();

    // Statements.
    void begin_statement(std::size_t keyword);
    /// A name of several parts; where a full stop of the input method joins them, the text is written anew.
    void take_policy_name(std::size_t first, std::size_t end);
    /// Adds a paragraph to the citation at hand, or reports that `token` is no number of one.
    void cite_paragraph(std::size_t token, std::int64_t number);
    void finish_language(Span span);
    void finish_policy(Span span);
    void finish_as_of(Span span);
    void finish_dates_round(Span span);
    void finish_fact(Span span);
    void finish_definition(Span span);
    void finish_decision(Span span);
    void finish_requirement(Span span);
    void finish_file();
    /// Warns of a name that reads like the beginning of a statement.
    void look_at_name(std::size_t token);
    void report_twice(std::size_t token, const Arg& what);
    /// Reports what stands at the token instead of what was expected, unless this statement had a fault already.
    void unexpected(std::size_t token, const grammar::Expectation& expected);
    void report_later(std::size_t token);
    /// Tokens passed over up to the next statement; a misspelt keyword among them is still worth a report.
    void passed_over(std::size_t first, std::size_t end) { look_for_statements(first, end); }

    ast::File& out;
    ast::Name name;
    ast::Text text, label, unmet;
    ast::Type type;
    ast::Citation citation;
    std::vector<ast::Citation> citations;
    ast::ExprId when;
    std::size_t keyword = 0;  ///< the token that began the statement under way

  private:
    struct Link {
        Kind kind;
        std::uint32_t token;
    };

    std::size_t missing(std::size_t token, const grammar::Expectation& expected);
    std::size_t sync(std::size_t token) const;
    void look_for_statements(std::size_t first, std::size_t end);
    ast::ExprId add(const ast::Expr& expr);
    std::size_t fold(ast::ExprKind kind, std::size_t first, std::size_t count, std::size_t link);
    void report_mixed(std::size_t first, std::size_t link);
    const DeclaredNames& declared();
    void report_runs();
    void report_unknown_runs();
    void report_unknown_statement(std::size_t token);
    bool report_spelling(Span place);
    /// Past the reports that are kept, looking for better words is waste.
    bool enough() const { return diagnostics_.errors() >= Diagnostics::kept_errors; }
    bool begins_statement(std::size_t token);
    bool next_line(std::size_t token);
    bool report_by_place(std::size_t token, const grammar::Expectation& expected);
    bool report_unit_apart(std::size_t token);
    bool report_later_form(std::size_t token);
    void report_expected(std::size_t token, const grammar::Expectation& expected);

    std::string_view text_;
    std::uint32_t file_;
    Tokens tokens_;
    Diagnostics& diagnostics_;
    struct Held {
        ast::ExprId id;
        std::size_t height;
    };
    std::vector<Held> stack_;
    std::vector<Link> links_;
    std::vector<std::size_t> chain_marks_, link_marks_, tier_marks_;
    std::vector<ast::Tier> pending_tiers_;
    std::optional<DeclaredNames> declared_;    ///< found when first needed
    std::unordered_set<std::uint32_t> spelt_;  ///< where report_spelling has said something
    std::size_t depth_ = 0;
    bool language_given_ = false;
    bool in_decision_ = false;  ///< the last declaration was a decision
    bool panicking_ = false;    ///< this statement had a fault; further ones in it would only be its echo
};

}  // namespace tenet::compiler
