#include "case.hpp"

#include "compiler/ast_dump.hpp"
#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/table_dump.hpp"
#include "compiler/typed_dump.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <stdexcept>

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

/// The files of a case; they are known by their last parts, whatever folder the case is in.
compiler::MemoryFiles files_of(const Case& golden) {
    compiler::MemoryFiles files;
    files.add(golden.name, golden.source);
    for (const auto& [name, text] : golden.files)
        files.add(name, text);
    return files;
}

/// The one place where cases meet the stages.
Compiled compile(const Case& golden) {
    compiler::MemoryFiles files = files_of(golden);
    return compiler::compile(files, golden.name);
}

std::string diagnostics(const Case& golden, const Compiled& compiled, Lang lang) {
    if (compiled.world)
        return golden.name + ": " +
               (lang == Lang::Zh ? compiled.world->reason_zh : compiled.world->reason_en);
    return render_text(compiled.diagnostics, *compiled.sources, lang);
}

std::string dump(const Compiled& compiled, const std::string& stage) {
    if (stage == "ast" && compiled.ast) return compiler::dump(*compiled.ast);
    if (stage == "types" && compiled.module) return compiler::dump(*compiled.module);
    if (stage == "table" && compiled.table) return compiler::dump(*compiled.table);
    if (stage == "program" && compiled.program) return compiler::dump(*compiled.program);
    return {};
}

/// A file that the command line writes to, read back as text.
class Captured {
  public:
    Captured() : file_(std::tmpfile()) {
        if (file_ == nullptr) throw std::runtime_error("no temporary file");
    }
    ~Captured() { std::fclose(file_); }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;

    int descriptor() const { return ::fileno(file_); }
    std::string text() const {
        std::string out(static_cast<std::size_t>(std::ftell(file_)), '\0');
        std::rewind(file_);
        out.resize(std::fread(out.data(), 1, out.size(), file_));
        return out;
    }

  private:
    std::FILE* file_;
};

/// What `tenet` prints for these arguments and some more; what goes to the error stream comes last, then the exit status unless it
/// is 0.
std::string command(compiler::MemoryFiles& files, std::vector<std::string> arguments, const std::string& more,
                    Lang lang) {
    arguments.insert(arguments.end(), {"--lang", lang == Lang::Zh ? "zh" : "en"});
    std::istringstream words(more);
    for (std::string word; words >> word;)
        arguments.push_back(word);
    const Captured out, err;
    int status = 0;
    {
        compiler::cli::Output out_stream(out.descriptor()), err_stream(err.descriptor());
        compiler::cli::Console console{files, out_stream, err_stream};
        status = compiler::cli::run(arguments, console);
    }
    return out.text() + err.text() + (status == 0 ? "" : "exit " + std::to_string(status) + "\n");
}

/// `tenet eval` as people call it: what stands before `facts=` are further arguments, behind it the facts, `@name`
/// being a file beside the case.
std::string eval(const Case& golden, const std::string& rest, Lang lang) {
    const std::size_t mark = rest.find("facts=");
    if (mark == std::string::npos) throw std::runtime_error(golden.name + ": eval needs facts=");
    std::string facts = rest.substr(mark + 6), path = "facts.json";
    if (facts.starts_with('@')) {
        path = facts.substr(1);
        facts = read_bytes(golden.policy.parent_path() / path);
    }
    compiler::MemoryFiles files = files_of(golden);
    files.add(path, facts);
    return command(files, {"eval", golden.name, "--facts", path}, rest.substr(0, mark), lang);
}

/// Takes the mark off words `@name` and adds these files, which lie beside the case since they are not text.
void add_files_beside(const Case& golden, std::string& words, compiler::MemoryFiles& files) {
    for (std::size_t at = words.find(" @"); at != std::string::npos; at = words.find(" @", at)) {
        words.erase(++at, 1);
        const std::string name = words.substr(at, words.find(' ', at) - at);
        files.add(name, read_bytes(golden.policy.parent_path() / name));
    }
}

}  // namespace

std::optional<Lines> run(const Case& golden, Lang lang) {
    std::size_t blank = golden.command.find(' ');
    std::string verb = golden.command.substr(0, blank);
    std::string rest = blank == std::string::npos ? "" : golden.command.substr(blank + 1);
    if (verb == "eval") return lines_of(eval(golden, rest, lang));
    if (verb == "tenet") {
        // Any other command, over the files of the case: `tenet check .` takes all of them.
        compiler::MemoryFiles files = files_of(golden);
        add_files_beside(golden, rest, files);
        const std::size_t end = rest.find(' ');
        return lines_of(command(files, {rest.substr(0, end)}, rest.substr(std::min(end, rest.size())), lang));
    }
    if (verb != "check" && verb != "dump") return std::nullopt;

    Compiled compiled = compile(golden);
    std::string out = diagnostics(golden, compiled, lang);
    if (verb == "dump") out += dump(compiled, rest);
    return lines_of(out);
}

}  // namespace tenet::golden
