#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace decision_service {

/// The elements of a JSON array, as they stand in the text, without the blanks around them; nothing where it is no array. At most the first `most`. Only its brackets, commas and
/// quotation marks are looked at: whoever reads an element says what is wrong in it.
std::optional<std::vector<std::string_view>> elements_of(std::string_view text, std::size_t most);

}  // namespace decision_service
