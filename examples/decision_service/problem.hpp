#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// What clients are told that get no answer: problem documents, RFC 9457.
namespace decision_service {

enum class Language : std::uint8_t { en, zh };

/// The kinds of problem; each is a `type`, a status of HTTP and a title.
enum class ProblemKind : std::uint8_t {
#define PROBLEM(name, ...) name,
#include "problems.def"
#undef PROBLEM
};

struct Problem {
    ProblemKind kind = ProblemKind::Fault;
    std::string detail{};                ///< this occurrence, in the language asked for
    std::string help{};                  ///< what to do about it
    std::string code{};                  ///< what `tenet explain` knows: `T0411`
    std::string pointer{};               ///< the place in the facts, RFC 6901
    std::uint32_t line = 0, column = 0;  ///< from 1; 0 where there is no place
};

int status_of(ProblemKind kind);
/// `out-of-range`, as the end of its `type`.
std::string_view name_of(ProblemKind kind);

/// The document, as JSON on one line.
std::string document_of(const Problem& problem, Language language);

/// A problem without a place, of which no more is to be said than its kind does.
Problem plain(ProblemKind kind, Language language);

/// The first of the languages that an `Accept-Language` names and the service speaks, else `otherwise`.
Language language_of(std::string_view accepted, Language otherwise);

}  // namespace decision_service
