#include "batch_request.hpp"

namespace decision_service {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Behind the text that begins at `at`, a quotation mark.
std::size_t end_of_text(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return at < text.size() ? at + 1 : text.size();
}

/// Behind the element that begins at `at`: at the comma or bracket of the array that it is in, or at the end.
std::size_t end_of_element(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        switch (text[at]) {
        case '"': at = end_of_text(text, at); continue;
        case '[':
        case '{': ++depth; break;
        case ']':
        case '}':
            if (depth == 0) return at;
            --depth;
            break;
        case ',':
            if (depth == 0) return at;
            break;
        default: break;
        }
        ++at;
    }
    return at;
}

}  // namespace

std::optional<std::vector<std::string_view>> elements_of(std::string_view text, std::size_t most) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    text = trimmed(text);
    if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
    std::vector<std::string_view> elements;
    std::size_t at = 1;
    while (true) {
        const std::size_t end = end_of_element(text, at);
        if (end >= text.size()) return std::nullopt;
        const std::string_view element = trimmed(text.substr(at, end - at));
        const bool last = text[end] == ']';
        if (text[end] == '}' || (last && end + 1 != text.size())) return std::nullopt;
        if (element.empty() && !(last && elements.empty())) return std::nullopt;
        if (!element.empty()) elements.push_back(element);
        if (last || elements.size() == most) return elements;
        at = end + 1;
    }
}

}  // namespace decision_service
