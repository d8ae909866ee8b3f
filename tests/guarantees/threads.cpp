// Eight threads that decide at once, with the thread sanitizer looking on.
#include "applicants.hpp"

#include <cstdio>
#include <thread>
#include <vector>

namespace {

constexpr std::uint32_t thread_count = 8;

#ifdef TENET_BREACH_THREADS
int shared = 0;
#endif

}  // namespace

int main() {
    std::uint64_t digests[thread_count] = {};
    std::vector<std::thread> threads;
    for (std::uint64_t& digest : digests)
        threads.emplace_back([&digest] {
            digest = guarantees::digest(guarantees::applicants);
#ifdef TENET_BREACH_THREADS
            ++shared;
#endif
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const std::uint64_t digest : digests)
        if (digest != digests[0]) return 1;
    const guarantees::Line line(digests[0]);
    return std::fwrite(line.text, 1, sizeof line.text, stdout) == sizeof line.text ? 0 : 1;
}
