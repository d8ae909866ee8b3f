#include "compiler/output_reasons.hpp"

#include "compiler/citations.hpp"
#include "compiler/lower_parts.hpp"
#include "compiler/reference.hpp"
#include "compiler/table_rows.hpp"

#include <algorithm>
#include <vector>

namespace tenet::compiler {
namespace {

using typed::ExprId;

/// Follows the value of one output to where it comes from.
class Following {
  public:
    Following(const typed::Module& module, const Sources& sources, const FactRow& facts)
        : module_(module), sources_(sources), facts_(facts) {}

    OutputReason run(const typed::Definition& output) {
        ExprId next = enter(output);
        while (next.valid())
            next = step(next);
        return std::move(reason_);
    }

  private:
    /// What the value at hand is taken from; invalid where it is taken from nothing else as it is, or from what is not known yet.
    ExprId step(ExprId id) {
        const typed::Expr& e = module_.at(id);
        switch (e.kind) {
        case typed::Kind::Given:
        case typed::Kind::Rescale: return e.a;
        case typed::Kind::Definition: return enter(module_.definitions[e.ref]);
        case typed::Kind::If: return chosen(e);
        default: return {};
        }
    }

    ExprId chosen(const typed::Expr& e) {
        const Possible holds = reference_value(module_, facts_, e.a);
        if (!holds.determined() || !holds.may_be_value) return {};
        return holds.low != 0 ? e.b : e.c;
    }

    ExprId enter(const typed::Definition& definition) {
        cite_whole(definition);
        ExprId at = definition.value;
        for (std::size_t i = 0; i < definition.cases.size(); ++i) {
            const bool last = i + 1 == definition.cases.size();
            const typed::Expr& e = module_.at(at);
            const ExprId next = last ? at : chosen(e);
            if (!next.valid()) return {};
            if (last || next == e.b) {
                take(definition, definition.cases[i]);
                return next;
            }
            at = next;
        }
        return at;
    }

    void take(const typed::Definition& definition, const typed::Case& taken) {
        reason_.cases.push_back(words_of(sources_, taken.when));
        for (std::uint32_t i = 0; i < taken.citations.count; ++i)
            cite(definition.citations[taken.citations.first + i]);
    }

    /// What stands on no line of a case is cited for the whole.
    void cite_whole(const typed::Definition& definition) {
        for (std::size_t i = 0; i < definition.citations.size(); ++i)
            if (!is_of_a_case(definition.cases, i)) cite(definition.citations[i]);
    }

    void cite(const typed::Citation& citation) {
        TableCitation row = citation_of(citation);
        if (std::find(reason_.citations.begin(), reason_.citations.end(), row) == reason_.citations.end())
            reason_.citations.push_back(std::move(row));
    }

    const typed::Module& module_;
    const Sources& sources_;
    const FactRow& facts_;
    OutputReason reason_;
};

}  // namespace

void explain_outputs(const typed::Module& module, const Sources& sources, Explained& explained) {
    for (const typed::Definition& definition : module.definitions)
        if (definition.is_output)
            explained.output_reasons.push_back(Following(module, sources, explained.facts).run(definition));
}

}  // namespace tenet::compiler
