#include "compiler/cli.hpp"
#include "compiler/display.hpp"
#include "compiler/explain.hpp"

#include <fmt/format.h>

namespace tenet::compiler::cli {

int explain(const Request& request, Console& console) {
    if (std::optional<std::string> page = compiler::explain(request.code, request.lang)) {
        console.out.write(*page);
        return done;
    }
    std::string_view near = nearest_code(request.code);
    std::string given = displayed(request.code);
    Arg text{fmt::format("there is no message with the code `{}`", given),
             fmt::format("没有编号为 `{}` 的消息", given)};
    if (!near.empty())
        text = Arg(fmt::format("{}; did you mean `{}`?", text.en, near),
                   fmt::format("{}；是不是 `{}`？", text.zh, near));
    complain(console, request.lang, text);
    return world_is_wrong;
}

}  // namespace tenet::compiler::cli
