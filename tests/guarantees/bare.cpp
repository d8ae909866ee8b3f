// A program without any library, not even C's: where it begins, how it writes and ends, and the four functions on memory that a
// compiler may call are all here. Linked with -nostdlib.
#include "applicants.hpp"

#include <cstddef>

#if !defined(__x86_64__) || !defined(__linux__)
#error "the bare program is written for x86-64 Linux"
#endif

extern "C" {
void* memcpy(void* to, const void* from, std::size_t size);
void* memmove(void* to, const void* from, std::size_t size);
void* memset(void* to, int byte, std::size_t size);
int memcmp(const void* left, const void* right, std::size_t size);
[[noreturn]] void bare_main();

void* memcpy(void* to, const void* from, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        static_cast<volatile char*>(to)[i] = static_cast<const char*>(from)[i];
    return to;
}
void* memmove(void* to, const void* from, std::size_t size) {
    if (static_cast<char*>(to) < static_cast<const char*>(from)) return memcpy(to, from, size);
    while (size-- > 0)
        static_cast<volatile char*>(to)[size] = static_cast<const char*>(from)[size];
    return to;
}
void* memset(void* to, int byte, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        static_cast<volatile char*>(to)[i] = static_cast<char>(byte);
    return to;
}
int memcmp(const void* left, const void* right, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        const int difference =
            static_cast<const unsigned char*>(left)[i] - static_cast<const unsigned char*>(right)[i];
        if (difference != 0) return difference;
    }
    return 0;
}
}

asm(".globl _start\n"
    "_start:\n"
    "    xorl %ebp, %ebp\n"
    "    andq $-16, %rsp\n"
    "    call bare_main\n");

namespace {

long call(long number, long first, const void* second, long third) {
    long result;
    asm volatile("syscall"
                 : "=a"(result)
                 : "a"(number), "D"(first), "S"(second), "d"(third)
                 : "rcx", "r11", "memory");
    return result;
}

}  // namespace

void bare_main() {
    const guarantees::Line line(guarantees::digest(guarantees::applicants));
    const bool written = call(1, 1, line.text, sizeof line.text) == sizeof line.text;
    for (;;)
        call(231, written ? 0 : 1, nullptr, 0);
}

#ifdef TENET_BREACH_BARE
extern "C" int puts(const char* text);
extern "C" int service_breach();
int service_breach() { return puts(""); }
#endif
