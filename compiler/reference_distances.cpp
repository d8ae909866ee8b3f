#include "compiler/reference_calendar.hpp"
#include "compiler/reference_walk.hpp"

/// How near to their ends comparisons are asked, for those who ask what tests reach.
namespace tenet::compiler::reference {
namespace {

using typed::Expr;
using typed::Kind;

bool is_known(const Possible& p) { return p.may_be_value && p.determined(); }

}  // namespace

std::vector<Distance> Walk::distances(typed::ExprId id) {
    const Expr& e = module_.at(id);
    std::vector<Distance> all;
    const auto add = [&](std::uint32_t end, const Possible& value, const Possible& of_end) {
        if (is_known(value) && is_known(of_end)) all.push_back({end, value.low - of_end.low});
    };
    switch (e.kind) {
    case Kind::Compare: add(0, value(e.a), value(e.b)); break;
    case Kind::Tiered:
        add(0, value(e.a), value(e.b));
        for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
            const typed::Tier& tier = module_.tiers[e.tiers.first + i];
            if (surely(value(tier.condition))) add(i + 1, value(e.a), value(tier.amount));
        }
        break;
    case Kind::InRange:
        add(0, value(e.a), value(e.b));
        add(1, value(e.a), value(e.c));
        break;
    case Kind::WindowBack:
        add(0, value(e.a), shifted(as_of(), backwards(e.period)));
        add(1, value(e.a), as_of());
        break;
    case Kind::WindowAhead:
        add(0, as_of(), value(e.a));
        add(1, as_of(), shifted(value(e.a), e.period));
        break;
    case Kind::WindowAround:
        add(0, value(e.a), e.before ? shifted(value(e.b), backwards(e.period)) : value(e.b));
        add(1, value(e.a), e.after ? shifted(value(e.b), e.period) : value(e.b));
        break;
    case Kind::TimeSince: add(0, as_of(), shifted(value(e.a), e.period)); break;
    default: break;
    }
    return all;
}

}  // namespace tenet::compiler::reference
