#include "compiler/paragraphs.hpp"

#include "compiler/sha256.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tenet::compiler {
namespace {

/// What looks blank at the ends of a line: ASCII blanks, the no-break space, the ideographic one.
constexpr std::string_view line_blanks[] = {" ", "\t", "\r", "\v", "\f", "\xC2\xA0", "\xE3\x80\x80"};

std::string_view trimmed_line(std::string_view line) {
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view blank : line_blanks) {
            if (line.starts_with(blank)) line.remove_prefix(blank.size()), more = true;
            if (line.ends_with(blank)) line.remove_suffix(blank.size()), more = true;
        }
    }
    return line;
}

Result<std::vector<std::string>> refused_document(const std::string& path, std::string en, std::string zh) {
    return {std::nullopt, {path, std::move(en), std::move(zh), false}};
}

}  // namespace

std::vector<std::string_view> paragraphs_of(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed_line(text.substr(0, end));
        if (!line.empty()) out.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

Result<std::vector<std::string>> paragraph_hashes(FileSystem& files, const std::string& path) {
    const Result<std::string> text = files.read_stream(path, document_bytes);
    if (!text) return {std::nullopt, text.error};
    const std::size_t fault = valid_utf8_prefix(*text.value);
    if (fault != text.value->size()) {
        const auto line = 1 + std::count(text.value->begin(),
                                         text.value->begin() + static_cast<std::ptrdiff_t>(fault), '\n');
        return refused_document(
            path, fmt::format("the document is not UTF-8 (line {}); save it again as UTF-8", line),
            fmt::format("文件不是 UTF-8 编码（第 {} 行）；请另存为 UTF-8", line));
    }
    const std::vector<std::string_view> paragraphs = paragraphs_of(*text.value);
    if (paragraphs.empty()) return refused_document(path, "the document is empty", "文件是空的");
    if (paragraphs.size() > most_paragraphs)
        return refused_document(path,
                                fmt::format("the document has more than {} paragraphs", most_paragraphs),
                                fmt::format("文件超过 {} 段", most_paragraphs));
    std::vector<std::string> hashes;
    hashes.reserve(paragraphs.size());
    for (const std::string_view paragraph : paragraphs)
        hashes.push_back(sha256(paragraph));
    return {std::move(hashes), {}};
}

}  // namespace tenet::compiler
