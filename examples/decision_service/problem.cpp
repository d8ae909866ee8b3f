#include "problem.hpp"

#include <cctype>
#include <nlohmann/json.hpp>

namespace decision_service {
namespace {

struct Row {
    std::string_view type;
    int status;
    std::string_view title_en, title_zh, detail_en, detail_zh;
};

constexpr Row rows[] = {
#define PROBLEM(name, type, status, title_en, title_zh, detail_en, detail_zh)                                \
    {type, status, title_en, title_zh, detail_en, detail_zh},
#include "problems.def"
#undef PROBLEM
};

const Row& row_of(ProblemKind kind) { return rows[static_cast<std::size_t>(kind)]; }

bool begins_with(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (std::tolower(static_cast<unsigned char>(text[i])) != word[i]) return false;
    return text.size() == word.size() || std::isalpha(static_cast<unsigned char>(text[word.size()])) == 0;
}

}  // namespace

int status_of(ProblemKind kind) { return row_of(kind).status; }
std::string_view name_of(ProblemKind kind) { return row_of(kind).type; }

std::string document_of(const Problem& problem, Language language) {
    const Row& row = row_of(problem.kind);
    const bool zh = language == Language::zh;
    nlohmann::ordered_json document{{"type", "urn:tenet:problem:" + std::string(row.type)},
                                    {"title", zh ? row.title_zh : row.title_en},
                                    {"status", row.status},
                                    {"detail", problem.detail}};
    if (!problem.help.empty()) document["help"] = problem.help;
    if (!problem.code.empty()) document["code"] = problem.code;
    if (!problem.pointer.empty()) document["pointer"] = problem.pointer;
    if (problem.line != 0) document["line"] = problem.line;
    if (problem.column != 0) document["column"] = problem.column;
    // What clients sent may be quoted in it, and need not be UTF-8.
    return document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Problem plain(ProblemKind kind, Language language) {
    const Row& row = row_of(kind);
    return {kind, std::string(language == Language::zh ? row.detail_zh : row.detail_en)};
}

Language language_of(std::string_view accepted, Language otherwise) {
    while (!accepted.empty()) {
        const std::size_t begin = accepted.find_first_not_of(" \t,");
        if (begin == std::string_view::npos) break;
        accepted.remove_prefix(begin);
        if (begins_with(accepted, "zh")) return Language::zh;
        if (begins_with(accepted, "en")) return Language::en;
        accepted.remove_prefix(std::min(accepted.find(','), accepted.size()));
    }
    return otherwise;
}

}  // namespace decision_service
