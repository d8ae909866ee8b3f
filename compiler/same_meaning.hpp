#pragma once

#include "compiler/meaning.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

/// Proofs that two conditions or values are the same for every applicant of whom everything is known: by their normal forms, or by going
/// through all cases that they tell apart. What no case can be made of, such as a comparison of two facts or an aggregate, counts as
/// free to be anything, so that what is the same in all cases is the same for all applicants. Never does a search prove anything.
namespace tenet::compiler {

/// A value in one case.
struct CaseValue {
    bool none = false;
    std::int64_t number = 0;
    MeaningId subject;  ///< whose value it is, where the number only stands for those of a region

    bool yes() const { return !none && number != 0; }
};

/// Whether two values of one case are surely the same.
bool same_value(const CaseValue& a, const CaseValue& b);

struct Sameness {
    enum class How : std::uint8_t {
        Form,     ///< the same normal form: the same too for applicants of whom something is missing
        Cases,    ///< the same in all cases, `cases` of them
        Unproved  ///< they differ, or no proof was found
    };
    How how = How::Unproved;
    std::uint64_t cases = 0;

    bool proved() const { return how != How::Unproved; }
};

class SameMeaning {
  public:
    /// Judges the values of the older roots and those of the newer, in one case.
    using Judge = std::function<bool(const std::vector<CaseValue>&, const std::vector<CaseValue>&)>;

    explicit SameMeaning(MeaningPool& pool, std::uint64_t most_cases = std::uint64_t{1} << 18U)
        : pool_(pool), most_cases_(most_cases) {}

    /// Whether each root is the same as its counterpart.
    Sameness compare(const std::vector<MeaningId>& old_roots, const std::vector<MeaningId>& new_roots);
    /// Whether the judge finds no difference in any case.
    Sameness compare(const std::vector<MeaningId>& old_roots, const std::vector<MeaningId>& new_roots,
                     const Judge& judge);

  private:
    /// Something that takes one of some values in each case.
    struct Variable {
        MeaningId id;
        std::vector<CaseValue> samples;
    };
    struct Plan;
    struct Walk;

    MeaningId resolved(MeaningId id);
    MeaningId taken_apart(MeaningId id);
    bool is_open(MeaningId id);
    const std::vector<MeaningId>& leaves(MeaningId id);
    void gather(MeaningId root, Plan& plan);
    void add_thresholds(const std::vector<MeaningId>& leaves, Plan& plan) const;
    void mention(MeaningId subject, MeaningId constant, Plan& plan) const;
    bool settle(Plan& plan) const;
    std::vector<CaseValue> samples_of(MeaningId id, const std::vector<std::int64_t>& thresholds) const;
    CaseValue value(MeaningId id, const std::vector<CaseValue>& values) const;
    void match(const std::vector<MeaningId>& old_roots, const std::vector<MeaningId>& new_roots);
    bool alike(MeaningId a, MeaningId b);
    bool same_operand(MeaningId a, MeaningId b);
    bool same_in_any_order(std::vector<MeaningId> a, std::vector<MeaningId> b);

    MeaningPool& pool_;
    std::uint64_t most_cases_;
    unsigned depth_ = 0;
    std::uint64_t inner_cases_ = 0;  ///< of the proofs that operands are the same
    std::unordered_map<std::uint32_t, MeaningId> same_as_;
    std::unordered_map<std::uint32_t, std::vector<MeaningId>> leaves_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> compared_;
};

}  // namespace tenet::compiler
