#include "tests/bench/policy_text.hpp"

#include <string_view>

namespace tenet::bench {
namespace {

constexpr std::string_view head = R"(policy registry "Registration of auditors"
as of applied_on
source 手册 as manual "Manual" zh "手册"

fact applied_on : date "Date of the application"
)";

/// One decision; `@` stands for its number.
constexpr std::string_view english = R"(
# Auditors of group @ apply once a year; see the manual.
fact exam_@      : date or none "Basic examination" cite manual ¶8, ¶9
fact audits_@    : count 0 .. 500 "Complete audits"
fact trainings_@ : count "Trainings attended"
fact extension_@ : yes/no
define work_@ = audits_@ + 2 * trainings_@

decide eligible_@ "Registration in group @" cite manual ¶@
  require exam_@ valid 5y
    else "the examination of {actual} is out of date"
  require audits_@ >= 4 or 3 with extension_@
    else "{actual} audits, {shortfall} too few"
    cite manual ¶12
  require enough "Work of all kinds": work_@ >= 10 when not extension_@
  require dated: exam_@ is given and (exam_@ after 2015-01-01 or trainings_@ > 2)
  require trainings_@ in 1 .. 40
)";

constexpr std::string_view chinese = R"(
# 第@类审核员每年申请一次，见手册。
事实 基础考试_@ 代号 exam_@ ：日期 或无 "基础考试" 依据 手册 第8段、第9段
事实 审核次数_@ 代号 audits_@ ：次数 0至500 "完整审核"
事实 培训次数_@ 代号 trainings_@ ：次数 "参加的培训"
事实 扩展条款_@ 代号 extension_@ ：是否
定义 工作量_@ 代号 work_@ = 审核次数_@ + 2 * 培训次数_@

判定 合格_@ 代号 eligible_@ "第@类注册" 依据 手册 第@段
  要求 基础考试_@ 有效 5年
    不满足时 "{实有} 的考试已过期"
  要求 审核次数_@ 不少于 4次 或 扩展条款_@ 时 3次
    不满足时 "完整审核 {实有} 次，还差 {差额} 次"
    依据 手册 第12段
  要求 足够 代号 enough "各类工作"： 工作量_@ 不少于 10 当 非 扩展条款_@
  要求 考试之后 代号 dated： 基础考试_@ 不为 无 且 (基础考试_@ 晚于 2015年1月1日 或 培训次数_@ 超过 2次)
  要求 培训次数_@ 在 1 至 40
)";

/// Four facts; `@` stands for the number of the ten.
constexpr std::string_view facts_of_ten = R"(
fact exam_@ : date or none
fact audits_@ : count 0 .. 500
fact trainings_@ : count
fact extension_@ : yes/no
)";

constexpr std::string_view ten_requirements = R"(
  require r@0: exam_@ valid 5y
  require r@1: audits_@ >= 4 or 3 with extension_@
  require r@2: audits_@ + 2 * trainings_@ >= 10 when not extension_@
  require r@3: exam_@ is given and (exam_@ after 2015-01-01 or trainings_@ > 2)
  require r@4: trainings_@ in 1 .. 40
  require r@5: exam_@ valid 3y
  require r@6: audits_@ >= 8 or 6 with extension_@
  require r@7: 3 * audits_@ + trainings_@ >= 20 when extension_@
  require r@8: exam_@ is given and (exam_@ after 2018-01-01 or trainings_@ > 4)
  require r@9: trainings_@ in 2 .. 80
)";

void append(std::string& text, std::string_view pattern, const std::string& number) {
    for (std::size_t from = 0; from < pattern.size();) {
        const std::size_t at = pattern.find('@', from);
        text += pattern.substr(from, at - from);
        if (at == std::string_view::npos) return;
        text += number;
        from = at + 1;
    }
}

}  // namespace

std::string policy_text(std::size_t decisions) {
    std::string text{head};
    for (std::size_t n = 1; n <= decisions; ++n)
        append(text, n % 2 == 1 ? english : chinese, std::to_string(n));
    return text;
}

std::string one_decision_text(std::size_t requirements) {
    std::string text =
        "policy registry \"Registration of auditors\"\nas of applied_on\n\nfact applied_on : date\n";
    for (std::size_t ten = 1; ten <= requirements / 10; ++ten)
        append(text, facts_of_ten, std::to_string(ten));
    text += "\ndecide eligible\n";
    for (std::size_t ten = 1; ten <= requirements / 10; ++ten)
        append(text, ten_requirements, std::to_string(ten));
    return text;
}

}  // namespace tenet::bench
