#pragma once

#include "tenet/explain_json_values.hpp"

/// The members of a result.
namespace tenet {

inline void JsonTeller::result() noexcept {
    begin('{');
    member("policy", worded(answered_.wording.id));
    member("fingerprint", worded(answered_.wording.fingerprint));
    as_of();
    key("decisions");
    begin('{');
    for (std::uint32_t i = 0; i < program_.decision_count; ++i) {
        key(pooled(program_.decisions[i].id));
        decision(program_.decisions[i]);
    }
    end('}');
    key("outputs");
    begin('{');
    for (std::uint32_t i = 0; i < program_.output_count; ++i) {
        key(pooled(program_.outputs[i].id));
        output(program_.outputs[i]);
    }
    end('}');
    if (whole_) notes();
    end('}');
}

inline void JsonTeller::as_of() noexcept {
    key("as_of");
    const Loaded loaded = program_.as_of == no_register ? Loaded{} : answered_.source.load(program_.as_of);
    if (loaded.state != FactState::Known) return word("null");
    const FactSpec& fact = program_.facts[program_.as_of];
    value(told({fact.kind, fact.scale, fact.choice}, exactly(loaded.value)), loaded.value);
}

inline void JsonTeller::decision(const DecisionSpec& decision) noexcept {
    begin('{');
    member("verdict", identifier_of(judge_decision(decision)));
    key("requirements");
    begin('[');
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k)
        requirement(program_.requirements[decision.first_requirement + k], status(k));
    end(']');
    remedies(decision);
    missing("missing", [&](MissingSearch<RowSource>& search) {
        start_decision(program_, decision, answered_.registers, search);
    });
    end('}');
}

inline void JsonTeller::output(const OutputSpec& output) noexcept {
    const Told one = told(output.value);
    if (one.is_determined()) return possible(one);
    begin('{');
    missing("undetermined", [&](MissingSearch<RowSource>& search) {
        start_output(program_, output, answered_.source, answered_.registers, search);
    });
    end('}');
}

inline void JsonTeller::requirement(const RequirementSpec& requirement, Status status) noexcept {
    const auto index = static_cast<std::uint32_t>(&requirement - program_.requirements);
    Judged one{&requirement, status, told_reason(requirement)};
    begin('{');
    member("id", pooled(requirement.id));
    member("status", identifier_of(status));
    reason(one.reason);
    if (whole_) {
        message(one);
        citations(answered_.wording.requirements[index]);
    }
    records(requirement);
    if (whole_ && one.reason.shape == Shape::Other && requirement.part_count != 0) parts(requirement);
    end('}');
}

/// What of actual, needed, shortfall and days there is; of a window the first and the last value that pass.
inline void JsonTeller::reason(const ToldReason& reason) noexcept {
    if (reason.has_actual) {
        key("actual");
        possible(reason.actual);
    }
    if (reason.has_needed && !reason.has_needed_high) {
        key("needed");
        possible(reason.needed);
    } else if (reason.has_needed && reason.needed.is_determined() && reason.needed_high.is_determined()) {
        key("needed");
        begin('{');
        key("min");
        possible(reason.needed);
        key("max");
        possible(reason.needed_high);
        end('}');
    }
    if (reason.has_shortfall) {
        key("shortfall");
        possible(difference(reason.shortfall));
    }
    day("from", reason.has_from, reason.from);
    day("until", reason.has_until, reason.until);
}

inline void JsonTeller::message(const Judged& judged) noexcept {
    Judged one = judged;
    std::uint32_t found[most_told_records] = {};
    if (one.status == Status::Failed) one.failing = find_failing(*one.requirement, found);
    key("message");
    string([&] { put_sentence(one, false); });
}

inline void JsonTeller::citations(const RequirementWording& wording) noexcept {
    key("cite");
    begin('[');
    for (std::uint32_t i = 0; i < wording.citation_count; ++i)
        text(worded(answered_.wording.citations[wording.first_citation + i]));
    end(']');
}

inline void JsonTeller::records(const RequirementSpec& requirement) noexcept {
    key("records");
    begin('[');
    const auto put = [this](std::uint32_t record) {
        separate();
        line_.put_digits(record);
        comma_ = true;
    };
    for_failing_records(program_, requirement, answered_.source, answered_.registers,
                        answered_.memory.columns, answered_.memory.live, put);
    end(']');
}

inline void JsonTeller::parts(const RequirementSpec& requirement) noexcept {
    key("parts");
    begin('[');
    for (std::uint32_t i = 0; i < requirement.part_count; ++i) {
        const std::uint32_t row = std::uint32_t{requirement.first_part} + i;
        const JudgedPart part = judged_part(row);
        begin('{');
        member("condition", worded(answered_.wording.parts[row].whole_source));
        member("status", identifier_of(part.status));
        reason(part.reason);
        end('}');
    }
    end(']');
}

inline void JsonTeller::remedies(const DecisionSpec& decision) noexcept {
    key("remedies");
    begin('[');
    for (std::uint32_t k = 0; k < decision.remedy_count; ++k)
        if (((answered_.masks.remedies[k / 64] >> (k % 64)) & 1) != 0)
            text(pooled(program_.remedies[std::uint32_t{decision.first_remedy} + k].id));
    end(']');
}

/// `audits[2].ended_on`.
inline void JsonTeller::path(const FactPath& path) noexcept {
    const FactSpec& fact = program_.facts[path.fact];
    string([&] {
        line_.put(pooled(fact.id));
        if (path.record == no_record) return;
        line_.put('[');
        line_.put_digits(path.record);
        line_.put("].");
        line_.put(pooled(program_.fields[fact.first_field + path.field].id));
    });
}

/// All that `start` begins a search for: where words tell the first of them, JSON has every one.
template <class Start>
void JsonTeller::missing(Letters name, const Start& start) noexcept {
    key(name);
    begin('[');
    MissingSearch<RowSource> search(program_, answered_.source, answered_.registers, answered_.memory);
    start(search);
    const auto put = [this](const FactPath& one) { path(one); };
    search.finish_in_order(put);
    end(']');
}

inline void JsonTeller::notes() noexcept {
    key("notes");
    begin('[');
    for (std::uint32_t i = 0; i < program_.note_count; ++i)
        text(pooled(zh() ? program_.notes[i].text_zh : program_.notes[i].text_en));
    end(']');
}

}  // namespace tenet
