#pragma once

#include "tenet/interpret.hpp"

/// Where a text comes from. Registers hold no characters: all texts that a program does not know are 0 alike, so that the number
/// alone does not say which text it is.
namespace tenet {

inline constexpr std::uint32_t no_text_fact = 0xFFFFFFFF;

/// The known fact that a register of texts surely has its characters from; `no_text_fact` while a condition on the way is
/// undetermined or the fact is missing.
template <class Source>
constexpr std::uint32_t text_fact(const Program& program, const Source& source, const Partial* registers,
                                  std::uint16_t value) {
    for (;;) {
        const Op& op = program.ops[value];
        if (op.code == Code::LoadFact) {
            const auto slot = static_cast<std::uint32_t>(op.imm);
            return source.load(slot).state == FactState::Known ? slot : no_text_fact;
        }
        if (op.code == Code::Given)
            value = op.a;
        else if (op.code == Code::If && determined(registers[op.a]))
            value = operand(op, surely(registers[op.a]) ? 1 : 2);
        else
            return no_text_fact;
    }
}

/// Whether a text has the number 0 for sure though it is open which text that is.
template <class Source>
constexpr bool is_open_text(const Program& program, const Source& source, const Partial* registers,
                            std::uint16_t value) {
    const Partial& p = registers[value];
    if (program.types[program.ops[value].type].kind != ValueKind::Text) return false;
    return determined(p) && p.lo == 0 && text_fact(program, source, registers, value) == no_text_fact;
}

}  // namespace tenet
