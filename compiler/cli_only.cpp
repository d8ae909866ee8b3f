#include "compiler/cli_only.hpp"

#include "compiler/display.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>

namespace tenet::compiler::cli {
namespace {

using Member = PolicySet::Member;

std::string_view last_part(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

std::vector<std::string_view> names_of_policy(const Table& table) {
    return {table.policy, table.policy_name, last_part(table.policy), last_part(table.policy_name)};
}

void add_names_of_results(const Table& table, std::vector<std::string_view>& names) {
    for (const TableDecision& one : table.decisions)
        names.insert(names.end(), {one.id, one.name});
    for (const TableOutput& one : table.outputs)
        names.insert(names.end(), {one.id, one.name});
}

bool is_policy(const Table& table, std::string_view name) {
    const std::vector<std::string_view> names = names_of_policy(table);
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Adds the decision or output of this name; false if there is none.
bool add_named(const Table& table, std::string_view name, Shown& shown) {
    const auto add = [&](const auto& all, std::vector<std::uint32_t>& chosen) {
        for (std::uint32_t i = 0; i < all.size(); ++i)
            if (all[i].id == name || all[i].name == name) {
                if (std::find(chosen.begin(), chosen.end(), i) == chosen.end()) chosen.push_back(i);
                return true;
            }
        return false;
    };
    return add(table.decisions, shown.decisions) || add(table.outputs, shown.outputs);
}

bool has_result(const Table& table, std::string_view name) {
    Shown ignored;
    return add_named(table, name, ignored);
}

Arg unknown_name(std::string_view name, const std::vector<std::string_view>& known, const Arg& missing) {
    const std::string given = displayed(name.substr(0, 200));
    const std::string_view near = suggest(name, known);
    Arg out{fmt::format("--only: {} `{}`", missing.en, given),
            fmt::format("--only：{} `{}`", missing.zh, given)};
    if (near.empty()) return out;
    out.en += fmt::format("; did you mean `{}`?", near);
    out.zh += fmt::format("；是不是 `{}`？", near);
    return out;
}

/// Which questions a name chooses: by the names of policies if any has it, else by those of results.
std::vector<bool> chosen_by(std::string_view name, const std::vector<const Member*>& questions) {
    std::vector<bool> by_policy, by_result;
    for (const Member* each : questions) {
        by_policy.push_back(is_policy(*each->policy.table, name));
        by_result.push_back(has_result(*each->policy.table, name));
    }
    const bool any = std::find(by_policy.begin(), by_policy.end(), true) != by_policy.end();
    return any ? by_policy : by_result;
}

}  // namespace

void show_all(const Table& table, Shown& shown) {
    const auto all = [](std::size_t count, std::vector<std::uint32_t>& out) {
        out.resize(count);
        std::iota(out.begin(), out.end(), 0U);
    };
    all(table.decisions.size(), shown.decisions);
    all(table.outputs.size(), shown.outputs);
}

std::optional<Arg> choose_results(const Table& table, const std::vector<std::string>& only, Shown& shown) {
    bool whole = only.empty();
    for (const std::string& name : only) {
        if (add_named(table, name, shown)) continue;
        if (is_policy(table, name)) {
            whole = true;
            continue;
        }
        std::vector<std::string_view> known = names_of_policy(table);
        add_names_of_results(table, known);
        return unknown_name(name, known, {"the policy has no decision or output", "政策中没有判定或输出"});
    }
    if (whole) show_all(table, shown);
    return {};
}

std::optional<Arg> choose_questions(const std::vector<std::string>& only,
                                    std::vector<const Member*>& questions) {
    if (only.empty()) return {};
    std::vector<bool> chosen(questions.size());
    for (const std::string& name : only) {
        const std::vector<bool> named = chosen_by(name, questions);
        if (std::find(named.begin(), named.end(), true) == named.end()) {
            std::vector<std::string_view> known;
            for (const Member* each : questions) {
                const std::vector<std::string_view> names = names_of_policy(*each->policy.table);
                known.insert(known.end(), names.begin(), names.end());
                add_names_of_results(*each->policy.table, known);
            }
            return unknown_name(
                name, known,
                {"no policy of the folder is called or answers", "文件夹中没有政策、判定或输出"});
        }
        for (std::size_t i = 0; i < named.size(); ++i)
            if (named[i]) chosen[i] = true;
    }
    std::vector<const Member*> kept;
    for (std::size_t i = 0; i < questions.size(); ++i)
        if (chosen[i]) kept.push_back(questions[i]);
    questions = std::move(kept);
    return {};
}

}  // namespace tenet::compiler::cli
