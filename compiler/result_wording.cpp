#include "compiler/result_wording.hpp"

#include "compiler/fingerprint.hpp"
#include "compiler/result_names.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_words.hpp"
#include "compiler/string_pool.hpp"
#include "compiler/value_text.hpp"

#include <utility>

namespace tenet::compiler {
namespace {

class Wordings {
  public:
    OwnedWording run(const Table& table) {
        out_.policy = {pool_.add(shown_name(table.policy_label, table.policy, table.policy, Lang::En)),
                       pool_.add(shown_name(table.policy_label, table.policy, table.policy, Lang::Zh))};
        for (const TableRequirement& row : table.requirements)
            out_.requirements.push_back({pool_.add_text(row.measure), citing(row.citations),
                                         cite_one_by_one(row.citations),
                                         static_cast<std::uint32_t>(row.citations.size())});
        for (const TablePart& row : table.parts)
            out_.parts.push_back(
                {pool_.add_text(shown_source(row)), pool_.add_text(row.measure), pool_.add_text(row.source)});
        for (const TableDecision& row : table.decisions)
            out_.decisions.push_back(citing(row.citations));
        for (const TableAssume& row : table.assumes)
            out_.assumes.push_back(
                {row.no_answer, in_both([&](Lang lang) { return facts_named(table, row.facts, lang); })});
        for (const TableNote& row : table.notes)
            out_.notes.push_back(citing(row.citations));
        out_.id = pool_.add(table.policy);
        out_.fingerprint = pool_.add(fingerprint(table).meaning);
        out_.pool = std::move(pool_).take();
        return std::move(out_);
    }

  private:
    template <class Text>
    WordingText in_both(const Text& text) {
        return {pool_.add_text(text(Lang::En)), pool_.add_text(text(Lang::Zh))};
    }
    WordingText citing(const std::vector<TableCitation>& citations) {
        return in_both([&](Lang lang) { return cited(citations, lang); });
    }
    /// Gives the place of the first.
    std::uint32_t cite_one_by_one(const std::vector<TableCitation>& citations) {
        const auto first = static_cast<std::uint32_t>(out_.citations.size());
        for (const TableCitation& each : citations)
            out_.citations.push_back(pool_.add(cited(each, Lang::En)));
        return first;
    }

    OwnedWording out_;
    StringPool pool_;
};

}  // namespace

OwnedWording wording_of(const Table& table) { return Wordings().run(table); }

}  // namespace tenet::compiler
