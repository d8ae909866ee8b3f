#pragma once

#include "compiler/facts_names.hpp"
#include "compiler/facts_syntax.hpp"
#include "compiler/facts_value.hpp"

#include <nlohmann/detail/exceptions.hpp>

#include <functional>
#include <string>
#include <vector>

namespace tenet::compiler {

/// Hears the tokens of one applicant's object, or of an array of them, from the JSON reader.
class FactsListener {
  public:
    FactsListener(const FactNames& names, std::string_view text, std::size_t base, bool array,
                  PlaceFinder& places, const std::function<void(Applicant&)>& take)
        : table_(names.table()), names_(names), text_(text), base_(base), array_(array), places_(places),
          take_(take), cursor_(text) {
        reset();
    }

    /// Before anything is heard: what follows is one value, of this fact, given under `name`.
    void begin_value(std::uint32_t fact, std::string_view name);

    bool null() { return value({JsonKind::Null, {}}); }
    bool boolean(bool yes) { return value({JsonKind::Boolean, yes ? "true" : "false"}); }
    bool number_integer(std::int64_t) { return number(); }
    bool number_unsigned(std::uint64_t) { return number(); }
    bool number_float(double, const std::string&) { return number(); }
    bool string(std::string& text) { return value({JsonKind::Text, text}); }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(false); }
    bool start_array(std::size_t) { return open(true); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name);
    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& exception);

    /// Hands over the applicant of a text that holds one.
    void finish() {
        if (!array_ || broken_) hand_over();
    }

  private:
    /// What a bracket that is open stands for, as far as the policy has a use for it.
    enum class In : std::uint8_t { Applicants, Applicant, List, Record, Set };

    /// Where a fact or field was given, and under which of its two names.
    struct Given {
        std::size_t offset = not_given;
        bool twin = false;

        static constexpr std::size_t not_given = static_cast<std::size_t>(-1);
    };

    /// One of these open brackets.
    struct Level {
        In in = In::Applicant;
        std::uint32_t elements = 0;  ///< List, Set: how many have begun
        std::string name;            ///< Applicant, Record: the name last read
        std::uint32_t slot = 0;      ///< Applicant, Record: what it names
        bool skip = true;            ///< … has a problem already, or names nothing
        bool too_many = false;       ///< List: has been said to be too long
        std::uint64_t members = 0;   ///< Set: those read
        std::vector<Given> given;    ///< Applicant, Record: by fact or field
    };

    bool number() { return value({JsonKind::Number, {}}); }
    bool value(JsonValue value);
    bool open(bool array);
    bool close();
    bool stop(FactsProblem problem);
    void value_taken() {
        const bool whole = open_.empty() || (alone_ && open_.size() == 1);
        taken_ = whole ? Taken::Whole : open_.back() ? Taken::ValueOfArray : Taken::ValueOfObject;
    }

    bool begin_level(bool array, std::size_t offset);
    void push(In in);
    void end_level(bool array);
    void begin_record(std::size_t offset);
    void take_value(const JsonValue& value, std::size_t offset);
    void take_slot_value(const JsonValue& value, std::size_t offset);
    void take_element(const JsonValue& value, std::size_t offset);
    bool count_record(std::size_t offset);
    void not_an_object(const JsonValue& value, std::size_t offset);
    void too_deep(std::size_t offset);

    bool names_slots(const Level& level) const { return level.in == In::Applicant || level.in == In::Record; }
    const TableFact& list_fact() const { return table_.facts[fact_]; }
    const TableRecord& record_type() const { return table_.records[list_fact().type.of]; }
    const TableFact& slot_of(const Level& level) const {
        return level.in == In::Applicant ? table_.facts[level.slot] : record_type().fields[level.slot];
    }
    FactValue& target(const Level& level);
    std::string pointer(bool with_last_name) const;

    void report(FactsProblem problem, std::size_t offset, std::string pointer);
    bool is_worked_out(const Level& level) const;
    void report_unknown(std::size_t offset);
    void report_duplicate(const Given& first, std::size_t offset);
    void reset();
    void hand_over();

    static constexpr std::uint32_t no_fact = NameIndex::unknown;

    const Table& table_;
    const FactNames& names_;
    std::string_view text_;
    std::size_t base_;  ///< of the text in the whole input
    bool array_;
    PlaceFinder& places_;
    const std::function<void(Applicant&)>& take_;
    TokenCursor cursor_;
    std::vector<bool> open_;     ///< all brackets that are open: true for an array
    std::vector<Level> levels_;  ///< those of them that mean something, which are the first
    Taken taken_ = Taken::Nothing;
    bool broken_ = false;
    bool deep_reported_ = false;
    bool alone_ = false;  ///< the value of one fact is heard, without the object around it
    Applicant applicant_;
    std::uint32_t fact_ = no_fact;  ///< the fact that is being read
};

}  // namespace tenet::compiler
