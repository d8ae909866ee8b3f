// A program that gives up every system call but read, write and exit before it decides.
#include "applicants.hpp"

#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main() {
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) return 2;
    const guarantees::Line line(guarantees::digest(guarantees::applicants));
#ifdef TENET_BREACH_CONFINED
    syscall(SYS_getppid);
#endif
    const bool written = write(1, line.text, sizeof line.text) == static_cast<ssize_t>(sizeof line.text);
    // The library ends a program by a call that is not allowed here.
    return static_cast<int>(syscall(SYS_exit, written ? 0 : 1));
}
