#include "log_lines.hpp"

namespace decision_service {

std::string replay_line(const Entry& entry) {
    if (entry.answer.size() < 2 || entry.facts.size() < 2)
        throw LogFailure("the entry " + entry.id + " is damaged");
    std::string line = R"({"decision":")" + entry.id + R"(","at":")" + entry.at + R"(","facts":)";
    line += entry.facts;
    line += ',';
    // The answer is an object that has members.
    line.append(entry.answer, 1, std::string::npos);
    line += '\n';
    return line;
}

}  // namespace decision_service
