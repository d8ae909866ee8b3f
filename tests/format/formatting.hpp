#pragma once

#include "compiler/format.hpp"

#include <optional>
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

}  // namespace tenet::compiler::testing
