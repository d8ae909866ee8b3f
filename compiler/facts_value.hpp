#pragma once

#include "compiler/facts.hpp"
#include "compiler/facts_names.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tenet::compiler {

enum class JsonKind : std::uint8_t { Null, Boolean, Number, Text, Array, Object };

/// One JSON value: the digits of a number as written, the characters of a text, `true` or `false`.
struct JsonValue {
    JsonKind kind;
    std::string_view text;
};

/// At most so many bytes of a text from outside, in whole characters; an ellipsis stands for the rest.
std::string shortened(std::string_view text, std::size_t most);

/// The value as a message names it: "the text `3`", "a list".
Arg described(const JsonValue& value);

/// What kind of value a fact or field takes, as a message names it.
Arg type_words(const Table& table, const typed::Type& type);

/// How to write a value of a fact or field, as the help of a message says it.
Arg how_to_write(const Table& table, const TableFact& fact, std::string_view name);

/// Reads one value of a fact or field, given under `name`, or says why it is none. Sets and lists are no single values: of
/// them only `null` is taken.
std::optional<FactsProblem> read_value(const FactNames& names, const TableFact& fact, std::string_view name,
                                       const JsonValue& json, FactValue& value);

/// Reads the one value of a fact that is written in JSON, a list or a set too, given under `name`. Of the applicant that comes
/// back it is the only fact, and places are those in `text`.
Applicant read_json_value(const FactNames& names, std::uint32_t fact, std::string_view name,
                          std::string_view text);

/// Reads one member of a set into the bits of `members`, or says why it is none.
std::optional<FactsProblem> read_member(const FactNames& names, const TableFact& fact, std::string_view name,
                                        const JsonValue& json, std::uint64_t& members);

}  // namespace tenet::compiler
