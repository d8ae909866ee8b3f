#include "compiler/batch_header.hpp"

#include "compiler/digits.hpp"
#include "compiler/display.hpp"
#include "compiler/facts_syntax.hpp"
#include "compiler/facts_value.hpp"
#include "compiler/suggest.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {
namespace {

constexpr std::string_view commas[] = {",", "，", "、"};

/// The next of some separators, and its length; the end of the text if there is none.
std::pair<std::size_t, std::size_t> find_comma(std::string_view text) {
    std::pair<std::size_t, std::size_t> first{text.size(), 0};
    for (const std::string_view comma : commas)
        if (const std::size_t at = text.find(comma); at < first.first) first = {at, comma.size()};
    return first;
}

/// A word as a shell takes it: in quotes where it has blanks or signs in it.
std::string shell_word(std::string_view word) {
    const bool plain = std::all_of(word.begin(), word.end(), [](char c) {
        return ascii_alnum(c) || (static_cast<unsigned char>(c) & 0x80U) != 0 || c == '-' || c == '.' ||
               c == ',';
    });
    if (plain && !word.empty()) return std::string(word);
    std::string out = "'";
    for (const char c : word)
        out += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
    return out + "'";
}

/// The options that keep these columns: a name with a comma in it has one to itself.
std::string keep_options(const std::vector<std::string>& names) {
    std::string together, apart;
    for (const std::string& name : names) {
        if (find_comma(name).second != 0)
            apart += " --keep " + shell_word(name);
        else
            together += (together.empty() ? "" : ",") + name;
    }
    if (together.empty()) return apart.substr(1);
    return "--keep " + shell_word(together) + apart;
}

/// What separates the cells of a header that has no commas, if anything else does.
std::optional<Arg> other_separator(std::string_view row) {
    if (row.find('\t') != std::string_view::npos) return Arg("tabs", "制表符");
    if (row.find(';') != std::string_view::npos) return Arg("semicolons", "分号");
    return {};
}

/// Whether lines end in CR alone: then the whole file has become one row.
bool has_bare_returns(std::string_view row) {
    bool quoted = false;
    for (const char c : row) {
        if (c == '"') quoted = !quoted;
        if (c == '\r' && !quoted) return true;
    }
    return false;
}

/// Reads a header column by column.
class HeaderReader {
  public:
    HeaderReader(const FactNames& names, Header& out) : names_(names), out_(out) {}

    /// What is wrong with the next column's name, if anything is.
    std::optional<FactsProblem> add(std::size_t number, const Column& column) {
        const std::string& name = column.name;
        const auto [seen, is_new] = seen_.emplace(name, number);
        std::string* const first = column.fact == NameIndex::unknown ? nullptr : &given_[column.fact];
        const bool twin = is_new && first != nullptr && !first->empty();
        if (first != nullptr && first->empty()) *first = name;
        if (name.empty()) return facts_problem<D::ColumnUnnamed>(number);
        const std::string shown = shortened(name, 64);
        if (!is_new) return facts_problem<D::ColumnTwice>(shown, seen->second, number);
        if (twin) return facts_problem<D::FactTwiceTwin>(shortened(*first, 64), shown);
        if (column.fact != NameIndex::unknown || is_kept(name) || names_.is_not_needed(name)) return {};
        extra_.push_back(name);
        FactsProblem problem = facts_problem<D::ColumnUnknown>(shown, listed(names_.table().facts),
                                                               shell_word(shortened(name, 64)));
        problem.problem.suggestion = names_.suggestion(names_.facts(), name);
        return problem;
    }

    void find_kept(const std::vector<std::string_view>& all) {
        for (const std::string& name : out_.keep) {
            const auto found = std::find(all.begin(), all.end(), name);
            if (found == all.end())
                complain(name, all);
            else
                out_.kept.push_back(static_cast<std::size_t>(found - all.begin()));
        }
        if (std::optional<Arg> twice = kept_twice(out_.keep)) out_.complaints.push_back(std::move(*twice));
    }

    /// Where there are several, one line that can be copied is worth more than one for each.
    void advise() {
        constexpr std::size_t most = 40;
        if (extra_.size() < 2 || extra_.size() > most) return;
        std::vector<std::string> all;
        for (const std::size_t i : out_.kept)
            all.push_back(out_.columns[i].name);
        all.insert(all.end(), extra_.begin(), extra_.end());
        const std::string options = displayed(keep_options(all));
        out_.advice = Arg(fmt::format("to carry all of these columns through to the results: `{}`", options),
                          fmt::format("要把这些列都原样带到结果中：`{}`", options));
    }

  private:
    bool is_kept(std::string_view name) const {
        return std::find(out_.keep.begin(), out_.keep.end(), name) != out_.keep.end();
    }

    void complain(std::string_view name, const std::vector<std::string_view>& all) {
        const std::string shown = displayed(shortened(name, 200));
        const std::string near = displayed(suggest(name, all));
        out_.complaints.emplace_back(
            fmt::format("--keep: the input has no column `{}`{}", shown,
                        near.empty() ? "" : fmt::format("; did you mean `{}`?", near)),
            fmt::format("--keep：输入中没有列 `{}`{}", shown,
                        near.empty() ? "" : fmt::format("；是不是 `{}`？", near)));
    }

    const FactNames& names_;
    Header& out_;
    std::unordered_map<std::string, std::size_t> seen_;     ///< in which column a name stood first
    std::unordered_map<std::uint32_t, std::string> given_;  ///< by which name a fact was given first
    std::vector<std::string> extra_;                        ///< columns that are no facts
};

/// What keeps a row from being taken apart at its commas, with its place.
std::optional<FactsProblem> shape_problem(const CsvRecord& cells, std::string_view row, std::uint64_t line) {
    std::optional<FactsProblem> problem;
    if (has_bare_returns(row)) {
        problem = facts_problem<D::RowsEndInReturns>();
        set_place(*problem, row, line, 0);
    } else if (cells.fault != CsvRecord::Fault::Nothing) {
        problem = quote_problem(cells, row, line);
    }
    return problem;
}

void add_problem(Header& out, FactsProblem problem, std::string_view row, std::uint64_t line,
                 std::size_t at) {
    if (out.problems.size() > kept_problems) return;
    if (out.problems.size() == kept_problems) problem = facts_problem<D::FactsTooMany>(kept_problems);
    set_place(problem, row, line, at);
    out.problems.push_back(std::move(problem));
}

}  // namespace

std::vector<std::string> kept_names(const std::vector<std::string>& words,
                                    const std::vector<std::string_view>& columns) {
    std::vector<std::string> out;
    for (const std::string& each : words) {
        std::string_view word = trimmed(each);
        if (std::find(columns.begin(), columns.end(), word) != columns.end()) {
            out.emplace_back(word);
            continue;
        }
        while (!word.empty()) {
            const auto [end, length] = find_comma(word);
            if (const std::string_view name = trimmed(word.substr(0, end)); !name.empty())
                out.emplace_back(name);
            word.remove_prefix(end + length);
        }
    }
    return out;
}

std::optional<Arg> kept_twice(const std::vector<std::string>& names) {
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (std::find(names.begin(), name, *name) == name) continue;
        const std::string shown = displayed(shortened(*name, 200));
        return Arg(fmt::format("--keep names `{}` twice", shown),
                   fmt::format("--keep 把 `{}` 写了两次", shown));
    }
    return {};
}

Header read_header(const FactNames& names, std::string_view row, std::uint64_t line,
                   const std::vector<std::string>& keep) {
    Header out;
    CsvRecord cells;
    split_csv(row, cells);
    if (std::optional<FactsProblem> problem = shape_problem(cells, row, line)) {
        out.problems.push_back(std::move(*problem));
        return out;
    }
    std::vector<std::string_view> all;
    for (const CsvCell& cell : cells.cells)
        all.push_back(trimmed(cell.text));
    for (const std::string_view name : all)
        out.columns.push_back({std::string(name), names.facts().find(name)});
    out.keep = kept_names(keep, all);
    HeaderReader reader(names, out);
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::optional<FactsProblem> problem = reader.add(i + 1, out.columns[i]);
        if (!problem) continue;
        const std::optional<Arg> separator = all.size() == 1 ? other_separator(all[0]) : std::nullopt;
        if (separator) problem = facts_problem<D::CellsNotAtCommas>(*separator);
        add_problem(out, std::move(*problem), row, line, cells.cells[i].at);
        if (separator) return out;
    }
    reader.find_kept(all);
    reader.advise();
    return out;
}

void set_place(FactsProblem& problem, std::string_view row, std::uint64_t line, std::size_t at) {
    problem.place = PlaceFinder(row).at(at);
    problem.place.line += static_cast<std::uint32_t>(line - 1);
}

FactsProblem quote_problem(const CsvRecord& cells, std::string_view row, std::uint64_t line) {
    FactsProblem out = facts_problem<D::RowQuoteOpen>();
    if (cells.fault == CsvRecord::Fault::MarkInside)
        out = facts_problem<D::RowQuote>(
            Arg("a quotation mark stands inside a cell that does not begin with one",
                "格中有引号，而这一格不以引号开头"));
    if (cells.fault == CsvRecord::Fault::TextBehind) {
        const std::uint64_t opened = line - 1 + PlaceFinder(row).at(cells.opened_at).line;
        const bool same = row.substr(cells.opened_at, cells.fault_at - cells.opened_at).find('\n') ==
                          std::string_view::npos;
        Arg text("something follows the quotation mark that closes a cell", "右引号之后还有内容");
        if (!same)  // the stray mark is seldom the one at which it shows
            text = Arg(fmt::format("{}; the quote opened in line {}", text.en, opened),
                       fmt::format("{}；左引号在第 {} 行", text.zh, opened));
        out = facts_problem<D::RowQuote>(text);
    }
    set_place(out, row, line, cells.fault_at);
    return out;
}

}  // namespace tenet::compiler
