#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// The only place where words of a policy author become C++.
namespace tenet::compiler {

/// C++ source that is known to be one token, or a list of string literals; made here and nowhere else, so that the
/// back end cannot paste an author's words into code by accident.
class Cpp {
  public:
    const std::string& text() const { return text_; }

  private:
    explicit Cpp(std::string text) : text_(std::move(text)) {}
    std::string text_;

    friend Cpp cpp_identifier(std::string_view name);
    friend Cpp cpp_string(std::string_view bytes, std::string_view indent);
    friend Cpp cpp_bytes(std::string_view bytes, std::string_view indent);
    friend Cpp cpp_number(std::int64_t value);
    friend Cpp cpp_hex(std::uint64_t value);
    friend Cpp cpp_namespace(std::string_view dotted);
};

/// A name as a C++ identifier of ASCII letters, digits and `_`. Ordinary names stay as they are; keywords, well-known
/// macros, names with `__` or with two capitals in front, and anything else are spelled out behind `esc_`. Different
/// names give different identifiers.
Cpp cpp_identifier(std::string_view name);

/// `a.b` as `a::b`, each part an identifier, the first none that C or the platform declares.
Cpp cpp_namespace(std::string_view dotted);

/// Bytes as adjacent string literals, one a line: printable ASCII but quotes, `\` and `?`, all else in octal.
Cpp cpp_string(std::string_view bytes, std::string_view indent);

/// Bytes as a braced list of characters, for pools longer than compilers take in a literal; numbers would narrow where
/// `char` has the other sign.
Cpp cpp_bytes(std::string_view bytes, std::string_view indent);

/// A 64-bit number as an expression of type `long long`; the smallest has no literal of its own.
Cpp cpp_number(std::int64_t value);

/// A 64-bit number as a hexadecimal literal of type `unsigned long long`.
Cpp cpp_hex(std::uint64_t value);

}  // namespace tenet::compiler
