#include "compiler/evaluate.hpp"
#include "compiler/read_table.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "tests/unit/table_runs.hpp"
#include "tests/unit/table_sample.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace tenet;

/// Tables of the policies beside the sources, which the fuzzer is run among, and of one with something in every section.
std::vector<std::string> tables() {
    std::vector<std::string> all;
    const auto add = [&all](const compiler::Compiled& policy) {
        if (policy.ok()) all.push_back(emit_table(*policy.table, *policy.program, *policy.fingerprints));
    };
    add(testing::compiled_policy(testing::table_policy));
    std::error_code missing;
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("policies", missing))
        if (entry.path().extension() == ".policy") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    compiler::DiskFiles files;
    for (const std::string& path : paths)
        add(compiler::compile(files, path, compiler::Locks::Ignored));
    if (all.empty()) std::abort();
    return all;
}

/// Takes numbers from the input; when it has ended, zeros.
struct Input {
    const std::uint8_t* data;
    std::size_t size;

    std::uint64_t take(std::size_t bytes) {
        std::uint64_t number = 0;
        for (; bytes > 0; --bytes) {
            number <<= 8;
            if (size == 0) continue;
            number |= *data++;
            --size;
        }
        return number;
    }
};

/// What the command line tells of somebody of whom nothing is known, if it takes the table.
void tell(std::string_view bytes) {
    compiler::Arg why("");
    const auto read = compiler::read_table(bytes, why);
    if (read == nullptr) return;
    compiler::Interpreter interpreter(read->program, read->table);
    const compiler::Explained explained = interpreter.explained(compiler::FactRow(read->table.facts.size()));
    compiler::Shown shown{read->meaning, {}, {}};
    for (std::uint32_t i = 0; i < read->table.decisions.size(); ++i)
        shown.decisions.push_back(i);
    for (std::uint32_t i = 0; i < read->table.outputs.size(); ++i)
        shown.outputs.push_back(i);
    if (explained.answer.refused()) {
        compiler::refusal_problem(read->table, explained, {});
        return;
    }
    compiler::result_json(read->table, explained, shown);
    for (const compiler::Lang lang : {compiler::Lang::En, compiler::Lang::Zh}) {
        shown.lang = lang;
        compiler::result_text(read->table, explained, shown, 0);
    }
}

}  // namespace

/// Changes a table as the input says, makes its checksum fit, and opens it: what is accepted can be asked anything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<std::string> all = tables();
    Input input{data, size};
    testing::TableBytes table(all[input.take(1) % all.size()]);
    const std::uint64_t seed = input.take(2);
    while (input.size != 0) {
        // Mostly a member of a row in the sections that say the most, at times any byte at all.
        const std::uint64_t how = input.take(1), place = input.take(3);
        const auto kind =
            static_cast<TableSectionKind>(how % 32 < 1 || how % 32 > required_sections ? 1 : how % 32);
        const std::uint64_t first = (how & 32) != 0 ? 0 : table.rows(kind);
        const std::uint64_t at = (first + place) % table.size();
        const std::uint64_t bytes = std::min<std::uint64_t>(1U << (how >> 6), table.size() - at);
        const std::uint64_t value = input.take(bytes);
        std::memcpy(table.data() + at, &value, bytes);
    }
    table.seal();
    const OpenedTable opened = table.open();
    if (!opened) return 0;
    for (const std::uint64_t missing : {0U, 1U, 8U})
        testing::ask_everything(opened.table.program, seed, missing);
    tell({reinterpret_cast<const char*>(table.data()), table.size()});
    return 0;
}
