#include "compiler/cli.hpp"
#include "compiler/display.hpp"
#include "compiler/encoding.hpp"
#include "compiler/format.hpp"
#include "compiler/load.hpp"
#include "compiler/utf8.hpp"
#include "compiler/write_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tenet::compiler::cli {
namespace {

/// Passes a file on in UTF-8 and keeps its bytes as they were.
class Converted final : public FileSystem {
  public:
    Converted(FileSystem& files, std::string encoding) : files_(files), encoding_(std::move(encoding)) {}

    Result<std::string> read(const std::string& path, std::size_t limit) override {
        Result<std::string> got = files_.read(path, limit);
        if (!got) return got;
        bytes = *got.value;
        if (encoding_.empty()) return got;
        const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char each) { return each > 0; });
        if (ascii) return got;
        if (valid_utf8_prefix(bytes) == bytes.size())
            return {
                std::nullopt,
                {path, "it is UTF-8 already: leave `--from` out", "它已经是 UTF-8：请去掉 `--from`", false}};
        std::optional<std::string> text = to_utf8(bytes, encoding_);
        if (!text)
            return {std::nullopt,
                    {path, fmt::format("it is not in {}", encoding_),
                     fmt::format("它不是 {} 编码", encoding_), false}};
        return {std::move(text), {}};
    }
    Result<std::string> canonical(const std::string& path) override { return files_.canonical(path); }
    bool is_folder(const std::string& path) override { return files_.is_folder(path); }
    Result<std::vector<std::string>> files_below(const std::string& folder,
                                                 std::string_view ending) override {
        return files_.files_below(folder, ending);
    }

    std::string bytes;  ///< of the file last read

  private:
    FileSystem& files_;
    std::string encoding_;
};

/// The files that the arguments name, each once; folders stand for the policies below them.
std::optional<WorldError> find_files(const Request& request, FileSystem& files,
                                     std::vector<std::string>& out) {
    for (const std::string& path : request.files) {
        std::vector<std::string> found = {path};
        if (path != "-" && files.is_folder(path)) {
            Result<std::vector<std::string>> below = files.files_below(path, ".policy");
            if (!below) return below.error;
            if (below.value->empty())
                return WorldError{path, "there is no policy in this folder", "这个文件夹里没有政策文件",
                                  false};
            found = std::move(*below.value);
        }
        for (std::string& each : found)
            if (std::find(out.begin(), out.end(), each) == out.end()) out.push_back(std::move(each));
    }
    return {};
}

/// What the request says to do with a file's new text.
int deliver(const Request& request, const std::string& path, const std::string& bytes,
            const std::string& text, Console& console) {
    if (request.to_stdout || path == "-") {
        console.out.write(text);
        return done;
    }
    if (bytes == text) return done;
    console.out.write(displayed(path) + "\n");
    if (request.only_look) return policy_is_wrong;
    if (const std::optional<WorldError> error = write_file(path, text)) {
        complain(console, request.lang, *error);
        return world_is_wrong;
    }
    return done;
}

int format_file(const Request& request, const std::string& path, Console& console) {
    Converted files(console.files, request.from);
    Sources sources;
    Diagnostics diagnostics;
    WorldError error;
    const std::optional<std::uint32_t> file = load(files, path, sources, diagnostics, error);
    if (!file && !diagnostics.has_errors()) {
        complain(console, request.lang, error);
        return world_is_wrong;
    }
    std::optional<Skin> skin;
    if (!request.skin.empty()) skin = request.skin == "zh" ? Skin::Zh : Skin::En;
    std::optional<std::string> text;
    if (file) text = format(sources, *file, skin, diagnostics);
    if (text) return deliver(request, path, files.bytes, *text, console);
    console.err.write(render_text(diagnostics, sources, request.lang));
    // What was asked for is the other encoding as well, and errors are mended more easily in it.
    const int status = file && !request.from.empty()
                           ? deliver(request, path, files.bytes, sources.file(*file).text, console)
                           : done;
    return std::max<int>(status, policy_is_wrong);
}

}  // namespace

int format(const Request& request, Console& console) {
    std::vector<std::string> paths;
    if (const std::optional<WorldError> error = find_files(request, console.files, paths)) {
        complain(console, request.lang, *error);
        return world_is_wrong;
    }
    int status = done;
    for (const std::string& path : paths)
        status = std::max(status, format_file(request, path, console));
    return status;
}

}  // namespace tenet::compiler::cli
