#include "compiler/batch_pipeline.hpp"
#include "compiler/cli.hpp"
#include "compiler/cli_status_line.hpp"
#include "compiler/compile.hpp"
#include "compiler/coverage_report.hpp"
#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/limits.hpp"
#include "compiler/mutation.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/test_report.hpp"
#include "compiler/test_run.hpp"
#include "compiler/test_suggest.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tenet::compiler::cli {
namespace {

const std::string junit_begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
constexpr std::string_view junit_end = "</testsuites>\n";

/// Files that are looked at again and again, to see when one of them changes.
class Watched {
  public:
    explicit Watched(FileSystem& files) : files_(files) {}

    /// Before they are read: what is saved from now on is a change.
    void begin() {
        if (!paths_.empty()) seen_ = state();
    }
    /// Files, and folders of policies. Those that are new were just read.
    void look_at(std::set<std::string> paths) {
        paths_ = std::move(paths);
        std::map<std::string, std::string> now = state();
        for (auto& [path, text] : now)
            if (const auto before = seen_.find(path); before != seen_.end()) text = before->second;
        seen_ = std::move(now);
    }
    void wait() const {
        constexpr std::chrono::milliseconds between(300);
        while (state() == seen_)
            std::this_thread::sleep_for(between);
    }

  private:
    std::map<std::string, std::string> state() const {
        std::map<std::string, std::string> all;
        for (const std::string& path : paths_) {
            std::vector<std::string> names{path};
            if (files_.is_folder(path)) names = files_.files_below(path, ".policy").value.value_or(names);
            for (const std::string& name : names)
                all[name] = files_.read(name, limits::file_bytes).value.value_or("");
        }
        return all;
    }

    FileSystem& files_;
    std::set<std::string> paths_;
    std::map<std::string, std::string> seen_;
};

/// One run of `test` over files and folders.
class Testing {
  public:
    Testing(const Request& request, Console& console)
        : request_(request), console_(console), status_line_(console) {}

    /// Compiles what an argument names; everything is there before the first test runs.
    void load(const std::string& path) {
        looked_at_.insert(path);
        Argument& argument = arguments_.emplace_back(Argument{path, {}, {}});
        if (console_.files.is_folder(path)) {
            argument.set = compile_set(console_.files, path);
            argument.set->diagnostics = {};  // whether policies agree is for `check`
            for (const PolicySet::Member& member : argument.set->members) {
                paths_.push_back(member.path);
                look_at(member.policy);
            }
        } else {
            argument.policy = compile(console_.files, path);
            paths_.push_back(path);
            look_at(*argument.policy);
        }
    }

    void run() {
        for (Argument& argument : arguments_) {
            if (argument.set)
                run(argument.path, *argument.set);
            else
                run(argument.path, *argument.policy);
        }
        if (mutations_ && !mutations_->look_closer(jobs(), watch(Arg("survivors", "没有发现的改动"))))
            no_threads();
    }

    /// The files and folders that were asked about, and the files that these use.
    const std::set<std::string>& looked_at() const { return looked_at_; }

    int finish() {
        if (found_ != 0 && counts_.run == 0) {
            complain(console_, request_.lang, no_such_test());
            note(world_is_wrong);
        }
        if (request_.format == Format::Json)
            console_.out.write(fmt::format("{}\n],\"summary\":{}{}}}\n", first_ ? "{\"tests\":[" : "",
                                           summary_json(counts_), reached_json()));
        else if (request_.format == Format::Junit)
            console_.out.write(first_ ? junit_begin + std::string(junit_end) : std::string(junit_end));
        else if (counts_.run != 0)
            console_.out.write(reached_text() + coloured_line(summary_text(counts_, request_.lang),
                                                              counts_.failed == 0 ? green : red));
        if (counts_.failed != 0) note(policy_is_wrong);
        judge_reached();
        return status_;
    }

  private:
    void look_at(const Compiled& policy) {
        for (std::uint32_t i = 0; policy.sources && i < policy.sources->size(); ++i)
            looked_at_.insert(policy.sources->file(i).path);
    }

    void note(int status) { status_ = std::max(status_, status); }

    void run(const std::string& path, const Compiled& policy) {
        note(report(policy, request_.lang, console_));
        if (!policy.ok()) return tell_faulty(path);
        if (policy.tests.empty() && !request_.suggest) return no_test(path, false);
        run(policy);
        if (request_.suggest) suggest({{path, &policy}});
    }

    /// Where a file has errors its tests may only be hidden.
    void run(const std::string& path, PolicySet& set) {
        note(report(set, request_.lang, console_));
        bool hidden = set.world.has_value();
        std::size_t found = 0;
        std::vector<Asked> asked;
        for (const PolicySet::Member& member : set.members) {
            hidden = hidden || !member.policy.ok();
            found += member.policy.tests.size();
            if (!member.policy.ok()) {
                tell_faulty(member.path);
                continue;
            }
            if (member.policy.tests.empty() && is_question(member.policy))
                counts_.without.push_back(member.path);
            run(member.policy);
            asked.push_back({member.path, &member.policy});
        }
        if (request_.suggest)
            suggest(asked);
        else if (found == 0 && !hidden)
            no_test(path, true);
    }

    /// So that a policy without tests, as it has errors, does not look as if all were well.
    void tell_faulty(const std::string& path) {
        if (request_.format != Format::Junit) return;
        console_.out.write((first_ ? junit_begin : std::string()) + faulty_junit(path));
        first_ = false;
    }

    /// A policy, and where it stands.
    struct Asked {
        std::string path;
        const Compiled* policy;
    };

    /// Adds tests to the files of policies for what no test of any of them reaches, unconfirmed and failed ones among these.
    void suggest(const std::vector<Asked>& all) {
        std::vector<std::string> paths;
        for (const Asked& each : all)
            paths.push_back(each.path);
        CoverageReport reached(AskedFiles(console_.files, paths));
        for (const Asked& each : all) {
            Coverage coverage(*each.policy);
            const Program program = each.policy->program->view();
            Interpreter interpreter(program, *each.policy->table);
            for (std::size_t i = 0; i < each.policy->tests.size(); ++i) {
                const FactRow facts = facts_of(each.policy->tests, i, each.policy->table->facts.size());
                coverage.observe(facts, interpreter.answer(facts),
                                 coverage.results_of(each.policy->tests[i]));
            }
            reached.add(*each.policy, coverage);
        }
        for (const Asked& each : all) {
            if (!is_question(*each.policy)) continue;
            Coverage coverage(*each.policy);
            reached.settle(*each.policy, coverage);
            std::vector<SuggestedTest> tests = suggest_tests(*each.policy, coverage);
            if (tests.empty()) continue;
            Coverage added(*each.policy);
            if (!add_tests(each, coverage, tests)) return;
            for (const SuggestedTest& test : tests)
                added.mark(test.sites);
            reached.add(*each.policy, added);
        }
        if (reached.open() == 0) return;
        complain(
            console_, request_.lang,
            Arg(fmt::format("--suggest: no test was found for {} of what is not reached", reached.open()),
                fmt::format("--suggest：还有 {} 处未覆盖，没有找到合适的测试", reached.open())));
    }

    /// A file that may not be written is not replaced either.
    static std::optional<WorldError> rewrite(const std::string& path, const std::string& text) {
        FileWriter writer(path);
        if (std::optional<WorldError> error = writer.open()) return error;
        if (std::optional<WorldError> error = writer.write(text)) return error;
        if (std::optional<WorldError> error = writer.close()) return error;
        return writer.finish();
    }

    static bool is_question(const Compiled& policy) {
        return !policy.table->decisions.empty() || !policy.table->outputs.empty();
    }

    /// False if the file could not be written.
    bool add_tests(const Asked& to, const Coverage& coverage, std::vector<SuggestedTest>& tests) {
        const Result<std::string> text = console_.files.read(to.path, limits::file_bytes);
        std::optional<WorldError> error;
        if (text) {
            const std::string all =
                with_tests(console_.files, to.path, *text.value, *to.policy, coverage, tests);
            if (tests.empty()) return true;
            error = rewrite(to.path, all);
        } else {
            error = text.error;
        }
        if (error) {
            complain(console_, request_.lang, *error);
            note(world_is_wrong);
            return false;
        }
        const std::size_t number = tests.size();
        const std::string path = displayed(to.path);
        complain(console_, request_.lang,
                 Arg(fmt::format("{}: {} unconfirmed test{} added; see whether each answer is right", path,
                                 number, number == 1 ? "" : "s"),
                     fmt::format("{}：添加了 {} 个待确认的测试，请逐个核对结论", path, number)));
        return true;
    }

    void run(const Compiled& policy) {
        std::optional<Coverage> coverage;
        if (request_.coverage) coverage.emplace(policy);
        const std::size_t run_before = counts_.run, failed_before = counts_.failed;
        found_ += policy.tests.size();
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0; i < policy.tests.size(); ++i)
            if (policy.tests[i].name.find(request_.filter) != std::string_view::npos) chosen.push_back(i);
        std::size_t done = 0;
        const auto take = [&](TestOutcome& outcome) {
            const TestCase& test = policy.tests[chosen[done++]];
            count(test, outcome);
            status_line_.clear();
            tell(policy, test, outcome);
            show(Arg("tests", "测试"), done, chosen.size());
            if (coverage) coverage->observe(test, outcome);
        };
        if (!ask(policy, chosen, take)) no_threads();
        status_line_.clear();
        const bool any = !chosen.empty();
        if (any) ++counts_.files;
        if (any && request_.format == Format::Junit)
            tell_suite(policy, counts_.run - run_before, counts_.failed - failed_before);
        if (coverage) reached(policy, *coverage);
        if (request_.mutate) mutate(policy);
    }

    /// Runs tests and hands over what comes of them, in order; on several threads where there are so many that it pays. False if the
    /// system gives no threads.
    template <class Take>
    bool ask(const Compiled& policy, const std::vector<std::size_t>& tests, const Take& take) {
        constexpr std::size_t piece = 64;
        const Program program = policy.program->view();
        const auto run_piece = [&](Interpreter& interpreter, std::size_t first) {
            std::vector<TestOutcome> outcomes;
            for (std::size_t i = first; i < std::min(first + piece, tests.size()); ++i) {
                outcomes.push_back(run_test(interpreter, *policy.table, policy.tests, tests[i]));
                if (!outcomes.back().explained.answer.refused())
                    explain_outputs(*policy.module, *policy.sources, outcomes.back().explained);
            }
            return outcomes;
        };
        const auto take_piece = [&](std::vector<TestOutcome>& outcomes) {
            for (TestOutcome& outcome : outcomes)
                take(outcome);
            return true;
        };
        const std::size_t pieces = (tests.size() + piece - 1) / piece;
        const auto workers = static_cast<unsigned>(std::min<std::size_t>(jobs(), pieces / 4));
        std::deque<Interpreter> interpreters;
        for (unsigned i = 0; i < std::max(workers, 1U); ++i)
            interpreters.emplace_back(program, *policy.table);
        if (workers < 2) {
            for (std::size_t i = 0; i < tests.size(); i += piece) {
                std::vector<TestOutcome> outcomes = run_piece(interpreters.front(), i);
                take_piece(outcomes);
            }
            return true;
        }
        std::size_t next = 0;
        return Pipeline<std::size_t, std::vector<TestOutcome>>(
                   workers, {[&](std::size_t& first) {
                                 first = next++ * piece;
                                 return first < tests.size();
                             },
                             [&](unsigned worker, std::size_t& first) {
                                 return run_piece(interpreters[worker], first);
                             },
                             take_piece, [] {}})
            .run();
    }

    void reached(const Compiled& policy, const Coverage& coverage) {
        if (!report_) report_.emplace(AskedFiles(console_.files, paths_));
        report_->add(policy, coverage);
    }

    void mutate(const Compiled& policy) {
        if (!mutations_) mutations_.emplace(AskedFiles(console_.files, paths_));
        if (!mutations_->add(policy, jobs(), watch(Arg("changes", "改动")))) no_threads();
        status_line_.clear();
    }

    /// Tells how far it has come, to whoever watches.
    MutationReport::Watch watch(const Arg& what) {
        return [this, what](std::size_t done, std::size_t all) { show(what, done, all); };
    }
    void show(const Arg& what, std::size_t done, std::size_t all) {
        if (status_line_.is_due())
            status_line_.put(fmt::format("{} {}/{}", what.in(request_.lang), done, all));
    }

    unsigned jobs() const {
        return request_.jobs != 0 ? request_.jobs : std::clamp(std::thread::hardware_concurrency(), 1U, 256U);
    }

    void no_threads() {
        complain(console_, request_.lang, Arg("the system gives no more threads", "系统不能再创建线程"));
        note(world_is_wrong);
    }

    std::string reached_text() const {
        return (report_ ? report_->text(request_.lang) : std::string()) +
               (mutations_ ? mutations_->text(request_.lang) : std::string());
    }
    std::string reached_json() const {
        return (report_ ? ",\"coverage\":" + report_->json(request_.lang) : std::string()) +
               (mutations_ ? ",\"mutation\":" + mutations_->json(request_.lang) : std::string());
    }

    void judge_reached() {
        if (request_.required && report_ && !report_->reaches(*request_.required))
            too_little(Arg(fmt::format("--require {}: the tests reach less", *request_.required),
                           fmt::format("--require {}：测试覆盖不足", *request_.required)));
        if (!request_.least_score || !mutations_) return;
        if (!mutations_->scores(*request_.least_score))
            too_little(Arg(fmt::format("--min-score {}: the tests notice less", *request_.least_score),
                           fmt::format("--min-score {}：测试发现的不足", *request_.least_score)));
        if (mutations_->has_too_many_same())
            too_little(Arg(
                fmt::format("--min-score {}: over 3 % of the changes mean the same", *request_.least_score),
                fmt::format("--min-score {}：意思不变的超过 3 %", *request_.least_score)));
    }

    void too_little(const Arg& text) {
        complain(console_, request_.lang, text);
        note(policy_is_wrong);
    }

    void count(const TestCase& test, const TestOutcome& outcome) {
        const bool failed = !outcome.passed();
        ++counts_.run;
        if (failed) ++counts_.failed;
        if (test.unconfirmed) ++counts_.unconfirmed;
        if (test.unconfirmed && failed) ++counts_.unconfirmed_failed;
    }

    void tell(const Compiled& policy, const TestCase& test, const TestOutcome& outcome) {
        if (request_.format == Format::Json) {
            console_.out.write(first_ ? "{\"tests\":[\n" : ",\n");
            console_.out.write(test_json(policy, test, outcome, request_.lang));
            first_ = false;
        } else if (request_.format == Format::Junit) {
            cases_ += test_junit(policy, test, outcome, request_.lang);
        } else if (!outcome.passed()) {
            console_.out.write(coloured(request_.names ? failed_name(policy, test, request_.lang)
                                                       : failure_text(policy, test, outcome, request_.lang)));
        }
    }

    static constexpr std::string_view red = "31", green = "32";

    /// On a terminal, unless NO_COLOR is set.
    bool has_colours() const {
        const char* none = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): no thread sets it
        return console_.out.is_terminal() && (none == nullptr || *none == '\0');
    }

    std::string coloured_line(const std::string& text, std::string_view colour) const {
        if (!has_colours()) return text;
        const std::size_t end = text.find('\n');
        return fmt::format("\x1b[{}m{}\x1b[0m{}", colour, text.substr(0, end), text.substr(end));
    }

    /// What was expected in one colour, what came of it in another.
    std::string coloured(const std::string& text) const {
        if (!has_colours()) return text;
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
            const std::string line = text.substr(at, end - at);
            const bool expected = line.starts_with("  expected:") || line.starts_with("  预期：");
            const bool actual = line.starts_with("  actual:") || line.starts_with("  实际：");
            out += at == 0 || actual ? coloured_line(line, red)
                   : expected        ? coloured_line(line, green)
                                     : line;
            at = end;
        }
        return out;
    }

    void tell_suite(const Compiled& policy, std::size_t run, std::size_t failed) {
        console_.out.write((first_ ? junit_begin : std::string()) + suite_junit(policy, cases_, run, failed));
        first_ = false;
        cases_.clear();
    }

    void no_test(const std::string& path, bool folder) {
        note(world_is_wrong);
        const std::string shown = displayed(path);
        complain(console_, request_.lang,
                 folder
                     ? Arg(fmt::format("{}: no policy in this folder has a test", shown),
                           fmt::format("{}：这个文件夹中的政策都没有测试", shown))
                     : Arg(fmt::format("{}: this policy has no test; one begins with `test \"NAME\"`", shown),
                           fmt::format("{}：这个政策没有测试；测试以 `测试 \"名称\"` 开头", shown)));
    }

    Arg no_such_test() const {
        const std::string filter = displayed(request_.filter);
        return {fmt::format("--filter: no test has a name that contains `{}`", filter),
                fmt::format("--filter：没有名称含 `{}` 的测试", filter)};
    }

    const Request& request_;
    Console& console_;
    /// One word of the command line: a policy, or a folder of them.
    struct Argument {
        std::string path;
        std::optional<Compiled> policy;
        std::optional<PolicySet> set;
    };

    std::deque<Argument> arguments_;  ///< what is asked of them keeps to them until the end
    TestCounts counts_;
    std::size_t found_ = 0;  ///< tests, those among them that the filter leaves out
    std::set<std::string> looked_at_;
    std::string cases_;                     ///< of one policy, as JUnit has them
    bool first_ = true;                     ///< nothing has been written yet
    std::vector<std::string> paths_;        ///< of the policies that are asked
    std::optional<CoverageReport> report_;  ///< where it is asked for
    std::optional<MutationReport> mutations_;
    StatusLine status_line_;
    int status_ = done;
};

int test_once(const Request& request, Console& console, Watched& watched) {
    watched.begin();
    Testing testing(request, console);
    for (const std::string& path : request.files)
        testing.load(path);
    watched.look_at(testing.looked_at());
    testing.run();
    return testing.finish();
}

}  // namespace

int test(const Request& request, Console& console) {
    Watched watched(console.files);
    for (;;) {
        const int status = test_once(request, console, watched);
        if (!request.watch) return status;
        console.out.write(request.lang == Lang::Zh ? "\n等待文件变化……\n"
                                                   : "\nwaiting for a file to change …\n");
        console.out.flush();
        console.err.flush();
        if (console.out.failed()) return status;
        watched.wait();
        console.out.write("\n");
    }
}

}  // namespace tenet::compiler::cli
