#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"
#include "tenet/table_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// So many bytes a file of a table has at most, for the command line.
inline constexpr std::size_t most_table_bytes = std::size_t{256} << 20U;

/// A table that was read from a file: its program, which lies in `words`, and what the command line tells beside it. The table has no
/// nodes, so that there is no proof and no output's reasons to be made of it.
struct ReadTable {
    std::vector<std::uint64_t> words;
    Program program{};
    Table table;
    std::string meaning;  ///< SHA-256 of the policy's meaning, in hexadecimal
};

/// Reads the bytes of a table, which may be any; else says why they cannot be used.
std::unique_ptr<ReadTable> read_table(std::string_view bytes, Arg& complaint);

}  // namespace tenet::compiler
