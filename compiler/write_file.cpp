#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/stat.h>
#include <system_error>
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
    case EFBIG:
        return {path, "the file grows larger than the system allows", "文件超过系统允许的大小", false};
    case ELOOP: return {path, "its links lead in a circle", "链接循环", false};
    case ENAMETOOLONG: return {path, "the name is too long", "文件名太长", false};
    default:
        return {path, fmt::format("it cannot be written (system error {})", error),
                fmt::format("无法写入（系统错误 {}）", error), false};
    }
}

/// Writes everything; gives the system's error number or 0.
int put(int descriptor, std::string_view bytes) {
    int error = 0;
    while (!bytes.empty() && error == 0) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) error = errno;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return error;
}

/// The same, and closes.
int fill(int descriptor, std::string_view bytes) {
    int error = put(descriptor, bytes);
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

/// Makes a new file beside the one of this path, whose name it is to take.
int open_beside(const std::string& path, mode_t mode, std::string& beside, int& descriptor) {
    beside = path + ".XXXXXX";
    descriptor = ::mkostemp(beside.data(), O_CLOEXEC);
    if (descriptor >= 0) return ::fchmod(descriptor, mode) != 0 ? errno : 0;
    const int error = errno;
    beside.clear();  // a name that was not made is not ours to remove
    return error;
}

/// Writes such a file; it is gone again after an error.
int write_beside(const std::string& path, std::string_view bytes, mode_t mode, std::string& beside) {
    int descriptor = -1;
    int error = open_beside(path, mode, beside, descriptor);
    if (descriptor < 0) return error;
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

namespace {

/// Opens a file without a name on the disk of this path; it is gone by itself whatever ends the program. Not all disks have such.
int open_nameless(const std::string& path, mode_t mode) {
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    if (::access("/proc/self/fd", X_OK) != 0) return -1;  // by way of which it gets its name
    const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0 || ::fchmod(descriptor, mode) == 0) return descriptor;
    ::close(descriptor);
    return -1;
}

/// Gives a file without a name one beside `path`.
int name_beside(const std::string& path, int descriptor, std::string& beside) {
    int reserved = -1;
    const int error = open_beside(path, 0600, beside, reserved);
    if (reserved < 0) return error;
    ::close(reserved);
    ::unlink(beside.c_str());
    const std::string open_file = fmt::format("/proc/self/fd/{}", descriptor);
    if (::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, beside.c_str(), AT_SYMLINK_FOLLOW) == 0) return 0;
    const int failed = errno;
    beside.clear();
    return failed;
}

/// What stands at the end of the links of a path, where nothing is there yet; else the path.
std::string end_of_links(const std::string& path) {
    namespace fs = std::filesystem;
    fs::path at = path;
    constexpr int most_links = 40;
    std::error_code none;
    for (int i = 0; i < most_links; ++i) {
        const fs::path next = fs::read_symlink(at, none);
        if (none) break;
        at = at.parent_path() / next;
    }
    return at.string();
}

}  // namespace

std::optional<WorldError> look_where_to_write(const std::string& path) {
    struct stat old {};
    if (::stat(path.c_str(), &old) == 0) {
        if (S_ISDIR(old.st_mode)) return failure(path, EISDIR);
        if (::access(path.c_str(), W_OK) != 0) return failure(path, errno);
        return {};
    }
    if (errno != ENOENT) return failure(path, errno);
    const std::string place = end_of_links(path);
    const std::size_t slash = place.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : place.substr(0, slash + 1);
    if (::access(folder.c_str(), W_OK | X_OK) != 0) return failure(path, errno);
    return {};
}

FileWriter::~FileWriter() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!beside_.empty()) ::unlink(beside_.c_str());
}

std::optional<WorldError> FileWriter::open() {
    struct stat old {};
    const bool exists = ::stat(path_.c_str(), &old) == 0;
    if (!exists && errno != ENOENT) return failure(path_, errno);
    if (exists && S_ISDIR(old.st_mode)) return failure(path_, EISDIR);
    if (exists && !S_ISREG(old.st_mode)) {
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) return failure(path_, errno);
        return {};
    }
    // A file that may not be written is not replaced either, though its folder would allow it.
    if (exists && ::access(path_.c_str(), W_OK) != 0) return failure(path_, errno);
    const std::unique_ptr<char, void (*)(void*)> real(::realpath(path_.c_str(), nullptr), std::free);
    real_ = real ? real.get() : end_of_links(path_);
    descriptor_ = open_nameless(real_, wanted_mode(exists, old));
    if (descriptor_ >= 0) return {};
    const int error = open_beside(real_, wanted_mode(exists, old), beside_, descriptor_);
    if (error != 0) return failure(path_, error);
    return {};
}

std::optional<WorldError> FileWriter::write(std::string_view bytes) {
    if (const int error = put(descriptor_, bytes); error != 0) return failure(path_, error);
    return {};
}

std::optional<WorldError> FileWriter::close() {
    const bool nameless = beside_.empty() && !real_.empty();
    int error = nameless ? name_beside(real_, descriptor_, beside_) : 0;
    if (::close(descriptor_) != 0 && error == 0) error = errno;
    descriptor_ = -1;
    if (error != 0) return failure(path_, error);
    return {};
}

std::optional<WorldError> FileWriter::finish() {
    if (beside_.empty()) return {};
    if (::rename(beside_.c_str(), real_.c_str()) != 0) return failure(path_, errno);
    beside_.clear();
    return {};
}

}  // namespace tenet::compiler
