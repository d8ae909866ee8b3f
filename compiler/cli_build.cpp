#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/emit_json.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

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

}  // namespace

int build(const Request& request, Console& console) {
    Compiled policy = compile(console.files, request.files.front());
    if (int status = report(policy, request.lang, console); status != done) return status;
    std::string text = request.target == "cpp" ? emit_cpp(*policy.table, *policy.program)
                                               : emit_json(*policy.table, *policy.fingerprints);
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
