#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tenet::compiler {

/// What the names of one file stand for. Facts, defines, outputs and decisions share one space; a name and its
/// twin both refer.
struct Names {
    /// `File::facts[index]` and so on, by the kind.
    struct Entry {
        ast::ItemKind kind = ast::ItemKind::Fact;
        std::uint32_t index = 0;
    };

    std::unordered_map<std::string_view, Entry> entries;
    std::vector<std::uint32_t>
        order;  ///< definitions, each after those it reads; those in a cycle are left out
    std::optional<std::uint32_t> as_of;  ///< the fact that `as of` names

    const Entry* find(std::string_view name) const {
        const auto found = entries.find(name);
        return found == entries.end() ? nullptr : &found->second;
    }
};

/// Finds what every name stands for. Reports clashes, unknown names, decisions used as values, definitions that
/// read themselves, and an `as of` that names no fact.
Names resolve(const ast::File& file, Diagnostics& diagnostics);

}  // namespace tenet::compiler
