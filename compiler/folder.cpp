#include "compiler/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <system_error>

// The walk through the folders of a disk.

namespace tenet::compiler {
namespace {

namespace fs = std::filesystem;

WorldError not_readable(const fs::path& path, const std::error_code& error) {
    if (error == std::errc::permission_denied)
        return {path.string(), "you may not read this folder", "没有读取这个文件夹的权限", false};
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        return {path.string(), "there is no such folder", "没有这个文件夹", false};
    return {path.string(), fmt::format("it cannot be read (system error {})", error.value()),
            fmt::format("无法读取（系统错误 {}）", error.value()), false};
}

/// Goes through a folder and those in it, and gathers files; links are looked at when all else is known.
class FolderWalk {
  public:
    FolderWalk(const std::string& folder, std::string_view ending) : root_(folder), ending_(ending) {}

    Result<std::vector<std::string>> run() {
        if (!enter(root_, 0)) return {std::nullopt, error_};
        std::error_code ignored;  // a root without an own path has no links in it that could be judged
        const std::string inside = fs::canonical(root_, ignored).string() + "/";
        std::set<std::string> known;
        for (const std::string& path : found_)
            known.insert(fs::canonical(path, ignored).string());
        std::sort(links_.begin(), links_.end());
        for (const std::string& link : links_) {
            const std::string target = fs::canonical(link, ignored).string();
            if (target.starts_with(inside) && fs::is_regular_file(target, ignored) &&
                known.insert(target).second)
                found_.push_back(link);
        }
        std::sort(found_.begin(), found_.end());
        return {std::move(found_), {}};
    }

  private:
    bool fail(WorldError error) {
        error_ = std::move(error);
        return false;
    }

    bool enter(const fs::path& folder, std::size_t depth) {
        std::error_code error;
        fs::directory_iterator each(folder, error);
        if (error) return fail(not_readable(folder, error));
        std::vector<fs::path> folders;
        for (const fs::directory_iterator end; each != end; each.increment(error)) {
            if (++entries_ > most_entries)
                return fail({root_,
                             fmt::format("there are more than {} files and folders in it", most_entries),
                             fmt::format("其中的文件和文件夹超过 {} 个", most_entries), false});
            take(*each, folder, folders);
        }
        if (error) return fail(not_readable(folder, error));
        if (!folders.empty() && depth == most_folders_deep)
            return fail({folder.string(),
                         fmt::format("folders stand in one another more than {} deep", most_folders_deep),
                         fmt::format("文件夹层层嵌套，超过 {} 层", most_folders_deep), false});
        return std::all_of(folders.begin(), folders.end(),
                           [&](const fs::path& inner) { return enter(inner, depth + 1); });
    }

    void take(const fs::directory_entry& entry, const fs::path& folder, std::vector<fs::path>& folders) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with('.')) return;
        std::error_code ignored;  // what has gone in the meantime is not there
        const fs::file_status status = entry.symlink_status(ignored);
        const std::string path = folder == "." ? name : entry.path().string();
        if (fs::is_directory(status)) folders.emplace_back(path);
        if (!name.ends_with(ending_)) return;
        if (fs::is_regular_file(status)) found_.push_back(path);
        if (fs::is_symlink(status)) links_.push_back(path);
    }

    std::string root_;
    std::string_view ending_;
    std::vector<std::string> found_, links_;
    std::size_t entries_ = 0;
    WorldError error_;
};

}  // namespace

bool DiskFiles::is_folder(const std::string& path) {
    std::error_code ignored;  // what is not there is no folder
    return path != "-" && fs::is_directory(path, ignored);
}

Result<std::vector<std::string>> DiskFiles::files_below(const std::string& folder, std::string_view ending) {
    std::string root = folder;
    while (root.size() > 1 && root.back() == '/')
        root.pop_back();
    return FolderWalk(root, ending).run();
}

}  // namespace tenet::compiler
