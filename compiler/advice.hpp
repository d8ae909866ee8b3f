#pragma once

#include "compiler/diagnostics.hpp"

#include <cstddef>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What to write, as the help of a message: "write …", "请写 …". What does not begin with a piece to write is a sentence
/// of its own in Chinese and stays as it is.
inline Arg write_this(std::string_view en, std::string_view zh) {
    return {fmt::format("write {}", en), zh.starts_with('`') ? fmt::format("请写 {}", zh) : std::string(zh)};
}
inline Arg write_this(std::string_view both) { return write_this(both, both); }

/// The first few of some names, each between backquotes, and a sign that there are more.
template <class Named, class TextOf>
Arg listed_names(const std::vector<Named>& all, std::size_t most, const TextOf& text_of) {
    Arg out("");
    for (std::size_t i = 0; i < all.size() && i < most; ++i) {
        const std::string_view text = text_of(all[i]);
        out.en.append(i == 0 ? "`" : ", `").append(text).append("`");
        out.zh.append(i == 0 ? "`" : "、`").append(text).append("`");
    }
    return all.size() > most ? Arg(out.en + " …", out.zh + " 等") : out;
}

}  // namespace tenet::compiler
