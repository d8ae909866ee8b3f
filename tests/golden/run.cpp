#include "case.hpp"

#include "compiler/compile.hpp"
#include "compiler/facts.hpp"
#include "compiler/table_dump.hpp"
#include "compiler/typed_dump.hpp"

#include <sstream>

namespace tenet::golden {
namespace {

using compiler::Compiled;
using compiler::Lang;

Lines lines_of(const std::string& text) {
    Lines out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

/// The one place where cases meet the stages; the file is known by its last part, whatever folder it is in.
Compiled compile(const Case& golden) {
    compiler::MemoryFiles files;
    files.add(golden.name, golden.source);
    return compiler::compile(files, golden.name);
}

std::string diagnostics(const Case& golden, const Compiled& compiled, Lang lang) {
    if (compiled.world)
        return golden.name + ": " +
               (lang == Lang::Zh ? compiled.world->reason_zh : compiled.world->reason_en);
    return render_text(compiled.diagnostics, *compiled.sources, lang);
}

std::string dump(const Compiled& compiled, const std::string& stage) {
    if (stage == "types" && compiled.module) return compiler::dump(*compiled.module);
    if (stage == "table" && compiled.table) return compiler::dump(*compiled.table);
    if (stage == "program" && compiled.program) return compiler::dump(*compiled.program);
    return {};
}

/// What is wrong with the facts that the command gives, `@name` standing for a file beside the case.
std::string facts_problems(const Case& golden, const Compiled& compiled, std::string facts, Lang lang) {
    std::string path = "facts.json";
    if (facts.starts_with('@')) {
        path = facts.substr(1);
        facts = read_bytes(golden.policy.parent_path() / path);
    }
    std::string out;
    read_facts(*compiled.table, facts, compiler::facts_shape(facts, path),
               [&](compiler::Applicant& applicant) {
                   for (const compiler::FactsProblem& problem : applicant.problems)
                       out += render_text(problem, path, lang);
               });
    return out;
}

}  // namespace

std::optional<Lines> run(const Case& golden, Lang lang) {
    std::size_t blank = golden.command.find(' ');
    std::string verb = golden.command.substr(0, blank);
    std::string rest = blank == std::string::npos ? "" : golden.command.substr(blank + 1);
    if (verb != "check" && verb != "dump" && verb != "facts") return std::nullopt;

    Compiled compiled = compile(golden);
    std::string out = diagnostics(golden, compiled, lang);
    if (verb == "dump") out += dump(compiled, rest);
    if (verb == "facts" && compiled.table) out += facts_problems(golden, compiled, rest, lang);
    return lines_of(out);
}

}  // namespace tenet::golden
