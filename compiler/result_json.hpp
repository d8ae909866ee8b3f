#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/facts.hpp"
#include "compiler/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// Which decisions and outputs to show, and how.
struct Shown {
    std::string_view fingerprint;  ///< the meaning of the policy
    std::vector<std::uint32_t> decisions, outputs;
    Lang lang = Lang::En;
    bool pretty = false;  ///< over several lines, else one
};

/// One applicant's result in the fixed shape, with a line end.
std::string result_json(const Table& table, const Explained& explained, const Shown& shown);

/// `{"refused": …}` for a single applicant whose facts are wrong, `{"error": …}` for one of several; further problems
/// stand under `more`. A line, or several if pretty.
std::string problems_json(const Table& table, const std::vector<FactsProblem>& problems, const Shown& shown);

}  // namespace tenet::compiler
