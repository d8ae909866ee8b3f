#pragma once

#include "compiler/batch_header.hpp"
#include "compiler/batch_rows.hpp"
#include "compiler/cli.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// How commands that read a population begin to.
namespace tenet::compiler::cli {

/// The first row of CSV.
struct HeaderRow {
    std::string text;  ///< with its line end, if it has one
    std::uint64_t line = 1;

    std::string_view cells() const;
};

RowFormat format_of(std::string_view word);

/// How many threads are to work: those asked for, else as many as the machine has.
unsigned jobs_of(const Request& request);

/// Says that the input is UTF-16, which shows before anything is taken apart, or that it cannot be read.
bool cannot_begin(Console& console, RowReader& reader, const std::string& input, Lang lang);

/// Takes the header; nothing where there is none or it cannot be read, which is said. `table` is what it could name.
std::optional<HeaderRow> read_header_row(Console& console, RowReader& reader, const Table& table,
                                         const std::string& input, Lang lang);

/// Says what is wrong with a header; true if anything is.
bool tell_of_header(Console& console, const Header& header, const std::string& input, Lang lang);

}  // namespace tenet::compiler::cli
