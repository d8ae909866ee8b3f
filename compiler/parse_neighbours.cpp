#include "compiler/advice.hpp"
#include "compiler/parser.hpp"

#include <fmt/format.h>
#include <string>

// What the words around a place that does not fit say of how to write it: words in another order, a word too many or one
// that is missing. Each advice writes out the words at hand, so that it can be taken as it stands.

namespace tenet::compiler {

namespace {

using ast::Unit;

bool is_named(Kind kind) { return kind >= first_name && kind <= Kind::Name; }

bool is_outcome(Kind kind) {
    return kind == Kind::WordCount || kind == Kind::WordSum || kind == Kind::WordLatest ||
           kind == Kind::WordEarliest || kind == Kind::WordUnion;
}

bool is_literal(Kind kind) { return kind == Kind::Digits || kind == Kind::Day; }

bool is_han_text(std::string_view text) {
    return !text.empty() && static_cast<unsigned char>(text[0]) >= 0x80;
}

/// The statements that hold a condition, which `and` and `or` lengthen.
bool holds_condition(Kind statement) {
    return statement == Kind::WordRequire || statement == Kind::WordAssume || statement == Kind::WordDefine ||
           statement == Kind::WordOutput || statement == Kind::WordRecord || statement == Kind::WordDecide;
}

Arg rewritten(const std::string& right) { return write_this(fmt::format("`{}`", right)); }

}  // namespace

/// The token behind the last one of the line.
std::size_t Parser::line_end(std::size_t token) const {
    if (kind(token) == Kind::End) return token;
    do
        ++token;
    while (kind(token) != Kind::End && tokens_.places[token].first_on_line == 0);
    return token;
}

/// The first token of the operand that ends before this one: a name, a field of a record, a parenthesis, a number or a day.
std::size_t Parser::operand_before(std::size_t token) const {
    std::size_t first = token - 1;
    if (kind(first) == Kind::RightParen)
        for (std::size_t open = 1; open != 0 && first > keyword_;) {
            --first;
            if (kind(first) == Kind::RightParen) ++open;
            if (kind(first) == Kind::LeftParen) --open;
        }
    else if (first > 1 && kind(first - 1) == Kind::Dot)
        first -= 2;
    return first;
}

/// A number of years, months or days that is written out.
bool Parser::is_period(std::size_t token) const {
    if (kind(token) != Kind::Digits) return false;
    const Unit unit = tokens_.amounts[tokens_.places[token].value].unit;
    return unit == Unit::Years || unit == Unit::Months || unit == Unit::Days;
}

/// `依据 通知 第17段（A23）`, as results show it, and `第17段 A23`: a reading without its word.
Arg Parser::reading_advice(std::size_t token) const {
    if (kind(token) == Kind::WordReading)
        return {"a reading stands behind the paragraph that it reads: `cite SOURCE ¶8 reading \"A21\"`",
                "解读写在它所解读的段落之后：`依据 文件 第8段 解读 \"A21\"`"};
    const Kind before = kind(token - 1);
    if (before != Kind::Paragraph && before != Kind::WordParaZh &&
        !(before == Kind::Digits && kind(token - 2) == Kind::WordPara))
        return "";
    const std::size_t closed = tokens_.places[token].value, end = line_end(token);
    std::size_t first = token, last = token + 1;
    if (kind(token) == Kind::LeftParen)
        first = token + 1, last = closed != 0 && closed < end ? closed : end;
    else if (kind(token) != Kind::Quoted && kind(token) != Kind::Name)
        return "";
    std::string en, zh;
    for (std::size_t each = first; each < last; ++each) {
        const Kind found = kind(each);
        if (found == Kind::WordReading || found == Kind::Comma || found == Kind::ListComma) continue;
        if (found != Kind::Name && found != Kind::Quoted) return "";
        const std::string_view said = found == Kind::Name ? spelling(each) : unquoted(spelling(each));
        en += fmt::format("{}\"{}\"", en.empty() ? "" : ", ", said);
        zh += fmt::format("{}\"{}\"", zh.empty() ? "" : "、", said);
    }
    std::size_t cite = token;
    while (cite > keyword_ && kind(cite) != Kind::WordCite)
        --cite;
    if (en.empty() || kind(cite) != Kind::WordCite) return "";
    const std::string cited = line_from(cite, token);
    return write_this(fmt::format("`{} reading {}`", cited, en), fmt::format("`{} 解读 {}`", cited, zh));
}

/// `L 的 合计 学时`, `L sum hours`: what is made of all records says so; `记录 的 字段` is a field.
Arg Parser::of_advice(std::size_t token) const {
    if (!is_named(kind(token - 1))) return "";
    if (is_outcome(kind(token)) && !is_han_text(spelling(token)) && is_named(kind(token + 1)))
        return rewritten(
            fmt::format("{} of {}.{}", spelling(token), spelling(token - 1), spelling(token + 1)));
    if (kind(token) != Kind::WordOfZh) return "";
    const std::size_t first = operand_before(token), taken = token + 2;
    if (is_outcome(kind(token + 1))) {
        std::size_t end = taken;
        if (kind(token + 1) != Kind::WordCount && is_named(kind(taken)))
            end = kind(taken + 1) == Kind::Dot ? taken + 3 : taken + 1;
        else if (kind(taken) == Kind::LeftParen && tokens_.places[taken].value != 0)
            end = tokens_.places[taken].value + 1;
        return rewritten(fmt::format("全部 {}", line_from(first, end)));
    }
    if (!is_named(kind(token + 1))) return "";
    const std::string whole = line_from(first, token);
    if (is_named(kind(token + 1)) && is_outcome(kind(taken)))
        return rewritten(fmt::format("全部 {} 的 {} {}", whole, spelling(taken), spelling(token + 1)));
    const std::string field = fmt::format("{}.{}", whole, spelling(token + 1));
    return {fmt::format("a field of a record is written `{}`", field),
            fmt::format("记录的字段写作 `{}`", field)};
}

/// A period behind what it is asked of, whose word stands behind it or is missing: `通过日期 3年 有效`, `通过日期 3年内`.
Arg Parser::period_advice(std::size_t token) const {
    if (!is_period(token) || !(is_named(kind(token - 1)) || kind(token - 1) == Kind::Day)) return "";
    const std::string of = line_from(operand_before(token), token);
    const std::string_view period = spelling(token);
    if (kind(token + 1) == Kind::WordValid)
        return rewritten(fmt::format("{} {} {}", of, spelling(token + 1), period));
    if (kind(token + 1) == Kind::WordInside) {
        const std::string back = fmt::format("{} 在 此前 {}内", of, period),
                          on = fmt::format("{} 起 {}内", of, period);
        return {
            fmt::format("write `{}` for the time before the reference date, `{}` for the time from then on",
                        back, on),
            fmt::format("从基准日往前数写 `{}`，从该日往后数写 `{}`", back, on)};
    }
    if (!holds_condition(kind(keyword_))) return "";
    const bool han = is_han_text(of);
    const std::string valid = han ? fmt::format("{} 有效 {}", of, period)
                                  : fmt::format("{} valid {}", of, period),
                      full = han ? fmt::format("{} 起 满 {}", of, period)
                                 : fmt::format("time since {} >= {}", of, period);
    return {
        fmt::format("write `{}` if it must not be older, `{}` if it must be at least that old", valid, full),
        fmt::format("期限之内才算写 `{}`，满了期限才算写 `{}`", valid, full)};
}

/// A number or a day behind a name without a comparison between the two.
Arg Parser::comparison_advice(std::size_t token) const {
    const bool names = kind(token - 1) == Kind::Name;
    if (!is_literal(kind(token)) || !names || !holds_condition(kind(keyword_))) return "";
    const std::string of = line_from(operand_before(token), token);
    const bool day = kind(token) == Kind::Day, han = is_han_text(of);
    const std::string_view least = han ? (day ? "不早于" : "不少于") : (day ? "not before" : "at least");
    const std::string right = fmt::format("{} {} {}", of, least, spelling(token));
    return {fmt::format("a comparison is missing between the two, as in `{}`", right),
            fmt::format("中间缺少比较，例如 `{}`", right)};
}

/// `证书到期日 前 90天`, `90d before expires`: a day moved by a period.
Arg Parser::moved_day_advice(std::size_t token) const {
    const Kind found = kind(token);
    const bool before = found == Kind::WordFront || found == Kind::WordBefore,
               after = found == Kind::WordBack || found == Kind::WordAfter;
    if (!before && !after) return "";
    const char sign = before ? '-' : '+';
    if (is_period(token - 1) && (is_named(kind(token + 1)) || kind(token + 1) == Kind::Day)) {
        const std::size_t end = kind(token + 2) == Kind::Dot ? token + 4 : token + 2;
        return rewritten(fmt::format("{} {} {}", line_from(token + 1, end), sign, spelling(token - 1)));
    }
    if (!is_period(token + 1)) return "";
    const std::string origin = line_from(operand_before(token), token);
    if (kind(token + 2) == Kind::WordInside)
        return rewritten(fmt::format("在 {} {} {}内", origin, spelling(token), spelling(token + 1)));
    const std::string day = fmt::format("{} {} {}", origin, sign, spelling(token + 1));
    if (found == Kind::WordBefore || found == Kind::WordAfter) return rewritten(day);
    return {fmt::format("write `{}` for that day, `在 {} {} {}内` for the days in between", day, origin,
                        spelling(token), spelling(token + 1)),
            fmt::format("指那一天写 `{}`；指这段时间写 `在 {} {} {}内`", day, origin, spelling(token),
                        spelling(token + 1))};
}

/// `D + P 扣除 …`: the clock stops by a calendar.
Arg Parser::pausing_advice(std::size_t token) const {
    const bool zh = kind(token) == Kind::WordPauseZh;
    if (!zh && kind(token) != Kind::WordPausing) return "";
    std::string_view calendar;
    for (std::size_t each = 0; each + 2 < tokens_.places.size(); ++each)
        if (kind(each) == Kind::Mark && kind(each + 1) == Kind::WordCalendar && is_named(kind(each + 2)))
            calendar = spelling(each + 2);
    if (calendar.empty() && !out.calendars.empty()) calendar = out.calendars.back().name.text;
    const auto by = [&](std::string_view none) {
        return fmt::format("`{} {} {} …`", zh ? "按" : "in", calendar.empty() ? none : calendar,
                           spelling(token));
    };
    return {fmt::format("the calendar that counts the days stands before it: {}", by("CALENDAR")),
            fmt::format("前面要写明按哪个工作日历：{}", by("工作日历"))};
}

/// A row of a param whose day stands without its words, or whose words stand in another order.
Arg Parser::param_row_advice(std::size_t token) const {
    if (kind(keyword_) != Kind::WordParam) return "";
    std::size_t day = kind(token) == Kind::Eq ? token - 1 : token;
    const std::size_t end = line_end(day);
    const auto begins_line = [&](std::size_t each) { return tokens_.places[each].first_on_line != 0; };
    if (kind(token) == Kind::WordTake && begins_line(token))
        while (day + 1 < end && kind(day) != Kind::Day)
            ++day;
    if (kind(day) != Kind::Day) return "";
    if (day == token && !begins_line(day)) {
        // `= V D`: only the word between the two is missing.
        if (!(is_literal(kind(day - 1)) || is_named(kind(day - 1)))) return "";
        return rewritten(fmt::format("{} from {}", spelling(day - 1), spelling(day)));
    }
    const bool ends = kind(day + 1) == Kind::WordUntilZh || kind(day - 1) == Kind::WordUntil;
    std::string value;
    bool english = spelling(keyword_) == "param";
    for (std::size_t each = day + 1; each < end; ++each) {
        if (kind(each) == Kind::WordTake || kind(each) == Kind::Eq) {
            english = kind(each) == Kind::Eq;
            value = line_from(each + 1, end);
            break;
        }
    }
    for (std::size_t each = end; value.empty() && each-- > token;)
        if (each != day && (kind(each) == Kind::Digits || is_named(kind(each)))) value = spelling(each);
    if (value.empty()) return "";
    if (english) return rewritten(fmt::format("= {} {} {}", value, ends ? "until" : "from", spelling(day)));
    return rewritten(
        fmt::format("{} {} {} 取 {}", ends ? "至" : "自", spelling(day), ends ? "止" : "起", value));
}

/// A part of a declaration that comes too late: a twin behind the type, a type behind the value.
Arg Parser::late_part_advice(std::size_t token) const {
    const Kind found = kind(token);
    std::size_t named = token;
    while (named > keyword_ && kind(named) != Kind::ItemMark)
        --named;
    ++named;
    if (named >= token || !is_named(kind(named))) return "";
    if ((found == Kind::WordAs || found == Kind::WordAsZh) && is_named(kind(token + 1)))
        return {fmt::format("it stands directly behind the name: `{} {} {}`", spelling(named),
                            spelling(token), spelling(token + 1)),
                fmt::format("紧接在名称之后写：`{} {} {}`", spelling(named), spelling(token),
                            spelling(token + 1))};
    if (found == Kind::Colon && is_named(kind(token + 1)))
        for (std::size_t each = named; each < token; ++each)
            if (kind(each) == Kind::Eq)
                return {
                    fmt::format("the type stands before the `=`: `{} : {} = …`", spelling(named),
                                spelling(token + 1)),
                    fmt::format("类型写在 `=` 之前：`{} ：{} = …`", spelling(named), spelling(token + 1))};
    if (found == Kind::Quoted && kind(keyword_) == Kind::WordRequire)
        return {
            fmt::format("a title stands before the condition: `require {0}: …`; what an applicant is told "
                        "stands behind `else`: `else {0}`",
                        spelling(token)),
            fmt::format("标题写在条件之前：`要求 {0}：…`；给申请人的说明写 `不满足时 {0}`", spelling(token))};
    return "";
}

/// Words that no file declares between what would join without them: `valid for 3y`, `at least 4 times`.
Arg Parser::idle_words_advice(std::size_t token) {
    const auto idle = [&](std::size_t each) {
        return kind(each) == Kind::Name && !is_han_text(spelling(each)) &&
               !declared().contains(spelling(each));
    };
    std::size_t first = token, end = token;
    while (first > keyword_ + 1 && idle(first - 1) && tokens_.places[first - 1].first_on_line == 0)
        --first;
    const std::size_t line = line_end(token);
    while (end < line && idle(end))
        ++end;
    if (first == end) return "";
    if (first < token) {
        const Kind wanting = kind(first - 1);
        const bool wants = (wanting >= Kind::Eq && wanting <= Kind::Star) || is_reserved(wanting) ||
                           wanting == Kind::WordLeast || wanting == Kind::WordMost ||
                           wanting == Kind::WordThan || wanting == Kind::WordBefore ||
                           wanting == Kind::WordAfter;
        if (!wants || end == line || !(is_literal(kind(end)) || kind(end) == Kind::Name)) return "";
        const std::string right = fmt::format("{} {}", spelling(first - 1), spelling(end));
        return {fmt::format("leave `{}` out: write `{}`", line_from(first, end), right),
                fmt::format("请删去 `{}`：写作 `{}`", line_from(first, end), right)};
    }
    if (!is_literal(kind(token - 1))) return "";
    return {fmt::format("leave `{}` out: no such name is declared", line_from(first, end)),
            fmt::format("请删去 `{}`：没有声明过这个名称", line_from(first, end))};
}

/// What is said where nothing else is known: the statement is complete.
Arg Parser::complete_advice(std::size_t token) const {
    if (kind(token) == Kind::LeftParen)
        return {"the statement is complete before it; a remark stands behind `#`",
                "到这里语句已经完整；附注写在 `#` 之后"};
    if (holds_condition(kind(keyword_)))
        return {
            "the statement is complete before it: join a further condition with `and` or `or`; anything else "
            "begins a line of its own",
            "到这里语句已经完整：再加条件用 `且` 或 `或` 连接，其他内容另起一行"};
    return {"the statement is complete before it: leave this out, or begin a line of its own",
            "到这里语句已经完整：请删去这一部分，或另起一行"};
}

/// The likeliest of all these; empty where the words say nothing.
Arg Parser::neighbours_advice(std::size_t token) {
    if (token < 2) return "";
    if (Arg found = idle_words_advice(token); !found.en.empty()) return found;
    for (const auto advice : {&Parser::reading_advice, &Parser::of_advice, &Parser::moved_day_advice,
                              &Parser::pausing_advice, &Parser::param_row_advice, &Parser::period_advice,
                              &Parser::comparison_advice, &Parser::late_part_advice})
        if (Arg found = (this->*advice)(token); !found.en.empty()) return found;
    return "";
}

}  // namespace tenet::compiler
