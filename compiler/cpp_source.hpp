#pragma once

#include "compiler/cpp_text.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// C++ source in the making.
namespace tenet::compiler {

/// A piece of C++ that stands literally in this program; nothing made at run time converts to it.
struct Own {
    std::string_view text;
    consteval Own(const char* literal) : text(literal) {}
};

inline Own truth(bool value) { return value ? Own("true") : Own("false"); }

/// Collects source. Formats are literals, in which `{}` stands for the next argument and braces are doubled; arguments are
/// numbers, literals, `Cpp` or source, and a plain string does not compile.
class CppSource {
  public:
    /// Adds a line, or several.
    template <std::size_t N, class... Args>
    void put(const char (&format)[N], const Args&... args) {
        const std::string pieces[] = {std::string(), std::string(piece(args))...};
        add_line(std::string_view(format, N - 1), pieces + 1);
    }

    /// Adds what was collected elsewhere.
    void add(const CppSource& other) { text_ += other.text_; }

    const std::string& text() const { return text_; }
    std::string take() && { return std::move(text_); }

  private:
    static const std::string& piece(const Cpp& cpp) { return cpp.text(); }
    static std::string_view piece(Own own) { return own.text; }
    /// Without the end of its last line.
    static std::string_view piece(const CppSource& source) {
        return std::string_view(source.text_).substr(0, source.text_.size() - 1);
    }
    static std::string piece(std::integral auto value) {
        return cpp_number(static_cast<std::int64_t>(value)).text();
    }

    void add_line(std::string_view format, const std::string* pieces);

    std::string text_;
};

}  // namespace tenet::compiler
