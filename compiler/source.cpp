#include "compiler/source.hpp"

#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
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

/// Reads a regular file, or a pipe too, opened with some more flags.
Reading read_path(const std::string& path, std::size_t limit, int flags, bool pipes) {
    if (path == "-") return read_all(STDIN_FILENO, path, limit);
    if (path.empty() || path.find('\0') != std::string::npos) return no_such_file(path);
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags));
    if (file.number() < 0) return system_refused(path, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return system_refused(path, errno);
    if (S_ISDIR(status.st_mode)) return system_refused(path, EISDIR);
    if (!S_ISREG(status.st_mode) && !(pipes && S_ISFIFO(status.st_mode)))
        return refused(path, "this is a device or a pipe, not a file", "这是设备或管道，不是文件");
    return read_all(file.number(), path, limit);
}

std::uint32_t offset_of(std::size_t position) { return static_cast<std::uint32_t>(position); }

}  // namespace

Result<std::string> DiskFiles::read(const std::string& path, std::size_t limit) {
    // O_NONBLOCK: opening a pipe that nobody writes to must not hang before we see that it is one.
    return read_path(path, limit, O_NONBLOCK, false);
}

Result<std::string> DiskFiles::read_stream(const std::string& path, std::size_t limit) {
    return read_path(path, limit, 0, true);
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

}  // namespace tenet::compiler
