#include "compiler/diagnostics.hpp"
#include "compiler/imports.hpp"
#include "compiler/source.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

/// Any bytes as a policy: the parser ends, and what it reports can be rendered in both languages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tenet::compiler;
    MemoryFiles files;
    files.add("a.policy", std::string(reinterpret_cast<const char*>(data), size));
    Sources sources;
    Diagnostics diagnostics;
    WorldError error;
    parse_all(files, "a.policy", sources, diagnostics, error);
    for (Lang lang : {Lang::En, Lang::Zh})
        render_text(diagnostics, sources, lang);
    return 0;
}
