#include "compiler/advice.hpp"
#include "compiler/display.hpp"
#include "compiler/lexer.hpp"
#include "compiler/utf8.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

// Characters and signs that are refused, each with what to write instead.

namespace tenet::compiler {

namespace {

struct Slip {
    std::string_view text, en, zh;
};

constexpr Slip slips[] = {
    {"》=", "`>=` or `≥`, with the input method in its English mode",
     "`不少于` 或 `≥`；输入 `>=` 时切换到英文标点"},
    {"》＝", "`>=` or `≥`", "`不少于` 或 `≥`"},
    {"》", "`>`", "`超过` 或 `>`；输入时切换到英文标点"},
    {"《=", "`<=` or `≤`, with the input method in its English mode",
     "`不超过` 或 `≤`；输入 `<=` 时切换到英文标点"},
    {"《＝", "`<=` or `≤`", "`不超过` 或 `≤`"},
    {"《", "`<`", "`少于` 或 `<`；输入时切换到英文标点"},
    {"=>", "`>=`", "`>=` 或 `不少于`"},
    {"=<", "`<=`", "`<=` 或 `不超过`"},
    {"==", "`=` or `is`", "`=` 或 `为`"},
    {"<>", "`!=` or `is not`", "`!=` 或 `不为`"},
    {"&&", "`and`", "`且`"},
    {"&", "`and`", "`且`"},
    {"||", "`or`", "`或`"},
    {"!", "`not`", "`非`"},
    {"！", "`not`", "`非`"},
};

/// Bytes that may begin a hidden character, and the controls; the others are passed over at one look each.
constexpr std::array<bool, 256> suspects = [] {
    std::array<bool, 256> table{};
    for (unsigned byte = 0; byte < 0x20; ++byte)
        table[byte] = byte != '\t' && byte != '\n' && byte != '\r';
    for (unsigned byte : {0x7FU, 0xC2U, 0xCDU, 0xD8U, 0xE1U, 0xE2U, 0xE3U, 0xEFU, 0xF0U, 0xF3U})
        table[byte] = true;
    return table;
}();

/// Two bytes tell most of the common characters that share a first byte with a hidden one: 汉字 punctuation, quotes.
bool may_be_hidden(unsigned char first, unsigned char second) {
    if (first == 0xE2) return second == 0x80 || second == 0x81;
    if (first == 0xE3) return second == 0x85;
    if (first == 0xEF) return second == 0xB8 || second == 0xBB || second >= 0xBE;
    return true;
}

constexpr std::size_t most_reports = 20;

}  // namespace

void Lexer::look_for_hidden(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!suspects[static_cast<unsigned char>(text[at])]) continue;
        const auto second = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
        if (!may_be_hidden(static_cast<unsigned char>(text[at]), second)) continue;
        const Decoded next = decode_utf8(text, at);
        if (next.valid && hidden_character(next.character)) report_hidden(text.substr(at, next.length));
    }
}

void Lexer::report_hidden(std::string_view character) {
    if (++hidden_ > most_reports) return;
    const auto code = static_cast<unsigned>(decode_utf8(character, 0).character);
    diagnostics_.report<D::HiddenCharacter>(span(character), fmt::format("U+{:04X}", code));
}

/// A title between 《 and 》 on one line, where a source is cited by the name that it has here; false if it is none.
bool Lexer::report_title(std::string_view mark) {
    constexpr std::string_view closing = "》";
    if (mark != "《") return false;
    const auto begin = static_cast<std::size_t>(mark.data() - text_.data());
    const std::size_t line_end = std::min(text_.find('\n', begin), text_.size());
    const std::size_t in_line = text_.substr(begin, line_end - begin).find(closing);
    if (in_line == std::string_view::npos) return false;
    const std::size_t end = begin + in_line;
    const std::string_view title = text_.substr(begin + mark.size(), end - begin - mark.size());
    title_end_ = text_.data() + end;
    std::string_view after = text_.substr(end + closing.size(), line_end - end - closing.size());
    after = after.substr(0, after.find_first_of(" \t\r"));
    const std::string right = fmt::format("{}{}{}", title, after.empty() ? "" : " ", after);
    diagnostics_.report<D::SignSpelling>(span(text_.substr(begin, end + closing.size() - begin)), mark,
                                         Arg(fmt::format("a source is cited by its name: write `{}`", right),
                                             fmt::format("引用文件只写名称，不加书名号：请写 `{}`", right)));
    return true;
}

void Lexer::slip(std::string_view text) {
    if (text == "||" && takes_rows()) {
        // A cell without a value.
        bar(text.substr(0, 1));
        return bar(text.substr(1));
    }
    if (text.data() == title_end_ || report_title(text)) return emit_bad(text);
    if (text == "=>" && statement_ == Kind::WordTable) {
        diagnostics_.report<D::SignSpelling>(span(text), text, write_this("`->`", "`→` 或 `->`"))
            .fixes.push_back({span(text), "->"});
        return emit(Kind::Arrow, text);
    }
    for (const Slip& slip : slips) {
        if (text != slip.text) continue;
        diagnostics_.report<D::SignSpelling>(span(text), text, write_this(slip.en, slip.zh));
        return emit_bad(text);
    }
    if (text.starts_with("—")) {
        diagnostics_.report<D::SignSpelling>(span(text), text,
                                             write_this("`_` in a name, `-` between numbers, `..` in a range",
                                                        "名称中写 `_`，相减写 `-`，范围写 `至`"));
        return emit_bad(text);
    }
    if (text == "~" || text == "～" || text == "〜") {
        diagnostics_.report<D::SignSpelling>(
            span(text), text,
            write_this("`..` between the ends of a range, as in `0 .. 12`; a condition asks `X in A .. B`",
                       "`至`，如范围 `0 至 12`；条件中写 `X 在 A 至 B`"));
        return emit_bad(text);
    }
    look_for_hidden(text);
    const std::string_view quote = text.substr(0, text[0] == '\'' ? 1 : 3);
    diagnostics_.report<D::SignSpelling>(
        span(quote), quote, write_this("texts between `\"` and `\"`", "请把文字写在 `“` 和 `”` 之间"));
    emit_bad(text);
}

void Lexer::unclosed_text(std::string_view text) {
    look_for_hidden(text);
    const std::string_view trimmed = text.substr(0, text.find_last_not_of("\r \t") + 1);
    const bool straight = text[0] == '"';
    diagnostics_.report<D::UnclosedText>(span(trimmed), straight ? "`\"`" : "`”`");
    emit_bad(text);
}

void Lexer::closing_quote(std::string_view text) {
    look_for_hidden(text);
    diagnostics_.report<D::ClosingQuoteFirst>(span(text.substr(0, 3)));
    emit_bad(text);
}

void Lexer::stray(std::string_view text) {
    const Decoded character = decode_utf8(text, 0);
    if (character.valid && hidden_character(character.character))
        report_hidden(text);
    else
        diagnostics_.report<D::UnknownCharacter>(span(text), text);
    emit_bad(text);
}

}  // namespace tenet::compiler
