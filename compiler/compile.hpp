#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"
#include "compiler/table.hpp"
#include "compiler/test_case.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tenet::compiler {

/// Everything that the stages made of one policy; a stage's result is there only if all before it succeeded.
struct Compiled {
    std::unique_ptr<Sources> sources;
    Diagnostics diagnostics;
    std::optional<WorldError> world;  ///< the file could not be read
    std::optional<ast::File> ast;
    std::optional<typed::Module> module;
    std::optional<Table> table;
    std::optional<Fingerprints> fingerprints;
    std::optional<OwnedProgram> program;
    std::vector<TestCase> tests;  ///< of the policy's own file

    bool ok() const { return program.has_value() && !diagnostics.has_errors(); }
};

/// Whether citations are held against the locks of their sources.
enum class Locks : std::uint8_t { Checked, Ignored };

/// Runs load, parse, check, lower, prove, verify and program over one policy file.
Compiled compile(FileSystem& files, const std::string& path, Locks locks = Locks::Checked);

}  // namespace tenet::compiler
