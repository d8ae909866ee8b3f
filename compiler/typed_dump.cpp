#include "compiler/typed_dump.hpp"

#include "compiler/day_text.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

using typed::Base;
using typed::Kind;

std::string_view word(Base base) {
    switch (base) {
    case Base::YesNo: return "yes/no";
    case Base::Count: return "count";
    case Base::Date: return "date";
    case Base::Number: return "number";
    case Base::Days: return "days";
    case Base::Period: return "period";
    case Base::Hours: return "hours";
    case Base::Choice: return "choice";
    case Base::Set: return "set of";
    case Base::Text: return "text";
    case Base::List: return "list of";
    }
    __builtin_unreachable();
}

std::string_view sign(ast::CompareOp op) {
    switch (op) {
    case ast::CompareOp::Eq: return "=";
    case ast::CompareOp::Ne: return "!=";
    case ast::CompareOp::Lt: return "<";
    case ast::CompareOp::Le: return "<=";
    case ast::CompareOp::Gt: return ">";
    case ast::CompareOp::Ge: return ">=";
    }
    __builtin_unreachable();
}

std::string period(typed::Period p) {
    if (p.working_days != 0) return fmt::format("{} working days", p.working_days);
    return p.months != 0 ? fmt::format("{}m", p.months) : fmt::format("{}d", p.days);
}

/// An expression to be written, how deep, and the record that it is at.
struct Open {
    std::size_t depth;
    typed::ExprId id;
    std::uint32_t record = typed::no_index;
    std::string_view before;  ///< a line of its own before it
};

class Dump {
  public:
    explicit Dump(const typed::Module& module) : module_(module) {}

    std::string run() {
        line(0, "policy {}", module_.policy.id);
        if (module_.has_as_of()) line(0, "as of {}", module_.facts[module_.as_of].name.id);
        line(0, "dates round {}", module_.rounding == ast::Rounding::Down ? "down" : "up");
        for (const typed::Choice& choice : module_.choices)
            this->choice(choice);
        for (const typed::Group& group : module_.groups)
            this->group(group);
        for (std::uint32_t i = 0; i < module_.records.size(); ++i)
            record(i);
        for (const typed::Calendar& calendar : module_.calendars)
            this->calendar(calendar);
        for (const typed::Fact& fact : module_.facts)
            line(0, "fact {} : {}", fact.name.id, type_text(fact.type));
        for (const typed::Definition& definition : module_.definitions) {
            line(0, "{} {} : {}",
                 definition.is_output  ? "output"
                 : definition.is_param ? "param"
                                       : "define",
                 definition.name.id, type_text(definition.type));
            expr(1, definition.value);
        }
        for (const typed::Assume& assume : module_.assumes) {
            if (assume.calendar != typed::no_index)
                line(0, "assume for {}", module_.calendars[assume.calendar].name.id);
            else
                line(0, "{}", assume.generated ? "assume for order" : "assume");
            expr(1, assume.condition);
            placeholders(1, assume.placeholders);
        }
        for (const typed::Decision& decision : module_.decisions)
            this->decision(decision);
        return std::move(out_);
    }

  private:
    template <class... Args>
    void line(std::size_t depth, fmt::format_string<Args...> format, Args&&... args) {
        out_.append(depth * 2, ' ');
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
        out_.push_back('\n');
    }

    void choice(const typed::Choice& choice) {
        std::string values;
        for (const typed::ChoiceValue& value : choice.values)
            values.append(values.empty() ? "" : ", ").append(value_of(choice, value));
        if (choice.of_lists)
            line(0, "lists {} : {}", choice.name.id, values);
        else
            line(0, "choice {} of {} : {}", choice.name.id, choice.policy, values);
    }

    /// `iso`, or of a list `[login, help]`.
    std::string value_of(const typed::Choice& choice, const typed::ChoiceValue& value) const {
        if (!choice.of_lists) return value.name.id;
        std::string items;
        for (const std::uint32_t item : value.items)
            items.append(items.empty() ? "" : ", ")
                .append(module_.choices[choice.items].values[item].name.id);
        for (const std::string& text : value.texts)
            items.append(items.empty() ? "" : ", ").append(text);
        return "[" + items + "]";
    }

    void group(const typed::Group& group) {
        std::string values;
        for (std::size_t i = 0; i < group.members.size(); ++i)
            if (group.members[i])
                values.append(values.empty() ? "" : ", ")
                    .append(module_.choices[group.choice].values[i].name.id);
        line(0, "group {} of {} : {}", group.name.id, module_.choices[group.choice].name.id, values);
    }

    void record(std::uint32_t index) {
        const typed::Record& record = module_.records[index];
        line(0, "record {} of {}", record.name.id, record.policy);
        for (const typed::Field& field : record.fields) {
            line(1, "{} : {}", field.name.id, type_text(field.type));
            expr(2, field.derived, index);
        }
    }

    /// Its first and last day, and of each month which of its days are worked.
    void calendar(const typed::Calendar& calendar) {
        line(0, "calendar {} of {} : {}..{}", calendar.name.id, calendar.policy, day_text(calendar.first),
             day_text(calendar.last()));
        std::string days;
        std::string month;
        for (std::size_t i = 0; i < calendar.working.size(); ++i) {
            const std::string day = day_text(calendar.first + static_cast<std::int64_t>(i));
            if (day.compare(0, 7, month) != 0) {
                if (!month.empty()) line(1, "{} {}", month, days);
                month = day.substr(0, 7);
                days.clear();
            }
            days.push_back(calendar.working[i] ? 'x' : '-');
        }
        line(1, "{} {}", month, days);
    }

    void decision(const typed::Decision& decision) {
        line(0, "decide {}", decision.name.id);
        when(1, decision.when);
        for (const typed::Requirement& requirement : decision.requirements) {
            line(1, "require {}", requirement.id.id);
            expr(2, requirement.condition);
            when(2, requirement.when);
            placeholders(2, requirement.placeholders);
            for (const typed::Remedy& remedy : requirement.remedies) {
                line(2, "remedy {}", remedy.name.id);
                when(3, remedy.when);
            }
        }
    }

    void when(std::size_t depth, typed::ExprId id) {
        if (!id.valid()) return;
        line(depth, "when");
        expr(depth + 1, id);
    }

    void placeholders(std::size_t depth, const std::vector<typed::Placeholder>& all) {
        for (const typed::Placeholder& each : all) {
            line(depth, "shows {}", each.name);
            expr(depth + 1, each.value);
        }
    }

    std::string type_text(const typed::Type& type) const {
        std::string text(word(type.base));
        if (type.base == Base::Choice || type.base == Base::Set)
            text.append(" ").append(module_.choices[type.of].name.id);
        if (type.base == Base::List)
            text.append(" ")
                .append(module_.records[type.of].name.id)
                .append(fmt::format(" up to {}", type.high));
        const bool bounded = type.base == Base::Count || type.base == Base::Number ||
                             type.base == Base::Days || type.base == Base::Hours || type.base == Base::Date;
        if (bounded) text += fmt::format(" {}..{}", value(type, type.low), value(type, type.high));
        if (type.scale != 1) text += fmt::format(" in 1/{}", type.scale);
        return type.or_none ? text + " or none" : text;
    }

    /// A value as a policy writes it; a date that is too far away for people as its number.
    std::string value(const typed::Type& type, std::int64_t number) const {
        switch (type.base) {
        case Base::YesNo: return number != 0 ? "yes" : "no";
        case Base::Date:
            return number < -100'000 || number > 1'000'000 ? std::to_string(number) : day_text(number);
        case Base::Choice:
            return value_of(module_.choices[type.of],
                            module_.choices[type.of].values[static_cast<std::size_t>(number)]);
        case Base::Text: return number == 0 ? "" : module_.texts[static_cast<std::size_t>(number) - 1];
        case Base::Count:
        case Base::Number:
        case Base::Days:
        case Base::Period:
        case Base::Hours:
        case Base::Set:
        case Base::List: return number_text(number, type.scale);
        }
        __builtin_unreachable();
    }

    std::string list(const typed::Expr& e, std::string_view head) const {
        return fmt::format("{} {}", head, module_.facts[e.ref].name.id);
    }

    std::string calendar(const typed::Expr& e, std::string_view head) const {
        return fmt::format("{} {}", head, module_.calendars[static_cast<std::size_t>(e.number)].name.id);
    }

    std::string field(const Open& open, const typed::Expr& e) const {
        return fmt::format("field {}", module_.records[open.record].fields[e.ref].name.id);
    }

    /// The node's own word with what it holds besides its operands.
    std::string head(const Open& open, const typed::Expr& e) const {
        switch (e.kind) {
        case Kind::Error: return "error";
        case Kind::Constant: return e.type.base == Base::Period ? period(e.period) : value(e.type, e.number);
        case Kind::None: return "none";
        case Kind::Fact: return fmt::format("fact {}", module_.facts[e.ref].name.id);
        case Kind::Definition: return fmt::format("define {}", module_.definitions[e.ref].name.id);
        case Kind::Given: return "given";
        case Kind::Not: return "not";
        case Kind::And: return "and";
        case Kind::Or: return "or";
        case Kind::If: return "if";
        case Kind::Compare: return fmt::format("compare {}", sign(e.op));
        case Kind::Tiered: return fmt::format("tiered {}", sign(e.op));
        case Kind::InRange: return e.negated ? "not in range" : "in range";
        case Kind::IsNone: return "is none";
        case Kind::Add: return "add";
        case Kind::Sub: return "subtract";
        case Kind::Mul: return fmt::format("times {}", e.number);
        case Kind::ShiftDate: return fmt::format("shift {}", period(e.period));
        case Kind::WindowBack: return fmt::format("window back {}", period(e.period));
        case Kind::WindowAhead: return fmt::format("window ahead {}", period(e.period));
        case Kind::WindowAround:
            return fmt::format("window around {}{}", period(e.period),
                               !e.after    ? " before"
                               : !e.before ? " after"
                                           : "");
        case Kind::TimeSince: return fmt::format("time since {} {}", sign(e.op), period(e.period));
        case Kind::Rescale: return fmt::format("finer by {}", e.number);
        case Kind::Field: return field(open, e);
        case Kind::InGroup:
            return fmt::format("{}in group {}", e.negated ? "not " : "", module_.groups[e.ref].name.id);
        case Kind::Member: return e.negated ? "not in set" : "in set";
        case Kind::Covers: return fmt::format("covers {:#x}", static_cast<std::uint64_t>(e.number));
        case Kind::WholeMonths: return fmt::format("whole {} since", e.number == 12 ? "years" : "months");
        case Kind::WorkingDay: return calendar(e, "working day in");
        case Kind::WorkingDays: return calendar(e, "working days in");
        case Kind::AddWorkingDays: return calendar(e, "add working days in");
        case Kind::Count: return list(e, "count");
        case Kind::Sum: return list(e, "sum");
        case Kind::Latest: return list(e, "latest");
        case Kind::Earliest: return list(e, "earliest");
        case Kind::Any: return list(e, "any");
        case Kind::Every: return list(e, "every");
        case Kind::Union: return list(e, "union");
        case Kind::InOrder: return list(e, "in order");
        case Kind::RunningDays: return list(e, calendar(e, "working days in") + " pausing");
        case Kind::RunDays: return list(e, calendar(e, "add working days in") + " pausing");
        }
        __builtin_unreachable();
    }

    /// Cases may be many, so the stack is the dump's own.
    void expr(std::size_t depth, typed::ExprId root, std::uint32_t record = typed::no_index) {
        std::vector<Open> open{{depth, root, record, {}}};
        while (!open.empty()) {
            const Open next = open.back();
            open.pop_back();
            if (!next.before.empty()) line(next.depth - 1, "{}", next.before);
            if (!next.id.valid()) continue;
            const typed::Expr& e = module_.at(next.id);
            line(next.depth, "{} : {}", head(next, e), type_text(e.type));
            push_operands(next, e, open);
        }
    }

    void push_operands(const Open& at, const typed::Expr& e, std::vector<Open>& open) const {
        const bool aggregate = is_aggregate(e.kind);
        const std::uint32_t record = aggregate ? module_.facts[e.ref].type.of : at.record;
        for (std::uint32_t i = e.tiers.count; i-- > 0;) {
            const typed::Tier& tier = module_.tiers[e.tiers.first + i];
            open.push_back({at.depth + 2, tier.condition, record, {}});
            open.push_back({at.depth + 2, tier.amount, record, "or"});
        }
        if (e.c.valid() && aggregate && e.a.valid())
            open.push_back({at.depth + 2, e.c, record, "where"});
        else
            // Else branches stay at the depth of their `if`, so that many cases do not run off the page.
            open.push_back({e.kind == Kind::If && module_.at(e.c).kind == Kind::If ? at.depth : at.depth + 1,
                            e.c,
                            record,
                            {}});
        open.push_back({at.depth + 1, e.b, record, {}});
        open.push_back({at.depth + 1, e.a, record, {}});
        open.push_back({at.depth + 1, e.y, at.record, {}});
        open.push_back({at.depth + 1, e.x, at.record, {}});
    }

    const typed::Module& module_;
    std::string out_;
};

}  // namespace

std::string dump(const typed::Module& module) { return Dump(module).run(); }

}  // namespace tenet::compiler
