#include "compiler/cli_population.hpp"

#include "compiler/batch_pipeline.hpp"
#include "compiler/batch_report.hpp"
#include "compiler/cli_output.hpp"
#include "compiler/cli_rows.hpp"
#include "compiler/population_report.hpp"

#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace tenet::compiler::cli {
namespace {

/// Reads the header for both versions; false where it cannot be used, which is said.
bool take_headers(const Request& request, Console& console, RowReader& reader, PopulationPlan& plan) {
    const std::optional<HeaderRow> row =
        read_header_row(console, reader, plan.table(1), plan.input, request.lang);
    if (!row) return false;
    for (const std::size_t version : {1U, 0U}) {
        Header read = read_header(plan.names(version), row->cells(), row->line, request.keep);
        if (tell_of_header(console, read, plan.input, request.lang)) return false;
        plan.columns[version] = std::move(read.columns);
        plan.keep = std::move(read.keep);
        plan.kept = std::move(read.kept);
    }
    return true;
}

/// Lets threads do the work; false after anything that ends it early, which is said.
bool ask(const Request& request, Console& console, RowReader& reader, const PopulationPlan& plan,
         std::optional<std::uint64_t> bytes, PopulationTally& tally) {
    const unsigned jobs = jobs_of(request);
    std::vector<std::unique_ptr<PopulationWorker>> workers;
    for (unsigned i = 0; i < jobs; ++i)
        workers.push_back(std::make_unique<PopulationWorker>(plan));
    Progress progress(console, request.lang, bytes);
    std::size_t reports = 0;
    bool failed = false;
    const auto take = [&](PopulationMade& made) {
        if (!made.fatal.empty()) {
            progress.clear();
            console.err.write(made.fatal);
            failed = true;
            return false;
        }
        tally.add(made.tally);
        for (const std::string& report : made.reports) {
            if (++reports > most_reports) break;
            progress.clear();
            console.err.write(report);
        }
        progress.show(tally.rows, made.read_bytes);
        return true;
    };
    Pipeline<RowChunk, PopulationMade> pipeline(
        jobs, {[&](RowChunk& chunk) { return reader.next(chunk); },
               [&](unsigned worker, RowChunk& chunk) { return workers[worker]->work(chunk); }, take,
               [&] { reader.cancel(); }});
    const bool enough = pipeline.run();
    progress.clear();
    if (!enough)
        complain(console, request.lang, Arg("the system gives no more threads", "系统不能再创建线程"));
    if (enough && reader.error()) complain(console, request.lang, *reader.error());
    return enough && !failed && !reader.error();
}

}  // namespace

bool ask_population(const Request& request, Console& console, const Compiled& before, const Compiled& after,
                    const std::vector<std::string>& only, PopulationFound& found) {
    PopulationPlan plan;
    plan.versions = {&before, &after};
    plan.from = format_of(request.from);
    plan.lang = request.lang;
    plan.input = request.population;
    match_answers(plan, only);
    if (plan.from == RowFormat::Lines) {
        plan.keep = kept_names(request.keep, {});
        if (const std::optional<Arg> complaint = kept_twice(plan.keep)) {
            complain(console, request.lang, *complaint);
            return false;
        }
    }
    const Result<std::unique_ptr<ByteStream>> stream = console.files.open_stream(request.population);
    if (!stream) {
        complain(console, request.lang, stream.error);
        return false;
    }
    RowReader reader(**stream.value, plan.from, request.population);
    if (cannot_begin(console, reader, plan.input, request.lang)) return false;
    if (plan.from == RowFormat::Csv && !take_headers(request, console, reader, plan)) return false;
    PopulationTally tally;
    tally.outputs.resize(plan.outputs.size());
    for (const SharedDecision& each : plan.decisions)
        tally.decisions.emplace_back().requirements.resize(each.requirements.size());
    if (!ask(request, console, reader, plan, (*stream.value)->size(), tally)) return false;
    JsonWriter json(false);
    if (request.format == Format::Json) write_population(json, plan, tally);
    found.told = request.format == Format::Json ? json.written() : population_text(plan, tally, request.lang);
    found.changes = changes(tally);
    found.unread = tally.unread != 0;
    return true;
}

}  // namespace tenet::compiler::cli
