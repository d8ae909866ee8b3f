#include "compiler/reads.hpp"

#include <string>

namespace tenet::compiler {
namespace {

using ast::ExprKind;
using ast::ItemKind;

/// An expression that is still to be read, and the record that its bare names may be fields of.
struct Open {
    ast::ExprId id;
    std::optional<std::uint32_t> record;
};

class Reader {
  public:
    Reader(const ast::File& file, const Names& names) : file_(file), names_(names) {}

    void read(ast::ExprId root, std::optional<std::uint32_t> record, std::vector<Dependency>& into) {
        open_.assign(1, {root, record});
        while (!open_.empty()) {
            const Open next = open_.back();
            open_.pop_back();
            if (!next.id.valid()) continue;
            const ast::Expr& e = file_.at(next.id);
            if (e.kind == ExprKind::Name) name(e.name, next.record, into);
            if (e.kind == ExprKind::Member) member(e, next.record, into);
            if (e.kind == ExprKind::Union) united(e, into);
            push_operands(e, next.record);
        }
    }

    void read(const ast::Body& body, std::optional<std::uint32_t> record, std::vector<Dependency>& into) {
        read(body.value, record, into);
        for (std::uint32_t i = 0; i < body.cases.count; ++i) {
            const ast::Case& row = file_.cases[body.cases.first + i];
            read(row.value, record, into);
            read(row.condition, record, into);
        }
    }

  private:
    /// The field that a union takes, and the choice or group that a set covers, are names of their own spaces.
    void push_operands(const ast::Expr& e, std::optional<std::uint32_t> record) {
        if (is_aggregate(e.kind)) record = record_of_list(file_, names_, file_.aggregates[e.extra].list.text);
        if (e.kind == ExprKind::Union || e.kind == ExprKind::Covers) {
            open_.push_back({e.kind == ExprKind::Union ? e.b : e.a, record});
            return;
        }
        for (ast::ExprId operand : {e.a, e.b, e.c})
            open_.push_back({operand, record});
        for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
            open_.push_back({file_.tiers[e.tiers.first + i].amount, record});
            open_.push_back({file_.tiers[e.tiers.first + i].condition, record});
        }
    }

    void field(std::uint32_t record, std::uint32_t index, bool certain, std::vector<Dependency>& into) const {
        if (file_.records[record].fields[index].body.given())
            into.push_back({names_.field_unit(record, index), certain});
    }

    /// What the name of a choice's value is, only the types of its surroundings tell.
    void name(std::string_view text, std::optional<std::uint32_t> record,
              std::vector<Dependency>& into) const {
        const Names::Entry* outer = names_.find_value(text);
        const bool certain = names_.owners.find(text) == names_.owners.end();
        if (record) {
            const auto index = names_.find_field(*record, text);
            if (index) field(*record, *index, certain && outer == nullptr, into);
        }
        if (outer == nullptr) return;
        if (outer->kind == ItemKind::Definition) into.push_back({outer->index, certain});
        if (outer->kind == ItemKind::Param) into.push_back({names_.param_unit(outer->index), certain});
    }

    /// The field of `union of L.f`.
    void united(const ast::Expr& e, std::vector<Dependency>& into) const {
        const auto record = record_of_list(file_, names_, file_.aggregates[e.extra].list.text);
        if (!record || !e.a.valid()) return;
        const ast::Expr& named = file_.at(e.a);
        if (named.kind == ExprKind::Member) return member(named, record, into);
        const auto index = names_.find_field(*record, named.name);
        if (named.kind == ExprKind::Name && index) field(*record, *index, true, into);
    }

    void member(const ast::Expr& e, std::optional<std::uint32_t> record,
                std::vector<Dependency>& into) const {
        if (!record || names_.find_type(e.name, ItemKind::Record) != record) return;
        if (const auto index = names_.find_field(*record, file_.members[e.extra].text))
            field(*record, *index, true, into);
    }

    const ast::File& file_;
    const Names& names_;
    std::vector<Open> open_;
};

}  // namespace

bool is_aggregate(ExprKind kind) { return kind >= ExprKind::Count && kind <= ExprKind::Pausing; }

std::optional<std::uint32_t> record_of_list(const ast::File& file, const Names& names,
                                            std::string_view list) {
    const Names::Entry* entry = names.find_value(list);
    if (entry == nullptr || entry->kind != ItemKind::Fact) return std::nullopt;
    const ast::Type& type = file.facts[entry->index].type;
    if (!type.given() || type.word != ast::TypeWord::List) return std::nullopt;
    return names.find_type(type.name, ItemKind::Record);
}

std::vector<Dependent> units_of(const ast::File& file, const Names& names) {
    std::vector<Dependent> units;
    units.reserve(names.unit_count());
    for (const ast::Definition& definition : file.definitions)
        units.push_back({std::string(definition.name.text), definition.name.span});
    for (const ast::Param& param : file.params)
        units.push_back({std::string(param.name.text), param.name.span});
    for (const ast::Record& record : file.records)
        for (const ast::Field& field : record.fields)
            units.push_back(
                {std::string(record.name.text).append(".").append(field.name.text), field.name.span});
    return units;
}

std::vector<std::vector<Dependency>> reads_of(const ast::File& file, const Names& names) {
    std::vector<std::vector<Dependency>> reads(names.unit_count());
    Reader reader(file, names);
    for (std::size_t i = 0; i < file.definitions.size(); ++i)
        reader.read(file.definitions[i].body, std::nullopt, reads[i]);
    for (std::uint32_t i = 0; i < file.params.size(); ++i)
        for (const ast::ParamRow& row : file.params[i].rows)
            reader.read(row.value, std::nullopt, reads[names.param_unit(i)]);
    for (std::uint32_t r = 0; r < file.records.size(); ++r)
        for (std::uint32_t f = 0; f < file.records[r].fields.size(); ++f)
            reader.read(file.records[r].fields[f].body, r, reads[names.field_unit(r, f)]);
    return reads;
}

}  // namespace tenet::compiler
