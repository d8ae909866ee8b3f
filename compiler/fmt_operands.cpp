#include "compiler/fmt_printer.hpp"

#include <algorithm>

// Operands in their places, and the parentheses that the places ask for.

namespace tenet::compiler {

/// What an operand is told of where it stands; `place` is its letter in the pattern, if there is one.
FmtPrinter::Around FmtPrinter::within(const OutlineNode& node, char place, bool last, const Around& around) {
    Around out = around;
    out.adds = node.rule == OutlineRule::product || node.rule == OutlineRule::sum ||
               node.rule == OutlineRule::plus || node.rule == OutlineRule::minus;
    out.needs_name = false;
    out.parent = node.rule;
    switch (node.rule) {
    case OutlineRule::product:
    case OutlineRule::sum:
    case OutlineRule::plus:
    case OutlineRule::minus:
    case OutlineRule::plain_comparison:
    case OutlineRule::tier_condition:
    case OutlineRule::comparison:
    case OutlineRule::logical:
    case OutlineRule::days_between:
    case OutlineRule::days_from:
    case OutlineRule::working_days_in: out.followed = around.followed || !last; break;
    case OutlineRule::negated:
    case OutlineRule::whole_since:
    case OutlineRule::operand: break;
    case OutlineRule::if_then_else: out.followed = last && around.followed; break;
    case OutlineRule::tier_with:
    case OutlineRule::tier_when:
        out.followed = true;
        out.needs_name = place == 'C';
        break;
    case OutlineRule::count_of:
    case OutlineRule::value_of:
    case OutlineRule::union_of:
    case OutlineRule::any_in:
    case OutlineRule::every_in:
    case OutlineRule::all_of:
    case OutlineRule::among:
        out.followed = false;
        out.filters = place == 'C';
        out.needs_name = place == 'X' || place == 'D';
        break;
    case OutlineRule::paren: ++out.parens; [[fallthrough]];
    default: out.followed = out.filters = false;
    }
    return out;
}

/// A count, sum, latest, earliest or union with a condition, which in English reaches as far as it can.
bool FmtPrinter::takes_of_records(const OutlineNode& node) const {
    const auto holds = [&](Kind wanted) {
        const std::vector<Element> parts = elements(node);
        return std::any_of(parts.begin(), parts.end(), [&](const Element& each) {
            return std::any_of(each.tokens.begin(), each.tokens.end(),
                               [&](std::uint32_t token) { return kind(token) == wanted; });
        });
    };
    switch (node.rule) {
    case OutlineRule::count_of:
    case OutlineRule::value_of:
    case OutlineRule::union_of: return holds(Kind::WordWhere);
    case OutlineRule::among: return holds(Kind::WordOfZh);
    default: return false;
    }
}

/// An operand in its place, with the parentheses that the place asks for and without those that say nothing there.
void FmtPrinter::operand(std::uint32_t id, const Around& around) {
    const OutlineNode& outer = outline_.nodes[id];
    const bool has_paren = outer.rule == OutlineRule::paren && outer.children.size() == 1;
    const OutlineNode& inner = has_paren ? outline_.nodes[outer.children.front()] : outer;
    const bool takes = takes_of_records(inner);
    if (around.needs_name) {
        if (has_paren || role(outer.rule) == Role::Name) return node(id, around);
        return in_paren(id, around);
    }
    // `days from A to B + 1` counts to the day after B.
    const bool days = inner.rule == OutlineRule::days_between || inner.rule == OutlineRule::days_from ||
                      inner.rule == OutlineRule::working_days_in;
    if (!takes && !(days && around.adds)) return node(id, around);
    const bool wants = around.adds || around.filters || (around.followed && around.skin == Skin::En);
    if (wants == has_paren) return node(id, around);
    if (wants) return in_paren(id, around);
    for (std::uint32_t token = outer.first; token < outer.end; ++token)
        if (!is_mark(token) && token > outer.first && (token <= inner.first || token + 1 == outer.end))
            set_aside(trivia_[token]);
    node(outer.children.front(), around);
}

void FmtPrinter::in_paren(std::uint32_t id, const Around& around) {
    const OutlineNode& inside = outline_.nodes[id];
    word(Kind::LeftParen, std::string(spelling(Kind::LeftParen, around.skin)), around, inside);
    Around within = around;
    ++within.parens;
    within.adds = within.followed = within.filters = within.needs_name = false;
    node(id, within);
    word(Kind::RightParen, std::string(spelling(Kind::RightParen, around.skin)), around, inside);
}

}  // namespace tenet::compiler
