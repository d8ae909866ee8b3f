#include "compiler/population_report.hpp"

#include "compiler/display.hpp"
#include "compiler/result_names.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace tenet::compiler {
namespace {

/// Writes the block of one population.
class PopulationBlock {
  public:
    PopulationBlock(const PopulationPlan& plan, const PopulationTally& tally, Lang lang)
        : plan_(plan), tally_(tally), lang_(lang) {}

    std::string write() {
        line(0, "population {}: {} of {} applicants answered otherwise{}",
             "人群 {}：{} 位的答案改变，共 {} 位申请人{}", displayed(plan_.input), tally_.changed,
             tally_.rows, set_aside());
        if (plan_.decisions.empty() && plan_.outputs.empty())
            line(2, "the versions have no decision or output in common", "两个版本没有共同的判定或输出");
        for (std::size_t i = 0; i < plan_.decisions.size(); ++i)
            decision(plan_.decisions[i], tally_.decisions[i]);
        for (std::size_t i = 0; i < plan_.outputs.size(); ++i)
            output(plan_.table(1).outputs[plan_.outputs[i][1]], tally_.outputs[i]);
        return std::move(out_);
    }

  private:
    template <class... Values>
    std::string in(std::string_view en, std::string_view zh, const Values&... values) const {
        return fmt::format(fmt::runtime(lang_ == Lang::Zh ? zh : en), values...);
    }
    template <class... Values>
    void line(std::size_t indent, std::string_view en, std::string_view zh, const Values&... values) {
        out_ += std::string(indent, ' ') + in(en, zh, values...) + "\n";
    }
    std::string set_aside() const {
        std::string out;
        if (tally_.refused != 0)
            out += in("; {} refused by both", "；两个版本都未作判定 {} 位", tally_.refused);
        if (tally_.unread != 0)
            out += in("; {} readable to neither", "；事实有误、两个版本都不能读 {} 位", tally_.unread);
        return out;
    }
    template <class Named>
    std::string name(const Named& row) const {
        const std::string label(shown_name(row.label, row.id, row.name, lang_));
        return label == row.name ? label : in("{} (`{}`)", "{}（`{}`）", label, row.name);
    }

    void decision(const SharedDecision& decision, const PopulationTally::Decision& tally) {
        const bool same = tally.flips.empty() && tally.same_for_others == 0;
        const std::string name_of = name(plan_.table(1).decisions[decision.index[1]]);
        if (same) return line(2, "= {}: the same for all", "= {}：全部相同", name_of);
        line(2, "~ {}:", "~ {}：", name_of);
        for (const auto& [verdicts, flip] : tally.flips) {
            line(6, "{} → {}: {}", "{} → {}：{} 位", shown(verdicts.first, lang_),
                 shown(verdicts.second, lang_), flip.count);
            samples(flip, [&](const RowSample& row) { return why(decision, row); });
        }
        if (tally.same_for_others != 0)
            line(6, "the same verdict, but other requirements failed, remedies or missing facts: {}",
                 "结论相同，未满足的要求、补救或尚缺的事实不同：{} 位", tally.same_for_others);
        for (std::size_t k = 0; k < tally.requirements.size(); ++k)
            requirement(decision, decision.requirements[k], tally.requirements[k]);
    }

    void requirement(const SharedDecision& decision, const std::array<std::uint32_t, 2>& places,
                     const PopulationTally::Requirement& tally) {
        if (tally.now == 0 && tally.no_longer == 0) return;
        const std::size_t version = places[1] == typed::no_index ? 0 : 1;
        const Table& table = plan_.table(version);
        const Run& run = table.decisions[decision.index[version]].requirements;
        std::string counts;
        if (tally.now != 0) counts = in("failed by {} who did not before", "不满足的新增 {} 位", tally.now);
        if (tally.no_longer != 0)
            counts += (counts.empty() ? "" : in(", ", "，")) +
                      in("no longer failed by {}", "不满足的减少 {} 位", tally.no_longer);
        line(6, "{}: {}", "{}：{}", name(table.requirements[run.first + places[version]]), counts);
    }

    void output(const TableOutput& output, const Flip& flip) {
        if (flip.count == 0) return line(2, "= {}: the same for all", "= {}：全部相同", name(output));
        line(2, "~ {}: {}", "~ {}：{} 位", name(output), flip.count);
        samples(flip, [&](const RowSample& row) {
            return in(": {} → {}", "：{} → {}", told(row.answers[0]), told(row.answers[1]));
        });
    }
    /// The value of an output, or why there is none.
    std::string told(const RowAnswer& answer) const {
        if (answer.refusal.empty()) return displayed(answer.value);
        return in("{} ({})", "{}（{}）", shown(VerdictKind::Refused, lang_), displayed(answer.refusal));
    }

    /// What failed in each version, or why one refuses the facts.
    std::string why(const SharedDecision& decision, const RowSample& row) const {
        for (const RowAnswer& each : row.answers)
            if (!each.refusal.empty()) return in(": {}", "：{}", displayed(each.refusal));
        const std::string was = failed(decision, row, 0), is = failed(decision, row, 1);
        return was.empty() && is.empty() ? ""
                                         : in(", failed: {} → {}", "，未满足：{} → {}", none(was), none(is));
    }
    std::string none(const std::string& names) const { return names.empty() ? in("none", "无") : names; }

    /// The names of the requirements that failed.
    std::string failed(const SharedDecision& decision, const RowSample& row, std::size_t version) const {
        const Table& table = plan_.table(version);
        const Run& run = table.decisions[decision.index[version]].requirements;
        std::string names;
        for (const std::uint32_t k : row.answers[version].failed) {
            const TableRequirement& each = table.requirements[run.first + k];
            names += (names.empty() ? "" : in(", ", "、")) +
                     std::string(shown_name({}, each.id, each.name, lang_));
        }
        return names;
    }

    /// The first row with how it was answered, and the numbers of the others.
    template <class Answered>
    void samples(const Flip& flip, const Answered& answered) {
        const RowSample& first = flip.samples.front();
        line(8, "row {}{}{}", "第 {} 行{}{}", first.row, whose_row(first), answered(first));
        line(10, "{}", "{}", displayed(first.facts));
        std::string others;
        for (std::size_t i = 1; i < flip.samples.size(); ++i)
            others += (others.empty() ? "" : in(", ", "、")) +
                      in("{}{}", "第 {} 行{}", flip.samples[i].row, whose_row(flip.samples[i]));
        if (!others.empty()) line(8, "also row {}", "又如{}", others);
    }
    std::string whose_row(const RowSample& row) const {
        std::string out;
        for (std::size_t i = 0; i < row.kept.size(); ++i)
            out += fmt::format("{}{}={}", out.empty() ? "" : " ", displayed(plan_.keep[i]),
                               displayed(row.kept[i]));
        return out.empty() ? "" : in(" ({})", "（{}）", out);
    }

    const PopulationPlan& plan_;
    const PopulationTally& tally_;
    Lang lang_;
    std::string out_;
};

/// Writes a flip; `answered` writes how a row was answered.
template <class Answered>
void write_flip(JsonWriter& json, const PopulationPlan& plan, const Flip& flip, const Answered& answered) {
    json.number("count", flip.count);
    json.key("rows");
    json.begin_array();
    for (const RowSample& row : flip.samples) {
        json.begin_object();
        json.number("row", row.row);
        if (!plan.keep.empty()) {
            json.key("kept");
            json.begin_object();
            for (std::size_t i = 0; i < row.kept.size(); ++i)
                json.text(plan.keep[i], row.kept[i]);
            json.end_object();
        }
        answered(row);
        for (const std::size_t version : {0U, 1U})
            if (!row.answers[version].refusal.empty())
                json.text(version == 0 ? "refused_before" : "refused_now", row.answers[version].refusal);
        json.key("facts");
        json.number(row.facts);
        json.end_object();
    }
    json.end_array();
}

void write_failed(JsonWriter& json, const Table& table, std::uint32_t decision,
                  const std::vector<std::uint32_t>& failed) {
    json.begin_array();
    for (const std::uint32_t k : failed)
        json.text(table.requirements[table.decisions[decision].requirements.first + k].id);
    json.end_array();
}

void write_decision(JsonWriter& json, const PopulationPlan& plan, const SharedDecision& decision,
                    const PopulationTally::Decision& tally) {
    json.begin_object();
    json.text("id", plan.table(1).decisions[decision.index[1]].id);
    json.key("flips");
    json.begin_array();
    for (const auto& [verdicts, flip] : tally.flips) {
        json.begin_object();
        json.text("from", identifier(verdicts.first));
        json.text("to", identifier(verdicts.second));
        write_flip(json, plan, flip, [&](const RowSample& row) {
            for (const std::size_t version : {0U, 1U}) {
                json.key(version == 0 ? "failed_before" : "failed_now");
                write_failed(json, plan.table(version), decision.index[version], row.answers[version].failed);
            }
        });
        json.end_object();
    }
    json.end_array();
    json.number("same_for_others", tally.same_for_others);
    json.key("requirements");
    json.begin_array();
    for (std::size_t k = 0; k < tally.requirements.size(); ++k) {
        const auto& places = decision.requirements[k];
        const std::size_t version = places[1] == typed::no_index ? 0 : 1;
        const Table& table = plan.table(version);
        const Run& run = table.decisions[decision.index[version]].requirements;
        json.begin_object();
        json.text("id", table.requirements[run.first + places[version]].id);
        json.number("fail_now", tally.requirements[k].now);
        json.number("fail_no_longer", tally.requirements[k].no_longer);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace

bool changes(const PopulationTally& tally) { return tally.changed != 0; }

std::string population_text(const PopulationPlan& plan, const PopulationTally& tally, Lang lang) {
    return PopulationBlock(plan, tally, lang).write();
}

void write_population(JsonWriter& json, const PopulationPlan& plan, const PopulationTally& tally) {
    json.begin_object();
    json.text("file", plan.input);
    json.number("rows", tally.rows);
    json.number("changed", tally.changed);
    json.number("refused", tally.refused);
    json.number("unread", tally.unread);
    json.key("decisions");
    json.begin_array();
    for (std::size_t i = 0; i < plan.decisions.size(); ++i)
        write_decision(json, plan, plan.decisions[i], tally.decisions[i]);
    json.end_array();
    json.key("outputs");
    json.begin_array();
    for (std::size_t i = 0; i < plan.outputs.size(); ++i) {
        json.begin_object();
        json.text("id", plan.table(1).outputs[plan.outputs[i][1]].id);
        write_flip(json, plan, tally.outputs[i], [&](const RowSample& row) {
            for (const std::size_t version : {0U, 1U}) {
                json.key(version == 0 ? "from" : "to");
                row.answers[version].json.empty() ? json.null() : json.number(row.answers[version].json);
            }
        });
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace tenet::compiler
