#include "compiler/cli.hpp"

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <unistd.h>
#include <vector>

/// Only the door: everything that may throw lies behind it.
int main(int count, char** words) {
    using namespace tenet::compiler;
    std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): a reader that goes away shows as a failed write
    std::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c): so does a file that may grow no more
    try {
        DiskFiles files;
        cli::Output out(STDOUT_FILENO);
        cli::Output err(STDERR_FILENO);
        cli::Console console{files, out, err};
        return cli::run(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count), console);
    } catch (const std::exception& fault) {
        std::fprintf(stderr,
                     "tenet: this is a fault of ours, please report it: %s\n"
                     "tenet: 这是本程序的错误，请报告给我们\n",
                     fault.what());
    } catch (...) {
        std::fputs("tenet: this is a fault of ours, please report it\n"
                   "tenet: 这是本程序的错误，请报告给我们\n",
                   stderr);
    }
    return cli::our_fault;
}
