#include "compiler/coverage_words.hpp"

#include "compiler/day_text.hpp"
#include "compiler/display.hpp"
#include "compiler/facts_value.hpp"
#include "compiler/lower_parts.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace tenet::compiler {
namespace {

using typed::Kind;

/// How it begins: of what no test reaches, and of what one does.
struct Tests {
    const char *en, *zh;
};

Tests tests_that(bool reached) { return reached ? Tests{"a test", "有测试"} : Tests{"no test", "没有测试"}; }

/// Tells edges of one expression.
class EdgeWords {
  public:
    EdgeWords(const Compiled& policy, const Site& site, bool reached)
        : module_(*policy.module), site_(site), e_(module_.at(site.expr)), reached_(reached),
          tests_(tests_that(reached)) {}

    Arg text() const {
        if (is_window())
            return of_day(site_.which == 0 ? Arg("its first day", "第一天")
                                           : Arg("its last day", "最后一天"));
        const std::optional<typed::Expr> limit = constant_of(limit_of());
        const typed::Base base = module_.at(e_.a).type.base;
        if (base == typed::Base::Date)
            return of_day(limit ? Arg(day_text(limit->number))
                                : Arg("the day that it compares with", "所比较的那一天"));
        return limit ? of_number(*limit) : of_open_number();
    }

  private:
    bool is_window() const {
        return e_.kind == Kind::WindowBack || e_.kind == Kind::WindowAhead || e_.kind == Kind::WindowAround ||
               (e_.kind == Kind::InRange && module_.at(e_.a).type.base == typed::Base::Date);
    }

    typed::ExprId limit_of() const {
        if (e_.kind == Kind::InRange) return site_.which == 0 ? e_.b : e_.c;
        if (e_.kind == Kind::TimeSince) return {};
        return site_.which == 0 ? e_.b : module_.tiers[e_.tiers.first + site_.which - 1].amount;
    }

    /// The number that the expression is for everybody; nothing if it reads something.
    std::optional<typed::Expr> constant_of(typed::ExprId id) const {
        std::int64_t times = 1;
        std::int32_t scale = 0;
        for (std::size_t steps = module_.exprs.size(); id.valid() && steps != 0; --steps) {
            typed::Expr e = module_.at(id);
            if (scale == 0) scale = e.type.scale;
            switch (e.kind) {
            case Kind::Rescale:
                times *= e.number;
                id = e.a;
                break;
            case Kind::Given: id = e.a; break;
            case Kind::Definition: id = module_.definitions[e.ref].value; break;
            case Kind::Constant:
                e.number *= times;
                e.type.scale = scale;
                return e;
            default: return std::nullopt;
            }
        }
        return std::nullopt;
    }

    Arg of_day(const Arg& day) const {
        switch (site_.where) {
        case Where::Before:
            return {fmt::format("{} has the day before {}", tests_.en, day.en),
                    fmt::format("{}取{}的前一天", tests_.zh, spaced(day.zh))};
        case Where::On:
            return {fmt::format("{} has {}", tests_.en, day.en),
                    fmt::format("{}取{}", tests_.zh, spaced(day.zh, false))};
        case Where::Behind: break;
        }
        return {fmt::format("{} has the day after {}", tests_.en, day.en),
                fmt::format("{}取{}的后一天", tests_.zh, spaced(day.zh))};
    }

    /// Digits stand apart from 汉字.
    static std::string spaced(const std::string& text, bool more = true) {
        const bool digits = !text.empty() && text.front() >= '0' && text.front() <= '9';
        return digits ? " " + text + (more ? " " : "") : text;
    }

    Arg of_number(const typed::Expr& limit) const {
        const auto value = [&](std::int64_t number, Lang lang) {
            return value_text(limit.type, number, lang);
        };
        const std::int64_t at = limit.number, unit = limit.type.scale;
        if (site_.where == Where::On || unit == 1) {
            const std::int64_t wanted = at + (site_.where == Where::Before   ? -1
                                              : site_.where == Where::Behind ? 1
                                                                             : 0);
            return {fmt::format("{} has {}", tests_.en, value(wanted, Lang::En)),
                    fmt::format("{}取 {}", tests_.zh, value(wanted, Lang::Zh))};
        }
        const std::int64_t low = site_.where == Where::Before ? at - unit : at, high = low + unit;
        return {fmt::format("{} has a value {} {} and {} {}", tests_.en,
                            site_.where == Where::Before ? "from" : "over", value(low, Lang::En),
                            site_.where == Where::Before ? "under" : "up to", value(high, Lang::En)),
                site_.where == Where::Before ? fmt::format("{}取不少于 {}、少于 {} 的值", tests_.zh,
                                                           value(low, Lang::Zh), value(high, Lang::Zh))
                                             : fmt::format("{}取超过 {}、不超过 {} 的值", tests_.zh,
                                                           value(low, Lang::Zh), value(high, Lang::Zh))};
    }

    Arg of_open_number() const {
        switch (site_.where) {
        case Where::Before:
            return open(reached_ ? "in a test the left side is just below the right one"
                                 : "in no test is the left side just below the right one",
                        "使左边略小于右边");
        case Where::On:
            return open(reached_ ? "in a test both sides are equal" : "in no test are both sides equal",
                        "使两边相等");
        case Where::Behind: break;
        }
        return open(reached_ ? "in a test the left side is just above the right one"
                             : "in no test is the left side just above the right one",
                    "使左边略大于右边");
    }
    Arg open(const char* en, const char* zh) const { return {en, fmt::format("{}{}", tests_.zh, zh)}; }

    const typed::Module& module_;
    const Site& site_;
    const typed::Expr& e_;
    bool reached_;
    Tests tests_;
};

/// A value of what changes on a day: the days on which it holds.
Arg side_text(const Compiled& policy, const Site& site, Tests tests) {
    const typed::Module& module = *policy.module;
    typed::ExprId at = site.expr;
    std::optional<std::int64_t> until_before, until;
    for (std::uint32_t i = 0; i <= site.which; ++i) {
        until_before = until;
        until.reset();
        if (i == site.which && site.last) break;
        until = module.at(module.at(module.at(at).a).b).number;
        at = module.at(at).c;
    }
    if (!until_before)
        return {fmt::format("{} is of {} or before", tests.en, day_text(*until)),
                fmt::format("{}在 {} 或之前", tests.zh, day_text(*until))};
    if (!until)
        return {fmt::format("{} is after {}", tests.en, day_text(*until_before)),
                fmt::format("{}在 {} 之后", tests.zh, day_text(*until_before))};
    return {fmt::format("{} is from {} to {}", tests.en, day_text(*until_before + 1), day_text(*until)),
            fmt::format("{}在 {} 至 {} 之间", tests.zh, day_text(*until_before + 1), day_text(*until))};
}

}  // namespace

bool is_of_whole(SiteKind kind) {
    return group_of(kind) == SiteGroup::Requirement || kind == SiteKind::Refusal;
}

std::string words_at(const Compiled& policy, Span span) {
    constexpr std::size_t longest = 120;
    return displayed(shortened(words_of(*policy.sources, span), longest));
}

Arg version_text(const Site& site) {
    if (site.version == 0) return "";
    return {fmt::format("(value {})", site.version + 1), fmt::format("（第 {} 段）", site.version + 1)};
}

Arg site_said(const Compiled& policy, const Site& site, bool reached) {
    const Tests tests = tests_that(reached);
    const auto say = [&](const char* en, const char* zh) {
        return Arg(fmt::format("{} {}", tests.en, en), fmt::format("{}{}", tests.zh, zh));
    };
    const auto outcome = [&](const char* found, const char* missing, const char* zh) {
        return Arg(reached ? found : missing, fmt::format("{}“{}”的测试", reached ? "有" : "没有", zh));
    };
    switch (site.kind) {
    case SiteKind::Satisfied:
        return outcome("in a test it is satisfied", "in no test is it satisfied", "满足");
    case SiteKind::Failed: return outcome("in a test it fails", "in no test does it fail", "不满足");
    case SiteKind::Unknown: return outcome("in a test it is unknown", "in no test is it unknown", "未知");
    case SiteKind::NotApplicable:
        return outcome("in a test it is not applicable", "in no test is it not applicable", "不适用");
    case SiteKind::Refusal: return say("is refused by it", "因它被拒绝");
    case SiteKind::Yes: return say("says yes to it", "使它成立");
    case SiteKind::No: return say("says no to it", "使它不成立");
    case SiteKind::Alternative: return say("passes by this alternative", "靠这一条放宽通过");
    case SiteKind::Case: return say("takes this case", "用到这一情形");
    case SiteKind::Side: return side_text(policy, site, tests);
    case SiteKind::Turn:
    case SiteKind::Edge: break;
    }
    return EdgeWords(policy, site, reached).text();
}

Arg site_text(const Compiled& policy, const Site& site) {
    Arg said = site_said(policy, site, false);
    if (is_of_whole(site.kind)) return said;
    const std::string what = words_at(policy, site.span);
    const bool tells_version = group_of(site.kind) == SiteGroup::Boundary && site.version != 0;
    const Arg version = tells_version ? version_text(site) : "";
    return {fmt::format("`{}`{}{}: {}", what, tells_version ? " " : "", version.en, said.en),
            fmt::format("`{}`{}：{}", what, version.zh, said.zh)};
}

Arg rule_text(const Rule& rule) {
    const auto shown = [&](std::string_view translated, const std::string& name) {
        const std::string_view label = !translated.empty() ? translated : rule.label.first;
        if (rule.kind == Rule::Kind::Assume) return displayed(label);
        return label.empty() ? displayed(name) : fmt::format("{} \"{}\"", displayed(name), displayed(label));
    };
    return {shown(rule.label.en, rule.id), shown(rule.label.zh, rule.name)};
}

Arg group_text(SiteGroup group) {
    switch (group) {
    case SiteGroup::Requirement: return {"requirements", "要求"};
    case SiteGroup::Branch: return {"branches", "分支"};
    case SiteGroup::Boundary: break;
    }
    return {"boundaries", "边界"};
}

std::string_view kind_name(SiteKind kind) {
    switch (kind) {
    case SiteKind::Satisfied: return "satisfied";
    case SiteKind::Failed: return "failed";
    case SiteKind::Unknown: return "unknown";
    case SiteKind::NotApplicable: return "not_applicable";
    case SiteKind::Refusal: return "refusal";
    case SiteKind::Yes: return "yes";
    case SiteKind::No: return "no";
    case SiteKind::Alternative: return "alternative";
    case SiteKind::Case: return "case";
    case SiteKind::Side: return "side";
    case SiteKind::Turn: return "turn";
    case SiteKind::Edge: break;
    }
    return "boundary";
}

}  // namespace tenet::compiler
