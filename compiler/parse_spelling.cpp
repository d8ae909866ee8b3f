#include "compiler/advice.hpp"
#include "compiler/digits.hpp"
#include "compiler/parser.hpp"
#include "compiler/spelling.hpp"

#include <charconv>
#include <fmt/format.h>
#include <string>

// What to say about words that are no names and no keywords as they stand.

namespace tenet::compiler {

namespace {

/// The keyword that this is when written in lower case, or empty.
std::string in_lower_case(std::string_view word) {
    std::string lower(word);
    for (char& byte : lower)
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    return lower != word && is_word(find_word(lower)) ? lower : std::string();
}

bool ascii_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

/// What is said otherwise, with what to write.
struct Said {
    std::string_view said, write;
};

constexpr Said said_otherwise[] = {
    {"不是", "不为"},         {"为空", "为 无"},        {"不为空", "不为 无"},    {"非空", "不为 无"},
    {"没有", "为 无"},        {"其他情况", "其他情形"}, {"其它情形", "其他情形"}, {"其它情况", "其他情形"},
    {"其余情形", "其他情形"}, {"其他", "其他情形"},     {"其余", "其他情形"},
};

/// Units that the language lacks; `times` is how many of the right unit they are, 0 where the number stays as it is.
struct OtherUnit {
    std::string_view text;
    int times;
    std::string_view en, zh;
};

constexpr OtherUnit other_units[] = {
    {"w", 7, "d", "天"},      {"wk", 7, "d", "天"},     {"week", 7, "d", "天"},      {"weeks", 7, "d", "天"},
    {"周", 7, "d", "天"},     {"星期", 7, "d", "天"},   {"个星期", 7, "d", "天"},    {"礼拜", 7, "d", "天"},
    {"个礼拜", 7, "d", "天"}, {"季度", 3, "m", "个月"}, {"个季度", 3, "m", "个月"},  {"岁", 0, "", ""},
    {"周岁", 0, "", ""},      {"分", 0, "", ""},        {"分钟", 0, "", ""},         {"元", 0, "", ""},
    {"人", 0, "", ""},        {"位", 0, "", ""},        {"页", 0, "", ""},           {"本", 0, "", ""},
    {"min", 0, "", ""},       {"s", 0, "", ""},         {"百", 100, "", ""},         {"千", 1'000, "", ""},
    {"万", 10'000, "", ""},   {"万元", 10'000, "", ""}, {"亿", 100'000'000, "", ""},
};

/// The statements that are worth one of several cases.
bool holds_rows(Kind statement) {
    return statement == Kind::WordDefine || statement == Kind::WordOutput || statement == Kind::WordRecord ||
           statement == Kind::WordTable;
}

const OtherUnit* find_unit(std::string_view text) {
    for (const OtherUnit& unit : other_units)
        if (text == unit.text) return &unit;
    return nullptr;
}

/// Bytes of the number that begins the text.
std::size_t number_bytes(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t digit = digit_length(text.substr(at));
        if (digit == 0 && text[at] != '.') break;
        at += digit == 0 ? 1 : digit;
    }
    return at;
}

/// One word, as far as can be told without knowing it.
bool looks_like_unit(std::string_view text) {
    if (text.empty() || unit_length(text) != 0) return false;
    const bool han = static_cast<unsigned char>(text[0]) >= 0x80;
    for (char byte : text)
        if ((static_cast<unsigned char>(byte) >= 0x80) != han || !(han || ascii_letter(byte))) return false;
    return true;
}

/// What to write for a number with a unit that there is none of; `unit` may be null.
Arg unit_advice(std::string_view digits, const OtherUnit* unit) {
    const std::string number = narrow(digits);
    std::int64_t value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    constexpr std::int64_t most = 1'000'000;
    if (unit != nullptr && unit->times != 0 && read.ptr == number.data() + number.size() && value <= most) {
        const std::int64_t right = value * unit->times;
        if (unit->en.empty()) return write_this(fmt::format("`{}`", right));
        const bool weeks = unit->times == 7;
        return {
            fmt::format("{}: write `{}{}`", weeks ? "a week is 7 days" : "a quarter is 3 months", right,
                        unit->en),
            fmt::format("{}：请写 `{}{}`", weeks ? "一周按 7 天计" : "一个季度按 3 个月计", right, unit->zh)};
    }
    return {
        fmt::format(
            "the units are `y` years, `m` months, `d` days and `h` hours of study; any other number has "
            "none: write `{}`",
            number),
        fmt::format("单位只有 `年`、`个月`、`天`、`学时`，计数可用 `次`、`个`、`份`、`门`、`项`、`名`、`条`；"
                    "其他的数不带单位：请写 `{}`",
                    number)};
}

}  // namespace

/// Faults in how the word, or the one before it, is written.
bool Parser::report_word(std::size_t token) {
    if (report_unit_apart(token) || report_word_case(token)) return true;
    if (kind(token) != Kind::WordUpTo) return false;
    const RefusedWord* refused = find_refused(spelling(token));
    if (refused == nullptr) return false;
    diagnostics_.report<D::WordRefused>(span(token), spelling(token), write_this(refused->en, refused->zh));
    return true;
}

/// `证书到期日 之前 90天`: the refused word stands before a period, and bounds no day.
void Parser::unclear_period(std::size_t token) {
    const bool before = spelling(token) == "之前";
    if (token == 0 || (!before && spelling(token) != "之后") || !is_period(token + 1)) return;
    const std::string day = fmt::format("`{} {} {}`", line_from(operand_before(token), token),
                                        before ? '-' : '+', spelling(token + 1));
    diagnostics_.revise([&](Diagnostic& each) {
        if (each.kind == D::WordRefused && each.span == span(token)) each.args[1] = write_this(day);
    });
}

/// `5 年`, `5 years`: the unit belongs to the number.
bool Parser::report_unit_apart(std::size_t token) {
    if (token == 0 || kind(token - 1) != Kind::Digits || kind(token) < first_name) return false;
    if (tokens_.amounts[tokens_.places[token - 1].value].unit != ast::Unit::None) return false;
    const std::string_view unit = right_unit(spelling(token));
    const Span place = span(token - 1, token + 1);
    if (const OtherUnit* other = find_unit(spelling(token));
        other != nullptr && unit.empty() && !declared().contains(spelling(token))) {
        diagnostics_.report<D::UnitUnknown>(place, spelling(token), unit_advice(spelling(token - 1), other));
        return true;
    }
    if (unit.empty()) return false;
    const std::string right = fmt::format("{}{}", spelling(token - 1), unit);
    diagnostics_.report<D::UnitSpelling>(place, source(place), right).fixes.push_back({place, right});
    return true;
}

/// A word that is close to the right one, but another: `X 是 A` for `X 为 A`.
bool Parser::report_other_word(std::size_t token) {
    const bool is = kind(token) == Kind::WordYes && spelling(token) == "是";
    std::string_view right = is ? "为" : "";
    if (kind(token) == Kind::Name && !declared().contains(spelling(token)))
        for (const Said& each : said_otherwise)
            if (spelling(token) == each.said) right = each.write;
    const bool otherwise = kind(token) == Kind::WordElse && holds_rows(kind(keyword_));
    if (otherwise) right = spelling(token) == "else" ? "otherwise" : "其他情形";
    if (right.empty()) return false;
    const Span place = span(token);
    if (right == "其他情形" || otherwise) {
        const bool begins = tokens_.places[token].first_on_line != 0;
        if (!begins && !otherwise) return false;
        if (is_table()) {
            row_lost_ = true;
        } else if (begins) {
            push_error(place);  // the row is there, whatever it is worth
            rows_.push_back({Holds::Otherwise, pop(), {}, place, place, {}});
        } else if (!rows_.empty() && rows_.back().holds == Holds::Unsaid) {
            rows_.back().holds = Holds::Otherwise;
        } else {
            row_.holds = Holds::Otherwise;
        }
    }
    diagnostics_.report<D::OtherWord>(place, spelling(token), last_row_advice(token, right))
        .fixes.push_back({place, std::string(right)});
    return true;
}

/// The last of several cases, with the value that stands behind the wrong word.
Arg Parser::last_row_advice(std::size_t token, std::string_view right) const {
    Arg plain = write_this(fmt::format("`{}`", right));
    if (is_table() || !holds_rows(kind(keyword_)) || (right != "其他情形" && right != "otherwise"))
        return plain;
    std::size_t value = token + 1, end = line_end(token);
    if (kind(value) == Kind::WordTake || kind(value) == Kind::Eq) ++value;
    if (tokens_.places[token].first_on_line == 0 || value >= end) return plain;
    const std::string taken = line_from(value, end);
    return write_this(right == "otherwise" ? fmt::format("`= {} otherwise`", taken)
                                           : fmt::format("`其他情形 取 {}`", taken));
}

/// `x AND y`, `NOT x`: the word itself does not fit, or what follows it does not since it was read as a name.
bool Parser::report_word_case(std::size_t token) {
    for (const std::size_t each : {token, token - 1}) {
        if (each >= tokens_.places.size() || kind(each) != Kind::Name || declared().contains(spelling(each)))
            continue;
        const std::string right = in_lower_case(spelling(each));
        if (right.empty() || !spelt_.insert(span(each).begin).second) continue;
        diagnostics_.report<D::WordCase>(span(each), spelling(each), right)
            .fixes.push_back({span(each), right});
        return true;
    }
    return false;
}

/// Found when first needed: most files have no faults.
const DeclaredNames& Parser::declared() {
    if (!names_added_) {
        names_.add(out);
        names_.add(tokens_, text_);
        names_added_ = true;
    }
    return names_;
}

/// A word that is no declared name: a number in words, or several words without blanks between them. A period with `内` needs
/// the words `inside` before it, where the place has none yet.
bool Parser::report_spelling(Span place, std::string_view inside) {
    if (spelt_.count(place.begin) != 0) return true;
    if (enough()) return false;
    Diagnostic said;
    if (!say_spelling(source(place), place, declared(), said)) return false;
    if (said.kind == D::NumberInWords && said.args[0].zh.ends_with("内")) {
        const std::string right = fmt::format("{}{}", inside, said.args[0].zh);
        said.args[0] = right;
        said.fixes = {{place, right}};
    }
    if (said.kind == D::NumberInWords)
        diagnostics_.report<D::NumberInWords>(place, said.args[0], said.args[1]).fixes = said.fixes;
    else
        diagnostics_.report<D::WordsRunTogether>(place, said.args[0], said.args[1]).fixes = said.fixes;
    spelt_.insert(place.begin);
    return true;
}

/// Numbers with a run behind them that is no word, kept until the names were known.
void Parser::report_runs() {
    for (const Span& run : tokens_.run_ons) {
        const std::string apart = spaced(source(run), declared());
        const std::string_view number = source(run).substr(0, number_bytes(source(run)));
        const std::string_view word = source(run).substr(number.size());
        const OtherUnit* unit = find_unit(word);
        if (unit != nullptr || (apart.empty() && looks_like_unit(word))) {
            diagnostics_.report<D::UnitUnknown>(run, word, unit_advice(number, unit));
            continue;
        }
        Diagnostic& report = diagnostics_.report<D::NumberRunsOn>(
            run, source(run),
            apart.empty() ? Arg("")
                          : Arg(fmt::format(": write `{}`", apart), fmt::format("：请写 `{}`", apart)));
        if (!apart.empty()) report.fixes.push_back({run, apart});
    }
}

}  // namespace tenet::compiler
