#pragma once

#include "tenet/program.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {

/// Zero-terminated texts one after the other, each kept once, found again by their offset.
class StringPool {
  public:
    std::uint32_t add(std::string_view text) {
        const auto [place, fresh] =
            offsets_.try_emplace(std::string(text), static_cast<std::uint32_t>(bytes_.size()));
        if (fresh) bytes_.append(text).push_back('\0');
        return place->second;
    }

    /// The same, or `no_text` for a text that was not given.
    std::uint32_t add_text(std::string_view text) { return text.empty() ? no_text : add(text); }

    std::string take() && { return std::move(bytes_); }

  private:
    std::string bytes_;
    std::unordered_map<std::string, std::uint32_t> offsets_;
};

}  // namespace tenet::compiler
