#pragma once

#include "compiler/diagnostics.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A golden case: a policy with its command and its expected output in one file.
///
/// The file begins with `# RUN: check`, `# RUN: dump ast|types|table|program`, `# RUN: eval facts={"exam": null}` or
/// `# RUN: tenet batch case.policy --in @gbk.csv --out -`, `@` before a file that lies beside the case, and ends
/// with the expectation, one `# CHECK: ` (English) or `# CHECK-ZH: ` (Chinese) line per line of output. A policy that
/// cannot hold such lines, since it is not text, has both in a file of the same name that ends in `.expected`.
/// Cases are named after the code that they show; such a case is the example of `tenet explain CODE`, and its lines
/// `# EN: …` and `# ZH: …` say there why the code exists.
/// A line `# REPEAT 4097: fact f{n} : count` stands for that many lines, `{n}` being the number of each.
/// A line `# FILE common.policy` begins another file, which the policy may use; `# FILE 17: f{n}.policy` that many of
/// them, `{n}` in the file being its number and `{n+1}` the next.
namespace tenet::golden {

using Lines = std::vector<std::string>;

struct Case {
    std::filesystem::path policy;    ///< where the source is
    std::filesystem::path expected;  ///< where the expectation is: the same, or the `.expected` beside it
    std::string name;                ///< as the source is called in the output: its last part
    std::string text;                ///< the file that holds the expectation, without it
    std::string source;              ///< what is compiled: the policy with its repeated lines
    std::vector<std::pair<std::string, std::string>> files;  ///< the others, by name
    std::string command;  ///< what stands after `RUN:`, empty if there is no such line
    Lines english, chinese;
};

/// All cases below a folder, in the order of their paths.
std::vector<Case> all_cases(const std::filesystem::path& folder);

/// Every byte of a file of the test folder.
std::string read_bytes(const std::filesystem::path& path);

/// Reads one case.
Case read_case(const std::filesystem::path& policy);

/// Writes the case again with another expectation.
void write_case(const Case& old, const Lines& english, const Lines& chinese);

/// The output of the case's command, line by line, or nothing if there is no such command.
std::optional<Lines> run(const Case& golden, compiler::Lang lang);

}  // namespace tenet::golden
