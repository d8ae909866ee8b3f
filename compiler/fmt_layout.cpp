#include "compiler/display.hpp"
#include "compiler/fmt_piece.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tenet::compiler {

namespace {

constexpr std::uint32_t block_indent = 2;

/// Text of a line up to where a column begins.
struct LaidCell {
    std::string text;
    std::uint8_t column = 0;
    std::size_t blanks = 0;  ///< before it
};

struct LaidLine {
    std::uint32_t indent = 0;
    std::vector<LaidCell> cells;  ///< none: a comment, or nothing
    std::string comment;
    std::size_t comment_blanks = 2;
    bool blank_before = false;
    RowKind row = RowKind::None;

    std::size_t width(std::size_t cell_count) const {
        std::size_t out = indent;
        for (std::size_t i = 0; i < cell_count; ++i)
            out += cells[i].blanks + display_width(std::string_view(cells[i].text));
        return out;
    }
    bool is_comment() const { return cells.empty(); }
};

/// Puts pieces on lines.
class LaidLines {
  public:
    void add(const Piece& piece) {
        break_lines(piece.before, piece.indent);
        if (lines_.empty()) begin_line(false);
        LaidLine& line = lines_.back();
        const bool begins = line.cells.empty();
        if (begins) line.indent = piece.indent, line.row = piece.row;
        const bool joined = begins || piece.joins_before || joins_after_;
        if (begins || piece.column != 0)
            line.cells.push_back({"", piece.column, joined ? 0U : 1U});
        else if (!joined)
            line.cells.back().text += ' ';
        line.cells.back().text += piece.text;
        joins_after_ = piece.joins_after;
    }

    std::vector<LaidLine> finish(const Trivia& at_end) {
        for (const Comment& comment : at_end.comments)
            add(comment, comment.indented ? block_indent : 0);
        return std::move(lines_);
    }

  private:
    void begin_line(bool blank_before) {
        lines_.emplace_back();
        lines_.back().blank_before = blank_before && lines_.size() > 1;
    }

    void add(const Comment& comment, std::uint32_t indent) {
        if (comment.breaks == 0 && !lines_.empty() && lines_.back().comment.empty()) {
            lines_.back().comment = comment.text;
            return;
        }
        begin_line(comment.breaks > 1);
        lines_.back().indent = indent;
        lines_.back().comment = comment.text;
    }

    void break_lines(const Trivia& before, std::uint32_t indent) {
        for (const Comment& comment : before.comments)
            add(comment, indent == 0 && comment.indented && !lines_.empty() ? block_indent : indent);
        if (!before.empty() && !lines_.empty()) begin_line(before.breaks > 1);
    }

    std::vector<LaidLine> lines_;
    bool joins_after_ = false;
};

/// Pads the rows of a group so that each of their columns begins at one place.
void align(const std::vector<LaidLine*>& rows) {
    std::vector<std::uint8_t> columns;
    for (const LaidLine* row : rows)
        for (const LaidCell& cell : row->cells)
            if (cell.column != 0) columns.push_back(cell.column);
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    for (const std::uint8_t column : columns) {
        std::vector<std::pair<LaidLine*, std::size_t>> found;
        std::size_t widest = 0;
        for (LaidLine* row : rows)
            for (std::size_t i = 0; i < row->cells.size(); ++i)
                if (row->cells[i].column == column) {
                    found.emplace_back(row, i);
                    widest = std::max(widest, row->width(i) + row->cells[i].blanks);
                    break;  // a row may cite twice: the first begins the column
                }
        for (const auto& [row, cell] : found)
            row->cells[cell].blanks = widest - row->width(cell);
    }
}

bool is_fact(RowKind row) { return row == RowKind::Fact || row == RowKind::TwinFact; }

/// The rows that stand together with the one at `first`: nothing but what continues them stands between. Facts are
/// together only while each has one line.
std::vector<LaidLine*> group_of(std::vector<LaidLine>& lines, std::size_t first) {
    const RowKind row = lines[first].row;
    std::vector<LaidLine*> out = {&lines[first]};
    for (std::size_t i = first + 1; i < lines.size(); ++i) {
        LaidLine& line = lines[i];
        const bool same = line.row == row && line.indent == lines[first].indent;
        const bool continues = line.indent > lines[first].indent && !is_fact(row);
        if (line.blank_before || line.is_comment() || (!same && !continues)) break;
        if (same) out.push_back(&line);
    }
    // A fact with more lines than one stands alone, wherever in the group it is.
    if (is_fact(row) && out.size() > 1) {
        const std::size_t last = first + out.size() - 1;
        const bool goes_on = last + 1 < lines.size() && lines[last + 1].indent > lines[last].indent &&
                             !lines[last + 1].is_comment();
        if (goes_on) out.pop_back();
    }
    return out;
}

void align_rows(std::vector<LaidLine>& lines) {
    std::vector<bool> done(lines.size(), false);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (done[i] || lines[i].row == RowKind::None) continue;
        const std::vector<LaidLine*> rows = group_of(lines, i);
        for (const LaidLine* row : rows)
            done[static_cast<std::size_t>(row - lines.data())] = true;
        align(rows);
    }
}

/// Comments at the ends of lines that follow each other begin at one place.
void align_comments(std::vector<LaidLine>& lines) {
    const auto trails = [](const LaidLine& line) { return !line.is_comment() && !line.comment.empty(); };
    for (std::size_t i = 0; i < lines.size();) {
        std::size_t end = i, widest = 0;
        while (end < lines.size() && trails(lines[end]) && (end == i || !lines[end].blank_before)) {
            widest = std::max(widest, lines[end].width(lines[end].cells.size()));
            ++end;
        }
        for (std::size_t each = i; each < end; ++each)
            lines[each].comment_blanks = widest + 2 - lines[each].width(lines[each].cells.size());
        i = std::max(end, i + 1);
    }
}

std::string text_of(const std::vector<LaidLine>& lines) {
    std::string out;
    for (const LaidLine& line : lines) {
        if (line.blank_before) out += '\n';
        out.append(line.indent, ' ');
        for (const LaidCell& cell : line.cells)
            out.append(cell.blanks, ' ').append(cell.text);
        if (!line.comment.empty() && !line.is_comment()) out.append(line.comment_blanks, ' ');
        out.append(line.comment).push_back('\n');
    }
    return out;
}

}  // namespace

std::string lay_out(const std::vector<Piece>& pieces, const Trivia& at_end) {
    LaidLines lines;
    for (const Piece& piece : pieces)
        lines.add(piece);
    std::vector<LaidLine> laid = lines.finish(at_end);
    align_rows(laid);
    align_comments(laid);
    return text_of(laid);
}

}  // namespace tenet::compiler
