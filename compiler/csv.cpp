#include "compiler/csv.hpp"

#include <algorithm>

namespace tenet::compiler {

std::size_t CsvEnds::next(std::string_view text, std::size_t from) {
    for (std::size_t at = from; at < text.size(); ++at) {
        const char c = text[at];
        if (state_ == State::Quoted) {
            if (c == '"') state_ = State::Closed;
        } else if (c == '\n') {
            state_ = State::Begin;
            return at + 1;
        } else if (c == ',') {
            state_ = State::Begin;
        } else if (c == '"' && state_ != State::Plain) {
            state_ = State::Quoted;
        } else {
            state_ = State::Plain;
        }
    }
    return std::string_view::npos;
}

namespace {

/// Takes one record apart.
class Splitter {
  public:
    Splitter(std::string_view record, CsvRecord& out) : record_(record), out_(out) {}

    void run() {
        do
            take_cell();
        while (out_.fault == CsvRecord::Fault::Nothing && take_comma());
    }

  private:
    bool take_comma() {
        if (at_ >= record_.size()) return false;
        ++at_;
        return true;
    }

    void take_cell() {
        if (at_ < record_.size() && record_[at_] == '"') return take_quoted();
        const std::size_t end = std::min(record_.find(',', at_), record_.size());
        const std::string_view cell = record_.substr(at_, end - at_);
        if (const std::size_t mark = cell.find('"'); mark != std::string_view::npos)
            return fail(CsvRecord::Fault::MarkInside, at_ + mark);
        out_.cells.push_back({cell, at_});
        at_ = end;
    }

    void take_quoted() {
        const std::size_t begin = at_++, kept = out_.unquoted.size();
        bool doubled = false;
        for (std::size_t from = at_;; from = at_) {
            at_ = record_.find('"', from);
            if (at_ == std::string_view::npos) return fail(CsvRecord::Fault::NotClosed, begin);
            ++at_;
            const bool again = at_ < record_.size() && record_[at_] == '"';
            const std::string_view piece = record_.substr(from, at_ - from - (again ? 0 : 1));
            if (!again && !doubled) {
                out_.cells.push_back({piece, begin});
                break;
            }
            out_.unquoted += piece;
            doubled = true;
            if (again) {
                ++at_;
                continue;
            }
            out_.cells.push_back({std::string_view(out_.unquoted).substr(kept), begin});
            break;
        }
        if (at_ >= record_.size() || record_[at_] == ',') return;
        out_.opened_at = begin;
        fail(CsvRecord::Fault::TextBehind, at_);
    }

    void fail(CsvRecord::Fault fault, std::size_t at) {
        out_.fault = fault;
        out_.fault_at = at;
    }

    std::string_view record_;
    CsvRecord& out_;
    std::size_t at_ = 0;
};

}  // namespace

void split_csv(std::string_view record, CsvRecord& out) {
    out.cells.clear();
    out.fault = CsvRecord::Fault::Nothing;
    out.unquoted.clear();
    out.unquoted.reserve(record.size());  // cells point into it, so that it must not move
    Splitter(record, out).run();
}

void append_csv(std::string& out, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

}  // namespace tenet::compiler
