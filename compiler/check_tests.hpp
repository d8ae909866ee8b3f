#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/resolve.hpp"
#include "compiler/source.hpp"
#include "compiler/test_case.hpp"
#include "compiler/typed.hpp"

#include <vector>

namespace tenet::compiler {

/// The tests of the asked file, in its order, against the policy that it makes. `module` is as it was once this returns; the
/// tests are fit for use only if nothing was reported.
std::vector<TestCase> check_tests(const ast::File& file, const Names& names, const Sources& sources,
                                  typed::Module& module, Diagnostics& diagnostics);

}  // namespace tenet::compiler
