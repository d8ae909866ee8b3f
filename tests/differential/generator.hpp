#pragma once

#include "tests/differential/phrase.hpp"
#include "tests/differential/policy_generator.hpp"
#include "tests/differential/random.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tenet::differential {

/// Types as the generator tells them apart: sorts of one family (`hours`, `hours in halves`) compare and add up.
enum class Sort : std::uint8_t {
    YesNo,
    Count,
    Number,
    Cents,  ///< a number with 2 decimals
    Date,
    Days,
    HalfDays,
    Hours,
    HalfHours,
    Choice,
    Set,
    Text
};

/// Something that has a name and a value.
struct Variable {
    Phrase name;
    Sort sort = Sort::YesNo;
    bool or_none = false;
    std::size_t of = 0;     ///< Choice, Set: which choice
    bool given = true;      ///< a fact, a param or a field: what a derived field may read
    bool field = false;     ///< of the record that the expression is at
    bool constant = false;  ///< a param
};

struct Choice {
    Phrase name;
    std::vector<Phrase> values;
    std::vector<Phrase> groups;
};

struct RecordType {
    Phrase name;
    std::vector<Variable> fields;
    std::vector<std::string> shared_names;  ///< of fields that are spelled like something outside, in English
};

struct List {
    Phrase name;
    std::size_t record = 0;
};

/// Writes one policy in both skins. Every name is declared before it is read, but for the list facts.
class Generator {
  public:
    Generator(Random& random, const Shape& shape) : random_(random), shape_(shape) {}

    Policy run();

  private:
    // Statements (statement_generator.cpp).
    void write(const Phrase& text) { out_ = out_ + text; }
    void shared_part();
    void own_part();
    void definition();
    void listing_output();
    void aggregate_definition();
    void decision(std::size_t index);
    void requirement(std::size_t index);
    void assume();
    Phrase body(Sort sort, std::size_t of, unsigned depth, bool or_none);
    Phrase condition();

    // Declarations (declaration_generator.cpp).
    void choice();
    void groups(Choice& choice);
    void param();
    void dated_rows(Sort sort, bool period);
    void fact(Sort sort, bool or_none);
    void random_fact();
    void lists();
    Phrase type(Sort sort, std::size_t of, bool bounded);

    // Records (record_generator.cpp).
    void record();
    void field(RecordType& record, std::size_t number);
    void shared_field(RecordType& record);
    void derived_field(RecordType& record, std::size_t number);
    bool may_aggregate() const;
    const List& list() { return random_.pick(lists_); }
    /// What `write` makes inside of the records of a list.
    template <class Write>
    Phrase at_record(const List& list, const Write& write);
    Phrase record_condition(const List& list, unsigned depth);
    Phrase aggregate(const List& list, const Phrase& what, const Phrase& value, unsigned depth);
    Phrase count_of(unsigned depth);
    Phrase sum_of(Sort sort, unsigned depth);
    Phrase extreme_of(Sort sort, unsigned depth);
    /// The union of a field of a choice, or of a set of it, where there is such a list.
    std::optional<Phrase> union_of(std::size_t choice);
    Phrase any_of(unsigned depth);
    Phrase every_of(unsigned depth);
    Phrase in_order();
    Phrase same_name();

    // Values (value_generator.cpp).
    Phrase of(Sort sort, unsigned depth, std::size_t choice = 0);
    Phrase literal(Sort sort);
    Phrase number(Sort sort, unsigned depth);
    Phrase date(unsigned depth);
    Phrase days_between(unsigned depth);
    Phrase either_of(Sort sort, unsigned depth, std::size_t choice);
    Phrase date_literal();
    Phrase period();
    Phrase window_period();
    Sort family_of(Sort sort);
    /// Everything that may be read where an expression stands, named as it is written there.
    std::vector<Variable> visible();
    /// One of a sort; `or_none` allows those that may be none.
    std::optional<Variable> variable(Sort sort, bool or_none, std::size_t choice = 0);

    // Working days (working_day_generator.cpp).
    void calendar();
    bool may_pause() const;
    Phrase pausing();
    Phrase working_days(unsigned depth);
    Phrase working_day_after(unsigned depth, bool pauses);
    Phrase is_working_day(unsigned depth);

    // Conditions (condition_generator.cpp).
    Phrase yes_no(unsigned depth);
    Phrase ordering();
    Phrase date_ordering();
    Phrase comparison(unsigned depth);
    Phrase window(unsigned depth);
    Phrase around(unsigned depth);
    Phrase time_since(unsigned depth);
    Phrase tiered(unsigned depth);
    Phrase range(unsigned depth);
    Phrase guard(unsigned depth);
    Phrase equality();
    Phrase choice_condition();
    Phrase covers(std::size_t index);
    Phrase text_condition();
    Phrase list_condition(unsigned depth);

    Random& random_;
    Shape shape_;
    Phrase out_;
    std::vector<Choice> choices_;
    std::vector<Variable> variables_;
    std::vector<Phrase> periods_;  ///< params
    std::vector<Phrase> calendars_;
    std::vector<RecordType> records_;
    std::vector<List> lists_;
    std::size_t params_ = 0, definitions_ = 0, facts_ = 0, values_ = 0, groups_ = 0;
    // Where an expression stands.
    std::vector<const RecordType*> inside_;  ///< records of the aggregates around, the innermost last
    bool given_only_ = false;                ///< in a derived field
    std::vector<Variable> guarded_;          ///< or-none variables known to be given here
};

}  // namespace tenet::differential
