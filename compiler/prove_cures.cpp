#include "compiler/prove_cures.hpp"

#include "compiler/check_parts.hpp"
#include "compiler/intervals.hpp"
#include "compiler/prove_bounds.hpp"
#include "compiler/ranges.hpp"
#include "compiler/value_text.hpp"
#include "tenet/calendar.hpp"

#include <algorithm>
#include <string>

// Proposals are tried out: the ranges of all values are worked out anew with the fact or list bounded as proposed.

namespace tenet::compiler {
namespace {

using typed::Base;

/// Each search works out all ranges some twenty times; whoever has more faults mends the first ones first.
constexpr std::size_t most_searches = 3;

/// 1, 2, 5, 10, 20 … below a number, the greatest first.
std::vector<std::int64_t> round_numbers(std::int64_t below) {
    std::vector<std::int64_t> all;
    for (std::int64_t ten = 1; ten < below; ten *= 10)
        for (std::int64_t each : {ten, 2 * ten, 5 * ten})
            if (each < below) all.push_back(each);
    std::reverse(all.begin(), all.end());
    return all;
}

/// The first that will do, where all behind it do too.
template <class Holds>
std::optional<std::int64_t> first_that(const std::vector<std::int64_t>& all, const Holds& holds) {
    const auto found =
        std::partition_point(all.begin(), all.end(), [&](std::int64_t each) { return !holds(each); });
    if (found == all.end()) return std::nullopt;
    return *found;
}

Arg both(const Arg& first, std::string_view en, std::string_view zh, const Arg& second) {
    return {first.en + std::string(en) + second.en, first.zh + std::string(zh) + second.zh};
}

/// The fact or field that is loaded, of the table at hand or of the one that is tried.
template <class Of>
auto& loaded(Of& table, const Node& node) {
    if (node.op == Code::LoadFact) return table.facts[static_cast<std::size_t>(node.imm)];
    return table.records[table.facts[list_of_field(node.imm)].type.of].fields[field_of_field(node.imm)];
}

bool is_load(Code op) { return op == Code::LoadFact || op == Code::LoadField; }

}  // namespace

/// Follows the widest operand down: bounding what is at its end helps most.
Cures::Widest Cures::widest(NodeId id) const {
    Widest found;
    while (id.valid()) {
        const Node& node = table_.at(id);
        if (is_load(node.op) || node.op == Code::Count) {
            found.source = id;
            return found;
        }
        if (node.op == Code::Sum) found.summed = static_cast<std::uint32_t>(node.imm);
        NodeId next;
        for (NodeId operand : node.operands()) {
            if (!operand.valid() || table_.at(operand).base == Base::YesNo) continue;
            const auto width = [this](NodeId of) { return range(of).hi - range(of).lo; };
            if (!next.valid() || width(operand) > width(next)) next = operand;
        }
        id = next;
    }
    return found;
}

bool Cures::rests_on(const Node& node, const Target& target) const {
    if (is_aggregate(node.op) && static_cast<std::uint32_t>(node.imm) == target.widest.summed) return true;
    if (!target.widest.source.valid()) return false;
    const Node& source = table_.at(target.widest.source);
    return node.op == source.op && node.imm == source.imm;
}

bool Cures::is_cured(const Target& target) const {
    const std::vector<Range> ranges = ranges_of(*trial_);
    const bool all = target.mends != Mends::Itself;
    std::vector<bool> rests(table_.nodes.size());
    for (std::size_t i = 0; i < rests.size(); ++i) {
        const Node& node = table_.nodes[i];
        rests[i] = NodeId(i) == target.id || (all && rests_on(node, target));
        for (NodeId operand : node.operands())
            if (all && operand.valid() && rests[operand.index()]) rests[i] = true;
        if (rests[i] && leaves_numbers(table_, ranges, NodeId(i))) return false;
    }
    return std::all_of(table_.defines.begin(), table_.defines.end(), [&](const TableDefine& define) {
        const bool own = &define == target.define;
        if (!own && !(all && rests[define.value.index()])) return true;
        const bool typeless = own ? target.typeless : target.mends == Mends::AllTypeless;
        return stays_within(bounds_of(table_, define, typeless), ranges[define.value.index()].value);
    });
}

/// The greatest round number of records that will do, below what the list may have now.
std::optional<std::int64_t> Cures::most_records(const Target& target, std::uint32_t list) {
    std::int64_t& high = trial_->facts[list].type.high;
    const std::int64_t now = high;
    const auto found = first_that(round_numbers(now), [&](std::int64_t each) {
        high = each;
        return is_cured(target);
    });
    high = found.value_or(now);
    return found;
}

/// A narrower range of the fact or field that will do: the days of this century, or from 0 to the greatest round number.
std::optional<typed::Type> Cures::narrower(const Target& target) {
    typed::Type& type = loaded(*trial_, table_.at(target.widest.source)).type;
    const typed::Type now = type;
    if (now.base == Base::Date) {
        type.low = std::max(now.low, days_from_civil(2000, 1, 1));
        type.high = std::min(now.high, days_from_civil(2099, 12, 31));
        if (type.low <= type.high && !(type == now) && is_cured(target)) return type;
        type = now;
        return std::nullopt;
    }
    type.low = std::max<std::int64_t>(now.low, 0);
    const auto found = first_that(round_numbers(now.high / now.scale), [&](std::int64_t each) {
        type.high = each * now.scale;
        return type.low < type.high && is_cured(target);
    });
    if (found) {
        type.high = *found * now.scale;
        if (type.low < type.high) return type;
    }
    type = now;
    return std::nullopt;
}

Arg Cures::range_text(const TableFact& fact, const std::optional<typed::Type>& type) const {
    const typed::Type natural = checking::natural_type(fact.type.base, fact.type.scale);
    const bool open = type && fact.type.low == natural.low && fact.type.high == natural.high;
    Arg range = {"give `" + fact.name + (open ? "` a range" : "` a narrower range"),
                 "给 `" + fact.name + (open ? "` 加上范围" : "` 加上小一些的范围")};
    if (!type) return range;
    const auto end = [&](std::int64_t value) { return checking::written(*type, value); };
    const Arg word = checking::range_word(type->base);
    const bool date = type->base == Base::Date;
    return {range.en + ", such as `" + word.en + " " + end(type->low) + (date ? " .. " : "..") +
                end(type->high) + "`",
            range.zh + "，如 `" + word.zh + " " + end(type->low) + "至" + end(type->high) + "`"};
}

Arg Cures::list_text(std::uint32_t list, std::optional<std::int64_t> most) const {
    const TableFact& fact = table_.facts[list];
    Arg fewer = {"let `" + fact.name + "` have fewer records", "让 `" + fact.name + "` 少一些记录"};
    if (!most) return fewer;
    const std::string& record = table_.records[fact.type.of].name;
    const std::string number = std::to_string(*most);
    return {fewer.en + ", such as `list of " + record + " up to " + number + "`",
            fewer.zh + "，如 `" + record + " 列表 至多 " + number + "条`"};
}

Cures::Found Cures::search(const Target& target, std::uint32_t list, bool ranged) {
    Found found;
    trial_ = std::make_unique<Table>(table_);
    if (list != typed::no_index) {
        found.most = most_records(target, list);
        trial_->facts[list].type.high = table_.facts[list].type.high;
    }
    if (!ranged) return found;
    found.type = narrower(target);
    typed::Type& type = loaded(*trial_, table_.at(target.widest.source)).type;
    if (list == typed::no_index || found.type || found.most || type.base != Base::Date) return found;
    // Neither is enough: the days of this century, with as many records as that leaves.
    type.low = std::max(type.low, days_from_civil(2000, 1, 1));
    type.high = std::min(type.high, days_from_civil(2099, 12, 31));
    found.most = most_records(target, list);
    if (found.most) found.type = type;
    found.joined = found.most.has_value();
    return found;
}

Cures::Proposal Cures::bound(NodeId id, const TableDefine* define, bool typeless) {
    Target target{id, define, typeless, widest(id)};
    const bool source = target.widest.source.valid();
    const bool counted = source && table_.at(target.widest.source).op == Code::Count;
    const std::uint32_t list =
        counted ? static_cast<std::uint32_t>(table_.at(target.widest.source).imm) : target.widest.summed;
    const bool listed = list != typed::no_index, ranged = source && !counted;
    if (!listed && !ranged) return {{"use smaller numbers", "用小一些的数"}, false};
    Found found;
    if (searches_++ < most_searches)
        for (Mends mends : {Mends::All, Mends::AllTypeless, Mends::Itself}) {
            target.mends = mends;
            found = search(target, list, ranged);
            if (found.type || found.most) break;
        }
    trial_.reset();
    const bool sure = found.type || found.most;
    if (!ranged || (sure && !found.type)) return {list_text(list, found.most), sure};
    const Arg range = range_text(loaded(table_, table_.at(target.widest.source)), found.type);
    if (!listed || (sure && !found.most)) return {range, sure};
    const Arg fewer = list_text(list, found.most);
    if (sure && !found.joined) return {both(range, ", or ", "，或", fewer), true};
    return {both(range, ", and ", "，并", fewer), sure, true};
}

}  // namespace tenet::compiler
