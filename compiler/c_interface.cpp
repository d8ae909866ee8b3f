#include "compiler/cli_only.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/fault.hpp"
#include "compiler/form_json.hpp"
#include "compiler/read_table.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "compiler/source.hpp"
#include "tenet.h"
#include "tenet/date.hpp"
#include "tenet/decide_table.hpp"

#include <algorithm>

#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <vector>

/// The C interface, see tenet.h. Everything that may throw is called through `guarded`.
namespace {

namespace compiler = tenet::compiler;
using tenet::Program;

template <class C, class Cpp>
constexpr bool same(C c, Cpp cpp) {
    return static_cast<int>(c) == static_cast<int>(cpp);
}
using Kind = tenet::ValueKind;
static_assert(same(TENET_YES_NO, Kind::YesNo) && same(TENET_COUNT, Kind::Count) &&
              same(TENET_DATE, Kind::Date) && same(TENET_NUMBER, Kind::Number) &&
              same(TENET_DAYS, Kind::Days) && same(TENET_HOURS, Kind::Hours) &&
              same(TENET_CHOICE, Kind::Choice) && same(TENET_SET, Kind::Set) &&
              same(TENET_TEXT, Kind::Text) && same(TENET_LIST, Kind::List));
using tenet::Verdict;
static_assert(same(TENET_UNDETERMINED, Verdict::Undetermined) && same(TENET_ELIGIBLE, Verdict::Eligible) &&
              same(TENET_ELIGIBLE_WITH_REMEDY, Verdict::EligibleWithRemedy) &&
              same(TENET_INELIGIBLE, Verdict::Ineligible) &&
              same(TENET_NOT_APPLICABLE, Verdict::NotApplicable) && same(TENET_REFUSED, Verdict::Refused));
using Cause = tenet::Refusal::Cause;
static_assert(same(TENET_NOT_REFUSED, Cause::Nothing) && same(TENET_OUT_OF_RANGE, Cause::OutOfRange) &&
              same(TENET_TOO_MANY, Cause::TooMany) && same(TENET_CONTRADICTION, Cause::Assume));
using State = tenet::Outcome::State;
static_assert(same(TENET_OPEN, State::Undetermined) && same(TENET_KNOWN, State::Known) &&
              same(TENET_IS_NONE, State::None) && same(TENET_OUTPUT_REFUSED, State::Refused));
static_assert(TENET_UNKNOWN == tenet::slot_unknown && TENET_NONE == tenet::slot_none);
static_assert(TENET_NO_RECORD == tenet::no_record);

compiler::Lang lang_of(tenet_language language) {
    return language == TENET_ZH ? compiler::Lang::Zh : compiler::Lang::En;
}

/// What `body` gives; what it throws as a result.
template <class Body>
tenet_result guarded(const Body& body) noexcept {
    try {
        compiler::throw_faults();
        return body();
    } catch (const std::bad_alloc&) {
        return TENET_NO_MEMORY;
    } catch (...) {
        return TENET_FAULT;
    }
}

/// A text into memory of the caller, cut off between two characters where it does not fit.
void say(std::string_view text, char* to, std::size_t size) {
    if (to == nullptr || size == 0) return;
    std::size_t kept = std::min(text.size(), size - 1);
    while (kept < text.size() && kept > 0 && (static_cast<unsigned char>(text[kept]) & 0xC0U) == 0x80U)
        --kept;
    std::copy_n(text.data(), kept, to);
    to[kept] = '\0';
}

}  // namespace

struct tenet_table {
    explicit tenet_table(std::unique_ptr<compiler::ReadTable> of) : read(std::move(of)) {}

    std::unique_ptr<compiler::ReadTable> read;
    mutable std::mutex forming;  ///< held while `form` is made
    mutable std::string form;    ///< empty until it is asked for

    const Program& program() const { return read->program; }
    const char* text(std::uint32_t place) const { return program().pool + place; }
};

struct tenet_asker {
    explicit tenet_asker(const tenet_table& of)
        : table(of), interpreter(of.program(), of.read->table), sizes(tenet::table_sizes(of.program())),
          registers(sizes.registers), columns(sizes.columns), values(sizes.registers),
          value_columns(sizes.value_columns), words(3 * std::size_t{sizes.mask_words} + sizes.remedy_words),
          texts(0) {}

    tenet::TableBuffers buffers() {
        return {registers.data(), columns.data(), values.data(), value_columns.data()};
    }
    tenet::Masks masks() {
        std::uint64_t* const first = words.data();
        return {first, first + sizes.mask_words, first + 2 * std::size_t{sizes.mask_words},
                first + 3 * std::size_t{sizes.mask_words}};
    }

    const tenet_table& table;
    compiler::Interpreter interpreter;
    tenet::TableSizes sizes;
    std::vector<tenet::Partial> registers, columns;
    std::vector<tenet::Value> values, value_columns;
    std::vector<std::uint64_t> words;
    std::vector<tenet::SlotText> texts;
    std::string answer;
};

namespace {

tenet_result open_table_of(std::string_view bytes, tenet_language language, tenet_table** table, char* why,
                           std::size_t why_size) {
    compiler::Arg complaint("");
    std::unique_ptr<compiler::ReadTable> read = compiler::read_table(bytes, complaint);
    if (read == nullptr) {
        say(language == TENET_ZH ? complaint.zh : complaint.en, why, why_size);
        return TENET_TABLE_WRONG;
    }
    *table = new tenet_table(std::move(read));
    say("", why, why_size);
    return TENET_DONE;
}

void tell(const tenet_table& table, const tenet::FactSpec& spec, tenet_fact& told) {
    const bool of_choice = spec.kind == Kind::Choice || spec.kind == Kind::Set;
    told = {table.text(spec.id),
            table.text(spec.name),
            static_cast<tenet_kind>(spec.kind),
            spec.or_none ? 1 : 0,
            spec.low,
            spec.high,
            spec.scale,
            of_choice ? table.program().choices[spec.choice].value_count : 0U,
            spec.kind == Kind::List ? spec.field_count : 0U};
}

/// A fact, or a field of one that is a list; null where there is none such.
const tenet::FactSpec* fact_of(const tenet_table* table, std::uint32_t fact) {
    if (table == nullptr || fact >= table->program().fact_count) return nullptr;
    return &table->program().facts[fact];
}
const tenet::FactSpec* field_of(const tenet_table* table, std::uint32_t list, std::uint32_t field) {
    const tenet::FactSpec* const of = fact_of(table, list);
    if (of == nullptr || of->kind != Kind::List || field >= of->field_count) return nullptr;
    return &table->program().fields[of->first_field + field];
}
const tenet::DecisionSpec* decision_of(const tenet_table* table, std::uint32_t decision) {
    if (table == nullptr || decision >= table->program().decision_count) return nullptr;
    return &table->program().decisions[decision];
}

/// How the values of an output read; null where there is no such output.
const tenet::ValueType* type_of_output(const tenet_table* table, std::uint32_t output) {
    if (table == nullptr || output >= table->program().output_count) return nullptr;
    const Program& program = table->program();
    return &program.types[program.ops[program.outputs[output].value].type];
}

/// The choice of which the values of an output are; null where they are none, or there is no such value.
const tenet::ChoiceValueSpec* value_of_output(const tenet_table* table, std::uint32_t output,
                                              std::int64_t value) {
    const tenet::ValueType* const type = type_of_output(table, output);
    if (type == nullptr || type->choice == tenet::no_choice) return nullptr;
    const tenet::ChoiceSpec& choice = table->program().choices[type->choice];
    if (value < 0 || value >= choice.value_count) return nullptr;
    return &table->program().choice_values[choice.first_value + value];
}

bool is_list(const tenet_table* table, const tenet::ValueType& type) {
    return type.choice != tenet::no_choice && table->program().choices[type.choice].of_lists;
}

bool is_known(tenet_language language) { return language == TENET_EN || language == TENET_ZH; }

/// What the JSON of one applicant comes to, put into the asker's answer.
tenet_result answer_to(tenet_asker& asker, std::string_view facts, bool json, compiler::Lang lang) {
    const compiler::Table& table = asker.table.read->table;
    compiler::Shown shown{asker.table.read->meaning, {}, {}, lang, false};
    compiler::cli::show_all(table, shown);
    tenet_result result = TENET_DONE;
    const auto refuse = [&](const std::vector<compiler::FactsProblem>& problems) {
        result = TENET_FACTS_WRONG;
        if (json) asker.answer = compiler::problems_json(table, problems, shown);
        for (const compiler::FactsProblem& problem : problems)
            if (!json) asker.answer += compiler::render_text(problem, "facts", lang);
    };
    compiler::read_facts(table, facts, compiler::FactsShape::Object, [&](compiler::Applicant& applicant) {
        if (!applicant.problems.empty()) return refuse(applicant.problems);
        const compiler::Explained explained = asker.interpreter.explained(applicant.row);
        if (explained.answer.refused())
            return refuse({compiler::refusal_problem(table, explained, applicant.place)});
        asker.answer = json ? compiler::result_json(table, explained, shown)
                            : compiler::result_text(table, explained, shown, 0);
    });
    if (json && asker.answer.ends_with('\n')) asker.answer.pop_back();
    return result;
}

/// Whether an applicant's slots are as many as are read, and their lists can be read.
bool usable(const tenet_slots* slots, const Program& program) {
    if (slots == nullptr || slots->fact_count < program.fact_count) return false;
    if (slots->facts == nullptr && program.fact_count != 0) return false;
    if (slots->texts == nullptr && slots->text_count != 0) return false;
    for (std::uint32_t i = 0; i < slots->text_count; ++i)
        if (slots->texts[i].characters == nullptr && slots->texts[i].size != 0) return false;
    for (std::uint32_t i = 0; i < program.fact_count && slots->field == nullptr; ++i)
        if (program.facts[i].kind == Kind::List && slots->facts[i] > 0) return false;
    return true;
}

/// The caller's slots as the runtime has them. Where nothing can be read through them, texts and lists are never asked for.
tenet::Slots slots_of(tenet_asker& asker, const tenet_slots& slots) {
    asker.texts.clear();
    for (std::uint32_t i = 0; i < slots.text_count; ++i)
        asker.texts.push_back({slots.texts[i].characters, slots.texts[i].size});
    return {slots.facts, slots.field, slots.records, asker.texts.data(), slots.text_count};
}

}  // namespace

uint32_t tenet_abi() { return TENET_ABI; }
const char* tenet_version() { return TENET_VERSION; }

tenet_result tenet_open(const void* bytes, size_t size, tenet_language language, tenet_table** table,
                        char* why, size_t why_size) {
    if (table == nullptr || (bytes == nullptr && size != 0) || !is_known(language)) return TENET_MISUSED;
    *table = nullptr;
    return guarded([&] {
        return open_table_of({static_cast<const char*>(bytes), size}, language, table, why, why_size);
    });
}

tenet_result tenet_open_file(const char* path, tenet_language language, tenet_table** table, char* why,
                             size_t why_size) {
    if (table == nullptr || path == nullptr || !is_known(language)) return TENET_MISUSED;
    *table = nullptr;
    return guarded([&] {
        compiler::DiskFiles files;
        // To the command line `-` is standard input, which here is the caller's.
        const std::string name = std::string_view(path) == "-" ? "./-" : path;
        const compiler::Result<std::string> bytes = files.read(name, compiler::most_table_bytes);
        if (bytes) return open_table_of(*bytes.value, language, table, why, why_size);
        say(language == TENET_ZH ? bytes.error.reason_zh : bytes.error.reason_en, why, why_size);
        return TENET_TABLE_WRONG;
    });
}

void tenet_close(tenet_table* table) { delete table; }

const char* tenet_policy(const tenet_table* table) {
    return table == nullptr ? nullptr : table->read->table.policy.c_str();
}
const char* tenet_fingerprint(const tenet_table* table) {
    return table == nullptr ? nullptr : table->read->meaning.c_str();
}

const char* tenet_form(const tenet_table* table, size_t* size) {
    if (size != nullptr) *size = 0;
    if (table == nullptr) return nullptr;
    const tenet_result made = guarded([&] {
        const std::lock_guard<std::mutex> lock(table->forming);
        if (table->form.empty()) table->form = compiler::form_json(table->read->table, table->read->meaning);
        return TENET_DONE;
    });
    if (made != TENET_DONE) return nullptr;
    if (size != nullptr) *size = table->form.size();
    return table->form.c_str();
}

uint32_t tenet_fact_count(const tenet_table* table) {
    return table == nullptr ? 0 : table->program().fact_count;
}
uint32_t tenet_decision_count(const tenet_table* table) {
    return table == nullptr ? 0 : table->program().decision_count;
}
uint32_t tenet_output_count(const tenet_table* table) {
    return table == nullptr ? 0 : table->program().output_count;
}
uint32_t tenet_requirement_count(const tenet_table* table, uint32_t decision) {
    const tenet::DecisionSpec* const spec = decision_of(table, decision);
    return spec == nullptr ? 0 : spec->requirement_count;
}
uint32_t tenet_remedy_count(const tenet_table* table, uint32_t decision) {
    const tenet::DecisionSpec* const spec = decision_of(table, decision);
    return spec == nullptr ? 0 : spec->remedy_count;
}

tenet_result tenet_fact_at(const tenet_table* table, uint32_t fact, tenet_fact* told) {
    const tenet::FactSpec* const spec = fact_of(table, fact);
    if (spec == nullptr || told == nullptr) return TENET_MISUSED;
    tell(*table, *spec, *told);
    return TENET_DONE;
}
tenet_result tenet_field_at(const tenet_table* table, uint32_t list, uint32_t field, tenet_fact* told) {
    const tenet::FactSpec* const spec = field_of(table, list, field);
    if (spec == nullptr || told == nullptr) return TENET_MISUSED;
    tell(*table, *spec, *told);
    return TENET_DONE;
}

const char* tenet_value_id(const tenet_table* table, uint32_t fact, uint32_t field, uint32_t value) {
    const tenet::FactSpec* spec = fact_of(table, fact);
    if (spec != nullptr && spec->kind == Kind::List) spec = field_of(table, fact, field);
    if (spec == nullptr || spec->choice == tenet::no_choice) return nullptr;
    const tenet::ChoiceSpec& choice = table->program().choices[spec->choice];
    if (value >= choice.value_count) return nullptr;
    return table->text(table->program().choice_values[choice.first_value + value].id);
}
const char* tenet_decision_id(const tenet_table* table, uint32_t decision) {
    const tenet::DecisionSpec* const spec = decision_of(table, decision);
    return spec == nullptr ? nullptr : table->text(spec->id);
}
const char* tenet_requirement_id(const tenet_table* table, uint32_t decision, uint32_t requirement) {
    const tenet::DecisionSpec* const spec = decision_of(table, decision);
    if (spec == nullptr || requirement >= spec->requirement_count) return nullptr;
    return table->text(table->program().requirements[spec->first_requirement + requirement].id);
}
const char* tenet_remedy_id(const tenet_table* table, uint32_t decision, uint32_t remedy) {
    const tenet::DecisionSpec* const spec = decision_of(table, decision);
    if (spec == nullptr || remedy >= spec->remedy_count) return nullptr;
    return table->text(table->program().remedies[spec->first_remedy + remedy].id);
}
const char* tenet_output_id(const tenet_table* table, uint32_t output) {
    if (table == nullptr || output >= table->program().output_count) return nullptr;
    return table->text(table->program().outputs[output].id);
}

const char* tenet_output_value(const tenet_table* table, uint32_t output, int64_t value) {
    const tenet::ValueType* const type = type_of_output(table, output);
    if (type == nullptr || is_list(table, *type)) return nullptr;
    if (type->kind == Kind::Text) {
        const bool named = value > 0 && value <= table->program().text_count;
        return named ? table->text(table->program().texts[value - 1]) : nullptr;
    }
    const tenet::ChoiceValueSpec* const spec = value_of_output(table, output, value);
    return spec == nullptr ? nullptr : table->text(spec->id);
}
uint32_t tenet_output_item_count(const tenet_table* table, uint32_t output, int64_t value) {
    const tenet::ChoiceValueSpec* const spec = value_of_output(table, output, value);
    return spec == nullptr ? 0 : spec->item_count;
}
const char* tenet_output_item(const tenet_table* table, uint32_t output, int64_t value, uint32_t item) {
    const tenet::ChoiceValueSpec* const spec = value_of_output(table, output, value);
    if (spec == nullptr || item >= spec->item_count) return nullptr;
    const Program& program = table->program();
    const std::uint32_t place = program.items[spec->first_item + item];
    const std::uint16_t items = program.choices[type_of_output(table, output)->choice].items;
    if (items == tenet::no_choice) return table->text(place);
    return table->text(program.choice_values[program.choices[items].first_value + place].id);
}

tenet_result tenet_asker_open(const tenet_table* table, tenet_asker** asker) {
    if (table == nullptr || asker == nullptr) return TENET_MISUSED;
    *asker = nullptr;
    return guarded([&] {
        *asker = new tenet_asker(*table);
        return TENET_DONE;
    });
}
void tenet_asker_close(tenet_asker* asker) { delete asker; }

tenet_result tenet_answer(tenet_asker* asker, const char* facts, size_t facts_size, tenet_format format,
                          tenet_language language, const char** answer, size_t* answer_size) {
    if (answer != nullptr) *answer = "";
    if (answer_size != nullptr) *answer_size = 0;
    if (asker == nullptr || answer == nullptr || (facts == nullptr && facts_size != 0)) return TENET_MISUSED;
    if (!is_known(language) || (format != TENET_JSON && format != TENET_TEXT_FOR_PEOPLE))
        return TENET_MISUSED;
    return guarded([&] {
        asker->answer.clear();
        const tenet_result result =
            answer_to(*asker, {facts, facts_size}, format == TENET_JSON, lang_of(language));
        *answer = asker->answer.c_str();
        if (answer_size != nullptr) *answer_size = asker->answer.size();
        return result;
    });
}

int64_t tenet_date(int32_t year, int32_t month, int32_t day) {
    return tenet::is_date(year, month, day) ? tenet::days_from_civil(year, month, day) : TENET_UNKNOWN;
}

tenet_result tenet_decide(tenet_asker* asker, uint32_t decision, const tenet_slots* slots,
                          tenet_decision* answer) {
    if (asker == nullptr || answer == nullptr) return TENET_MISUSED;
    const Program& program = asker->table.program();
    if (decision >= program.decision_count || !usable(slots, program)) return TENET_MISUSED;
    return guarded([&] {
        std::fill(asker->words.begin(), asker->words.end(), 0);
        const tenet::Masks masks = asker->masks();
        const tenet::Slots own = slots_of(*asker, *slots);
        const tenet::TableAnswer found =
            tenet::decide_table({program, own}, decision, asker->buffers(), masks);
        *answer = {static_cast<tenet_verdict>(found.verdict),
                   static_cast<tenet_cause>(found.refusal.cause),
                   found.refusal.path.fact,
                   found.refusal.path.record,
                   found.refusal.path.field,
                   found.refusal.assume,
                   tenet::mask_words(program.decisions[decision].requirement_count),
                   tenet::mask_words(program.decisions[decision].remedy_count),
                   masks.failed,
                   masks.unknown,
                   masks.applicable,
                   masks.remedies};
        return TENET_DONE;
    });
}

tenet_result tenet_output(tenet_asker* asker, uint32_t output, const tenet_slots* slots,
                          tenet_outcome* answer) {
    if (asker == nullptr || answer == nullptr) return TENET_MISUSED;
    const Program& program = asker->table.program();
    if (output >= program.output_count || !usable(slots, program)) return TENET_MISUSED;
    return guarded([&] {
        const tenet::Slots own = slots_of(*asker, *slots);
        const tenet::Outcome found = tenet::output_table({program, own}, output, asker->buffers());
        const tenet_kind kind =
            is_list(&asker->table, found.type) ? TENET_LIST : static_cast<tenet_kind>(found.type.kind);
        *answer = {static_cast<tenet_state>(found.state), kind, found.type.scale, found.low, found.high};
        return TENET_DONE;
    });
}
