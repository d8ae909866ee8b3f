#include "compiler/expr_builder.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tenet::compiler {

using ast::ExprKind;

namespace {

/// Chains are folded in halves, so that only sums and products make trees as high as they are long.
constexpr std::size_t most_height = 4 * limits::nesting;

}  // namespace

ExprBuilder::ExprBuilder(const SourceFile& source, std::uint32_t file, Tokens tokens, ast::File& result,
                         Diagnostics& diagnostics)
    : out(result), text_(source.text), file_(file), tokens_(std::move(tokens)), diagnostics_(diagnostics) {
    const std::size_t guess = out.exprs.size() + tokens_.kinds.size() / 3 + 8;
    // Files are added one after the other: growing by a share keeps the copies linear.
    if (guess > out.exprs.capacity()) out.exprs.reserve(std::max(guess, out.exprs.capacity() / 2 * 3));
}

std::size_t ExprBuilder::parenthesis_length(const char* at) const {
    const std::size_t token = index(at);
    if (kind(token) != Kind::LeftParen || tokens_.places[token].value == 0) return 0;
    return tokens_.places[token].value - token + 1;
}

void ExprBuilder::clear() {
    stack_.clear();
    links_.clear();
    chain_marks_.clear();
    link_marks_.clear();
    tier_marks_.clear();
    pending_tiers_.clear();
    aggregates_.clear();
    calendar_held_ = false;
    panicking_ = false;
}

ast::ExprId ExprBuilder::add(const ast::Expr& expr) {
    out.exprs.push_back(expr);
    return ast::ExprId(out.exprs.size() - 1);
}

void ExprBuilder::push(const ast::Expr& expr, std::size_t height) {
    if (height <= most_height) {
        stack_.push_back({add(expr), height});
        return;
    }
    if (!panicking_) diagnostics_.report<D::TooDeep>(expr.span, most_height);
    panicking_ = true;
    // What is below is let go of, so that no later stage has to go down that far.
    push_error(expr.span);
}

void ExprBuilder::push_error(Span span) {
    ast::Expr expr;
    expr.span = span;
    push(expr);
}

ExprBuilder::Held ExprBuilder::take() {
    const Held held = stack_.back();
    stack_.pop_back();
    return held;
}

void ExprBuilder::push_reference(std::size_t first, std::size_t end) {
    ast::Expr expr;
    expr.kind = ExprKind::Name;
    expr.span = span(first, end);
    expr.name = spelling(first);
    if (end - first == 3) {
        expr.kind = ExprKind::Member;
        expr.op_span = span(first + 1);
        expr.extra = static_cast<std::uint32_t>(out.members.size());
        out.members.push_back(use(first + 2));
    }
    push(expr);
}

void ExprBuilder::push_unary(ExprKind kind, Span whole, Span op_span) {
    ast::Expr expr;
    expr.kind = kind;
    expr.span = whole;
    expr.op_span = op_span;
    const std::size_t height = stack_.back().height + 1;
    expr.a = pop();
    push(expr, height);
}

ast::Expr& ExprBuilder::push_binary(ExprKind kind, Span sign) {
    const Held b = stack_.back();
    stack_.pop_back();
    const Held a = stack_.back();
    stack_.pop_back();
    ast::Expr expr;
    expr.kind = kind;
    expr.op_span = sign;
    expr.a = a.id;
    expr.b = b.id;
    expr.span = join(out.at(a.id).span, join(sign, out.at(b.id).span));
    push(expr, std::max(a.height, b.height) + 1);
    return top();
}

ast::Expr& ExprBuilder::push_ternary(ExprKind kind, Span sign) {
    const Held c = stack_.back();
    stack_.pop_back();
    ast::Expr& expr = push_binary(kind, sign);
    expr.c = c.id;
    expr.span = join(expr.span, out.at(c.id).span);
    stack_.back().height = std::max(stack_.back().height, c.height + 1);
    return expr;
}

void ExprBuilder::open_chain() {
    chain_marks_.push_back(stack_.size() - 1);
    link_marks_.push_back(links_.size());
}

void ExprBuilder::connective(std::size_t token) {
    links_.push_back({kind(token), static_cast<std::uint32_t>(token)});
}

void ExprBuilder::close_chain() {
    const std::size_t first = chain_marks_.back();
    const std::size_t link = link_marks_.back();
    chain_marks_.pop_back();
    link_marks_.pop_back();
    const std::size_t count = stack_.size() - first;
    const bool mixed = std::any_of(links_.begin() + static_cast<std::ptrdiff_t>(link), links_.end(),
                                   [&](const Link& each) { return each.kind != links_[link].kind; });
    if (mixed && !panicking_) report_mixed(first, link);
    const std::size_t height =
        fold(links_[link].kind == Kind::WordAnd ? ExprKind::And : ExprKind::Or, first, count, link);
    const ast::ExprId whole = stack_[first].id;
    stack_.resize(first);
    stack_.push_back({whole, height});
    links_.resize(link);
}

/// Joins `count` operands from stack_[first] on, in halves, into stack_[first]; gives the height of the tree.
std::size_t ExprBuilder::fold(ExprKind kind, std::size_t first, std::size_t count, std::size_t link) {
    if (count == 1) return stack_[first].height;
    const std::size_t left = (count + 1) / 2;
    const std::size_t height =
        std::max(fold(kind, first, left, link), fold(kind, first + left, count - left, link + left));
    ast::Expr expr;
    expr.kind = kind;
    expr.a = stack_[first].id;
    expr.b = stack_[first + left].id;
    expr.op_span = span(links_[link + left - 1].token);
    expr.span = join(out.at(expr.a).span, out.at(expr.b).span);
    stack_[first].id = add(expr);
    return height + 1;
}

/// Writes the chain twice, once with each connective going first.
void ExprBuilder::report_mixed(std::size_t first, std::size_t link) {
    const bool han = static_cast<unsigned char>(spelling(links_[link].token)[0]) >= 0x80;
    const auto written = [&](Kind inner) {
        std::string chain;
        const std::size_t count = stack_.size() - first;
        for (std::size_t i = 0; i < count; ++i) {
            const bool joined_left = i > 0 && links_[link + i - 1].kind == inner;
            const bool joined_right = i + 1 < count && links_[link + i].kind == inner;
            const bool opens = joined_right && !joined_left;
            const bool closes = joined_left && !joined_right;
            if (i > 0 && !(opens && han)) chain += ' ';
            if (opens) chain += han ? "（" : "(";
            chain += source(out.at(stack_[first + i].id).span);
            if (closes) chain += han ? "）" : ")";
            if (i + 1 < count && !(closes && han)) chain += ' ';
            if (i + 1 < count) chain += spelling(links_[link + i].token);
        }
        return chain;
    };
    std::size_t second = link;
    while (links_[second].kind == links_[link].kind)
        ++second;
    diagnostics_.report<D::MixedAndOr>(span(links_[second].token), written(Kind::WordOr),
                                       written(Kind::WordAnd));
    panicking_ = true;
}

void ExprBuilder::add_tier(bool amount_first, std::size_t first, std::size_t end) {
    const ast::ExprId later = pop();
    const ast::ExprId earlier = pop();
    pending_tiers_.push_back(
        {amount_first ? earlier : later, amount_first ? later : earlier, span(first, end)});
}

void ExprBuilder::close_tiers() {
    const std::size_t mark = tier_marks_.back();
    tier_marks_.pop_back();
    if (mark == pending_tiers_.size()) return;
    ast::Expr& base = top();
    const bool ordered =
        base.kind == ExprKind::Compare && base.op != ast::CompareOp::Eq && base.op != ast::CompareOp::Ne;
    if (!ordered && base.kind != ExprKind::Error && !panicking_) {
        diagnostics_.report<D::TierOperator>(pending_tiers_[mark].span, source(base.span));
        panicking_ = true;
    }
    base.kind = ordered ? ExprKind::Tiered : ExprKind::Error;
    base.tiers = {static_cast<std::uint32_t>(out.tiers.size()),
                  static_cast<std::uint32_t>(pending_tiers_.size() - mark)};
    base.span = join(base.span, pending_tiers_.back().span);
    out.tiers.insert(out.tiers.end(), pending_tiers_.begin() + static_cast<std::ptrdiff_t>(mark),
                     pending_tiers_.end());
    pending_tiers_.resize(mark);
    stack_.back().height += 1;
}

void ExprBuilder::close_listing() {
    ast::Expr list;
    list.kind = ExprKind::Listing;
    list.tiers = {static_cast<std::uint32_t>(out.tiers.size()), static_cast<std::uint32_t>(listing_)};
    out.tiers.resize(out.tiers.size() + listing_);
    std::size_t height = 0;
    for (std::size_t i = out.tiers.size(); listing_ != 0; --listing_) {
        const Held item = take();
        height = std::max(height, item.height);
        const Span place = out.at(item.id).span;
        out.tiers[--i] = {item.id, {}, place};
    }
    list.span = join(out.tiers[list.tiers.first].span, out.tiers.back().span);
    push(list, height + 1);
}

}  // namespace tenet::compiler
