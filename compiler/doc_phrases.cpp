#include "compiler/doc_phrases.hpp"

#include "compiler/display.hpp"
#include "compiler/doc_words.hpp"
#include "compiler/placeholders.hpp"
#include "compiler/table_rows.hpp"

#include <fmt/format.h>

#include <utility>

namespace tenet::compiler::doc {
namespace {

using ast::ExprKind;

const std::string& in_language(const TableText& text, Skin skin) {
    return skin == Skin::Zh ? text.zh : text.en;
}

/// Signs as they are printed, not typed.
std::string_view printed_sign(std::string_view sign, bool joined, Skin skin) {
    constexpr std::pair<std::string_view, std::string_view> signs[] = {
        {">=", "≥"}, {"<=", "≤"}, {"!=", "≠"}, {"*", "×"}, {"-", "−"}};
    for (const auto& [typed, printed] : signs)
        if (sign == typed) return printed;
    if (sign != "..") return sign;
    if (joined) return "–";
    return skin == Skin::Zh ? "至" : "to";
}

/// The words that a sign of a comparison is read as, of dates and of all else.
struct SignWords {
    std::string_view sign;
    std::string_view dates_en, dates_zh, en, zh;
};

constexpr SignWords sign_words[] = {
    {">=", "not before", "不早于", "at least", "不少于"},
    {"<=", "not after", "不晚于", "at most", "不超过"},
    {">", "after", "晚于", "more than", "超过"},
    {"<", "before", "早于", "less than", "少于"},
    {"=", "is", "为", "is", "为"},
    {"!=", "is not", "不为", "is not", "不为"},
};

std::string_view in_words(std::string_view sign, bool of_dates, Skin skin) {
    for (const SignWords& each : sign_words)
        if (each.sign == sign)
            return skin == Skin::Zh ? (of_dates ? each.dates_zh : each.zh)
                                    : (of_dates ? each.dates_en : each.en);
    return {};
}

/// `5y` is `5 years`; Chinese measure words, which have no twin, are for Chinese alone.
std::string number_in_english(std::string_view number) {
    const std::size_t end = std::min(number.find_first_not_of("0123456789."), number.size());
    const std::string_view digits = number.substr(0, end), unit = number.substr(end);
    constexpr std::pair<std::string_view, std::string_view> units[] = {
        {"y", "year"}, {"m", "month"}, {"d", "day"}, {"h", "hour"}};
    for (const auto& [letter, word] : units)
        if (unit == letter) return fmt::format("{} {}{}", digits, word, digits == "1" ? "" : "s");
    const bool measure = !unit.empty() && static_cast<unsigned char>(unit.front()) >= 0x80;
    return std::string(measure ? digits : number);
}

/// What is joined by the same word, in order; chains are trees of whatever shape.
void add_operands(const ast::File& file, ast::ExprId id, ExprKind joins, std::vector<ast::ExprId>& out) {
    const ast::Expr& e = file.at(id);
    if (e.kind != joins) return out.push_back(id);
    add_operands(file, e.a, joins, out);
    add_operands(file, e.b, joins, out);
}

std::size_t width(const std::vector<Piece>& pieces) {
    std::size_t out = 0;
    for (const Piece& piece : pieces)
        out += display_width(piece.text) + (piece.joined ? 0 : 1);
    return out;
}

/// The words for what a place shows of the requirement itself.
TableText words_of(BuiltIn place) {
    switch (place) {
    case BuiltIn::Actual: return words(Word::PlaceActual);
    case BuiltIn::Needed: return words(Word::PlaceNeeded);
    case BuiltIn::Shortfall: return words(Word::PlaceShortfall);
    case BuiltIn::Until: return words(Word::PlaceUntil);
    case BuiltIn::From: return words(Word::PlaceFrom);
    case BuiltIn::Records: return words(Word::PlaceRecords);
    }
    __builtin_unreachable();
}

/// Doubled braces are one.
std::string without_doubled(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) ++i;
    }
    return out;
}

}  // namespace

Phrases::Phrases(const Compiled& policy, const NameTable& names)
    : file_(*policy.ast), names_(names), printer_(policy.sources->file(policy.ast->asked().file)) {
    for (std::size_t i = 0; i < file_.exprs.size(); ++i) {
        const ast::Expr& e = file_.exprs[i];
        const bool compares =
            e.kind == ExprKind::Compare || e.kind == ExprKind::TimeSince || e.kind == ExprKind::Tiered;
        if (compares && file_.own(e.span))
            comparisons_.insert({e.span.begin, policy.module->findings[i].of_dates});
    }
}

/// A sign of a comparison as it is read aloud, any other as it is printed.
std::string Phrases::sign(const ExprPart& part, Skin skin) const {
    const auto comparison = comparisons_.find(part.place.begin);
    const std::string_view spoken =
        comparison == comparisons_.end() ? "" : in_words(part.text, comparison->second, skin);
    return std::string(spoken.empty() ? printed_sign(part.text, part.joined, skin) : spoken);
}

std::vector<Piece> Phrases::pieces(Span place, Skin skin) const {
    std::vector<Piece> out;
    for (ExprPart& part : printer_.parts(place, skin)) {
        const NameUse* use = part.is_name ? names_.at(part.place.begin) : nullptr;
        if (use != nullptr)
            out.push_back(
                {in_language(use->link.label, skin), use->link.target, use->link.name, part.joined});
        else if (part.is_number && skin == Skin::En)
            out.push_back({number_in_english(part.text), {}, {}, part.joined});
        else
            out.push_back({sign(part, skin), {}, {}, part.joined});
    }
    return out;
}

Phrase Phrases::at(Span place) const { return {pieces(place, Skin::Zh), pieces(place, Skin::En)}; }

Condition Phrases::condition(ast::ExprId id) const {
    if (!id.valid()) return {};
    constexpr std::size_t short_enough = 44;
    Condition out{Condition::Join::One, {of(id)}};
    const ExprKind kind = file_.at(id).kind;
    if (kind != ExprKind::And && kind != ExprKind::Or) return out;
    if (width(out.parts.front().zh) <= short_enough) return out;
    std::vector<ast::ExprId> operands;
    add_operands(file_, id, kind, operands);
    out = {kind == ExprKind::And ? Condition::Join::All : Condition::Join::Any, {}};
    for (const ast::ExprId operand : operands)
        out.parts.push_back(of(operand));
    return out;
}

std::vector<Piece> Phrases::message_in(std::string_view text, Lang lang) const {
    std::vector<Piece> out;
    const auto add_words = [&](std::string_view part) {
        if (!part.empty()) out.push_back({without_doubled(part), {}, {}, true});
    };
    std::size_t from = 0;
    for (const MessagePlace& place : places_of(text)) {
        if (!place.closed) continue;
        add_words(text.substr(from, place.begin - from));
        from = place.begin + place.name.size() + 2;
        const NameUse use = names_.value(place.name);
        const auto built_in = find_built_in(place.name);
        TableText shown = use.link.label;
        if (use.link.name.empty() && built_in) shown = words_of(*built_in);
        const std::string& label = lang == Lang::Zh ? shown.zh : shown.en;
        out.push_back({label, use.link.target, std::string(place.name), true});
    }
    add_words(text.substr(from));
    return out;
}

Phrase Phrases::message(const ast::Text& text) const {
    if (!text.given()) return {};
    // A text that is only there in one language shows labels of that one.
    const TableText both = text_of(text);
    const bool one = both.zh == both.en;
    const Lang lang = has_han(both.zh) ? Lang::Zh : Lang::En;
    return {message_in(both.zh, one ? lang : Lang::Zh), message_in(both.en, one ? lang : Lang::En)};
}

}  // namespace tenet::compiler::doc
