#include "generated_rules.hpp"

#include "table_rules.hpp"

#include <stdexcept>

namespace decision_service {

Problem refusal_of(std::string_view words) {
    Problem problem{ProblemKind::Refused};
    const std::size_t open = words.find('['), close = words.find(']');
    if (open < close && close != std::string_view::npos) {
        problem.code = words.substr(open + 1, close - open - 1);
        words.remove_prefix(close + 1);
    }
    const auto after_colon = [](std::string_view line) {
        const std::size_t colon = line.find(": ");
        return std::string(colon == std::string_view::npos ? line : line.substr(colon + 2));
    };
    const std::size_t end = words.find('\n');
    problem.detail = after_colon(words.substr(0, end));
    if (end == std::string_view::npos) return problem;
    words.remove_prefix(end + 1);
    problem.help = after_colon(words.substr(0, words.find('\n')));
    return problem;
}

RulesPointer open_built_in_table(std::string_view bytes) {
    std::variant<RulesPointer, TableComplaint> opened = open_table_rules(bytes);
    if (const auto* const complaint = std::get_if<TableComplaint>(&opened))
        throw std::runtime_error(complaint->en);
    return std::get<RulesPointer>(std::move(opened));
}

std::vector<std::byte>& memory_of_thread(std::size_t size) {
    thread_local std::vector<std::byte> memory;
    constexpr std::size_t most_kept = std::size_t{4} << 20U;
    if (memory.size() > most_kept && size <= most_kept) std::vector<std::byte>().swap(memory);
    if (memory.size() < size) memory.resize(size);
    return memory;
}

std::string_view word_of(tenet::Verdict verdict) {
    switch (verdict) {
    case tenet::Verdict::Undetermined: return "undetermined";
    case tenet::Verdict::Eligible: return "eligible";
    case tenet::Verdict::EligibleWithRemedy: return "eligible_with_remedy";
    case tenet::Verdict::Ineligible: return "ineligible";
    case tenet::Verdict::NotApplicable: return "not_applicable";
    case tenet::Verdict::Refused: return "refused";
    }
    return "";
}

}  // namespace decision_service
