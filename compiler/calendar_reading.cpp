#include "compiler/calendar_reading.hpp"

#include <algorithm>
#include <utility>

namespace tenet::compiler {

using typed::Expr;
using typed::ExprId;
using typed::Kind;

CalendarReading::CalendarReading(const typed::Module& module)
    : module_(module), counts_(module.exprs.size()), seen_(module.exprs.size()) {
    auto next = static_cast<std::uint32_t>(module.definitions.size());
    for (const typed::Record& record : module.records) {
        first_fields_.push_back(next);
        next += static_cast<std::uint32_t>(record.fields.size());
    }
    unit_counts_.resize(next);
    std::vector<bool> entered(next);
    for (std::uint32_t unit = 0; unit < next; ++unit)
        if (!entered[unit]) follow(unit, entered);
}

void CalendarReading::mark_root(ExprId root) {
    std::vector<std::uint32_t> reads;
    mark(below({root, typed::no_index}, reads));
}

ExprId CalendarReading::value_of(std::uint32_t unit) const {
    if (unit < module_.definitions.size()) return module_.definitions[unit].value;
    const std::uint32_t record = record_of(unit);
    return module_.records[record].fields[unit - first_fields_[record]].derived;
}

/// Records without fields begin where the next one does; the last that begins at or before the unit has it.
std::uint32_t CalendarReading::record_of(std::uint32_t unit) const {
    if (unit < module_.definitions.size()) return typed::no_index;
    const auto after = std::upper_bound(first_fields_.begin(), first_fields_.end(), unit);
    return static_cast<std::uint32_t>(after - first_fields_.begin() - 1);
}

CalendarReading::Step CalendarReading::step(std::uint32_t unit) {
    Step step{unit, {}, {}};
    step.exprs = below({value_of(unit), record_of(unit)}, step.reads);
    return step;
}

/// The stack is its own: defines that read one another may be many.
void CalendarReading::follow(std::uint32_t start, std::vector<bool>& entered) {
    std::vector<Step> path;
    entered[start] = true;
    path.push_back(step(start));
    while (!path.empty()) {
        Step& last = path.back();
        if (last.next < last.reads.size()) {
            const std::uint32_t unit = last.reads[last.next++];
            if (entered[unit]) continue;
            entered[unit] = true;
            path.push_back(step(unit));
            continue;
        }
        mark(last.exprs);
        const ExprId value = value_of(last.unit);
        unit_counts_[last.unit] = value.valid() && counts_[value.index()];
        order_.push_back(last.unit);
        path.pop_back();
    }
}

/// All expressions below, each after its operands, and the units that they read.
std::vector<TreePlace> CalendarReading::below(TreePlace root, std::vector<std::uint32_t>& reads) {
    std::vector<TreePlace> found, open;
    if (root.id.valid()) open.push_back(root);
    ++visit_;
    while (!open.empty()) {
        const TreePlace next = open.back();
        open.pop_back();
        if (std::exchange(seen_[next.id.index()], visit_) == visit_) continue;
        found.push_back(next);
        const Expr& e = module_.at(next.id);
        if (e.kind == Kind::Definition) reads.push_back(e.ref);
        if (e.kind == Kind::Field) reads.push_back(field_unit(next.at, e.ref));
        for_each_operand(module_, e, [&](ExprId operand, bool inside) {
            open.push_back({operand, inside ? module_.facts[e.ref].type.of : next.at});
        });
    }
    // An expression is added to the module after its operands.
    std::sort(found.begin(), found.end(),
              [](const TreePlace& a, const TreePlace& b) { return a.id.value < b.id.value; });
    return found;
}

void CalendarReading::mark(const std::vector<TreePlace>& exprs) {
    for (const TreePlace& place : exprs) {
        const Expr& e = module_.at(place.id);
        bool counts = reads_calendar(e.kind);
        if (e.kind == Kind::Definition) counts = unit_counts_[e.ref];
        if (e.kind == Kind::Field) counts = unit_counts_[field_unit(place.at, e.ref)];
        for_each_operand(module_, e,
                         [&](ExprId operand, bool) { counts = counts || counts_[operand.index()]; });
        counts_[place.id.index()] = counts;
    }
}

}  // namespace tenet::compiler
