#include "compiler/batch_rows.hpp"

#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tenet::compiler {
namespace {

/// A row without its line end.
std::string_view without_end(std::string_view whole) {
    if (whole.ends_with('\n')) whole.remove_suffix(1);
    if (whole.ends_with('\r')) whole.remove_suffix(1);
    return whole;
}

/// A row of cells with nothing in them, as spreadsheets write below the last one.
bool is_empty(RowFormat format, std::string_view whole) {
    const std::string_view row = without_end(whole);
    return format == RowFormat::Csv && row.find(',') != std::string_view::npos &&
           row.find_first_not_of(", \t") == std::string_view::npos;
}

bool is_blank(RowFormat format, std::string_view whole) {
    if (is_empty(format, whole)) return true;
    if (format == RowFormat::Csv) return without_end(whole).empty();
    return whole.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::uint64_t lines_in(std::string_view text) {
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

/// The place behind the next line end, or behind that of the next record.
std::size_t next_end(RowFormat format, CsvEnds& ends, std::string_view text, std::size_t from) {
    if (format == RowFormat::Csv) return ends.next(text, from);
    const std::size_t at = text.find('\n', from);
    return at == std::string_view::npos ? at : at + 1;
}

}  // namespace

bool Rows::next(Row& row) {
    while (at_ < text_.size()) {
        const std::size_t end = std::min(next_end(format_, ends_, text_, at_), text_.size());
        row.whole = text_.substr(at_, end - at_);
        row.text = without_end(row.whole);
        row.line = line_;
        line_ += lines_in(row.whole);
        at_ = end;
        if (!is_blank(format_, row.whole)) return true;
    }
    return false;
}

/// Reads one more block; false at the end or after an error.
bool RowReader::fill() {
    if (ended_ || error_) return false;
    Result<std::size_t> got = stream_.read(buffer_, chunk_bytes);
    if (!got) {
        error_ = std::move(got.error);
        return false;
    }
    read_ += *got.value;
    ended_ = *got.value == 0;
    return !ended_;
}

std::string_view RowReader::head() {
    while (buffer_.size() < byte_order_mark.size() && fill()) {
    }
    had_mark_ = buffer_.starts_with(byte_order_mark);
    if (had_mark_) buffer_.erase(0, byte_order_mark.size());
    if (buffer_.empty()) fill();
    return buffer_;
}

/// Moves over one more row that is in the buffer as a whole; the last one needs no line end.
bool RowReader::find_end() {
    std::size_t end = next_end(format_, ends_, buffer_, scanned_);
    if (end == std::string::npos) {
        scanned_ = buffer_.size();
        if (!ended_ || begin_ == buffer_.size()) return false;
        end = buffer_.size();
    }
    const std::string_view whole = std::string_view(buffer_).substr(begin_, end - begin_);
    if (!is_blank(format_, whole)) ++rows_;
    if (is_empty(format_, whole)) ++empty_;
    begin_ = scanned_ = end;
    return true;
}

std::string RowReader::header(std::uint64_t& line) {
    for (;;) {
        const bool found = find_end();
        std::string row = buffer_.substr(0, begin_);
        if (found) {
            buffer_.erase(0, begin_);
            begin_ = scanned_ = 0;
            line = line_;
            line_ += lines_in(row);
            if (rows_ == 0) continue;
            rows_ = 0;
            return row;
        }
        if (error_ || (ended_ && begin_ == buffer_.size())) return {};
        if (buffer_.size() > row_bytes) break;
        fill();
    }
    error_ = WorldError{path_, fmt::format("the header has more than {} MiB", row_bytes >> 20U),
                        fmt::format("表头超过 {} MiB", row_bytes >> 20U), true};
    return {};
}

bool RowReader::next(RowChunk& chunk) {
    while (!error_) {
        while (begin_ < chunk_bytes && find_end()) {
        }
        if (begin_ >= chunk_bytes || (ended_ && begin_ == buffer_.size())) {
            if (begin_ == 0) return false;
            hand_over(chunk);
            return true;
        }
        if (buffer_.size() - begin_ > row_bytes) {
            const std::uint64_t line = line_ + lines_in(std::string_view(buffer_).substr(0, begin_));
            error_ = too_long(line);
            break;
        }
        fill();
    }
    return false;
}

WorldError RowReader::too_long(std::uint64_t line) const {
    const std::size_t most = row_bytes >> 20U;
    if (format_ == RowFormat::Lines)
        return {path_, fmt::format("line {} has more than {} MiB; write one object a line", line, most),
                fmt::format("第 {} 行超过 {} MiB；请每行写一个对象", line, most), true};
    return {path_,
            fmt::format("the row that begins in line {} has more than {} MiB; is a quotation mark "
                        "not closed?",
                        line, most),
            fmt::format("从第 {} 行开始的一行超过 {} MiB；是不是漏了右引号？", line, most), true};
}

void RowReader::hand_over(RowChunk& chunk) {
    chunk.text.assign(buffer_, 0, begin_);
    chunk.first_line = line_;
    chunk.first_row = row_;
    chunk.rows = rows_;
    chunk.empty = std::exchange(empty_, 0);
    chunk.read_bytes = read_ - (buffer_.size() - begin_);
    line_ += lines_in(chunk.text);
    row_ += rows_;
    rows_ = 0;
    buffer_.erase(0, begin_);
    scanned_ -= begin_;
    begin_ = 0;
}

}  // namespace tenet::compiler
