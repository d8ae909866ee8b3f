#include "process.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <sys/wait.h>
#include <tuple>
#include <unistd.h>

namespace tenet::testing {
namespace {

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        read = ends[0];
        write = ends[1];
    }
    ~Pipe() {
        close(read);
        close(write);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    static void close(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
};

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (std::string& word : words)
        out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

std::vector<std::string> environment_of(const Setting& setting) {
    const char* path = std::getenv("PATH");
    std::vector<std::string> out{std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path)};
    for (const auto& [name, value] : setting.environment) {
        out.push_back(name);
        out.back() += '=';
        out.back() += value;
    }
    return out;
}

/// Feeds the input and takes both outputs until the child has closed them.
void talk(Pipe& in, Pipe& out, Pipe& err, std::string_view input, Ran& ran) {
    char block[1 << 14];
    while (out.read >= 0 || err.read >= 0) {
        if (input.empty()) Pipe::close(in.write);
        pollfd ends[] = {{in.write, POLLOUT, 0}, {out.read, POLLIN, 0}, {err.read, POLLIN, 0}};
        if (::poll(ends, 3, 60000) <= 0) throw std::runtime_error("the program hangs");
        if (ends[0].revents != 0) {
            ssize_t put = ::write(in.write, input.data(), input.size());
            if (put < 0) Pipe::close(in.write);
            if (put > 0) input.remove_prefix(static_cast<std::size_t>(put));
        }
        for (auto [end, text, index] : {std::tuple{&out.read, &ran.out, 1}, {&err.read, &ran.err, 2}}) {
            if (*end < 0 || ends[index].revents == 0) continue;
            ssize_t got = ::read(*end, block, sizeof block);
            if (got > 0)
                text->append(block, static_cast<std::size_t>(got));
            else
                Pipe::close(*end);
        }
    }
}

}  // namespace

Ran run(const std::string& program, const std::vector<std::string>& arguments, const Setting& setting) {
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> environment = environment_of(setting);
    std::vector<char*> argv = pointers(words), envp = pointers(environment);
    Pipe in, out, err;
    pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("fork");
    if (child == 0) {
        ::signal(SIGPIPE, SIG_DFL);
        ::dup2(in.read, STDIN_FILENO);
        ::dup2(out.write, STDOUT_FILENO);
        ::dup2(err.write, STDERR_FILENO);
        if (setting.folder.empty() || ::chdir(setting.folder.c_str()) == 0)
            ::execve(program.c_str(), argv.data(), envp.data());
        ::_exit(127);
    }
    Pipe::close(in.read);
    Pipe::close(out.write);
    Pipe::close(err.write);
    Ran ran;
    try {
        talk(in, out, err, setting.input, ran);
    } catch (...) {
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        throw;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

std::string read_file(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        all.push_back(line);
    return all;
}

}  // namespace tenet::testing
