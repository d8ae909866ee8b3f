#include "compiler/program_specs.hpp"

#include "compiler/op_flags.hpp"
#include "compiler/string_pool.hpp"
#include "compiler/table_calendars.hpp"

#include <string>
#include <utility>

namespace tenet::compiler {
namespace {

/// 0xFFFF stands for none.
constexpr std::size_t most_rows = 0xFFFF;

std::uint16_t short_of(std::size_t number) { return static_cast<std::uint16_t>(number); }

class Specs {
  public:
    Specs(const Table& table, const std::vector<std::uint16_t>& registers, OwnedProgram& program)
        : table_(table), registers_(registers), program_(program) {}

    void run() {
        add_choices();
        add_facts();
        for (const TableRemedy& row : table_.remedies)
            program_.remedies.push_back({register_of(row.when), pool_.add(row.id), pool_.add(row.name),
                                         pool_.add_text(row.label.en), pool_.add_text(row.label.zh)});
        for (const TablePart& row : table_.parts)
            program_.parts.push_back({register_of(row.condition), row.left});
        for (const TableRequirement& row : table_.requirements)
            add(row);
        for (const TableDecision& row : table_.decisions)
            add(row);
        for (const TableOutput& row : table_.outputs)
            program_.outputs.push_back({register_of(row.value), table_.at(row.value).may_be_none,
                                        pool_.add(row.id), pool_.add(row.name), pool_.add_text(row.label.en),
                                        pool_.add_text(row.label.zh)});
        for (const TableAssume& row : table_.assumes) {
            const auto [first, count] = add_placeholders(row.placeholders);
            program_.assumes.push_back({register_of(row.condition), first, count,
                                        pool_.add_text(row.message.en), pool_.add_text(row.message.zh)});
        }
        for (const TableNote& row : table_.notes)
            program_.notes.push_back({pool_.add_text(row.text.en), pool_.add_text(row.text.zh)});
        for (const std::string& text : table_.texts)
            program_.texts.push_back(pool_.add(text));
        add_calendars();
        program_.pool = std::move(pool_).take();
    }

  private:
    std::uint16_t register_of(NodeId id) const { return id.valid() ? registers_[id.index()] : no_register; }

    void add_choices() {
        for (const TableChoice& row : table_.choices) {
            program_.choices.push_back({short_of(program_.choice_values.size()), short_of(row.values.size()),
                                        pool_.add(row.id), pool_.add(row.name), row.of_lists,
                                        row.items == typed::no_index ? no_choice : short_of(row.items)});
            for (const TableChoiceValue& value : row.values)
                add(value);
        }
    }

    void add_calendars() {
        CalendarRows rows = calendar_rows(table_);
        program_.calendars = std::move(rows.specs);
        program_.calendar_days = std::move(rows.days);
        program_.calendar_counts = std::move(rows.counts);
        for (std::size_t i = 0; i < table_.calendars.size(); ++i) {
            program_.calendars[i].id = pool_.add(table_.calendars[i].id);
            program_.calendars[i].name = pool_.add(table_.calendars[i].name);
        }
    }

    void add(const TableChoiceValue& value) {
        const auto first = static_cast<std::uint32_t>(program_.items.size());
        program_.items.insert(program_.items.end(), value.items.begin(), value.items.end());
        for (const std::string& text : value.texts)
            program_.items.push_back(pool_.add(text));
        program_.choice_values.push_back({pool_.add(value.id), pool_.add(value.name),
                                          pool_.add_text(value.label.en), pool_.add_text(value.label.zh),
                                          first, static_cast<std::uint32_t>(program_.items.size()) - first});
    }

    FactSpec fact(const TableFact& row) {
        FactSpec spec = spec_of(row.type);
        spec.id = pool_.add(row.id);
        spec.name = pool_.add(row.name);
        spec.label_en = pool_.add_text(row.label.en);
        spec.label_zh = pool_.add_text(row.label.zh);
        return spec;
    }

    /// Lists of one record type share its fields.
    void add_facts() {
        std::vector<std::uint16_t> first;
        for (const TableRecord& record : table_.records) {
            first.push_back(short_of(program_.fields.size()));
            for (const TableFact& field : record.fields)
                program_.fields.push_back(fact(field));
        }
        for (const TableFact& row : table_.facts) {
            FactSpec spec = fact(row);
            if (row.type.base == typed::Base::List) {
                spec.first_field = first[row.type.of];
                spec.field_count = short_of(table_.records[row.type.of].fields.size());
            }
            program_.facts.push_back(spec);
        }
    }

    std::pair<std::uint16_t, std::uint16_t> add_placeholders(const std::vector<TablePlaceholder>& rows) {
        const std::uint16_t first = short_of(program_.placeholders.size());
        for (const TablePlaceholder& row : rows)
            program_.placeholders.push_back({register_of(row.value), pool_.add(row.name)});
        return {first, short_of(rows.size())};
    }

    void add(const TableRequirement& row) {
        const auto [first_placeholder, placeholders] = add_placeholders(row.placeholders);
        RequirementSpec spec{};
        spec.op = short_of(program_.value_count + program_.requirements.size());
        spec.when = register_of(row.when);
        spec.records = register_of(row.records);
        spec.first_remedy = short_of(row.remedies.first);
        spec.remedy_count = short_of(row.remedies.count);
        spec.first_part = short_of(row.parts.first);
        spec.part_count = short_of(row.parts.count);
        spec.first_placeholder = first_placeholder;
        spec.placeholder_count = placeholders;
        spec.id = pool_.add(row.id);
        spec.name = pool_.add(row.name);
        spec.label_en = pool_.add_text(row.label.en);
        spec.label_zh = pool_.add_text(row.label.zh);
        spec.otherwise_en = pool_.add_text(row.otherwise.en);
        spec.otherwise_zh = pool_.add_text(row.otherwise.zh);
        spec.left = row.left;
        program_.requirements.push_back(spec);
    }

    void add(const TableDecision& row) {
        DecisionSpec spec{};
        spec.when = register_of(row.when);
        spec.first_requirement = short_of(row.requirements.first);
        spec.requirement_count = short_of(row.requirements.count);
        for (std::uint32_t i = 0; i < row.requirements.count; ++i) {
            const Run& remedies = table_.requirements[row.requirements.first + i].remedies;
            if (i == 0) spec.first_remedy = short_of(remedies.first);
            spec.remedy_count = short_of(spec.remedy_count + remedies.count);
        }
        spec.id = pool_.add(row.id);
        spec.name = pool_.add(row.name);
        spec.label_en = pool_.add_text(row.label.en);
        spec.label_zh = pool_.add_text(row.label.zh);
        spec.when_otherwise_en = pool_.add_text(row.when_otherwise.en);
        spec.when_otherwise_zh = pool_.add_text(row.when_otherwise.zh);
        program_.decisions.push_back(spec);
    }

    const Table& table_;
    const std::vector<std::uint16_t>& registers_;
    OwnedProgram& program_;
    StringPool pool_;
};

}  // namespace

void check_rows(const Table& table, Diagnostics& diagnostics) {
    const auto check = [&](std::size_t count, const Arg& what) {
        if (count > most_rows) diagnostics.report<D::TooManyRows>(table.span, count, what, most_rows);
    };
    std::size_t values = 0, fields = 0, placeholders = 0;
    for (const TableChoice& choice : table.choices)
        values += choice.values.size();
    for (const TableRecord& record : table.records)
        fields += record.fields.size();
    for (const TableRequirement& row : table.requirements)
        placeholders += row.placeholders.size();
    for (const TableAssume& row : table.assumes)
        placeholders += row.placeholders.size();
    check(values, {"values of choices", "个选项值"});
    check(fields, {"fields of records", "个记录字段"});
    check(placeholders, {"values in messages", "处文字中的值"});
    check(table.remedies.size(), {"remedies", "项补救"});
    check(table.parts.size(), {"parts of conditions", "个条件分句"});
}

void add_specs(const Table& table, const std::vector<std::uint16_t>& registers, OwnedProgram& program) {
    Specs(table, registers, program).run();
}

}  // namespace tenet::compiler
