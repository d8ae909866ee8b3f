// What the answers come to in an ordinary program; the other programs must say the same.
#include "applicants.hpp"

#include <cstdio>

int main() {
    const guarantees::Line line(guarantees::digest(guarantees::applicants));
    return std::fwrite(line.text, 1, sizeof line.text, stdout) == sizeof line.text ? 0 : 1;
}
