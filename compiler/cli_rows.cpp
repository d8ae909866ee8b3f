#include "compiler/cli_rows.hpp"

#include "compiler/batch_worker.hpp"
#include "compiler/cli_output.hpp"
#include "compiler/load.hpp"

#include <algorithm>
#include <thread>

namespace tenet::compiler::cli {

std::string_view HeaderRow::cells() const {
    const std::string_view row = text;
    return row.substr(0, row.find_last_not_of("\r\n") + 1);
}

RowFormat format_of(std::string_view word) { return word == "csv" ? RowFormat::Csv : RowFormat::Lines; }

unsigned jobs_of(const Request& request) {
    return request.jobs != 0 ? request.jobs : std::clamp(std::thread::hardware_concurrency(), 1U, 256U);
}

bool cannot_begin(Console& console, RowReader& reader, const std::string& input, Lang lang) {
    std::string_view head = reader.head();
    head = head.substr(0, head.size() / 2 * 2);
    if (looks_like_utf16(head)) {
        const FactsProblem problem = facts_problem<D::InputNotUtf8>(guess_encoding(head, 0));
        console.err.write(render_text(problem, input, lang));
        return true;
    }
    if (!reader.error()) return false;
    complain(console, lang, *reader.error());
    return true;
}

std::optional<HeaderRow> read_header_row(Console& console, RowReader& reader, const Table& table,
                                         const std::string& input, Lang lang) {
    HeaderRow row;
    row.text = reader.header(row.line);
    if (reader.error()) {
        complain(console, lang, *reader.error());
        return std::nullopt;
    }
    std::string problem;
    if (row.text.empty())
        problem = render_text(facts_problem<D::HeaderMissing>(listed(table.facts)), input, lang);
    else
        problem = encoding_problem(input, lang, row.text, row.line);
    if (problem.empty()) return row;
    console.err.write(problem);
    return std::nullopt;
}

bool tell_of_header(Console& console, const Header& header, const std::string& input, Lang lang) {
    for (const FactsProblem& problem : header.problems)
        console.err.write(render_text(problem, input, lang));
    if (header.advice) complain(console, lang, *header.advice);
    for (const Arg& each : header.complaints)
        complain(console, lang, each);
    return !header.problems.empty() || !header.complaints.empty();
}

}  // namespace tenet::compiler::cli
