#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/limits.hpp"
#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What the grammar's actions build of expressions: a stack of those under way, with the chains, alternatives and
/// aggregates that are open. Token positions in here are indices into the tokens.
class ExprBuilder {
  public:
    /// Adds to `out` what stands in a file.
    ExprBuilder(const SourceFile& source, std::uint32_t file, Tokens tokens, ast::File& out,
                Diagnostics& diagnostics);

    const Tokens& tokens() const { return tokens_; }
    std::size_t index(const char* at) const { return static_cast<std::size_t>(at - tokens_.kinds.data()); }
    Kind kind(std::size_t token) const { return tokens_.kind(token); }
    std::string_view spelling(std::size_t token) const {
        const Token& place = tokens_.places[token];
        return text_.substr(place.begin, place.end - place.begin);
    }
    std::string_view source(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
    Span span(std::size_t token) const { return span(token, token + 1); }
    /// From the first token to the last one before `end`.
    Span span(std::size_t first, std::size_t end) const {
        return {file_, tokens_.places[first].begin, tokens_.places[end - 1].end};
    }
    ast::NameUse use(std::size_t token) const { return {spelling(token), span(token)}; }
    std::size_t parenthesis_length(const char* at) const;

    void push(const ast::Expr& expr, std::size_t height = 1);
    void push_error(Span span);
    /// A name, or a name of a record with one of its fields.
    void push_reference(std::size_t first, std::size_t end);
    void push_unary(ast::ExprKind kind, Span span, Span op_span);
    /// Takes the two topmost as `a` and `b` of a new one; the sign stands at token `sign`.
    ast::Expr& push_binary(ast::ExprKind kind, Span sign);
    ast::Expr& push_ternary(ast::ExprKind kind, Span sign);
    ast::ExprId pop() { return take().id; }
    ast::Expr& top() { return out.exprs[stack_.back().id.index()]; }

    void open_chain();
    void connective(std::size_t token);
    void close_chain();
    /// `or` or `、` between the alternatives of a cell.
    void alternative(std::size_t token) {
        links_.push_back({Kind::WordOr, static_cast<std::uint32_t>(token)});
    }
    void open_tiers() { tier_marks_.push_back(pending_tiers_.size()); }
    void add_tier(bool amount_first, std::size_t first, std::size_t end);
    void close_tiers();

    /// The topmost expression is the first of several that make a list.
    void open_listing() { listing_ = 1; }
    void add_listed() { ++listing_; }
    void close_listing();

    void open_aggregate(std::size_t first) { aggregates_.push_back({first, {}, {}, {}, {}, depth_}); }
    /// `count`, `latest`, `any` … or their Chinese twins.
    void aggregate_word(std::size_t token);
    void aggregate_list(std::size_t name) { aggregates_.back().names.list = use(name); }
    void aggregate_record(std::size_t name) { aggregates_.back().names.record = use(name); }
    /// The topmost expression is what the records must pass, or what is taken from each.
    void aggregate_filter() { aggregates_.back().filter = take(); }
    void aggregate_value() { aggregates_.back().value = take(); }
    void close_aggregate(std::size_t end);
    /// The name of a calendar where one is expected.
    void push_calendar(std::size_t name);
    /// `working days` after a number, which must have no other unit.
    void take_working_unit(std::size_t first, std::size_t end);
    /// Takes the list's name and the two ends of each record.
    void push_pausing(std::size_t first, std::size_t end);
    void push_nothing() { stack_.push_back({}); }
    /// The topmost two are a calendar's name, and what stops the clock or nothing: they belong to the sum or the two days below them.
    void hold_calendar();
    /// The same where the two operands stand above the calendar's name.
    void hold_calendar_below();
    bool holds_calendar() const { return calendar_held_; }
    /// Reports what stands before `working day` instead of `a`.
    void expect_article(std::size_t token);
    void push_working_day(Span sign, bool negated);
    /// Takes two operands and the calendar held: two days to count between, or a date and what is added to it.
    ast::Expr& push_by_calendar(ast::ExprKind kind, Span sign, std::size_t end);
    /// Takes the list's name and the two dates of each record; the sign stands from `first` on.
    void push_in_order(std::size_t first, std::size_t sign_end);

    ast::File& out;

  protected:
    struct Held {
        ast::ExprId id;
        std::size_t height = 0;
    };

    struct OpenAggregate {
        std::size_t first;
        ast::ExprKind kind;
        ast::Aggregate names;
        Held value, filter;
        std::size_t depth = 0;  ///< of what stands around it
    };

    Held take();
    void clear();
    ast::ExprId add(const ast::Expr& expr);

    std::string_view text_;
    std::uint32_t file_;
    Tokens tokens_;
    Diagnostics& diagnostics_;
    std::vector<Held> stack_;
    std::vector<OpenAggregate> aggregates_;  ///< under way, the innermost last
    std::size_t depth_ = 0;                  ///< how deep what is being read nests
    bool panicking_ = false;  ///< this statement had a fault; further ones in it would only be its echo

  private:
    struct Link {
        Kind kind;
        std::uint32_t token;
    };

    std::size_t fold(ast::ExprKind kind, std::size_t first, std::size_t count, std::size_t link);
    void report_mixed(std::size_t first, std::size_t link);

    std::vector<Link> links_;
    std::vector<std::size_t> chain_marks_, link_marks_, tier_marks_;
    std::vector<ast::Tier> pending_tiers_;
    std::size_t listing_ = 0;  ///< so many of the topmost make the list under way
    ast::NameUse calendar_;    ///< the one held
    Held pausing_;
    bool calendar_held_ = false;
};

}  // namespace tenet::compiler
