#include <allowance.hpp>
#include <cstdio>
#include <string_view>
#include <tenet/json.hpp>

namespace {

constexpr const char* verdicts[] = {"undetermined", "eligible",       "eligible with remedy",
                                    "ineligible",   "not applicable", "refused"};

/// What arrived, and what no request may exceed.
constexpr std::string_view requests[] = {
    R"({"claimed_on": "2023-05-01", "trips": [{"ended_on": "2023-03-02", "purpose": "audit", "length": 1.5},
                                       {"ended_on": "2022-11-20", "purpose": "audit", "length": 1}]})",
    R"({"claimed_on": "2023-05-01", "trips": []})",
    R"({"claimed_on": "2023-05-01", "trips": [{"ended_on": "2023-02-29", "purpose": "audit", "length": 2}]})",
    R"({"claimed_on": "2023-05-01", "trip": []})",
};
constexpr std::size_t most_bytes = 2000;

void answer(std::string_view text) {
    // Records are kept here: no heap. Texts are not copied, so that `text` stays as it is while the facts are used.
    std::byte memory[tenet::json::memory_for<allowance::Table>(most_bytes)];
    allowance::Facts facts;
    const tenet::json::Fault fault = tenet::json::read(allowance::table, text, facts, memory);
    if (!fault) {
        std::printf("%s\n", verdicts[static_cast<int>(allowance::allowed(facts).verdict)]);
        return;
    }
    char line[300];
    const std::string_view place = tenet::json::pointer(allowance::table, fault, text, line);
    std::printf("%s in line %u, column %u, %.*s\n", tenet::json::code_of(fault.cause), fault.line,
                fault.column, static_cast<int>(place.size()), place.data());
    const std::string_view what = tenet::json::message(allowance::table, fault, text, tenet::Lang::en, line);
    std::printf("  %.*s\n", static_cast<int>(what.size()), what.data());
    const std::string_view help = tenet::json::remedy(allowance::table, fault, text, tenet::Lang::en, line);
    std::printf("  %.*s\n", static_cast<int>(help.size()), help.data());
}

}  // namespace

int main() {
    for (const std::string_view text : requests)
        answer(text);
}
