#include "compiler/fmt_printer.hpp"

#include <algorithm>
#include <utility>

// Statements and clauses, and how pieces are put down.

namespace tenet::compiler {

namespace {

constexpr std::uint32_t clause_step = 2;  ///< a clause stands so far in from what it belongs to
constexpr std::uint32_t go_on_step = 4;   ///< what goes on on another line, so that no clause looks like it
constexpr std::uint8_t twin_column = 1, colon_column = 2, label_column = 3, translation_column = 4;

/// True for what would be read otherwise, or not at all, where it began a line.
bool is_misread_first(Kind is, std::string_view text) {
    const Kind read = find_word(text);
    if (is == Kind::Eq || is == Kind::WordAs || is == Kind::WordAsZh || is == Kind::Colon ||
        is == Kind::Comma || is == Kind::ListComma)
        return true;
    if (is != Kind::Name) return false;
    const bool phrase = read == Kind::WordAs || read == Kind::WordDates || read == Kind::WordGroup;
    if (!is_word(read)) return false;
    const WordClass reserved = compiler::word(read).word_class;
    return phrase || reserved == WordClass::Statement || reserved == WordClass::Clause;
}

void add_to(Trivia& to, const Trivia& more) {
    to.comments.insert(to.comments.end(), more.comments.begin(), more.comments.end());
    to.breaks = std::max(to.breaks, more.breaks);
}

}  // namespace

FmtPrinter::FmtPrinter(const SourceFile& source, const Tokens& tokens, const Outline& outline,
                       const std::vector<Trivia>& between, std::optional<Skin> skin)
    : source_(source), tokens_(tokens), outline_(outline), trivia_(between), skin_(skin) {}

std::vector<Piece> FmtPrinter::pieces() {
    for (const std::uint32_t id : outline_.statements) {
        const OutlineNode& each = outline_.nodes[id];
        Around around;
        around.first = each.first + 1;  // none of its own
        gap(trivia_[first_token({id, {}})], true);
        node(id, around);
    }
    at_end_ = std::move(later_);
    add_to(at_end_, trivia_.back());
    return std::move(out_);
}

std::vector<Piece> FmtPrinter::pieces_of(std::uint32_t id) {
    Around around;
    around.skin = skin_.value_or(Skin::En);
    node(id, around);
    return std::move(out_);
}

Kind FmtPrinter::kind(std::uint32_t token) const {
    const Kind is = tokens_.kind(token);
    return is == Kind::RowEq ? Kind::Eq : is;
}

/// What stands between two pieces; where no line may end its comments wait for the next place where one may.
void FmtPrinter::gap(const Trivia& between, bool may_end_line) {
    if (!may_end_line) return set_aside(between);
    pending_ = std::move(later_);
    later_ = {};
    if (!pending_.comments.empty()) pending_.breaks = 1;
    add_to(pending_, between);
}

void FmtPrinter::set_aside(const Trivia& between) {
    later_.comments.insert(later_.comments.end(), between.comments.begin(), between.comments.end());
}

/// Comments between the tokens of what is printed as one.
void FmtPrinter::set_aside_inside(const OutlineNode& node) {
    bool inside = false;
    for (std::uint32_t token = node.first; token < node.end; ++token) {
        if (is_mark(token)) continue;
        if (inside) set_aside(trivia_[token]);
        inside = true;
    }
}

void FmtPrinter::word(Kind is, std::string text, const Around& around, const OutlineNode& node) {
    const bool wide = skin_of(text) == Skin::Zh;
    Piece piece;
    piece.place = {0, tokens_.places[node.first].begin, tokens_.places[node.end - 1].end};
    piece.column = column_of(node, is, around);
    piece.joins_before = is == Kind::Comma || is == Kind::ListComma || is == Kind::RightParen ||
                         is == Kind::Dot || is == Kind::Slash ||
                         (is == Kind::Colon && !wide && node.rule == OutlineRule::requirement);
    piece.joins_after = is == Kind::LeftParen || is == Kind::Dot || is == Kind::Slash ||
                        (wide && (is == Kind::Comma || is == Kind::ListComma || is == Kind::Colon));
    const bool joined_range = node.rule == OutlineRule::range && !is_spaced_range(node, wide);
    piece.joins_before = piece.joins_before || joined_range;
    piece.joins_after = piece.joins_after || joined_range;
    const bool begins_row =
        is == Kind::Eq && (node.rule == OutlineRule::case_row || node.rule == OutlineRule::param_row);
    const bool may_begin_line = begins_row || !is_misread_first(is, text);
    piece.text = std::move(text);
    emit(std::move(piece), around, may_begin_line);
}

void FmtPrinter::emit(Piece piece, const Around& around, bool may_begin_line) {
    if (!may_begin_line && !out_.empty()) {
        set_aside(pending_);
        pending_ = {};
    }
    piece.before = std::exchange(pending_, {});
    piece.indent = indent_ ? *indent_ : around.indent + go_on_step + clause_step * around.parens;
    indent_.reset();
    piece.row = std::exchange(row_, RowKind::None);
    if (piece.column == 0) piece.column = column_;
    column_ = 0;
    after_number_ = false;
    out_.push_back(std::move(piece));
}

/// `-5 至 -1`: the sign would not be taken for one directly before another.
bool FmtPrinter::is_spaced_range(const OutlineNode& range, bool wide) const {
    const OutlineNode& high = outline_.nodes[range.children.back()];
    return wide && high.rule == OutlineRule::negative;
}

RowKind FmtPrinter::row_of(const OutlineNode& node) const {
    const bool twin = std::any_of(node.children.begin(), node.children.end(), [&](std::uint32_t child) {
        return outline_.nodes[child].rule == OutlineRule::twin;
    });
    switch (node.rule) {
    case OutlineRule::fact: return twin ? RowKind::TwinFact : RowKind::Fact;
    case OutlineRule::choice_value:
    case OutlineRule::record_field: return twin ? RowKind::TwinNamed : RowKind::Named;
    case OutlineRule::case_row: return RowKind::Case;
    case OutlineRule::param_row: return RowKind::Param;
    case OutlineRule::table_row: return RowKind::Table;
    case OutlineRule::given_header:
    case OutlineRule::given_row: return RowKind::Bars;
    default: return RowKind::None;
    }
}

/// The column that a word begins in a row.
std::uint8_t FmtPrinter::column_of(const OutlineNode& node, Kind is, const Around& around) {
    switch (around.row) {
    case RowKind::Fact:
    case RowKind::TwinFact:
    case RowKind::Named:
    case RowKind::TwinNamed:
        if (is == Kind::WordAs || is == Kind::WordAsZh)
            return node.rule == OutlineRule::twin ? twin_column : std::uint8_t{0};
        if (is == Kind::WordEn || is == Kind::WordZh) return translation_column;
        return is == Kind::Colon ? colon_column : std::uint8_t{0};
    case RowKind::Table: return is == Kind::Arrow ? arrow_column : std::uint8_t{0};
    case RowKind::Case:
    case RowKind::Param:
    case RowKind::Bars:
    case RowKind::None: break;
    }
    return 0;
}

void FmtPrinter::leaf(const OutlineNode& node, const Around& around) {
    Piece piece;
    std::uint32_t token = node.first;
    while (is_mark(token))
        ++token;
    const bool was_first = tokens_.places[token].first_on_line != 0;
    set_aside_inside(node);
    Kind is = Kind::Name;
    if (node.rule == OutlineRule::separator) {
        is = kind(token);
        // What is given stands apart from the values of one fact.
        const bool items = around.parent == OutlineRule::given || around.parent == OutlineRule::test;
        piece.text = spelling(items ? Kind::Comma : Kind::ListComma, around.skin);
        piece.joins_before = true;
        piece.joins_after = around.skin == Skin::Zh;
    } else {
        piece.text = leaf_text(node, around.skin);
    }
    const bool name = role(node.rule) == Role::Name;
    piece.place = {0, tokens_.places[token].begin, tokens_.places[node.end - 1].end};
    piece.is_name = name;
    if (name && name_) piece.text = name_(piece.text);
    const bool may_begin_line =
        is != Kind::Name || !name || was_first || !is_misread_first(Kind::Name, piece.text);
    emit(std::move(piece), around, may_begin_line && is == Kind::Name);
    after_number_ = role(node.rule) == Role::Number || role(node.rule) == Role::Length;
}

/// A statement, clause, row, value or field.
void FmtPrinter::block(const OutlineNode& node, Around around) {
    const bool inner = role(node.rule) == Role::Inner, text = role(node.rule) == Role::Text;
    const bool statement = role(node.rule) == Role::Statement;
    // What does not begin a line has the place of what it stands in, and so has what goes on in it.
    const bool begins_line = !pending_.empty() && node.first != around.first;
    std::uint32_t indent = around.indent + (begins_line ? clause_step : 0);
    if (statement || inner) indent = inner ? clause_step : 0;
    if (node.rule == OutlineRule::citation && node.first >= around.closing) indent = around.closing_indent;
    if (node.rule == OutlineRule::citation && around.row == RowKind::Table) column_ = citation_column;
    // Records stand alike behind `given` and behind the `but` of a test, whose own clauses stand further out.
    if (row_of(node) == RowKind::Bars) indent = 2 * clause_step;
    if (!indent_) indent_ = indent;
    if (text) {
        // What follows in a text keeps the place that its statement or clause gives it.
        if (node.rule == OutlineRule::label && around.row != RowKind::None) column_ = label_column;
        return form(node, around);
    }
    if (statement || inner) {
        if (!out_.empty()) pending_.breaks = std::max<std::uint8_t>(pending_.breaks, 1);
        around.closing = closing_citations(node);
        around.closing_indent = indent + clause_step;
    }
    around.indent = indent;
    around.first = node.first;
    around.row = row_ = row_of(node);
    form(node, around);
}

/// The first of the citations that nothing but citations follows: they are the statement's.
std::uint32_t FmtPrinter::closing_citations(const OutlineNode& node) const {
    std::uint32_t end = node.end;
    for (const OutlineNode* at = &node; !at->children.empty();) {
        std::size_t last = at->children.size();
        while (last > 0 && outline_.nodes[at->children[last - 1]].rule == OutlineRule::citation &&
               outline_.nodes[at->children[last - 1]].end == end)
            end = outline_.nodes[at->children[--last]].first;
        if (last == 0 || outline_.nodes[at->children[last - 1]].end != end) break;
        at = &outline_.nodes[at->children[last - 1]];
        const bool holds_citations = at->rule == OutlineRule::choice_value ||
                                     at->rule == OutlineRule::record_field ||
                                     at->rule == OutlineRule::table_row;
        if (!holds_citations) break;
    }
    return end;
}

}  // namespace tenet::compiler
