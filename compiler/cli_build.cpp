#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/emit_json.hpp"
#include "compiler/write_file.hpp"

#include <filesystem>
#include <system_error>

namespace tenet::compiler::cli {
namespace {

/// Whether two paths lead to one file, by whatever names and links.
bool same_file(const std::string& one, const std::string& other) {
    std::error_code ignored;  // a file that is not there is no other's
    return std::filesystem::equivalent(one, other, ignored);
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
    if (same_file(request.out, request.files.front())) {
        complain(
            console, request.lang,
            Arg("-o names the policy itself; write to another file", "-o 就是政策文件本身；请写到别的文件"));
        return world_is_wrong;
    }
    std::optional<WorldError> error = write_file(request.out, text);
    if (!error) return done;
    complain(console, request.lang, *error);
    return world_is_wrong;
}

}  // namespace tenet::compiler::cli
