#pragma once

#include "compiler/result_names.hpp"
#include "compiler/result_values.hpp"

#include <string>
#include <string_view>

/// The words in which results speak, in both languages.
namespace tenet::compiler {

/// One requirement of the answer and all that it was answered with.
struct Requirement {
    const TableRequirement& row;
    RequirementStatus status;
    const Explanation& why;
    const std::vector<std::uint32_t>& records;  ///< that surely fail, from 0
};

/// Requirement `k` of a decision, counted within the decision.
Requirement requirement_of(const Telling& telling, std::uint32_t decision, std::uint32_t k);

/// The remedies of a decision that stand for requirements that failed.
std::vector<const TableRemedy*> standing_remedies(const Telling& telling, std::uint32_t decision);

/// Whether a value is as good as unknown: it may be very many things, or all that a fact which is not known may be.
bool is_open(const Telling& telling, const typed::Type& type, const Possible& value);

/// What the author wrote for a requirement that failed; else empty.
std::string_view authors_words(const Requirement& requirement, Lang lang);

/// The sentence for a requirement: the author's, with its places filled, if it failed and there is one; else the records that fail, or one made of the reason's shape.
std::string message(const Telling& telling, const Requirement& requirement);

/// The author's words for a part of a condition, on one line and not too long.
std::string shown_source(const TablePart& part);

/// The sentence for a part of a condition; empty where there is nothing to say but how it stands.
std::string message(const Telling& telling, const Part& part);

}  // namespace tenet::compiler
