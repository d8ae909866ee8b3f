#include "compiler/imports.hpp"

#include "compiler/limits.hpp"
#include "compiler/load.hpp"
#include "compiler/parse.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

/// The folder of a path with its last slash, or nothing.
std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

/// The path, as seen from the root, that a file in `folder` means by `path`; nothing if it leads out of the root.
std::optional<std::string> from_root(const std::string& folder, std::string_view path) {
    if (path.starts_with('/')) return std::nullopt;
    const std::string whole = folder + std::string(path);
    std::vector<std::string_view> parts;
    for (std::string_view rest = whole; !rest.empty();) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, slash);
        rest.remove_prefix(std::min(slash + 1, rest.size()));
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
            continue;
        }
        if (parts.empty()) return std::nullopt;
        parts.pop_back();
    }
    return fmt::format("{}", fmt::join(parts, "/"));
}

/// Follows `use` from file to file.
class Importer {
  public:
    Importer(FileSystem& files, Sources& sources, Diagnostics& diagnostics)
        : files_(files), sources_(sources), diagnostics_(diagnostics) {}

    std::optional<ast::File> read(const std::string& path, WorldError& error) {
        const std::optional<std::uint32_t> asked = load(files_, path, sources_, diagnostics_, error);
        if (!asked) return std::nullopt;
        root_ = folder_of(path);
        if (Result<std::string> found = files_.canonical(root_.empty() ? "." : root_))
            canonical_root_ = *found.value == "/" ? "" : *found.value;
        Result<std::string> itself = files_.canonical(path);
        bytes_ = sources_.file(*asked).text.size();
        take(*asked, path.substr(root_.size()), itself ? *itself.value : std::string());
        return std::move(out_);
    }

  private:
    /// A file that has been found, by the one way to write its path.
    struct Known {
        std::string canonical;
        std::string shown;  ///< as seen from the root
        bool open = true;   ///< it is being read: to use it now closes a circle
    };

    void take(std::uint32_t file, std::string shown, std::string canonical) {
        const std::size_t header = out_.headers.size(), place = known_.size();
        out_.headers.push_back({});
        out_.headers.back().file = file;
        const std::string folder = folder_of(shown);
        known_.push_back({std::move(canonical), std::move(shown)});
        Tokens tokens = lex(sources_.file(file), file, diagnostics_);
        ++depth_;
        for (std::size_t at = 0; at + 2 < tokens.kinds.size(); ++at)
            if (tokens.kind(at) == Kind::Mark && tokens.kind(at + 1) == Kind::WordUse &&
                tokens.kind(at + 2) == Kind::Quoted)
                follow(folder, {file, tokens.places[at + 2].begin, tokens.places[at + 2].end});
        --depth_;
        parse(sources_, std::move(tokens), header, declared_, out_, diagnostics_);
        known_[place].open = false;
    }

    void follow(const std::string& folder, Span place) {
        if (diagnostics_.errors() >= Diagnostics::kept_errors) return;
        const std::string_view text = sources_.file(place.file).text;
        const std::string_view written = unquoted(text.substr(place.begin, place.end - place.begin));
        const std::optional<std::string> shown = from_root(folder, written);
        if (!shown) return report_outside(place, written);
        const Result<std::string> canonical = files_.canonical(root_ + *shown);
        if (!canonical) return report_unread(place, folder, written, canonical.error);
        // A link may lead out of the root though its own path does not.
        if (!shown->empty() && !canonical.value->starts_with(canonical_root_ + "/"))
            return report_outside(place, written);
        for (const Known& each : known_) {
            if (each.canonical != *canonical.value) continue;
            if (each.open) report_circle(place, *shown, each);
            return;
        }
        if (!within_limits(place)) return;
        WorldError error;
        const std::optional<std::uint32_t> file = load(files_, root_ + *shown, sources_, diagnostics_, error);
        if (!file && !error.reason_en.empty()) return report_unread(place, folder, written, error);
        if (!file) return;
        bytes_ += sources_.file(*file).text.size();
        if (bytes_ > limits::import_bytes) {
            diagnostics_.report<D::ImportsTooLarge>(place,
                                                    fmt::format("{} MiB", limits::import_bytes >> 20U));
            full_ = true;
            return;
        }
        take(*file, *shown, *canonical.value);
    }

    /// Reports the limit that one file more would break; after the first such report no more files are read.
    bool within_limits(Span place) {
        if (full_) return false;
        if (depth_ > limits::import_depth) {
            diagnostics_.report<D::UsesTooDeep>(place, limits::import_depth);
            return false;
        }
        if (known_.size() < limits::import_files) return true;
        diagnostics_.report<D::TooManyFiles>(place, limits::import_files);
        full_ = true;
        return false;
    }

    void report_outside(Span place, std::string_view written) {
        const std::string folder = root_.empty() ? std::string("./") : root_;
        diagnostics_.report<D::UseOutside>(place, written, fmt::format("`{}`", folder));
    }

    void report_unread(Span place, const std::string& folder, std::string_view written,
                       const WorldError& error) {
        diagnostics_.report<D::UseNotFound>(place, written, Arg(error.reason_en, error.reason_zh))
            .suggestion = meant(folder, written);
    }

    /// The path of a policy below the folder that the writer most likely meant.
    std::string meant(const std::string& folder, std::string_view written) {
        if (suggestions_left_ == 0) return {};
        --suggestions_left_;
        const std::string whole = root_ + folder;
        const std::string from = whole.empty() ? "." : whole.substr(0, whole.size() - 1);
        const Result<std::vector<std::string>> found =
            files_.files_below(from.empty() ? "/" : from, ".policy");
        if (!found) return {};
        std::vector<std::string_view> paths;
        for (const std::string& path : *found.value) {
            std::string_view shown = path;
            for (std::string_view prefix : {std::string_view(whole), std::string_view("./")})
                if (!prefix.empty() && shown.starts_with(prefix)) shown.remove_prefix(prefix.size());
            paths.push_back(shown);
        }
        return std::string(suggest(written, paths));
    }

    /// Shows the files from the one that is used again to the one that uses it.
    void report_circle(Span place, const std::string& shown, const Known& again) {
        std::string way;
        for (const Known& each : known_)
            if (each.open && &each >= &again) way += fmt::format("`{}` → ", each.shown);
        diagnostics_.report<D::UseCircle>(place, shown, way + fmt::format("`{}`", again.shown));
    }

    std::size_t suggestions_left_ = 3;  ///< looking through folders takes time
    FileSystem& files_;
    Sources& sources_;
    Diagnostics& diagnostics_;
    ast::File out_;
    DeclaredNames declared_;
    std::string root_;            ///< the asked file's folder with its last slash, as given; may be empty
    std::string canonical_root_;  ///< the same, without a slash at its end
    std::vector<Known> known_;    ///< in the order of their first use
    std::size_t bytes_ = 0;
    std::size_t depth_ = 0;
    bool full_ = false;
};

}  // namespace

std::optional<ast::File> parse_all(FileSystem& files, const std::string& path, Sources& sources,
                                   Diagnostics& diagnostics, WorldError& error) {
    return Importer(files, sources, diagnostics).read(path, error);
}

}  // namespace tenet::compiler
