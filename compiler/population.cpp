#include "compiler/population.hpp"

#include "compiler/batch_cells.hpp"
#include "compiler/batch_worker.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/json_members.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_names.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_values.hpp"
#include "compiler/witness_compare.hpp"

#include <algorithm>
#include <set>

namespace tenet::compiler {
namespace {

bool wanted(const std::vector<std::string>& only, const std::string& id, const std::string& name) {
    return only.empty() || std::find(only.begin(), only.end(), id) != only.end() ||
           std::find(only.begin(), only.end(), name) != only.end();
}

std::uint32_t place_of(const Table& table, const Run& requirements, const std::string& id) {
    for (std::uint32_t k = 0; k < requirements.count; ++k)
        if (table.requirements[requirements.first + k].id == id) return k;
    return typed::no_index;
}

/// The requirements of two versions of a decision, those of the newer first.
std::vector<std::array<std::uint32_t, 2>> requirements_of(const Table& before, const Run& old_run,
                                                          const Table& after, const Run& new_run) {
    std::vector<std::array<std::uint32_t, 2>> all;
    for (std::uint32_t k = 0; k < new_run.count; ++k)
        all.push_back({place_of(before, old_run, after.requirements[new_run.first + k].id), k});
    for (std::uint32_t k = 0; k < old_run.count; ++k)
        if (place_of(after, new_run, before.requirements[old_run.first + k].id) == typed::no_index)
            all.push_back({k, typed::no_index});
    return all;
}

bool contains(const std::vector<std::uint32_t>& places, std::uint32_t place) {
    return std::find(places.begin(), places.end(), place) != places.end();
}

}  // namespace

FactNames PopulationPlan::names(std::size_t version) const {
    FactNames names(table(version), {keep.begin(), keep.end()});
    names.understand(table(1 - version));
    return names;
}

void match_answers(PopulationPlan& plan, const std::vector<std::string>& only) {
    const Table &before = plan.table(0), &after = plan.table(1);
    for (const Subject& subject : subjects_of(before, after)) {
        const std::uint32_t was = subject.index[0], is = subject.index[1];
        if (subject.kind == Subject::Kind::Verdict) {
            const TableDecision &old = before.decisions[was], &now = after.decisions[is];
            if (wanted(only, now.id, now.name) || wanted(only, old.id, old.name))
                plan.decisions.push_back(
                    {subject.index, requirements_of(before, old.requirements, after, now.requirements)});
        }
        if (subject.kind != Subject::Kind::Output) continue;
        const TableOutput &old = before.outputs[was], &now = after.outputs[is];
        if (wanted(only, now.id, now.name) || wanted(only, old.id, old.name))
            plan.outputs.push_back(subject.index);
    }
}

void Flip::add(const Flip& other) {
    count += other.count;
    for (const RowSample& each : other.samples)
        if (samples.size() < most_samples) samples.push_back(each);
}

void PopulationTally::add(const PopulationTally& other) {
    rows += other.rows;
    changed += other.changed;
    unread += other.unread;
    refused += other.refused;
    empty += other.empty;
    decisions.resize(std::max(decisions.size(), other.decisions.size()));
    for (std::size_t i = 0; i < other.decisions.size(); ++i) {
        Decision& own = decisions[i];
        const Decision& its = other.decisions[i];
        for (const auto& [verdicts, flip] : its.flips)
            own.flips[verdicts].add(flip);
        own.same_for_others += its.same_for_others;
        own.requirements.resize(its.requirements.size());
        for (std::size_t k = 0; k < its.requirements.size(); ++k) {
            own.requirements[k].now += its.requirements[k].now;
            own.requirements[k].no_longer += its.requirements[k].no_longer;
        }
    }
    outputs.resize(std::max(outputs.size(), other.outputs.size()));
    for (std::size_t i = 0; i < other.outputs.size(); ++i)
        outputs[i].add(other.outputs[i]);
}

PopulationWorker::PopulationWorker(const PopulationPlan& plan)
    : plan_(plan), programs_{plan.versions[0]->program->view(), plan.versions[1]->program->view()},
      interpreters_{Interpreter(programs_[0], plan.table(0)), Interpreter(programs_[1], plan.table(1))} {
    for (const std::size_t version : {0U, 1U}) {
        for (const SharedDecision& each : plan.decisions)
            decisions_[version].push_back(each.index[version]);
        for (const auto& each : plan.outputs)
            outputs_[version].push_back(each[version]);
    }
}

PopulationMade PopulationWorker::work(const RowChunk& chunk) {
    made_ = {};
    made_.read_bytes = chunk.read_bytes;
    made_.tally.empty = chunk.empty;
    made_.fatal = encoding_problem(plan_.input, plan_.lang, chunk.text, chunk.first_line);
    if (!made_.fatal.empty()) return std::move(made_);
    made_.tally.outputs.resize(plan_.outputs.size());
    for (const SharedDecision& each : plan_.decisions)
        made_.tally.decisions.emplace_back().requirements.resize(each.requirements.size());
    row_count_ = 0;
    if (plan_.from == RowFormat::Csv)
        read_cells(chunk);
    else
        read_lines(chunk);
    number_ = chunk.first_row - 1;
    for (std::size_t i = 0; i < row_count_; ++i)
        compare(rows_[i]);
    return std::move(made_);
}

/// Room for one more row; it is kept from chunk to chunk.
PopulationWorker::Asked& PopulationWorker::next_row() {
    if (row_count_ == rows_.size()) rows_.emplace_back();
    return rows_[row_count_++];
}

void PopulationWorker::read_cells(const RowChunk& chunk) {
    const FactNames old_names = plan_.names(0), new_names = plan_.names(1);
    const std::array<CellReader, 2> readers{CellReader(old_names, plan_.columns[0]),
                                            CellReader(new_names, plan_.columns[1])};
    Rows rows(plan_.from, chunk.text, chunk.first_line);
    CsvRecord cells;
    for (Row row; rows.next(row);) {
        Asked& asked = next_row();
        for (const std::size_t version : {0U, 1U})
            readers[version].read(row.text, row.line, cells, asked.applicants[version]);
        asked.kept.clear();
        for (const std::size_t i : plan_.kept)
            asked.kept.emplace_back(asked.applicants[1].broken ? "" : cells.cells[i].text);
    }
}

void PopulationWorker::read_lines(const RowChunk& chunk) {
    for (const std::size_t version : {0U, 1U}) {
        const FactNames names = plan_.names(version);
        std::size_t place = 0;
        row_count_ = version == 0 ? 0 : row_count_;
        read_fact_lines(names, chunk.text, [&](Applicant& applicant, std::string_view line) {
            Asked& asked = version == 0 ? next_row() : rows_[place++];
            for (FactsProblem& problem : applicant.problems)
                problem.place.line += static_cast<std::uint32_t>(chunk.first_line - 1);
            if (version == 1) {
                std::vector<std::string_view> kept(plan_.keep.size());
                if (!applicant.broken && !kept.empty()) find_members(line, plan_.keep, kept);
                asked.kept.clear();
                for (const std::string_view each : kept)
                    asked.kept.push_back(member_text(each));
            }
            asked.applicants[version] = std::move(applicant);
        });
    }
}

void PopulationWorker::compare(const Asked& asked) {
    ++number_;
    ++made_.tally.rows;
    const auto& applicants = asked.applicants;
    if (!applicants[0].problems.empty() && !applicants[1].problems.empty()) {
        ++made_.tally.unread;
        if (made_.reports.size() < most_reports)
            made_.reports.push_back(render_text(applicants[1].problems.front(), plan_.input, plan_.lang));
        return;
    }
    for (const std::size_t version : {0U, 1U}) {
        refused_[version] = !applicants[version].problems.empty();
        if (refused_[version]) continue;
        interpreters_[version].answer_briefly(applicants[version].row, decisions_[version], outputs_[version],
                                              answers_[version]);
        refused_[version] = answers_[version].refused();
    }
    if (refused_[0] && refused_[1]) {
        ++made_.tally.refused;
        return;
    }
    bool changed = false;
    for (std::size_t i = 0; i < plan_.decisions.size(); ++i)
        changed = compare_decision(i, asked) || changed;
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i)
        changed = compare_output(i, asked) || changed;
    made_.tally.changed += changed ? 1U : 0U;
}

/// True if the verdict is another, or rests on something else.
bool PopulationWorker::compare_decision(std::size_t place, const Asked& asked) {
    PopulationTally::Decision& tally = made_.tally.decisions[place];
    std::array<VerdictKind, 2> verdicts{VerdictKind::Refused, VerdictKind::Refused};
    for (const std::size_t version : {0U, 1U})
        if (!refused_[version]) verdicts[version] = answers_[version].decisions[place].verdict;
    const bool both = !refused_[0] && !refused_[1];
    const bool others = both && compare_requirements(place);
    if (verdicts[0] == verdicts[1]) {
        if (!others && !rests_on_others(place)) return false;
        ++tally.same_for_others;
        return true;
    }
    Flip& flip = tally.flips[{verdicts[0], verdicts[1]}];
    if (flip.samples.size() < most_samples) {
        RowSample& shown = sample(flip, asked);
        for (const std::size_t version : {0U, 1U})
            if (!refused_[version]) shown.answers[version].failed = answers_[version].decisions[place].failed;
    }
    ++flip.count;
    return true;
}

/// Counts the requirements that fail in one version only; true if there is one.
bool PopulationWorker::compare_requirements(std::size_t place) {
    bool others = false;
    const std::vector<std::array<std::uint32_t, 2>>& requirements = plan_.decisions[place].requirements;
    for (std::size_t k = 0; k < requirements.size(); ++k) {
        const bool was = contains(answers_[0].decisions[place].failed, requirements[k][0]);
        const bool is = contains(answers_[1].decisions[place].failed, requirements[k][1]);
        if (was == is) continue;
        others = true;
        PopulationTally::Requirement& tally = made_.tally.decisions[place].requirements[k];
        ++(is ? tally.now : tally.no_longer);
    }
    return others;
}

/// Whether other remedies stand, or other facts are missing.
bool PopulationWorker::rests_on_others(std::size_t place) const {
    std::array<std::set<std::string>, 2> names;
    for (const std::size_t version : {0U, 1U}) {
        const BriefAnswer::Decision& answer = answers_[version].decisions[place];
        const Table& table = plan_.table(version);
        for (const FactPath& path : answer.missing)
            names[version].insert(path_id(table, path));
        if (answer.remedies.empty()) continue;
        const TableDecision& decision = table.decisions[decisions_[version][place]];
        const std::uint32_t first = table.requirements[decision.requirements.first].remedies.first;
        for (const std::uint32_t remedy : answer.remedies)
            names[version].insert("remedy " + table.remedies[first + remedy].id);
    }
    return names[0] != names[1];
}

const TableOutput& PopulationWorker::output_of(std::size_t place, std::size_t version) const {
    return plan_.table(version).outputs[plan_.outputs[place][version]];
}

/// Whether both versions answer, and not the same; what is open in both is the same.
bool PopulationWorker::output_changes(std::size_t place, const Asked& asked) const {
    const Possible &was = answers_[0].outputs[place], &is = answers_[1].outputs[place];
    if (was.determined() != is.determined()) return true;
    if (!was.determined()) return false;
    if (was.may_be_value != is.may_be_value) return true;
    const typed::Type &old_type = output_of(place, 0).type, &new_type = output_of(place, 1).type;
    const bool of_words = old_type.base == typed::Base::Choice || old_type.base == typed::Base::Set ||
                          old_type.base == typed::Base::Text;
    // Numbers of the same measure are compared as they are: most outputs are such, and words take longer.
    if (!of_words && old_type.base == new_type.base && old_type.scale == new_type.scale)
        return was.low != is.low;
    return shared_key(plan_.table(0), old_type, was, asked.applicants[0].row) !=
           shared_key(plan_.table(1), new_type, is, asked.applicants[1].row);
}

bool PopulationWorker::compare_output(std::size_t place, const Asked& asked) {
    if (!refused_[0] && !refused_[1] && !output_changes(place, asked)) return false;
    Flip& flip = made_.tally.outputs[place];
    if (flip.samples.size() < most_samples) {
        RowSample& shown = sample(flip, asked);
        for (const std::size_t version : {0U, 1U}) {
            if (refused_[version]) continue;
            const Table& table = plan_.table(version);
            const Explained explained = interpreters_[version].explained(asked.applicants[version].row);
            const Telling telling{table, explained, plan_.lang};
            const std::uint32_t output = plan_.outputs[place][version];
            JsonWriter json(false);
            write_output(json, table, explained, output, plan_.lang);
            shown.answers[version].value = compiler::shown(telling, output_value(telling, output));
            shown.answers[version].json = json.written();
        }
    }
    ++flip.count;
    return true;
}

/// Adds a row to those that are shown, with its facts and why they are refused.
RowSample& PopulationWorker::sample(Flip& flip, const Asked& asked) {
    RowSample& shown = flip.samples.emplace_back();
    shown.row = number_;
    shown.kept = asked.kept;
    JsonWriter json(false);
    const Applicant &old = asked.applicants[0], &now = asked.applicants[1];
    if (!now.problems.empty())
        write_facts(json, plan_.table(0), old.row);
    else if (!old.problems.empty())
        write_facts(json, plan_.table(1), now.row);
    else
        write_facts(json, plan_.table(1), now.row, plan_.table(0), old.row);
    shown.facts = json.written();
    for (const std::size_t version : {0U, 1U})
        if (refused_[version]) shown.answers[version].refusal = refusal(version, asked);
    return shown;
}

std::string PopulationWorker::refusal(std::size_t version, const Asked& asked) {
    const Applicant& applicant = asked.applicants[version];
    if (!applicant.problems.empty()) return phrase(applicant.problems.front().problem, plan_.lang).message;
    const Explained explained = interpreters_[version].explained(applicant.row);
    return phrase(refusal_problem(plan_.table(version), explained, applicant.place).problem, plan_.lang)
        .message;
}

}  // namespace tenet::compiler
