#include "compiler/batch_pipeline.hpp"
#include "compiler/batch_report.hpp"
#include "compiler/batch_worker.hpp"
#include "compiler/cli.hpp"
#include "compiler/cli_only.hpp"
#include "compiler/cli_output.hpp"
#include "compiler/cli_rows.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/load.hpp"
#include "compiler/suggest.hpp"
#include "compiler/utf8.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace tenet::compiler::cli {
namespace {

/// Where results go: a file that takes its name at the end, or standard output.
class Sink {
  public:
    Sink(const std::string& path, Console& console) : console_(console) {
        if (path != "-") file_ = std::make_unique<FileWriter>(path);
    }
    std::optional<WorldError> open() { return file_ ? file_->open() : std::nullopt; }
    std::optional<WorldError> write(std::string_view bytes) {
        if (file_) return file_->write(bytes);
        console_.out.write(bytes);
        return {};
    }
    std::optional<WorldError> close() { return file_ ? file_->close() : std::nullopt; }
    std::optional<WorldError> finish() { return file_ ? file_->finish() : std::nullopt; }

  private:
    Console& console_;
    std::unique_ptr<FileWriter> file_;
};

/// Whether rows can be kept beside a path: it is a file, or will be one.
bool is_file_to_be(const std::string& path) {
    std::error_code ignored;
    const std::filesystem::file_status status = std::filesystem::status(path, ignored);
    return path != "-" && (!std::filesystem::exists(status) || std::filesystem::is_regular_file(status));
}

/// One run of `batch`.
class Batch {
  public:
    Batch(const Request& request, Console& console, const BatchPlan& plan, RowReader& reader,
          std::optional<std::uint64_t> bytes, std::string header)
        : request_(request), console_(console), plan_(plan), reader_(reader), header_(std::move(header)),
          out_(request.out, console), progress_(console, request.lang, bytes) {}

    int run();

  private:
    bool work();
    bool take(BatchMade& made);
    bool tell(const BatchMade& made);
    bool keep_rejected(const std::string& rows);
    bool finish();
    void tell_of_old_rejected();
    bool fail(const std::optional<WorldError>& error);
    std::string mark() const { return reader_.had_mark() ? std::string(byte_order_mark) : std::string(); }

    const Request& request_;
    Console& console_;
    const BatchPlan& plan_;
    RowReader& reader_;
    std::string header_;
    Sink out_;
    std::unique_ptr<FileWriter> rejected_;
    Progress progress_;
    BatchTally tally_;
    std::size_t reports_ = 0;
    bool failed_ = false;
};

/// Says what went wrong, if anything did; then every file stays as it was.
bool Batch::fail(const std::optional<WorldError>& error) {
    if (!error) return false;
    progress_.clear();
    complain(console_, request_.lang, *error);
    failed_ = true;
    return true;
}

/// The header of results in CSV, with a byte-order mark where the input had one: who wrote that needs it to read this.
std::string result_header(const BatchPlan& plan) {
    std::string out = "row";
    for (const std::string& name : plan.keep) {
        out += ',';
        append_csv(out, name);
    }
    for (const std::string& name : ResultColumns(plan.table(), plan.shown).names())
        out += "," + name;
    return out + "\n";
}

int Batch::run() {
    if (fail(out_.open())) return world_is_wrong;
    if (request_.target == "csv" && fail(out_.write(mark() + result_header(plan_)))) return world_is_wrong;
    tally_.verdicts.resize(plan_.shown.decisions.size());
    if (!work() || !finish()) return world_is_wrong;
    progress_.clear();
    if (reports_ < tally_.refused) {
        const std::uint64_t more = tally_.refused - reports_;
        console_.err.write(request_.lang == Lang::Zh
                               ? fmt::format("… 还有 {} 行未作判定\n", more)
                               : fmt::format("… {} more row{} refused\n", more, more == 1 ? "" : "s"));
    }
    console_.err.write(summary(plan_, tally_, request_.rejected));
    if (tally_.refused == 0) tell_of_old_rejected();
    return tally_.refused == 0 ? done : world_is_wrong;
}

/// A file of an earlier run would else be taken for what this one refused.
void Batch::tell_of_old_rejected() {
    std::error_code ignored;
    if (request_.rejected.empty() || !std::filesystem::is_regular_file(request_.rejected, ignored)) return;
    const std::string shown = displayed(request_.rejected);
    complain(console_, request_.lang,
             Arg(fmt::format("no row was refused this time; the older `{}` was left as it is and may be "
                             "deleted",
                             shown),
                 fmt::format("这次没有未作判定的行；旧文件 `{}` 没有改动，可以删去", shown)));
}

/// Lets threads do the work; false after anything that ends it early.
bool Batch::work() {
    const unsigned jobs = jobs_of(request_);
    std::vector<std::unique_ptr<BatchWorker>> workers;
    for (unsigned i = 0; i < jobs; ++i)
        workers.push_back(std::make_unique<BatchWorker>(plan_));
    Pipeline<RowChunk, BatchMade> pipeline(
        jobs, {[&](RowChunk& chunk) { return reader_.next(chunk); },
               [&](unsigned worker, RowChunk& chunk) { return workers[worker]->work(chunk); },
               [&](BatchMade& made) { return take(made); }, [&] { reader_.cancel(); }});
    if (!pipeline.run()) {
        complain(console_, request_.lang, Arg("the system gives no more threads", "系统不能再创建线程"));
        return false;
    }
    return !failed_ && !console_.out.failed() && !fail(reader_.error());
}

bool Batch::take(BatchMade& made) {
    if (!made.fatal.empty()) {
        progress_.clear();
        console_.err.write(made.fatal);
        failed_ = true;
        return false;
    }
    tally_.add(made.tally);
    if (!tell(made) || fail(out_.write(made.out)) || console_.out.failed()) return false;
    progress_.show(tally_.rows, made.read_bytes);
    return true;
}

/// Says why the first rows were refused, and keeps all of them.
bool Batch::tell(const BatchMade& made) {
    for (const std::string& report : made.reports) {
        if (reports_ == most_reports) break;
        progress_.clear();
        console_.err.write(report);
        ++reports_;
    }
    return made.rejected.empty() || request_.rejected.empty() || keep_rejected(made.rejected);
}

bool Batch::keep_rejected(const std::string& rows) {
    if (!rejected_) {
        rejected_ = std::make_unique<FileWriter>(request_.rejected);
        if (fail(rejected_->open()) || fail(rejected_->write(mark() + header_))) return false;
    }
    return !fail(rejected_->write(rows));
}

/// All bytes are on the disk before the first file takes its name.
bool Batch::finish() {
    if (fail(out_.close()) || (rejected_ && fail(rejected_->close()))) return false;
    return !(rejected_ && fail(rejected_->finish())) && !fail(out_.finish());
}

/// What to say where files of the request are one and the same.
std::optional<Arg> shared_file(const Request& request, const Sources& sources) {
    const auto input = [&](const std::string& path, std::string_view option) -> std::optional<Arg> {
        if (path.empty() || path == "-") return {};
        if (request.in != "-" && one_place(path, request.in))
            return Arg(fmt::format("{} names the input itself; write to another file", option),
                       fmt::format("{} 就是输入文件本身；请写到别的文件", option));
        return writes_over_policy(sources, path, option);
    };
    if (std::optional<Arg> complaint = input(request.out, "--out")) return complaint;
    if (std::optional<Arg> complaint = input(request.rejected, "--rejected")) return complaint;
    if (!request.rejected.empty() && one_place(request.rejected, request.out))
        return Arg("--rejected and --out name the same file", "--rejected 和 --out 是同一个文件");
    return {};
}

/// What to say where a column that is kept would have the name of one that is written anyway.
std::optional<Arg> name_taken(const BatchPlan& plan) {
    if (plan.to != RowFormat::Csv) return {};
    std::vector<std::string> names = ResultColumns(plan.table(), plan.shown).names();
    names.emplace_back("row");
    for (const std::string& name : plan.keep)
        if (std::find(names.begin(), names.end(), name) != names.end())
            return Arg(fmt::format("--keep: the results have a column `{}` of their own; rename it in the "
                                   "input",
                                   displayed(name)),
                       fmt::format("--keep：结果中本来就有一列 `{}`；请在输入中改列名", displayed(name)));
    return {};
}

/// Reads the header into the plan; false where it cannot be used, which is said.
bool take_header(const Request& request, Console& console, RowReader& reader, BatchPlan& plan,
                 std::string& header) {
    const std::optional<HeaderRow> row =
        read_header_row(console, reader, plan.table(), plan.input, request.lang);
    if (!row) return false;
    Header read = read_header(FactNames(plan.table()), row->cells(), row->line, request.keep);
    plan.keep = std::move(read.keep);
    if (tell_of_header(console, read, plan.input, request.lang)) return false;
    header = row->text;
    if (!header.ends_with('\n')) header += '\n';
    plan.columns = std::move(read.columns);
    plan.kept = std::move(read.kept);
    if (const std::optional<Arg> note = missing_columns(plan)) complain(console, request.lang, *note);
    return true;
}

/// Says what keeps results from being written, before any work is done for them.
bool nowhere_to_write(const Request& request, Console& console) {
    for (const std::string& path : {request.out, request.rejected}) {
        if (path.empty() || path == "-") continue;
        if (const std::optional<WorldError> error = look_where_to_write(path)) {
            complain(console, request.lang, *error);
            return true;
        }
    }
    return false;
}

/// Judges what a stream gives by a policy that is right.
int batch_stream(const Request& request, Console& console, ByteStream& stream, BatchPlan& plan) {
    RowReader reader(stream, plan.from, request.in);
    if (cannot_begin(console, reader, request.in, request.lang)) return world_is_wrong;
    std::string header;
    if (plan.from == RowFormat::Csv && !take_header(request, console, reader, plan, header))
        return world_is_wrong;
    if (const std::optional<Arg> complaint = name_taken(plan)) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    return Batch(request, console, plan, reader, stream.size(), header).run();
}

}  // namespace

int batch(const Request& asked, Console& console) {
    Request request = asked;
    if (request.rejected.empty() && is_file_to_be(request.out)) request.rejected = request.out + ".rejected";
    if (console.files.is_folder(request.files.front())) {
        complain(console, request.lang,
                 Arg("batch takes one policy, not a folder of them", "batch 只用于一个政策，不用于文件夹"));
        return world_is_wrong;
    }
    const Compiled policy = compile(console.files, request.files.front());
    if (const int status = report(policy, request.lang, console); status != done) return status;
    BatchPlan plan{&policy,
                   {policy.fingerprints->meaning, {}, {}, request.lang, false},
                   format_of(request.from),
                   format_of(request.target),
                   request.in,
                   {},
                   {},
                   {}};
    std::optional<Arg> complaint = choose_results(*policy.table, request.only, plan.shown);
    if (!complaint) complaint = shared_file(request, *policy.sources);
    if (!complaint && plan.from == RowFormat::Lines) {
        plan.keep = kept_names(request.keep, {});
        complaint = kept_twice(plan.keep);
    }
    if (complaint) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    if (nowhere_to_write(request, console)) return world_is_wrong;
    const Result<std::unique_ptr<ByteStream>> stream = console.files.open_stream(request.in);
    if (!stream) {
        complain(console, request.lang, stream.error);
        return world_is_wrong;
    }
    return batch_stream(request, console, **stream.value, plan);
}

}  // namespace tenet::compiler::cli
