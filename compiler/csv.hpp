#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Comma-separated values as RFC 4180 has them: cells between commas, records between line ends; a cell in double quotes may hold
/// commas, line ends and, written twice, double quotes.
namespace tenet::compiler {

/// Finds where records end. A quotation mark opens a quoted cell only where a cell begins, so that a stray one costs its own line
/// and not all that follows.
class CsvEnds {
  public:
    /// Goes on at `from` and gives the place behind the next record's line end; `npos` where the text ends before. Then the
    /// search goes on in a longer text that begins with this one, from where this one ended.
    std::size_t next(std::string_view text, std::size_t from);
    /// Whether a quoted cell is open.
    bool is_quoted() const { return state_ == State::Quoted; }

  private:
    enum class State : std::uint8_t { Begin, Plain, Quoted, Closed };
    State state_ = State::Begin;
};

/// A cell without its quotation marks, and where in the record it begins.
struct CsvCell {
    std::string_view text;
    std::size_t at = 0;
};

/// The cells of one record, or what is wrong with its quotation marks.
struct CsvRecord {
    enum class Fault : std::uint8_t {
        Nothing,
        MarkInside,  ///< in a cell that does not begin with one
        TextBehind,  ///< something follows the one that closes a cell
        NotClosed,
    };
    std::vector<CsvCell> cells;
    Fault fault = Fault::Nothing;
    std::size_t fault_at = 0;   ///< where in the record
    std::size_t opened_at = 0;  ///< of TextBehind: where its cell begins
    std::string unquoted;       ///< what cells hold in which marks are written twice
};

/// Takes a record without its line end apart; the cells lie in its text or in `out`.
void split_csv(std::string_view record, CsvRecord& out);

/// Appends a cell, in double quotes if it needs them.
void append_csv(std::string& out, std::string_view cell);

}  // namespace tenet::compiler
