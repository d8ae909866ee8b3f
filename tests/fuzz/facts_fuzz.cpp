#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/reference.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace tenet::compiler;

/// A policy with a fact of every type.
constexpr const char* policy_text = R"(policy fuzzed
as of applied_on
choice subject
  general
  special
record exam
  subject   : subject or none
  passed_on : date
  score     : number with 2 decimals or none
fact applied_on : date
fact audits     : count 0..500
fact onsite     : days in halves
fact study      : hours or none
fact extension  : yes/no
fact remark     : text or none
fact subjects   : set of subject
fact exams      : list of exam up to 5
decide eligible
  require recent: any exam in exams where passed_on within 5y and subject = general
  require score: (sum of score in exams where score is given) >= 1.5
  require audits >= 4 or 3 with extension
  require study = 16h
  require onsite >= 1.5d
  require general in subjects
  require remark != "none"
)";

Compiled compiled() {
    MemoryFiles files;
    files.add("fuzzed.policy", policy_text);
    Compiled policy = compile(files, "fuzzed.policy");
    if (!policy.ok()) std::abort();
    return policy;
}

}  // namespace

/// Any bytes as facts, in every shape: what is read is evaluated alike by both evaluators.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Compiled policy = compiled();
    static Interpreter interpreter(policy.program->view(), *policy.table);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (FactsShape shape : {FactsShape::Object, FactsShape::Array, FactsShape::Lines})
        read_facts(*policy.table, text, shape, [](Applicant& applicant) {
            for (const FactsProblem& problem : applicant.problems)
                for (Lang lang : {Lang::En, Lang::Zh})
                    render_text(problem, "facts.json", lang);
            if (!applicant.problems.empty()) return;
            if (interpreter.answer(applicant.row) != reference_evaluate(*policy.module, applicant.row))
                std::abort();
        });
    return 0;
}
