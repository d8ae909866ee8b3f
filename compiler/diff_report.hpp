#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/difference.hpp"
#include "compiler/json_writer.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What `tenet diff` says of two versions of one policy.
namespace tenet::compiler {

/// Both versions, and what is between them; all must outlive the report.
struct Compared {
    const Compiled& before;
    const Compiled& after;
    const Difference& difference;
    std::string
        revision{};  ///< of the older version, where it comes from a repository: its places then begin `REVISION:`
};

/// A definition that has another meaning in the other version, or is there in one only.
struct ChangedDefine {
    std::string name;           ///< as the version declares it that has it; the newer if both
    std::string was, is;        ///< the author's words; empty where there is none
    std::string was_at, is_at;  ///< FILE:LINE
};

/// The changed definitions that a subject rests on, without those that only rest on other changed ones.
std::vector<ChangedDefine> changed_defines(const Compared& compared, const Subject& subject);

/// The author's words for a subject of a version on one line, and where they stand, as FILE:LINE.
std::string words_of_subject(const Compared& compared, const Subject& subject, Version version);
std::string place_of_subject(const Compared& compared, const Subject& subject, Version version);

/// A block for people.
std::string diff_text(const Compared& compared, Lang lang);
/// The same as a value within other JSON.
void write_diff(JsonWriter& json, const Compared& compared, Lang lang);

}  // namespace tenet::compiler
