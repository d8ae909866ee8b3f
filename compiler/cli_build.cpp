#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/emit_json.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace tenet::compiler::cli {
namespace {

/// Whether two paths lead to one file, by whatever names and links.
bool same_file(const std::string& one, const std::string& other) {
    std::error_code ignored;  // a file that is not there is no other's
    return std::filesystem::equivalent(one, other, ignored);
}

/// What to say where the output is the policy, or a file that it uses.
std::optional<Arg> writes_over_policy(const Sources& sources, const std::string& out) {
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
        const std::string& path = sources.file(i).path;
        if (!same_file(out, path)) continue;
        if (i == 0)
            return Arg("-o names the policy itself; write to another file",
                       "-o 就是政策文件本身；请写到别的文件");
        const std::string shown = displayed(path);
        return Arg(fmt::format("-o names `{}`, which the policy uses; write to another file", shown),
                   fmt::format("-o 是政策所使用的 `{}`；请写到别的文件", shown));
    }
    return {};
}

std::string text_of(const Compiled& policy, const Request& request) {
    return request.target == "cpp" ? emit_cpp(*policy.table, *policy.program)
                                   : emit_json(*policy.table, *policy.fingerprints);
}

/// Where a question of a folder goes: the parts of its name are folders, `a.b` becomes `a/b.hpp`.
std::string path_of(const Table& table, const Request& request) {
    std::string name = table.policy;
    std::replace(name.begin(), name.end(), '.', '/');
    const bool slash = request.out.ends_with('/');
    return fmt::format("{}{}{}{}", request.out, slash ? "" : "/", name,
                       request.target == "cpp" ? ".hpp" : ".json");
}

}  // namespace

int build_folder(const Request& request, Console& console) {
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
    Compiled policy = compile(console.files, request.files.front());
    if (int status = report(policy, request.lang, console); status != done) return status;
    std::string text = text_of(policy, request);
    if (request.out == "-") {
        console.out.write(text);
        return done;
    }
    if (std::optional<Arg> complaint = writes_over_policy(*policy.sources, request.out)) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    std::optional<WorldError> error = write_file(request.out, text);
    if (!error) return done;
    complain(console, request.lang, *error);
    return world_is_wrong;
}

}  // namespace tenet::compiler::cli
