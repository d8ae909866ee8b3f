#include "compiler/source.hpp"

#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <limits>
#include <poll.h>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tenet::compiler {
namespace {

using Reading = Result<std::string>;

Reading refused(const std::string& path, std::string en, std::string zh) {
    return {std::nullopt, {path, std::move(en), std::move(zh), false}};
}

Reading no_such_file(const std::string& path) {
    return refused(path, "there is no such file", "没有这个文件");
}

Reading too_large(const std::string& path, std::size_t limit) {
    Reading out = refused(path, fmt::format("the file has more than {} bytes", limit),
                          fmt::format("文件超过 {} 字节", limit));
    out.error.too_large = true;
    return out;
}

// Not strerror: its words follow the locale, and ours must not.
Reading system_refused(const std::string& path, int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR: return no_such_file(path);
    case EACCES:
    case EPERM: return refused(path, "you may not read this file", "没有读取这个文件的权限");
    case EISDIR: return refused(path, "this is a folder, not a file", "这是文件夹，不是文件");
    case ELOOP: return refused(path, "its links lead in a circle", "链接循环");
    case ENAMETOOLONG: return refused(path, "the name is too long", "文件名太长");
    default:
        return refused(path, fmt::format("it cannot be read (system error {})", error),
                       fmt::format("无法读取（系统错误 {}）", error));
    }
}

/// An open file that is closed again.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

/// Reads to the end, or to one byte past the limit, which is enough to know.
Reading read_all(int descriptor, const std::string& path, std::size_t limit) {
    std::string text;
    char block[1U << 16U];
    while (text.size() <= limit) {
        ssize_t got = ::read(descriptor, block, std::min(sizeof block, limit + 1 - text.size()));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_refused(path, errno);
        if (got == 0) return {std::move(text), {}};
        text.append(block, static_cast<std::size_t>(got));
    }
    return too_large(path, limit);
}

/// Why something that is open is not read: a folder, or a device or pipe where those are not wanted; else nothing.
std::optional<WorldError> unfit(const std::string& path, const struct stat& status, bool pipes) {
    if (S_ISDIR(status.st_mode)) return system_refused(path, EISDIR).error;
    if (S_ISREG(status.st_mode) || (pipes && S_ISFIFO(status.st_mode))) return {};
    return refused(path, "this is a device or a pipe, not a file", "这是设备或管道，不是文件").error;
}

/// Reads a regular file, or a pipe too, opened with some more flags.
Reading read_path(const std::string& path, std::size_t limit, int flags, bool pipes) {
    if (path == "-") return read_all(STDIN_FILENO, path, limit);
    if (path.empty() || path.find('\0') != std::string::npos) return no_such_file(path);
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags));
    if (file.number() < 0) return system_refused(path, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return system_refused(path, errno);
    if (std::optional<WorldError> why = unfit(path, status, pipes)) return {std::nullopt, std::move(*why)};
    return read_all(file.number(), path, limit);
}

/// A file, a pipe or standard input.
class DiskStream final : public ByteStream {
  public:
    DiskStream(std::string path, int descriptor)
        : path_(std::move(path)), file_(path_ == "-" ? -1 : descriptor), descriptor_(descriptor) {}

    Result<std::size_t> read(std::string& text, std::size_t most) override {
        const std::size_t old = text.size();
        text.resize(old + most);
        ssize_t got = 0;
        if (wait()) do
                got = ::read(descriptor_, text.data() + old, most);
            while (got < 0 && errno == EINTR);
        const int error = errno;
        text.resize(old + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0) return {std::nullopt, system_refused(path_, error).error};
        return {static_cast<std::size_t>(got), {}};
    }
    void cancel() override { ::eventfd_write(cancelled_.number(), 1); }
    std::optional<std::uint64_t> size() const override {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return {};
        return static_cast<std::uint64_t>(status.st_size);
    }

  private:
    /// Waits until there is something to read or the end; false once it is cancelled.
    bool wait() const {
        for (;;) {
            pollfd ends[] = {{descriptor_, POLLIN, 0}, {cancelled_.number(), POLLIN, 0}};
            const int ready = ::poll(ends, std::size(ends), -1);
            if (ready < 0 && errno == EINTR) continue;
            return ready < 0 || ends[1].revents == 0;  // whatever else is wrong, reading says it
        }
    }

    std::string path_;
    Descriptor file_;  ///< closes what is not standard input
    int descriptor_;
    Descriptor cancelled_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};  ///< has something to read once it is
};

/// A text that is in memory already.
class TextStream final : public ByteStream {
  public:
    explicit TextStream(std::string text) : text_(std::move(text)) {}

    Result<std::size_t> read(std::string& text, std::size_t most) override {
        const std::string_view piece = std::string_view(text_).substr(at_, most);
        text += piece;
        at_ += piece.size();
        return {piece.size(), {}};
    }
    std::optional<std::uint64_t> size() const override { return text_.size(); }

  private:
    std::string text_;
    std::size_t at_ = 0;
};

std::uint32_t offset_of(std::size_t position) { return static_cast<std::uint32_t>(position); }

}  // namespace

Result<std::string> DiskFiles::read(const std::string& path, std::size_t limit) {
    // O_NONBLOCK: opening a pipe that nobody writes to must not hang before we see that it is one.
    return read_path(path, limit, O_NONBLOCK, false);
}

Result<std::string> DiskFiles::read_stream(const std::string& path, std::size_t limit) {
    return read_path(path, limit, 0, true);
}

Result<std::unique_ptr<ByteStream>> FileSystem::open_stream(const std::string& path) {
    Result<std::string> text = read_stream(path, std::numeric_limits<std::size_t>::max() - 1);
    if (!text) return {std::nullopt, std::move(text.error)};
    return {std::make_unique<TextStream>(std::move(*text.value)), {}};
}

Result<std::unique_ptr<ByteStream>> DiskFiles::open_stream(const std::string& path) {
    const auto failed = [](WorldError error) {
        return Result<std::unique_ptr<ByteStream>>{std::nullopt, std::move(error)};
    };
    if (path == "-") return {std::make_unique<DiskStream>(path, STDIN_FILENO), {}};
    if (path.empty() || path.find('\0') != std::string::npos) return failed(no_such_file(path).error);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return failed(system_refused(path, errno).error);
    auto stream = std::make_unique<DiskStream>(path, descriptor);
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return failed(system_refused(path, errno).error);
    if (std::optional<WorldError> why = unfit(path, status, true)) return failed(std::move(*why));
    return {std::move(stream), {}};
}

Result<std::string> DiskFiles::canonical(const std::string& path) {
    if (path.empty() || path.find('\0') != std::string::npos) return no_such_file(path);
    const std::unique_ptr<char, decltype(&std::free)> found(::realpath(path.c_str(), nullptr), &std::free);
    if (found == nullptr) return system_refused(path, errno);
    return {std::string(found.get()), {}};
}

void MemoryFiles::add(std::string path, std::string text) {
    files_.emplace_back(std::move(path), std::move(text));
}

Result<std::string> MemoryFiles::read(const std::string& path, std::size_t limit) {
    for (const auto& [name, text] : files_)
        if (name == path) return text.size() > limit ? too_large(path, limit) : Reading{text, {}};
    return no_such_file(path);
}

Result<std::string> MemoryFiles::canonical(const std::string& path) {
    const std::filesystem::path whole = std::filesystem::path("/memory") / path;
    std::string wanted = whole.lexically_normal().string();
    while (wanted.size() > 1 && wanted.back() == '/')
        wanted.pop_back();
    const auto there = [&](const auto& file) {
        const std::string each = (std::filesystem::path("/memory") / file.first).lexically_normal().string();
        return each == wanted || each.starts_with(wanted + "/");
    };
    if (wanted != "/memory" && std::none_of(files_.begin(), files_.end(), there)) return no_such_file(path);
    return {std::move(wanted), {}};
}

bool MemoryFiles::is_folder(const std::string& path) {
    const auto itself = [&](const auto& file) { return file.first == path; };
    return std::none_of(files_.begin(), files_.end(), itself) && canonical(path);
}

Result<std::vector<std::string>> MemoryFiles::files_below(const std::string& folder,
                                                          std::string_view ending) {
    const Result<std::string> root = canonical(folder);
    if (!root) return {std::nullopt, root.error};
    std::vector<std::string> found;
    for (const auto& [name, text] : files_) {
        const Result<std::string> whole = canonical(name);
        const bool below = whole && whole.value->starts_with(*root.value + "/");
        if (below && name.ends_with(ending) && whole.value->find("/.") == std::string::npos)
            found.push_back(name);
    }
    std::sort(found.begin(), found.end());
    return {std::move(found), {}};
}

std::uint32_t Sources::add(std::string path, std::string text) {
    auto file = std::make_unique<SourceFile>(SourceFile{std::move(path), std::move(text), {0}});
    const std::string& held = file->text;
    for (std::size_t at = held.find('\n'); at != std::string::npos; at = held.find('\n', at + 1))
        file->line_starts.push_back(offset_of(at + 1));
    files_.push_back(std::move(file));
    return offset_of(files_.size() - 1);
}

std::string_view Sources::line(std::uint32_t file_index, std::uint32_t number) const {
    const SourceFile& source = file(file_index);
    std::string_view text = source.text;
    std::size_t begin = source.line_starts[number - 1];
    std::size_t end = number < source.line_starts.size() ? source.line_starts[number] - 1 : text.size();
    if (end > begin && text[end - 1] == '\r') --end;
    return text.substr(begin, end - begin);
}

Place Sources::place(std::uint32_t file_index, std::uint32_t offset) const {
    const SourceFile& source = file(file_index);
    offset = std::min(offset, offset_of(source.text.size()));
    auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
    auto number = static_cast<std::uint32_t>(after - source.line_starts.begin());
    // A place on the line's own end counts as just behind its last character, also between \r and \n.
    std::string_view before = line(file_index, number);
    before = before.substr(0, offset - source.line_starts[number - 1]);
    auto characters =
        std::count_if(before.begin(), before.end(), [](char c) { return !continues_character(c); });
    return {number, static_cast<std::uint32_t>(characters) + 1};
}

std::string one_way(FileSystem& files, const std::string& path) {
    Result<std::string> found = files.canonical(path);
    if (found) return std::move(*found.value);
    return path;
}

}  // namespace tenet::compiler
