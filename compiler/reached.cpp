#include "compiler/reached.hpp"

#include <algorithm>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Kind;
using typed::no_index;

/// True for what measures against the reference date without an operand for it, or with one that is not there.
bool needs_as_of(const typed::Expr& e) {
    return e.kind == Kind::WindowBack || e.kind == Kind::WindowAhead || e.kind == Kind::TimeSince ||
           e.kind == Kind::WholeMonths || (e.kind == Kind::Fact && e.ref == no_index);
}

class Search {
  public:
    Search(const typed::Module& module, const ast::File& file, const Names& names,
           std::vector<std::uint32_t> order)
        : module_(module), file_(file), names_(names) {
        reached_.facts.resize(module.facts.size());
        reached_.units.resize(names.unit_count());
        reached_.assumes.resize(module.assumes.size());
        reached_.groups.resize(module.groups.size());
        reached_.calendars.resize(module.calendars.size());
        reached_.exprs.resize(module.exprs.size());
        reached_.records.resize(module.exprs.size(), no_index);
        reached_.order = std::move(order);
    }

    Reached run() {
        if (module_.has_as_of()) reached_.facts[module_.as_of] = true;
        for (std::size_t i = 0; i < file_.facts.size(); ++i)
            if (file_.own(file_.facts[i].span)) reached_.facts[i] = true;
        for (const typed::Decision& decision : module_.decisions)
            add(decision);
        for (std::uint32_t i = 0; i < names_.definition_count; ++i)
            if (module_.definitions[i].is_output) add_unit(i);
        for (std::size_t i = 0; i < module_.assumes.size(); ++i)
            if (file_.own(file_.assumes[i].span)) add_assume(i);
        add_foreign_assumes();
        return std::move(reached_);
    }

  private:
    void add(const typed::Decision& decision) {
        add({decision.when});
        for (const typed::Requirement& requirement : decision.requirements) {
            add({requirement.when});
            add({requirement.condition});
            add(requirement.placeholders);
            for (const typed::Remedy& remedy : requirement.remedies)
                add({remedy.when});
        }
    }

    void add(const std::vector<typed::Placeholder>& placeholders) {
        for (const typed::Placeholder& each : placeholders)
            add({each.value});
    }

    void add_assume(std::size_t index) {
        reached_.assumes[index] = true;
        add({module_.assumes[index].condition});
        add(module_.assumes[index].placeholders);
    }

    void add_unit(std::uint32_t unit) {
        if (reached_.units[unit]) return;
        reached_.units[unit] = true;
        add(value_of(module_, names_, unit));
    }

    /// Marks all below the expression, and the units that it reads with all below them.
    void add(Placed root) {
        open_.push_back(root);
        if (adding_) return;  // whoever is adding takes it up
        adding_ = true;
        while (!open_.empty()) {
            std::vector<Placed> next;
            std::swap(next, open_);
            visit_below(module_, std::move(next), reached_.exprs, [&](Placed placed) { mark(placed); });
        }
        adding_ = false;
    }

    void mark(Placed placed) {
        const typed::Expr& e = module_.at(placed.id);
        reached_.records[placed.id.index()] = placed.record;
        if (!reached_.undated.valid() && !module_.has_as_of() && needs_as_of(e)) reached_.undated = placed.id;
        if ((e.kind == Kind::Fact && e.ref != no_index) || is_aggregate(e.kind)) reached_.facts[e.ref] = true;
        if (e.kind == Kind::InGroup) reached_.groups[e.ref] = true;
        if (reads_calendar(e.kind)) reached_.calendars[static_cast<std::size_t>(e.number)] = true;
        const std::uint32_t unit = unit_read(module_, names_, placed);
        if (unit != no_index) add_unit(unit);
    }

    /// By unit: whether it reads no fact but those that the policy has.
    std::vector<bool> readable_units() const {
        std::vector<bool> readable(names_.unit_count());
        std::vector<bool> seen(module_.exprs.size());
        for (std::uint32_t unit : reached_.order)
            readable[unit] = is_readable(value_of(module_, names_, unit), seen, readable);
        return readable;
    }

    bool is_readable(Placed root, std::vector<bool>& seen, const std::vector<bool>& readable) const {
        bool all = true;
        visit_below(module_, {root}, seen, [&](Placed placed) {
            const typed::Expr& e = module_.at(placed.id);
            if (!module_.has_as_of() && needs_as_of(e))
                all = false;
            else if (e.kind == Kind::Fact || is_aggregate(e.kind))
                all = all && reached_.facts[e.ref];
            const std::uint32_t unit = unit_read(module_, names_, placed);
            if (unit != no_index) all = all && readable[unit];
        });
        return all;
    }

    /// By the condition alone: what an assume says when it does not hold decides nothing.
    void add_foreign_assumes() {
        const std::vector<bool> readable = readable_units();
        std::vector<bool> seen(module_.exprs.size());
        std::vector<std::size_t> kept;
        for (std::size_t i = 0; i < module_.assumes.size(); ++i)
            if (!reached_.assumes[i] && is_readable(Placed{module_.assumes[i].condition}, seen, readable))
                kept.push_back(i);
        for (std::size_t i : kept)
            add_assume(i);
    }

    const typed::Module& module_;
    const ast::File& file_;
    const Names& names_;
    Reached reached_;
    std::vector<Placed> open_;
    bool adding_ = false;
};

}  // namespace

std::uint32_t unit_read(const typed::Module& module, const Names& names, Placed placed) {
    const typed::Expr& e = module.at(placed.id);
    if (e.kind == Kind::Definition) return e.ref;
    if (e.kind != Kind::Field || !module.records[placed.record].fields[e.ref].derived.valid())
        return no_index;
    return names.field_unit(placed.record, e.ref);
}

Placed value_of(const typed::Module& module, const Names& names, std::uint32_t unit) {
    if (unit < names.first_field_unit()) return {module.definitions[unit].value};
    const std::uint32_t number = unit - names.first_field_unit();
    const auto after = std::upper_bound(names.first_fields.begin(), names.first_fields.end(), number);
    const auto record = static_cast<std::uint32_t>(after - names.first_fields.begin() - 1);
    return {module.records[record].fields[number - names.first_fields[record]].derived, record};
}

Reached find_reached(const typed::Module& module, const ast::File& file, const Names& names,
                     std::vector<std::uint32_t> order) {
    return Search(module, file, names, std::move(order)).run();
}

}  // namespace tenet::compiler
