#include "tests/generated/service.hpp"

#include "compiler/compile.hpp"
#include "compiler/emit_cpp.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace tenet::generated {

namespace fs = std::filesystem;

std::string header_of(const std::vector<std::pair<std::string, std::string>>& sources) {
    compiler::MemoryFiles files;
    for (const auto& [name, text] : sources)
        files.add(name, text);
    const compiler::Compiled compiled = compiler::compile(files, sources.front().first);
    if (compiled.ok()) return compiler::emit_cpp(*compiled.table, *compiled.program);
    ADD_FAILURE() << render_text(compiled.diagnostics, *compiled.sources, compiler::Lang::En);
    return {};
}

std::string header_of(const std::string& policy) { return header_of({{"case.policy", policy}}); }

std::string header_of_file(const std::string& path) {
    const fs::path file = fs::path(TENET_SOURCE_DIR) / path;
    std::vector<std::pair<std::string, std::string>> sources = {{file.filename().string(), read_file(file)}};
    for (const auto& entry : fs::directory_iterator(file.parent_path()))
        if (entry.path().extension() == ".policy" && entry.path() != file)
            sources.emplace_back(entry.path().filename().string(), read_file(entry.path()));
    return header_of(sources);
}

Service::Service(const std::string& name) : folder_(fs::path(TENET_BINARY_DIR) / name) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
}

void Service::write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file, std::ios::binary) << text;
}

testing::Ran Service::compile(const std::string& compiler, std::vector<std::string> arguments) const {
    std::vector<std::string> words = {
        "-std=c++20",       "-Wall",        "-Wextra",
        "-Wpedantic",       "-Wconversion", "-Wshadow",
        "-Wold-style-cast", "-Wundef",      "-Werror",
        "-fno-exceptions",  "-fno-rtti",    std::string("-I") + TENET_SOURCE_DIR + "/runtime/include"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return testing::run(find_program(compiler), words,
                        {.input = {}, .environment = {}, .folder = folder_.string()});
}

std::string find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "/usr/bin:/bin" : path);
    for (std::string folder; std::getline(folders, folder, ':');)
        if (fs::exists(fs::path(folder) / name)) return (fs::path(folder) / name).string();
    ADD_FAILURE() << "no program " << name;
    return {};
}

}  // namespace tenet::generated
