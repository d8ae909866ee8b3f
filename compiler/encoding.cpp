#include "compiler/encoding.hpp"

#include <cerrno>
#include <iconv.h>
#include <memory>

namespace tenet::compiler {

namespace {

struct Closed {
    void operator()(void* converter) const { ::iconv_close(converter); }
};

/// What the system calls them; GB 18030 holds all of GBK and what newer programs write.
const char* system_name(std::string_view encoding) {
    if (encoding == "big5") return "BIG5-HKSCS";
    if (encoding == "utf-16") return "UTF-16";
    return "GB18030";
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view bytes, std::string_view encoding) {
    constexpr std::size_t failed = static_cast<std::size_t>(-1);
    iconv_t opened = ::iconv_open("UTF-8", system_name(encoding));
    if (reinterpret_cast<std::size_t>(opened) == failed) return {};
    const std::unique_ptr<void, Closed> converter(opened);
    std::string in(bytes), out;
    char* from = in.data();
    std::size_t left = in.size();
    char block[1U << 14U];
    // Each round fills the block; once nothing is left, one more round writes what the converter still holds.
    for (bool whole = false; !whole;) {
        char* to = block;
        std::size_t room = sizeof block;
        whole = left == 0;
        const std::size_t done = ::iconv(opened, whole ? nullptr : &from, &left, &to, &room);
        if (done == failed && errno != E2BIG) return {};
        out.append(block, sizeof block - room);
    }
    return out;
}

}  // namespace tenet::compiler
