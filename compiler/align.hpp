#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tenet::compiler {

/// What became of a paragraph from one version of a document to the next.
struct Fate {
    enum class Kind : std::uint8_t {
        Same,     ///< stands where it stood
        Moved,    ///< stands unchanged at another number
        Changed,  ///< another text stands in its place
        Gone,
    };
    Kind kind = Kind::Gone;
    std::uint32_t now = 0;  ///< its number in the new version, from 1; 0 if it is gone

    bool operator==(const Fate&) const = default;
};

struct Alignment {
    std::vector<Fate> old;             ///< of each paragraph of the old version
    std::vector<std::uint32_t> added;  ///< numbers, from 1, of paragraphs that only the new version has
};

/// Aligns two versions of a document, each given by what identifies its paragraphs, as a diff does: what keeps its place
/// relative to its neighbours is kept together, then what stands elsewhere has moved, and what is left over between the same neighbours
/// has changed. Time is of the order of n log n.
Alignment align(const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace tenet::compiler
