#include "compiler/print_expr.hpp"

#include "compiler/fmt_printer.hpp"

#include <optional>
#include <vector>

namespace tenet::compiler {

namespace {

Tokens tokens_of(const SourceFile& source) {
    Diagnostics said_already;
    return lex(source, 0, said_already);
}

/// The widest node that begins and ends where the place does; parents come after their children.
std::optional<std::uint32_t> node_at(const Outline& outline, const Tokens& tokens, Span place) {
    std::optional<std::uint32_t> found;
    for (std::uint32_t id = 0; id < outline.nodes.size(); ++id) {
        const OutlineNode& node = outline.nodes[id];
        const Role is = role(node.rule);
        const bool statement = is == Role::Statement || is == Role::Inner || is == Role::Block;
        if (!statement && tokens.places[node.first].begin == place.begin &&
            tokens.places[node.end - 1].end == place.end)
            found = id;
    }
    return found;
}

}  // namespace

ExprPrinter::ExprPrinter(const SourceFile& source)
    : source_(source), tokens_(tokens_of(source)), outline_(outline(tokens_, source.text)) {}

std::string ExprPrinter::text(Span place, Skin skin, const NameText& name) const {
    const std::optional<std::uint32_t> node = node_at(outline_, tokens_, place);
    if (!node) return {};
    FmtPrinter printer(source_, tokens_, outline_, skin);
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

}  // namespace tenet::compiler
