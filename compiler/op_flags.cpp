#include "compiler/op_flags.hpp"

#include "compiler/fault.hpp"

namespace tenet::compiler {
namespace {

/// The most values that have a bit each in a partial value.
constexpr std::size_t most_members = 64;

/// A text may be any that the policy mentions, or another.
bool has_members(const Table& table, const Node& node) {
    if (node.base == typed::Base::Choice) return table.choices[node.of].values.size() <= most_members;
    return node.base == typed::Base::Text && table.texts.size() + 1 <= most_members;
}

bool is_set(const Table& table, NodeId id) { return id.valid() && table.at(id).base == typed::Base::Set; }

}  // namespace

std::uint8_t none_flags(const Table& table, NodeId a, NodeId b, NodeId c) {
    const auto flag = [&](NodeId id, Flag bit) { return id.valid() && table.at(id).may_be_none ? bit : 0; };
    return static_cast<std::uint8_t>(flag(a, a_may_be_none) | flag(b, b_may_be_none) |
                                     flag(c, c_may_be_none));
}

std::uint8_t flags_of(const Table& table, const Node& node) {
    unsigned flags = none_flags(table, node.a, node.b, node.c);
    static_assert(static_cast<int>(round_up) == static_cast<int>(clamped));
    if (node.round_up) flags |= round_up;
    if ((node.op == Code::If || node.op == Code::Eq) && is_set(table, node.b)) flags |= of_sets;
    if (node.op == Code::Constant && has_members(table, node)) flags |= of_members;
    return static_cast<std::uint8_t>(flags);
}

ValueKind kind_of(typed::Base base) {
    switch (base) {
    case typed::Base::YesNo: return ValueKind::YesNo;
    case typed::Base::Count: return ValueKind::Count;
    case typed::Base::Date: return ValueKind::Date;
    case typed::Base::Number: return ValueKind::Number;
    case typed::Base::Days: return ValueKind::Days;
    case typed::Base::Hours: return ValueKind::Hours;
    case typed::Base::Choice: return ValueKind::Choice;
    case typed::Base::Set: return ValueKind::Set;
    case typed::Base::Text: return ValueKind::Text;
    case typed::Base::List: return ValueKind::List;
    case typed::Base::Period: break;
    }
    fault("a period reached the program as a value");
}

FactSpec spec_of(const typed::Type& type) {
    FactSpec spec{};
    spec.kind = kind_of(type.base);
    spec.or_none = type.or_none;
    spec.low = type.low;
    spec.high = type.high;
    spec.scale = type.scale;
    const bool of_choice = type.base == typed::Base::Choice || type.base == typed::Base::Set;
    spec.choice = of_choice ? static_cast<std::uint16_t>(type.of) : no_choice;
    spec.label_en = spec.label_zh = no_text;
    return spec;
}

}  // namespace tenet::compiler
