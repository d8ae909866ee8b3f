#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"

#include <cstddef>
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

/// What such a declaration is called: in English as JSON writes it.
std::string_view word_of(CitingKind kind, Lang lang);

/// One declaration that may cite, with what it is called; of a note, an assume and a requirement without an id the name is empty.
struct Citing {
    CitingKind kind = CitingKind::Policy;
    const ast::Name* name = nullptr;   ///< may be null
    const ast::Text* label = nullptr;  ///< may be null
    Span span;
    const std::vector<ast::Citation>* citations = nullptr;
    std::string_view title;  ///< of a test, which has neither
};

/// Whether the citation at this place of a statement stands on the line of one of its cases, and is that one's alone.
template <class Cases>
bool is_of_a_case(const Cases& cases, std::size_t citation) {
    for (const auto& each : cases)
        if (citation >= each.citations.first && citation - each.citations.first < each.citations.count)
            return true;
    return false;
}

/// All declarations of a file and of those it uses that cite something, in their order; each points into the tree.
std::vector<Citing> citing_rules(const ast::File& file);

}  // namespace tenet::compiler
