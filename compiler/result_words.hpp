#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/result.hpp"

#include <string>
#include <string_view>

/// The words in which results speak, in both languages.
namespace tenet::compiler {

/// What an element of a policy is called in a language: its label, else its name (in English its ASCII twin).
std::string_view shown_name(const TableText& label, std::string_view id, std::string_view name, Lang lang);

/// `yes`, `2023-05-01`, `3 to 4`, `unknown`, `none`; counts have their measure word in Chinese.
std::string shown(typed::Base base, const Possible& value, Lang lang);

std::string_view shown(VerdictKind verdict, Lang lang);

/// The kind of value a fact takes, as one is told to fill it in: `yes/no`, `是／否`.
std::string type_hint(const TableFact& fact, Lang lang);

/// `notice ¶7, ¶8 reading "A21"` as JSON has it; in Chinese text `通知第7、8段（解读 A21）`.
std::string cited(const TableCitation& citation, Lang lang);

/// What the author wrote for a requirement that failed or is unknown; else empty.
std::string_view authors_words(const TableRequirement& requirement, RequirementStatus status, Lang lang);

/// The sentence for a requirement: the author's, with its places filled, if it failed or is unknown and there is one;
/// else one made of the reason's shape.
std::string message(const Table& table, const TableRequirement& requirement, RequirementStatus status,
                    const Reason& reason, const FactRow& facts, Lang lang);

}  // namespace tenet::compiler
