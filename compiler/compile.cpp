#include "compiler/compile.hpp"

#include "compiler/assemble.hpp"
#include "compiler/check.hpp"
#include "compiler/check_tests.hpp"
#include "compiler/echoes.hpp"
#include "compiler/fault.hpp"
#include "compiler/fingerprint.hpp"
#include "compiler/imports.hpp"
#include "compiler/lock.hpp"
#include "compiler/lower.hpp"
#include "compiler/prove.hpp"
#include "compiler/resolve.hpp"
#include "compiler/spelling.hpp"
#include "compiler/verify.hpp"
#include "tenet/valid.hpp"

#include <utility>

namespace tenet::compiler {
namespace {

/// Everything behind the checked module; nothing after a stage that reported an error.
void compile_module(Compiled& result) {
    result.table = lower(*result.module, result.sources.get());
    if (result.table->too_large) {
        result.diagnostics.report<D::TooManyRegisters>(result.table->span, result.table->nodes.size(),
                                                       no_register);
        result.table.reset();
        return;
    }
    for (const std::string& mistake : verify(*result.table))
        fault("table: " + mistake);
    prove(*result.table, result.diagnostics);
    if (result.diagnostics.has_errors()) return;
    result.fingerprints = fingerprint(*result.table);
    OwnedProgram program = assemble(*result.table, *result.fingerprints, result.diagnostics);
    if (result.diagnostics.has_errors()) return;
    TENET_CHECK(valid(program.view()), "a program that no evaluator may run");
    result.program = std::move(program);
}

}  // namespace

Compiled compile(FileSystem& files, const std::string& path, Locks locks) {
    Compiled result;
    result.sources = std::make_unique<Sources>();
    WorldError error;
    std::optional<ast::File> parsed = parse_all(files, path, *result.sources, result.diagnostics, error);
    if (!parsed) {
        if (!error.reason_en.empty()) result.world = std::move(error);
        return result;
    }
    // A line that does not parse must not keep the others from being checked: several faults show at once.
    const Names names = resolve(*parsed, result.diagnostics);
    typed::Module module = check(*parsed, names, *result.sources, result.diagnostics);
    if (locks == Locks::Checked) check_locks(files, *parsed, names, *result.sources, result.diagnostics);
    respell(*parsed, *result.sources, result.diagnostics);
    drop_echoes(*parsed, result.diagnostics);
    result.ast = std::move(parsed);
    if (result.diagnostics.has_errors()) return result;
    result.tests = check_tests(*result.ast, names, *result.sources, module, result.diagnostics);
    if (result.diagnostics.has_errors()) return result;
    result.module = std::move(module);
    compile_module(result);
    return result;
}

}  // namespace tenet::compiler
