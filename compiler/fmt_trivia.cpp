#include "compiler/fmt_piece.hpp"

#include <algorithm>
#include <cstddef>

namespace tenet::compiler {

namespace {

constexpr std::string_view wide_hash = "＃";

/// Takes what stands between two tokens apart: blanks, stops that say nothing, line ends and comments.
Trivia between(std::string_view text, std::size_t begin, std::size_t end) {
    Trivia out;
    std::size_t breaks = 0;
    const auto few = [](std::size_t count) {
        return static_cast<std::uint8_t>(std::min<std::size_t>(count, 2));
    };
    for (std::size_t at = begin; at < end; ++at) {
        const std::string_view rest = text.substr(at, end - at);
        if (text[at] == '\n') ++breaks;
        const bool wide = rest.starts_with(wide_hash);
        if (text[at] != '#' && !wide) continue;
        std::string_view comment = rest.substr(0, rest.find('\n'));
        const std::size_t length = comment.size();
        if (wide) comment.remove_prefix(wide_hash.size());
        const bool indented = at > 0 && text[at - 1] != '\n';
        std::string written = (wide ? "#" : "") + std::string(comment);
        written.erase(written.find_last_not_of(" \t\r") + 1);
        out.comments.push_back({std::move(written), few(breaks), indented});
        breaks = 0;
        at += length - 1;
    }
    out.breaks = few(breaks);
    return out;
}

}  // namespace

std::vector<Trivia> trivia(const SourceFile& source, const Tokens& tokens) {
    std::vector<Trivia> out(tokens.kinds.size());
    std::size_t past = 0;
    for (std::size_t i = 0; i < tokens.kinds.size(); ++i) {
        const Token& place = tokens.places[i];
        const bool is_end = tokens.kind(i) == Kind::End;
        if (place.begin == place.end && !is_end) continue;  // a mark
        out[i] = between(source.text, past, place.begin);
        past = place.end;
    }
    return out;
}

}  // namespace tenet::compiler
