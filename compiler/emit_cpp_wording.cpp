#include "compiler/emit_cpp_wording.hpp"

#include "compiler/emit_cpp_program.hpp"

namespace tenet::compiler {
namespace {

void put_row(CppSource& out, const WordingText& text) { out.put("        {{{}, {}}},", text.en, text.zh); }
void put_row(CppSource& out, const RequirementWording& r) {
    out.put("        {{{}, {{{}, {}}}, {}, {}}},", r.measure, r.cited.en, r.cited.zh, r.first_citation,
            r.citation_count);
}
void put_row(CppSource& out, const PartWording& p) {
    out.put("        {{{}, {}, {}}},", p.source, p.measure, p.whole_source);
}
void put_row(CppSource& out, std::uint32_t number) { out.put("        {},", number); }
void put_row(CppSource& out, const AssumeWording& a) {
    out.put("        {{{}, {{{}, {}}}}},", truth(a.no_answer), a.facts.en, a.facts.zh);
}

/// An array of the class, unless it would be empty; gives what views it.
template <class Row>
Own put_wordings(CppSource& out, Own type, Own name, const std::vector<Row>& rows) {
    if (rows.empty()) return "nullptr";
    out.put("    static constexpr {} {}[] = {{", type, name);
    for (const Row& row : rows)
        put_row(out, row);
    out.put("    }};");
    return name;
}

}  // namespace

void put_wording(CppSource& out, const OwnedWording& w) {
    out.put("    /// What answers in words say beyond the program.");
    const Own requirements =
        put_wordings(out, "::tenet::RequirementWording", "requirement_wording", w.requirements);
    const Own parts = put_wordings(out, "::tenet::PartWording", "part_wording", w.parts);
    const Own decisions = put_wordings(out, "::tenet::WordingText", "decision_wording", w.decisions);
    const Own assumes = put_wordings(out, "::tenet::AssumeWording", "assume_wording", w.assumes);
    const Own notes = put_wordings(out, "::tenet::WordingText", "note_wording", w.notes);
    const Own citations = put_wordings(out, "::std::uint32_t", "citation_wording", w.citations);
    put_pool(out, "wording_pool", w.pool);
    out.put("    static constexpr ::tenet::Wording wording = {{\n"
            "        wording_pool, {{{}, {}}}, {}, {}, {}, {}, {}, {}, {}, {}}};",
            w.policy.en, w.policy.zh, requirements, parts, decisions, assumes, notes, w.id, w.fingerprint,
            citations);
}

}  // namespace tenet::compiler
