#include "compiler/cli.hpp"
#include "compiler/cli_output.hpp"
#include "compiler/compile.hpp"
#include "compiler/depfile.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/emit_json.hpp"
#include "compiler/emit_table.hpp"
#include "compiler/emit_tests.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tenet::compiler::cli {
namespace {

std::string text_of(const Compiled& policy, const Request& request) {
    if (request.target == "cpp") return emit_cpp(*policy.table, *policy.program);
    if (request.target == "static_assert") return emit_tests(policy, TestsIn::Assertions);
    if (request.target == "gtest") return emit_tests(policy, TestsIn::GoogleTest);
    if (request.target == "table") return emit_table(*policy.table, *policy.program, *policy.fingerprints);
    return emit_json(*policy.table, *policy.fingerprints);
}

bool of_tests(const Request& request) {
    return request.target == "static_assert" || request.target == "gtest";
}

/// Tests that assert nothing would pass whatever the rules say.
std::optional<Arg> without_tests(const Compiled& policy, const Request& request) {
    if (!of_tests(request) || asserted_tests(policy) != 0) return {};
    const std::string& name = policy.table->policy_name;
    if (policy.tests.empty())
        return Arg(fmt::format("{} has no tests: `--to {}` makes C++ of them", name, request.target),
                   fmt::format("{}没有测试：`--to {}` 由测试生成 C++", name, request.target));
    return Arg(
        fmt::format("{} has only unconfirmed tests, for which nobody vouches: check them and remove the word",
                    name),
        fmt::format("{}的测试都还标着 `待确认`：请核对后删去这个词", name));
}

std::string_view ending(const Request& request) {
    if (request.target == "cpp") return "hpp";
    if (request.target == "static_assert") return "assert.cpp";
    if (request.target == "gtest") return "test.cpp";
    return request.target;
}

/// Where a question of a folder goes: the parts of its name are folders, `a.b` becomes `a/b.hpp`.
std::string path_of(const Table& table, const Request& request) {
    std::string name = table.policy;
    std::replace(name.begin(), name.end(), '.', '/');
    const bool slash = request.out.ends_with('/');
    return fmt::format("{}{}{}.{}", request.out, slash ? "" : "/", name, ending(request));
}

}  // namespace

int build_folder(const Request& request, Console& console) {
    if (!request.depfile.empty()) {
        complain(
            console, request.lang,
            Arg("--depfile is of one policy, not of a folder", "--depfile 只用于一个政策，不用于文件夹"));
        return world_is_wrong;
    }
    PolicySet set = compile_set(console.files, request.files.front());
    if (const int status = report(set, request.lang, console); status != done) return status;
    const std::vector<const PolicySet::Member*> questions = set.questions();
    std::optional<Arg> complaint;
    if (questions.empty())
        complaint =
            Arg("no policy of the folder decides or outputs anything", "文件夹中没有作出判定或输出的政策");
    if (request.out == "-")
        complaint = Arg("a folder of policies makes several files: `-o` names the folder for them",
                        "政策文件夹会生成几个文件：请用 `-o` 写明放它们的文件夹");
    for (const PolicySet::Member* each : questions)
        if (!complaint) complaint = without_tests(each->policy, request);
    if (complaint) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    std::vector<FileText> files;
    for (const PolicySet::Member* each : questions)
        files.push_back({path_of(*each->policy.table, request), text_of(each->policy, request)});
    for (const PolicySet::Member& member : set.members)
        for (const FileText& file : files)
            if (!complaint) complaint = writes_over_policy(*member.policy.sources, file.path);
    if (complaint) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    const std::optional<WorldError> error = write_files(files);
    if (!error) return done;
    complain(console, request.lang, *error);
    return world_is_wrong;
}

int build(const Request& request, Console& console) {
    if (console.files.is_folder(request.files.front())) return build_folder(request, console);
    ReadFiles files(console.files);
    Compiled policy = compile(files, request.files.front());
    if (int status = report(policy, request.lang, console); status != done) return status;
    std::optional<Arg> complaint = without_tests(policy, request);
    if (complaint) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    std::string text = text_of(policy, request);
    if (request.out == "-") {
        console.out.write(text);
        return done;
    }
    complaint = writes_over_policy(*policy.sources, request.out);
    if (!complaint && !request.depfile.empty())
        complaint = one_place(request.depfile, request.out)
                        ? Arg("-o and --depfile name the same file", "-o 与 --depfile 是同一个文件")
                        : writes_over_policy(*policy.sources, request.depfile, "--depfile");
    if (complaint) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    std::optional<WorldError> error;
    if (request.depfile.empty())
        error = write_file(request.out, text);
    else
        error = write_files(
            {{request.out, std::move(text)}, {request.depfile, depfile(request.out, files.paths())}});
    if (!error) return done;
    complain(console, request.lang, *error);
    return world_is_wrong;
}

}  // namespace tenet::compiler::cli
