#include "tests/generated/token_kinds.hpp"

#include "tests/generated/service.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace tenet::generated {
namespace {

/// The header alone: what it includes is the same for every policy.
std::string without_directives(const std::string& header) {
    std::string text;
    std::istringstream lines(header);
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("#include <tenet/") && line != "#pragma once") text += line + "\n";
    return text;
}

}  // namespace

std::vector<std::string> token_kinds(const std::string& header, const std::string& folder) {
    const Service service(folder);
    service.write("alone.cpp", without_directives(header));
    const testing::Ran ran = testing::run(
        find_program("clang++-14"),
        {"-std=gnu++20", "-trigraphs", "-fsyntax-only", "-imacros",     "sys/sysmacros.h",
         "-imacros",     "errno.h",    "-imacros",      "signal.h",     "-imacros",
         "complex.h",    "-imacros",   "sys/stat.h",    "-imacros",     "stdio.h",
         "-imacros",     "assert.h",   "-Xclang",       "-dump-tokens", service.path("alone.cpp")});
    EXPECT_EQ(ran.status, 0) << ran.err;
    std::vector<std::string> kinds;
    std::istringstream lines(ran.err);
    for (std::string line; std::getline(lines, line);) {
        std::string kind = line.substr(0, line.find(' '));
        if (kind != "string_literal" || kinds.empty() || kinds.back() != kind) kinds.push_back(kind);
    }
    return kinds;
}

}  // namespace tenet::generated
