#pragma once

#include <cstdint>

/// What people are told of a policy beyond what its program has. Generated headers carry it beside the program, with texts of its own, so
/// that a service that tells nothing has none of it in its object.
namespace tenet {

/// A text in both languages, as offsets into the pool of zero-terminated texts; `no_text` where there is none.
struct WordingText {
    std::uint32_t en, zh;
};

struct RequirementWording {
    std::uint32_t measure;  ///< the Chinese word behind the count that it compares with: 次, 份; or no_text
    WordingText cited;      ///< what closes its line: `; see notice ¶7`
    std::uint32_t first_citation, citation_count;  ///< into Wording::citations
};

/// A leaf of a condition that is no single comparison.
struct PartWording {
    std::uint32_t source;  ///< the author's words, shortened and fit to be shown
    std::uint32_t measure;
    std::uint32_t whole_source;  ///< … and as they are
};

struct AssumeWording {
    bool no_answer;     ///< without it there is no answer, for want of days in a calendar
    WordingText facts;  ///< those that it reads, by their labels
};

/// All of it; the rows of each array are as many as the program has, in its order. Arrays without rows are null.
struct Wording {
    const char* pool;
    WordingText policy;  ///< what the policy is called
    const RequirementWording* requirements;
    const PartWording* parts;
    const WordingText* decisions;  ///< what closes the line of a verdict
    const AssumeWording* assumes;
    const WordingText* notes;        ///< what closes the line of a note
    std::uint32_t id;                ///< of the policy, dotted
    std::uint32_t fingerprint;       ///< of its meaning, all 64 digits
    const std::uint32_t* citations;  ///< one by one, in English: `notice ¶7`
};

}  // namespace tenet
