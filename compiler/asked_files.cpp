#include "compiler/asked_files.hpp"

namespace tenet::compiler {

AskedFiles::AskedFiles(FileSystem& files, const std::vector<std::string>& paths) : files_(files) {
    for (const std::string& path : paths)
        shown_.emplace(one_way(files_, path), path);
}

std::vector<std::string> AskedFiles::keys_of(const Sources& sources) const {
    std::vector<std::string> keys;
    for (std::uint32_t i = 0; i < sources.size(); ++i)
        keys.push_back(one_way(files_, sources.file(i).path));
    return keys;
}

}  // namespace tenet::compiler
