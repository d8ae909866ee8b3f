#include "compiler/diff_report.hpp"

#include "compiler/evaluate.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/set_facts.hpp"

#include <string_view>

namespace tenet::compiler {
namespace {

std::string_view identifier(Subject::Kind kind) {
    switch (kind) {
    case Subject::Kind::Refusal: return "refusals";
    case Subject::Kind::Verdict: return "decision";
    case Subject::Kind::Requirement: return "requirement";
    case Subject::Kind::Output: return "output";
    }
    __builtin_unreachable();
}

/// Writes the comparison of one policy.
class DiffWriter {
  public:
    DiffWriter(JsonWriter& json, const Compared& compared, Lang lang)
        : json_(json), compared_(compared),
          lang_(lang), programs_{compared.before.program->view(), compared.after.program->view()} {}

    void write() {
        const Difference& difference = compared_.difference;
        json_.begin_object();
        json_.text("policy", compared_.after.table->policy);
        fingerprints();
        json_.key("changes");
        json_.boolean(difference.changes());
        json_.key("proved_same");
        json_.boolean(difference.proved_same());
        json_.key("reads_alike");
        json_.boolean(difference.reads_alike);
        json_.number("tried", difference.tried);
        facts();
        json_.key("results");
        json_.begin_array();
        for (const Finding& finding : difference.findings)
            this->finding(finding);
        for (const Subject& subject : difference.added)
            single(subject, Version::New);
        for (const Subject& subject : difference.removed)
            single(subject, Version::Old);
        json_.end_array();
        json_.end_object();
    }

  private:
    const Compiled& policy(Version version) const {
        return version == Version::Old ? compared_.before : compared_.after;
    }
    void fingerprints() {
        json_.key("fingerprints");
        json_.begin_object();
        json_.text("old", compared_.before.fingerprints->meaning);
        json_.text("new", compared_.after.fingerprints->meaning);
        json_.end_object();
    }

    void facts() {
        json_.key("facts");
        json_.begin_array();
        for (const FactChange& change : compared_.difference.facts) {
            json_.begin_object();
            const bool gone = change.kind == FactChange::Kind::Removed;
            const Table& table = *policy(gone ? Version::Old : Version::New).table;
            json_.text("id", table.facts[change.index[gone ? 0 : 1]].id);
            json_.text("change", gone                                     ? "removed"
                                 : change.kind == FactChange::Kind::Added ? "added"
                                                                          : "changed");
            for (const Version version : {Version::Old, Version::New}) {
                const Table& of = *policy(version).table;
                const std::uint32_t index = change.index[place_of(version)];
                if (index != typed::no_index)
                    json_.text(version == Version::Old ? "old" : "new",
                               values_in_words(of, of.facts[index].type).in(lang_));
            }
            json_.end_object();
        }
        json_.end_array();
    }

    void ids(const Subject& subject, Version version) {
        const Table& table = *policy(version).table;
        const std::uint32_t index = subject.index[place_of(version)];
        json_.text("kind", identifier(subject.kind));
        if (subject.kind == Subject::Kind::Refusal) return;
        if (subject.kind == Subject::Kind::Output) return json_.text("id", table.outputs[index].id);
        const TableDecision& decision = table.decisions[index];
        if (subject.kind == Subject::Kind::Verdict) return json_.text("id", decision.id);
        json_.text("id",
                   table.requirements[decision.requirements.first + subject.place[place_of(version)]].id);
        json_.text("decision", decision.id);
    }
    void words(const Subject& subject, Version version, std::string_view key) {
        const std::string said = words_of_subject(compared_, subject, version);
        if (said.empty()) return;
        json_.key(key);
        json_.begin_object();
        json_.text("words", said);
        json_.text("place", place_of_subject(compared_, subject, version));
        json_.end_object();
    }

    void finding(const Finding& finding) {
        json_.begin_object();
        ids(finding.subject, Version::New);
        if (finding.changed()) {
            json_.text("change", "changed");
            words(finding.subject, Version::Old, "old");
            words(finding.subject, Version::New, "new");
            defines(finding.subject);
            witness(*finding.witness);
        } else if (finding.sameness.proved()) {
            json_.text("change", "same");
            json_.text("proof", finding.sameness.how == Sameness::How::Form ? "form" : "cases");
            if (finding.sameness.how == Sameness::How::Cases) json_.number("cases", finding.sameness.cases);
        } else {
            json_.text("change", "none_found");
        }
        json_.end_object();
    }
    void defines(const Subject& subject) {
        json_.key("rests_on");
        json_.begin_array();
        for (const ChangedDefine& each : changed_defines(compared_, subject)) {
            json_.begin_object();
            json_.text("name", each.name);
            if (!each.was_at.empty()) json_.text("old", each.was);
            if (!each.is_at.empty()) json_.text("new", each.is);
            json_.end_object();
        }
        json_.end_array();
    }
    void single(const Subject& subject, Version version) {
        json_.begin_object();
        ids(subject, version);
        json_.text("change", version == Version::New ? "added" : "removed");
        words(subject, version, version == Version::New ? "new" : "old");
        json_.end_object();
    }

    void witness(const Witness& witness) {
        json_.key("witness");
        json_.begin_object();
        for (const Version version : {Version::Old, Version::New}) {
            json_.key(version == Version::Old ? "old" : "new");
            json_.begin_object();
            json_.key("facts");
            write_facts(json_, *policy(version).table, witness.rows[place_of(version)]);
            json_.key("result");
            result(witness, version);
            json_.end_object();
        }
        json_.end_object();
    }
    /// As `tenet eval --format json` answers the facts.
    void result(const Witness& witness, Version version) {
        const Compiled& of = policy(version);
        const std::size_t i = place_of(version);
        Explained explained = Interpreter(programs_[i], *of.table).explained(witness.rows[i]);
        Shown shown{of.fingerprints->meaning, {}, {}, lang_, false};
        if (explained.answer.refused())
            return write_problems(json_, *of.table, {refusal_problem(*of.table, explained, {})}, shown);
        explain_outputs(*of.module, *of.sources, explained);
        for (std::uint32_t d = 0; d < of.table->decisions.size(); ++d)
            shown.decisions.push_back(d);
        for (std::uint32_t o = 0; o < of.table->outputs.size(); ++o)
            shown.outputs.push_back(o);
        write_result(json_, *of.table, explained, shown);
    }

    JsonWriter& json_;
    const Compared& compared_;
    Lang lang_;
    std::array<Program, 2> programs_;
};

}  // namespace

void write_diff(JsonWriter& json, const Compared& compared, Lang lang) {
    DiffWriter(json, compared, lang).write();
}

}  // namespace tenet::compiler
