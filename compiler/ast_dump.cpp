#include "compiler/ast_dump.hpp"

#include <chrono>
#include <fmt/format.h>
#include <string_view>
#include <unordered_map>

namespace tenet::compiler {

namespace {

using ast::CompareOp;
using ast::ExprId;
using ast::ExprKind;
using ast::TypeWord;
using ast::Unit;

std::string_view sign(CompareOp op) {
    switch (op) {
    case CompareOp::Eq: return "=";
    case CompareOp::Ne: return "!=";
    case CompareOp::Lt: return "<";
    case CompareOp::Le: return "<=";
    case CompareOp::Gt: return ">";
    case CompareOp::Ge: return ">=";
    }
    __builtin_unreachable();
}

std::string_view verdict(ast::Verdict verdict) {
    switch (verdict) {
    case ast::Verdict::Eligible: return "eligible";
    case ast::Verdict::Ineligible: return "ineligible";
    case ast::Verdict::EligibleWithRemedy: return "eligible_with_remedy";
    case ast::Verdict::Undetermined: return "undetermined";
    case ast::Verdict::NotApplicable: return "not_applicable";
    }
    __builtin_unreachable();
}

std::string_view suffix(Unit unit) {
    switch (unit) {
    case Unit::None:
    case Unit::Times: return "";  // 次 and its like only read well
    case Unit::Years: return "y";
    case Unit::Months: return "m";
    case Unit::Days: return "d";
    case Unit::Hours: return "h";
    case Unit::WorkingDays: return "wd";
    }
    __builtin_unreachable();
}

std::string_view head(ExprKind kind) {
    switch (kind) {
    case ExprKind::Error: return "error";
    case ExprKind::Name: return "name";
    case ExprKind::Number: return "number";
    case ExprKind::Date: return "date";
    case ExprKind::Yes: return "yes";
    case ExprKind::No: return "no";
    case ExprKind::None: return "none";
    case ExprKind::Not: return "not";
    case ExprKind::And: return "and";
    case ExprKind::Or: return "or";
    case ExprKind::Add: return "+";
    case ExprKind::Sub: return "-";
    case ExprKind::Mul: return "*";
    case ExprKind::Compare: return "compare";
    case ExprKind::Tiered: return "tiered";
    case ExprKind::InRange: return "in";
    case ExprKind::IsNone: return "is-none";
    case ExprKind::Valid: return "valid";
    case ExprKind::Within: return "within";
    case ExprKind::Lasts: return "lasts";
    case ExprKind::WithinAround: return "within-of";
    case ExprKind::WithinBefore: return "within-before";
    case ExprKind::WithinAfter: return "within-after";
    case ExprKind::TimeSince: return "time-since";
    case ExprKind::If: return "if";
    case ExprKind::Paren: return "paren";
    case ExprKind::Text: return "text";
    case ExprKind::Member: return "member";
    case ExprKind::InName: return "in-name";
    case ExprKind::Covers: return "covers";
    case ExprKind::Count: return "count";
    case ExprKind::Sum: return "sum";
    case ExprKind::Latest: return "latest";
    case ExprKind::Earliest: return "earliest";
    case ExprKind::Any: return "any";
    case ExprKind::Every: return "every";
    case ExprKind::Union: return "union";
    case ExprKind::InOrder: return "in-order";
    case ExprKind::Pausing: return "pausing";
    case ExprKind::WorkingDay: return "working-day";
    case ExprKind::WorkingDays: return "working-days";
    case ExprKind::AddWorkingDays: return "add-working-days";
    case ExprKind::WholeYears: return "whole-years";
    case ExprKind::WholeMonths: return "whole-months";
    case ExprKind::Listing: return "list";
    }
    __builtin_unreachable();
}

std::string_view calendar_word(ast::CalendarWord word) {
    switch (word) {
    case ast::CalendarWord::Covers: return "covers";
    case ast::CalendarWord::Weekend: return "weekend";
    case ast::CalendarWord::Off: return "off";
    case ast::CalendarWord::Worked: return "worked";
    }
    __builtin_unreachable();
}

std::string_view type_word(TypeWord word) {
    switch (word) {
    case TypeWord::YesNo: return "yes/no";
    case TypeWord::Count: return "count";
    case TypeWord::Date: return "date";
    case TypeWord::Days: return "days";
    case TypeWord::Hours: return "hours";
    case TypeWord::Number: return "number";
    case TypeWord::Text: return "text";
    case TypeWord::Period: return "period";
    case TypeWord::Named: return "named";
    case TypeWord::List: return "list of";
    case TypeWord::Set: return "set of";
    }
    __builtin_unreachable();
}

std::string date_text(std::int64_t days) {
    using namespace std::chrono;
    const year_month_day ymd(sys_days(year(1900) / 1 / 1) + std::chrono::days(days));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
}

std::string number_text(const ast::Expr& expr) {
    std::string digits = fmt::format("{}", expr.number < 0 ? -expr.number : expr.number);
    if (expr.decimals > 0) {
        if (digits.size() <= expr.decimals) digits.insert(0, expr.decimals + 1U - digits.size(), '0');
        digits.insert(digits.size() - expr.decimals, ".");
    }
    return fmt::format("{}{}{}", expr.number < 0 ? "-" : "", digits, suffix(expr.unit));
}

bool by_calendar(ExprKind kind) {
    return kind == ExprKind::WorkingDay || kind == ExprKind::WorkingDays || kind == ExprKind::AddWorkingDays;
}

bool goes_over_a_list(ExprKind kind) { return kind >= ExprKind::Count && kind <= ExprKind::Pausing; }

/// Writes a tree; a name that has a twin is written as the twin wherever it stands.
class Dumper {
  public:
    explicit Dumper(const ast::File& file, Parens parens = Parens::Shown) : file_(file), parens_(parens) {
        const auto note = [&](const auto& declared) {
            for (const auto& each : declared)
                twins_.emplace(each.name.text, each.name.id());
        };
        note(file_.facts);
        note(file_.params);
        note(file_.definitions);
        note(file_.choices);
        note(file_.groups);
        note(file_.records);
        note(file_.calendars);
        note(file_.documents);
        for (const ast::Choice& each : file_.choices)
            note(each.values);
        for (const ast::Record& each : file_.records)
            note(each.fields);
    }

    std::string whole() {
        line(0, "(file");
        for (const ast::Header& each : file_.headers)
            header(each);
        for (const ast::Item& each : file_.items)
            item(each);
        out_.back() = ')';
        return out_ + "\n";
    }

    std::string expr(ExprId id) const {
        if (!id.valid()) return "?";
        const ast::Expr& node = file_.at(id);
        if (node.kind == ExprKind::Paren && parens_ == Parens::LeftOut) return expr(node.a);
        if (node.kind == ExprKind::Name) return std::string(twin_of(node.name));
        if (node.kind == ExprKind::Number) return number_text(node);
        if (node.kind == ExprKind::Date) return date_text(node.number);
        if (node.kind == ExprKind::Compare)
            return fmt::format("({} {} {})", sign(node.op), expr(node.a), expr(node.b));
        if (node.kind == ExprKind::Tiered) return tiered(node);
        if (node.kind == ExprKind::Listing) return listing(node);
        if (node.kind == ExprKind::Text) return fmt::format("\"{}\"", node.name);
        if (node.kind == ExprKind::Member)
            return fmt::format("{}.{}", twin_of(node.name), twin_of(file_.members[node.extra].text));
        std::string text = fmt::format("({}", head(node.kind));
        if (node.negated) text += "-not";
        if (node.kind == ExprKind::TimeSince) text.append(" ").append(sign(node.op));
        if (goes_over_a_list(node.kind)) text += names(file_.aggregates[node.extra]);
        if (by_calendar(node.kind)) text.append(" in ").append(twin_of(file_.members[node.extra].text));
        // What is taken from each record is told from what each must pass.
        const bool takes = node.kind == ExprKind::Sum || node.kind == ExprKind::Latest ||
                           node.kind == ExprKind::Earliest || node.kind == ExprKind::Union;
        if (takes && node.b.valid()) return fmt::format("{} {} where {})", text, expr(node.a), expr(node.b));
        for (ExprId operand : {node.a, node.b, node.c})
            if (operand.valid()) text.append(" ").append(expr(operand));
        if (text.find(' ') == std::string::npos) return text.substr(1);
        return text + ")";
    }

  private:
    void line(std::size_t depth, std::string_view text) {
        out_.append(depth * 2, ' ').append(text).push_back('\n');
    }

    std::string_view twin_of(std::string_view name) const {
        const auto found = twins_.find(name);
        return found == twins_.end() ? name : found->second;
    }

    std::string names(const ast::Aggregate& aggregate) const {
        std::string result;
        if (aggregate.record.given()) result.append(" ").append(twin_of(aggregate.record.text)).append(" in");
        return result.append(" ").append(twin_of(aggregate.list.text));
    }

    static std::string text(const ast::Text& text) {
        if (!text.given()) return "";
        std::string result = fmt::format(" \"{}\"", text.first);
        if (!text.en.empty()) result += fmt::format(" en \"{}\"", text.en);
        if (!text.zh.empty()) result += fmt::format(" zh \"{}\"", text.zh);
        return result;
    }

    std::string type(const ast::Type& type) const {
        const bool named =
            type.word == TypeWord::Named || type.word == TypeWord::List || type.word == TypeWord::Set;
        std::string result(type.word == TypeWord::Named ? "" : type_word(type.word));
        if (named)
            result.append(result.empty() ? "" : " ").append(type.of_text ? "text" : twin_of(type.name));
        if (type.up_to.valid()) result += fmt::format(" up to {}", expr(type.up_to));
        if (type.in_halves) result += " in halves";
        if (type.decimals.valid()) result += fmt::format(" with {} decimals", expr(type.decimals));
        if (type.ranged) result += fmt::format(" {}..{}", expr(type.low), expr(type.high));
        if (type.or_none) result += " or none";
        return result;
    }

    std::string type_after_colon(const ast::Type& written) const {
        return written.given() ? " : " + type(written) : "";
    }

    std::string listing(const ast::Expr& node) const {
        std::string result = "(list";
        for (std::uint32_t i = 0; i < node.tiers.count; ++i)
            result.append(" ").append(expr(file_.tiers[node.tiers.first + i].amount));
        return result + ")";
    }

    std::string tiered(const ast::Expr& node) const {
        std::string result = fmt::format("(tiered {} {} {}", sign(node.op), expr(node.a), expr(node.b));
        for (std::uint32_t i = 0; i < node.tiers.count; ++i) {
            const ast::Tier& tier = file_.tiers[node.tiers.first + i];
            result += fmt::format(" (or {} with {})", expr(tier.amount), expr(tier.condition));
        }
        return result + ")";
    }

    void cites(std::size_t depth, const std::vector<ast::Citation>& citations) {
        for (const ast::Citation& citation : citations) {
            std::string result = fmt::format("(cite {}", twin_of(citation.source));
            for (std::uint32_t paragraph : citation.paragraphs)
                result += fmt::format(" {}", paragraph);
            for (std::string_view reading : citation.readings)
                result += fmt::format(" reading \"{}\"", reading);
            line(depth, result + ")");
        }
    }

    void header(const ast::Header& header) {
        line(1, fmt::format("(policy {}{})", header.policy.id(), text(header.policy_label)));
        cites(1, header.policy_citations);
        for (const ast::Use& each : header.uses)
            line(1, fmt::format("(use \"{}\")", each.path));
        if (header.as_of_span.end != 0) line(1, fmt::format("(as-of {})", twin_of(header.as_of)));
        if (header.rounding_span.end != 0)
            line(1, header.rounding == ast::Rounding::Up ? "(dates-round up)" : "(dates-round down)");
    }

    void item(const ast::Item& item) {
        switch (item.kind) {
        case ast::ItemKind::Fact: return fact(file_.facts[item.index]);
        case ast::ItemKind::Definition: return definition(file_.definitions[item.index]);
        case ast::ItemKind::Decision: return decision(file_.decisions[item.index]);
        case ast::ItemKind::Param: return param(file_.params[item.index]);
        case ast::ItemKind::Choice: return choice(file_.choices[item.index]);
        case ast::ItemKind::Group: return group(file_.groups[item.index]);
        case ast::ItemKind::Record: return record(file_.records[item.index]);
        case ast::ItemKind::Calendar: return calendar(file_.calendars[item.index]);
        case ast::ItemKind::Document: return document(file_.documents[item.index]);
        case ast::ItemKind::Assume: return assume(file_.assumes[item.index]);
        case ast::ItemKind::Note: return note(file_.notes[item.index]);
        case ast::ItemKind::Test: return test(file_.tests[item.index]);
        }
    }

    void close() { out_.back() = ')', out_ += '\n'; }

    void document(const ast::Document& document) {
        line(1, fmt::format("(source {}{}", document.name.id(), text(document.label)));
        for (const ast::OutOfScope& each : document.out_of_scope)
            line(2, fmt::format("(out-of-scope {}{})", fmt::join(each.paragraphs, " "), text(each.reason)));
        close();
    }

    void fact(const ast::Fact& fact) {
        line(1, fmt::format("(fact {} : {}{}", fact.name.id(), type(fact.type), text(fact.label)));
        cites(2, fact.citations);
        close();
    }

    /// A value on the line at hand, cases on lines of their own.
    void body(std::size_t depth, const ast::Body& body) {
        if (body.value.valid()) out_.insert(out_.size() - 1, " " + expr(body.value));
        for (std::uint32_t i = 0; i < body.cases.count; ++i) {
            const ast::Case& each = file_.cases[body.cases.first + i];
            const std::string when =
                each.condition.valid() ? "when " + expr(each.condition) : std::string("otherwise");
            const std::string own =
                each.citations.count != 0 ? fmt::format(" citing {}", each.citations.count) : "";
            line(depth, fmt::format("(case {} {}{})", expr(each.value), when, own));
        }
    }

    void definition(const ast::Definition& definition) {
        const bool is_table = !definition.columns.empty();
        std::string columns;
        for (const ast::NameUse& column : definition.columns)
            columns.append(columns.empty() ? " by " : ", ").append(twin_of(column.text));
        line(1, fmt::format("({} {}{}{}{}",
                            definition.is_output ? "output"
                            : is_table           ? "table"
                                                 : "define",
                            definition.name.id(), columns, type_after_colon(definition.type),
                            text(definition.label)));
        body(2, definition.body);
        cites(2, definition.citations);
        close();
    }

    void param(const ast::Param& param) {
        line(1,
             fmt::format("(param {}{}{}", param.name.id(), type_after_colon(param.type), text(param.label)));
        for (const ast::ParamRow& each : param.rows) {
            std::string row = fmt::format("(= {}", expr(each.value));
            if (each.from.valid()) row += fmt::format(" from {}", expr(each.from));
            if (each.until.valid()) row += fmt::format(" until {}", expr(each.until));
            line(2, row + ")");
        }
        cites(2, param.citations);
        close();
    }

    void choice(const ast::Choice& choice) {
        line(1, fmt::format("(choice {}{}", choice.name.id(), text(choice.label)));
        for (const ast::ChoiceValue& each : choice.values)
            line(2, fmt::format("({}{})", each.name.id(), text(each.label)));
        cites(2, choice.citations);
        close();
    }

    void group(const ast::Group& group) {
        std::string values;
        for (const ast::NameUse& each : group.values)
            values.append(" ").append(twin_of(each.text));
        line(1, fmt::format("(group {}{} ={}", group.name.id(), text(group.label), values));
        cites(2, group.citations);
        close();
    }

    void record(const ast::Record& record) {
        line(1, fmt::format("(record {}{}", record.name.id(), text(record.label)));
        for (const ast::Field& each : record.fields) {
            line(2, fmt::format("({} : {}{}", each.name.id(), type(each.type), text(each.label)));
            body(3, each.body);
            close();
        }
        cites(2, record.citations);
        close();
    }

    static std::string range(ast::CalendarWord word, const ast::CalendarRange& range) {
        constexpr std::string_view weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                                 "friday", "saturday", "sunday"};
        if (word == ast::CalendarWord::Weekend)
            return std::string(weekdays[static_cast<std::size_t>(range.first)]);
        const auto end = [&](std::int64_t value) {
            return word == ast::CalendarWord::Covers ? std::to_string(value) : date_text(value);
        };
        if (range.first == range.last) return end(range.first);
        return end(range.first) + ".." + end(range.last);
    }

    void calendar(const ast::Calendar& calendar) {
        line(1, fmt::format("(calendar {}{}", calendar.name.id(), text(calendar.label)));
        for (const ast::CalendarLine& each : calendar.lines) {
            std::string ranges;
            for (const ast::CalendarRange& one : each.ranges)
                ranges.append(" ").append(range(each.word, one));
            line(2, fmt::format("({}{}{})", calendar_word(each.word), ranges, text(each.label)));
        }
        cites(2, calendar.citations);
        close();
    }

    void assume(const ast::Assume& assume) {
        line(1, fmt::format("(assume {}{}", expr(assume.condition), text(assume.message)));
        cites(2, assume.citations);
        close();
    }

    void note(const ast::Note& note) {
        line(1, fmt::format("(note{}", text(note.text)));
        cites(2, note.citations);
        close();
    }

    std::string values(const std::vector<ExprId>& all) const {
        std::string result;
        for (const ExprId each : all) {
            // A word of the language that reads as a name; in both skins it is one.
            const std::string value = expr(each);
            result.append(" ").append(value == "没有记录" ? "empty" : value);
        }
        return result;
    }

    std::string names(std::string_view word, bool there, const std::vector<ast::NameUse>& all) const {
        std::string result(there ? word : "");
        for (const ast::NameUse& each : all)
            result.append(" ").append(twin_of(each.text));
        return result;
    }

    void given(const ast::Given& given) {
        const std::string_view unknown = given.unknown ? " unknown" : "";
        line(2, fmt::format("(given {}{}{}", twin_of(given.name.text), unknown, values(given.values)));
        if (!given.columns.empty()) line(3, fmt::format("({})", names("fields", true, given.columns)));
        for (const ast::GivenRow& row : given.rows) {
            std::string cells;
            for (const ast::GivenCell& cell : row.cells)
                cells += fmt::format(" [{}]", values(cell.values));
            line(3, fmt::format("(record{})", cells));
        }
        close();
    }

    void expect(const ast::Expect& expect) {
        std::string all = fmt::format("(expect {}", expect.kind == ast::ExpectKind::Refused
                                                        ? fmt::format("refused \"{}\"", expect.part)
                                                        : std::string(twin_of(expect.name.text)));
        if (expect.kind == ast::ExpectKind::Verdict) all += fmt::format(" {}", verdict(expect.verdict));
        if (expect.kind == ast::ExpectKind::Unknown) all += " unknown";
        all += values(expect.values);
        all += names(" because", expect.lists.because, expect.because);
        if (expect.lists.at) all += " at";
        for (const std::uint32_t position : expect.at)
            all += fmt::format(" {}", position);
        all += names(" remedy", expect.lists.remedies, expect.remedies);
        if (expect.lists.needing) all += " needing";
        for (const ast::NeedingPath& path : expect.needing)
            all += path.record == 0 ? fmt::format(" {}", twin_of(path.fact.text))
                                    : fmt::format(" {} record {} {}", twin_of(path.fact.text), path.record,
                                                  twin_of(path.field.text));
        line(2, all + ")");
    }

    void test(const ast::Test& test) {
        line(1, fmt::format("(test \"{}\"{}{}", test.name.text,
                            test.base.given() ? fmt::format(" as \"{}\"", test.base.text) : std::string(),
                            test.unconfirmed ? " unconfirmed" : ""));
        for (const ast::Given& each : test.givens)
            given(each);
        for (const ast::Expect& each : test.expects)
            expect(each);
        cites(2, test.citations);
        close();
    }

    void decision(const ast::Decision& decision) {
        line(1, fmt::format("(decide {}{}", decision.name.id(), text(decision.label)));
        if (decision.when.valid())
            line(2, fmt::format("(when {}{})", expr(decision.when), text(decision.when_otherwise)));
        cites(2, decision.citations);
        for (const ast::Requirement& each : decision.requirements)
            requirement(each);
        close();
    }

    void requirement(const ast::Requirement& requirement) {
        const std::string id = requirement.id.text.empty() ? "" : fmt::format(" {}:", requirement.id.id());
        line(2, fmt::format("(require{}{} {}", id, text(requirement.label), expr(requirement.condition)));
        if (requirement.when.valid()) line(3, fmt::format("(when {})", expr(requirement.when)));
        if (requirement.from.valid()) line(3, fmt::format("(from {})", expr(requirement.from)));
        if (requirement.until.valid()) line(3, fmt::format("(until {})", expr(requirement.until)));
        if (requirement.otherwise.given()) line(3, fmt::format("(else{})", text(requirement.otherwise)));
        for (const ast::Remedy& each : requirement.remedies) {
            const std::string when =
                each.when.valid() ? fmt::format(" when {}", expr(each.when)) : std::string();
            line(3, fmt::format("(remedy {}{}{})", each.name.id(), text(each.label), when));
        }
        cites(3, requirement.citations);
        close();
    }

    const ast::File& file_;
    Parens parens_;
    std::unordered_map<std::string_view, std::string_view> twins_;
    std::string out_;
};

}  // namespace

std::string dump(const ast::File& file, Parens parens) { return Dumper(file, parens).whole(); }

std::string dump(const ast::File& file, ast::ExprId expr) { return Dumper(file).expr(expr); }

}  // namespace tenet::compiler
