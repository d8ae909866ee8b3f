#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The values of some members of a JSON object, as they stand there: nothing that passes through a number type loses digits. The
/// text is valid JSON, without blanks around it; `values` has a place for each name, which stays as it is where there is no such member.
void find_members(std::string_view object, const std::vector<std::string>& names,
                  std::vector<std::string_view>& values);

/// What such a value says without JSON's quotation marks: the characters of a text, anything else as written.
std::string member_text(std::string_view value);

}  // namespace tenet::compiler
