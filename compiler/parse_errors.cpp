#include "compiler/parser.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>
#include <string>
#include <vector>

// What to say about a token that should not stand where it stands.

namespace tenet::compiler {

namespace {

using grammar::Expectation;
using grammar::Where;

/// The forms that are reserved and not built, by the word that gives them away.
struct LaterForm {
    Kind kind;
    const char *en, *zh;
};

constexpr LaterForm later_forms[] = {
    {Kind::WordSource, "`source`", "`文件`"},
    {Kind::WordNote, "`note`", "`说明`"},
    {Kind::WordUse, "`use`", "`使用`"},
    {Kind::WordChoice, "`choice`", "`选项`"},
    {Kind::WordGroupZh, "`group`", "`合称`"},
    {Kind::WordGroup, "`group`", "`合称`"},
    {Kind::WordRecord, "`record`", "`记录`"},
    {Kind::WordParam, "`param`", "`参数`"},
    {Kind::WordTable, "`table`", "`对照表`"},
    {Kind::WordCalendar, "`calendar`", "`工作日历`"},
    {Kind::WordAssume, "`assume`", "`前提`"},
    {Kind::WordTest, "`test`", "`测试`"},
    {Kind::WordGiven, "`given`", "`已知`"},
    {Kind::WordExpect, "`expect`", "`预期`"},
    {Kind::WordRemedy, "`remedy`", "`补救`"},
    {Kind::WordLeaveOut, "`out of scope`", "`不纳入`"},
    {Kind::WordOut, "`out of scope`", "`不纳入`"},
    {Kind::WordFrom, "`from DATE`", "`自 日期 起`"},
    {Kind::WordUntil, "`until DATE`", "`至 日期 止`"},
    {Kind::WordFromZh, "`from DATE`", "`自 日期 起`"},
    {Kind::WordToZh, "`until DATE`", "`至 日期 止`"},
    {Kind::WordTake, "a value by cases", "分情形取值"},
    {Kind::WordOtherwise, "a value by cases", "分情形取值"},
    {Kind::WordAny, "`any … in …`", "`… 中 有 … 满足`"},
    {Kind::WordEvery, "`every … in …`", "`… 中 每个 … 均 满足`"},
    {Kind::WordEachZh, "`every … in …`", "`… 中 每个 … 均 满足`"},
    {Kind::WordHas, "`every … has …`", "`… 均 满足`"},
    {Kind::WordMeets, "`any … where …`", "`… 满足`"},
    {Kind::WordWhere, "`where`", "`… 中 … 的`"},
    {Kind::WordAll, "a sum over records", "对记录的汇总"},
    {Kind::WordAmong, "a sum over records", "对记录的汇总"},
    {Kind::WordOfZh, "a sum over records", "对记录的汇总"},
    {Kind::WordOf, "a sum over records", "对记录的汇总"},
    {Kind::WordEmpty, "`empty`", "`没有记录`"},
    {Kind::WordBelongs, "a group of values", "`属于`"},
    {Kind::WordNotBelongs, "a group of values", "`不属于`"},
    {Kind::WordCovers, "`covers`", "`包含`"},
    {Kind::WordCoversZh, "`covers`", "`包含`"},
    {Kind::WordInOrder, "`in order from … to …`", "`先后不重叠`"},
    {Kind::WordByZh, "a working calendar", "工作日历"},
    {Kind::WordPauseZh, "`pausing`", "`扣除`"},
    {Kind::WordPausing, "`pausing`", "`扣除`"},
    {Kind::WordWorking, "working days", "工作日"},
    {Kind::WordWorkingDay, "working days", "工作日"},
    {Kind::WordWorkingDays, "working days", "工作日"},
    {Kind::WordWholeYears, "`whole years since`", "`起 的 整年数`"},
    {Kind::WordWholeMonths, "`whole months since`", "`起 的 整月数`"},
    {Kind::WordList, "a list", "列表"},
    {Kind::WordSetZh, "a set", "集合"},
    {Kind::WordUpTo, "a list", "列表"},
    {Kind::WordDecimals, "`with N decimals`", "小数位数"},
    {Kind::Dot, "a field of a record", "记录的字段"},
    {Kind::Bar, "rows of a table", "表行"},
    {Kind::Arrow, "rows of a table", "表行"},
};

const LaterForm* find_later(Kind kind) {
    for (const LaterForm& form : later_forms)
        if (form.kind == kind) return &form;
    return nullptr;
}

Arg quoted(std::string_view text) { return Arg(fmt::format("`{}`", text)); }

/// A longer name to use instead of a keyword.
std::string longer(std::string_view word) {
    const bool han = static_cast<unsigned char>(word[0]) >= 0x80;
    return fmt::format("{}{}", word, han ? "事项" : "_value");
}

/// The statement that the writer of a word at the start of a line most likely meant.
std::string_view meant_statement(std::string_view word) {
    std::vector<std::string_view> candidates;
    for (const WordRow& row : word_rows) {
        if (row.word_class != WordClass::Statement) continue;
        for (std::string_view spelling : {row.en, row.zh})
            if (!spelling.empty() && spelling.find(' ') == std::string_view::npos) candidates.push_back(spelling);
    }
    return suggest(word, candidates);
}

} // namespace

void Parser::report_later(std::size_t token) {
    report_later_form(token);
    panicking_ = true;
}

void Parser::look_at_name(std::size_t token) {
    const Kind found = kind(token);
    if (!is_word(found) || word(found).word_class != WordClass::Statement) return;
    if (static_cast<unsigned char>(spelling(token)[0]) < 0x80) return;
    diagnostics_.report<D::NameLikeStatement>(span(token), spelling(token), longer(spelling(token)));
}

void Parser::unexpected(std::size_t token, const Expectation& expected) {
    if (panicking_) return;
    panicking_ = true;
    if (kind(token) == Kind::ClauseMark) ++token;
    if (kind(token) == Kind::Bad) return;
    if (report_unit_apart(token) || report_by_place(token, expected)) return;
    if (report_later_form(token)) return;
    if (kind(token) == Kind::Name && report_spelling(span(token))) return;
    report_expected(token, expected);
}

/// Lines that were passed over because of an earlier fault may begin with a misspelt keyword of their own.
void Parser::look_for_statements(std::size_t first, std::size_t end) {
    for (std::size_t token = first; token < end; ++token) {
        if (kind(token) != Kind::Name || tokens_.places[token].first_on_line == 0) continue;
        const std::string_view found = spelling(token);
        const std::string apart = spaced(found, declared());
        const Kind begins = apart.empty() ? Kind::Name : find_word(std::string_view(apart).substr(0, apart.find(' ')));
        if (is_word(begins) && word(begins).word_class == WordClass::Statement)
            report_spelling(span(token));
        else if (!meant_statement(found).empty())
            report_unknown_statement(token);
    }
}

void Parser::report_unknown_statement(std::size_t token) {
    diagnostics_
        .report<D::UnknownStatement>(span(token), spelling(token),
                                     Arg("`fact`, `decide` or `require`", "`事实`、`判定`、`要求`"))
        .suggestion = meant_statement(spelling(token));
}

/// `5 年`, `5 years`: the unit belongs to the number.
bool Parser::report_unit_apart(std::size_t token) {
    if (token == 0 || kind(token - 1) != Kind::Digits || kind(token) < first_name) return false;
    if (tokens_.amounts[tokens_.places[token - 1].value].unit != ast::Unit::None) return false;
    const std::string_view unit = right_unit(spelling(token));
    if (unit.empty()) return false;
    const Span place = span(token - 1, token + 1);
    const std::string right = fmt::format("{}{}", spelling(token - 1), unit);
    diagnostics_.report<D::UnitSpelling>(place, source(place), right).fixes.push_back({place, right});
    return true;
}

/// Faults that the place explains.
bool Parser::report_by_place(std::size_t token, const Expectation& expected) {
    const Kind found = kind(token);
    const bool sentence_end = found == Kind::End || found == Kind::Mark;
    switch (expected.place) {
    case Where::Chained: diagnostics_.report<D::ChainedComparison>(span(token)); return true;
    case Where::NewName:
        if (!is_reserved(found)) return false;
        diagnostics_.report<D::ReservedName>(span(token), spelling(token), longer(spelling(token)));
        return true;
    case Where::Operand:
        if (found != Kind::Quoted) return false;
        diagnostics_.report<D::TextAsValue>(span(token));
        return true;
    case Where::RangeTo:
        if (found == Kind::Bad || token == 0 || kind(token - 1) < first_name) return false;
        diagnostics_.report<D::NotInVersion>(span(token - 1), Arg("a group of values", "一组取值"));
        return true;
    case Where::Statement:
        if (sentence_end || tokens_.places[token].first_on_line == 0 || kind(token) < first_name) return false;
        if (kind(token - (token > 0 ? 1 : 0)) == Kind::ClauseMark || find_later(found) != nullptr) return false;
        if (!report_spelling(span(token))) report_unknown_statement(token);
        return true;
    case Where::Paren:
    case Where::Plain: return false;
    }
    __builtin_unreachable();
}

bool Parser::report_later_form(std::size_t token) {
    const Kind found = kind(token);
    const Kind before = token == 0 ? Kind::End : kind(token - 1);
    const Kind statement = kind(keyword);
    const bool cases = statement == Kind::WordDefine || statement == Kind::WordOutput;
    const LaterForm* form = find_later(found);
    if (before == Kind::WordWhole) form = find_later(found == Kind::WordMonths ? Kind::WordWholeMonths : Kind::WordWholeYears);
    if (before == Kind::WordWorking) form = find_later(before);
    if (found == Kind::WordOfZh && find_later(kind(token + 1)) != nullptr) form = find_later(kind(token + 1));
    if (before == Kind::WordNumber && found == Kind::WordWith) form = find_later(Kind::WordDecimals);
    if (cases && (found == Kind::WordWhen || found == Kind::WordWhenZh)) form = find_later(Kind::WordTake);
    if (form == nullptr) return false;
    diagnostics_.report<D::NotInVersion>(span(token), Arg(form->en, form->zh));
    return true;
}

void Parser::report_expected(std::size_t token, const Expectation& expected) {
    const Kind found = kind(token);
    const bool ended = found == Kind::End || found == Kind::Mark;
    Arg here = quoted(spelling(token));
    Span place = span(token);
    if (ended) {
        const std::uint32_t end = token == 0 ? 0 : tokens_.places[token - 1].end;
        place = {file_, end, end};
        here = found == Kind::End ? Arg("the end of the file", "文件结束")
                                  : Arg(fmt::format("the next statement, `{}`", spelling(token + 1)),
                                        fmt::format("下一条语句 `{}`", spelling(token + 1)));
    }
    if (expected.place == Where::Statement) {
        const bool late_when = (found == Kind::WordWhen || found == Kind::WordWhenZh) && kind(keyword) == Kind::WordRequire;
        if (late_when)
            diagnostics_.report<D::ClauseOrder>(place, Arg("`when`", "`当`"));
        else
            diagnostics_.report<D::DoesNotFit>(place, spelling(token));
        return;
    }
    if (expected.place == Where::Paren) {
        std::size_t open = token;
        for (std::size_t closed = 1; closed != 0 && open > 0;) {
            --open;
            if (kind(open) == Kind::RightParen) ++closed;
            if (kind(open) == Kind::LeftParen) --closed;
        }
        diagnostics_.report<D::UnclosedParen>(place, here)
            .related.push_back({span(open), Arg("it is opened here", "括号从这里开始")});
        return;
    }
    diagnostics_.report<D::Expected>(place, Arg(expected.en, expected.zh), here);
}

const DeclaredNames& Parser::declared() {
    if (!declared_) declared_.emplace(tokens_, text_);
    return *declared_;
}

/// A word that is no declared name: a number in words, or several words without blanks between them.
bool Parser::report_spelling(Span place) {
    const std::string_view run = source(place);
    if (const std::string digits = in_digits(run); !digits.empty()) {
        diagnostics_.report<D::NumberInWords>(place, digits, run).fixes.push_back({place, digits});
        return true;
    }
    const std::string apart = spaced(run, declared());
    if (apart.empty()) return false;
    diagnostics_.report<D::WordsRunTogether>(place, run, apart).fixes.push_back({place, apart});
    return true;
}

/// Numbers with a run behind them that is no word, kept until the names were known.
void Parser::report_runs() {
    for (const Span& run : tokens_.run_ons) {
        const std::string apart = spaced(source(run), declared());
        Diagnostic& report = diagnostics_.report<D::NumberRunsOn>(
            run, source(run),
            apart.empty() ? Arg("") : Arg(fmt::format(": write `{}`", apart), fmt::format("：请写 `{}`", apart)));
        if (!apart.empty()) report.fixes.push_back({run, apart});
    }
}

/// Names in expressions that nothing declares and that come apart; the others are left to the next stage.
void Parser::report_unknown_runs() {
    for (ast::Expr& expr : out.exprs) {
        if (expr.kind != ast::ExprKind::Name || declared().contains(expr.name)) continue;
        if (report_spelling(expr.span)) expr.kind = ast::ExprKind::Error;
    }
}

} // namespace tenet::compiler
