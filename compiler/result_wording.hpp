#pragma once

#include "compiler/table.hpp"
#include "tenet/wording.hpp"

#include <string>
#include <vector>

namespace tenet::compiler {

/// What `Wording` views: rows in the order of the program's, and their texts.
struct OwnedWording {
    std::string pool;
    WordingText policy{no_text, no_text};
    std::vector<RequirementWording> requirements;
    std::vector<PartWording> parts;
    std::vector<WordingText> decisions;
    std::vector<AssumeWording> assumes;
    std::vector<WordingText> notes;
    std::uint32_t id = no_text, fingerprint = no_text;
    std::vector<std::uint32_t> citations;
};

/// What results tell of a policy beyond its program, put into words as far as no facts are needed for that.
OwnedWording wording_of(const Table& table);

}  // namespace tenet::compiler
