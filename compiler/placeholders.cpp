#include "compiler/placeholders.hpp"

#include <array>
#include <iterator>

namespace tenet::compiler {
std::optional<BuiltIn> find_built_in(std::string_view name) {
    for (const auto& [known, built_in] : built_in_rows)
        if (name == std::string_view(known.data(), known.size())) return built_in;
    return std::nullopt;
}

std::span<const std::string_view> built_in_names() {
    static constexpr auto names = [] {
        std::array<std::string_view, std::size(built_in_rows)> all{};
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = {built_in_rows[i].name.data(), built_in_rows[i].name.size()};
        return all;
    }();
    return names;
}

std::vector<MessagePlace> places_of(std::string_view text) {
    std::vector<MessagePlace> places;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open)) {
        if (open + 1 < text.size() && text[open + 1] == '{') {
            open += 2;
            continue;
        }
        const std::size_t close = text.find_first_of("{}", open + 1);
        const bool closed = close != std::string_view::npos && text[close] == '}';
        places.push_back(
            {text.substr(open + 1, closed ? close - open - 1 : std::string_view::npos), open, closed});
        open = closed ? close + 1 : open + 1;
    }
    return places;
}

}  // namespace tenet::compiler
