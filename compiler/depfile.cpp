#include "compiler/depfile.hpp"

#include <algorithm>

namespace tenet::compiler {
namespace {

/// A path as make reads it: a blank and `#` take a backslash, as do the backslashes before one; `$` is doubled.
std::string escaped(std::string_view path) {
    std::string out;
    std::size_t backslashes = 0;
    for (const char c : path) {
        if (c == ' ' || c == '#') out.append(backslashes + 1, '\\');
        if (c == '$') out += '$';
        out += c;
        backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    return out;
}

}  // namespace

Result<std::string> ReadFiles::read(const std::string& path, std::size_t limit) {
    Result<std::string> text = files_.read(path, limit);
    if (text && std::find(paths_.begin(), paths_.end(), path) == paths_.end()) paths_.push_back(path);
    return text;
}

std::string depfile(std::string_view target, const std::vector<std::string>& files) {
    std::string out = escaped(target) + ":";
    for (const std::string& each : files)
        out += " \\\n  " + escaped(each);
    return out + "\n";
}

}  // namespace tenet::compiler
