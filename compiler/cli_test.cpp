#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/test_report.hpp"
#include "compiler/test_run.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::compiler::cli {
namespace {

constexpr std::string_view policy_ending = ".policy";

/// One run of `test` over files and folders.
class Testing {
  public:
    Testing(const Request& request, Console& console) : request_(request), console_(console) {}

    void take(const std::string& path) {
        const std::size_t before = found_;
        if (!console_.files.is_folder(path)) {
            take_file(path, true);
            return;
        }
        const Result<std::vector<std::string>> paths = console_.files.files_below(path, policy_ending);
        if (!paths) {
            complain(console_, request_.lang, paths.error);
            status_ = std::max<int>(status_, world_is_wrong);
            return;
        }
        const int status = status_;
        status_ = done;
        for (const std::string& each : *paths.value)
            take_file(each, false);
        // Where a file has errors its tests may only be hidden.
        if (found_ == before && status_ == done) no_test(path, true);
        status_ = std::max(status, status_);
    }

    int finish() {
        if (found_ != 0 && counts_.run == 0) {
            complain(console_, request_.lang, no_such_test());
            status_ = std::max<int>(status_, world_is_wrong);
        }
        if (request_.format == Format::Json)
            console_.out.write(
                fmt::format("{}\n],\"summary\":{}}}\n", first_ ? "{\"tests\":[" : "", summary_json(counts_)));
        else if (counts_.run != 0)
            console_.out.write(summary_text(counts_, request_.lang));
        return counts_.failed != 0 ? std::max<int>(status_, policy_is_wrong) : status_;
    }

  private:
    void take_file(const std::string& path, bool named) {
        const Compiled policy = compile(console_.files, path);
        if (const int status = report(policy, request_.lang, console_); status != done) {
            status_ = std::max(status_, status);
            return;
        }
        found_ += policy.tests.size();
        if (policy.tests.empty() && named) return no_test(path, false);
        if (policy.tests.empty()) return counts_.without.push_back(path);
        run(policy);
    }

    void run(const Compiled& policy) {
        const Program program = policy.program->view();
        Interpreter interpreter(program, *policy.table);
        bool any = false;
        for (std::size_t i = 0; i < policy.tests.size(); ++i) {
            const TestCase& test = policy.tests[i];
            if (test.name.find(request_.filter) == std::string_view::npos) continue;
            any = true;
            const TestOutcome outcome = run_test(interpreter, *policy.table, policy.tests, i);
            count(test, outcome);
            tell(policy, test, outcome);
        }
        if (any) ++counts_.files;
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
        } else if (!outcome.passed()) {
            console_.out.write(failure_text(policy, test, outcome, request_.lang));
        }
    }

    void no_test(const std::string& path, bool folder) {
        status_ = std::max<int>(status_, world_is_wrong);
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
    TestCounts counts_;
    std::size_t found_ = 0;  ///< tests, those among them that the filter leaves out
    bool first_ = true;      ///< nothing has been written yet
    int status_ = done;
};

}  // namespace

int test(const Request& request, Console& console) {
    Testing testing(request, console);
    for (const std::string& path : request.files)
        testing.take(path);
    return testing.finish();
}

}  // namespace tenet::compiler::cli
