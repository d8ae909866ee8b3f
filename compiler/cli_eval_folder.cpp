#include "compiler/cli.hpp"
#include "compiler/cli_only.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/fault.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "compiler/set_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tenet::compiler::cli {
namespace {

using Member = PolicySet::Member;

/// One question and what it takes to answer it.
struct Question {
    const Compiled* policy;
    const Table* table;
    Shown shown;
    std::unique_ptr<Interpreter> interpreter;
};

std::vector<const Table*> tables_of(const std::vector<const Member*>& members) {
    std::vector<const Table*> out;
    for (const Member* each : members)
        out.push_back(&*each->policy.table);
    return out;
}

/// One run of `eval` over a folder: takes applicants one after another and answers every question of each.
class FolderEvaluation {
  public:
    FolderEvaluation(const Request& request, Console& console, const std::vector<const Member*>& members,
                     FactsShape shape)
        : request_(request), console_(console), several_(shape != FactsShape::Object),
          facts_(tables_of(members)) {
        for (const Member* each : members) {
            const Compiled& policy = each->policy;
            Shown shown{policy.fingerprints->meaning, {}, {}, request.lang, !several_};
            show_all(*policy.table, shown);
            questions_.push_back({&policy, &*policy.table, std::move(shown),
                                  std::make_unique<Interpreter>(policy.program->view(), *policy.table)});
        }
    }

    const Table& facts() const { return facts_.table(); }
    int status() const { return status_; }

    void take(const Applicant& applicant) {
        ++number_;
        told_.clear();
        if (console_.out.failed()) return;
        const bool whole =
            applicant.broken || std::any_of(applicant.problems.begin(), applicant.problems.end(),
                                            [](const auto& each) { return each.facts.empty(); });
        if (whole) return refuse_all(applicant.problems);
        JsonWriter json(!several_ && !request_.with_facts);
        json.begin_object();
        if (request_.with_facts) {
            json.key("facts");
            write_facts(json, facts_.table(), applicant.row);
        }
        json.key("policies");
        json.begin_object();
        for (std::size_t i = 0; i < questions_.size(); ++i)
            answer(i, applicant, json);
        json.end_object();
        json.end_object();
        if (is_json()) console_.out.write(json.written() + "\n");
    }

  private:
    bool is_json() const { return request_.format == Format::Json; }

    /// The applicant's facts cannot be relied on for any question.
    void refuse_all(const std::vector<FactsProblem>& problems) {
        status_ = world_is_wrong;
        const Shown shown{{}, {}, {}, request_.lang, !several_};
        if (is_json()) console_.out.write(problems_json(facts_.table(), problems, shown));
        tell(problems);
        if (!is_json() && several_)
            console_.out.write(request_.lang == Lang::Zh
                                   ? fmt::format("申请人 {}：{}\n\n", number_, not_judged(problems).zh)
                                   : fmt::format("Applicant {}: {}\n\n", number_, not_judged(problems).en));
    }

    void answer(std::size_t index, const Applicant& applicant, JsonWriter& json) {
        Question& question = questions_[index];
        json.key(question.table->policy);
        std::vector<FactsProblem> problems = facts_.problems_of(index, applicant.problems);
        if (!problems.empty()) return refuse(question, problems, json);
        Explained explained = question.interpreter->explained(facts_.row_of(index, applicant.row));
        if (explained.answer.refused()) {
            TENET_CHECK(explained.answer.refusal.cause == Refusal::Cause::Assume,
                        "facts that were read are out of range");
            return refuse(question, {refusal_problem(*question.table, explained, applicant.place)}, json);
        }
        explain_outputs(*question.policy->module, *question.policy->sources, explained);
        if (is_json()) return write_result(json, *question.table, explained, question.shown);
        console_.out.write(result_text(*question.table, explained, question.shown, several_ ? number_ : 0) +
                           "\n");
    }

    void refuse(const Question& question, const std::vector<FactsProblem>& problems, JsonWriter& json) {
        status_ = world_is_wrong;
        tell(problems);
        if (is_json()) return write_problems(json, *question.table, problems, question.shown);
        const TableText& label = question.table->policy_label;
        const bool zh = request_.lang == Lang::Zh;
        const std::string& title = zh ? label.zh : label.en;
        console_.out.write(fmt::format(
            "{}{}{}{}\n\n", several_ ? fmt::format("{} {} · ", zh ? "申请人" : "Applicant", number_) : "",
            title.empty() ? question.table->policy_name : title, zh ? "：" : ": ",
            not_judged(problems).in(request_.lang)));
    }

    /// Says each problem of an applicant once, however many questions it concerns. Among several applicants JSON says them in its
    /// own place.
    void tell(const std::vector<FactsProblem>& problems) {
        if (is_json() && several_) return;
        for (const FactsProblem& problem : problems) {
            std::string text = render_text(problem, request_.facts, request_.lang);
            if (told_.insert(text).second) console_.err.write(text);
        }
    }

    const Request& request_;
    Console& console_;
    bool several_;
    SetFacts facts_;
    std::vector<Question> questions_;
    std::unordered_set<std::string> told_;
    std::size_t number_ = 0;
    int status_ = done;
};

}  // namespace

int eval_folder(const Request& request, Console& console) {
    PolicySet set = compile_set(console.files, request.files.front());
    if (const int status = report(set, request.lang, console); status != done) return status;
    std::vector<const Member*> questions = set.questions();
    if (questions.empty()) {
        complain(
            console, request.lang,
            Arg("no policy of the folder decides or outputs anything", "文件夹中没有作出判定或输出的政策"));
        return world_is_wrong;
    }
    if (const std::optional<Arg> complaint = choose_questions(request.only, questions)) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    Result<std::string> text = console.files.read_stream(request.facts, facts_bytes);
    if (!text) {
        complain(console, request.lang, text.error);
        return world_is_wrong;
    }
    const FactsShape shape = facts_shape(*text.value, request.facts);
    FolderEvaluation evaluation(request, console, questions, shape);
    read_facts(
        evaluation.facts(), *text.value, shape, [&](Applicant& one) { evaluation.take(one); },
        declared_facts(set));
    return evaluation.status();
}

}  // namespace tenet::compiler::cli
