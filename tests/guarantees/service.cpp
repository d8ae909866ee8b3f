// A service that asks everything there is to ask of one policy: TENET_HEADER is its header, TENET_POLICY its namespace. With
// TENET_BREACH_… defined it does what it must not, so that each check is seen to fail.
#include TENET_HEADER

#include <tenet/explain_json.hpp>
#include <tenet/explain_text.hpp>
#include <tenet/json.hpp>
#include <utility>

namespace policy = TENET_POLICY;

using Table = policy::Table;
using Facts = policy::Facts;

namespace {

constexpr const tenet::Program& program = Table::program;

constexpr std::uint64_t mixed(std::uint64_t sum, std::int64_t value) {
    return sum * 31 + static_cast<std::uint64_t>(value);
}

template <std::uint32_t D>
std::uint64_t decided(const Facts& facts) {
    const auto decision = tenet::decide<Table, D>(facts);
    return mixed(static_cast<std::uint64_t>(decision.verdict), decision.refusal.refused() ? 1 : 0);
}

template <std::uint32_t O>
std::uint64_t put_out(const Facts& facts) {
    return static_cast<std::uint64_t>(tenet::output<Table, O>(facts).low);
}

template <std::uint32_t D>
std::uint64_t explained(const Facts& facts) {
    const auto decision = tenet::decide<Table, D>(facts);
    const auto reasons = tenet::explain(policy::table, facts, decision);
    std::uint64_t sum = 0;
    std::uint32_t records[64];
    for (std::uint32_t i = 0; i < reasons.size(); ++i) {
        const tenet::Reason reason = reasons[i];
        sum = mixed(sum + reasons.records(i, records, 64), reason.why().shortfall.lo + reason.id()[0]);
        for (std::uint32_t k = 0; k < reason.part_count(); ++k)
            sum = mixed(sum, reason.part(k).holds.lo);
        for (std::uint32_t k = 0; k < reason.placeholder_count(); ++k)
            sum = mixed(sum, reason.placeholder(k).value.lo);
    }
    return sum + tenet::missing(policy::table, facts, decision).total;
}

template <std::uint32_t... D>
std::uint64_t all_decided(const Facts& facts, std::integer_sequence<std::uint32_t, D...>) {
    return (std::uint64_t{0} + ... + decided<D>(facts));
}
template <std::uint32_t... O>
std::uint64_t all_put_out(const Facts& facts, std::integer_sequence<std::uint32_t, O...>) {
    return (std::uint64_t{0} + ... + put_out<O>(facts));
}
template <std::uint32_t... D>
std::uint64_t all_explained(const Facts& facts, std::integer_sequence<std::uint32_t, D...>) {
    return (std::uint64_t{0} + ... + explained<D>(facts));
}

using Decisions = std::make_integer_sequence<std::uint32_t, program.decision_count>;
using Outputs = std::make_integer_sequence<std::uint32_t, program.output_count>;

}  // namespace

extern "C" {
std::uint64_t service_decide(const Facts& facts);
std::uint64_t service_outputs(const Facts& facts);
std::uint64_t service_evaluate(const Facts& facts);
std::uint64_t service_explain(const Facts& facts);
std::uint64_t service_tell(const Facts& facts, char* buffer, std::size_t room);
std::uint64_t service_tell_json(const Facts& facts, char* buffer, std::size_t room);
std::uint64_t service_read(const char* text, std::size_t size, Facts& facts, std::byte* memory,
                           std::size_t room);

std::uint64_t service_decide(const Facts& facts) { return all_decided(facts, Decisions{}); }
std::uint64_t service_outputs(const Facts& facts) { return all_put_out(facts, Outputs{}); }
std::uint64_t service_evaluate(const Facts& facts) {
    const auto all = tenet::evaluate<Table>(facts);
    std::uint64_t sum = 0;
    for (std::uint32_t d = 0; d < program.decision_count; ++d)
        sum = mixed(sum, static_cast<std::int64_t>(all.verdicts[d]));
    return sum;
}
std::uint64_t service_explain(const Facts& facts) { return all_explained(facts, Decisions{}); }
std::uint64_t service_tell(const Facts& facts, char* buffer, std::size_t room) {
    tenet::AnswerText answer(policy::table, facts);
    std::uint64_t said = 0;
    for (const tenet::Lang lang : {tenet::Lang::zh, tenet::Lang::en}) {
        said += answer.result(lang, buffer, room).needed + answer.refusal(lang, buffer, room).needed;
        if (program.decision_count == 0) continue;
        said += answer.decision(0, lang, buffer, room).needed;
        said += answer.requirement(0, 0, lang, buffer, room).needed;
    }
    return said;
}
std::uint64_t service_tell_json(const Facts& facts, char* buffer, std::size_t room) {
    tenet::AnswerJson answer(policy::table, facts);
    std::uint64_t said = answer.refused() ? 1 : 0;
    for (const tenet::Lang lang : {tenet::Lang::zh, tenet::Lang::en}) {
        said += answer.result(lang, buffer, room).needed + answer.brief(lang, buffer, room).needed;
        said += answer.refusal(lang, buffer, room).needed;
    }
    if (program.decision_count != 0) said += static_cast<std::uint64_t>(answer.verdict(0));
    return said;
}
std::uint64_t service_read(const char* text, std::size_t size, Facts& facts, std::byte* memory,
                           std::size_t room) {
    const std::string_view json(text, size);
    const tenet::json::Fault fault =
        tenet::json::read(policy::table, json, facts, tenet::json::Memory(memory, room));
    char line[200];
    std::uint64_t said = tenet::json::pointer(policy::table, fault, json, line).size();
    for (const tenet::Lang lang : {tenet::Lang::zh, tenet::Lang::en}) {
        said += tenet::json::message(policy::table, fault, json, lang, line).size();
        said += tenet::json::remedy(policy::table, fault, json, lang, line).size();
    }
    return said;
}
}

#ifdef TENET_BREACH_SYMBOLS
extern "C" int* service_breach();
int* service_breach() { return new int(1); }
#endif
#ifdef TENET_BREACH_EXCEPTIONS
extern "C" int service_breach(int);
int service_breach(int n) {
    if (n > 1) throw n;
    return n;
}
#endif
#ifdef TENET_BREACH_STORAGE
extern "C" int service_breach();
int service_breach() {
    static int count = 1;
    return ++count;
}
#endif
#ifdef TENET_BREACH_STACK
extern "C" int service_breach(const volatile int* left);
int service_breach(const volatile int* left) {
    return *left <= 0 ? 1 : *left * service_breach(left + 1) + *left;
}
#endif
#ifdef TENET_BREACH_CORTEX_M0
extern "C" double service_breach(double);
double service_breach(double part) { return part * 1.5; }
#endif
