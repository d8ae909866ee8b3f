#include "compiler/format.hpp"

#include "compiler/ast_dump.hpp"
#include "compiler/fault.hpp"
#include "compiler/fmt_printer.hpp"
#include "compiler/lookahead.hpp"
#include "compiler/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace tenet::compiler {

namespace {

/// What formatting must keep besides the tree: every name and text, every comment. Their order is not compared, since the
/// skins differ in it and the tree has it.
struct Kept {
    std::vector<std::string> names, comments;

    bool operator==(const Kept&) const = default;
};

Kept kept(const SourceFile& source, const Tokens& tokens) {
    Kept out;
    for (std::size_t i = 0; i < tokens.kinds.size(); ++i) {
        const Token& place = tokens.places[i];
        const std::string_view text =
            std::string_view(source.text).substr(place.begin, place.end - place.begin);
        // `第3条` and the `a` of `a working day` are words of one skin that read as names.
        const bool word = position_in(text) != 0 ||
                          (i + 1 < tokens.kinds.size() && tokens.kind(i + 1) == Kind::WordWorking);
        if (tokens.kind(i) == Kind::Name && !word) out.names.emplace_back(text);
        if (tokens.kind(i) == Kind::Quoted) out.names.emplace_back(unquoted(text));
    }
    for (const Trivia& each : trivia(source, tokens))
        for (const Comment& comment : each.comments)
            out.comments.push_back(comment.text);
    std::sort(out.names.begin(), out.names.end());
    std::sort(out.comments.begin(), out.comments.end());
    return out;
}

/// Everything that must stay, or nothing if the file has errors.
struct Meaning {
    std::string tree;
    Kept kept;

    bool operator==(const Meaning&) const = default;
};

std::optional<Meaning> meaning(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics) {
    const ast::File tree = parse(sources, file, diagnostics);
    if (diagnostics.has_errors()) return {};
    Diagnostics said_already;
    return Meaning{dump(tree, Parens::LeftOut),
                   kept(sources.file(file), lex(sources.file(file), file, said_already))};
}

/// For a report of our fault: the errors that formatting made, or the first line of the tree that it changed.
std::string what_changed(const Meaning& before, const std::optional<Meaning>& after,
                         const Diagnostics& diagnostics, const Sources& sources) {
    const std::string head = "formatting would change what the file says";
    if (!after) return head + "\n" + render_text(diagnostics, sources, Lang::En);
    if (before.tree == after->tree) return head + ": its names or comments";
    const auto differs =
        std::mismatch(before.tree.begin(), before.tree.end(), after->tree.begin(), after->tree.end());
    const auto line = [](const std::string& text, std::string::const_iterator at) {
        const auto place = static_cast<std::size_t>(at - text.begin());
        const std::size_t begin = place == 0 ? 0 : text.rfind('\n', place - 1) + 1;
        return text.substr(begin, text.find('\n', place) - begin);
    };
    return fmt::format("{}: {} became {}", head, line(before.tree, differs.first),
                       line(after->tree, differs.second));
}

}  // namespace

std::optional<std::string> format(const Sources& sources, std::uint32_t file, std::optional<Skin> skin,
                                  Diagnostics& diagnostics) {
    const std::optional<Meaning> before = meaning(sources, file, diagnostics);
    if (!before) return {};
    const SourceFile& source = sources.file(file);
    Diagnostics said_already;
    const Tokens tokens = lex(source, file, said_already);
    const Outline outlined = outline(tokens, source.text);
    const std::vector<Trivia> between = trivia(source, tokens);
    FmtPrinter printer(source, tokens, outlined, between, skin);
    const std::vector<Piece> pieces = printer.pieces();
    std::string text = lay_out(pieces, printer.at_end());

    Sources again;
    Diagnostics none;
    const std::uint32_t formatted = again.add(source.path, text);
    const std::optional<Meaning> after = meaning(again, formatted, none);
    if (!after || *after != *before) fault(what_changed(*before, after, none, again));
    return text;
}

}  // namespace tenet::compiler
