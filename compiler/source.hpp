#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {

/// What went wrong with the world: a file that cannot be read, a disk that is full.
struct WorldError {
    std::string path;
    std::string reason_en;
    std::string reason_zh;
    bool too_large = false;  ///< there is a file, but it is over the limit
};

/// A value or the reason why the world did not give one.
template <class T>
struct Result {
    std::optional<T> value;
    WorldError error;

    explicit operator bool() const { return value.has_value(); }
};

/// Bytes that come piece by piece, from a file or from whoever writes to a pipe.
class ByteStream {
  public:
    virtual ~ByteStream() = default;
    /// Puts at most so many bytes to the end of `text`; gives how many, 0 at the end, or why there are none.
    virtual Result<std::size_t> read(std::string& text, std::size_t most) = 0;
    /// From another thread: a `read` that waits, and any later one, finds the end.
    virtual void cancel() {}
    /// How many bytes there are in all, if that is known beforehand.
    virtual std::optional<std::uint64_t> size() const { return {}; }
};

/// All access to files goes through here, so that every stage tests in memory.
class FileSystem {
  public:
    virtual ~FileSystem() = default;
    /// The bytes of a regular file of at most `limit` bytes, or why there are none; never more than `limit` + 1
    /// bytes are read.
    virtual Result<std::string> read(const std::string& path, std::size_t limit) = 0;
    /// The same for what need not be a regular file, as `<(command)` of a shell is none: it may wait for its writer.
    virtual Result<std::string> read_stream(const std::string& path, std::size_t limit) {
        return read(path, limit);
    }
    /// Opens what `read_stream` would read, however large it is.
    virtual Result<std::unique_ptr<ByteStream>> open_stream(const std::string& path);
    /// The one way to write the path of a file or folder that exists: absolute, without links, `.` and `..`, and
    /// without a slash at its end.
    virtual Result<std::string> canonical(const std::string& path) = 0;
    /// True if the path leads to a folder.
    virtual bool is_folder(const std::string& path) = 0;
    /// The regular files below a folder whose names end so, as paths that begin with the folder's, in byte order. What is
    /// hidden is passed over; of links only those to files count that lead to no place outside and to no file found anyway.
    virtual Result<std::vector<std::string>> files_below(const std::string& folder,
                                                         std::string_view ending) = 0;
};

/// A walk through folders ends, with an error, past so many things found or folders in one another.
inline constexpr std::size_t most_entries = 100'000;
inline constexpr std::size_t most_folders_deep = 64;

/// The disk; `-` is standard input.
class DiskFiles final : public FileSystem {
  public:
    Result<std::string> read(const std::string& path, std::size_t limit) override;
    Result<std::string> read_stream(const std::string& path, std::size_t limit) override;
    Result<std::unique_ptr<ByteStream>> open_stream(const std::string& path) override;
    Result<std::string> canonical(const std::string& path) override;
    bool is_folder(const std::string& path) override;
    Result<std::vector<std::string>> files_below(const std::string& folder, std::string_view ending) override;
};

/// Files held in memory, for tests; a folder is there if a file in it is, and the current folder always.
class MemoryFiles final : public FileSystem {
  public:
    void add(std::string path, std::string text);
    Result<std::string> read(const std::string& path, std::size_t limit) override;
    Result<std::string> canonical(const std::string& path) override;
    bool is_folder(const std::string& path) override;
    Result<std::vector<std::string>> files_below(const std::string& folder, std::string_view ending) override;

  private:
    std::vector<std::pair<std::string, std::string>> files_;
};

/// The one way to write a path, or the path as it is where the world does not give one.
std::string one_way(FileSystem& files, const std::string& path);

/// One loaded policy file; `text` is valid UTF-8 without byte-order mark and outlives every view into it.
struct SourceFile {
    std::string path;  ///< as the user gave it; shown in diagnostics
    std::string text;
    std::vector<std::uint32_t> line_starts;  ///< byte offset of each line
};

/// A place as people count it: from 1, columns in characters.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

/// Every file of one compilation; addresses of files do not change.
class Sources {
  public:
    /// Takes the text over and finds its lines; gives the file's index for spans.
    std::uint32_t add(std::string path, std::string text);
    const SourceFile& file(std::uint32_t index) const { return *files_[index]; }
    std::size_t size() const { return files_.size(); }
    Place place(std::uint32_t file, std::uint32_t offset) const;
    /// The text of a line, counted from 1, without its end.
    std::string_view line(std::uint32_t file, std::uint32_t number) const;

  private:
    std::vector<std::unique_ptr<SourceFile>> files_;
};

}  // namespace tenet::compiler
