#include "compiler/typed_dump.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iterator>
#include <string_view>

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
    return p.months != 0 ? fmt::format("{}m", p.months) : fmt::format("{}d", p.days);
}

/// A date within the years that people write; all else as its number.
std::string value(Base base, std::int64_t number) {
    if (base == Base::YesNo) return number != 0 ? "yes" : "no";
    if (base != Base::Date || number < -100'000 || number > 1'000'000) return std::to_string(number);
    const std::chrono::sys_days first(std::chrono::year(1900) / 1 / 1);
    const std::chrono::year_month_day day(first + std::chrono::days(static_cast<int>(number)));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::string type_text(const typed::Type& type) {
    std::string text(word(type.base));
    if (type.base != Base::YesNo && type.base != Base::Period)
        text += fmt::format(" {}..{}", value(type.base, type.low), value(type.base, type.high));
    return type.or_none ? text + " or none" : text;
}

class Dump {
  public:
    explicit Dump(const typed::Module& module) : module_(module) {}

    std::string run() {
        line(0, "policy {}", module_.policy.id);
        if (module_.has_as_of()) line(0, "as of {}", module_.facts[module_.as_of].name.id);
        line(0, "dates round {}", module_.rounding == ast::Rounding::Down ? "down" : "up");
        for (const typed::Fact& fact : module_.facts)
            line(0, "fact {} : {}", fact.name.id, type_text(fact.type));
        for (const typed::Definition& definition : module_.definitions) {
            line(0, "{} {} : {}", definition.is_output ? "output" : "define", definition.name.id,
                 type_text(definition.type));
            expr(1, definition.value);
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

    void decision(const typed::Decision& decision) {
        line(0, "decide {}", decision.name.id);
        when(1, decision.when);
        for (const typed::Requirement& requirement : decision.requirements) {
            line(1, "require {}", requirement.id.id);
            expr(2, requirement.condition);
            when(2, requirement.when);
        }
    }

    void when(std::size_t depth, typed::ExprId id) {
        if (!id.valid()) return;
        line(depth, "when");
        expr(depth + 1, id);
    }

    /// The node's own word with what it holds besides its operands.
    std::string head(const typed::Expr& e) const {
        switch (e.kind) {
        case Kind::Error: return "error";
        case Kind::Constant:
            return e.type.base == Base::Period ? period(e.period) : value(e.type.base, e.number);
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
        }
        __builtin_unreachable();
    }

    void expr(std::size_t depth, typed::ExprId id) {
        if (!id.valid()) return;
        const typed::Expr& e = module_.at(id);
        line(depth, "{} : {}", head(e), type_text(e.type));
        for (typed::ExprId operand : {e.a, e.b, e.c})
            expr(depth + 1, operand);
        for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
            const typed::Tier& tier = module_.tiers[e.tiers.first + i];
            line(depth + 1, "or");
            expr(depth + 2, tier.amount);
            expr(depth + 2, tier.condition);
        }
    }

    const typed::Module& module_;
    std::string out_;
};

}  // namespace

std::string dump(const typed::Module& module) { return Dump(module).run(); }

}  // namespace tenet::compiler
