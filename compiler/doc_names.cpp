#include "compiler/doc_names.hpp"

#include "compiler/table_rows.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace tenet::compiler::doc {
namespace {

using ast::ExprKind;
using ast::ItemKind;

/// Whether the expression names a calendar.
bool counts_working_days(ExprKind kind) {
    return kind == ExprKind::WorkingDay || kind == ExprKind::WorkingDays || kind == ExprKind::AddWorkingDays;
}

bool goes_over_list(ExprKind kind) { return kind >= ExprKind::Count && kind <= ExprKind::Pausing; }

}  // namespace

const std::string& Anchors::add(const Declared& declared, std::string wanted) {
    return ids_.try_emplace(declared, unique(std::move(wanted))).first->second;
}

std::string Anchors::unique(std::string wanted) {
    std::string id = wanted;
    for (int copy = 2; !taken_.insert(id).second; ++copy)
        id = fmt::format("{}~{}", wanted, copy);
    return id;
}

std::string Anchors::find(const Declared& declared) const {
    const auto found = ids_.find(declared);
    return found == ids_.end() ? std::string() : found->second;
}

TableText label_or_name(const TableText& label, std::string_view name, std::string_view id) {
    const auto spoken = [](std::string_view written) {
        std::string out(written);
        std::replace(out.begin(), out.end(), '_', ' ');
        return out;
    };
    return {label.en.empty() ? spoken(id) : label.en, label.zh.empty() ? spoken(name) : label.zh};
}

NameTable::NameTable(const Compiled& policy, std::vector<std::string> paths, const Anchors& anchors)
    : file_(*policy.ast), members_(policy.module->findings), paths_(std::move(paths)), anchors_(anchors) {
    Diagnostics said_already;
    resolved_ = resolve(file_, said_already);
    collect_expressions();
    collect_types();
    std::stable_sort(uses_.begin(), uses_.end(),
                     [](const NameUse& a, const NameUse& b) { return a.begin < b.begin; });
}

const NameUse* NameTable::at(std::uint32_t begin) const {
    const auto found =
        std::lower_bound(uses_.begin(), uses_.end(), begin,
                         [](const NameUse& each, std::uint32_t place) { return each.begin < place; });
    return found != uses_.end() && found->begin == begin ? &*found : nullptr;
}

NameUse NameTable::declared(const ast::Name& name, const ast::Text* label) const {
    const Declared place = place_of(name.span);
    TableText text = label_or_name(label == nullptr ? TableText{} : text_of(*label), name.text, name.id());
    return {0, place, {std::move(text), anchors_.find(place), std::string(name.text)}};
}

NameUse NameTable::entry(const compiler::Names::Entry& entry) const {
    const auto named = [&](const auto& all) {
        return declared(all[entry.index].name, &all[entry.index].label);
    };
    switch (entry.kind) {
    case ItemKind::Fact: return named(file_.facts);
    case ItemKind::Definition: return named(file_.definitions);
    case ItemKind::Decision: return named(file_.decisions);
    case ItemKind::Param: return named(file_.params);
    case ItemKind::Choice: return named(file_.choices);
    case ItemKind::Group: return named(file_.groups);
    case ItemKind::Record: return named(file_.records);
    case ItemKind::Calendar: return named(file_.calendars);
    case ItemKind::Document: return named(file_.documents);
    case ItemKind::Assume:
    case ItemKind::Note:
    case ItemKind::Test: break;
    }
    return {};
}

NameUse NameTable::value(std::string_view name) const {
    const auto* found = resolved_.find_value(name);
    return found == nullptr ? NameUse{} : entry(*found);
}

NameUse NameTable::type(std::string_view name) const {
    const auto* found = resolved_.find_type(name);
    return found == nullptr ? NameUse{} : entry(*found);
}

NameUse NameTable::group_value(std::uint32_t group, std::string_view name) const {
    const std::uint32_t choice = resolved_.group_choices[group];
    if (choice == typed::no_index) return {};
    const auto value = resolved_.find_choice_value(choice, name);
    if (!value) return {};
    const ast::ChoiceValue& found = file_.choices[choice].values[*value];
    return declared(found.name, &found.label);
}

/// What a name, or `record.field`, is: as the check found it where the words around it decide, else by its name.
NameUse NameTable::of_expression(std::size_t index) const {
    const typed::Finding& member = members_[index];
    const ast::Expr& e = file_.exprs[index];
    if (member.of == typed::no_index) {
        const NameUse found = value(e.name);
        return found.link.name.empty() ? type(e.name) : found;
    }
    if (!member.is_field) {
        const ast::ChoiceValue& found = file_.choices[member.of].values[member.member];
        return declared(found.name, &found.label);
    }
    const ast::Record& record = file_.records[member.of];
    NameUse field = declared(record.fields[member.member].name, &record.fields[member.member].label);
    if (e.kind != ExprKind::Member) return field;
    const TableText whole = declared(record.name, &record.label).link.label;
    field.link.label = {fmt::format("{} › {}", whole.en, field.link.label.en),
                        fmt::format("{}的{}", whole.zh, field.link.label.zh)};
    field.link.name = fmt::format("{}.{}", record.name.text, field.link.name);
    return field;
}

void NameTable::use(Span place, NameUse found) {
    if (!file_.own(place) || place.begin == place.end || found.link.name.empty()) return;
    found.begin = place.begin;
    uses_.push_back(std::move(found));
}

void NameTable::collect_expressions() {
    for (std::size_t i = 0; i < file_.exprs.size(); ++i) {
        const ast::Expr& e = file_.exprs[i];
        if (!file_.own(e.span)) continue;
        if (e.kind == ExprKind::Name || e.kind == ExprKind::Member) use(e.span, of_expression(i));
        if (counts_working_days(e.kind)) {
            const ast::NameUse& calendar = file_.members[e.extra];
            use(calendar.span, type(calendar.text));
        }
        if (!goes_over_list(e.kind)) continue;
        const ast::Aggregate& over = file_.aggregates[e.extra];
        use(over.list.span, value(over.list.text));
        use(over.record.span, type(over.record.text));
    }
    for (const ast::Definition& table : file_.definitions)
        for (const ast::NameUse& column : table.columns)
            use(column.span, value(column.text));
    for (std::uint32_t i = 0; i < file_.groups.size(); ++i)
        for (const ast::NameUse& each : file_.groups[i].values)
            use(each.span, group_value(i, each.text));
}

void NameTable::collect_types() {
    const auto named = [&](const ast::Type& declared_type) {
        if (!declared_type.name.empty()) use(declared_type.name_span, type(declared_type.name));
    };
    for (const ast::Fact& each : file_.facts)
        named(each.type);
    for (const ast::Definition& each : file_.definitions)
        named(each.type);
    for (const ast::Param& each : file_.params)
        named(each.type);
    for (const ast::Record& record : file_.records)
        for (const ast::Field& each : record.fields)
            named(each.type);
}

}  // namespace tenet::compiler::doc
