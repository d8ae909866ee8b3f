#include "compiler/batch_report.hpp"

#include "compiler/advice.hpp"
#include "compiler/display.hpp"
#include "compiler/named_facts.hpp"
#include "compiler/result_names.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace tenet::compiler::cli {
namespace {

std::string verdicts(const BatchPlan& plan, std::size_t place, const BatchTally& tally) {
    const bool zh = plan.shown.lang == Lang::Zh;
    const TableDecision& decision = plan.table().decisions[plan.shown.decisions[place]];
    std::string out(shown_name(decision.label, decision.id, decision.name, plan.shown.lang));
    out += zh ? "：" : ": ";
    bool any = false;
    for (const VerdictKind kind :
         {VerdictKind::Eligible, VerdictKind::EligibleWithRemedy, VerdictKind::Ineligible,
          VerdictKind::Undetermined, VerdictKind::NotApplicable}) {
        const std::uint64_t count = tally.verdicts[place][static_cast<std::size_t>(kind)];
        if (count == 0) continue;
        out += fmt::format("{}{} {}", any ? (zh ? "，" : ", ") : "", shown(kind, plan.shown.lang), count);
        any = true;
    }
    return out + "\n";
}

/// What the answers of the chosen questions rest on.
std::vector<NodeId> what_is_shown(const Table& table, const Shown& shown) {
    std::vector<NodeId> out;
    for (const std::uint32_t i : shown.outputs)
        out.push_back(table.outputs[i].value);
    for (const std::uint32_t i : shown.decisions) {
        const TableDecision& decision = table.decisions[i];
        out.push_back(decision.when);
        for (std::uint32_t k = 0; k < decision.requirements.count; ++k) {
            const TableRequirement& requirement = table.requirements[decision.requirements.first + k];
            out.insert(out.end(), {requirement.when, requirement.condition, requirement.records});
            for (std::uint32_t r = 0; r < requirement.remedies.count; ++r)
                out.push_back(table.remedies[requirement.remedies.first + r].when);
        }
    }
    return out;
}

}  // namespace

void Progress::show(std::uint64_t rows, std::uint64_t read_bytes) {
    if (!line_.is_due()) return;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    const auto rate = static_cast<std::uint64_t>(static_cast<double>(rows) / seconds);
    std::string line = lang_ == Lang::Zh ? fmt::format("{} 行，每秒 {} 行", rows, rate)
                                         : fmt::format("{} rows, {} rows/s", rows, rate);
    if (bytes_ && *bytes_ != 0) {
        constexpr std::uint64_t cells = 24;
        const std::uint64_t read = std::min(read_bytes, *bytes_);
        const auto filled = static_cast<std::size_t>(read * cells / *bytes_);
        line += fmt::format(" [{}{}] {}%", std::string(filled, '#'), std::string(cells - filled, '.'),
                            read * 100 / *bytes_);
    }
    line_.put(line);
}

std::optional<Arg> missing_columns(const BatchPlan& plan) {
    const Table& table = plan.table();
    std::set<std::uint32_t> facts = facts_read(table, what_is_shown(table, plan.shown));
    for (const Column& column : plan.columns)
        facts.erase(column.fact);
    if (facts.empty()) return {};
    std::vector<std::string_view> ids, names;
    for (const std::uint32_t i : facts) {
        ids.emplace_back(table.facts[i].id);
        names.emplace_back(table.facts[i].name);
    }
    constexpr std::size_t most = 12;
    const auto all = [](const std::vector<std::string_view>& each) {
        return listed_names(each, most, [](std::string_view name) { return name; });
    };
    return Arg(fmt::format("no column for {}: unknown in every row", all(ids).en),
               fmt::format("没有这些列，各行都按未知处理：{}", all(names).zh));
}

std::string summary(const BatchPlan& plan, const BatchTally& tally, const std::string& rejected) {
    const bool zh = plan.shown.lang == Lang::Zh;
    std::string out = zh ? fmt::format("共 {} 行", tally.rows)
                         : fmt::format("{} row{}", tally.rows, tally.rows == 1 ? "" : "s");
    out += zh ? fmt::format("，{} 行未作判定", tally.refused) : fmt::format(", {} refused", tally.refused);
    if (tally.refused != 0 && !rejected.empty())
        out += zh ? fmt::format("，原样存入 `{}`", displayed(rejected))
                  : fmt::format(" and kept in `{}`", displayed(rejected));
    if (tally.empty != 0)
        out += zh ? fmt::format("，另有 {} 个空行已略过", tally.empty)
                  : fmt::format(", {} empty row{} passed over", tally.empty, tally.empty == 1 ? "" : "s");
    out += '\n';
    for (std::size_t i = 0; i < tally.verdicts.size() && tally.rows != tally.refused; ++i)
        out += verdicts(plan, i, tally);
    return out;
}

}  // namespace tenet::compiler::cli
