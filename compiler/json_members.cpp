#include "compiler/json_members.hpp"

#include "compiler/facts_syntax.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tenet::compiler {
namespace {

/// Takes one value and gives its text.
std::string_view take_value(std::string_view text, TokenCursor& cursor) {
    const std::size_t begin = cursor.take();
    int depth = text[begin] == '{' || text[begin] == '[' ? 1 : 0;
    while (depth > 0) {
        const char c = text[cursor.take()];
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
    }
    return text.substr(begin, cursor.end() - begin);
}

}  // namespace

void find_members(std::string_view object, const std::vector<std::string>& names,
                  std::vector<std::string_view>& values) {
    if (!object.starts_with('{')) return;
    TokenCursor cursor(object);
    cursor.take();
    for (;;) {
        const std::size_t at = cursor.take();
        if (at >= object.size() || object[at] == '}') return;
        const std::string name = member_text(cursor.token(at));
        const std::string_view value = take_value(object, cursor);
        const auto found = std::find(names.begin(), names.end(), name);
        if (found != names.end()) values[static_cast<std::size_t>(found - names.begin())] = value;
    }
}

std::string member_text(std::string_view value) {
    if (!value.starts_with('"')) return std::string(value);
    if (value.find('\\') == std::string_view::npos) return std::string(value.substr(1, value.size() - 2));
    return nlohmann::json::parse(value).get<std::string>();
}

}  // namespace tenet::compiler
