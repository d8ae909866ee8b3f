#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Values as JSON, messages and results write them.
namespace tenet::compiler {

/// Whether values of a type are numbers, with a unit or without.
bool is_number(typed::Base base);

/// A number of units of 1/scale as an exact decimal without trailing zeros: `7.5`, `-0.25`, `16`.
std::string number_text(std::int64_t value, std::int32_t scale);

/// How many digits a number of this scale may have behind its point: 1 in halves, 2 in hundredths, 0 in whole ones.
int decimals_of(std::int32_t scale);

/// A value of any type but choices, sets, texts and lists, in one language: `2023-04-01`, `yes`, `7.5`.
std::string value_text(const typed::Type& type, std::int64_t value, Lang lang);

/// The label of a value of a choice, else its name (in English its twin).
std::string_view shown_name(const TableChoiceValue& value, Lang lang);

/// What an element of a policy is called in a language: its label, else its name (in English its ASCII twin).
std::string_view shown_name(const TableText& label, std::string_view id, std::string_view name, Lang lang);

}  // namespace tenet::compiler
