#pragma once

#include "compiler/answer.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"
#include "compiler/table.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reads applicants' facts from JSON, exactly: digits are taken as digits and nothing is rounded or guessed. A number
/// is written in plain digits with no more decimals than its type has, so `3.0` for a count and `1e2` are sent back with
/// `3` and `100` as help; a date is a text `YYYY-MM-DD` of a day that exists; a list is an array of objects and a set one
/// of texts; names are the policy's or their twins, each fact and each field once.
namespace tenet::compiler {

class FactNames;

/// Something wrong with the facts. `problem` has no span of a policy; the place is one of the facts' text.
struct FactsProblem {
    Diagnostic problem;
    std::string pointer;     ///< JSON pointer within the applicant's object; empty for the object itself
    std::size_t offset = 0;  ///< bytes from the beginning of the text
    Place place;
    std::vector<std::uint32_t> facts;  ///< the facts concerned
};

/// A problem without place as yet; the number of arguments is checked at compile time.
template <D kind, class... Args>
FactsProblem facts_problem(const Args&... args) {
    static_assert(sizeof...(Args) == arity(kind), "this diagnostic takes another number of arguments");
    return {{kind, Span{}, {Arg(args)...}, {}, {}, true, {}}, {}, 0, {}, {}};
}

/// One applicant as read: a row in order of the policy's facts, or what is wrong, in order of place. Fields left out at the
/// end of a record are left off its values.
struct Applicant {
    FactRow row;
    std::vector<FactsProblem> problems;
    Place place;          ///< where the applicant's object begins
    bool broken = false;  ///< a problem lies in the text itself, so that nothing of it can be relied on
};

/// How the text holds its applicants: one object, an array of objects, or an object a line.
enum class FactsShape : std::uint8_t { Object, Array, Lines };

/// The shape a text has: an array if it begins with `[`; lines if the path says so (`.jsonl`, `.ndjson`) or if its
/// first two lines that are not blank look like objects of their own; else one object.
FactsShape facts_shape(std::string_view text, std::string_view path);

/// Reads every applicant in turn and hands it over. A syntax error ends an array, but costs lines only that line.
/// At most `kept_problems` problems of an applicant are kept. Facts that `not_needed` names and the table does not have are
/// passed over, whatever is given for them.
void read_facts(const Table& table, std::string_view text, FactsShape shape,
                const std::function<void(Applicant&)>& take,
                const std::vector<std::string_view>& not_needed = {});

/// The same for text of which every line that is not blank is an applicant's object; `take` is given the line too. Places are
/// those in `lines`.
void read_fact_lines(const FactNames& names, std::string_view lines,
                     const std::function<void(Applicant&, std::string_view)>& take);

inline constexpr std::size_t kept_problems = 20;
/// How large a facts file may be, in bytes, and how deep its values may nest.
inline constexpr std::size_t facts_bytes = std::size_t{1} << 28U;

/// `facts.json:3:14: error[T0404]: /audits: …` with its help, a line each.
std::string render_text(const FactsProblem& problem, std::string_view path, Lang lang);

}  // namespace tenet::compiler
