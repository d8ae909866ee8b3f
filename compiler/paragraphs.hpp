#pragma once

#include "compiler/source.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The paragraphs of a document: its lines that are not blank, without the blanks around them, as views into `text`. A
/// byte-order mark and the carriage return of a line's end are no part of them.
std::vector<std::string_view> paragraphs_of(std::string_view text);

/// The SHA-256 of each paragraph of a document, or why it cannot be taken: it cannot be read, is not UTF-8, or holds none.
Result<std::vector<std::string>> paragraph_hashes(FileSystem& files, const std::string& path);

/// The largest document that is read, in bytes, and the most paragraphs that a citation can name.
inline constexpr std::size_t document_bytes = std::size_t{1} << 26U;
inline constexpr std::size_t most_paragraphs = 999'999;

}  // namespace tenet::compiler
