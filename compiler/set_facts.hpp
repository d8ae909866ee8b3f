#pragma once

#include "compiler/answer.hpp"
#include "compiler/compile.hpp"
#include "compiler/facts.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tenet::compiler {

/// How one fact of two policies differs, in words for a message; nothing if one applicant can give it to both.
std::optional<Arg> fact_difference(const Table& one, const TableFact& fact, const Table& other,
                                   const TableFact& other_fact);

/// What a fact or field may be, in words: `a count 0 .. 12 or none`.
Arg values_in_words(const Table& table, const typed::Type& type);

/// The facts of several questions as one applicant gives them. Facts of one name must not differ.
class SetFacts {
  public:
    /// The tables must outlive this.
    explicit SetFacts(const std::vector<const Table*>& questions);

    /// Facts of all questions, each once, with their choices, records and texts, for `read_facts`; nothing else.
    const Table& table() const { return table_; }
    /// What the question needs of a row of all facts.
    FactRow row_of(std::size_t question, const FactRow& all) const;
    /// The problems that concern a fact of the question, whose facts they then name.
    std::vector<FactsProblem> problems_of(std::size_t question, const std::vector<FactsProblem>& all) const;

  private:
    /// One question: of each of its facts the place among all, and of each text among all its own number.
    struct Part {
        const Table* table;
        std::vector<std::uint32_t> facts;
        std::vector<std::int64_t> texts;
    };

    void add(const Table& question);
    FactValue value_of(const Part& part, std::uint32_t slot, const FactValue& all) const;
    std::int64_t text_of(const Part& part, std::int64_t all) const;

    Table table_;
    std::vector<Part> parts_;
};

}  // namespace tenet::compiler
