#pragma once

#include "compiler/csv.hpp"
#include "compiler/facts.hpp"
#include "compiler/facts_names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The first row of a table, which names its columns.
namespace tenet::compiler {

/// A column of the input: the fact that it holds, if any. Columns that are kept need not be facts.
struct Column {
    std::string name;
    std::uint32_t fact = NameIndex::unknown;
};

/// The columns that a header names, and which of them are kept.
struct Header {
    std::vector<Column> columns;
    std::vector<std::string> keep;  ///< the names that the words of `--keep` mean
    std::vector<std::size_t> kept;  ///< the column of each
    std::vector<FactsProblem> problems;
    std::vector<Arg> complaints;  ///< about names to keep
    std::optional<Arg> advice;    ///< how to keep all columns that are no facts
};

/// The names that words of `--keep` mean: one of `columns` as it is, else names between commas.
std::vector<std::string> kept_names(const std::vector<std::string>& words,
                                    const std::vector<std::string_view>& columns);

/// What to say where a name is kept twice.
std::optional<Arg> kept_twice(const std::vector<std::string>& names);

/// Reads the header, the first row, which begins in `line`. A name that is neither a fact's nor kept is a problem; `keep` are words
/// of `--keep`.
Header read_header(const FactNames& names, std::string_view row, std::uint64_t line,
                   const std::vector<std::string>& keep);

/// Sets the place of a problem in a row that begins in `line`.
void set_place(FactsProblem& problem, std::string_view row, std::uint64_t line, std::size_t at);

/// What is wrong with the quotation marks of a row that begins in `line`, with its place.
FactsProblem quote_problem(const CsvRecord& cells, std::string_view row, std::uint64_t line);

}  // namespace tenet::compiler
