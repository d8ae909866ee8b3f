#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/test_report.hpp"
#include "compiler/test_run.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::compiler::cli {
namespace {

/// One run of `test` over files and folders.
class Testing {
  public:
    Testing(const Request& request, Console& console) : request_(request), console_(console) {}

    void take(const std::string& path) {
        if (console_.files.is_folder(path)) return take_folder(path);
        const Compiled policy = compile(console_.files, path);
        note(report(policy, request_.lang, console_));
        if (policy.ok() && policy.tests.empty()) return no_test(path, false);
        if (policy.ok()) run(policy);
    }

    int finish() {
        if (found_ != 0 && counts_.run == 0) {
            complain(console_, request_.lang, no_such_test());
            note(world_is_wrong);
        }
        if (request_.format == Format::Json)
            console_.out.write(
                fmt::format("{}\n],\"summary\":{}}}\n", first_ ? "{\"tests\":[" : "", summary_json(counts_)));
        else if (counts_.run != 0)
            console_.out.write(summary_text(counts_, request_.lang));
        if (counts_.failed != 0) note(policy_is_wrong);
        return status_;
    }

  private:
    void note(int status) { status_ = std::max(status_, status); }

    /// Where a file has errors its tests may only be hidden.
    void take_folder(const std::string& path) {
        PolicySet set = compile_set(console_.files, path);
        set.diagnostics = {};  // a test asks one policy alone: whether it agrees with others is for `check`
        note(report(set, request_.lang, console_));
        bool hidden = set.world.has_value();
        std::size_t found = 0;
        for (const PolicySet::Member& member : set.members) {
            hidden = hidden || !member.policy.ok();
            found += member.policy.tests.size();
            if (!member.policy.ok()) continue;
            if (member.policy.tests.empty())
                counts_.without.push_back(member.path);
            else
                run(member.policy);
        }
        if (found == 0 && !hidden) no_test(path, true);
    }

    void run(const Compiled& policy) {
        const Program program = policy.program->view();
        Interpreter interpreter(program, *policy.table);
        bool any = false;
        found_ += policy.tests.size();
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
