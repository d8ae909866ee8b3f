#include "compiler/reference_walk.hpp"

/// Texts that a policy does not mention are 0 all of them; which one it is only the fact tells that a text comes from.
namespace tenet::compiler::reference {

using typed::Expr;
using typed::ExprId;
using typed::Kind;

/// Whether an undetermined condition, or a missing fact, stands between a text that is 0 and its characters.
bool Walk::is_open_text(ExprId id) {
    const Possible p = value(id);
    if (module_.at(id).type.base != typed::Base::Text || !p.determined() || !p.may_be_value || p.low != 0)
        return false;
    for (;;) {
        const Expr& e = module_.at(id);
        switch (e.kind) {
        case Kind::Definition: id = module_.definitions[e.ref].value; break;
        case Kind::Given: id = e.a; break;
        case Kind::If:
            if (!value(e.a).determined()) return true;
            id = surely(value(e.a)) ? e.b : e.c;
            break;
        case Kind::Fact: return facts_[e.ref].state != FactValue::State::Known;
        default: return true;
        }
    }
}

Possible Walk::output(ExprId id) {
    Possible p = value(id);
    p.open_text = is_open_text(id);
    return p;
}

/// Determined ones need not be the same text, so that they are gone into as well.
void Walk::descend_text(ExprId id, std::set<std::uint32_t>& seen, Paths& into) {
    const Possible p = value(id);
    if (!seen.insert(id.value).second || (p.determined() && (!p.may_be_value || p.low != 0))) return;
    const Expr& e = module_.at(id);
    if (e.kind == Kind::Definition) return descend_text(module_.definitions[e.ref].value, seen, into);
    if (e.kind == Kind::Given) return descend_text(e.a, seen, into);
    if (e.kind == Kind::Fact && facts_[e.ref].state == FactValue::State::Unknown)
        into.insert({e.ref, no_record, 0});
    if (e.kind != Kind::If) return;
    descend(e.a, into);
    if (!surely_not(value(e.a))) descend_text(e.b, seen, into);
    if (!surely(value(e.a))) descend_text(e.c, seen, into);
}

void Walk::collect_output(ExprId id, Paths& into) {
    if (module_.at(id).type.base != typed::Base::Text) return collect(id, into);
    ++collections_;
    std::set<std::uint32_t> seen;
    descend_text(id, seen, into);
}

}  // namespace tenet::compiler::reference
