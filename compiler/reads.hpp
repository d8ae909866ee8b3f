#pragma once

#include "compiler/ast.hpp"
#include "compiler/dependencies.hpp"
#include "compiler/resolve.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace tenet::compiler {

/// The record whose list this name stands for; nothing if it is no list of a known record.
std::optional<std::uint32_t> record_of_list(const ast::File& file, const Names& names, std::string_view list);

/// True for `count of L where …` and its like, which go over a list.
bool is_aggregate(ast::ExprKind kind);

/// Every unit as messages call it: definitions, params, then fields as `record.field`.
std::vector<Dependent> units_of(const ast::File& file, const Names& names);

/// By unit: which others its expressions mention.
std::vector<std::vector<Dependency>> reads_of(const ast::File& file, const Names& names);

}  // namespace tenet::compiler
