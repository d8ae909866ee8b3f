#pragma once

#include "compiler/check.hpp"
#include "compiler/imports.hpp"
#include "compiler/parse.hpp"
#include "compiler/typed_dump.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Policies from their text to their typed tree.
namespace tenet::compiler::testing {

/// A policy with everything that its tree points to.
struct Checked {
    std::unique_ptr<Sources> sources = std::make_unique<Sources>();
    Diagnostics diagnostics;
    std::unique_ptr<ast::File> tree;
    Names names;
    typed::Module module;

    bool has(D kind) const {
        return std::any_of(diagnostics.all().begin(), diagnostics.all().end(),
                           [&](const Diagnostic& d) { return d.kind == kind; });
    }
    std::string text() const { return render_text(diagnostics, *sources, Lang::En); }
    std::string dumped() const { return diagnostics.has_errors() ? text() : dump(module); }
    /// The kinds reported, by their codes in the order of their places, one blank between them.
    std::string codes() const {
        std::string all;
        for (const Diagnostic* each : in_order(diagnostics))
            all.append(all.empty() ? "" : " ").append(row(each->kind).code);
        return all;
    }
    const typed::Expr& condition(std::size_t requirement) const {
        return module.at(module.decisions.at(0).requirements.at(requirement).condition);
    }
    const typed::Definition& definition(std::string_view id) const {
        return *std::find_if(module.definitions.begin(), module.definitions.end(),
                             [&](const typed::Definition& d) { return d.name.id == id; });
    }
    bool defines(std::string_view id) const {
        return std::any_of(module.definitions.begin(), module.definitions.end(),
                           [&](const typed::Definition& d) { return d.name.id == id; });
    }
};

inline void finish(Checked& result, ast::File tree) {
    result.tree = std::make_unique<ast::File>(std::move(tree));
    result.names = resolve(*result.tree, result.diagnostics);
    result.module = check(*result.tree, result.names, *result.sources, result.diagnostics);
}

inline Checked checked(std::string source) {
    Checked result;
    const std::uint32_t file = result.sources->add("case.policy", std::move(source));
    finish(result, parse(*result.sources, file, result.diagnostics));
    return result;
}

/// Several files; the first one is asked.
inline Checked checked(const std::vector<std::pair<std::string, std::string>>& texts) {
    MemoryFiles files;
    for (const auto& [path, text] : texts)
        files.add(path, text);
    Checked result;
    WorldError error;
    std::optional<ast::File> tree =
        parse_all(files, texts.front().first, *result.sources, result.diagnostics, error);
    if (tree) finish(result, std::move(*tree));
    return result;
}

}  // namespace tenet::compiler::testing
