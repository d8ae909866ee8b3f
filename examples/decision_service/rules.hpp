#pragma once

#include "problem.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// One question and who answers it.
namespace decision_service {

/// What came of one applicant's facts. Kept from one to the next, so that its memory is.
struct Reply {
    std::string answer;  ///< the JSON of `tenet eval --format json` on one line
    std::string record;  ///< the same for the log, without what follows from the rules
    std::string_view
        verdict;  ///< of the first decision, as JSON has it; empty where the policy has only outputs
};

/// A policy's rules in one version: from a generated header, or from a table that was read while the service runs. Threads share it.
class Rules {
  public:
    Rules() = default;
    Rules(const Rules&) = delete;
    Rules& operator=(const Rules&) = delete;
    virtual ~Rules() = default;

    virtual std::string_view policy() const = 0;       ///< its id: `ccaa.hotline`
    virtual std::string_view fingerprint() const = 0;  ///< SHA-256 of what it means, in hexadecimal
    virtual bool is_built_in() const = 0;              ///< whether its rules were compiled into the service
    /// What a form needs to ask it, as JSON: see `tenet_form`.
    virtual std::string_view form() const = 0;
    /// Answers facts, a JSON object, in the language asked for; else says what is wrong with them.
    virtual std::optional<Problem> ask(std::string_view facts, Language language, Reply& reply) const = 0;
};

using RulesPointer = std::shared_ptr<const Rules>;

}  // namespace decision_service
