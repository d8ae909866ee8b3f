#include "compiler/load.hpp"

#include "compiler/utf8.hpp"
#include "tenet/table_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace tenet::compiler {
namespace {

unsigned byte_at(std::string_view text, std::size_t offset) {
    return static_cast<unsigned char>(text[offset]);
}

/// From the run of non-ASCII bytes that holds the fault: all of it pairs of GBK, nearly all of them common ones.
bool looks_like_gbk(std::string_view text, std::size_t fault) {
    while (fault > 0 && byte_at(text, fault - 1) >= 0x80)
        --fault;  // pairs before the fault may have passed for UTF-8 by chance
    std::size_t pairs = 0, common = 0;
    for (std::size_t i = fault; i < text.size();) {
        unsigned first = byte_at(text, i);
        if (first < 0x80) {
            ++i;
            continue;
        }
        if (i + 1 == text.size()) return false;
        unsigned second = byte_at(text, i + 1);
        if (first == 0x80 || first == 0xFF || second < 0x40 || second == 0x7F || second == 0xFF) return false;
        ++pairs;
        // The characters and punctuation in daily use are those that GB 2312 already had.
        bool daily = (first >= 0xA1 && first <= 0xA3) || (first >= 0xB0 && first <= 0xF7);
        if (daily && second >= 0xA1) ++common;
        i += 2;
    }
    return pairs > 0 && common * 10 >= pairs * 9;
}

std::string size_text(std::size_t bytes) {
    constexpr std::size_t mebibyte = std::size_t{1} << 20U;
    return bytes % mebibyte == 0 ? fmt::format("{} MiB", bytes / mebibyte) : fmt::format("{} B", bytes);
}

/// What to do about a file that is not UTF-8: a table was never meant to be read here.
Arg advice_for(std::string_view text) {
    if (text.size() >= std::size(table_magic) &&
        std::equal(std::begin(table_magic), std::end(table_magic), text.begin(),
                   [](std::uint8_t magic, char byte) { return static_cast<std::uint8_t>(byte) == magic; }))
        return {
            "this is a table, not a policy: `tenet eval` takes it, other commands take the policy that it was "
            "built of",
            "这是规则表，不是政策文件：`tenet eval` 可以读取，其他命令请用生成它的政策文件"};
    return {
        "save it again and choose UTF-8 as its encoding, or let `tenet fmt --from gbk FILE` convert it from "
        "GBK",
        "在记事本或 WPS 中“另存为”，编码选 UTF-8；是 GBK 的，也可用 `tenet fmt --from gbk 文件` 转换"};
}

}  // namespace

/// UTF-16 has a mark of its own, or it shows by its NULs, which then stand at even or at odd places only.
bool looks_like_utf16(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
    std::string_view head = text.substr(0, 1024);
    std::size_t nuls[2] = {0, 0};
    for (std::size_t i = 0; i < head.size(); ++i)
        if (head[i] == '\0') ++nuls[i % 2];
    std::size_t many = std::max(nuls[0], nuls[1]);
    return text.size() % 2 == 0 && std::min(nuls[0], nuls[1]) == 0 && many * 8 >= head.size() && many >= 2;
}

Arg guess_encoding(std::string_view text, std::size_t fault, std::uint64_t first_line) {
    if (looks_like_utf16(text)) return {"it looks like UTF-16", "像是 UTF-16"};
    const std::string_view before = text.substr(0, fault);
    const std::uint64_t line =
        first_line + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    if (looks_like_gbk(text, fault))
        return {fmt::format("line {}, it looks like GBK", line), fmt::format("第 {} 行，像是 GBK", line)};
    return {fmt::format("line {}", line), fmt::format("第 {} 行", line)};
}

std::optional<std::uint32_t> load(FileSystem& files, const std::string& path, Sources& sources,
                                  Diagnostics& diagnostics, WorldError& error, std::size_t limit) {
    Result<std::string> got = files.read(path, limit);
    if (!got && !got.error.too_large) {
        error = std::move(got.error);
        return std::nullopt;
    }
    if (!got) {
        Span nowhere{sources.add(path, {}), 0, 0};
        diagnostics.report<D::FileTooLarge>(nowhere, size_text(limit)).placed = false;
        return std::nullopt;
    }
    std::string text = std::move(*got.value);
    std::size_t fault = valid_utf8_prefix(text);
    if (fault != text.size() || looks_like_utf16(text)) {
        // The bytes are not kept: everything behind this stage may rely on valid UTF-8.
        Span nowhere{sources.add(path, {}), 0, 0};
        diagnostics.report<D::NotUtf8>(nowhere, guess_encoding(text, fault), advice_for(text)).placed = false;
        return std::nullopt;
    }
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    return sources.add(path, std::move(text));
}

}  // namespace tenet::compiler
