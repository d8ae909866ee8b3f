#include "compiler/calendar_assumes.hpp"

#include "compiler/day_text.hpp"
#include "compiler/expr_order.hpp"
#include "compiler/needs.hpp"

#include <algorithm>
#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

using typed::Base;
using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::no_index;

enum class Check : std::uint8_t {
    Covered,   ///< a date lies within the years of the calendar
    Finished,  ///< the working day that is sought comes before the last day of the calendar
    Ordered,   ///< the records that stop a clock stand in the order in which they begin
};

/// Checks that are the same but for when they are needed. `date` is the one that must be covered, or from which on is counted.
struct Group {
    Check check = Check::Covered;
    std::uint32_t list = no_index;  ///< the list at whose records the date stands
    ExprId date, use;
    bool always = false;
    std::vector<ExprId> needs;
};

/// What tells groups apart: the check, the calendar, the list, and the date by what it names.
using GroupKey = std::tuple<Check, std::int64_t, std::uint32_t, Kind, std::uint32_t, std::int64_t>;

class Adding {
  public:
    explicit Adding(typed::Module& module) : module_(module) {}

    void run() {
        for (const CalendarUse& use : calendar_uses(module_))
            note(use);
        const auto place = [](const Group& group) {
            return std::tuple(group.use.value, group.check, group.list, group.date.value);
        };
        std::sort(groups_.begin(), groups_.end(),
                  [&](const Group& a, const Group& b) { return place(a) < place(b); });
        const auto written = static_cast<std::ptrdiff_t>(module_.assumes.size());
        for (const Group& group : groups_)
            add(group);
        // What has no answer is told before what follows from it.
        std::rotate(module_.assumes.begin(), module_.assumes.begin() + written, module_.assumes.end());
    }

  private:
    void note(const CalendarUse& use) {
        const Expr e = module_.at(use.expr);
        const bool clock = is_stopped_clock(e.kind);
        const ExprId from = clock ? e.x : e.a;
        note(use, Check::Covered, from);
        if (e.kind == Kind::WorkingDays) note(use, Check::Covered, e.b);
        if (e.kind == Kind::RunningDays) note(use, Check::Covered, e.y);
        if (e.kind == Kind::AddWorkingDays || e.kind == Kind::RunDays) note(use, Check::Finished, from);
        if (clock) note(use, Check::Ordered, e.a);
    }

    void note(const CalendarUse& use, Check check, ExprId date) {
        const Expr e = module_.at(use.expr);
        date = named(date);
        if (check == Check::Covered && is_covered(e, date)) return;
        const auto [found, fresh] = places_.emplace(key_of(use, check, date), groups_.size());
        if (fresh) groups_.push_back({check, use.list, date, use.expr, false, {}});
        Group& group = groups_[found->second];
        if (use.need.valid())
            group.needs.push_back(use.need);
        else
            group.always = true;
    }

    GroupKey key_of(const CalendarUse& use, Check check, ExprId date) const {
        const Expr &e = module_.at(use.expr), &d = module_.at(date);
        const bool by_name = d.kind == Kind::Fact || d.kind == Kind::Definition || d.kind == Kind::Field;
        if (check == Check::Ordered) return {check, 0, e.ref, d.kind, by_name ? d.ref : date.value, 0};
        // One clock is not the same as another, whatever they are set going by.
        if (check == Check::Finished && is_stopped_clock(e.kind))
            return {check, e.number, use.list, e.kind, use.expr.value, 0};
        const std::int64_t length = check == Check::Finished ? module_.at(e.b).number : 0;
        return {check, e.number, use.list, d.kind, by_name ? d.ref : date.value, length};
    }

    /// What a guard has shown not to be none, without the guard.
    ExprId named(ExprId id) const {
        while (module_.at(id).kind == Kind::Given)
            id = module_.at(id).a;
        return id;
    }

    const typed::Calendar& calendar_of(const Expr& e) const {
        return module_.calendars[static_cast<std::size_t>(e.number)];
    }

    bool is_covered(const Expr& e, ExprId date) const {
        const typed::Type& type = module_.at(date).type;
        return type.low >= calendar_of(e).first && type.high <= calendar_of(e).last();
    }

    ExprId add(Expr e) {
        module_.exprs.push_back(e);
        return ExprId(module_.exprs.size() - 1);
    }

    ExprId constant(Base base, std::int64_t value) {
        Expr e;
        e.kind = Kind::Constant;
        e.type = {base, false, value, value};
        e.number = value;
        return add(e);
    }

    ExprId at_least(ExprId a, ExprId b) {
        const ExprId id = add_condition(module_, Kind::Compare, a, b);
        module_.exprs[id.index()].op = ast::CompareOp::Ge;
        return id;
    }

    ExprId is_none(ExprId id) { return add_condition(module_, Kind::IsNone, id); }

    ExprId over(Kind kind, std::uint32_t list, ExprId condition) {
        Expr e;
        e.kind = kind;
        e.ref = list;
        e.c = condition;
        return add(e);
    }

    /// What the date is made of may be none where nothing needs it: behind `X is given and`, both sides of which are worked out.
    void pass_over_none(ExprId date, std::vector<ExprId>& passes) {
        if (module_.at(date).type.or_none) passes.push_back(is_none(date));
        std::vector<ExprId> open{date};
        std::unordered_set<std::uint32_t> seen;
        while (!open.empty()) {
            const ExprId id = open.back();
            open.pop_back();
            if (!id.valid() || !seen.insert(id.value).second) continue;
            const Expr e = module_.at(id);
            if (e.kind == Kind::Given) passes.push_back(is_none(e.a));
            open.insert(open.end(), {e.x, e.y});
            if (is_aggregate(e.kind)) continue;
            open.insert(open.end(), {e.a, e.b, e.c});
            for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
                open.push_back(module_.tiers[e.tiers.first + i].amount);
                open.push_back(module_.tiers[e.tiers.first + i].condition);
            }
        }
    }

    ExprId covered(const Group& group) {
        const typed::Calendar& calendar = calendar_of(module_.at(group.use));
        const std::int64_t first = calendar.first, last = calendar.last();
        const ExprId low = constant(Base::Date, first), high = constant(Base::Date, last);
        const ExprId range = add_condition(module_, Kind::InRange, group.date, low);
        module_.exprs[range.index()].c = high;
        return range;
    }

    /// Up to the last day of the calendar the clock runs for long enough, or it stops for good before that day.
    std::vector<ExprId> finished(const Group& group) {
        Expr count = module_.at(group.use);
        const std::int64_t last = calendar_of(count).last();
        const ExprId last_day = constant(Base::Date, last);
        const bool clock = is_stopped_clock(count.kind);
        const ExprId length = clock ? count.y : count.b;
        const Expr use = count;
        count.kind = clock ? Kind::RunningDays : Kind::WorkingDays;
        count.type = {Base::Count, false, 0, last - calendar_of(use).first + 1};
        count.span = {};
        (clock ? count.y : count.b) = last_day;
        std::vector<ExprId> either{at_least(add(count), length)};
        if (clock && module_.at(use.b).type.or_none)
            either.push_back(
                over(Kind::Any, use.ref,
                     add_condition(module_, Kind::And, is_none(use.b), at_least(last_day, use.a))));
        return either;
    }

    ExprId ordered(const Group& group) {
        const ExprId id = over(Kind::InOrder, module_.at(group.use).ref, {});
        module_.exprs[id.index()].a = module_.exprs[id.index()].b = module_.at(group.use).a;
        return id;
    }

    /// What may hold instead of the check: that nothing needs it, or that there is no date.
    std::vector<ExprId> exemptions(const Group& group) {
        std::vector<ExprId> passes;
        if (!group.always) {
            std::vector<ExprId> needs = group.needs;
            std::sort(needs.begin(), needs.end(), [](ExprId a, ExprId b) { return a.value < b.value; });
            needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
            passes.push_back(add_condition(module_, Kind::Not, join_all(module_, Kind::Or, needs)));
        }
        const Expr use = module_.at(group.use);
        if (group.check == Check::Covered)
            pass_over_none(group.date, passes);
        else
            for (ExprId date :
                 {use.x.valid() ? use.x : use.a, use.kind == Kind::RunningDays ? use.y : ExprId()})
                if (date.valid()) pass_over_none(named(date), passes);
        return passes;
    }

    void add(const Group& group) {
        std::vector<ExprId> either = exemptions(group);
        if (group.check == Check::Covered) either.push_back(covered(group));
        if (group.check == Check::Ordered) either.push_back(ordered(group));
        if (group.check == Check::Finished)
            for (ExprId each : finished(group))
                either.push_back(each);
        const ExprId holds = join_all(module_, Kind::Or, either);
        typed::Assume assume;
        assume.condition = group.list == no_index ? holds : over(Kind::Every, group.list, holds);
        assume.span = module_.at(group.use).span;
        assume.generated = true;
        if (group.check != Check::Ordered) {
            assume.calendar = static_cast<std::uint32_t>(module_.at(group.use).number);
            assume.placeholders.push_back({"date", shown_date(group, holds)});
        }
        assume.message = message(group);
        module_.assumes.push_back(std::move(assume));
    }

    /// The date, or of those of a list the latest for which it does not hold.
    ExprId shown_date(const Group& group, ExprId holds) {
        if (group.list == no_index) return group.date;
        const typed::Type type = module_.at(group.date).type;
        const ExprId id = over(Kind::Latest, group.list, add_condition(module_, Kind::Not, holds));
        module_.exprs[id.index()].a = group.date;
        module_.exprs[id.index()].type = type;
        module_.exprs[id.index()].type.or_none = true;
        return id;
    }

    ast::Text message(const Group& group) {
        const Expr& use = module_.at(group.use);
        if (group.check == Check::Ordered) {
            const std::string& list = module_.facts[use.ref].name.text;
            return keep(
                fmt::format("the records of `{}` do not stand in the order in which they begin", list),
                fmt::format("`{}` 的各条记录没有按起始的先后排列", list));
        }
        const typed::Calendar& calendar = calendar_of(use);
        const std::string first = day_text(calendar.first).substr(0, 4),
                          last = day_text(calendar.last()).substr(0, 4);
        const std::string en =
            first == last ? "the year " + first : fmt::format("the years {} to {}", first, last);
        const std::string zh = first == last ? first : fmt::format("{} 至 {}", first, last);
        const std::string& name = calendar.name.text;
        if (group.check == Check::Covered)
            return keep(fmt::format("the calendar `{}` covers {}, not {{date}}", name, en),
                        fmt::format("工作日历 `{}` 只有 {} 年，没有 {{date}}", name, zh));
        const std::int64_t days = module_.at(is_stopped_clock(use.kind) ? use.y : use.b).number;
        const std::string next = day_text(calendar.last() + 1).substr(0, 4);
        return keep(
            fmt::format(
                "the calendar `{}` covers {}, and ends before {} working days from {{date}} on are over: {} is missing",
                name, en, days, next),
            fmt::format("工作日历 `{}` 只有 {} 年，从 {{date}} 起数不满 {} 个工作日，缺 {} 年", name, zh,
                        days, next));
    }

    ast::Text keep(std::string en, std::string zh) {
        ast::Text text;
        module_.spellings.push_back(std::move(en));
        text.en = module_.spellings.back();
        module_.spellings.push_back(std::move(zh));
        text.first = text.zh = module_.spellings.back();
        text.span = {0, 0, 1};
        return text;
    }

    typed::Module& module_;
    std::map<GroupKey, std::size_t> places_;
    std::vector<Group> groups_;
};

}  // namespace

void add_calendar_assumes(typed::Module& module) {
    if (module.calendars.empty()) return;
    put_in_order(module);
    Adding(module).run();
}

}  // namespace tenet::compiler
