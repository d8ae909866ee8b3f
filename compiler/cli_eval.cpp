#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/fault.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>

#include <numeric>

namespace tenet::compiler::cli {
namespace {

std::vector<std::uint32_t> all_of(std::size_t count) {
    std::vector<std::uint32_t> out(count);
    std::iota(out.begin(), out.end(), 0U);
    return out;
}

/// Adds the decision or output of this name; false if there is none.
bool add_named(const Table& table, std::string_view name, Shown& shown) {
    auto add = [&](const auto& all, std::vector<std::uint32_t>& chosen) {
        for (std::uint32_t i = 0; i < all.size(); ++i)
            if (all[i].id == name || all[i].name == name) {
                chosen.push_back(i);
                return true;
            }
        return false;
    };
    return add(table.decisions, shown.decisions) || add(table.outputs, shown.outputs);
}

Arg no_such_result(const Table& table, std::string_view name) {
    std::vector<std::string_view> names;
    for (const TableDecision& one : table.decisions)
        names.insert(names.end(), {one.id, one.name});
    for (const TableOutput& one : table.outputs)
        names.insert(names.end(), {one.id, one.name});
    std::string_view near = suggest(name, names);
    std::string given = displayed(name);
    if (near.empty())
        return {fmt::format("--only: the policy has no decision or output `{}`", given),
                fmt::format("--only：政策中没有判定或输出 `{}`", given)};
    return {fmt::format("--only: the policy has no decision or output `{}`; did you mean `{}`?", given, near),
            fmt::format("--only：政策中没有判定或输出 `{}`；是不是 `{}`？", given, near)};
}

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
    Compiled policy = compile(console.files, request.files.front());
    if (int status = report(policy, request.lang, console); status != done) return status;
    Shown shown{policy.fingerprints->meaning, {}, {}, request.lang, false};
    for (const std::string& name : request.only)
        if (!add_named(*policy.table, name, shown)) {
            complain(console, request.lang, no_such_result(*policy.table, name));
            return world_is_wrong;
        }
    if (request.only.empty()) {
        shown.decisions = all_of(policy.table->decisions.size());
        shown.outputs = all_of(policy.table->outputs.size());
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
