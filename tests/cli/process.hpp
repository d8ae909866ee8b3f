#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tenet::testing {

/// What came of a run: its exit status (128 + N after signal N), standard output and error.
struct Ran {
    int status = -1;
    std::string out, err;
};

/// How to run: standard input, and what is set in the environment besides PATH; nothing else is.
struct Setting {
    std::string input;
    std::vector<std::pair<std::string, std::string>> environment;
    std::string folder;  ///< working directory, or the caller's
};

/// Runs a program without a shell and waits for it, a minute at most.
Ran run(const std::string& program, const std::vector<std::string>& arguments, const Setting& setting = {});

/// The bytes of a file; empty if there is none.
std::string read_file(const std::string& path);

/// The lines of a text, without their ends.
std::vector<std::string> lines(const std::string& text);

}  // namespace tenet::testing
