#pragma once

#include "tenet/valid_ops.hpp"

/// The validator: whether a program is one that the evaluators may run.
namespace tenet {

/// Whether `count` entries from `first` on lie in an array.
TENET_INLINE constexpr bool valid_run(std::uint32_t first, std::uint32_t count, std::uint32_t size) {
    return std::uint64_t{first} + count <= size;
}

/// How many rows of an array its users have taken together. Each row has one user, so that looking at what all of them have takes
/// no longer than the array is long, whatever a broken program says.
struct Share {
    std::uint64_t taken = 0;

    /// Whether there are `count` more.
    constexpr bool take(std::uint32_t count, std::uint32_t size) {
        taken += count;
        return taken <= size;
    }
};

/// Whether a register has one value that an answer may show.
constexpr bool valid_value(const Program& program, const RegionMap& map, std::uint16_t index) {
    return readable_before(program.value_count, map).has(map, index);
}

/// Whether a register has a yes/no that is never none.
constexpr bool valid_condition(const Program& program, const RegionMap& map, std::uint16_t index) {
    return valid_value(program, map, index) && program.ops[index].type < program.type_count &&
           type_of(program, index).kind == ValueKind::YesNo && !may_be_none(program, index);
}

/// The same of one that may be left out.
constexpr bool valid_when(const Program& program, const RegionMap& map, std::uint16_t when) {
    return when == no_register || valid_condition(program, map, when);
}

/// Whether texts are places in the pool; labels and messages may be left out.
template <class... Texts>
constexpr bool valid_texts(const Program& program, Texts... texts) {
    return ((texts < program.pool_size) && ...);
}
template <class... Texts>
TENET_INLINE constexpr bool valid_labels(const Program& program, Texts... texts) {
    static_assert(no_text + 1 == 0);
    return ((texts + 1 <= program.pool_size) && ...);
}

/// Whether the range of a fact or field is one that its kind may have.
constexpr bool valid_range(const Program& program, const FactSpec& fact) {
    if (fact.low > fact.high) return false;
    if (fact.kind == ValueKind::YesNo) return fact.low == 0 && fact.high == 1;
    const ValueType type{fact.kind, fact.scale, fact.choice};
    if (fact.kind == ValueKind::Set)
        return fact.low == 0 &&
               fact.high == static_cast<Value>(bits_between(0, values_of(program, type) - 1));
    if (has_choice(type)) return fact.low == 0 && fact.high == Value{values_of(program, type)} - 1;
    return fact.low >= -value_limit && fact.high <= value_limit;
}

/// Whether a fact or a field is in order; fields are no lists.
constexpr bool valid_fact(const Program& program, const FactSpec& fact, bool is_field) {
    if (!valid_texts(program, fact.id, fact.name)) return false;
    if (!valid_labels(program, fact.label_en, fact.label_zh)) return false;
    if (fact.kind == ValueKind::List)
        return !is_field && !fact.or_none && fact.low == 0 && fact.high >= 0 && fact.high <= most_records &&
               fact.field_count <= most_fields &&
               valid_run(fact.first_field, fact.field_count, program.field_count);
    return valid_type(program, {fact.kind, fact.scale, fact.choice}) && valid_range(program, fact);
}

constexpr bool valid_facts(const Program& program) {
    for (std::uint32_t i = 0; i < program.fact_count; ++i)
        if (!valid_fact(program, program.facts[i], false)) return false;
    for (std::uint32_t i = 0; i < program.field_count; ++i)
        if (!valid_fact(program, program.fields[i], true)) return false;
    return true;
}

/// Whether the lists that a choice stands for have what exists in them.
constexpr bool valid_lists(const Program& program, const ChoiceSpec& choice, Share& items) {
    const bool of_texts = choice.items == no_choice;
    if (!choice.of_lists) return of_texts;
    if (!of_texts && (choice.items >= program.choice_count || program.choices[choice.items].of_lists))
        return false;
    for (std::uint32_t i = 0; i < choice.value_count; ++i) {
        const ChoiceValueSpec& list = program.choice_values[choice.first_value + i];
        if (list.first_item > program.item_count || list.item_count > program.item_count - list.first_item)
            return false;
        if (!items.take(list.item_count, program.item_count)) return false;
        for (std::uint32_t k = 0; k < list.item_count; ++k) {
            const std::uint32_t item = program.items[list.first_item + k];
            const bool exists =
                of_texts ? valid_texts(program, item) : item < program.choices[choice.items].value_count;
            if (!exists) return false;
        }
    }
    return true;
}

constexpr bool valid_choice_specs(const Program& program) {
    Share values, items;
    for (std::uint32_t i = 0; i < program.choice_count; ++i) {
        const ChoiceSpec& choice = program.choices[i];
        if (choice.value_count == 0 || choice.value_count > most_choice_values) return false;
        if (!values.take(choice.value_count, program.choice_value_count)) return false;
        if (!valid_run(choice.first_value, choice.value_count, program.choice_value_count)) return false;
        if (!valid_texts(program, choice.id, choice.name)) return false;
        if (!valid_lists(program, choice, items)) return false;
    }
    for (std::uint32_t i = 0; i < program.choice_value_count; ++i) {
        const ChoiceValueSpec& value = program.choice_values[i];
        if (!valid_texts(program, value.id, value.name)) return false;
        if (!valid_labels(program, value.label_en, value.label_zh)) return false;
    }
    for (std::uint32_t i = 0; i < program.text_count; ++i)
        if (!valid_texts(program, program.texts[i])) return false;
    return true;
}

/// Whether a requirement's record finder is an Any, of which the region says which records fail.
constexpr bool valid_records(const Program& program, std::uint16_t index) {
    return index == no_register || (index < program.value_count && program.ops[index].code == Code::Any);
}

constexpr bool valid_requirements(const Program& program, const RegionMap& map) {
    for (std::uint32_t i = 0; i < program.requirement_count; ++i) {
        const RequirementSpec& requirement = program.requirements[i];
        if (requirement.op - program.value_count >= program.op_count - program.value_count) return false;
        if (!valid_when(program, map, requirement.when)) return false;
        if (!valid_records(program, requirement.records)) return false;
        if (!valid_run(requirement.first_remedy, requirement.remedy_count, program.remedy_count))
            return false;
        if (!valid_run(requirement.first_part, requirement.part_count, program.part_count)) return false;
        if (!valid_run(requirement.first_placeholder, requirement.placeholder_count,
                       program.placeholder_count))
            return false;
        if (requirement.left > Left::B) return false;
        if (!valid_texts(program, requirement.id, requirement.name)) return false;
        if (!valid_labels(program, requirement.label_en, requirement.label_zh, requirement.otherwise_en,
                          requirement.otherwise_zh))
            return false;
    }
    for (std::uint32_t i = 0; i < program.part_count; ++i)
        if (!valid_condition(program, map, program.parts[i].condition) || program.parts[i].left > Left::B)
            return false;
    for (std::uint32_t i = 0; i < program.placeholder_count; ++i)
        if (!valid_value(program, map, program.placeholders[i].value) ||
            !valid_texts(program, program.placeholders[i].name))
            return false;
    for (std::uint32_t i = 0; i < program.remedy_count; ++i) {
        const RemedySpec& remedy = program.remedies[i];
        if (!valid_when(program, map, remedy.when) || !valid_texts(program, remedy.id, remedy.name) ||
            !valid_labels(program, remedy.label_en, remedy.label_zh))
            return false;
    }
    return true;
}

/// Whether the remedies of a decision's requirements are among its own.
constexpr bool valid_remedies(const Program& program, const DecisionSpec& decision) {
    if (!valid_run(decision.first_remedy, decision.remedy_count, program.remedy_count)) return false;
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k) {
        const RequirementSpec& requirement = program.requirements[decision.first_requirement + k];
        if (requirement.remedy_count == 0) continue;
        if (requirement.first_remedy < decision.first_remedy) return false;
        const std::uint32_t first = std::uint32_t{requirement.first_remedy} - decision.first_remedy;
        if (!valid_run(first, requirement.remedy_count, decision.remedy_count)) return false;
    }
    return true;
}

constexpr bool valid_results(const Program& program, const RegionMap& map) {
    Share requirements;
    for (std::uint32_t i = 0; i < program.decision_count; ++i) {
        const DecisionSpec& decision = program.decisions[i];
        if (!valid_run(decision.first_requirement, decision.requirement_count, program.requirement_count))
            return false;
        if (!requirements.take(decision.requirement_count, program.requirement_count)) return false;
        if (!valid_remedies(program, decision) || !valid_when(program, map, decision.when)) return false;
        if (!valid_texts(program, decision.id, decision.name)) return false;
        if (!valid_labels(program, decision.label_en, decision.label_zh, decision.when_otherwise_en,
                          decision.when_otherwise_zh))
            return false;
    }
    for (std::uint32_t i = 0; i < program.output_count; ++i) {
        const OutputSpec& output = program.outputs[i];
        if (!valid_value(program, map, output.value)) return false;
        if (may_be_none(program, output.value) && !output.or_none) return false;
        if (!valid_texts(program, output.id, output.name)) return false;
        if (!valid_labels(program, output.label_en, output.label_zh)) return false;
    }
    return true;
}

constexpr bool valid_assumes(const Program& program, const RegionMap& map) {
    for (std::uint32_t i = 0; i < program.assume_count; ++i) {
        const AssumeSpec& assume = program.assumes[i];
        if (!valid_condition(program, map, assume.condition)) return false;
        if (!valid_run(assume.first_placeholder, assume.placeholder_count, program.placeholder_count))
            return false;
        if (!valid_labels(program, assume.message_en, assume.message_zh)) return false;
    }
    for (std::uint32_t i = 0; i < program.note_count; ++i)
        if (!valid_labels(program, program.notes[i].text_en, program.notes[i].text_zh)) return false;
    return true;
}

/// Whether the words and counts of a calendar say the same; its last word has room for a day beyond its last, not set.
constexpr bool valid_calendar(const Program& program, const CalendarSpec& calendar) {
    if (calendar.days == 0 || calendar.days > most_calendar_days) return false;
    const std::uint32_t words = calendar.days / 64 + 1;
    if (!valid_run(calendar.first_word, words, program.calendar_word_count)) return false;
    if (!valid_texts(program, calendar.id, calendar.name)) return false;
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < words; ++i) {
        if (program.calendar_counts[calendar.first_word + i] != count) return false;
        count += bits_set(program.calendar_days[calendar.first_word + i]);
    }
    const std::uint64_t last = program.calendar_days[calendar.first_word + words - 1];
    return last >> (calendar.days % 64) == 0 && count == calendar.working_days;
}

constexpr bool valid_calendars(const Program& program) {
    Share words;
    for (std::uint32_t i = 0; i < program.calendar_count; ++i) {
        const CalendarSpec& calendar = program.calendars[i];
        if (!words.take(calendar.days / 64 + 1, program.calendar_word_count)) return false;
        if (!valid_calendar(program, calendar)) return false;
    }
    return true;
}

/// Whether all that ops do not ask for is in order; `map` is that of the program, and facts and choices have been looked at.
constexpr bool valid_rest(const Program& program, const RegionMap& map) {
    if (program.as_of != no_register && program.as_of >= program.fact_count) return false;
    if (program.as_of != no_register && program.facts[program.as_of].kind != ValueKind::Date) return false;
    if (program.pool_size != 0 && program.pool[program.pool_size - 1] != '\0') return false;
    return valid_calendars(program) && valid_requirements(program, map) && valid_results(program, map) &&
           valid_assumes(program, map);
}

/// Whether there are as many ops as can be numbered.
constexpr bool valid_counts(const Program& program) {
    return program.value_count <= program.op_count && program.op_count <= no_register;
}

/// Whether all but the ops is in order: counts, ranges, registers, texts inside a pool that ends with a zero.
constexpr bool valid_specs(const Program& program) {
    return valid_counts(program) && valid_choice_specs(program) && valid_facts(program) &&
           valid_rest(program, RegionMap(program));
}

/// Whether evaluators may run a program, of which any byte may be wrong: it takes time in proportion to the arrays' lengths, and
/// reads nothing outside of them.
constexpr bool valid(const Program& program) {
    // The specifications ask what ops give, so these come first; they in turn name facts and choices.
    if (!valid_counts(program) || !valid_choice_specs(program) || !valid_facts(program)) return false;
    RegionMap map;
    return valid_types(program) && valid_ops(program, map, 0, program.op_count) && valid_rest(program, map);
}

}  // namespace tenet
