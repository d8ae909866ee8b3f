#include "compiler/cli.hpp"
#include "compiler/compile.hpp"
#include "compiler/display.hpp"
#include "compiler/policy_set.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

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

void add_elements(std::string& array, std::string_view more) {
    if (more.empty()) return;
    if (!array.empty()) array += ',';
    array += more;
}

int status_of(const Compiled& policy) {
    return policy.world ? world_is_wrong : policy.ok() ? done : policy_is_wrong;
}

std::string json_of(const Compiled& policy, Lang lang) {
    if (policy.world) return element(*policy.world, lang);
    return std::string(elements(render_json(policy.diagnostics, *policy.sources, lang)));
}

/// Checks one file; adds what is wrong to the array where JSON was asked for.
int check_file(const Request& request, const std::string& path, Console& console, std::string& array) {
    const Compiled policy = compile(console.files, path);
    const int status = status_of(policy);
    if (request.format == Format::Json) {
        add_elements(array, json_of(policy, request.lang));
        return status;
    }
    report(policy, request.lang, console);
    if (status == done) console.out.write(all_is_well(policy, path, request.lang));
    return status;
}

/// What there is in a folder without an error.
std::string all_is_well(const PolicySet& set, std::string_view path, Lang lang) {
    std::size_t decisions = 0, outputs = 0, requirements = 0;
    std::set<std::string_view> facts;
    for (const PolicySet::Member& member : set.members) {
        const Table& table = *member.policy.table;
        decisions += table.decisions.size();
        outputs += table.outputs.size();
        requirements += table.requirements.size();
        for (const TableFact& fact : table.facts)
            facts.insert(fact.id);
    }
    if (lang == Lang::Zh)
        return fmt::format("{}：没有错误（政策文件 {} 个，判定 {} 项，要求 {} 条，输出 {} 项，事实 {} 个）\n",
                           displayed(path), set.members.size(), decisions, requirements, outputs,
                           facts.size());
    return fmt::format("{}: no errors ({}, {}, {}, {}, {})\n", displayed(path),
                       counted(set.members.size(), "file"), counted(decisions, "decision"),
                       counted(requirements, "requirement"), counted(outputs, "output"),
                       counted(facts.size(), "fact"));
}

/// How many errors were told, and in how many files.
Arg errors_found(const PolicySet& set, std::string_view path) {
    std::size_t errors = 0, unread = 0;
    std::set<std::string> files;
    const auto add = [&](const Diagnostics& diagnostics, const Sources& sources) {
        errors += diagnostics.errors();
        for (const Diagnostic& each : diagnostics.all())
            if (row(each.kind).severity == Severity::Error) files.insert(sources.file(each.span.file).path);
    };
    for (const PolicySet::Member& member : set.members) {
        if (member.policy.world) ++unread;
        add(member.policy.diagnostics, *member.policy.sources);
    }
    add(set.diagnostics, *set.sources);
    errors += unread;
    const std::size_t faulty = files.size() + unread;
    return {fmt::format("{}: {} in {} of {}", displayed(path), counted(errors, "error"), faulty,
                        counted(set.members.size(), "file")),
            fmt::format("{}：{} 个文件中有 {} 个有错误，共 {} 处", displayed(path), set.members.size(),
                        faulty, errors)};
}

/// Checks a folder as `check_file` does a file.
int check_folder(const Request& request, const std::string& path, Console& console, std::string& array) {
    PolicySet set = compile_set(console.files, path);
    if (request.format == Format::Text) {
        const int status = report(set, request.lang, console);
        if (status == done)
            console.out.write(all_is_well(set, path, request.lang));
        else if (!set.world)
            complain(console, request.lang, errors_found(set, path));
        return status;
    }
    if (set.world) {
        add_elements(array, element(*set.world, request.lang));
        return world_is_wrong;
    }
    int status = set.diagnostics.has_errors() ? policy_is_wrong : done;
    Told told;
    for (PolicySet::Member& member : set.members) {
        status = std::max(status, status_of(member.policy));
        told.keep_news(member.policy.diagnostics, *member.policy.sources);
        add_elements(array, json_of(member.policy, request.lang));
    }
    add_elements(array, elements(render_json(set.diagnostics, *set.sources, request.lang)));
    return status;
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

int report(PolicySet& set, Lang lang, Console& console) {
    int status = done;
    if (set.world) {
        complain(console, lang, *set.world);
        return world_is_wrong;
    }
    Told told;
    for (PolicySet::Member& member : set.members) {
        const bool ok = member.policy.ok();
        if (member.policy.sources) told.keep_news(member.policy.diagnostics, *member.policy.sources);
        const int one = report(member.policy, lang, console);
        status = std::max(status, !ok && one == done ? policy_is_wrong : one);
    }
    console.err.write(render_text(set.diagnostics, *set.sources, lang));
    return set.diagnostics.has_errors() ? std::max<int>(status, policy_is_wrong) : status;
}

int check(const Request& request, Console& console) {
    int status = done;
    std::string array;
    for (const std::string& path : request.files)
        status = std::max(status, console.files.is_folder(path) ? check_folder(request, path, console, array)
                                                                : check_file(request, path, console, array));
    if (request.format == Format::Json) console.out.write(array.empty() ? "[]\n" : "[" + array + "\n]\n");
    return status;
}

}  // namespace tenet::compiler::cli
