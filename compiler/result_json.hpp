#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/result.hpp"

#include <optional>
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
    bool notes = true;    ///< in texts; JSON always has them
    /// In texts: of a decision only these requirements, by their places in it, without the line that says its verdict.
    std::optional<std::vector<std::uint32_t>> requirements{};
    bool facts = false;  ///< in JSON: also what it was answered for
};

/// One applicant's result in the fixed shape, with a line end. It is answered, not refused.
std::string result_json(const Table& table, const Explained& explained, const Shown& shown);
/// One output as it stands there: its value, or what would determine it.
void write_output(JsonWriter& json, const Table& table, const Explained& explained, std::uint32_t output,
                  Lang lang);
/// The whole result as a value within other JSON; `shown.pretty` says nothing here.
void write_result(JsonWriter& json, const Table& table, const Explained& explained, const Shown& shown);

}  // namespace tenet::compiler
