#include "compiler/lower_parts.hpp"

#include "compiler/tokens.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace tenet::compiler {
namespace {

using typed::Expr;
using typed::ExprId;

/// Whether an operand was written as a part of the expression: `x is given` is a leaf, though it is `not` of another.
bool written_inside(const Expr& e, const Expr& operand) {
    return operand.span != e.span && operand.span.file == e.span.file && operand.span.begin >= e.span.begin &&
           operand.span.end <= e.span.end;
}

bool joins(const typed::Module& module, const Expr& e) {
    const bool logic = e.kind == typed::Kind::And || e.kind == typed::Kind::Or ||
                       e.kind == typed::Kind::Not || e.kind == typed::Kind::If;
    if (!logic || e.type.base != typed::Base::YesNo) return false;
    const std::array<ExprId, 3> operands{e.a, e.b, e.c};
    return std::all_of(operands.begin(), operands.end(), [&](ExprId operand) {
        return !operand.valid() || written_inside(e, module.at(operand));
    });
}

constexpr std::array<std::string_view, 6> blanks{" ", "\t", "\r", "\n", "\u3000", "\u00A0"};
constexpr std::array<std::string_view, 2> comments{"#", "＃"};

/// How many bytes the first of the texts takes that `text` begins with; 0 if none does.
template <std::size_t N>
std::size_t leading(std::string_view text, const std::array<std::string_view, N>& any) {
    for (std::string_view one : any)
        if (text.substr(0, one.size()) == one) return one.size();
    return 0;
}

/// Bytes of the text in quotes at the start, with both of them; 0 if there is none.
std::size_t quoted(std::string_view text) {
    const std::string_view open = text.substr(0, 1) == "\"" ? "\"" : "“", close = open == "\"" ? "\"" : "”";
    if (text.substr(0, open.size()) != open) return 0;
    const std::size_t end = text.find(close, open.size());
    return end == std::string_view::npos ? text.size() : end + close.size();
}

}  // namespace

std::vector<ExprId> leaves_of(const typed::Module& module, ExprId condition) {
    std::vector<ExprId> leaves;
    if (!joins(module, module.at(condition))) return leaves;
    std::vector<ExprId> stack{condition};
    while (!stack.empty()) {
        const ExprId id = stack.back();
        const Expr& e = module.at(id);
        stack.pop_back();
        if (!joins(module, e)) {
            leaves.push_back(id);
            continue;
        }
        for (ExprId operand : {e.c, e.b, e.a})
            if (operand.valid()) stack.push_back(operand);
    }
    return leaves;
}

std::string words_of(const Sources& sources, Span span) {
    std::string_view text =
        std::string_view(sources.file(span.file).text).substr(span.begin, span.end - span.begin);
    std::string words;
    bool apart = false;
    while (!text.empty()) {
        std::size_t length = leading(text, blanks);
        const bool comment = length == 0 && leading(text, comments) != 0;
        if (comment) length = std::min(text.find('\n'), text.size());
        if (length != 0) {
            apart = !words.empty();
        } else {
            length = std::max<std::size_t>(quoted(text), 1);
            if (apart) words += ' ';
            apart = false;
            words += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    return words;
}

std::string measure_of(const typed::Module& module, const Sources& sources, ExprId condition) {
    const auto inner = [&](ExprId id) {
        const Expr* e = &module.at(id);
        while (e->kind == typed::Kind::Given || e->kind == typed::Kind::Rescale ||
               e->kind == typed::Kind::Not)
            e = &module.at(e->a);
        return e;
    };
    const Expr* e = inner(condition);
    if (e->kind != typed::Kind::Compare && e->kind != typed::Kind::Tiered && e->kind != typed::Kind::InRange)
        return {};
    for (const ExprId operand : {e->b, e->a}) {
        const Expr* number = inner(operand);
        if (number->kind != typed::Kind::Constant || number->type.base != typed::Base::Count) continue;
        const std::string words = words_of(sources, number->span);
        const std::size_t behind = words.find_first_not_of("0123456789,");
        // What is written otherwise is the name of a param, or calculated.
        if (behind == 0 || behind == std::string::npos) return {};
        return is_measure_word(std::string_view(words).substr(behind)) ? words.substr(behind) : std::string();
    }
    return {};
}

}  // namespace tenet::compiler
