#pragma once

#include "compiler/answer.hpp"
#include "compiler/reference_aggregates.hpp"
#include "compiler/reference_possible.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <set>
#include <vector>

/// The walk of the reference evaluator through one policy with the facts of one applicant.
namespace tenet::compiler::reference {

using Paths = std::set<FactPath>;

/// A field as supplied; of those left off at the end of a record nothing is known.
FactValue supplied_field(const Record& record, std::uint32_t field);

/// How far a value lies behind one of the ends that it is compared with: days, else units of 1/scale of its type.
struct Distance {
    std::uint32_t
        end;  ///< of a comparison 0, of an alternative its number from 1, of a window or range 0 the first and 1 the last
    std::int64_t steps;
};

class Walk;

/// Is told of what a walk finds: each value once, at each record anew.
class Watch {
  public:
    virtual ~Watch() = default;
    virtual void saw(Walk& walk, typed::ExprId id, const Possible& value) = 0;
};

class Walk {
  public:
    Walk(const typed::Module& module, const FactRow& facts, Watch* watch = nullptr);

    /// What an expression that stands outside of aggregates may still be.
    Possible value(typed::ExprId id);
    /// Adds the unknown facts that could still change it, if it is undetermined.
    void collect(typed::ExprId id, Paths& into);
    /// What an output may still be; of a text that the policy does not mention also whether it is open which one it is.
    Possible output(typed::ExprId id);
    /// Adds the unknown facts that could still change an output.
    void collect_output(typed::ExprId id, Paths& into);
    /// Of a comparison, window or range that was just found: those of its distances of which both sides are known.
    std::vector<Distance> distances(typed::ExprId id);
    /// Of an `Every` over a known list the positions of the records that surely do not pass.
    std::vector<std::uint32_t> failing_records(typed::ExprId id);

  private:
    /// The record at which expressions are evaluated; one that nothing is known of has no values.
    struct Place {
        std::uint32_t list = 0, index = 0;
        const Record* record = nullptr;
        std::uint32_t round = outside;  ///< values kept from other rounds are of another place
    };
    static constexpr std::uint32_t outside = 1;  ///< the round of what is the same at every record

    /// The round that the value of an expression belongs to.
    std::uint32_t round_of(const typed::Expr& e) const;
    /// Collects what stands below an expression, once for each place.
    void descend(typed::ExprId id, Paths& into);

    Possible compute(const typed::Expr& e);
    Possible supplied(const FactValue& given, const typed::Type& type) const;
    Possible fact(std::uint32_t index) const;
    Possible field(std::uint32_t index);
    Possible as_of() const { return fact(module_.as_of); }
    Shape shape(typed::ExprId id) const { return shape_of(module_, module_.at(id).type); }

    Possible shifted(Possible p, typed::Period period) const;
    Possible whole_months(const typed::Expr& e);
    Possible compared(const typed::Expr& e);
    Possible tier(const typed::Expr& e, const typed::Tier& t);
    Possible tiered(const typed::Expr& e);
    Possible ahead(const typed::Expr& e);
    Possible around(const typed::Expr& e);
    Possible given(const typed::Expr& e);
    Possible choose(const typed::Expr& e);

    const typed::Calendar& calendar_of(const typed::Expr& e) const;
    Possible number(const typed::Expr& e, typed::ExprId date, bool clamped = false);
    RecordList stops(const typed::Expr& e);

    bool is_open_text(typed::ExprId id);
    void descend_text(typed::ExprId id, std::set<std::uint32_t>& seen, Paths& into);

    Possible aggregate(const typed::Expr& e);
    /// Goes to a record and gives the place to come back to.
    Place enter(std::uint32_t list, std::uint32_t index, const Record* record);
    RecordValues read_record(const typed::Expr& e);
    RecordList read_list(const typed::Expr& e);
    bool is_unknown(std::uint32_t list) const { return facts_[list].state != FactValue::State::Known; }

    void open(const typed::Expr& e, Paths& into);
    void open_fact(std::uint32_t index, Paths& into) const;
    void open_field(std::uint32_t index, Paths& into);
    void open_tiers(const typed::Expr& e, Paths& into);
    void open_if(const typed::Expr& e, Paths& into);
    void open_around(const typed::Expr& e, Paths& into);
    void open_aggregate(const typed::Expr& e, Paths& into);
    void open_record(const typed::Expr& e, Paths& into);
    void open_number(const typed::Expr& e, typed::ExprId date, Paths& into, bool clamped = false);
    void open_clock(const typed::Expr& e, Paths& into);
    void open_order(const typed::Expr& e, Paths& into);

    const typed::Module& module_;
    const FactRow& facts_;
    Watch* watch_;
    Place place_;
    std::uint32_t rounds_ = outside;
    std::uint64_t collections_ = 0;
    std::vector<std::uint32_t> found_in_;  ///< of each expression the round in which its value was found
    std::vector<std::uint64_t>
        collected_in_;  ///< likewise the collection, and its round, that went through it
    std::vector<Possible> values_;
};

}  // namespace tenet::compiler::reference
