#include "compiler/reach.hpp"

#include "compiler/dependencies.hpp"
#include "compiler/limits.hpp"
#include "compiler/reached.hpp"
#include "compiler/reads.hpp"
#include "compiler/typed_roots.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;
using typed::Kind;
using typed::no_index;

/// The new places of what stays, by the old ones.
using Places = std::vector<std::uint32_t>;

Places places_of(const std::vector<bool>& stays) {
    Places places(stays.size(), no_index);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < stays.size(); ++i)
        if (stays[i]) places[i] = next++;
    return places;
}

/// What stays, in its order.
template <class T>
std::vector<T> staying(std::vector<T> all, const std::vector<bool>& stays) {
    std::vector<T> kept;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (stays[i]) kept.push_back(std::move(all[i]));
    return kept;
}

/// By unit: the others that its typed expressions read.
std::vector<std::vector<Dependency>> typed_reads(const typed::Module& module, const Names& names) {
    std::vector<std::vector<Dependency>> reads(names.unit_count());
    std::vector<bool> seen(module.exprs.size());
    for (std::uint32_t unit = 0; unit < reads.size(); ++unit)
        visit_below(module, {value_of(module, names, unit)}, seen, [&](Placed placed) {
            const std::uint32_t read = unit_read(module, names, placed);
            if (read != no_index) reads[unit].push_back({read, true});
        });
    return reads;
}

class Renumbering {
  public:
    Renumbering(typed::Module all, const ast::File& file, const Names& names, Reached reached)
        : module_(std::move(all)), file_(file), names_(names), reached_(std::move(reached)) {}

    typed::Module run() {
        place_fields();
        place_facts_and_types();
        place_definitions();
        move_exprs();
        keep();
        order_units();
        return std::move(module_);
    }

  private:
    /// Choices and records are there for the facts, fields, definitions and expressions that are.
    void place_facts_and_types() {
        std::vector<bool> choices(module_.choices.size()), records(module_.records.size());
        const auto use = [&](const typed::Type& type) {
            if (type.of == no_index) return;
            (type.base == Base::List ? records : choices)[type.of] = true;
        };
        for (std::size_t i = 0; i < module_.facts.size(); ++i)
            if (reached_.facts[i]) use(module_.facts[i].type);
        for (std::size_t i = 0; i < module_.definitions.size(); ++i)
            if (reached_.units[i]) use(module_.definitions[i].type);
        for (std::size_t i = 0; i < module_.exprs.size(); ++i)
            if (reached_.exprs[i]) use(module_.exprs[i].type);
        for (std::size_t r = 0; r < module_.records.size(); ++r)
            for (std::size_t f = 0; records[r] && f < module_.records[r].fields.size(); ++f)
                use(module_.records[r].fields[f].type);
        for (std::size_t i = 0; i < module_.groups.size(); ++i)
            if (reached_.groups[i]) choices[module_.groups[i].choice] = true;
        for (std::size_t i = 0; i < choices.size(); ++i)
            if (choices[i] && module_.choices[i].items != no_index) choices[module_.choices[i].items] = true;
        kept_choices_ = std::move(choices);
        kept_records_ = std::move(records);
        choices_ = places_of(kept_choices_);
        records_ = places_of(kept_records_);
        facts_ = places_of(reached_.facts);
        groups_ = places_of(reached_.groups);
        calendars_ = places_of(reached_.calendars);
    }

    /// Definitions and params in the order in which the files declare them.
    void place_definitions() {
        definitions_.resize(names_.first_field_unit(), no_index);
        std::vector<typed::Definition> kept;
        for (const ast::Item& item : file_.items) {
            std::uint32_t unit = no_index;
            if (item.kind == ast::ItemKind::Definition) unit = item.index;
            if (item.kind == ast::ItemKind::Param) unit = names_.param_unit(item.index);
            if (unit == no_index || !reached_.units[unit] || definitions_[unit] != no_index) continue;
            definitions_[unit] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(std::move(module_.definitions[unit]));
        }
        module_.definitions = std::move(kept);
    }

    /// Fields that come with their record stay, derived ones where something reads them.
    void place_fields() {
        fields_.resize(module_.records.size());
        for (std::uint32_t r = 0; r < module_.records.size(); ++r) {
            std::vector<bool> stays;
            for (std::uint32_t f = 0; f < module_.records[r].fields.size(); ++f)
                stays.push_back(!file_.records[r].fields[f].body.given() ||
                                reached_.units[names_.field_unit(r, f)]);
            fields_[r] = places_of(stays);
            module_.records[r].fields = staying(std::move(module_.records[r].fields), stays);
        }
    }

    void move_exprs() {
        exprs_ = places_of(reached_.exprs);
        std::vector<typed::Tier> tiers;
        for (std::size_t i = 0; i < module_.exprs.size(); ++i) {
            if (!reached_.exprs[i]) continue;
            typed::Expr& e = module_.exprs[i];
            for (typed::ExprId* operand : {&e.a, &e.b, &e.c, &e.x, &e.y})
                move(*operand);
            const Run old = e.tiers;
            e.tiers.first = static_cast<std::uint32_t>(tiers.size());
            for (std::uint32_t t = 0; t < old.count; ++t) {
                typed::Tier tier = module_.tiers[old.first + t];
                move(tier.amount);
                move(tier.condition);
                tiers.push_back(tier);
            }
            move_reference(e, reached_.records[i]);
            move_text(e);
            move(e.type);
        }
        module_.tiers = std::move(tiers);
        module_.exprs = staying(std::move(module_.exprs), reached_.exprs);
    }

    void move(typed::ExprId& id) const {
        if (id.valid()) id = typed::ExprId(exprs_[id.index()]);
    }

    void move(typed::Type& type) const {
        if (type.of != no_index) type.of = (type.base == Base::List ? records_ : choices_)[type.of];
    }

    void move_reference(typed::Expr& e, std::uint32_t record) const {
        if (e.kind == Kind::Fact || is_aggregate(e.kind)) e.ref = facts_[e.ref];
        if (e.kind == Kind::Definition) e.ref = definitions_[e.ref];
        if (e.kind == Kind::InGroup) e.ref = groups_[e.ref];
        if (reads_calendar(e.kind)) e.number = calendars_[static_cast<std::size_t>(e.number)];
        if (e.kind == Kind::Field) e.ref = fields_[record][e.ref];
    }

    /// Texts are numbered in the order of their first use.
    void move_text(typed::Expr& e) {
        if (e.kind != Kind::Constant || e.type.base != Base::Text) return;
        const std::string& text = module_.texts[static_cast<std::size_t>(e.number) - 1];
        const auto [place, fresh] = text_numbers_.emplace(text, static_cast<std::int64_t>(texts_.size()) + 1);
        if (fresh) texts_.push_back(text);
        e.number = place->second;
    }

    void keep() {
        module_.texts = std::move(texts_);
        module_.facts = staying(std::move(module_.facts), reached_.facts);
        module_.assumes = staying(std::move(module_.assumes), reached_.assumes);
        module_.groups = staying(std::move(module_.groups), reached_.groups);
        module_.calendars = staying(std::move(module_.calendars), reached_.calendars);
        module_.choices = staying(std::move(module_.choices), kept_choices_);
        module_.records = staying(std::move(module_.records), kept_records_);
        if (module_.has_as_of()) module_.as_of = facts_[module_.as_of];
        for (typed::Group& group : module_.groups)
            group.choice = choices_[group.choice];
        for (typed::Choice& choice : module_.choices)
            if (choice.items != no_index) choice.items = choices_[choice.items];
        move_types();
        for_each_root(module_, [this](typed::ExprId& id) { move(id); });
    }

    /// How many texts there are is known only now.
    void settle(typed::Type& type) const {
        if (type.base != Base::Text) return;
        type.low = 0;
        type.high = static_cast<std::int64_t>(module_.texts.size());
    }

    void move_types() {
        for (typed::Expr& e : module_.exprs) {
            settle(e.type);
            if (e.kind == Kind::Constant && e.type.base == Base::Text) e.type.low = e.type.high = e.number;
        }
        for (typed::Fact& fact : module_.facts) {
            move(fact.type);
            settle(fact.type);
        }
        for (typed::Definition& definition : module_.definitions) {
            move(definition.type);
            settle(definition.type);
        }
        for (typed::Record& record : module_.records)
            for (typed::Field& field : record.fields) {
                move(field.type);
                settle(field.type);
            }
    }

    void order_units() {
        for (std::uint32_t unit : reached_.order) {
            if (!reached_.units[unit]) continue;
            if (unit < names_.first_field_unit()) {
                module_.order.push_back(definitions_[unit]);
                continue;
            }
            const std::uint32_t number = unit - names_.first_field_unit();
            const auto after =
                std::upper_bound(names_.first_fields.begin(), names_.first_fields.end(), number);
            const auto record = static_cast<std::size_t>(after - names_.first_fields.begin() - 1);
            module_.records[records_[record]].order.push_back(
                fields_[record][number - names_.first_fields[record]]);
        }
    }

    typed::Module module_;
    const ast::File& file_;
    const Names& names_;
    Reached reached_;
    std::vector<bool> kept_choices_, kept_records_;
    Places facts_, definitions_, choices_, records_, groups_, calendars_, exprs_;
    std::vector<Places> fields_;  ///< by record
    std::vector<std::string> texts_;
    std::unordered_map<std::string, std::int64_t> text_numbers_;
};

/// The words of what needs a reference date.
Arg word_of(Kind kind) {
    if (kind == Kind::WindowBack) return {"within", "在 此前 … 内"};
    if (kind == Kind::WindowAhead) return {"lasts", "起 … 内"};
    if (kind == Kind::TimeSince) return {"time since", "起 满"};
    return kind == Kind::WholeMonths ? Arg("whole years since", "起 的 整年数") : Arg("from", "自 … 起");
}

void check_reached(const typed::Module& module, const Reached& reached, Diagnostics& diagnostics) {
    if (reached.undated.valid()) {
        const typed::Expr& e = module.at(reached.undated);
        diagnostics.report<D::AsOfNeeded>(
            e.span, word_of(e.kind),
            Arg("the asked policy reaches this: name the day below its `policy` line, as in `as of applied_on`",
                "所问的政策用到了这里：请在它的 `政策` 一行下写明，例如 `基准日 申请日期`"));
    }
    std::size_t facts = 0;
    for (std::size_t i = 0; i < module.facts.size(); ++i)
        if (reached.facts[i] && ++facts == limits::facts + 1)
            diagnostics.report<D::TooManyFacts>(module.facts[i].name.span, limits::facts);
}

}  // namespace

typed::Module reach(typed::Module all, const ast::File& file, const Names& names, Diagnostics& diagnostics) {
    std::vector<std::uint32_t> order =
        dependency_order(units_of(file, names), typed_reads(all, names), diagnostics);
    if (diagnostics.has_errors()) return all;
    Reached reached = find_reached(all, file, names, std::move(order));
    check_reached(all, reached, diagnostics);
    if (diagnostics.has_errors()) return all;
    return Renumbering(std::move(all), file, names, std::move(reached)).run();
}

}  // namespace tenet::compiler
