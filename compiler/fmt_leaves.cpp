#include "compiler/day_text.hpp"
#include "compiler/digits.hpp"
#include "compiler/fmt_printer.hpp"
#include "compiler/lookahead.hpp"

#include <fmt/format.h>

// How names, numbers, dates, texts and words are spelt.

namespace tenet::compiler {

namespace {

std::string_view unit_text(ast::Unit unit, Skin skin) {
    const bool zh = skin == Skin::Zh;
    switch (unit) {
    case ast::Unit::Years: return zh ? "年" : "y";
    case ast::Unit::Months: return zh ? "个月" : "m";
    case ast::Unit::Days: return zh ? "天" : "d";
    case ast::Unit::Hours: return zh ? "学时" : "h";
    case ast::Unit::WorkingDays: return "个工作日";
    case ast::Unit::None:
    case ast::Unit::Times: break;
    }
    return "";
}

/// In straight quotation marks, unless such a mark stands inside.
std::string text_in_quotes(std::string_view quoted) {
    const std::string_view text = unquoted(quoted);
    return text.find('"') == std::string_view::npos ? fmt::format("\"{}\"", text) : std::string(quoted);
}

}  // namespace

/// The digits in half-width and the unit in its chief spelling. Words such as 次 are for the ear and have no twin: they stay.
std::string FmtPrinter::number_text(std::uint32_t token, Skin skin) const {
    std::string text = narrow(source_text(token));
    const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    const ast::Unit unit = tokens_.amounts[tokens_.places[token].value].unit;
    if (unit == ast::Unit::None || unit == ast::Unit::Times) return text;
    const Skin own = skin_of(std::string_view(text).substr(digits));
    return text.substr(0, digits).append(unit_text(unit, skin_ ? skin : own));
}

/// `30 working days` or 30个工作日, which is one word.
std::string FmtPrinter::length_text(const OutlineNode& node) const {
    const std::uint32_t token = node.first;
    const bool words = token + 1 < node.end;
    const ast::Unit unit = tokens_.amounts[tokens_.places[token].value].unit;
    if (!words && unit != ast::Unit::WorkingDays) return number_text(token, skin_.value_or(Skin::En));
    std::string text = narrow(source_text(token));
    text.erase(std::min(text.find_first_not_of("0123456789."), text.size()));
    if (skin_for(words ? Skin::En : Skin::Zh) == Skin::Zh) return text + "个工作日";
    return text + (text == "1" ? " working day" : " working days");
}

/// The position that a token names, in digits or as 第3条; 0 if it names none.
std::int64_t FmtPrinter::position_at(std::uint32_t token) const {
    if (kind(token) == Kind::Digits) return tokens_.amounts[tokens_.places[token].value].value;
    return kind(token) == Kind::Name ? position_in(source_text(token)) : 0;
}

std::string FmtPrinter::leaf_text(const OutlineNode& node, Skin skin) const {
    if (role(node.rule) == Role::Length) return length_text(node);
    const Kind begins = kind(node.first);
    const bool empty = begins == Kind::WordEmpty || begins == Kind::WordEmptyZh;
    // Words where a name might stand too.
    if ((node.rule == OutlineRule::value_word && empty) ||
        (node.rule == OutlineRule::item_name && begins == Kind::WordText))
        return word_text(node, node.first, skin);
    std::string out;
    for (std::uint32_t token = node.first; token < node.end; ++token) {
        if (is_mark(token)) continue;
        const std::string_view text = source_text(token);
        switch (role(node.rule)) {
        case Role::Day: out += day_text(tokens_.amounts[tokens_.places[token].value].value); break;
        case Role::Quoted: out += text_in_quotes(text); break;
        case Role::Paragraph: {
            if (kind(token) != Kind::Paragraph && kind(token) != Kind::Digits) break;
            const auto number = kind(token) == Kind::Paragraph
                                    ? std::int64_t{tokens_.places[token].value}
                                    : tokens_.amounts[tokens_.places[token].value].value;
            out += fmt::format(fmt::runtime(skin == Skin::Zh ? "第{}段" : "¶{}"), number);
            break;
        }
        case Role::Most:
            out += number_text(token, skin);
            out.erase(std::min(out.find_first_not_of("0123456789"), out.size()));
            out += skin == Skin::Zh ? "条" : "";
            break;
        default:
            if (kind(token) == Kind::Digits)
                out += number_text(token, skin);
            else if (kind(token) == Kind::Minus || kind(token) == Kind::Dot)
                out += spelling(kind(token), skin);
            else
                out += text;
        }
    }
    return out;
}

/// A word or sign that no pattern writes.
std::string FmtPrinter::word_text(const OutlineNode& node, std::uint32_t token, Skin skin) const {
    const Kind is = kind(token);
    if (!is_word(is)) return std::string(spelling(is, skin));
    const bool range = node.rule == OutlineRule::range || node.rule == OutlineRule::cell_test ||
                       node.rule == OutlineRule::day_range;
    if (range && is == Kind::WordToZh) return std::string(spelling(Kind::DotDot, skin));
    const Skin wanted = skin_for(skin_of(source_text(token)));
    if (const std::string_view same = spelling(is, wanted); !same.empty()) return std::string(same);
    if (const Form* twins = find_form(std::string(1, static_cast<char>(is))).form)
        return twins->in(wanted).pieces.front().words.front().text;
    return std::string(source_text(token));
}

}  // namespace tenet::compiler
