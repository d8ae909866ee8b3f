#pragma once

#include "compiler/ast.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What may cite a source.
enum class CitingKind : std::uint8_t {
    Policy,
    Fact,
    Define,
    Output,
    Table,
    Param,
    Choice,
    Group,
    Record,
    Assume,
    Note,
    Decision,
    Requirement,
    Calendar,
    Test,
};

/// One declaration that may cite, with what it is called; of a note, an assume and a requirement without an id the name is empty.
struct Citing {
    CitingKind kind = CitingKind::Policy;
    const ast::Name* name = nullptr;   ///< may be null
    const ast::Text* label = nullptr;  ///< may be null
    Span span;
    const std::vector<ast::Citation>* citations = nullptr;
    std::string_view title;  ///< of a test, which has neither
};

/// All declarations of a file and of those it uses that cite something, in their order; each points into the tree.
std::vector<Citing> citing_rules(const ast::File& file);

}  // namespace tenet::compiler
