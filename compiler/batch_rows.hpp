#pragma once

#include "compiler/csv.hpp"
#include "compiler/source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A population's rows as they come from a file or a pipe, some whole ones at a time.
namespace tenet::compiler {

/// A row may be so long, and about so much is handed to a worker at once; in bytes.
inline constexpr std::size_t row_bytes = std::size_t{1} << 24U;
inline constexpr std::size_t chunk_bytes = std::size_t{1} << 16U;

/// How a population is written: a header and a record for each row, or a JSON object a line.
enum class RowFormat : std::uint8_t { Csv, Lines };

/// Some whole rows, with their line ends, and where in the input they stand. Lines and rows count from 1, without the header's
/// row and without blank and empty ones.
struct RowChunk {
    std::string text;
    std::uint64_t first_line = 1, first_row = 1, rows = 0;
    std::uint64_t empty = 0;       ///< rows passed over since the chunk before, of cells with nothing in them
    std::uint64_t read_bytes = 0;  ///< of the input up to here
};

/// One row of a chunk.
struct Row {
    std::string_view whole;  ///< with its line end
    std::string_view text;   ///< without it
    std::uint64_t line = 1;
};

/// Goes over the rows of a text that holds whole ones; blank and empty ones are passed over.
class Rows {
  public:
    Rows(RowFormat format, std::string_view text, std::uint64_t first_line)
        : format_(format), text_(text), line_(first_line) {}
    bool next(Row& row);

  private:
    RowFormat format_;
    std::string_view text_;
    std::uint64_t line_;
    std::size_t at_ = 0;
    CsvEnds ends_;
};

/// Reads the input in chunks, never more of it at a time than a chunk and one row.
class RowReader {
  public:
    RowReader(ByteStream& stream, RowFormat format, std::string path)
        : stream_(stream), format_(format), path_(std::move(path)) {}

    /// The first bytes of the input, without a byte-order mark; to be asked before anything is taken.
    std::string_view head();
    bool had_mark() const { return had_mark_; }
    /// Takes the first row that is not blank; an empty text at the end.
    std::string header(std::uint64_t& line);
    /// Takes some more rows; false at the end, and where `error` says why nothing more can be read.
    bool next(RowChunk& chunk);
    const std::optional<WorldError>& error() const { return error_; }
    /// From another thread: no more is waited for.
    void cancel() { stream_.cancel(); }

  private:
    bool fill();
    bool find_end();
    void hand_over(RowChunk& chunk);
    WorldError too_long(std::uint64_t line) const;

    ByteStream& stream_;
    RowFormat format_;
    std::string path_;
    std::string buffer_;
    CsvEnds ends_;
    std::size_t begin_ = 0;    ///< of the row that is being read
    std::size_t scanned_ = 0;  ///< bytes of the buffer in which the row's end is not
    std::uint64_t line_ = 1, row_ = 1, rows_ = 0, empty_ = 0, read_ = 0;
    bool ended_ = false, had_mark_ = false;
    std::optional<WorldError> error_;
};

}  // namespace tenet::compiler
