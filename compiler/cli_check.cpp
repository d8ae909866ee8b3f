#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tenet::compiler::cli {
namespace {

/// "1 decision", "2 decisions".
std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string all_is_well(const Compiled& policy, std::string_view path, Lang lang) {
    const Table& table = *policy.table;
    std::size_t decisions = table.decisions.size(), outputs = table.outputs.size();
    std::size_t requirements = table.requirements.size(), facts = table.facts.size();
    if (lang == Lang::Zh)
        return fmt::format("{}：没有错误（判定 {} 项，要求 {} 条，输出 {} 项，事实 {} 个）\n",
                           displayed(path), decisions, requirements, outputs, facts);
    return fmt::format("{}: no errors ({}, {}, {}, {})\n", displayed(path), counted(decisions, "decision"),
                       counted(requirements, "requirement"), counted(outputs, "output"),
                       counted(facts, "fact"));
}

/// What `render_json` gives for one file, without the brackets of its array.
std::string_view elements(std::string_view array) {
    std::size_t begin = array.find('['), end = array.rfind(']');
    if (begin == std::string_view::npos || end == std::string_view::npos) return {};
    std::string_view inner = array.substr(begin + 1, end - begin - 1);
    std::size_t first = inner.find_first_not_of(" \n");
    if (first == std::string_view::npos) return {};
    return array.substr(begin + 1, inner.find_last_not_of(" \n") + 1);
}

/// A file that could not be read, in the shape of a diagnostic without code and place.
std::string element(const WorldError& error, Lang lang) {
    nlohmann::ordered_json out = {{"code", nullptr},
                                  {"severity", "error"},
                                  {"message", lang == Lang::Zh ? error.reason_zh : error.reason_en},
                                  {"label", ""},
                                  {"help", ""},
                                  {"file", displayed(error.path)},
                                  {"line", nullptr},
                                  {"column", nullptr},
                                  {"end", nullptr},
                                  {"related", nlohmann::ordered_json::array()},
                                  {"fixes", nlohmann::ordered_json::array()}};
    return "\n  " + out.dump();
}

}  // namespace

int report(const Compiled& policy, Lang lang, Console& console) {
    if (policy.world) {
        complain(console, lang, *policy.world);
        return world_is_wrong;
    }
    console.err.write(render_text(policy.diagnostics, *policy.sources, lang));
    return policy.ok() ? done : policy_is_wrong;
}

int check(const Request& request, Console& console) {
    int status = done;
    std::string array;
    for (const std::string& path : request.files) {
        Compiled policy = compile(console.files, path);
        int one = policy.world ? world_is_wrong : policy.ok() ? done : policy_is_wrong;
        status = std::max(status, one);
        if (request.format == Format::Json) {
            std::string found =
                policy.world
                    ? element(*policy.world, request.lang)
                    : std::string(elements(render_json(policy.diagnostics, *policy.sources, request.lang)));
            if (!found.empty()) array += (array.empty() ? "" : ",") + found;
            continue;
        }
        report(policy, request.lang, console);
        if (one == done) console.out.write(all_is_well(policy, path, request.lang));
    }
    if (request.format == Format::Json) console.out.write(array.empty() ? "[]\n" : "[" + array + "\n]\n");
    return status;
}

}  // namespace tenet::compiler::cli
