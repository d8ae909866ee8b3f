#include <admission.hpp>
#include <tenet/batch.hpp>

#include <cstdint>
#include <cstdio>
#include <vector>

namespace {

using Column = std::vector<std::uint32_t>;

/// What a data base would give: a column for each fact, in which a value is as a fact has it in memory.
struct Applicants {
    Column applied_on, exam, hours, audits, complaints;
    std::vector<std::uint8_t> extension;

    explicit Applicants(std::uint32_t count) {
        const auto day = static_cast<std::uint32_t>(tenet::date(2023, 5, 1).days);
        for (std::uint32_t i = 0; i < count; ++i) {
            applied_on.push_back(day + i % 365);
            exam.push_back(i % 50 == 0 ? none : day - i % 2500);
            hours.push_back(60 + i % 120);  // halves of an hour
            audits.push_back(i % 20 == 0 ? unknown : 2 + i % 7);
            extension.push_back(i % 2);
            complaints.push_back(i % 4);
        }
    }

  private:
    static constexpr std::uint32_t none = tenet::Codes<std::uint32_t>::none;
    static constexpr std::uint32_t unknown = tenet::Codes<std::uint32_t>::unknown;
};

constexpr const char* words[] = {"undetermined", "eligible",       "eligible with remedy",
                                 "ineligible",   "not applicable", "refused"};

}  // namespace

int main() {
    constexpr std::uint32_t count = 100'000;
    const Applicants applicants(count);

    // The columns in the order in which the policy declares its facts. One that is null is unknown in every row.
    const void* const facts[] = {applicants.applied_on.data(), applicants.exam.data(),
                                 applicants.hours.data(),      applicants.audits.data(),
                                 applicants.extension.data(),  applicants.complaints.data()};
    std::vector<tenet::Verdict> verdicts(count);
    std::vector<std::uint8_t> failed(count);  // a bit for each requirement
    tenet::batch::decide<admission::Table, 0>({facts}, count, {verdicts.data(), failed.data()});

    std::uint32_t of_verdict[6] = {}, of_requirement[4] = {};
    for (std::uint32_t i = 0; i < count; ++i) {
        ++of_verdict[static_cast<std::size_t>(verdicts[i])];
        for (std::uint32_t k = 0; k < 4; ++k)
            of_requirement[k] += failed[i] >> k & 1U;
    }
    for (std::size_t k = 0; k < 6; ++k)
        if (of_verdict[k] != 0) std::printf("%6u %s\n", of_verdict[k], words[k]);
    const tenet::Program& program = admission::Table::program;
    for (std::uint32_t k = 0; k < 4; ++k)
        std::printf("%6u fail %s\n", of_requirement[k], tenet::text_of(program, program.requirements[k].id));
}
