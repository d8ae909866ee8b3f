#include "compiler/fault.hpp"
#include "compiler/fmt_printer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

// Forms: the words and operands of a node, and their order in a skin.

namespace tenet::compiler {

void FmtPrinter::node(std::uint32_t id, const Around& around) {
    const OutlineNode& node = outline_.nodes[id];
    switch (role(node.rule)) {
    case Role::Statement:
    case Role::Inner:
    case Role::Block:
    case Role::Text:
    case Role::Splice: return block(node, around);
    case Role::Form: return node.rule == OutlineRule::cell ? cell(node, around) : form(node, around);
    case Role::Places: return places(node, around);
    case Role::Name:
    case Role::Number:
    case Role::Length:
    case Role::Most:
    case Role::Day:
    case Role::Quoted:
    case Role::Paragraph:
    case Role::Separator:
    case Role::CellOr: return leaf(node, around);
    }
}

/// The words of a node that stand together, and its children.
void FmtPrinter::add_elements(const OutlineNode& node, bool splices, std::vector<Element>& out) const {
    auto child = node.children.begin();
    bool words_go_on = false;
    for (std::uint32_t token = node.first; token < node.end;) {
        if (child == node.children.end() || outline_.nodes[*child].first != token) {
            if (!is_mark(token)) {
                if (!words_go_on) out.emplace_back();
                out.back().tokens.push_back(token);
                words_go_on = true;
            }
            ++token;
            continue;
        }
        const OutlineNode& inside = outline_.nodes[*child];
        if (splices && role(inside.rule) == Role::Splice) {
            const std::size_t before = out.size();
            add_elements(inside, false, out);
            // Words on both sides of where it began or ends are one element.
            if (words_go_on && out.size() > before && !out[before].child) {
                auto& words = out[before - 1].tokens;
                words.insert(words.end(), out[before].tokens.begin(), out[before].tokens.end());
                out.erase(out.begin() + static_cast<std::ptrdiff_t>(before));
            }
            words_go_on = !out.back().child;
        } else {
            out.push_back({*child, {}});
            words_go_on = false;
        }
        token = inside.end;
        ++child;
    }
}

std::vector<FmtPrinter::Element> FmtPrinter::elements(const OutlineNode& node) const {
    std::vector<Element> out;
    add_elements(node, node.rule == OutlineRule::param_row, out);
    return out;
}

std::string FmtPrinter::shape(const std::vector<Element>& elements) const {
    std::string out;
    for (const Element& element : elements) {
        if (element.child) out += static_cast<char>(Kind::End);
        for (const std::uint32_t token : element.tokens)
            out += static_cast<char>(kind(token));
    }
    return out;
}

std::uint32_t FmtPrinter::first_token(const Element& element) const {
    std::uint32_t token = element.child ? outline_.nodes[*element.child].first : element.tokens.front();
    while (is_mark(token))
        ++token;
    return token;
}

Skin FmtPrinter::skin_of_words(const std::vector<Element>& elements, Skin otherwise) const {
    if (skin_) return *skin_;
    for (const Element& element : elements)
        for (const std::uint32_t token : element.tokens)
            if (is_word(kind(token))) return skin_of(source_text(token));
    return otherwise;
}

void FmtPrinter::form(const OutlineNode& node, Around around) {
    const std::vector<Element> parts = elements(node);
    around.skin = skin_of_words(parts, around.skin);
    const bool has_words =
        std::any_of(parts.begin(), parts.end(), [](const Element& each) { return !each.child; });
    const FormMatch match = has_words ? find_form(shape(parts)) : FormMatch{};
    if (match.form != nullptr)
        by_pattern(node, match, parts, around);
    else
        as_it_stands(node, parts, around);
}

/// The line ends and comments within a form, for the places where the written form may have them.
std::vector<Trivia> FmtPrinter::gaps_of(const std::vector<Element>& parts, const std::vector<bool>& ends) {
    std::vector<Trivia> out;
    Trivia carried;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
            const Trivia& between = trivia_[first_token(parts[i])];
            carried.comments.insert(carried.comments.end(), between.comments.begin(), between.comments.end());
            if (ends[i - 1]) {
                carried.breaks =
                    carried.comments.empty() ? between.breaks : std::max<std::uint8_t>(between.breaks, 1);
                out.push_back(std::exchange(carried, {}));
            }
        }
        for (std::size_t word = 1; word < parts[i].tokens.size(); ++word) {
            const auto& inside = trivia_[parts[i].tokens[word]].comments;
            carried.comments.insert(carried.comments.end(), inside.begin(), inside.end());
        }
    }
    set_aside(carried);
    return out;
}

/// Writes the words of the pattern in the skin at hand with the operands in its order. Line ends stay at the places of their
/// number, so that the way back leads to where they were.
void FmtPrinter::by_pattern(const OutlineNode& node, const FormMatch& match,
                            const std::vector<Element>& parts, const Around& around) {
    const Form& form = *match.form;
    const FormPattern& target = form.in(around.skin);
    const bool anywhere = form.en.gaps() == form.zh.gaps() && match.pattern->gaps() == form.en.gaps();
    std::vector<Trivia> gaps = gaps_of(parts, line_ends(*match.pattern, anywhere));
    const std::vector<bool> ends = line_ends(target, anywhere);
    std::reverse(gaps.begin(), gaps.end());
    for (std::size_t i = 0; i < target.pieces.size(); ++i) {
        if (i > 0 && ends[i - 1] && !gaps.empty()) {
            gap(gaps.back(), true);
            gaps.pop_back();
        }
        const FormPiece& piece = target.pieces[i];
        const bool row = node.rule == OutlineRule::case_row || node.rule == OutlineRule::param_row;
        if (row && around.skin == Skin::En && i == 2) column_ = 1;
        if (piece.place == 0) {
            pattern_words(node, piece, around);
            continue;
        }
        const auto from = std::find_if(match.pattern->pieces.begin(), match.pattern->pieces.end(),
                                       [&](const FormPiece& each) { return each.place == piece.place; });
        TENET_CHECK(from != match.pattern->pieces.end(), "the rows of a form have different places");
        const Element& element = parts[static_cast<std::size_t>(from - match.pattern->pieces.begin())];
        const bool last = i + 1 == target.pieces.size();
        operand(*element.child, within(node, piece.place, last, around));
    }
    for (const Trivia& left : gaps)
        set_aside(left);
}

void FmtPrinter::pattern_words(const OutlineNode& node, const FormPiece& piece, const Around& around) {
    bool joins = piece.joined && after_number_;
    for (const FormPiece::Word& each : piece.words) {
        const bool hours = each.kind == Kind::WordInHalves && node.first > 0 &&
                           tokens_.kind(node.first - 1) == Kind::WordHours;
        word(each.kind, hours ? "可含半学时" : each.text, around, node);
        if (joins) out_.back().joins_before = true;
        joins = false;
    }
}

void FmtPrinter::as_it_stands(const OutlineNode& node, const std::vector<Element>& parts,
                              const Around& around) {
    // In a cell no line may end, since what begins the next one would begin a row.
    const bool one_line = node.rule == OutlineRule::cell_test || node.rule == OutlineRule::range;
    bool first = true, had_row = false;
    std::uint8_t column = 0;
    for (const Element& element : parts) {
        for (const std::uint32_t token : element.tokens) {
            if (!first) gap(trivia_[token], !one_line);
            first = false;
            const bool bar = around.row == RowKind::Bars && kind(token) == Kind::Bar;
            if (bar && column + 1 < arrow_column) column_ = column++;
            word(kind(token), word_text(node, token, around.skin), around, node);
            if (node.rule != OutlineRule::table_row) continue;
            if (kind(token) == Kind::Comma && column + 1 < arrow_column) ++column;
            if (kind(token) == Kind::Arrow) column = 0;
        }
        if (!element.child) continue;
        if (!first) gap(trivia_[first_token(element)], !one_line);
        first = false;
        const OutlineRule rule = outline_.nodes[*element.child].rule;
        const bool row = rule == OutlineRule::case_row || rule == OutlineRule::param_row;
        if (row && had_row) pending_.breaks = std::max<std::uint8_t>(pending_.breaks, 1);
        had_row = had_row || row;
        if (column != 0 && node.rule == OutlineRule::table_row) column_ = column;
        operand(*element.child, within(node, 0, &element == &parts.back(), around));
    }
}

/// Positions in a list: `at 1, 3` is 第1、3条, `record 3` before a field is 第3条.
void FmtPrinter::places(const OutlineNode& node, const Around& around) {
    const bool record = node.rule == OutlineRule::needing_record;
    const bool zh = skin_for(skin_of(source_text(node.first))) == Skin::Zh;
    std::string text = zh ? "第" : record ? "record " : "at ";
    bool first = true;
    const std::uint32_t end = record ? outline_.nodes[node.children.back()].first : node.end;
    for (std::uint32_t token = node.first; token < end; ++token) {
        if (token > node.first) set_aside(trivia_[token]);
        const std::int64_t number = position_at(token);
        if (number == 0) continue;
        text += fmt::format("{}{}", first ? "" : zh ? "、" : ", ", number);
        first = false;
    }
    Piece piece;
    piece.text = std::move(text += zh ? "条" : "");
    emit(std::move(piece), around);
    if (!record) return;
    gap(trivia_[end], true);
    leaf(outline_.nodes[node.children.back()], around);
}

/// The alternatives of a cell: `1 or 2 or 3`, `1、2 或 3`.
void FmtPrinter::cell(const OutlineNode& node, const Around& around) {
    const bool zh = around.skin == Skin::Zh;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const std::uint32_t id = node.children[i];
        const OutlineNode& child = outline_.nodes[id];
        if (child.rule != OutlineRule::cell_or) {
            if (i > 0) gap(trivia_[child.first], true);
            operand(id, within(node, 0, false, around));
            continue;
        }
        set_aside(trivia_[child.first]);
        const bool last = i + 2 == node.children.size();
        if (zh && !last)
            word(Kind::ListComma, std::string(spelling(Kind::ListComma, Skin::Zh)), around, node);
        else
            word(Kind::WordOr, std::string(spelling(Kind::WordOr, around.skin)), around, node);
    }
}

}  // namespace tenet::compiler
