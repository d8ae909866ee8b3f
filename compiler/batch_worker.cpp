#include "compiler/batch_worker.hpp"

#include "compiler/fault.hpp"
#include "compiler/json_members.hpp"
#include "compiler/load.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace tenet::compiler {
namespace {

void append_number(std::string& out, std::uint64_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

}  // namespace

void BatchTally::count(std::size_t decision, VerdictKind verdict) {
    if (verdicts.size() <= decision) verdicts.resize(decision + 1);
    ++verdicts[decision][static_cast<std::size_t>(verdict)];
}

void BatchTally::add(const BatchTally& other) {
    rows += other.rows;
    refused += other.refused;
    empty += other.empty;
    verdicts.resize(std::max(verdicts.size(), other.verdicts.size()));
    for (std::size_t i = 0; i < other.verdicts.size(); ++i)
        for (std::size_t k = 0; k < other.verdicts[i].size(); ++k)
            verdicts[i][k] += other.verdicts[i][k];
}

std::string encoding_problem(const std::string& input, Lang lang, std::string_view text,
                             std::uint64_t first_line) {
    const std::size_t fault = valid_utf8_prefix(text);
    if (fault == text.size()) return {};
    FactsProblem problem = facts_problem<D::InputNotUtf8>(guess_encoding(text, fault, first_line));
    const std::string_view before = text.substr(0, fault);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    problem.place.line = static_cast<std::uint32_t>(first_line + static_cast<std::uint64_t>(lines));
    return render_text(problem, input, lang);
}

BatchWorker::BatchWorker(const BatchPlan& plan)
    : plan_(plan), program_(plan.policy->program->view()), interpreter_(program_, plan.table()),
      columns_(plan.table(), plan.shown) {}

BatchMade BatchWorker::work(const RowChunk& chunk) {
    made_ = {};
    made_.read_bytes = chunk.read_bytes;
    made_.tally.empty = chunk.empty;
    made_.fatal = encoding_problem(plan_.input, plan_.shown.lang, chunk.text, chunk.first_line);
    if (!made_.fatal.empty()) return std::move(made_);
    number_ = chunk.first_row - 1;
    // Made for each chunk: how many suggestions it has given must not depend on who worked on the chunks before.
    const FactNames names(plan_.table(), {plan_.keep.begin(), plan_.keep.end()});
    if (plan_.from == RowFormat::Csv)
        work_on_cells(chunk, names);
    else
        work_on_lines(chunk, names);
    return std::move(made_);
}

void BatchWorker::work_on_cells(const RowChunk& chunk, const FactNames& names) {
    const CellReader reader(names, plan_.columns);
    Rows rows(plan_.from, chunk.text, chunk.first_line);
    Applicant applicant;
    for (Row row; rows.next(row);) {
        reader.read(row.text, row.line, cells_, applicant);
        kept_.clear();
        for (const std::size_t i : plan_.kept)
            if (!applicant.broken) kept_.push_back(cells_.cells[i].text);
        take(applicant, row);
    }
}

void BatchWorker::work_on_lines(const RowChunk& chunk, const FactNames& names) {
    Rows rows(plan_.from, chunk.text, chunk.first_line);
    read_fact_lines(names, chunk.text, [&](Applicant& applicant, std::string_view line) {
        Row row;
        TENET_CHECK(rows.next(row), "a line is no row");
        const auto before = static_cast<std::uint32_t>(chunk.first_line - 1);
        applicant.place.line += before;
        for (FactsProblem& problem : applicant.problems)
            problem.place.line += before;
        kept_.assign(plan_.keep.size(), {});
        if (!applicant.broken && !plan_.keep.empty()) find_members(line, plan_.keep, kept_);
        take(applicant, row);
    });
}

void BatchWorker::take(const Applicant& applicant, const Row& row) {
    ++number_;
    ++made_.tally.rows;
    if (!applicant.problems.empty()) return refuse(applicant.problems, row);
    if (plan_.to == RowFormat::Csv) return judge_briefly(applicant, row);
    judge_fully(applicant, row);
}

void BatchWorker::refuse(const std::vector<FactsProblem>& problems, const Row& row) {
    ++made_.tally.refused;
    made_.rejected += row.whole;
    if (!row.whole.ends_with('\n')) made_.rejected += '\n';
    if (made_.reports.size() < most_reports) {
        std::string& report = made_.reports.emplace_back();
        for (const FactsProblem& problem : problems)
            report += render_text(problem, plan_.input, plan_.shown.lang);
    }
    if (plan_.to == RowFormat::Csv) return;
    begin_object();
    end_object(problems_json(plan_.table(), problems, plan_.shown));
}

void BatchWorker::judge_briefly(const Applicant& applicant, const Row& row) {
    interpreter_.answer_briefly(applicant.row, plan_.shown.decisions, plan_.shown.outputs, answer_);
    if (answer_.refused()) return judge_fully(applicant, row);
    append_number(made_.out, number_);
    for (const std::string_view each : kept_) {
        made_.out += ',';
        append_csv(made_.out, plan_.from == RowFormat::Csv ? each : member_text(each));
    }
    columns_.append(made_.out, answer_, applicant.row);
    made_.out += '\n';
    for (std::size_t i = 0; i < answer_.decisions.size(); ++i)
        made_.tally.count(i, answer_.decisions[i].verdict);
}

void BatchWorker::judge_fully(const Applicant& applicant, const Row& row) {
    Explained explained = interpreter_.explained(applicant.row);
    if (explained.answer.refused()) {
        TENET_CHECK(explained.answer.refusal.cause == Refusal::Cause::Assume,
                    "facts that were read are out of range");
        return refuse({refusal_problem(plan_.table(), explained, applicant.place)}, row);
    }
    explain_outputs(*plan_.policy->module, *plan_.policy->sources, explained);
    begin_object();
    end_object(result_json(plan_.table(), explained, plan_.shown));
    for (std::size_t i = 0; i < plan_.shown.decisions.size(); ++i)
        made_.tally.count(i, explained.answer.decisions[plan_.shown.decisions[i]].verdict);
}

/// The members that come before those of a result: the row's number and what is carried through.
void BatchWorker::begin_object() {
    JsonWriter json(false);
    json.begin_object();
    json.number("row", number_);
    if (!plan_.keep.empty()) {
        json.key("kept");
        json.begin_object();
        for (std::size_t i = 0; i < kept_.size(); ++i) {
            if (plan_.from == RowFormat::Csv)
                json.text(plan_.keep[i], kept_[i]);
            else if (!kept_[i].empty())
                json.key(plan_.keep[i]), json.number(kept_[i]);
        }
        json.end_object();
    }
    made_.out += json.written();
}

/// The members of an object that is written already, with its line end.
void BatchWorker::end_object(std::string_view members) {
    made_.out += ',';
    made_.out += members.substr(1);
}

}  // namespace tenet::compiler
