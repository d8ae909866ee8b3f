#pragma once

#include "tests/bench/flat.hpp"

/// The policy written by hand on the structs of the generated header. What it says stands in flat.policy.
namespace tenet::bench::flat_policy::by_hand {

/// The first days of windows of five and of three years, in days since 1900-01-01 and modulo 2^32, 29 February becoming 28 February.
/// Multiplications stand for divisions (Neri and Schneider), as in the runtime. Years begin on 1 March.
struct Since {
    std::uint32_t five, three;

    explicit Since(std::uint32_t day) {
        const std::uint32_t quarters = 4 * (day + first_day) + 3;
        const std::uint32_t century = quarters / 146097;
        const std::uint64_t scaled = std::uint64_t{2939745} * (quarters % 146097 | 3);
        const std::uint32_t year = 100 * century + static_cast<std::uint32_t>(scaled >> 32);
        const std::uint32_t of_year = static_cast<std::uint32_t>(scaled) / 2939745 / 4;
        const std::uint32_t last = of_year - static_cast<std::uint32_t>(of_year == 365);
        five = start_of(year - 5) + last;
        three = start_of(year - 3) + last;
    }

  private:
    static constexpr std::uint32_t first_day = 693901;  // 1900-01-01, counted from 0000-03-01
    static std::uint32_t start_of(std::uint32_t year) {
        return 365 * year + year / 4 - year / 100 + year / 400 - first_day;
    }
};

/// One comparison stands for two: what lies after the application wraps around; none lies in no window.
inline bool in_window(std::uint32_t day, std::uint32_t since, std::uint32_t today) {
    return today - day <= today - since;
}

static_assert(static_cast<int>(Verdict::Undetermined) == 0 && static_cast<int>(Verdict::Eligible) == 1 &&
              static_cast<int>(Verdict::Ineligible) == 3);

/// As good as we can, without a branch; only for applicants of whom nothing is missing.
inline Answer best_if_complete(const Facts& facts) {
    const std::uint32_t today = facts.applied_on.raw();
    const Since since(today);
    const std::uint32_t held =
        static_cast<std::uint32_t>(in_window(facts.exam.raw(), since.five, today)) |
        static_cast<std::uint32_t>(in_window(facts.employed_on.raw(), since.three, today)) << 1 |
        static_cast<std::uint32_t>(facts.audits.raw() >= 4U - facts.extension.raw()) << 2 |
        static_cast<std::uint32_t>(facts.training.raw() >= 32) << 3 |
        static_cast<std::uint32_t>(facts.experience.raw() >= 400) << 4 |
        static_cast<std::uint32_t>(facts.complaints.raw() <= 2) << 5 |
        std::uint32_t{facts.code_signed.raw()} << 6;
    const auto failed = static_cast<std::uint8_t>(held ^ 127);
    return {static_cast<Verdict>(1 + 2 * static_cast<unsigned>(failed != 0)), failed, 0, 127};
}

/// As good as we can, without a branch; facts may be missing. A window of which an end or the day is missing is open.
inline Answer best(const Facts& facts) {
    using Code = Codes<std::uint32_t>;
    const std::uint32_t today = facts.applied_on.raw(), exam = facts.exam.raw();
    const std::uint32_t employed = facts.employed_on.raw(), audits = facts.audits.raw();
    const std::uint32_t extension = facts.extension.raw(), is_signed = facts.code_signed.raw();
    const Since since(today);
    const bool no_exam = exam == Code::none;
    const bool exam_known = ((exam | today) & Code::not_a_value) == 0;
    const bool employed_known = ((employed | today) & Code::not_a_value) == 0;
    const bool maybe_three = (audits == 3) & (extension != 0);
    const auto bit = [](bool b, unsigned k) { return static_cast<std::uint32_t>(b) << k; };
    const std::uint32_t failed = bit(no_exam | (exam_known & !in_window(exam, since.five, today)), 0) |
                                 bit(employed_known & !in_window(employed, since.three, today), 1) |
                                 bit((audits < 4) & !maybe_three, 2) | bit(facts.training.raw() < 32, 3) |
                                 bit(facts.experience.raw() < 400, 4) |
                                 bit(facts.complaints.raw() - 3 < Code::not_a_value - 3, 5) |
                                 bit(is_signed == 0, 6);
    const std::uint32_t unknown = bit(!(no_exam | exam_known), 0) | bit(!employed_known, 1) |
                                  bit((audits >= Code::not_a_value) | (maybe_three & (extension != 1)), 2) |
                                  bit(facts.training.raw() >= Code::not_a_value, 3) |
                                  bit(facts.experience.raw() >= Code::not_a_value, 4) |
                                  bit(facts.complaints.raw() >= Code::not_a_value, 5) | bit(is_signed > 1, 6);
    const auto any_failed = static_cast<unsigned>(failed != 0),
               any_unknown = static_cast<unsigned>(unknown != 0);
    return {static_cast<Verdict>(any_failed << 1 | (any_failed | (any_unknown ^ 1))),
            static_cast<std::uint8_t>(failed), static_cast<std::uint8_t>(unknown), 127};
}

}  // namespace tenet::bench::flat_policy::by_hand
