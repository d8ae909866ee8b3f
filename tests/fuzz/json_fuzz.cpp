#include "json_fuzz_policy.hpp"

#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "tests/json/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace tenet;

compiler::Compiled compiled() {
    compiler::DiskFiles files;
    compiler::Compiled policy = compile(files, TENET_FUZZ_POLICY);
    if (!policy.ok()) std::abort();
    return policy;
}

bool same_text(const compiler::FactValue& a, const compiler::FactValue& b) {
    return a.state == b.state && a.value == b.value && a.text == b.text;
}

bool same_records(const compiler::FactValue& a, const compiler::FactValue& b) {
    static const compiler::FactValue unknown;
    if (a.records.size() != b.records.size()) return false;
    for (std::size_t r = 0; r < a.records.size(); ++r) {
        const auto &first = a.records[r].fields, &second = b.records[r].fields;
        for (std::size_t f = 0; f < first.size() || f < second.size(); ++f)
            if (!same_text(f < first.size() ? first[f] : unknown, f < second.size() ? second[f] : unknown))
                return false;
    }
    return true;
}

}  // namespace

/// Any bytes as the facts of one applicant: the header takes what the tool takes, as the same facts, and refuses the rest at the same place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const compiler::Compiled policy = compiled();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const json_test::HeaderRead header = json_test::read_by_header<kinds::Table>(*policy.table, text);
    read_facts(*policy.table, text, compiler::FactsShape::Object, [&](compiler::Applicant& tool) {
        if (tool.problems.empty() == static_cast<bool>(header.fault)) std::abort();
        if (!tool.problems.empty()) {
            const compiler::FactsProblem& first = tool.problems.front();
            if (first.problem.kind != compiler::D::FactsNotJson && first.offset != header.fault.offset)
                std::abort();
            return;
        }
        for (std::size_t i = 0; i < tool.row.size(); ++i)
            if (!same_text(tool.row[i], header.row[i]) || !same_records(tool.row[i], header.row[i]))
                std::abort();
    });
    return 0;
}
