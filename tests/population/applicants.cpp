#include "compiler/batch_result.hpp"
#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/facts_names.hpp"
#include "compiler/result_names.hpp"
#include "compiler/shared_facts.hpp"
#include "compiler/witness.hpp"
#include "compiler/witness_compare.hpp"
#include "tests/differential/random.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>

/// A generated population, and what the interpreter answers to it applicant by applicant:
///     tenet_applicants POLICY COUNT SEED                 writes them, a JSON object a line
///     tenet_applicants POLICY COUNT SEED RESULTS.csv REJECTED.jsonl
///                                                        holds what `tenet batch` made of them against the interpreter
///     tenet_applicants OLD COUNT SEED FOUND.json NEW.policy
///                                                        the same of what `tenet diff --population` found
namespace tenet::population {
namespace {

using compiler::Compiled;
using compiler::DecisionAnswer;
using compiler::FactRow;
using compiler::Subject;
using compiler::VerdictKind;
using compiler::Version;
using differential::Random;
using Json = nlohmann::ordered_json;

Compiled compiled(const std::string& path) {
    compiler::DiskFiles files;
    Compiled policy = compiler::compile(files, path);
    if (policy.ok()) return policy;
    std::cerr << render_text(policy.diagnostics, *policy.sources, compiler::Lang::En);
    std::exit(2);
}

[[noreturn]] void differs(const std::string& what) {
    std::cerr << what << "\n";
    std::exit(1);
}

/// Draws applicants near those of a policy's own tests, where the ends of its rules lie.
class Neighbours {
  public:
    Neighbours(const Compiled& policy, std::uint64_t seed)
        : table_(*policy.table), module_(*policy.module), random_(seed) {
        for (std::size_t test = 0; test < policy.tests.size(); ++test)
            rows_.push_back(facts_of(policy.tests, test, table_.facts.size()));
    }

    /// One of them, with up to four of its values moved.
    FactRow draw() {
        FactRow row = rows_[random_.below(rows_.size())];
        for (std::size_t times = random_.below(5); times > 0; --times)
            move(row);
        return row;
    }

  private:
    void move(FactRow& row) {
        const std::size_t fact = random_.below(row.size());
        const compiler::typed::Type& type = table_.facts[fact].type;
        std::vector<compiler::Record>& records = row[fact].records;
        if (type.base != compiler::typed::Base::List) return move(row[fact], type);
        if (records.empty()) return;
        const std::size_t at = random_.below(records.size());
        const auto place = records.begin() + static_cast<std::ptrdiff_t>(at);
        if (random_.chance(10))
            records.erase(place);
        else if (random_.chance(10) && static_cast<std::int64_t>(records.size()) < type.high)
            records.push_back(compiler::Record(*place));
        else
            move(records[at], module_.records[type.of]);
        row[fact].value = static_cast<std::int64_t>(records.size());
    }

    void move(compiler::Record& record, const compiler::typed::Record& type) {
        record.fields.resize(type.fields.size());
        const std::size_t field = random_.below(type.fields.size());
        if (!type.fields[field].derived.valid()) move(record.fields[field], type.fields[field].type);
    }

    void move(compiler::FactValue& value, const compiler::typed::Type& type) {
        constexpr std::int64_t steps[] = {-1096, -366, -31, -2, -1, 1, 2, 31, 366, 1096};
        if (random_.chance(4)) {
            value = {};
            return;
        }
        const bool of_words =
            type.base == compiler::typed::Base::Choice || type.base == compiler::typed::Base::YesNo;
        std::int64_t moved = value.value + steps[random_.below(std::size(steps))];
        if (of_words) moved = random_.between(type.low, type.high);
        if (moved < type.low || moved > type.high || type.base == compiler::typed::Base::Text) return;
        value = {compiler::FactValue::State::Known, moved, "", {}};
    }

    const compiler::Table& table_;
    const compiler::typed::Module& module_;
    Random random_;
    std::vector<FactRow> rows_;
};

/// Hands over the applicants one after another, the same for the same seed.
template <class Take>
void for_each_applicant(const Compiled& policy, std::uint64_t count, std::uint64_t seed, const Take& take) {
    Neighbours neighbours(policy, seed);
    for (std::uint64_t i = 1; i <= count; ++i)
        take(i, neighbours.draw());
}

std::string written(const Compiled& policy, const FactRow& row) {
    compiler::JsonWriter json(false);
    write_facts(json, *policy.table, row);
    return json.written();
}

void write(const Compiled& policy, std::uint64_t count, std::uint64_t seed) {
    for_each_applicant(policy, count, seed,
                       [&](std::uint64_t, const FactRow& row) { std::puts(written(policy, row).c_str()); });
}

/// An answer with all its reasons as the columns of a population have it.
compiler::BriefAnswer brief(const compiler::Answer& answer) {
    compiler::BriefAnswer out;
    for (const DecisionAnswer& each : answer.decisions) {
        compiler::BriefAnswer::Decision& decision = out.decisions.emplace_back();
        decision.verdict = each.verdict;
        for (std::uint32_t k = 0; k < each.requirements.size(); ++k)
            if (each.requirements[k] == compiler::RequirementStatus::Failed) decision.failed.push_back(k);
        decision.remedies = each.remedies;
        decision.missing = each.missing;
    }
    for (const compiler::OutputAnswer& each : answer.outputs)
        out.outputs.push_back(each.value);
    return out;
}

void check_results(const Compiled& policy, std::uint64_t count, std::uint64_t seed, const std::string& path,
                   const std::string& rejected_path) {
    compiler::Shown shown;
    for (std::uint32_t i = 0; i < policy.table->decisions.size(); ++i)
        shown.decisions.push_back(i);
    for (std::uint32_t i = 0; i < policy.table->outputs.size(); ++i)
        shown.outputs.push_back(i);
    const compiler::ResultColumns columns(*policy.table, shown);
    const Program program = policy.program->view();
    compiler::Interpreter interpreter(program, *policy.table);
    std::ifstream results(path, std::ios::binary), rejected(rejected_path, std::ios::binary);
    std::string line;
    if (!std::getline(results, line)) differs("there are no results");
    std::map<std::string, std::uint64_t> verdicts;
    std::uint64_t refused = 0;
    for_each_applicant(policy, count, seed, [&](std::uint64_t number, const FactRow& row) {
        const compiler::Answer answer = interpreter.answer(row);
        if (answer.refused()) {
            ++refused;
            if (!std::getline(rejected, line) || line != written(policy, row))
                differs(fmt::format("applicant {} is not among those that were refused", number));
            return;
        }
        std::string wanted = std::to_string(number);
        columns.append(wanted, brief(answer), row);
        if (!std::getline(results, line)) line = "nothing";
        if (line != wanted) differs(fmt::format("applicant {}: {} instead of {}", number, line, wanted));
        ++verdicts[identifier(answer.decisions[0].verdict)];
    });
    if (std::getline(results, line)) differs("there are more results: " + line);
    if (std::getline(rejected, line)) differs("there are more refused: " + line);
    if (verdicts.size() < 3) differs("these applicants are too much alike");
    fmt::print("reached: {} applicants decided by `tenet batch` as by the interpreter, {} refused", count,
               refused);
    for (const auto& [verdict, number] : verdicts)
        fmt::print(", {} {}", number, verdict);
    fmt::print("\n");
}

/// What two versions answer differently, counted one by one.
struct Counts {
    std::uint64_t changed = 0;
    std::map<std::pair<std::string, std::string>, std::uint64_t> flips;  ///< of the first decision
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> failing;
    std::map<std::string, std::uint64_t> outputs;
};

bool fails(const compiler::Answer& answer, const Subject& of, std::size_t version) {
    return !answer.refused() && answer.decisions[of.index[version]].requirements[of.place[version]] ==
                                    compiler::RequirementStatus::Failed;
}

/// What a decision still needs, and which remedies of it stand.
std::set<std::string> asked_for(const std::array<const compiler::Table*, 2>& tables,
                                const compiler::Witness& both, const Subject& of, std::size_t version) {
    const compiler::Table& table = *tables[version];
    const DecisionAnswer& answer = both.answers[version].decisions[of.index[version]];
    std::set<std::string> names;
    for (const compiler::FactPath& path : answer.missing)
        names.insert(path_id(table, path));
    for (std::uint32_t k = 0; k < answer.requirements.size(); ++k)
        for (const std::string& remedy : remedies_at(table, of.index[version], k, answer))
            names.insert("remedy " + remedy);
    return names;
}

/// Counts one applicant's subject; true if the answers differ.
bool count(Counts& counts, const std::array<const compiler::Table*, 2>& tables, const Subject& subject,
           const compiler::Witness& both) {
    const auto& [before, after] = both.answers;
    const bool refused = before.refused() || after.refused();
    if (subject.kind == Subject::Kind::Verdict) {
        const auto verdict = [&](std::size_t version) {
            const compiler::Answer& answer = both.answers[version];
            return answer.refused() ? VerdictKind::Refused : answer.decisions[subject.index[version]].verdict;
        };
        if (verdict(0) == verdict(1))
            return !refused && asked_for(tables, both, subject, 0) != asked_for(tables, both, subject, 1);
        ++counts.flips[{identifier(verdict(0)), identifier(verdict(1))}];
        return true;
    }
    if (subject.kind == Subject::Kind::Requirement) {
        if (refused || fails(before, subject, 0) == fails(after, subject, 1)) return false;
        const auto& run = tables[1]->decisions[subject.index[1]].requirements;
        auto& [now, no_longer] = counts.failing[tables[1]->requirements[run.first + subject.place[1]].id];
        ++(fails(after, subject, 1) ? now : no_longer);
        return true;
    }
    if (subject.kind != Subject::Kind::Output) return false;
    if (before.refused() == after.refused() && (refused || !output_differs(tables, subject, both)))
        return false;
    ++counts.outputs[tables[1]->outputs[subject.index[1]].id];
    return true;
}

void compare(const Json& found, const Counts& counts) {
    const Json& decision = found["decisions"][0];
    Counts said;
    said.changed = found["changed"];
    for (const Json& flip : decision["flips"])
        said.flips[{flip["from"], flip["to"]}] = flip["count"];
    for (const Json& each : decision["requirements"])
        if (each["fail_now"] != 0 || each["fail_no_longer"] != 0)
            said.failing[each["id"]] = {each["fail_now"], each["fail_no_longer"]};
    for (const Json& each : found["outputs"])
        if (each["count"] != 0) said.outputs[each["id"]] = each["count"];
    if (said.changed != counts.changed)
        differs(fmt::format("{} changed instead of {}", said.changed, counts.changed));
    if (said.flips != counts.flips) differs("other flips: " + decision.dump());
    if (said.failing != counts.failing) differs("other requirements: " + decision.dump());
    if (said.outputs != counts.outputs) differs("other outputs: " + found["outputs"].dump());
}

/// The applicants that are shown are answered so.
void check_samples(const Json& flips, const Compiled& before, const Compiled& after) {
    for (const Json& flip : flips)
        for (const Json& row : flip["rows"])
            for (const auto& [policy, verdict] :
                 {std::pair(&before, flip["from"]), std::pair(&after, flip["to"])}) {
                const compiler::FactNames names(*policy->table);
                const Program program = policy->program->view();
                read_fact_lines(
                    names, row["facts"].dump(),
                    [&, &of = policy, &wanted = verdict](compiler::Applicant& applicant, std::string_view) {
                        const compiler::Answer answer = interpret(program, *of->table, applicant.row);
                        const VerdictKind found =
                            answer.refused() ? VerdictKind::Refused : answer.decisions[0].verdict;
                        if (!applicant.problems.empty() || identifier(found) != wanted.get<std::string>())
                            differs("an applicant is not answered so: " + row.dump());
                    });
            }
}

void check_difference(const Compiled& before, std::uint64_t number, std::uint64_t seed,
                      const std::string& path, const Compiled& after) {
    const std::array<const compiler::Table*, 2> tables{&*before.table, &*after.table};
    const compiler::SharedFacts shared(*before.table, *after.table);
    const Program old_program = before.program->view(), new_program = after.program->view();
    compiler::Interpreter old_one(old_program, *before.table), new_one(new_program, *after.table);
    const std::vector<Subject> subjects = subjects_of(*before.table, *after.table);
    Counts counts;
    for_each_applicant(before, number, seed, [&](std::uint64_t, const FactRow& row) {
        compiler::Witness both;
        both.rows = {row, shared.row_of(Version::New, shared.shared_of(Version::Old, row))};
        both.answers = {old_one.answer(both.rows[0]), new_one.answer(both.rows[1])};
        bool changed = false;
        for (const Subject& subject : subjects)
            changed = count(counts, tables, subject, both) || changed;
        counts.changed += changed ? 1U : 0U;
    });
    std::ifstream file(path, std::ios::binary);
    const Json found = Json::parse(file)["population"];
    if (found["rows"] != number || found["unread"] != 0) differs("not all were read: " + found.dump());
    compare(found, counts);
    if (counts.flips.size() < 2 || counts.failing.size() < 3 || counts.outputs.size() < 2)
        differs("too little changes for these applicants");
    check_samples(found["decisions"][0]["flips"], before, after);
    fmt::print("reached: {} applicants compared between two versions as one by one, {} answered otherwise",
               number, counts.changed);
    for (const auto& [verdicts, times] : counts.flips)
        fmt::print(", {} → {} {}", verdicts.first, verdicts.second, times);
    fmt::print("\n");
}

int run(const std::vector<std::string>& words) {
    if (words.size() < 3) return 2;
    const Compiled policy = compiled(words[0]);
    const std::uint64_t count = std::stoull(words[1]), seed = std::stoull(words[2]);
    if (words.size() == 3) write(policy, count, seed);
    if (words.size() == 3) return 0;
    if (words.size() != 5) return 2;
    if (words[4].ends_with(".policy"))
        check_difference(policy, count, seed, words[3], compiled(words[4]));
    else
        check_results(policy, count, seed, words[3], words[4]);
    return 0;
}

}  // namespace
}  // namespace tenet::population

int main(int count, char** words) { return tenet::population::run({words + 1, words + count}); }
