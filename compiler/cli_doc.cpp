#include "compiler/cli.hpp"
#include "compiler/cli_only.hpp"
#include "compiler/cli_output.hpp"
#include "compiler/compile.hpp"
#include "compiler/doc_build.hpp"
#include "compiler/doc_html.hpp"
#include "compiler/doc_reach.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tenet::compiler::cli {
namespace {

/// The policies that a page is about: those of all files and folders, and those that they use.
class Gathered {
  public:
    Gathered(const Request& request, Console& console) : request_(request), console_(console) {
        set_.sources = std::make_unique<Sources>();
    }

    /// Adds a file or a folder; gives the exit status.
    int add(const std::string& path) {
        PolicySet found = compile_path(console_.files, path, Locks::Checked);
        if (const int status = report(found, request_.lang, console_); status != done) return status;
        for (PolicySet::Member& member : found.members)
            add(std::move(member));
        return done;
    }

    /// Keeps what `--only` asks for; gives what to say where that is none of these.
    std::optional<Arg> choose() {
        std::vector<const PolicySet::Member*> chosen = set_.questions();
        if (request_.only.empty()) return {};
        if (std::optional<Arg> complaint = choose_questions(request_.only, chosen)) return complaint;
        const std::set<const PolicySet::Member*> kept(chosen.begin(), chosen.end());
        std::vector<PolicySet::Member> members;
        for (PolicySet::Member& member : set_.members)
            if (kept.contains(&member)) members.push_back(std::move(member));
        set_.members.clear();
        paths_.clear();
        for (PolicySet::Member& member : members)
            add(std::move(member));
        return {};
    }

    /// Adds every file that another uses; gives the exit status.
    int add_used() {
        // The list grows while it is gone through.
        for (std::size_t i = 0; i < set_.members.size(); ++i) {
            const Compiled& user = set_.members[i].policy;
            std::vector<std::string> used;
            for (const ast::Header& header : user.ast->headers)
                used.push_back(user.sources->file(header.file).path);
            for (const std::string& path : used) {
                if (paths_.contains(one_way(console_.files, path))) continue;
                if (const int status = add(path); status != done) return status;
            }
        }
        std::sort(set_.members.begin(), set_.members.end(),
                  [](const PolicySet::Member& a, const PolicySet::Member& b) { return a.path < b.path; });
        return done;
    }

    /// The files that are there now.
    std::vector<std::string> paths() const {
        std::vector<std::string> out;
        for (const PolicySet::Member& member : set_.members)
            out.push_back(member.path);
        return out;
    }

    PolicySet& set() { return set_; }

  private:
    void add(PolicySet::Member&& member) {
        if (paths_.insert(one_way(console_.files, member.path)).second)
            set_.members.push_back(std::move(member));
    }

    const Request& request_;
    Console& console_;
    PolicySet set_;
    std::set<std::string> paths_;
};

int complained(const Request& request, Console& console, const Arg& complaint) {
    complain(console, request.lang, complaint);
    return world_is_wrong;
}

/// The page is written all the same, and marks them.
void tell_failed(const Request& request, Console& console, std::size_t failed) {
    if (failed == 0) return;
    complain(
        console, request.lang,
        Arg(fmt::format("--coverage: {} test{} did not pass and count{} for nothing; `tenet test` shows why",
                        failed, failed == 1 ? "" : "s", failed == 1 ? "s" : ""),
            fmt::format("--coverage：{} 个测试未通过，不计；`tenet test` 会说明原因", failed)));
}

int write(const Request& request, Console& console, const PolicySet& set, const std::string& page) {
    if (request.out.empty() || request.out == "-") {
        console.out.write(page);
        return done;
    }
    for (const PolicySet::Member& member : set.members)
        if (const std::optional<Arg> complaint = writes_over_policy(*member.policy.sources, request.out))
            return complained(request, console, *complaint);
    const std::optional<WorldError> error = write_file(request.out, page);
    if (!error) return done;
    complain(console, request.lang, *error);
    return world_is_wrong;
}

}  // namespace

int doc(const Request& request, Console& console) {
    Gathered gathered(request, console);
    int status = done;
    for (const std::string& path : request.files)
        status = std::max(status, gathered.add(path));
    if (status != done) return status;
    if (const std::optional<Arg> complaint = gathered.choose())
        return complained(request, console, *complaint);
    const std::vector<std::string> asked = gathered.paths();
    if (status = gathered.add_used(); status != done) return status;
    PolicySet& set = gathered.set();
    std::optional<compiler::doc::TestsRun> tests;
    if (request.coverage) {
        tests.emplace(compiler::doc::run_tests(console.files, set, asked));
        tell_failed(request, console, tests->failed.size());
    }
    const compiler::doc::Page page = compiler::doc::page_of(console.files, set, tests ? &*tests : nullptr);
    set.diagnostics = {};  // what is wrong with a lock was said when its policies were read
    return write(request, console, set, compiler::doc::html_of(page, request.lang));
}

}  // namespace tenet::compiler::cli
