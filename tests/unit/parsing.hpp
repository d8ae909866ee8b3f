#pragma once

#include "compiler/ast.hpp"
#include "compiler/ast_dump.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/parse.hpp"
#include "compiler/source.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace tenet::compiler::testing {

/// One parsed text with what it needs to stay alive.
struct Parsed {
    std::unique_ptr<Sources> sources = std::make_unique<Sources>();
    Diagnostics diagnostics;
    ast::File file;

    std::string tree() const { return dump(file); }
    /// The codes reported, in the order of their places, one blank between them.
    std::string codes() const {
        std::vector<const Diagnostic*> sorted;
        for (const Diagnostic& each : diagnostics.all())
            sorted.push_back(&each);
        std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic* a, const Diagnostic* b) {
            return a->span.begin < b->span.begin;
        });
        std::string text;
        for (const Diagnostic* each : sorted)
            text.append(text.empty() ? "" : " ").append(row(each->kind).code);
        return text;
    }
    std::string shown() const { return render_text(diagnostics, *sources, Lang::En); }
};

inline Parsed parse_text(std::string text) {
    Parsed parsed;
    const std::uint32_t file = parsed.sources->add("test.policy", std::move(text));
    parsed.file = parse(*parsed.sources, file, parsed.diagnostics);
    return parsed;
}

/// Facts of every type, with a policy statement before them.
inline const std::string prelude = "policy p\n"
                                   "as of day\n"
                                   "fact day : date\n"
                                   "fact exam : date or none\n"
                                   "fact other : date\n"
                                   "fact third : date\n"
                                   "fact audits : count\n"
                                   "fact extension : yes/no\n"
                                   "fact waiver : yes/no\n";

/// The tree of one condition.
inline std::string condition(const std::string& text) {
    Parsed parsed = parse_text(prelude + "decide d\n  require " + text + "\n");
    if (parsed.diagnostics.has_errors()) return parsed.shown();
    return dump(parsed.file, parsed.file.decisions.at(0).requirements.at(0).condition);
}

/// The codes reported for one condition.
inline std::string codes_of(const std::string& text) {
    return parse_text(prelude + "decide d\n  require " + text + "\n").codes();
}

}  // namespace tenet::compiler::testing
