#include "compiler/parser.hpp"

#include <utility>

// What becomes of a source and of the lines that put paragraphs out of scope.

namespace tenet::compiler {

void Parser::finish_source_head(Span whole) {
    in_decision_ = false;
    declare(ast::ItemKind::Document, out.documents.size());
    out.documents.push_back({name, label, {}, whole});
}

void Parser::finish_out_of_scope(Span whole) {
    out.documents.back().out_of_scope.push_back(
        {std::move(citation.paragraphs), std::move(citation.places), label, whole});
    citation = {};
}

void Parser::finish_source(Span whole) {
    if (out.documents.back().name.text.empty()) {
        out.documents.pop_back();
        out.items.pop_back();
        return;
    }
    out.documents.back().span = whole;
}

}  // namespace tenet::compiler
