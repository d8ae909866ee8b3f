#pragma once

#include "compiler/witness.hpp"

#include <array>

/// How the answers of two versions to one applicant are compared.
namespace tenet::compiler {

/// The remedies of a requirement that stand, by their ids in order.
std::vector<std::string> remedies_at(const Table& table, std::uint32_t decision, std::uint32_t place,
                                     const DecisionAnswer& answer);

/// A determined value in a way that tables share: words for what one of them numbers.
std::string shared_key(const Table& table, const typed::Type& type, const Possible& value,
                       const FactRow& row);

/// Whether the values of an output differ; values that are open in both do not.
bool output_differs(const std::array<const Table*, 2>& tables, const Subject& subject,
                    const Witness& witness);

/// Whether the reference evaluator answers the same where the two are compared.
bool confirmed(const Edition& edition, const FactRow& row, const Answer& answer);

}  // namespace tenet::compiler
