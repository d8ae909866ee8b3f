#include "case.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tenet::golden {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view run_mark = "# RUN: ";
constexpr std::string_view repeat_mark = "# REPEAT ";
constexpr std::string_view file_mark = "# FILE ";
constexpr std::string_view english_mark = "# CHECK:";
constexpr std::string_view chinese_mark = "# CHECK-ZH:";

/// What stands behind a mark; the blank after it is not there when the line of output is empty.
std::string behind(std::string_view line, std::string_view mark) {
    line.remove_prefix(mark.size());
    if (line.starts_with(' ')) line.remove_prefix(1);
    return std::string(line);
}

/// Where the line before the one at `begin` starts.
std::size_t line_before(const std::string& text, std::size_t begin) {
    return begin < 2 ? 0 : text.rfind('\n', begin - 2) + 1;
}

bool is_expectation(std::string_view line) {
    return line.starts_with(english_mark) || line.starts_with(chinese_mark);
}

/// Takes the expectation off the end of the text, so that it cannot change what it expects.
void take_expectation(std::string& text, Case& out) {
    std::size_t begin = text.size();
    while (begin > 0 && is_expectation(std::string_view(text).substr(line_before(text, begin))))
        begin = line_before(text, begin);
    std::istringstream lines(text.substr(begin));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(english_mark))
            out.english.push_back(behind(line, english_mark));
        else
            out.chinese.push_back(behind(line, chinese_mark));
    }
    text.erase(begin);
}

std::string command_of(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line) && line.starts_with('#');)
        if (line.starts_with(run_mark)) return line.substr(run_mark.size());
    return {};
}

std::string replaced(std::string text, std::string_view from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

void append_repeated(std::string& out, const std::string& line) {
    std::size_t colon = line.find(": ");
    std::size_t count = std::stoul(line.substr(repeat_mark.size(), colon));
    std::string text = line.substr(colon + 2) + '\n';
    for (std::size_t n = 1; n <= count; ++n)
        out += replaced(text, "{n}", std::to_string(n));
}

/// The text with its `REPEAT` lines written out; a text without any is left as it is, byte for byte.
std::string written_out(const std::string& text) {
    if (!text.starts_with(repeat_mark) && text.find('\n' + std::string(repeat_mark)) == std::string::npos)
        return text;
    std::string out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(repeat_mark))
            append_repeated(out, line);
        else
            out += line + '\n';
    }
    return out;
}

/// Takes the other files off the end of the text.
void take_files(std::string& text, Case& out) {
    const std::string mark = '\n' + std::string(file_mark);
    for (std::size_t at = text.rfind(mark); at != std::string::npos; at = text.rfind(mark)) {
        const std::size_t begin = at + mark.size(), end = text.find('\n', begin);
        std::string name = text.substr(begin, end - begin);
        const std::string body = text.substr(end + 1);
        text.erase(at + 1);
        const std::size_t colon = name.find(": ");
        if (colon == std::string::npos) {
            out.files.emplace_back(name, written_out(body));
            continue;
        }
        const std::size_t count = std::stoul(name);
        name.erase(0, colon + 2);
        for (std::size_t n = 1; n <= count; ++n) {
            const std::string one = replaced(body, "{n+1}", std::to_string(n + 1));
            out.files.emplace_back(replaced(name, "{n}", std::to_string(n)),
                                   written_out(replaced(one, "{n}", std::to_string(n))));
        }
    }
}

void append_expectation(std::string& text, std::string_view mark, const Lines& lines) {
    for (const std::string& line : lines)
        text += std::string(mark) + (line.empty() ? "" : " " + line) + '\n';
}

}  // namespace

std::string read_bytes(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Case read_case(const fs::path& policy) {
    Case out;
    out.policy = policy;
    out.name = policy.filename().string();
    out.expected = fs::path(policy).replace_extension(".expected");
    bool apart = fs::exists(out.expected);
    if (!apart) out.expected = policy;
    out.text = read_bytes(out.expected);
    take_expectation(out.text, out);
    out.command = command_of(out.text);
    std::string text = apart ? read_bytes(policy) : out.text;
    if (!apart) take_files(text, out);
    out.source = apart ? text : written_out(text);
    return out;
}

std::vector<Case> all_cases(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".policy") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<Case> out;
    for (const fs::path& path : paths)
        out.push_back(read_case(path));
    return out;
}

void write_case(const Case& old, const Lines& english, const Lines& chinese) {
    std::string text = old.text;
    if (!text.ends_with('\n')) text += '\n';
    append_expectation(text, english_mark, english);
    append_expectation(text, chinese_mark, chinese);
    std::ofstream(old.expected, std::ios::binary) << text;
}

}  // namespace tenet::golden
