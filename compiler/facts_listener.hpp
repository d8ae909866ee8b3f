#pragma once

#include "compiler/facts_syntax.hpp"
#include "compiler/facts_value.hpp"

#include <nlohmann/detail/exceptions.hpp>

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tenet::compiler {

/// The names that facts may be given under, and how to list them in a message.
struct FactNames {
    std::unordered_map<std::string_view, std::uint32_t> by_name;
    std::vector<std::string_view> all;

    explicit FactNames(const Table& table) {
        for (std::uint32_t i = 0; i < table.facts.size(); ++i)
            for (const std::string* name : {&table.facts[i].name, &table.facts[i].id})
                if (by_name.emplace(*name, i).second) all.push_back(*name);
    }
};

/// Where a fact's value stands and under which name it was given.
struct Given {
    std::size_t offset = 0;
    std::string name;
};

/// Hears the tokens of one applicant's object, or of an array of them, from the JSON reader.
class FactsListener {
  public:
    FactsListener(const Table& table, const FactNames& names, std::string_view text, std::size_t base,
                  bool array, PlaceFinder& places, const std::function<void(Applicant&)>& take)
        : table_(table), names_(names), text_(text), base_(base), array_(array), places_(places), take_(take),
          cursor_(text), given_(table.facts.size()) {
        reset();
    }

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
    std::size_t top() const { return array_ ? 2 : 1; }  ///< the depth inside an applicant's object

    bool number() { return value({JsonKind::Number, {}}); }
    bool value(JsonValue value);
    bool open(bool array);
    bool close();
    bool stop(FactsProblem problem);
    void value_taken() {
        taken_ = open_.empty() ? Taken::Whole : open_.back() ? Taken::ValueOfArray : Taken::ValueOfObject;
    }
    void take_value(const JsonValue& value, std::size_t offset);
    void not_an_object(const JsonValue& value, std::size_t offset);
    void report(FactsProblem problem, std::size_t offset, std::string pointer);
    void report_unknown(std::size_t offset);
    void report_duplicate(const Given& first, std::size_t offset);
    void reset();
    void hand_over();

    const Table& table_;
    const FactNames& names_;
    std::string_view text_;
    std::size_t base_;  ///< of the text in the whole input
    bool array_;
    PlaceFinder& places_;
    const std::function<void(Applicant&)>& take_;
    TokenCursor cursor_;
    std::vector<bool> open_;  ///< the brackets that are open: true for an array
    Taken taken_ = Taken::Nothing;
    bool broken_ = false;
    bool deep_reported_ = false;
    Applicant applicant_;
    std::vector<Given> given_;
    std::string name_;  ///< the name last read in the applicant's object
    std::uint32_t fact_ = FactsProblem::no_fact;
    bool skip_ = true;  ///< the value of this name has a problem already
};

}  // namespace tenet::compiler
