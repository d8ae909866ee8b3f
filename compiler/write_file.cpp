#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tenet::compiler {
namespace {

// Not strerror: its words follow the locale, and ours must not.
WorldError failure(const std::string& path, int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR: return {path, "the folder does not exist", "文件夹不存在", false};
    case EACCES:
    case EPERM: return {path, "you may not write here", "没有写入的权限", false};
    case EROFS: return {path, "this disk can only be read", "磁盘是只读的", false};
    case EISDIR: return {path, "this is a folder, not a file", "这是文件夹，不是文件", false};
    case ENOSPC:
    case EDQUOT: return {path, "the disk is full", "磁盘已满", false};
    case ENAMETOOLONG: return {path, "the name is too long", "文件名太长", false};
    default:
        return {path, fmt::format("it cannot be written (system error {})", error),
                fmt::format("无法写入（系统错误 {}）", error), false};
    }
}

/// Writes everything and closes; gives the system's error number or 0.
int fill(int descriptor, std::string_view bytes) {
    int error = 0;
    while (!bytes.empty() && error == 0) {
        ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) error = errno;
        if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::close(descriptor) != 0 && error == 0) error = errno;
    return error;
}

int write_through(const std::string& path, std::string_view bytes, int more_flags) {
    int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | more_flags, 0666);
    return descriptor < 0 ? errno : fill(descriptor, bytes);
}

/// What a file made here may be: as the old one was, or as any new one.
mode_t wanted_mode(bool exists, const struct stat& old) {
    if (exists) return old.st_mode & 07777U;
    mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

/// Writes a new file beside the one of this path, whose name it is to take; it is gone again after an error.
int write_beside(const std::string& path, std::string_view bytes, mode_t mode, std::string& beside) {
    beside = path + ".XXXXXX";
    int descriptor = ::mkostemp(beside.data(), O_CLOEXEC);
    if (descriptor < 0) return errno;
    int error = ::fchmod(descriptor, mode) != 0 ? errno : 0;
    int filled = fill(descriptor, bytes);
    if (error == 0) error = filled;
    if (error != 0) ::unlink(beside.c_str());
    return error;
}

int replace(const std::string& path, std::string_view bytes, mode_t mode) {
    std::string beside;
    int error = write_beside(path, bytes, mode, beside);
    if (error != 0) return error;
    if (::rename(beside.c_str(), path.c_str()) == 0) return 0;
    error = errno;
    ::unlink(beside.c_str());
    return error;
}

/// Several files under way; what does not come to its end leaves nothing behind.
class Batch {
  public:
    Batch() = default;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch() {
        for (const Staged& each : staged_)
            ::unlink(each.beside.c_str());
        for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder)
            ::rmdir(folder->c_str());  // not empty where files have been written after all
    }

    int stage(const FileText& file) {
        if (const int error = make_folders(file.path); error != 0) return error;
        struct stat old {};
        const bool exists = ::stat(file.path.c_str(), &old) == 0;
        if (exists && S_ISDIR(old.st_mode)) return EISDIR;
        std::unique_ptr<char, void (*)(void*)> real(::realpath(file.path.c_str(), nullptr), std::free);
        Staged staged{real ? real.get() : file.path, {}};
        const int error = write_beside(staged.path, file.text, wanted_mode(exists, old), staged.beside);
        if (error == 0) staged_.push_back(std::move(staged));
        return error;
    }

    /// Gives all files their names; the path of one that could not take it comes back in `failed`.
    int finish(std::string& failed) {
        while (!staged_.empty()) {
            const Staged& next = staged_.back();
            if (::rename(next.beside.c_str(), next.path.c_str()) != 0) {
                failed = next.path;
                return errno;
            }
            staged_.pop_back();
        }
        made_.clear();
        return 0;
    }

  private:
    struct Staged {
        std::string path, beside;
    };

    int make_folders(const std::string& path) {
        for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
             slash = path.find('/', slash + 1)) {
            const std::string folder = path.substr(0, slash);
            if (::mkdir(folder.c_str(), 0777) == 0)
                made_.push_back(folder);
            else if (errno != EEXIST)
                return errno;
        }
        return 0;
    }

    std::vector<Staged> staged_;
    std::vector<std::string> made_;
};

}  // namespace

std::optional<WorldError> write_file(const std::string& path, std::string_view bytes) {
    struct stat old {};
    bool exists = ::stat(path.c_str(), &old) == 0;
    int error = 0;
    if (exists && S_ISDIR(old.st_mode)) {
        error = EISDIR;
    } else if (exists && !S_ISREG(old.st_mode)) {
        error = write_through(path, bytes, 0);
    } else {
        // A link stays a link: what it leads to is replaced, or made where there is nothing yet.
        std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
        struct stat link {};
        const bool leads_nowhere = !exists && ::lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode);
        error = leads_nowhere ? write_through(path, bytes, O_CREAT)
                              : replace(real ? real.get() : path, bytes, wanted_mode(exists, old));
    }
    if (error == 0) return {};
    return failure(path, error);
}

std::optional<WorldError> write_files(const std::vector<FileText>& files) {
    Batch batch;
    for (const FileText& file : files)
        if (const int error = batch.stage(file); error != 0) return failure(file.path, error);
    std::string failed;
    const int error = batch.finish(failed);
    if (error == 0) return {};
    return failure(failed, error);
}

}  // namespace tenet::compiler
