#pragma once

#include "tenet/interpret.hpp"

/// Which records make a requirement fail.
namespace tenet {

/// Hands the records of a known list that surely fail a requirement which asks something of every record to `take`: their
/// positions, from 0, in order. `registers` and `live` as `run` left and took them; `columns` as `run` takes them.
template <class Source, class Take>
constexpr void for_failing_records(const Program& program, const RequirementSpec& requirement,
                                   const Source& source, const Partial* registers, Partial* columns,
                                   const std::uint8_t* live, const Take& take) {
    if (requirement.records == no_register) return;
    std::uint32_t each = requirement.records;
    while (program.ops[each].code != Code::Each)
        --each;
    const Region region = region_at(program, each);
    const Loaded list = source.load(region.slot);
    if (list.state != FactState::Known) return;
    const RegionRun<Partial, Source> run{program, source, registers, nullptr, columns, region};
    const auto length = static_cast<std::uint32_t>(list.value);
    const std::uint16_t fails = program.ops[requirement.records].a;
    for (std::uint32_t first = 0; first < length; first += block_size<Partial>) {
        const std::uint32_t left = length - first;
        const Block block{first, left < block_size<Partial> ? left : block_size<Partial>, false};
        run.compute(block, live);
        for (std::uint32_t k = 0; k < block.count; ++k) {
            const Partial& failing = run.operand_at(fails)[k];
            if (planted(Fault::FailingRecord) ? possibly(failing) : surely(failing)) take(first + k);
        }
    }
}

/// Gives how many there are; the positions of the first `capacity` are in `found`.
template <class Source>
constexpr std::uint32_t failing_records(const Program& program, const RequirementSpec& requirement,
                                        const Source& source, const Partial* registers, Partial* columns,
                                        const std::uint8_t* live, std::uint32_t* found,
                                        std::uint32_t capacity) {
    std::uint32_t total = 0;
    for_failing_records(program, requirement, source, registers, columns, live, [&](std::uint32_t record) {
        if (total < capacity) found[total] = record;
        ++total;
    });
    return total;
}

}  // namespace tenet
