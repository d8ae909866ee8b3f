#include "compiler/difference.hpp"
#include "compiler/fingerprint.hpp"
#include "compiler/lower.hpp"
#include "compiler/mutation.hpp"
#include "compiler/policy_set.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// The policies of the notice against changed ones: what changes an answer is shown by an applicant, what changes none is proved.
namespace tenet::compiler {
namespace {

namespace fs = std::filesystem;

/// The texts of `policies/ccaa`, by file.
std::map<std::string, std::string> texts_of_notice() {
    std::map<std::string, std::string> texts;
    for (const auto& entry : fs::directory_iterator(TENET_SOURCE_DIR "/policies/ccaa")) {
        if (entry.path().extension() != ".policy") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        texts[entry.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
    }
    return texts;
}

Compiled compiled(const std::map<std::string, std::string>& texts, const std::string& name) {
    MemoryFiles files;
    for (const auto& [path, text] : texts)
        files.add(path, text);
    return compile(files, name, Locks::Ignored);
}

/// A change of the words of one file, and a question that it concerns.
struct Edit {
    std::string question, file;
    std::string_view from, to;
};

Difference difference_by(const Edit& edit) {
    std::map<std::string, std::string> texts = texts_of_notice();
    const Compiled before = compiled(texts, edit.question + ".policy");
    std::string& text = texts[edit.file + ".policy"];
    const std::size_t at = text.find(edit.from);
    EXPECT_NE(at, std::string::npos) << edit.from;
    if (at != std::string::npos) text.replace(at, edit.from.size(), edit.to);
    const Compiled after = compiled(texts, edit.question + ".policy");
    EXPECT_TRUE(before.ok() && after.ok())
        << edit.to << render_text(after.diagnostics, *after.sources, Lang::Zh);
    return before.ok() && after.ok() ? compare_versions(before, after) : Difference();
}

/// Whether an applicant was found to whom something else is answered; whoever is shown was asked of both versions.
bool shown(const Difference& difference) {
    return std::any_of(difference.findings.begin(), difference.findings.end(),
                       [](const Finding& finding) { return finding.changed(); });
}

/// What a policy office may change, and slips of the pen.
const Edit edits[] = {
    {"trainee_registration", "common", "  = 5年\n", "  = 4年\n"},
    {"auditor_exams", "common", "  = 3年\n  依据 通知 第6段、第7段", "  = 2年\n  依据 通知 第6段、第7段"},
    {"experience_window", "common", "  = 3年\n  依据 通知 第13段", "  = 35个月\n  依据 通知 第13段"},
    {"upgrade_cpd", "common", "  = 16学时", "  = 16.5学时"},
    {"upgrade_to_auditor", "common", "  = 32学时\n  依据 通知 第16段", "  = 24学时\n  依据 通知 第16段"},
    {"trainee_reregistration_cpd", "common", "自 2023-04-01 起", "自 2023-04-02 起"},
    {"re_registration", "common", "取 48学时", "取 40学时"},
    {"re_registration", "common", "  = 24学时", "  = 25学时"},
    {"re_registration", "common", "  = 2次\n  依据 通知 第17段", "  = 1次\n  依据 通知 第17段"},
    {"annual_confirmation", "common", "  = 90天", "  = 60天"},
    {"certificate_schedule", "certificate_schedule", "证书到期日 - 再注册提前天数", "证书到期日 - 60天"},
    {"review_deadline", "common", "  = 30个工作日", "  = 31个工作日"},
    {"review_deadline", "common", "  = 60天", "  = 59天"},
    {"registration_platform", "common", "  = 2022-07-31", "  = 2022-08-01"},
    {"registration_route", "common", "  = 2022-09-30", "  = 2022-09-29"},
    {"hotline", "common", "0531-66680726", "0531-66680727"},
    {"system_issue", "common", "134308275", "134308276"},
    {"upgrade_to_auditor", "common", "qms、ems、ohsms、fsms、enms", "qms、ems、ohsms、fsms"},
    {"upgrade_to_auditor", "common", "申请日期 在 开始日期 至 到期日", "申请日期 不早于 开始日期"},
    {"upgrade_to_auditor", "common", "= 领域 为 申请领域 且 结束日期", "= 结束日期"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "取 4次", "取 5次"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "取 10天", "取 9.5天"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "计入 且 完整体系审核 的 次数", "计入 的 次数"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "最晚 开始日期", "最早 开始日期"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "科目 为 管理体系认证基础 且 统一组织",
     "科目 为 管理体系认证基础"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "计入现场天数 不少于", "计入现场天数 超过"},
    {"trainee_registration", "trainee_registration", " 且 考试.领域 为 申请领域", ""},
    {"auditor_exams", "auditor_exams", "    当 途径 为 直接\n", ""},
    {"annual_confirmation", "annual_confirmation", "查看日期 晚于 最后一天", "查看日期 不早于 最后一天"},
    {"re_registration", "re_registration", "申请日期 不早于 开始办理", "申请日期 晚于 开始办理"},
    {"re_registration", "re_registration", "英文 \"apply for the lower level\" 当 注册级别 为 正式",
     "英文 \"apply for the lower level\""},
    {"review_deadline", "review_deadline", "轮数过多 或 天数过多", "轮数过多"},
    {"review_deadline", "china_calendar", "放假 2023-04-05 ", "放假 2023-04-06 "},
    {"working_day", "china_calendar", "调休上班 2023-01-28、", "调休上班 "},
    {"registration_route", "registration_route", "考试延期 且 扫码登记 且 注册级别 为 实习",
     "考试延期 且 注册级别 为 实习"},
    {"hotline", "hotline", "公告                                              → \"010-82261920\"",
     "公告                                              → \"010-82261922\""},
    {"system_issue", "system_issue", "当 已问管理员 取 转报", "当 非 已问管理员 取 转报"},
    {"education_documents", "education_documents", "有 学历 满足 有证书", "有 学历 满足 非 有证书"},
    {"scope_extension_experience", "scope_extension_experience", "（对应 且 勾选）", "（对应 或 勾选）"},
    {"witness_documents", "witness_documents", "或 报告文件数 不超过 1个", "或 报告文件数 不超过 2个"},
};

TEST(NoticeDifference, EditsThatChangeAnAnswerAreShownByAnApplicant) {
    for (const Edit& edit : edits)
        EXPECT_TRUE(shown(difference_by(edit))) << edit.question << ": " << edit.from << " → " << edit.to;
}

/// The same in other words.
const Edit same_edits[] = {
    {"re_registration", "re_registration", "申请日期 不早于 开始办理", "开始办理 不晚于 申请日期"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "当 申请领域 属于 管理体系领域",
     "当 申请领域 为 enms 或 申请领域 为 fsms 或 申请领域 为 ohsms 或 申请领域 为 ems 或 申请领域 为 qms"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "通过日期 有效 其他考试有效期", "通过日期 有效 3年"},
    {"upgrade_to_auditor", "upgrade_to_auditor", "计入 且 完整体系审核 的 次数",
     "完整体系审核 且 计入 的 次数"},
    {"trainee_registration", "common", "qms、ems、ohsms、fsms、enms", "enms、fsms、ohsms、ems、qms"},
    {"auditor_exams", "common", "= 领域 为 申请领域 且 申请日期 在 开始日期 至 到期日",
     "= 非 （领域 不为 申请领域 或 申请日期 早于 开始日期 或 申请日期 晚于 到期日）"},
    {"annual_confirmation", "annual_confirmation",
     "  当 第几次 为 1 取 证书开始日 + 1年\n  其他情形 取 证书开始日 + 2年",
     "  当 第几次 为 2 取 证书开始日 + 2年\n  其他情形 取 证书开始日 + 1年"},
    {"hotline", "hotline", "  企业证书转换 或 咨询机构备案", "  咨询机构备案 或 企业证书转换"},
    {"witness_documents", "witness_documents", "见证报告份数 不少于 1份", "见证报告份数 超过 0份"},
    {"system_issue", "system_issue", "  当 已问管理员 取 转报\n  其他情形 取 先问管理员",
     "  当 非 已问管理员 取 先问管理员\n  其他情形 取 转报"},
    {"scope_extension_experience", "scope_extension_experience", "（对应 或 非 勾选）",
     "非 （勾选 且 非 对应）"},
    {"registration_route", "registration_route", "当 申请日期 不晚于 过渡期最后日",
     "当 申请日期 早于 过渡期最后日 + 1天"},
    {"re_registration", "re_registration", "\"经历次数不足\"", "\"次数还不够\""},
};

TEST(NoticeDifference, EditsThatChangeNoMeaningAreProvedTo) {
    for (const Edit& edit : same_edits) {
        const Difference difference = difference_by(edit);
        EXPECT_TRUE(difference.proved_same()) << edit.question << ": " << edit.from << " → " << edit.to;
        EXPECT_FALSE(shown(difference)) << edit.to;
    }
}

/// All that was tried of one change in the words of the policies, in the questions that it concerns.
struct Tried {
    bool differs = false, shown = false, proved = true;
};

TEST(NoticeDifference, NearlyEveryMutantIsShownByAnApplicant) {
    using Key = std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>;
    std::map<Key, Tried> mutants;
    DiskFiles files;
    const PolicySet set = compile_set(files, TENET_SOURCE_DIR "/policies/ccaa");
    ASSERT_TRUE(set.ok());
    for (const PolicySet::Member* member : set.questions()) {
        const Compiled& policy = member->policy;
        const Fingerprints now = fingerprint(lower(*policy.module));
        for (const Mutant& mutant : mutants_of(policy)) {
            Tried& tried = mutants[{policy.sources->file(mutant.span.file).path, mutant.span.begin,
                                    mutant.span.end, mutant.change.en}];
            if (tried.shown) continue;
            const std::optional<Compiled> changed = mutated(policy, mutant);
            if (!changed || changed->fingerprints->meaning == now.meaning) continue;
            tried.differs = true;
            const Difference difference = compare_versions(policy, *changed);
            tried.shown = shown(difference);
            tried.proved = tried.proved && difference.proved_same();
        }
    }
    std::size_t all = 0, shown = 0, proved = 0;
    for (const auto& [key, tried] : mutants) {
        if (!tried.differs) continue;
        ++all;
        shown += tried.shown ? 1U : 0U;
        proved += !tried.shown && tried.proved ? 1U : 0U;
        if (!tried.shown && !tried.proved)
            fmt::print("open: {} {} {}\n", std::get<0>(key), std::get<1>(key), std::get<3>(key));
    }
    fmt::print("reached: {} mutants of policies/ccaa: {} shown by an applicant, {} proved the same\n", all,
               shown, proved);
    EXPECT_GE(all, 500U);
    EXPECT_LE(proved, 10U);
    EXPECT_GE(shown * 100, (all - proved) * 98);
}

}  // namespace
}  // namespace tenet::compiler
