#pragma once

#include "compiler/align.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/ledger.hpp"

#include <optional>
#include <string>

/// What `tenet cite` says of a source, as text and as JSON.
namespace tenet::compiler {

/// A source held against its lock, and against a copy of the document if there is one.
struct SourceCheck {
    const LedgerSource* source = nullptr;
    std::string document;               ///< the path of the copy; empty without one
    std::uint32_t paragraphs_now = 0;   ///< of the copy
    std::optional<Alignment> compared;  ///< the lock with the copy

    /// True if nothing has changed, all citations are of paragraphs that are there, and each paragraph is accounted for.
    bool clean() const;
    bool unchanged() const;
};

std::string check_text(const SourceCheck& check, Lang lang);
/// One object: `source`, `name`, `title`, `file`, `lock`, `paragraphs`, `changes`, `not_in_lock`, `left_over`.
void write_check(JsonWriter& json, const SourceCheck& check, Lang lang);

/// Every paragraph of the source with the rules that rest on it, or with the reason why none needs to.
std::string coverage_text(const LedgerSource& source, Lang lang);
/// One object: `source` … `lock` as above, `paragraphs` as an array, `left_over`.
void write_coverage(JsonWriter& json, const LedgerSource& source, Lang lang);

}  // namespace tenet::compiler
