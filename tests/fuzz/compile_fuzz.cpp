#include "compiler/compile.hpp"
#include "compiler/emit_cpp.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/reference.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

/// Any bytes as a policy: what compiles can be evaluated, by both evaluators alike, of an applicant of whom nothing is known.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tenet::compiler;
    MemoryFiles files;
    files.add("a.policy", std::string(reinterpret_cast<const char*>(data), size));
    const Compiled policy = compile(files, "a.policy");
    for (Lang lang : {Lang::En, Lang::Zh})
        render_text(policy.diagnostics, *policy.sources, lang);
    if (!policy.ok()) return 0;
    const FactRow nothing(policy.module->facts.size());
    if (interpret(policy.program->view(), *policy.table, nothing) !=
        reference_evaluate(*policy.module, nothing))
        std::abort();
    emit_cpp(*policy.table, *policy.program);
    return 0;
}
