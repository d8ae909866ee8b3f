#include "compiler/cli.hpp"
#include "compiler/cli_population.hpp"
#include "compiler/diff_report.hpp"
#include "compiler/display.hpp"
#include "compiler/git_files.hpp"
#include "compiler/policy_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tenet::compiler::cli {
namespace {

std::string_view last_name(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

bool is_called(const Table& table, const std::string& name) {
    return name == table.policy || name == table.policy_name || name == last_name(table.policy) ||
           name == last_name(table.policy_name);
}

bool answers(const Table& table, const std::string& name) {
    const auto named = [&](const auto& row) { return row.id == name || row.name == name; };
    return std::any_of(table.decisions.begin(), table.decisions.end(), named) ||
           std::any_of(table.outputs.begin(), table.outputs.end(), named);
}

/// One run of `diff`.
class Comparing {
  public:
    Comparing(const Request& request, Console& console) : request_(request), console_(console), json_(true) {
        if (request.tries != 0) options_.search.most = request.tries;
    }

    int run() {
        if (is_json()) {
            json_.begin_object();
            json_.key("policies");
            json_.begin_array();
        }
        const int status = request_.git.empty()
                               ? compare(console_.files, request_.files[0], console_.files, request_.files[1])
                               : compare_with_revision();
        if (status != done) return status;
        for (const std::string& name : request_.only)
            if (!known_.contains(name)) return no_such_name(name);
        finish();
        if (unread_) return world_is_wrong;
        return changes_ || (request_.proved && !proved_) ? policy_is_wrong : done;
    }

  private:
    bool is_json() const { return request_.format == Format::Json; }
    bool zh() const { return request_.lang == Lang::Zh; }
    int wrong(const Arg& text) {
        complain(console_, request_.lang, text);
        return world_is_wrong;
    }
    int no_such_name(const std::string& name) {
        const std::string shown = displayed(name.substr(0, 200));
        return wrong(Arg(fmt::format("--only: no policy, decision or output is called `{}`", shown),
                         fmt::format("--only：没有叫做 `{}` 的政策、判定或输出", shown)));
    }

    int compare_with_revision() {
        for (const std::string& path : request_.files) {
            const Result<std::unique_ptr<GitFiles>> old = GitFiles::open(path, request_.git);
            if (!old) {
                complain(console_, request_.lang, old.error);
                return world_is_wrong;
            }
            if (const int status = compare(**old.value, path, console_.files, path); status != done)
                return status;
        }
        return done;
    }

    /// Says what keeps a version from being compared; 1 is the status of versions that differ.
    int refused(PolicySet& set, const std::string& path, bool old) {
        set.diagnostics = {};  // each policy is compared by itself: whether they agree is for `check`
        if (set.ok()) return done;
        if (old && !request_.git.empty() && !set.world)
            wrong(
                Arg(fmt::format("`{}` as it was in revision `{}`:", displayed(path), displayed(request_.git)),
                    fmt::format("版本 `{}` 中的 `{}`：", displayed(request_.git), displayed(path))));
        report(set, request_.lang, console_);
        return world_is_wrong;
    }

    int compare(FileSystem& old_files, const std::string& old_path, FileSystem& new_files,
                const std::string& new_path) {
        const bool old_folder = old_files.is_folder(old_path), new_folder = new_files.is_folder(new_path);
        if (old_folder != new_folder)
            return wrong(Arg("a file is compared with a file, a folder with a folder",
                             "文件与文件比较，文件夹与文件夹比较"));
        PolicySet before = compile_path(old_files, old_path, Locks::Ignored);
        if (const int status = refused(before, old_path, true); status != done) return status;
        PolicySet after = compile_path(new_files, new_path, Locks::Ignored);
        if (const int status = refused(after, new_path, false); status != done) return status;
        if (!new_folder) return tell(before.members.front().policy, after.members.front().policy);
        if (!request_.population.empty())
            return wrong(Arg("--population is for one policy, not for a folder of them",
                             "--population 只用于一个政策，不用于文件夹"));
        match(before, after);
        return done;
    }

    /// Compares the questions of two folders by the names of their policies.
    void match(const PolicySet& before, const PolicySet& after) {
        const auto counterpart = [](const std::vector<const PolicySet::Member*>& all, const Table& table) {
            const auto found = std::find_if(all.begin(), all.end(), [&](const PolicySet::Member* each) {
                return each->policy.table->policy == table.policy;
            });
            return found == all.end() ? nullptr : *found;
        };
        const auto old_questions = before.questions(), new_questions = after.questions();
        for (const PolicySet::Member* each : new_questions) {
            const PolicySet::Member* const old = counterpart(old_questions, *each->policy.table);
            if (old != nullptr)
                (void)tell(old->policy, each->policy);
            else
                alone(*each->policy.table, added_);
        }
        for (const PolicySet::Member* each : old_questions)
            if (counterpart(new_questions, *each->policy.table) == nullptr)
                alone(*each->policy.table, removed_);
    }

    /// What of a policy is asked about: nothing if it is passed over, no name if all of it is.
    std::optional<std::vector<std::string>> chosen(const Table& before, const Table& after) {
        std::vector<std::string> names;
        bool whole = request_.only.empty();
        for (const std::string& name : request_.only) {
            const bool policy = is_called(before, name) || is_called(after, name);
            const bool result = answers(before, name) || answers(after, name);
            if (policy || result) known_.insert(name);
            whole = whole || policy;
            if (result) names.push_back(name);
        }
        if (whole) return std::vector<std::string>();
        if (names.empty()) return {};
        return names;
    }

    void alone(const Table& table, std::vector<std::string>& where) {
        if (!chosen(table, table)) return;
        where.push_back(table.policy);
        changes_ = true;
        proved_ = false;
    }

    int tell(const Compiled& before, const Compiled& after) {
        std::optional<std::vector<std::string>> names = chosen(*before.table, *after.table);
        if (!names) return done;
        options_.only = std::move(*names);
        const Difference difference = compare_versions(before, after, options_);
        const Compared compared{before, after, difference, request_.git};
        changes_ = changes_ || difference.changes();
        proved_ = proved_ && difference.proved_same();
        tried_ += difference.tried;
        if (is_json())
            write_diff(json_, compared, request_.lang);
        else
            console_.out.write(diff_text(compared, request_.lang) + "\n");
        return request_.population.empty() ? done : ask(before, after);
    }

    int ask(const Compiled& before, const Compiled& after) {
        PopulationFound found;
        if (!ask_population(request_, console_, before, after, options_.only, found)) return world_is_wrong;
        changes_ = changes_ || found.changes;
        unread_ = found.unread;
        if (is_json())
            population_ = std::move(found.told);
        else
            console_.out.write(found.told + "\n");
        return done;
    }

    void finish() {
        if (is_json()) return finish_json();
        for (const std::string& policy : added_)
            console_.out.write(
                fmt::format(fmt::runtime(zh() ? "+ {}：新增的政策\n" : "+ {}: a new policy\n"), policy));
        for (const std::string& policy : removed_)
            console_.out.write(
                fmt::format(fmt::runtime(zh() ? "- {}：删去的政策\n" : "- {}: gone\n"), policy));
        std::string last;
        if (changes_)
            last = zh() ? "答案可能改变" : "answers can change";
        else if (proved_)
            last =
                zh() ? "答案不会改变：全部已证明相同" : "no answer can change: everything is proved the same";
        else
            last =
                zh()
                    ? fmt::format("在 {} 位申请人中没有发现不同，但没有全部证明相同", tried_)
                    : fmt::format(
                          "no difference was found among {} applicants, but not everything is proved the same",
                          tried_);
        console_.out.write(last + "\n");
    }
    void finish_json() {
        json_.end_array();
        for (const auto& [key, policies] : {std::pair("added", &added_), std::pair("removed", &removed_)}) {
            json_.key(key);
            json_.begin_array();
            for (const std::string& policy : *policies)
                json_.text(policy);
            json_.end_array();
        }
        if (!population_.empty()) {
            json_.key("population");
            json_.number(population_);
        }
        json_.key("changes");
        json_.boolean(changes_);
        json_.key("proved_same");
        json_.boolean(proved_);
        json_.end_object();
        console_.out.write(json_.written() + "\n");
    }

    const Request& request_;
    Console& console_;
    JsonWriter json_;
    DifferenceOptions options_;
    std::set<std::string> known_;  ///< names of `--only` that something is called by
    std::vector<std::string> added_, removed_;
    std::uint64_t tried_ = 0;
    bool changes_ = false, proved_ = true, unread_ = false;
    std::string population_;  ///< what was found of it, as JSON
};

}  // namespace

int diff(const Request& request, Console& console) { return Comparing(request, console).run(); }

}  // namespace tenet::compiler::cli
