#include "compiler/ast_dump.hpp"
#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/spec_operators.hpp"
#include "compiler/table_dump.hpp"
#include "compiler/typed_dump.hpp"

#include <optional>

namespace tenet::compiler::cli {
namespace {

/// The stage's result as text, or nothing if an error came before it.
std::optional<std::string> stage_text(const Compiled& policy, std::string_view stage) {
    if (stage == "ast" && policy.ast) return compiler::dump(*policy.ast);
    if (stage == "types" && policy.module) return compiler::dump(*policy.module);
    if (stage == "table" && policy.table) return compiler::dump(*policy.table);
    if (stage == "program" && policy.program) return compiler::dump(*policy.program);
    return {};
}

}  // namespace

int dump(const Request& request, Console& console) {
    if (request.stage == "operators") {
        console.out.write(operators_chapter());
        return done;
    }
    Compiled policy = compile(console.files, request.files.front());
    int status = report(policy, request.lang, console);
    if (std::optional<std::string> text = stage_text(policy, request.stage)) console.out.write(*text);
    return status;
}

}  // namespace tenet::compiler::cli
