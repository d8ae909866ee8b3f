#pragma once

#include "fixture.hpp"

#include <fmt/format.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

/// What the tests of `tenet batch` share: a population for the sample policy, and how it is judged.
// Sanitizers have memory and address space of their own, of which a test cannot say much.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TENET_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TENET_TEST_SANITIZED 1
#endif
#endif

namespace tenet::testing {

using Strings = std::vector<std::string>;

class Batch : public CommandLine {
  protected:
    /// `batch` of the sample policy from one file of the test's folder to another.
    Ran batch(const std::string& in, const std::string& out, const Strings& more = {},
              const std::string& policy = auditor) const {
        Strings arguments{"batch", policy, "--in", path(in), "--out", path(out)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return tenet(arguments);
    }
    /// The same through standard input and output.
    static Ran piped(const std::string& input, const Strings& more = {}) {
        Strings arguments{"batch", auditor, "--in", "-", "--out", "-", "--from", "csv"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return tenet(arguments, input);
    }
};

inline const std::string header = "applied_on,exam,audits,extension\n";
inline const std::string good = "2023-05-01,2021-03-15,4,no\n";
inline const std::string result_header = "row,eligible,eligible.failed,eligible.missing,eligible.remedies\n";

inline Strings lines_of(const std::string& text) {
    Strings out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

/// Applicants for the sample policy, the same ones each time: a row of CSV each, or an object of JSON.
class Applicants {
  public:
    std::string row() {
        next();
        const std::string exam = exam_ == "null" ? "none" : exam_;
        return fmt::format("{},{},{},{}\n", applied_, exam, audits_,
                           extension_ == "true" ? (number_ % 2 == 0 ? "yes" : "是")
                           : extension_.empty() ? ""
                                                : "no");
    }
    std::string object() {
        next();
        std::string out = fmt::format(R"({{"applied_on": "{}")", applied_);
        if (exam_ == "null") out += R"(, "exam": null)";
        if (exam_ != "null" && !exam_.empty()) out += fmt::format(R"(, "exam": "{}")", exam_);
        if (!audits_.empty()) out += R"(, "audits": )" + audits_;
        if (!extension_.empty()) out += R"(, "extension": )" + extension_;
        return out + "}\n";
    }

  private:
    std::size_t pick(std::size_t count) { return random_() % count; }
    std::string day() {
        const std::size_t year = 2016 + pick(8), month = 1 + pick(12);
        return fmt::format("{}-{:02}-{:02}", year, month, 1 + pick(28));
    }
    void next() {
        ++number_;
        applied_ = day();
        exam_ = pick(8) == 0 ? "" : pick(8) == 0 ? "null" : day();
        audits_ = pick(8) == 0 ? "" : std::to_string(pick(6));
        extension_ = pick(4) == 0 ? "" : pick(2) == 0 ? "true" : "false";
    }

    std::mt19937 random_{7};
    std::size_t number_ = 0;
    std::string applied_, exam_, audits_, extension_;
};

inline std::string population(std::size_t rows) {
    Applicants applicants;
    std::string out = header;
    for (std::size_t i = 0; i < rows; ++i)
        out += applicants.row();
    return out;
}

}  // namespace tenet::testing
