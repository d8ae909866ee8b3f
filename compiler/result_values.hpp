#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/result.hpp"
#include "compiler/table.hpp"
#include "tenet/result_words.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

/// Values of a result as people read them.
namespace tenet::compiler {

/// What services say too, see `tenet/result_words.def`.
std::string_view said(Say what, Lang lang);
/// The same with its places filled, in order.
std::string filled_in(Say what, Lang lang, std::initializer_list<std::string_view> values);

/// What is told, and in which language.
struct Telling {
    const Table& table;
    const Explained& explained;
    Lang lang;

    bool zh() const { return lang == Lang::Zh; }
    /// The first or the second, as the language is.
    std::string_view in(std::string_view en, std::string_view chinese) const { return zh() ? chinese : en; }
    std::string_view in(Say what) const { return said(what, lang); }
};

/// A value together with what it is of.
struct TypedValue {
    typed::Type type;
    Possible value;
    std::string_view measure{};  ///< of a count the author's word for what is counted: 次, 份
};

/// `yes`, `2023-05-01`, `3 to 4`, `46 h`, `7.5天`, `qms`, `unknown`, `none`; numbers with their unit.
std::string shown(const Telling& telling, const TypedValue& value);

/// The same without unit or measure word, which authors write themselves.
std::string bare(const Telling& telling, const TypedValue& value);

/// How far off something of the value's type is: days for dates, else in its own unit.
std::string amount(const Telling& telling, const TypedValue& value);

/// True if it may be so many things that it only says that nothing is known.
bool says_nothing(const Table& table, const typed::Type& type, const Possible& value);

bool surely_none(const Possible& value);

/// The characters of a determined text, which is `number` of the policy's texts plus 1, or 0 and as the facts have it.
std::string text_value(const Telling& telling, const TypedValue& of, std::int64_t number);

/// The value of an output.
TypedValue output_value(const Telling& telling, std::uint32_t output);

/// The type of the difference of two values of a type: days for dates.
typed::Type difference_type(const typed::Type& type);

}  // namespace tenet::compiler
