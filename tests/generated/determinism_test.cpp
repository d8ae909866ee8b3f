#include "tests/generated/service.hpp"

#include <gtest/gtest.h>

namespace tenet::generated {
namespace {

using testing::Ran;
using testing::Setting;

constexpr const char* policies[] = {"auditor.policy", "auditor.zh.policy"};
constexpr const char* targets[] = {"cpp", "json"};

const std::string policy_folder = TENET_SOURCE_DIR "/policies/auditor";

/// Places, languages, clocks and other things about a machine that must not show in what is built.
std::vector<Setting> settings(const Service& service) {
    return {{{}, {}, policy_folder},
            {{}, {{"LC_ALL", "C"}}, "/"},
            {{}, {{"LC_ALL", "zh_CN.UTF-8"}}, service.path("")},
            {{}, {{"LANG", "zh_CN.GB18030"}, {"LANGUAGE", "zh_CN:zh"}}, "/"},
            {{}, {{"LC_ALL", "tr_TR.UTF-8"}, {"LC_NUMERIC", "de_DE.UTF-8"}}, "/"},
            {{}, {{"TZ", "Asia/Shanghai"}}, policy_folder},
            {{}, {{"TZ", "America/Los_Angeles"}, {"HOME", "/nowhere"}, {"USER", "somebody"}}, "/"},
            {{}, {{"TMPDIR", "/nowhere"}, {"COLUMNS", "20"}, {"TERM", "xterm-256color"}}, "/"},
            {{}, {{"SOURCE_DATE_EPOCH", "1"}, {"MALLOC_PERTURB_", "165"}}, policy_folder}};
}

TEST(Determinism, BuildingGivesTheSameBytesEverywhere) {
    const Service service("determinism");
    for (const char* policy : policies)
        for (const char* target : targets) {
            const std::string path = policy_folder + "/" + policy, out = service.path("built");
            const Ran first = testing::run(TENET_PROGRAM, {"build", path, "--to", target, "-o", out});
            ASSERT_EQ(first.status, 0) << first.err;
            const std::string bytes = read_file(out);
            ASSERT_GT(bytes.size(), 1000U);
            for (const Setting& setting : settings(service)) {
                std::filesystem::remove(out);
                const Ran again =
                    testing::run(TENET_PROGRAM, {"build", path, "--to", target, "-o", out}, setting);
                ASSERT_EQ(again.status, 0) << again.err;
                EXPECT_EQ(read_file(out), bytes) << policy << " to " << target << " in " << setting.folder;
            }
            const Ran near = testing::run(TENET_PROGRAM, {"build", policy, "--to", target, "-o", out},
                                          {{}, {}, policy_folder});
            ASSERT_EQ(near.status, 0) << near.err;
            EXPECT_EQ(read_file(out), bytes) << "the path of the policy shows";
            EXPECT_EQ(bytes.find(TENET_SOURCE_DIR), std::string::npos);
        }
}

/// The command line gives what the library gives, so that the other tests of headers speak for it.
TEST(Determinism, TheCommandLineWritesTheHeaderOfTheLibrary) {
    const Service service("determinism_library");
    for (const char* policy : policies) {
        const std::string out = service.path("built.hpp");
        ASSERT_EQ(
            testing::run(TENET_PROGRAM, {"build", policy_folder + "/" + policy, "--to", "cpp", "-o", out})
                .status,
            0);
        EXPECT_EQ(read_file(out), header_of_file(std::string("policies/auditor/") + policy));
    }
}

}  // namespace
}  // namespace tenet::generated
