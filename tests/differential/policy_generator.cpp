#include "tests/differential/policy_generator.hpp"

#include <array>
#include <utility>
#include <vector>

namespace tenet::differential {
namespace {

/// A piece of policy in both skins, in step.
struct Phrase {
    std::string en, zh;
};

Phrase same(const std::string& text) { return {text, text}; }
Phrase operator+(Phrase a, const Phrase& b) { return {std::move(a.en) + b.en, std::move(a.zh) + b.zh}; }
Phrase operator+(Phrase a, const char* both) { return {std::move(a.en) + both, std::move(a.zh) + both}; }
Phrase paren(const Phrase& inner) { return same("(") + inner + ")"; }
Phrase phrase(const char* en, const char* zh) { return {en, zh}; }

enum class Sort { YesNo, Whole, Date, Days };

struct Variable {
    Phrase name;
    Sort sort;
    bool or_none;
};

std::string two(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

class Generator {
  public:
    Generator(Random& random, const Shape& shape) : random_(random), shape_(shape) {}

    Policy run() {
        out_ = phrase("policy generated \"G\"\n", "政策 generated \"G\"\n");
        out_ = out_ + phrase("as of f0\n", "基准日 事实0\n");
        if (random_.chance(30)) out_ = out_ + phrase("dates round up\n", "无对应日 取 次日\n");
        facts();
        for (unsigned i = 0; i < shape_.definitions; ++i)
            definition(i);
        for (unsigned i = 0; i < shape_.decisions; ++i)
            decision(i);
        return {out_.en, out_.zh};
    }

  private:
    void facts() {
        add_fact(Sort::Date, false);
        add_fact(Sort::YesNo, false);
        add_fact(Sort::Whole, false);
        add_fact(Sort::Date, true);
        const Sort sorts[] = {Sort::YesNo, Sort::Whole, Sort::Date};
        for (unsigned i = 4; i < shape_.facts; ++i)
            add_fact(sorts[random_.below(3)], random_.chance(40));
    }

    void add_fact(Sort sort, bool or_none) {
        const std::string number = std::to_string(variables_.size());
        const Phrase name{"f" + number, "事实" + number};
        Phrase type = phrase("yes/no", "是否");
        if (sort == Sort::Whole)
            type = random_.chance(60) ? phrase("count 0..12", "次数 0至12") : phrase("count", "次数");
        if (sort == Sort::Date)
            type = random_.chance(60)
                       ? phrase("date 2019-01-01 .. 2025-12-31", "日期 2019-01-01 至 2025-12-31")
                       : phrase("date", "日期");
        if (or_none) type = type + phrase(" or none", " 或无");
        out_ = out_ + phrase("fact ", "事实 ") + Phrase{name.en, name.zh + " 代号 f" + number} + " : " +
               type + "\n";
        variables_.push_back({name, sort, or_none});
    }

    void definition(unsigned index) {
        const std::string number = std::to_string(index);
        const Phrase name{"d" + number, "定义" + number};
        const Sort sorts[] = {Sort::YesNo, Sort::Whole, Sort::Date, Sort::Days};
        const Sort sort = sorts[random_.below(4)];
        const Phrase head = random_.chance(50) ? phrase("output ", "输出 ") : phrase("define ", "定义 ");
        out_ = out_ + head + Phrase{name.en, name.zh + " 代号 d" + number} + " = " + of(sort, shape_.depth) +
               "\n";
        variables_.push_back({name, sort, false});
    }

    void decision(unsigned index) {
        const std::string number = std::to_string(index);
        out_ = out_ + phrase("decide ", "判定 ") +
               Phrase{"q" + number, "判定" + number + " 代号 q" + number} + "\n";
        if (random_.chance(25)) out_ = out_ + phrase("  when ", "  当 ") + yes_no(1) + "\n";
        for (unsigned i = 0; i < shape_.requirements; ++i) {
            const std::string id = "r" + std::to_string(i);
            out_ = out_ + phrase("  require ", "  要求 ") + same(id + " : ") + condition() + "\n";
            if (random_.chance(25)) out_ = out_ + phrase("    when ", "    当 ") + yes_no(1) + "\n";
        }
    }

    /// A condition that reads a fact; one that is the same for everybody is refused.
    Phrase condition() {
        while (true) {
            Phrase text = yes_no(shape_.depth);
            for (const Variable& v : variables_)
                if (text.zh.find(v.name.zh) != std::string::npos) return text;
        }
    }

    Phrase of(Sort sort, unsigned depth) {
        switch (sort) {
        case Sort::YesNo: return yes_no(depth);
        case Sort::Whole: return whole(depth);
        case Sort::Date: return date(depth);
        case Sort::Days: return days(depth);
        }
        __builtin_unreachable();
    }

    /// A fact or definition of the sort that may be read here; `or_none` allows those that may be none.
    const Variable* variable(Sort sort, bool or_none) {
        std::vector<const Variable*> fit;
        for (const Variable& v : variables_)
            if (v.sort == sort && (!v.or_none || or_none)) fit.push_back(&v);
        for (const std::size_t guarded : guarded_)
            if (variables_[guarded].sort == sort) fit.push_back(&variables_[guarded]);
        return fit.empty() ? nullptr : random_.pick(fit);
    }

    Phrase date_literal() {
        static constexpr std::array<const char*, 8> leap_days{"2020-02-29", "2020-02-28", "2020-03-01",
                                                              "2024-02-29", "2021-02-28", "2023-01-31",
                                                              "2019-12-31", "2023-10-31"};
        if (random_.chance(50)) return same(leap_days[random_.below(leap_days.size())]);
        return same(std::to_string(random_.between(2019, 2025)) + "-" + two(random_.between(1, 12)) + "-" +
                    two(random_.between(1, 28)));
    }

    Phrase period() {
        const std::string n = std::to_string(random_.between(1, 5));
        const std::string m = std::to_string(random_.between(1, 30));
        const std::string d = std::to_string(random_.between(1, 400));
        switch (random_.below(3)) {
        case 0: return {n + "y", n + "年"};
        case 1: return {m + "m", m + "个月"};
        default: return {d + "d", d + "天"};
        }
    }

    Phrase whole_literal() { return same(std::to_string(random_.between(0, 13))); }

    Phrase whole(unsigned depth) {
        const Variable* v = variable(Sort::Whole, false);
        if (depth == 0 || random_.chance(35)) return v && random_.chance(80) ? v->name : whole_literal();
        switch (random_.below(4)) {
        case 0: return paren(whole(depth - 1) + " + " + whole(depth - 1));
        case 1: return paren(whole(depth - 1) + " - " + whole(depth - 1));
        case 2: return paren(whole(depth - 1) + " * " + same(std::to_string(random_.between(0, 3))));
        default: return choice(Sort::Whole, depth);
        }
    }

    Phrase date(unsigned depth) {
        const Variable* v = variable(Sort::Date, false);
        if (depth == 0 || random_.chance(45)) return v && random_.chance(85) ? v->name : date_literal();
        switch (random_.below(3)) {
        case 0: return paren(date(depth - 1) + " + " + period());
        case 1: return paren(date(depth - 1) + " - " + period());
        default: return choice(Sort::Date, depth);
        }
    }

    Phrase days(unsigned depth) {
        if (depth == 0 || random_.chance(20)) {
            const std::string n = std::to_string(random_.between(0, 400));
            return {n + "d", n + "天"};
        }
        return paren(date(depth - 1) + " - " + date(depth - 1));
    }

    Phrase choice(Sort sort, unsigned depth) {
        return paren(phrase("if ", "如果 ") + yes_no(depth - 1) + phrase(" then ", " 则 ") +
                     of(sort, depth - 1) + phrase(" else ", " 否则 ") + of(sort, depth - 1));
    }

    Phrase ordering() {
        static const std::vector<Phrase> ops{{">=", ">="},
                                             {">", ">"},
                                             {"<=", "<="},
                                             {"<", "<"},
                                             {"=", "="},
                                             {"!=", "!="},
                                             {"at least", "不少于"},
                                             {"at most", "不超过"},
                                             {"more than", "超过"},
                                             {"less than", "少于"},
                                             {"is", "为"},
                                             {"is not", "不为"}};
        return same(" ") + random_.pick(ops) + " ";
    }

    Phrase date_ordering() {
        static const std::vector<Phrase> ops{{"not before", "不早于"},
                                             {"not after", "不晚于"},
                                             {"before", "早于"},
                                             {"after", "晚于"},
                                             {"=", "="},
                                             {"!=", "!="},
                                             {">=", "≥"},
                                             {"<", "＜"}};
        return same(" ") + random_.pick(ops) + " ";
    }

    Phrase window(unsigned depth) {
        const Variable* maybe = variable(Sort::Date, true);
        Phrase d = maybe && random_.chance(70) ? maybe->name : date(depth);
        if (random_.chance(15))
            d = paren(phrase("if ", "如果 ") + yes_no(0) + phrase(" then none else ", " 则 无 否则 ") + d);
        const Phrase p = period();
        switch (random_.below(3)) {
        case 0: return d + phrase(" valid ", " 有效 ") + p;
        case 1: return Phrase{d.en + " within " + p.en, d.zh + " 在 此前 " + p.zh + "内"};
        default: return Phrase{d.en + " lasts " + p.en, d.zh + " 起 " + p.zh + "内"};
        }
    }

    Phrase around(unsigned depth) {
        const Phrase a = date(depth), b = date(depth), p = period();
        static const std::vector<Phrase> sides{{"of", "前后"}, {"before", "前"}, {"after", "后"}};
        const Phrase side = random_.pick(sides);
        return {a.en + " within " + p.en + " " + side.en + " " + b.en,
                a.zh + " 在 " + b.zh + " " + side.zh + " " + p.zh + "内"};
    }

    Phrase time_since(unsigned depth) {
        static const std::vector<Phrase> ops{{"<", "不满"}, {">=", "满"}, {">", "超过"}, {"<=", "不超过"}};
        const Phrase d = date(depth), op = random_.pick(ops), p = period();
        return {"time since " + d.en + " " + op.en + " " + p.en, d.zh + " 起 " + op.zh + " " + p.zh};
    }

    Phrase tiered(unsigned depth) {
        const Phrase x = whole(depth);
        std::int64_t amount = random_.between(4, 10);
        const bool up = random_.chance(50);
        const Phrase op = up ? (random_.chance(50) ? phrase(">=", "不少于") : phrase(">", "超过"))
                             : (random_.chance(50) ? phrase("<=", "不超过") : phrase("<", "少于"));
        Phrase text = x + " " + op + " " + same(std::to_string(amount));
        const std::size_t tiers = 1 + random_.below(2);
        for (std::size_t i = 0; i < tiers; ++i) {
            amount += up ? -random_.between(1, 2) : random_.between(1, 2);
            const std::string n = std::to_string(amount);
            const Variable* v = variable(Sort::YesNo, false);
            const Phrase c = v && random_.chance(60) ? v->name : paren(yes_no(depth > 0 ? depth - 1 : 0));
            text = text + Phrase{" or " + n + " with " + c.en, " 或 " + c.zh + " 时 " + n};
        }
        return text;
    }

    Phrase range(unsigned depth) {
        const bool dates = random_.chance(50);
        const Sort sort = dates ? Sort::Date : Sort::Whole;
        const Variable* maybe = variable(sort, true);
        const Phrase x = maybe && random_.chance(60) ? maybe->name : of(sort, depth);
        // A range that ends before it begins is refused where both ends are constant: one end is a fact, or 0 .. n.
        Phrase low = of(sort, depth), high = variable(sort, false)->name;
        if (random_.chance(50)) std::swap(low, high);
        if (random_.chance(40)) {
            low = dates ? same("2019-01-01") : same("0");
            high = dates ? date_literal() : whole_literal();
        }
        if (random_.chance(30)) return same("not ") + paren(x + " in " + low + " .. " + high);
        return x + phrase(" in ", " 在 ") + low + phrase(" .. ", " 至 ") + high;
    }

    /// Asks of a fact that may be none whether it is, and reads it where it is not.
    Phrase guard(unsigned depth) {
        std::vector<std::size_t> candidates;
        for (std::size_t i = 0; i < variables_.size(); ++i)
            if (variables_[i].or_none) candidates.push_back(i);
        const std::size_t index = random_.pick(candidates);
        const Phrase name = variables_[index].name;
        const Phrase given = name + phrase(" is given", " 不为 无"),
                     none = name + phrase(" is none", " 为 无");
        if (depth == 0 || random_.chance(25)) return random_.chance(50) ? given : none;
        guarded_.push_back(index);
        const Phrase inner = paren(yes_no(depth - 1));
        guarded_.pop_back();
        switch (random_.below(3)) {
        case 0: return given + phrase(" and ", " 且 ") + inner;
        case 1: return none + phrase(" or ", " 或 ") + inner;
        default:
            return phrase("if ", "如果 ") + given + phrase(" then ", " 则 ") + inner +
                   phrase(" else ", " 否则 ") + paren(yes_no(depth - 1));
        }
    }

    Phrase equality() {
        const Sort sorts[] = {Sort::YesNo, Sort::Whole, Sort::Date};
        const Sort sort = sorts[random_.below(3)];
        const Variable* a = variable(sort, true);
        const Variable* b = variable(sort, true);
        if (random_.chance(20))
            return paren(phrase("if ", "如果 ") + yes_no(0) + phrase(" then none else ", " 则 无 否则 ") +
                         a->name) +
                   phrase(" is none", " 为 无");
        const Phrase op = random_.chance(60) ? phrase(" = ", " 为 ") : phrase(" != ", " 不为 ");
        if (sort == Sort::YesNo && random_.chance(50))
            return a->name + op + (random_.chance(50) ? phrase("yes", "是") : phrase("no", "否"));
        return a->name + op + b->name;
    }

    Phrase yes_no(unsigned depth) {
        const Variable* v = variable(Sort::YesNo, false);
        if (depth == 0) return random_.chance(50) ? v->name : guard(0);
        switch (random_.below(14)) {
        case 0: return v->name;
        case 1: return phrase("not ", "非 ") + paren(yes_no(depth - 1));
        case 2: return paren(yes_no(depth - 1)) + phrase(" and ", " 且 ") + paren(yes_no(depth - 1));
        case 3: return paren(yes_no(depth - 1)) + phrase(" or ", " 或 ") + paren(yes_no(depth - 1));
        case 4: return whole(depth - 1) + ordering() + whole(depth - 1);
        case 5: return date(depth - 1) + date_ordering() + date(depth - 1);
        case 6: return window(depth - 1);
        case 7: return around(depth - 1);
        case 8: return time_since(depth - 1);
        case 9: return tiered(depth - 1);
        case 10: return range(depth - 1);
        case 11: return guard(depth);
        case 12: return random_.chance(50) ? equality() : days(depth) + ordering() + days(depth);
        default: return choice(Sort::YesNo, depth);
        }
    }

    Random& random_;
    Shape shape_;
    Phrase out_;
    std::vector<Variable> variables_;
    std::vector<std::size_t> guarded_;
};

}  // namespace

Shape draw_shape(Random& random) {
    Shape shape;
    shape.facts = static_cast<unsigned>(4 + random.below(6));
    shape.definitions = static_cast<unsigned>(random.below(4));
    shape.requirements = static_cast<unsigned>(1 + random.below(6));
    shape.decisions = static_cast<unsigned>(1 + random.below(3));
    shape.depth = static_cast<unsigned>(1 + random.below(4));
    return shape;
}

Policy generate_policy(Random& random, const Shape& shape) { return Generator(random, shape).run(); }

Policy generate_ill_typed(Random& random) {
    static const std::vector<Phrase> faults{
        phrase("f2 valid 3y", "事实2 有效 3年"),
        phrase("f0 valid 3", "事实0 有效 3"),
        phrase("f0 >= 4", "事实0 不少于 4次"),
        phrase("f2 >= 2020-01-01", "事实2 不早于 2020-01-01"),
        phrase("f3 >= 2020-01-01", "事实3 不早于 2020-01-01"),
        phrase("f1 >= 1", "事实1 不少于 1"),
        phrase("f2", "事实2"),
        phrase("not f0", "非 事实0"),
        phrase("f1 and f2", "事实1 且 事实2"),
        phrase("f2 + f0 >= 1", "事实2 + 事实0 不少于 1"),
        phrase("f2 = f0", "事实2 为 事实0"),
        phrase("time since f3 < 1y", "事实3 起 不满 1年"),
        phrase("f0 within 3y of f2", "事实0 在 事实2 前后 3年内"),
        phrase("f2 in 2020-01-01 .. 2021-01-01", "事实2 在 2020-01-01 至 2021-01-01"),
        phrase("f2 >= 4 or 5 with f1", "事实2 不少于 4 或 事实1 时 5"),
        phrase("f2 >= 4 or 3 with f0", "事实2 不少于 4 或 事实0 时 3"),
        phrase("if f1 then f0 else f2", "如果 事实1 则 事实0 否则 事实2"),
        phrase("if f2 then f1 else f1", "如果 事实2 则 事实1 否则 事实1"),
        phrase("f0 - f2 > 3d", "事实0 - 事实2 超过 3天"),
        phrase("f2 * f2 > 3", "事实2 * 事实2 超过 3"),
        phrase("f0 - f0 > 3", "事实0 - 事实0 超过 3"),
        phrase("nowhere", "不存在"),
    };
    Policy policy = generate_policy(random, Shape{});
    const Phrase fault = random.pick(faults);
    policy.english += "decide bad\n  require r : " + fault.en + "\n";
    policy.chinese += "判定 坏 代号 bad\n  要求 r ：" + fault.zh + "\n";
    return policy;
}

}  // namespace tenet::differential
