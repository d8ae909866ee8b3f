#include "tests/differential/row_columns.hpp"

#include <fmt/format.h>

#include <cstring>

namespace tenet::differential {

using compiler::Answer;
using compiler::FactRow;
using compiler::FactValue;
using compiler::RequirementStatus;

namespace {

/// A value as its column has it. What is out of range is so by its bits where they can say it, or by the code.
template <class R>
R encoded(const FactSpec& spec, const FactValue& fact) {
    using Code = Codes<R>;
    if (fact.state == FactValue::State::Unknown) return Code::unknown;
    if (fact.state == FactValue::State::None) return Code::none;
    const Value raw = fact.value - batch::bias_of(spec);
    if (raw < 0 || static_cast<std::uint64_t>(raw) >= Code::not_a_value) return Code::out_of_range;
    return static_cast<R>(raw);
}

template <class R>
void put_as(const FactSpec& spec, const FactValue& fact, void* column, std::size_t index) {
    const R raw = encoded<R>(spec, fact);
    std::memcpy(static_cast<char*>(column) + index * sizeof(R), &raw, sizeof(R));
}

void put(const FactSpec& spec, const FactValue& fact, void* column, std::size_t index) {
    switch (batch::raw_bytes(spec)) {
    case 1: return put_as<std::uint8_t>(spec, fact, column, index);
    case 2: return put_as<std::uint16_t>(spec, fact, column, index);
    case 4: return put_as<std::uint32_t>(spec, fact, column, index);
    default: return put_as<std::uint64_t>(spec, fact, column, index);
    }
}

}  // namespace

RowColumns::RowColumns(const Program& program, const compiler::typed::Module& module,
                       const std::vector<const FactRow*>& rows)
    : program_(program), facts_(program.fact_count), fields_(program.fact_count),
      offsets_(program.fact_count) {
    columns_.reserve(program.fact_count * (most_fields + 1));
    ends_.reserve(program.fact_count);
    for (std::uint32_t slot = 0; slot < program.fact_count; ++slot)
        if (program.facts[slot].kind == ValueKind::List)
            add_list(module, slot, rows);
        else
            add_fact(slot, rows);
    for (const std::vector<const void*>& each : fields_)
        field_lists_.push_back(each.data());
}

void RowColumns::add_fact(std::uint32_t slot, const std::vector<const FactRow*>& rows) {
    Column& column = columns_.emplace_back(rows.size() + 1);
    for (std::size_t i = 0; i < rows.size(); ++i)
        put(program_.facts[slot], (*rows[i])[slot], column.data(), i);
    facts_[slot] = column.data();
}

void RowColumns::add_list(const compiler::typed::Module& module, std::uint32_t slot,
                          const std::vector<const FactRow*>& rows) {
    const FactSpec& list = program_.facts[slot];
    Column& states = columns_.emplace_back(rows.size() / 8 + 1);
    std::vector<std::uint32_t>& ends = ends_.emplace_back(1, 0);
    std::vector<Column> fields(list.field_count);
    std::uint32_t records = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const FactValue& fact = (*rows[i])[slot];
        const bool unknown = fact.state == FactValue::State::Unknown;
        reinterpret_cast<std::uint8_t*>(states.data())[i] = unknown ? Codes<std::uint8_t>::unknown : 0;
        for (const compiler::Record& record : fact.records) {
            std::uint32_t own = 0;
            for (std::size_t f = 0; f < record.fields.size(); ++f) {
                if (module.records[module.facts[slot].type.of].fields[f].derived.valid()) continue;
                fields[own].resize(records + 1);
                put(program_.fields[list.first_field + own], record.fields[f], fields[own].data(), records);
                ++own;
            }
            ++records;
        }
        ends.push_back(records);
    }
    facts_[slot] = states.data();
    offsets_[slot] = ends.data();
    for (std::uint32_t f = 0; f < list.field_count; ++f) {
        fields[f].resize(records + 1);
        fields_[slot].push_back(columns_.emplace_back(std::move(fields[f])).data());
    }
}

namespace {

struct RowMasks {
    std::vector<std::uint8_t> failed, unknown, applicable;
    std::size_t rows;

    RequirementStatus status(std::size_t row, std::size_t k) const {
        const std::size_t place = k / 8 * rows + row;
        const auto bit = static_cast<std::uint8_t>(1U << (k % 8));
        if ((applicable[place] & bit) == 0) return RequirementStatus::NotApplicable;
        if ((failed[place] & bit) != 0) return RequirementStatus::Failed;
        return (unknown[place] & bit) != 0 ? RequirementStatus::Unknown : RequirementStatus::Satisfied;
    }
};

}  // namespace

std::string columns_difference(const batch::Plan& plan, const batch::Columns& columns,
                               const std::vector<const Answer*>& wanted, batch::Target target) {
    const std::size_t rows = wanted.size(), requirements = plan.spec().requirement_count;
    const std::vector<std::uint8_t> used(batch::mask_bytes(plan.spec().requirement_count) * rows + 1, 0xAA);
    RowMasks masks{used, used, used, rows};
    std::vector<Verdict> verdicts(rows + 1, static_cast<Verdict>(0xAA));
    std::vector<std::byte> scratch(batch::scratch_bytes(plan), std::byte{0xAA});
    batch::decide(plan, columns, rows, {0, rows},
                  {verdicts.data(), masks.failed.data(), masks.unknown.data(), masks.applicable.data()},
                  scratch.data(), target);
    if (verdicts[rows] != static_cast<Verdict>(0xAA) || masks.failed.back() != 0xAA) return "wrote too much";
    for (std::size_t i = 0; i < rows; ++i) {
        const bool refused = wanted[i]->refused();
        const auto verdict =
            refused ? Verdict::Refused : static_cast<Verdict>(wanted[i]->decisions[plan.decision].verdict);
        if (verdicts[i] != verdict)
            return fmt::format("row {} of {}: verdict {} wanted, {} given", i, rows,
                               static_cast<int>(verdict), static_cast<int>(verdicts[i]));
        for (std::size_t k = 0; k < requirements; ++k) {
            const auto status = refused ? RequirementStatus::NotApplicable
                                        : wanted[i]->decisions[plan.decision].requirements[k];
            if (masks.status(i, k) != status)
                return fmt::format("row {} of {}, requirement {}: status {} wanted, {} given", i, rows, k,
                                   static_cast<int>(status), static_cast<int>(masks.status(i, k)));
        }
    }
    return "";
}

}  // namespace tenet::differential
