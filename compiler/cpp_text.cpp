#include "compiler/cpp_text.hpp"

#include "compiler/utf8.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <limits>
#include <string>

namespace tenet::compiler {
namespace {

constexpr std::string_view reserved_names[] = {
#define RESERVED(name) name,
#include "compiler/cpp_reserved.def"
#undef RESERVED
};
static_assert(std::is_sorted(std::begin(reserved_names), std::end(reserved_names)));

constexpr std::string_view global_names[] = {
#define GLOBAL(name) name,
#include "compiler/cpp_globals.def"
#undef GLOBAL
};
static_assert(std::is_sorted(std::begin(global_names), std::end(global_names)));

/// What spelled-out names begin with; a name that begins so by itself is spelled out too.
constexpr std::string_view escape_prefix = "esc_";

constexpr bool lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool upper(char c) { return c >= 'A' && c <= 'Z'; }

bool reserved(std::string_view name) {
    return std::binary_search(std::begin(reserved_names), std::end(reserved_names), name);
}

/// A name may stay as it is if it cannot be a keyword, a macro, a type or a name of the implementation.
bool ordinary(std::string_view name) {
    if (name.empty() || !lower(name.front()) || name.starts_with(escape_prefix)) return false;
    if (name.find("__") != std::string_view::npos) return false;
    if (!std::all_of(name.begin(), name.end(),
                     [](char c) { return lower(c) || digit(c) || upper(c) || c == '_'; }))
        return false;
    return !reserved(name);
}

/// Small letters and digits in parts joined by single `_`, the first part led by a letter.
bool snake_case(std::string_view name) {
    if (name.empty() || !lower(name.front()) || name.back() == '_' || name.starts_with(escape_prefix))
        return false;
    if (name.find("__") != std::string_view::npos) return false;
    return std::all_of(name.begin(), name.end(), [](char c) { return lower(c) || digit(c) || c == '_'; });
}

/// Macros with small letters in them begin with two capitals, as PRIu64 and SYS_read do, unless they are listed.
bool may_be_macro(std::string_view camel) { return camel.size() == 1 || !lower(camel[1]) || reserved(camel); }

/// INVARIANT: the snake case can be read back, since a capital begins a part and `_` stands only before a part that begins
/// with a digit.
std::string camel_case(std::string_view name) {
    std::string text;
    bool begins = true;
    for (char c : name) {
        if (begins && digit(c)) text += '_';
        if (c != '_') text += begins && lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
        begins = c == '_';
    }
    return text;
}

/// Every byte that is no letter or digit, and the letter Z that marks them, becomes Z and two hexadecimal digits.
std::string spelled_out(std::string_view name) {
    std::string text(escape_prefix);
    for (char c : name) {
        if (lower(c) || digit(c) || (upper(c) && c != 'Z'))
            text += c;
        else
            text += fmt::format("Z{:02x}", static_cast<unsigned char>(c));
    }
    return text;
}

/// A name outside any namespace is taken if the headers of C and of the platform declare it; theirs may end in `_t`.
bool taken(std::string_view name) {
    return name.ends_with("_t") || std::binary_search(std::begin(global_names), std::end(global_names), name);
}

/// A byte between the quotes of a literal: itself, or three octal digits, which no following digit can lengthen.
std::string in_literal(char c) {
    const bool itself = c >= ' ' && c <= '~' && c != '"' && c != '\'' && c != '\\' && c != '?';
    return itself ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<unsigned char>(c));
}

}  // namespace

Cpp cpp_identifier(std::string_view name) {
    return Cpp(ordinary(name) ? std::string(name) : spelled_out(name));
}

Cpp cpp_type_name(std::string_view name) {
    if (!snake_case(name)) return Cpp('E' + spelled_out(name).substr(1));
    const std::string camel = camel_case(name);
    return Cpp(may_be_macro(camel) ? camel + '_' : camel);
}

Cpp cpp_qualified(std::string_view dotted, std::string_view name) {
    return Cpp("::" + cpp_namespace(dotted).text() + "::" + cpp_type_name(name).text());
}

Cpp cpp_guard(std::string_view digest) {
    std::string text = "TENET_TYPE_";
    std::copy_if(digest.begin(), digest.end(), std::back_inserter(text),
                 [](char c) { return lower(c) || digit(c); });
    return Cpp(text);
}

Cpp cpp_namespace(std::string_view dotted) {
    std::string text;
    while (true) {
        const std::size_t dot = dotted.find('.');
        const std::string_view name = dotted.substr(0, dot);
        text += text.empty() && taken(name) ? spelled_out(name) : cpp_identifier(name).text();
        if (dot == std::string_view::npos) return Cpp(text);
        text += "::";
        dotted.remove_prefix(dot + 1);
    }
}

Cpp cpp_string(std::string_view bytes, std::string_view indent) {
    constexpr std::size_t line_bytes = 24;
    std::string text;
    for (std::size_t i = 0; i == 0 || i < bytes.size(); i += line_bytes) {
        text += fmt::format("{}{}\"", i == 0 ? "" : "\n", indent);
        for (char c : bytes.substr(i, line_bytes))
            text += in_literal(c);
        text += '"';
    }
    return Cpp(text);
}

Cpp cpp_message(std::string_view text, std::string_view indent) {
    std::string literal = fmt::format("{}\"", indent);
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = decode_utf8(text, i);
        const char32_t c = next.valid ? next.character : U' ';
        if (c < U' ' || (c >= 0x7F && c < 0xA0))
            literal += ' ';
        else if (c == U'"' || c == U'\\' || c == U'?')
            literal += {'\\', static_cast<char>(c)};
        else if (c < 0x7F)
            literal += static_cast<char>(c);
        else if (c <= 0xFFFF)
            literal += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
        else
            literal += fmt::format("\\U{:08x}", static_cast<std::uint32_t>(c));
        i += next.length;
    }
    return Cpp(literal + '"');
}

Cpp cpp_bytes(std::string_view bytes, std::string_view indent) {
    constexpr std::size_t line_bytes = 24;
    std::string text = "{";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % line_bytes == 0) text += fmt::format("\n{}", indent);
        text += fmt::format("'{}',", in_literal(bytes[i]));
    }
    return Cpp(text + "}");
}

Cpp cpp_number(std::int64_t value) {
    if (value == std::numeric_limits<std::int64_t>::min()) return Cpp("(-9223372036854775807 - 1)");
    return Cpp(std::to_string(value));
}

Cpp cpp_hex(std::uint64_t value) { return Cpp(fmt::format("0x{:016x}ULL", value)); }

}  // namespace tenet::compiler
