#include "compiler/git_files.hpp"

#include "compiler/display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): not every system's header has it

namespace tenet::compiler {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_listed = std::size_t{64} << 20U;  ///< bytes of a list of files

/// What a run of git came to.
struct GitRun {
    bool started = false;   ///< false where there is no git
    bool done = false;      ///< it ended with status 0
    bool too_long = false;  ///< it wrote more than was asked for, and was stopped
    std::string out;
};

/// The ends of a pipe, closed when they go.
class Pipe {
  public:
    Pipe() { ok_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    bool ok() const { return ok_; }
    int end(std::size_t i) const { return ends_[i]; }
    void close_end(std::size_t i) {
        if (ends_[i] >= 0) ::close(ends_[i]);
        ends_[i] = -1;
    }

  private:
    std::array<int, 2> ends_{-1, -1};
    bool ok_ = false;
};

/// Reads at most `most` bytes, and says if there would have been more.
void read_all(int descriptor, std::size_t most, GitRun& run) {
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return;
        run.out.append(buffer.data(), static_cast<std::size_t>(got));
        if (run.out.size() <= most) continue;
        run.too_long = true;
        return;
    }
}

/// Runs git with these arguments and gives what it writes; what it complains of is dropped.
GitRun git(std::vector<std::string> arguments, std::size_t most) {
    GitRun run;
    Pipe pipe;
    if (!pipe.ok()) return run;
    arguments.insert(arguments.begin(), {"git", "--no-pager", "--no-optional-locks"});
    std::vector<char*> argv;
    for (std::string& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    if (::posix_spawn_file_actions_init(&actions) != 0) return run;
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, pipe.end(1), STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int error = ::posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return run;
    pipe.close_end(1);
    read_all(pipe.end(0), most, run);
    pipe.close_end(0);
    if (run.too_long) ::kill(child, SIGTERM);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    run.started = !WIFEXITED(status) || WEXITSTATUS(status) != 127;
    run.done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return run;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// The path without links, as far as it is there.
std::string absolute(const std::string& path) {
    std::error_code error;
    std::string out = fs::weakly_canonical(fs::absolute(path, error), error).lexically_normal().string();
    while (out.size() > 1 && out.ends_with('/'))
        out.pop_back();
    return out;
}

/// The nearest folder above a path that is there, or the path itself.
std::string folder_near(const std::string& path) {
    std::error_code error;
    fs::path at = absolute(path);
    while (!fs::is_directory(at, error) && at.has_parent_path() && at != at.parent_path())
        at = at.parent_path();
    return at.string();
}

bool has_hidden_part(std::string_view path) {
    return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

}  // namespace

Result<std::unique_ptr<GitFiles>> GitFiles::open(const std::string& path, const std::string& revision) {
    const std::string folder = folder_near(path);
    const GitRun root = git({"-C", folder, "rev-parse", "--show-toplevel"}, most_listed);
    if (!root.started)
        return {std::nullopt,
                {path, "`git` cannot be run: --git needs it; name two files or folders instead",
                 "无法运行 `git`，--git 要用到它；也可以直接写两个文件或文件夹", false}};
    if (!root.done) return {std::nullopt, {path, "it is in no git repository", "它不在 git 版本库中", false}};
    const std::string shown = displayed(revision);
    const auto no_revision = [&] {
        return WorldError{path, fmt::format("the repository has no revision `{}`", shown),
                          fmt::format("版本库中没有版本 `{}`", shown), false};
    };
    if (revision.empty() || revision.starts_with('-')) return {std::nullopt, no_revision()};
    const GitRun commit =
        git({"-C", folder, "rev-parse", "--verify", "--quiet", revision + "^{commit}"}, most_listed);
    if (!commit.done) return {std::nullopt, no_revision()};
    return {std::unique_ptr<GitFiles>(
                new GitFiles(absolute(first_line(root.out)), first_line(commit.out), revision)),
            {}};
}

std::string GitFiles::object_of(const std::string& path) const {
    const std::string whole = absolute(path);
    if (whole == root_) return commit_ + ':';
    const std::string inside = root_ == "/" ? root_ : root_ + '/';
    return whole.starts_with(inside) ? commit_ + ':' + whole.substr(inside.size()) : "";
}

WorldError GitFiles::missing(const std::string& path) const {
    const std::string shown = displayed(revision_);
    return {path, fmt::format("there is no such file in revision `{}`", shown),
            fmt::format("版本 `{}` 中没有这个文件", shown), false};
}

Result<std::string> GitFiles::read(const std::string& path, std::size_t limit) {
    const std::string object = object_of(path);
    if (object.empty()) return {std::nullopt, missing(path)};
    GitRun run = git({"-C", root_, "cat-file", "blob", object}, limit);
    if (run.too_long) {
        WorldError error{path, fmt::format("it has more than {} bytes", limit),
                         fmt::format("超过 {} 字节", limit), true};
        return {std::nullopt, std::move(error)};
    }
    if (!run.done) return {std::nullopt, missing(path)};
    return {std::move(run.out), {}};
}

Result<std::string> GitFiles::canonical(const std::string& path) {
    const std::string object = object_of(path);
    if (object.empty() || !git({"-C", root_, "cat-file", "-e", object}, most_listed).done)
        return {std::nullopt, missing(path)};
    return {absolute(path), {}};
}

bool GitFiles::is_folder(const std::string& path) {
    const std::string object = object_of(path);
    return !object.empty() &&
           first_line(git({"-C", root_, "cat-file", "-t", object}, most_listed).out) == "tree";
}

Result<std::vector<std::string>> GitFiles::files_below(const std::string& folder, std::string_view ending) {
    const std::string object = object_of(folder);
    const GitRun run =
        git({"-C", root_, "ls-tree", "-r", "-z", "--name-only", "--full-tree", object}, most_listed);
    if (object.empty() || !run.done || run.too_long) return {std::nullopt, missing(folder)};
    std::vector<std::string> paths;
    for (std::size_t at = 0; at < run.out.size();) {
        const std::size_t end = std::min(run.out.find('\0', at), run.out.size());
        const std::string name = run.out.substr(at, end - at);
        if (name.ends_with(ending) && !has_hidden_part(name))
            paths.push_back(folder + (folder.ends_with('/') ? "" : "/") + name);
        at = end + 1;
    }
    std::sort(paths.begin(), paths.end());
    return {std::move(paths), {}};
}

}  // namespace tenet::compiler
