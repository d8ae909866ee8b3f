#include "compiler/cli.hpp"
#include "compiler/cli_output.hpp"
#include "compiler/compile.hpp"
#include "compiler/depfile.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/emit_json.hpp"
#include "compiler/emit_table.hpp"
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
    if (request.target == "table") return emit_table(*policy.table, *policy.program, *policy.fingerprints);
    return emit_json(*policy.table, *policy.fingerprints);
}

/// Where a question of a folder goes: the parts of its name are folders, `a.b` becomes `a/b.hpp`.
std::string path_of(const Table& table, const Request& request) {
    std::string name = table.policy;
    std::replace(name.begin(), name.end(), '.', '/');
    const bool slash = request.out.ends_with('/');
    return fmt::format("{}{}{}.{}", request.out, slash ? "" : "/", name,
                       request.target == "cpp" ? "hpp" : request.target);
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
    std::string text = text_of(policy, request);
    if (request.out == "-") {
        console.out.write(text);
        return done;
    }
    std::optional<Arg> complaint = writes_over_policy(*policy.sources, request.out);
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
