#include "compiler/cli_output.hpp"

#include "compiler/display.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <system_error>

namespace tenet::compiler::cli {

bool one_place(const std::string& one, const std::string& other) {
    std::error_code ignored;
    if (std::filesystem::equivalent(one, other, ignored)) return true;
    const std::filesystem::path a = std::filesystem::weakly_canonical(one, ignored),
                                b = std::filesystem::weakly_canonical(other, ignored);
    return !a.empty() && a == b;
}

std::optional<Arg> writes_over_policy(const Sources& sources, const std::string& out,
                                      std::string_view option) {
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
        const std::string& path = sources.file(i).path;
        if (!one_place(out, path)) continue;
        if (i == 0)
            return Arg(fmt::format("{} names the policy itself; write to another file", option),
                       fmt::format("{} 就是政策文件本身；请写到别的文件", option));
        const std::string shown = displayed(path);
        return Arg(fmt::format("{} names `{}`, which the policy uses; write to another file", option, shown),
                   fmt::format("{} 是政策所使用的 `{}`；请写到别的文件", option, shown));
    }
    return {};
}

}  // namespace tenet::compiler::cli
