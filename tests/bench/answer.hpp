#pragma once

#include "tenet/decision.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tenet::bench {

/// What every version answers for one applicant; the masks have a bit for each requirement.
struct Answer {
    Verdict verdict = Verdict::Undetermined;
    std::uint8_t failed = 0, unknown = 0, applicable = 0;

    bool operator==(const Answer&) const = default;
};

using Answers = std::vector<Answer>;

/// One way to answer all applicants of a policy; `answers` is as long as `applicants`.
template <class Facts>
struct Evaluator {
    std::string name;
    std::function<void(const std::vector<Facts>& applicants, Answers& answers)> pass;
    std::function<void(Answers& answers)>
        collect{};  ///< of a pass that leaves its answers as columns: puts them there
};

template <class D>
TENET_INLINE Answer as_answer(const D& decision) {
    static_assert(D::requirement_count <= 8);
    return {decision.verdict, static_cast<std::uint8_t>(decision.failed[0]),
            static_cast<std::uint8_t>(decision.unknown[0]),
            static_cast<std::uint8_t>(decision.applicable[0])};
}

template <class Facts, class One>
TENET_INLINE void answer_all(const std::vector<Facts>& applicants, Answers& answers, One one) {
    Answer* out = answers.data();
    for (const Facts& facts : applicants)
        *out++ = one(facts);
}

}  // namespace tenet::bench
