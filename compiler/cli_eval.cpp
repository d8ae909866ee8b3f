#include "compiler/cli.hpp"
#include "compiler/cli_only.hpp"
#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/fault.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace tenet::compiler::cli {
namespace {

/// One run of `eval`: takes applicants one after another and writes what comes of each.
class Evaluation {
  public:
    Evaluation(const Request& request, Console& console, const Compiled& policy, Shown shown, bool several)
        : request_(request), console_(console), policy_(policy), shown_(std::move(shown)), several_(several),
          program_(policy.program->view()), interpreter_(program_, *policy.table) {}

    void take(Applicant& applicant);
    int status() const { return status_; }

  private:
    void refuse(const std::vector<FactsProblem>& problems);

    const Request& request_;
    Console& console_;
    const Compiled& policy_;
    Shown shown_;
    bool several_;
    Program program_;
    Interpreter interpreter_;
    std::size_t number_ = 0;
    int status_ = done;
};

void Evaluation::refuse(const std::vector<FactsProblem>& problems) {
    status_ = world_is_wrong;
    std::string_view path = request_.facts;
    bool json = request_.format == Format::Json;
    // Among several the results on standard output keep their order, so the place of this one is told there.
    if (json) console_.out.write(problems_json(*policy_.table, problems, shown_));
    if (json && several_) return;
    for (const FactsProblem& problem : problems)
        console_.err.write(render_text(problem, path, request_.lang));
    if (!json && several_)
        console_.out.write(request_.lang == Lang::Zh
                               ? fmt::format("申请人 {}：事实有误，未作判定\n\n", number_)
                               : fmt::format("Applicant {}: not judged, the facts are wrong\n\n", number_));
}

void Evaluation::take(Applicant& applicant) {
    ++number_;
    if (console_.out.failed()) return;
    if (!applicant.problems.empty()) return refuse(applicant.problems);
    Explained explained = interpreter_.explained(applicant.row);
    if (explained.answer.refused()) {
        TENET_CHECK(explained.answer.refusal.cause == Refusal::Cause::Assume,
                    "facts that were read are out of range");
        return refuse({refusal_problem(*policy_.table, explained, applicant.place)});
    }
    if (request_.format == Format::Json) {
        console_.out.write(result_json(*policy_.table, explained, shown_));
        return;
    }
    console_.out.write(result_text(*policy_.table, explained, shown_, several_ ? number_ : 0));
    if (several_) console_.out.write("\n");
}

}  // namespace

int eval(const Request& request, Console& console) {
    if (console.files.is_folder(request.files.front())) return eval_folder(request, console);
    Compiled policy = compile(console.files, request.files.front());
    if (int status = report(policy, request.lang, console); status != done) return status;
    Shown shown{policy.fingerprints->meaning, {}, {}, request.lang, false};
    if (std::optional<Arg> complaint = choose_results(*policy.table, request.only, shown)) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    Result<std::string> text = console.files.read_stream(request.facts, facts_bytes);
    if (!text) {
        complain(console, request.lang, text.error);
        return world_is_wrong;
    }
    FactsShape shape = facts_shape(*text.value, request.facts);
    shown.pretty = shape == FactsShape::Object;
    Evaluation evaluation(request, console, policy, std::move(shown), shape != FactsShape::Object);
    read_facts(*policy.table, *text.value, shape, [&](Applicant& one) { evaluation.take(one); });
    return evaluation.status();
}

}  // namespace tenet::compiler::cli
