#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/emit_json.hpp"
#include "compiler/write_file.hpp"

namespace tenet::compiler::cli {

int build(const Request& request, Console& console) {
    Compiled policy = compile(console.files, request.files.front());
    if (int status = report(policy, request.lang, console); status != done) return status;
    std::string text = request.target == "cpp" ? emit_cpp(*policy.table, *policy.program)
                                               : emit_json(*policy.table, *policy.fingerprints);
    if (request.out == "-") {
        console.out.write(text);
        return done;
    }
    std::optional<WorldError> error = write_file(request.out, text);
    if (!error) return done;
    complain(console, request.lang, *error);
    return world_is_wrong;
}

}  // namespace tenet::compiler::cli
