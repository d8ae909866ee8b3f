#include "compiler/print_expr.hpp"

#include "compiler/fmt_printer.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace tenet::compiler {

namespace {

Tokens tokens_of(const SourceFile& source) {
    Diagnostics said_already;
    return lex(source, 0, said_already);
}

}  // namespace

ExprPrinter::ExprPrinter(const SourceFile& source)
    : source_(source), tokens_(tokens_of(source)), outline_(outline(tokens_, source.text)),
      between_(trivia(source, tokens_)) {
    for (std::uint32_t id = 0; id < outline_.nodes.size(); ++id) {
        const OutlineNode& node = outline_.nodes[id];
        const Role is = role(node.rule);
        const bool statement = is == Role::Statement || is == Role::Inner || is == Role::Block;
        if (!statement) begins_.emplace_back(tokens_.places[node.first].begin, id);
    }
    std::sort(begins_.begin(), begins_.end());
}

/// The widest node that begins and ends where the place does; parents come after their children. Where none does, the narrowest
/// that holds the place and begins there: the place of a window in Chinese ends before its last word 内.
std::optional<std::uint32_t> ExprPrinter::node_at(Span place) const {
    std::optional<std::uint32_t> found, around;
    auto at = std::lower_bound(begins_.begin(), begins_.end(), std::pair(place.begin, std::uint32_t{0}));
    for (; at != begins_.end() && at->first == place.begin; ++at) {
        const std::uint32_t end = tokens_.places[outline_.nodes[at->second].end - 1].end;
        if (end == place.end) found = at->second;
        if (end > place.end && !around) around = at->second;
    }
    return found ? found : around;
}

std::string ExprPrinter::text(Span place, Skin skin, const NameText& name) const {
    const std::optional<std::uint32_t> node = node_at(place);
    if (!node) return {};
    FmtPrinter printer(source_, tokens_, outline_, between_, skin);
    printer.name_by(name);
    std::vector<Piece> pieces = printer.pieces_of(*node);
    for (Piece& piece : pieces)
        piece.before = {}, piece.indent = 0, piece.column = 0, piece.row = RowKind::None;
    std::string line = lay_out(pieces, {});
    line.pop_back();
    return line;
}

std::string ExprPrinter::text(Span place, Skin skin) const {
    return text(place, skin, [](std::string_view name) { return std::string(name); });
}

std::vector<ExprPart> ExprPrinter::parts(Span place, Skin skin) const {
    const std::optional<std::uint32_t> node = node_at(place);
    if (!node) return {};
    FmtPrinter printer(source_, tokens_, outline_, between_, skin);
    std::vector<ExprPart> out;
    bool joins = true;
    for (Piece& piece : printer.pieces_of(*node)) {
        const bool digits = piece.text.find_first_of("0123456789") == 0;
        out.push_back(
            {std::move(piece.text), piece.place, piece.is_name, joins || piece.joins_before, digits});
        joins = piece.joins_after;
    }
    return out;
}

}  // namespace tenet::compiler
