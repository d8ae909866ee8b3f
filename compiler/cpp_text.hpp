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
    friend Cpp cpp_type_name(std::string_view name);
    friend Cpp cpp_qualified(std::string_view dotted, std::string_view name);
    friend Cpp cpp_guard(std::string_view digest);
    friend Cpp cpp_string(std::string_view bytes, std::string_view indent);
    friend Cpp cpp_message(std::string_view text, std::string_view indent);
    friend Cpp cpp_bytes(std::string_view bytes, std::string_view indent);
    friend Cpp cpp_number(std::int64_t value);
    friend Cpp cpp_hex(std::uint64_t value);
    friend Cpp cpp_namespace(std::string_view dotted);
};

/// A name as a C++ identifier of ASCII letters, digits and `_`, for members, functions and namespaces. Ordinary names stay
/// as they are; keywords, well-known macros, names with `__` or with a capital in front, and anything else are spelled out
/// behind `esc_`. Different names give different identifiers, and none begins with a capital.
Cpp cpp_identifier(std::string_view name);

/// A name as that of a C++ type or enumerator, which begins with a capital: `onsite_audit` as `OnsiteAudit`, `level_1` as
/// `Level_1`. A `_` follows what could be a macro or is taken by the header; all but snake case is spelled out behind `Esc_`.
/// Different names give different identifiers.
Cpp cpp_type_name(std::string_view name);

/// A type of a policy: `::a::b::OnsiteAudit`.
Cpp cpp_qualified(std::string_view dotted, std::string_view name);

/// The macro that guards what has a digest; of that only digits and small letters are kept.
Cpp cpp_guard(std::string_view digest);

/// `a.b` as `a::b`, each part an identifier, the first none that C or the platform declares.
Cpp cpp_namespace(std::string_view dotted);

/// Bytes as adjacent string literals, one a line: printable ASCII but quotes, `\` and `?`, all else in octal.
Cpp cpp_string(std::string_view bytes, std::string_view indent);

/// UTF-8 as one string literal that compilers show as it reads, in an assertion too: other characters than ASCII by their
/// numbers, which stand for themselves where bytes in octal may not. Control characters become spaces.
Cpp cpp_message(std::string_view text, std::string_view indent);

/// Bytes as a braced list of characters, for pools longer than compilers take in a literal; numbers would narrow where
/// `char` has the other sign.
Cpp cpp_bytes(std::string_view bytes, std::string_view indent);

/// A 64-bit number as an expression of type `long long`; the smallest has no literal of its own.
Cpp cpp_number(std::int64_t value);

/// A 64-bit number as a hexadecimal literal of type `unsigned long long`.
Cpp cpp_hex(std::uint64_t value);

}  // namespace tenet::compiler
