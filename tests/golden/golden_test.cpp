#include "case.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <iostream>
#include <set>

namespace {

using namespace tenet::golden;
using tenet::compiler::Lang;

const std::filesystem::path folder = TENET_SOURCE_DIR "/tests/golden";

std::string joined(const Lines& lines) {
    std::string out;
    for (const std::string& line : lines)
        out += line + '\n';
    return out;
}

/// One case in both languages.
class GoldenCase : public testing::Test {
  public:
    explicit GoldenCase(Case golden) : case_(std::move(golden)) {}

    void TestBody() override {
        std::optional<Lines> english = run(case_, Lang::En);
        std::optional<Lines> chinese = run(case_, Lang::Zh);
        ASSERT_TRUE(english && chinese) << case_.expected << ": no such command: RUN: " << case_.command;
        EXPECT_EQ(joined(case_.english), joined(*english)) << case_.expected << "; `--update` rewrites it";
        EXPECT_EQ(joined(case_.chinese), joined(*chinese)) << case_.expected << "; `--update` rewrites it";
    }

  private:
    Case case_;
};

/// The codes `T0203` that stand in brackets in the lines.
void collect_codes(const Lines& lines, std::set<std::string>& codes) {
    for (const std::string& line : lines)
        for (std::size_t at = line.find("[T"); at != std::string::npos; at = line.find("[T", at + 1))
            if (at + 6 < line.size() && line[at + 6] == ']') codes.insert(line.substr(at + 1, 5));
}

TEST(Golden, EveryCodeHasACaseThatShowsIt) {
    std::set<std::string> shown;
    for (const Case& golden : all_cases(folder)) {
        std::optional<Lines> output = run(golden, Lang::En);
        if (output) collect_codes(*output, shown);
    }
    for (const tenet::compiler::DiagRow& row : tenet::compiler::diag_rows)
        EXPECT_TRUE(shown.contains(std::string(row.code)))
            << row.code << " (" << row.name << ") is shown by no case in tests/golden";
}

void register_cases() {
    for (const Case& golden : all_cases(folder)) {
        std::string name = relative(golden.policy, folder).replace_extension().string();
        testing::RegisterTest("GoldenCase", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                              [golden]() -> testing::Test* { return new GoldenCase(golden); });
    }
}

/// Rewrites the expectations that no longer hold, of cases whose path below the folder begins so; a person reviews them
/// with `git diff`.
int update(const std::string& begin) {
    int status = 0;
    for (const Case& golden : all_cases(folder)) {
        if (!relative(golden.policy, folder).string().starts_with(begin)) continue;
        std::optional<Lines> english = run(golden, Lang::En);
        std::optional<Lines> chinese = run(golden, Lang::Zh);
        if (!english || !chinese) {
            std::cerr << golden.expected << ": no such command: RUN: " << golden.command << '\n';
            status = 1;
        } else if (*english != golden.english || *chinese != golden.chinese) {
            write_case(golden, *english, *chinese);
            std::cout << "updated " << golden.expected << '\n';
        }
    }
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    if (argc > 1 && std::strcmp(argv[1], "--update") == 0) return update(argc > 2 ? argv[2] : "");
    register_cases();
    return RUN_ALL_TESTS();
}
