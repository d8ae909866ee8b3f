#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/json_writer.hpp"
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

/// One applicant's result in the fixed shape, with a line end. It is answered, not refused.
std::string result_json(const Table& table, const Explained& explained, const Shown& shown);
/// The same as a value within other JSON; `shown.pretty` says nothing here.
void write_result(JsonWriter& json, const Table& table, const Explained& explained, const Shown& shown);

}  // namespace tenet::compiler
