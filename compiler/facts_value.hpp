#pragma once

#include "compiler/facts.hpp"

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

/// What kind of value a fact takes, as a message names it.
Arg type_words(typed::Base base);

/// A value as messages and results write it in one language: `2023-04-01`, `yes`, `3`.
std::string value_text(typed::Base base, std::int64_t value, Lang lang);

/// Reads one value of a fact, given under `name`, or says why it is none.
std::optional<FactsProblem> read_value(const TableFact& fact, std::string_view name, const JsonValue& json,
                                       FactValue& value);

}  // namespace tenet::compiler
