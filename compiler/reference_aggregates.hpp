#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <vector>

/// What aggregates make of what is known of each record, for the reference evaluator alone.
namespace tenet::compiler::reference {

/// What an aggregate reads of one record.
struct RecordValues {
    Possible passes;         ///< its condition
    Possible first, second;  ///< its values, where it reads any
};

/// The records of a list. Of an unknown list there is one, which stands for each of the `most` that there may be.
struct RecordList {
    bool unknown = false;
    std::int64_t most = 0;
    std::vector<RecordValues> records;
};

Possible count_of(const RecordList& list);
Possible any_of(const RecordList& list);
Possible every_of(const RecordList& list);
Possible sum_of(const RecordList& list);
Possible latest_of(const RecordList& list);
Possible earliest_of(const RecordList& list);
Possible in_order(const RecordList& list);
Possible union_of(const RecordList& list);

/// Whether record i does not end before it begins; the last may have no end.
Possible ends_in_order(const RecordList& list, std::size_t i);
/// Whether record i + 1 does not begin before record i ends.
Possible next_in_order(const RecordList& list, std::size_t i);

}  // namespace tenet::compiler::reference
