#include "tests/differential/policy_generator.hpp"

#include "compiler/compile.hpp"
#include "tests/differential/generator.hpp"

#include <algorithm>
#include <vector>

namespace tenet::differential {
namespace {

/// What the faults below speak of, beside the first facts of every generated policy.
const Phrase declarations{
    "choice bad_choice\n  bad_a\n  bad_b\n"
    "choice odd_choice\n  odd_a\n  odd_b\n"
    "record bad_record\n  x : count\n  d : date\n  e : date or none\n  y : yes/no\n  f2 : count\n"
    "fact bad_c : bad_choice\nfact odd_c : odd_choice\nfact bad_s : set of bad_choice\n"
    "fact bad_l : list of bad_record up to 3\n"
    "fact bad_h : hours\nfact bad_t : text\nfact bad_u : text\n"
    "fact bad_n : days in halves\n",
    "选项 bad_choice\n  bad_a\n  bad_b\n"
    "选项 odd_choice\n  odd_a\n  odd_b\n"
    "记录 bad_record\n  x ：次数\n  d ：日期\n  e ：日期 或无\n  y ：是否\n  f2 ：次数\n"
    "事实 bad_c ：bad_choice\n事实 odd_c ：odd_choice\n事实 bad_s ：bad_choice 集合\n"
    "事实 bad_l ：bad_record 列表 至多 3条\n"
    "事实 bad_h ：学时\n事实 bad_t ：文本\n事实 bad_u ：文本\n"
    "事实 bad_n ：天数 可含半天\n"};

const std::vector<Phrase>& faults() {
    static const std::vector<Phrase> all{
        phrase("f2 valid 3y", "事实2 有效 3年"),
        phrase("f0 valid 3", "事实0 有效 3"),
        phrase("f0 >= 4", "事实0 不少于 4次"),
        phrase("f2 >= 2020-01-01", "事实2 不早于 2020-01-01"),
        phrase("f3 >= 2020-01-01", "事实3 不早于 2020-01-01"),
        phrase("f1 >= 1", "事实1 不少于 1"),
        phrase("f2", "事实2"),
        phrase("not f0", "非 事实0"),
        phrase("f1 and f2", "事实1 且 事实2"),
        phrase("f2 + f0 >= 1", "事实2 + 事实0 不少于 1"),
        phrase("f2 = f0", "事实2 为 事实0"),
        phrase("time since f3 < 1y", "事实3 起 不满 1年"),
        phrase("f0 within 3y of f2", "事实0 在 事实2 前后 3年内"),
        phrase("f2 in 2020-01-01 .. 2021-01-01", "事实2 在 2020-01-01 至 2021-01-01"),
        phrase("f2 >= 4 or 5 with f1", "事实2 不少于 4 或 事实1 时 5"),
        phrase("f2 >= 4 or 3 with f0", "事实2 不少于 4 或 事实0 时 3"),
        phrase("if f1 then f0 else f2", "如果 事实1 则 事实0 否则 事实2"),
        phrase("if f2 then f1 else f1", "如果 事实2 则 事实1 否则 事实1"),
        phrase("f0 - f2 > 3d", "事实0 - 事实2 超过 3天"),
        phrase("f2 * f2 > 3", "事实2 * 事实2 超过 3"),
        phrase("f0 - f0 > 3", "事实0 - 事实0 超过 3"),
        phrase("nowhere", "不存在"),
        phrase("bad_c >= bad_a", "bad_c 不少于 bad_a"),
        phrase("bad_c = odd_a", "bad_c 为 odd_a"),
        phrase("bad_c = odd_c", "bad_c 为 odd_c"),
        phrase("bad_c = 1", "bad_c 为 1"),
        phrase("odd_c in bad_s", "odd_c 属于 bad_s"),
        phrase("bad_c in odd_c", "bad_c 属于 odd_c"),
        phrase("bad_t = bad_u", "bad_t 为 bad_u"),
        phrase("bad_t > \"a\"", "bad_t 超过 \"a\""),
        phrase("bad_h > 3d", "bad_h 超过 3天"),
        phrase("bad_h > 0.001h", "bad_h 超过 0.001学时"),
        phrase("bad_n > 1.25d", "bad_n 超过 1.25天"),
        phrase("f0 + bad_n > f0", "事实0 + bad_n 超过 事实0"),
        phrase("bad_l = 3", "bad_l 为 3"),
        phrase("x > 3", "x 超过 3"),
        phrase("(count of bad_l where x) > 1", "（bad_l 中 x 的 次数）超过 1"),
        phrase("(count of f2 where f1) > 1", "（事实2 中 事实1 的 次数）超过 1"),
        phrase("(sum of d in bad_l) > 1", "（全部 bad_l 的 合计 d）超过 1"),
        phrase("(count of bad_l where e > f0) > 1", "（bad_l 中（e 超过 事实0）的 次数）超过 1"),
        phrase("(latest of d in bad_l) > f0", "（全部 bad_l 的 最晚 d）超过 事实0"),
        phrase("(latest of y in bad_l) is none", "（全部 bad_l 的 最晚 y）为 无"),
        phrase("any bad_record in bad_l where f2 > 1", "bad_l 中 有 bad_record 满足 f2 超过 1"),
        phrase("any wrong in bad_l where y", "bad_l 中 有 wrong 满足 y"),
        phrase("every bad_record in bad_l has d", "bad_l 中 每个 bad_record 均 满足 d"),
        phrase("bad_l in order from x to d", "bad_l 先后不重叠 自 x 至 d"),
        phrase("bad_l in order from e to d", "bad_l 先后不重叠 自 e 至 d"),
        phrase("(whole years since f2) > 1", "（事实2 起 的 整年数）超过 1"),
        phrase("any bad_record in bad_l where bad_record.z", "bad_l 中 有 bad_record 满足 bad_record.z"),
    };
    return all;
}

}  // namespace

Shape draw_shape(Random& random) {
    Shape shape;
    shape.facts = static_cast<unsigned>(4 + random.below(6));
    shape.definitions = static_cast<unsigned>(1 + random.below(4));
    shape.requirements = static_cast<unsigned>(1 + random.below(6));
    shape.decisions = static_cast<unsigned>(1 + random.below(3));
    shape.depth = static_cast<unsigned>(1 + random.below(4));
    shape.records = static_cast<unsigned>(random.below(3));
    return shape;
}

namespace {

/// Whether the compiler says that some cases of it combine in too many ways to be looked at, which it does not promise to do.
bool asks_too_much(const Policy& policy) {
    compiler::MemoryFiles files;
    add_files(files, policy, false, false);
    const compiler::Compiled compiled = compiler::compile(files, "generated.policy");
    const std::vector<compiler::Diagnostic>& all = compiled.diagnostics.all();
    return std::any_of(all.begin(), all.end(), [](const compiler::Diagnostic& each) {
        return each.kind == compiler::D::CasesUnproved &&
               std::any_of(each.args.begin(), each.args.end(), [](const compiler::Arg& arg) {
                   return arg.en.find("too many combinations") != std::string::npos;
               });
    });
}

}  // namespace

Policy generate_policy(Random& random, const Shape& shape) {
    Policy policy = Generator(random, shape).run();
    while (asks_too_much(policy))
        policy = Generator(random, shape).run();
    return policy;
}

Policy generate_ill_typed(Random& random) {
    Policy policy = generate_policy(random, Shape{});
    const Phrase fault = random.pick(faults());
    policy.english += declarations.en + "decide bad\n  require r : " + fault.en + "\n";
    policy.chinese += declarations.zh + "判定 坏 代号 bad\n  要求 r ：" + fault.zh + "\n";
    return policy;
}

void add_files(compiler::MemoryFiles& files, const Policy& policy, bool chinese, bool shared_chinese) {
    files.add("generated.policy", chinese ? policy.chinese : policy.english);
    if (!policy.shared_english.empty())
        files.add("shared.policy", shared_chinese ? policy.shared_chinese : policy.shared_english);
}

}  // namespace tenet::differential
