#include "compiler/cli.hpp"
#include "compiler/cli_only.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/fault.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/read_table.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tenet::compiler::cli {
namespace {

/// What answers: a policy, or a table that was made of one.
struct Asked {
    const Program& program;
    const Table& table;
    const Compiled*
        policy;  ///< null where there is only the table, which cannot tell how an output comes by its value
    std::string_view fingerprint;
};

/// One run of `eval`: takes applicants one after another and writes what comes of each.
class Evaluation {
  public:
    Evaluation(const Request& request, Console& console, const Asked& asked, Shown shown, bool several)
        : request_(request), console_(console), asked_(asked), shown_(std::move(shown)), several_(several),
          interpreter_(asked.program, asked.table) {}

    void take(Applicant& applicant);
    int status() const { return status_; }

  private:
    void refuse(const std::vector<FactsProblem>& problems, const FactRow* facts = nullptr);

    const Request& request_;
    Console& console_;
    const Asked& asked_;
    Shown shown_;
    bool several_;
    Interpreter interpreter_;
    std::size_t number_ = 0;
    int status_ = done;
};

/// `facts` are those that were read, if they could be.
void Evaluation::refuse(const std::vector<FactsProblem>& problems, const FactRow* facts) {
    status_ = world_is_wrong;
    std::string_view path = request_.facts;
    bool json = request_.format == Format::Json;
    // Among several the results on standard output keep their order, so the place of this one is told there.
    if (json) console_.out.write(problems_json(asked_.table, problems, shown_, facts));
    if (json && several_) return;
    for (const FactsProblem& problem : problems)
        console_.err.write(render_text(problem, path, request_.lang));
    if (!json && several_)
        console_.out.write(request_.lang == Lang::Zh
                               ? fmt::format("申请人 {}：{}\n\n", number_, not_judged(problems).zh)
                               : fmt::format("Applicant {}: {}\n\n", number_, not_judged(problems).en));
}

void Evaluation::take(Applicant& applicant) {
    ++number_;
    if (console_.out.failed()) return;
    if (!applicant.problems.empty()) return refuse(applicant.problems);
    Explained explained = interpreter_.explained(applicant.row);
    if (explained.answer.refused()) {
        TENET_CHECK(explained.answer.refusal.cause == Refusal::Cause::Assume,
                    "facts that were read are out of range");
        return refuse({refusal_problem(asked_.table, explained, applicant.place)}, &explained.facts);
    }
    if (asked_.policy != nullptr) explain_outputs(*asked_.policy->module, *asked_.policy->sources, explained);
    if (request_.format == Format::Json) {
        console_.out.write(result_json(asked_.table, explained, shown_));
        return;
    }
    console_.out.write(result_text(asked_.table, explained, shown_, several_ ? number_ : 0));
    if (several_) console_.out.write("\n");
}

int answer(const Request& request, Console& console, const Asked& asked) {
    Shown shown{asked.fingerprint, {}, {}, request.lang, false};
    if (std::optional<Arg> complaint = choose_results(asked.table, request.only, shown)) {
        complain(console, request.lang, *complaint);
        return world_is_wrong;
    }
    Result<std::string> text = console.files.read_stream(request.facts, facts_bytes);
    if (!text) {
        complain(console, request.lang, text.error);
        return world_is_wrong;
    }
    FactsShape shape = facts_shape(*text.value, request.facts);
    shown.pretty = shape == FactsShape::Object && !request.with_facts;  // a record is a line
    shown.facts = request.with_facts;
    Evaluation evaluation(request, console, asked, std::move(shown), shape != FactsShape::Object);
    read_facts(asked.table, *text.value, shape, [&](Applicant& one) { evaluation.take(one); });
    return evaluation.status();
}

int eval_table(const Request& request, Console& console) {
    const std::string& path = request.files.front();
    const Result<std::string> bytes = console.files.read(path, most_table_bytes);
    if (!bytes) {
        complain(console, request.lang, bytes.error);
        return world_is_wrong;
    }
    Arg why("");
    const std::unique_ptr<ReadTable> read = read_table(*bytes.value, why);
    if (read == nullptr) {
        const std::string shown = displayed(path);
        complain(console, request.lang,
                 Arg(fmt::format("`{}`: {}", shown, why.en), fmt::format("`{}`：{}", shown, why.zh)));
        return world_is_wrong;
    }
    return answer(request, console, {read->program, read->table, nullptr, read->meaning});
}

}  // namespace

int eval(const Request& request, Console& console) {
    if (console.files.is_folder(request.files.front())) return eval_folder(request, console);
    if (request.files.front().ends_with(".table")) return eval_table(request, console);
    Compiled policy = compile(console.files, request.files.front());
    if (int status = report(policy, request.lang, console); status != done) return status;
    const Program program = policy.program->view();
    return answer(request, console, {program, *policy.table, &policy, policy.fingerprints->meaning});
}

}  // namespace tenet::compiler::cli
