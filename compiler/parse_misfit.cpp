#include "compiler/advice.hpp"
#include "compiler/digits.hpp"
#include "compiler/parser.hpp"

#include <fmt/format.h>
#include <string>

// What to write where a token does not join on to what stands before it: the likeliest cause by what the two are.

namespace tenet::compiler {

namespace {

bool takes_records(Kind kind) {
    return kind == Kind::WordCount || kind == Kind::WordSum || kind == Kind::WordLatest ||
           kind == Kind::WordEarliest || kind == Kind::WordUnion;
}

bool opens_records(Kind kind) {
    return takes_records(kind) || kind == Kind::WordAny || kind == Kind::WordEvery;
}

bool declares(Kind kind) {
    return is_word(kind) && word(kind).word_class == WordClass::Statement && kind != Kind::WordRequire;
}

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

constexpr std::string_view ordinal = "第";

bool numbered(std::string_view word) {
    return word.starts_with(ordinal) && digit_length(word.substr(ordinal.size())) != 0;
}

Arg joined_by(std::string_view en, std::string_view zh, std::string_view example) {
    return {fmt::format(fmt::runtime(en), example), fmt::format(fmt::runtime(zh), example)};
}

Arg below_its_source() {
    return {"`out of scope` stands below its source, on a line of its own",
            "`不纳入` 写在它所属的 `文件` 语句下面，另起一行"};
}

}  // namespace

/// The words from one token up to another, on one line.
std::string Parser::line_from(std::size_t first, std::size_t end) const {
    std::string line;
    for (char byte : source(span(first, end))) {
        if (!is_blank(byte))
            line += byte;
        else if (line.back() != ' ')
            line += ' ';
    }
    return line;
}

/// What `count of L where C = 0` and the like most likely mean; empty if nothing of the kind is open at the token.
Arg Parser::aggregate_advice(std::size_t token) const {
    if (aggregates_.empty()) return "";
    const OpenAggregate& open = aggregates_.back();
    const bool number = takes_records(kind(open.first));
    std::size_t parens = 0;
    bool where = false;
    for (std::size_t each = open.first; each < token; ++each) {
        if (kind(each) == Kind::LeftParen) ++parens;
        if (kind(each) == Kind::RightParen) --parens;
        where = where || (kind(each) == Kind::WordWhere && parens == 0);
    }
    if (!number || !where || parens != 0) return "";
    std::size_t end = token + 1;
    const auto goes_on = [&](Kind each) {
        return each != Kind::End && each != Kind::WordElse && each != Kind::WordAnd && each != Kind::WordOr &&
               each != Kind::RightParen && each != Kind::LeftParen;
    };
    while (goes_on(kind(end)) && tokens_.places[end].first_on_line == 0)
        ++end;
    return joined_by("after `where` all up to the end of the line belongs to the condition; write `{}`",
                     "`where` 之后直到行末都算作条件；请写 `{}`",
                     fmt::format("({}) {}", line_from(open.first, token), line_from(token, end)));
}

void Parser::report_chained(std::size_t token) {
    Arg advice = aggregate_advice(token);
    if (advice.en.empty()) advice = moved_day_advice(token);
    diagnostics_.report<D::ChainedComparison>(
        span(token), advice.en.empty()
                         ? Arg("join two comparisons with `and`, or write `in A .. B` for a range",
                               "两个比较用 `且` 连接；范围写 `在 A 至 B`")
                         : advice);
}

/// `= V if C`, `remedy NAME if C`: what limits a statement or a case is said with another word.
bool Parser::report_if_for_when(std::size_t token) {
    if (kind(token) != Kind::WordIf || kind(keyword_) == Kind::WordParam) return false;
    if (spelling(token) == "if") {
        diagnostics_.report<D::OtherWord>(span(token), spelling(token), write_this("`when`"))
            .fixes.push_back({span(token), "when"});
        return true;
    }
    const bool clause = kind(keyword_) == Kind::WordDecide || kind(keyword_) == Kind::WordRequire;
    const Arg help = clause ? write_this("`当`")
                            : Arg("the condition goes first: `当 C 取 V`", "条件写在前面：`当 C 取 V`");
    diagnostics_.report<D::OtherWord>(span(token), spelling(token), help);
    return true;
}

/// `//`, and `/` between two values.
bool Parser::report_not_divided(std::size_t token) {
    if (kind(token) != Kind::Slash) return false;
    const std::size_t first = token > 0 && kind(token - 1) == Kind::Slash ? token - 1 : token;
    if (kind(first + 1) == Kind::Slash)
        diagnostics_.report<D::OtherWord>(span(first, first + 2), "//",
                                          Arg("a comment begins with `#`", "注释以 `#` 开头"));
    else
        diagnostics_.report<D::DoesNotFit>(
            span(token), spelling(token),
            Arg("there is no division; multiply the other side instead: for `X / 2 >= Y` write `X >= Y * 2`",
                "没有除法，请把另一边乘上去：`X / 2 不少于 Y` 写作 `X 不少于 Y * 2`"));
    return true;
}

/// A sign within what was meant as one name or one number.
bool Parser::report_slip_between(std::size_t token) {
    if (report_not_divided(token)) return true;
    if (token < 2 || token + 1 >= tokens_.places.size()) return false;
    const bool tight = tokens_.places[token - 1].end == tokens_.places[token].begin &&
                       tokens_.places[token].end == tokens_.places[token + 1].begin;
    const Kind before = kind(token - 1), after = kind(token + 1);
    if (!tight) return false;
    const Span whole = span(token - 1, token + 2);
    if (kind(token) == Kind::Minus && (declares(kind(token - 2)) || kind(token - 2) == Kind::ItemMark) &&
        before >= first_word && before <= Kind::Name) {
        std::string right(source(whole));
        for (char& byte : right)
            if (byte == '-') byte = '_';
        diagnostics_
            .report<D::DoesNotFit>(
                span(token), spelling(token),
                joined_by("names have no `-`: write `{}`", "名称中没有 `-`：请写 `{}`", right))
            .fixes.push_back({whole, right});
        return true;
    }
    if (kind(token) != Kind::Comma || before != Kind::Digits || after != Kind::Digits) return false;
    const std::string first(spelling(token - 1)), second(spelling(token + 1));
    const std::size_t digits = second.find_first_not_of("0123456789");
    const bool thousands = (digits == std::string::npos ? second.size() : digits) == 3;
    const std::string joined = first + second, decimal = first + "." + second;
    diagnostics_.report<D::DoesNotFit>(
        span(token), spelling(token),
        thousands
            ? Arg(fmt::format("digits are not grouped: write `{}`; the point of decimals is `.`", joined),
                  fmt::format("数字中间不分节：请写 `{}`；小数点写 `.`", joined))
            : joined_by("the point of decimals is `.`: write `{}`", "小数点写 `.`：请写 `{}`", decimal));
    return true;
}

/// What is said of records without `of` or `where`; empty if nothing of the kind is.
Arg Parser::joining_records(std::size_t token) const {
    const Kind found = kind(token), before = token == 0 ? Kind::End : kind(token - 1);
    const Kind sooner = token < 2 ? Kind::End : kind(token - 2);
    const bool named = found >= first_name && found <= Kind::Name;
    if (found == Kind::WordOf)
        return {
            "what is made of records is `count of`, `sum of`, `latest of` or `earliest of`; there is no average",
            "由记录得出的只有 `次数`、`合计`、`最晚`、`最早`，没有平均数"};
    if (named && takes_records(before))
        return joined_by("write `{} …`", "请写 `{} …`",
                         fmt::format("{} of {}", spelling(token - 1), spelling(token)));
    for (std::size_t each = token;
         named && (sooner == Kind::WordOf || sooner == Kind::WordIn) && each-- > keyword_;)
        if (opens_records(kind(each)))
            return joined_by("the condition on the records stands after `where`: `{}`",
                             "对记录的条件写在 `where` 之后：`{}`",
                             fmt::format("{} where {}", line_from(each, token), spelling(token)));
    return "";
}

/// What is said of a declaration in the way of another one; empty if nothing of the kind is.
Arg Parser::joining_declaration(std::size_t token) const {
    const Kind found = kind(token), opened = kind(keyword_);
    const bool named = found >= first_name && found <= Kind::Name;
    if (opened == Kind::WordParam &&
        (found == Kind::WordWhen || found == Kind::WordWhenZh || found == Kind::WordIf))
        return {"a param changes by days alone: `= V from D until D`; what depends on facts is a `define`",
                "参数只随日期变化：`自 D 起 至 D 止 取 V`；取决于事实的请用 `定义`"};
    if ((opened == Kind::WordGroup || opened == Kind::WordGroupZh) && named)
        return {
            fmt::format("commas separate the values: write `{}, {}`", spelling(token - 1), spelling(token)),
            fmt::format("各取值之间写 `、`：请写 `{}、{}`", spelling(token - 1), spelling(token))};
    if (opened == Kind::WordCalendar && is_word(found))
        return {"years, weekend and days off stand on a line each", "年度、休息日、放假各写一行"};
    if (opened == Kind::WordCalendar &&
        (found == Kind::Comma || found == Kind::ListComma || found == Kind::Day))
        return {
            "days of one name stand together, with `,` between them; others on a line of their own: `off …`, `worked …`",
            "同一名目的日期写在一起，用 `、` 分开；其余另起一行写 `放假 …`、`调休上班 …`"};
    if (opened == Kind::WordChoice && found == Kind::Eq)
        return {"each value of a choice stands on a line of its own below it",
                "选项的各取值写在下面，各占一行"};
    return "";
}

/// What is said of the lines of a test; empty if it is none.
Arg Parser::joining_test() const {
    const Kind opened = kind(keyword_);
    if (opened == Kind::WordTest)
        return {"after the test's name come `as \"OTHER\" but NAME = V, …`, `unconfirmed` and `cite`",
                "测试名称之后可写 `同 \"另一测试\" 但 名称 = 值，…`、`待确认`、`依据`"};
    if (opened == Kind::WordGiven)
        return {"commas separate what is given: `NAME = V, NAME = V`",
                "各项已知用 `，` 隔开：`名称 = 值，名称 = 值`"};
    if (opened == Kind::WordExpect)
        return {
            "after a verdict come `because`, `at`, `remedy`, `needing`; another result has its own `expect` line",
            "结论之后可写 `因`、`第1、3条`、`补救`、`尚缺`；另一项结果另写一行 `预期`"};
    return "";
}

/// How the token could be made to join on.
Arg Parser::joining(std::size_t token) {
    const Kind found = kind(token);
    const bool last = token + 1 < tokens_.places.size() && tokens_.places[token + 1].first_on_line != 0;
    if (found == Kind::WordLeaveOut || (found == Kind::WordOut && kind(token + 1) == Kind::WordOf))
        return below_its_source();
    if (last && (found == Kind::Comma || found == Kind::ListComma))
        return joined_by("leave the `{}` out: the end of the line is enough", "请删去 `{}`，换行即可",
                         spelling(token));
    if (Arg around = neighbours_advice(token); !around.en.empty()) return around;
    if (Arg test = joining_test(); !test.en.empty()) return test;
    if (Arg records = joining_records(token); !records.en.empty()) return records;
    if (Arg declaration = joining_declaration(token); !declaration.en.empty()) return declaration;
    if (token > 1 && found == Kind::WordInside && kind(token - 1) == Kind::Digits &&
        kind(token - 2) == Kind::WordValid)
        return joined_by("leave `内` out: write `{}`", "`有效` 后面不写 `内`：请写 `{}`",
                         fmt::format("有效 {}", spelling(token - 1)));
    return complete_advice(token);
}

/// Where the paragraph of a source is missing: it may be glued to the source, or be counted in something else.
bool Parser::report_paragraph(std::size_t token) {
    if (kind(token) == Kind::Name && numbered(spelling(token))) {
        diagnostics_.report<D::OtherWord>(span(token), spelling(token),
                                          Arg("a source is cited by its paragraphs: write `¶2` or `第2段`",
                                              "引用文件只写到段：请写 `第2段`"));
        return true;
    }
    if (token == 0 || kind(token - 1) != Kind::Name) return false;
    const std::string_view glued = spelling(token - 1);
    const std::size_t at = glued.rfind(ordinal);
    if (at == std::string_view::npos || at == 0 || !numbered(glued.substr(at))) return false;
    std::size_t end = token;
    while (kind(end) == Kind::ListComma && kind(end + 1) == Kind::Digits)
        end += kind(end + 2) == Kind::WordParaZh ? 3 : 2;
    const Span whole = span(token - 1, end);
    const std::string right =
        fmt::format("{} {}", glued.substr(0, at),
                    source({file_, whole.begin + static_cast<std::uint32_t>(at), whole.end}));
    diagnostics_.report<D::WordsRunTogether>(whole, source(whole), right).fixes.push_back({whole, right});
    citation.source = {};  // no source is called so
    return true;
}

}  // namespace tenet::compiler
