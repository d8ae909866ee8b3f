#pragma once

#include "compiler/json_writer.hpp"
#include "compiler/population.hpp"

#include <string>

/// What `tenet diff --population` says.
namespace tenet::compiler {

/// Whether some answer is another.
bool changes(const PopulationTally& tally);

/// A block for people.
std::string population_text(const PopulationPlan& plan, const PopulationTally& tally, Lang lang);
/// The same as a value within other JSON.
void write_population(JsonWriter& json, const PopulationPlan& plan, const PopulationTally& tally);

}  // namespace tenet::compiler
