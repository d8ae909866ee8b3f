#pragma once

#include "compiler/cli.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tenet::compiler::cli {

/// What came of reading the arguments: a request, a text to print (help, version), or a complaint.
struct Reading {
    std::optional<Request> request;
    std::string print;
    std::optional<Arg> complaint;
    Lang lang = Lang::En;
};

/// Reads the arguments of `tenet`, without the program's own name.
Reading read_arguments(std::vector<std::string> arguments);

/// The help of a command, or of the program for an empty name.
std::string_view help_text(std::string_view command, Lang lang);

/// The language of LC_ALL, LC_MESSAGES or LANG, the first that is set: Chinese if it begins with `zh`.
Lang language_of_environment();

}  // namespace tenet::compiler::cli
