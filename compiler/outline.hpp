#pragma once

#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The rules of the grammar that make a node; see `outline_rules.def`.
enum class OutlineRule : std::uint8_t {
#define RULE(rule, role) rule,
#include "compiler/outline_rules.def"
#undef RULE
};

/// How the formatter treats what a rule has matched; the head of `outline_rules.def` says what each means.
enum class Role : std::uint8_t {
    Statement,
    Inner,
    Block,
    Text,
    Form,
    Splice,
    Name,
    Number,
    Length,
    Most,
    Day,
    Quoted,
    Paragraph,
    Places,
    Separator,
    CellOr,
};

constexpr Role outline_roles[] = {
#define RULE(rule, role) Role::role,
#include "compiler/outline_rules.def"
#undef RULE
};

constexpr Role role(OutlineRule rule) { return outline_roles[static_cast<std::size_t>(rule)]; }

/// What one rule has matched: tokens, of which the children take some.
struct OutlineNode {
    OutlineRule rule;
    std::uint32_t first, end;             ///< tokens, marks among them
    std::vector<std::uint32_t> children;  ///< in their order
};

/// A file as the grammar reads it, with every token in its place. `nodes` holds children before their parents.
struct Outline {
    std::vector<OutlineNode> nodes;
    std::vector<std::uint32_t> statements;
};

/// The outline of a file that parses without errors.
Outline outline(const Tokens& tokens, std::string_view text);

}  // namespace tenet::compiler
