#pragma once

#include "tenet/result_words.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// The places `{NAME}` of messages; `{{` is a brace.
namespace tenet::compiler {

/// The built-in of this name, `actual` or `实有`; a declared name goes before it.
std::optional<BuiltIn> find_built_in(std::string_view name);

/// The names of all built-ins, in both languages.
std::span<const std::string_view> built_in_names();

/// One place of a text.
struct MessagePlace {
    std::string_view name;  ///< between the braces; to the end of the text if the place is open
    std::size_t begin = 0;  ///< of its brace in the text
    bool closed = true;
};

/// Every place of a text, in order; doubled braces are none.
std::vector<MessagePlace> places_of(std::string_view text);

}  // namespace tenet::compiler
