#include "tests/bench/compiler_subjects.hpp"

#include "compiler/compile.hpp"
#include "compiler/parse.hpp"
#include "tests/bench/policy_text.hpp"

#include <benchmark/benchmark.h>
#include <memory>
#include <utility>

namespace tenet::bench {
namespace {

using namespace tenet::compiler;

CompilerSubject parsing(std::string name, std::string text, std::size_t decisions, bool& sound) {
    const std::size_t bytes = text.size();
    auto sources = std::make_shared<Sources>();
    const std::uint32_t file = sources->add("bench.policy", std::move(text));
    const auto pass = [sources, file] {
        Diagnostics diagnostics;
        benchmark::DoNotOptimize(parse(*sources, file, diagnostics));
        return diagnostics.all().empty();
    };
    sound = sound && pass();
    return {{std::move(name), pass}, bytes, decisions * requirements_a_decision};
}

CompilerSubject compiling(std::string name, std::string text, std::size_t decisions, bool& sound) {
    const std::size_t bytes = text.size();
    auto files = std::make_shared<MemoryFiles>();
    files->add("bench.policy", std::move(text));
    const auto pass = [files] { return compile(*files, "bench.policy").ok(); };
    sound = sound && pass();
    return {{std::move(name), pass}, bytes, decisions * requirements_a_decision};
}

}  // namespace

std::vector<CompilerSubject> compiler_subjects() {
    bool sound = true;
    std::vector<CompilerSubject> subjects;
    subjects.push_back(parsing("parse, 20,000 requirements", policy_text(4000), 4000, sound));
    subjects.push_back(compiling("compile, 1,000 requirements", policy_text(200), 200, sound));
    subjects.push_back(compiling("compile, 5,000 requirements", policy_text(1000), 1000, sound));
    if (!sound) subjects.clear();
    return subjects;
}

}  // namespace tenet::bench
