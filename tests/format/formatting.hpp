#pragma once

#include "compiler/format.hpp"

#include <optional>
#include <sstream>
#include <string>

namespace tenet::compiler::testing {

/// The text in its layout; what is wrong with it instead if it has errors.
inline std::string formatted(const std::string& text, std::optional<Skin> skin = {}) {
    Sources sources;
    Diagnostics diagnostics;
    const std::uint32_t file = sources.add("test.policy", text);
    if (std::optional<std::string> done = format(sources, file, skin, diagnostics)) return std::move(*done);
    return render_text(diagnostics, sources, Lang::En);
}

inline std::string in_english(const std::string& text) { return formatted(text, Skin::En); }
inline std::string in_chinese(const std::string& text) { return formatted(text, Skin::Zh); }

/// The first line in which two texts differ, as both have it; empty if they are the same.
inline std::string difference(const std::string& a, const std::string& b) {
    if (a == b) return {};
    std::istringstream in_a(a), in_b(b);
    std::string line_a, line_b;
    while (line_a == line_b && (in_a || in_b)) {
        line_a = line_b = "(the end)";
        std::getline(in_a, line_a);
        std::getline(in_b, line_b);
    }
    return "`" + line_a + "`\n`" + line_b + "`\n";
}

}  // namespace tenet::compiler::testing
