#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/resolve.hpp"
#include "compiler/source.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What a lock file holds: of each source, by its id, the SHA-256 of each of its paragraphs. It says what the document was that
/// rules were written from, and holds none of its text.
struct Lock {
    std::map<std::string, std::vector<std::string>> sources;

    const std::vector<std::string>* find(std::string_view source) const;
};

/// The lock of the sources that the policy file of this path declares: `sources.lock` beside it.
std::string lock_path(const std::string& policy);

/// A lock as it is written: a line `tenet sources 1`, then a line `ID NUMBER HASH` for each paragraph, in order.
std::string lock_text(const Lock& lock);

/// Reads the lock of this path. An empty one comes back where there is no such file; nothing after a report, which stands at
/// its line, or at `declared` where the file cannot be read.
std::optional<Lock> read_lock(FileSystem& files, const std::string& path, Span declared, Sources& sources,
                              Diagnostics& diagnostics);

/// Reports what a policy cites or puts out of scope that the lock of its source does not have. A source without a lock says nothing.
void check_locks(FileSystem& files, const ast::File& file, const Names& names, Sources& sources,
                 Diagnostics& diagnostics);

}  // namespace tenet::compiler
