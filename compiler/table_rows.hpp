#pragma once

#include "compiler/table.hpp"
#include "compiler/typed.hpp"

/// What the rows of the table carry over from the typed tree beside the meaning: ids, names, texts, citations, places.
namespace tenet::compiler {

/// Both languages of a text; where one is missing that which was written first.
TableText text_of(const ast::Text& text);

/// A table without nodes, decisions, outputs and assumes.
Table header_of(const typed::Module& module);

/// Rows whose nodes are still to be set.
TableRequirement requirement_of(const typed::Requirement& requirement);
TableRemedy remedy_of(const typed::Remedy& remedy);
TableDecision decision_of(const typed::Decision& decision);
TableAssume assume_of(const typed::Assume& assume);
TablePlaceholder placeholder_of(const typed::Placeholder& placeholder, const typed::Type& type);

TableCitation citation_of(const typed::Citation& citation);

TableOutput output_of(const typed::Definition& definition, NodeId value);

}  // namespace tenet::compiler
