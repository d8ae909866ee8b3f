#include "compiler/check_parts.hpp"
#include "compiler/citations.hpp"

#include <fmt/format.h>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace tenet::compiler::checking {
namespace {

using ast::ItemKind;

/// The paragraphs of a source that are put out of scope, and where.
using OutOfScope = std::map<std::uint32_t, Span>;

OutOfScope out_of_scope(State& state, const ast::Document& document) {
    OutOfScope out;
    for (const ast::OutOfScope& line : document.out_of_scope)
        for (std::size_t i = 0; i < line.paragraphs.size(); ++i) {
            const auto [first, fresh] = out.emplace(line.paragraphs[i], line.places[i]);
            if (fresh) continue;
            Diagnostic& report =
                state.diagnostics.report<D::OutOfScopeTwice>(line.places[i], line.paragraphs[i]);
            report.related.push_back({first->second, Arg("the first one is here", "第一处在这里")});
        }
    return out;
}

/// A source that nobody declares; of several citations of it in a file the first is reported.
void report_no_source(State& state, const ast::Citation& citation) {
    std::string suggestion = meant(state, citation.source, [&] {
        std::vector<std::string_view> all;
        for (const auto& [text, entry] : state.names.types)
            if (entry.kind == ItemKind::Document) all.push_back(text);
        return all;
    });
    // The name and its paragraph without the blank between them.
    for (const auto& [text, entry] : state.names.types)
        if (entry.kind == ItemKind::Document && citation.source.starts_with(text) &&
            citation.source.substr(text.size()).starts_with("第"))
            suggestion = fmt::format("{} {}", text, citation.source.substr(text.size()));
    state.diagnostics.report<D::SourceUnknown>(citation.source_span, citation.source).suggestion =
        std::move(suggestion);
}

void check_paragraphs(State& state, const ast::Citation& citation, const OutOfScope& out) {
    for (std::size_t i = 0; i < citation.paragraphs.size(); ++i) {
        const auto found = out.find(citation.paragraphs[i]);
        if (found == out.end()) continue;
        Diagnostic& report = state.diagnostics.report<D::CitedOutOfScope>(
            citation.places[i], citation.paragraphs[i], citation.source);
        report.related.push_back({found->second, Arg("put out of scope here", "在这里写明不纳入")});
    }
}

}  // namespace

void check_citations(State& state) {
    std::vector<OutOfScope> out;
    for (const ast::Document& document : state.file.documents)
        out.push_back(out_of_scope(state, document));
    std::set<std::pair<std::uint32_t, std::string_view>> unknown;
    for (const Citing& rule : citing_rules(state.file))
        for (const ast::Citation& citation : *rule.citations) {
            if (citation.source.empty()) continue;  // the parser has said what is wrong
            const auto document = state.names.find_type(citation.source, ItemKind::Document);
            if (document)
                check_paragraphs(state, citation, out[*document]);
            else if (!state.names_missing &&
                     unknown.emplace(citation.source_span.file, citation.source).second)
                report_no_source(state, citation);
        }
}

std::vector<typed::Citation> citations_of(const State& state, const std::vector<ast::Citation>& citations) {
    std::vector<typed::Citation> out;
    for (const ast::Citation& citation : citations) {
        const auto document = state.names.find_type(citation.source, ItemKind::Document);
        if (document)
            out.push_back(
                {symbol(state.file.documents[*document].name), citation.paragraphs, citation.readings});
    }
    return out;
}

}  // namespace tenet::compiler::checking
