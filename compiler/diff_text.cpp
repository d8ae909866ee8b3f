#include "compiler/diff_report.hpp"

#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/result_names.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "compiler/result_values.hpp"
#include "compiler/set_facts.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::compiler {
namespace {

constexpr std::size_t most_words = 300;  ///< bytes of an author's words that are shown

/// Cut at a character.
std::string some_words(const std::string& words) {
    if (words.size() <= most_words) return displayed(words);
    std::size_t end = most_words;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U)
        --end;
    return displayed(words.substr(0, end)) + " …";
}

/// Writes the block of one policy.
class DiffBlock {
  public:
    DiffBlock(const Compared& compared, Lang lang)
        : compared_(compared),
          lang_(lang), programs_{compared.before.program->view(), compared.after.program->view()} {}

    std::string write() {
        const Table& table = *compared_.after.table;
        line(0, fmt::format("{} · {}", shown_name(table.policy_label, table.policy, table.policy_name, lang_),
                            displayed(table.policy)));
        facts();
        for (const Finding& finding : difference().findings)
            if (finding.changed()) changed(finding);
        for (const Subject& subject : difference().added)
            single(subject, Version::New);
        for (const Subject& subject : difference().removed)
            single(subject, Version::Old);
        proved();
        unproved();
        if (!difference().reads_alike)
            line(2, in("labels, messages, citations or notes read otherwise than before",
                       "名称、提示、依据或说明的文字有改动"));
        return std::move(out_);
    }

  private:
    const Difference& difference() const { return compared_.difference; }
    const Compiled& policy(Version version) const {
        return version == Version::Old ? compared_.before : compared_.after;
    }
    std::string in(std::string_view en, std::string_view zh) const {
        return std::string(lang_ == Lang::Zh ? zh : en);
    }
    void line(std::size_t indent, const std::string& text) { out_ += std::string(indent, ' ') + text + "\n"; }

    std::string name(const Subject& subject, Version version) const {
        const Table& table = *policy(version).table;
        const std::uint32_t index = subject.index[place_of(version)];
        const auto of = [&](const auto& row) {
            const std::string label(shown_name(row.label, row.id, row.name, lang_));
            return label == row.name
                       ? label
                       : fmt::format(fmt::runtime(in("{} (`{}`)", "{}（`{}`）")), label, row.name);
        };
        switch (subject.kind) {
        case Subject::Kind::Refusal: return in("Who is refused", "拒绝判定的范围");
        case Subject::Kind::Verdict: return of(table.decisions[index]);
        case Subject::Kind::Requirement:
            return of(table.requirements[table.decisions[index].requirements.first +
                                         subject.place[place_of(version)]]);
        case Subject::Kind::Output: return of(table.outputs[index]);
        }
        __builtin_unreachable();
    }

    void facts() {
        for (const FactChange& change : difference().facts) {
            const bool gone = change.kind == FactChange::Kind::Removed;
            const Table& table = *policy(gone ? Version::Old : Version::New).table;
            const TableFact& fact = table.facts[change.index[gone ? 0 : 1]];
            const std::string label = fmt::format("`{}`", fact.id);
            if (change.kind == FactChange::Kind::Added)
                line(2,
                     fmt::format(fmt::runtime(in("+ fact {}: {}; whoever does not give it leaves it unknown",
                                                 "+ 事实 {}：{}；没有填写的视为未知")),
                                 label, values_in_words(table, fact.type).in(lang_)));
            else if (gone)
                line(2, fmt::format(fmt::runtime(in("- fact {}: whoever still gives it is refused",
                                                    "- 事实 {}：仍然填写的将被拒绝")),
                                    label));
            else
                fact_changed(change, label);
        }
    }
    void fact_changed(const FactChange& change, const std::string& label) {
        const Table &before = *compared_.before.table, &after = *compared_.after.table;
        const std::string was = values_in_words(before, before.facts[change.index[0]].type).in(lang_);
        const std::string is = values_in_words(after, after.facts[change.index[1]].type).in(lang_);
        if (was == is)
            line(2, fmt::format(fmt::runtime(in("~ fact {}: {}, with other values or fields than before",
                                                "~ 事实 {}：{}，取值或字段有改动")),
                                label, is));
        else
            line(2, fmt::format(fmt::runtime(in("~ fact {}: was {}, is {}", "~ 事实 {}：原为{}，现为{}")),
                                label, was, is));
    }

    void changed(const Finding& finding) {
        const Subject& subject = finding.subject;
        const bool inner = subject.kind == Subject::Kind::Requirement;
        const std::size_t indent = inner ? 4 : 2;
        line(indent,
             "~ " + name(subject, Version::New) +
                 (subject.kind == Subject::Kind::Verdict ? in(": the verdict can change", "：结论可能改变")
                                                         : in(": can change", "：可能改变")));
        words(subject, indent + 4);
        // What a verdict rests on is told with its requirements.
        if (subject.kind != Subject::Kind::Verdict) defines(subject, indent + 4);
        if (inner && shown_before(finding)) return;
        example(subject, *finding.witness, indent + 4);
    }
    /// Whether the witness stands under the decision already.
    bool shown_before(const Finding& finding) const {
        return std::any_of(
            difference().findings.begin(), difference().findings.end(), [&](const Finding& each) {
                return each.subject.kind == Subject::Kind::Verdict && each.changed() &&
                       each.subject.index == finding.subject.index &&
                       facts_json(*each.witness, Version::New) == facts_json(*finding.witness, Version::New);
            });
    }
    void words(const Subject& subject, std::size_t indent) {
        const std::string was = words_of_subject(compared_, subject, Version::Old);
        const std::string is = words_of_subject(compared_, subject, Version::New);
        if (was == is) return;
        const auto tell = [&](std::string_view head, const std::string& said, Version version) {
            if (!said.empty())
                line(indent, fmt::format("{}{}  ({})", head, some_words(said),
                                         place_of_subject(compared_, subject, version)));
        };
        tell(in("was: ", "原为："), was, Version::Old);
        tell(in("is:  ", "现为："), is, Version::New);
    }
    void defines(const Subject& subject, std::size_t indent) {
        for (const ChangedDefine& each : changed_defines(compared_, subject)) {
            line(indent, fmt::format(fmt::runtime(in("rests on `{}`", "所用的 `{}`")), displayed(each.name)));
            const auto tell = [&](std::string_view head, const std::string& said, const std::string& place) {
                if (!place.empty() && each.was != each.is)
                    line(indent + 2, fmt::format("{}{}  ({})", head, some_words(said), place));
            };
            tell(in("was: ", "原为："), each.was, each.was_at);
            tell(in("is:  ", "现为："), each.is, each.is_at);
        }
    }

    std::string facts_json(const Witness& witness, Version version) const {
        JsonWriter json(false);
        write_facts(json, *policy(version).table, witness.rows[place_of(version)]);
        return json.written();
    }
    void example(const Subject& subject, const Witness& witness, std::size_t indent) {
        const std::string was = facts_json(witness, Version::Old), is = facts_json(witness, Version::New);
        line(indent, in("for example: ", "例如：") + displayed(is));
        if (was != is) line(indent, in("before as:   ", "原先为：") + displayed(was));
        answer(subject, witness, Version::Old, indent + 2);
        answer(subject, witness, Version::New, indent + 2);
    }
    /// What one version answers to a witness.
    void answer(const Subject& subject, const Witness& witness, Version version, std::size_t indent) {
        const std::size_t i = place_of(version);
        const Table& table = *policy(version).table;
        const std::string head = version == Version::Old ? in("was: ", "原先：") : in("is:  ", "现在：");
        Explained explained = Interpreter(programs_[i], table).explained(witness.rows[i]);
        if (explained.answer.refused()) {
            const FactsProblem problem = refusal_problem(table, explained, {});
            return line(indent,
                        head + in("refused: ", "拒绝判定：") + phrase(problem.problem, lang_).message);
        }
        explain_outputs(*policy(version).module, *policy(version).sources, explained);
        Shown shown{"", {}, {}, lang_, false, false};
        if (subject.kind == Subject::Kind::Refusal) return line(indent, head + in("answered", "予以判定"));
        if (subject.kind == Subject::Kind::Output) {
            shown.outputs = {subject.index[i]};
            return block(result_text(table, explained, shown, 0), head, indent);
        }
        const DecisionAnswer& decision = explained.answer.decisions[subject.index[i]];
        line(indent, head + std::string(compiler::shown(decision.verdict, lang_)));
        shown.decisions = {subject.index[i]};
        shown.requirements = differing(subject, witness, version);
        if (!shown.requirements->empty()) block(result_text(table, explained, shown, 0), "", indent + 2);
    }
    /// Without its first line, which only says whose it is.
    void block(const std::string& text, const std::string& head, std::size_t indent) {
        std::size_t at = text.find('\n');
        for (bool first = true; at != std::string::npos && at + 1 < text.size(); first = false) {
            const std::size_t end = std::min(text.find('\n', at + 1), text.size());
            line(indent, (first ? head : "") + text.substr(at + 1, end - at - 1));
            at = end;
        }
    }
    /// The requirements of which a version says something else than the other, or which the other has not.
    std::vector<std::uint32_t> differing(const Subject& subject, const Witness& witness,
                                         Version version) const {
        const std::size_t own = place_of(version), other = 1 - own;
        const Table &table = *policy(version).table,
                    &others = *policy(version == Version::Old ? Version::New : Version::Old).table;
        const TableDecision& decision = table.decisions[subject.index[own]];
        const TableDecision& opposite = others.decisions[subject.index[other]];
        const DecisionAnswer& answer = witness.answers[own].decisions[subject.index[own]];
        std::vector<std::uint32_t> out;
        if (answer.verdict == VerdictKind::NotApplicable) return out;
        for (std::uint32_t k = 0; k < decision.requirements.count; ++k) {
            if (subject.kind == Subject::Kind::Requirement && subject.place[own] == k) {
                out.push_back(k);
                continue;
            }
            const std::string& id = table.requirements[decision.requirements.first + k].id;
            bool same = false;
            for (std::uint32_t m = 0; m < opposite.requirements.count && !witness.answers[other].refused();
                 ++m)
                same = same || (others.requirements[opposite.requirements.first + m].id == id &&
                                witness.answers[other].decisions[subject.index[other]].requirements[m] ==
                                    answer.requirements[k]);
            if (!same) out.push_back(k);
        }
        return out;
    }

    void single(const Subject& subject, Version version) {
        const bool added = version == Version::New;
        const bool inner = subject.kind == Subject::Kind::Requirement;
        const std::string said = words_of_subject(compared_, subject, version);
        line(inner ? 4 : 2, fmt::format("{} {}{}", added ? "+" : "-", name(subject, version),
                                        added ? in(": new", "：新增") : in(": gone", "：删去")));
        if (!said.empty())
            line(inner ? 8 : 6,
                 fmt::format("{}  ({})", some_words(said), place_of_subject(compared_, subject, version)));
    }

    void proved() {
        std::size_t form = 0, cases = 0;
        std::uint64_t all = 0;
        for (const Finding& finding : difference().findings) {
            if (finding.changed()) continue;
            form += finding.sameness.how == Sameness::How::Form ? 1U : 0U;
            if (finding.sameness.how != Sameness::How::Cases) continue;
            ++cases;
            all += finding.sameness.cases;
        }
        if (form + cases == 0) return;
        std::string text = fmt::format(
            fmt::runtime(in("= proved the same: {} by their form", "= 证明相同：形式相同 {} 项")), form);
        if (cases != 0)
            text += fmt::format(fmt::runtime(in(", {} in all {} cases, where nothing is missing",
                                                "，逐一核对全部情形相同 {} 项（共 {} 种情形，事实齐全时）")),
                                cases, all);
        line(2, text);
    }
    void unproved() {
        for (const Finding& finding : difference().findings)
            if (!finding.changed() && !finding.sameness.proved())
                line(2, fmt::format(
                            fmt::runtime(in(
                                "? {}: not proved the same, but no difference was found among {} applicants",
                                "? {}：没有证明相同；在 {} 位申请人中没有发现不同")),
                            name(finding.subject, Version::New), difference().tried));
    }

    const Compared& compared_;
    Lang lang_;
    std::array<Program, 2> programs_;
    std::string out_;
};

}  // namespace

std::string diff_text(const Compared& compared, Lang lang) { return DiffBlock(compared, lang).write(); }

}  // namespace tenet::compiler
