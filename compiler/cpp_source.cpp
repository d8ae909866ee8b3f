#include "compiler/cpp_source.hpp"

namespace tenet::compiler {

void CppSource::add_line(std::string_view format, const std::string* pieces) {
    for (std::size_t i = 0; i < format.size(); ++i) {
        const bool paired = (format[i] == '{' || format[i] == '}') && i + 1 < format.size();
        if (paired && format[i] == '{' && format[i + 1] == '}')
            text_ += *pieces++;
        else
            text_ += format[i];
        if (paired) ++i;
    }
    text_ += '\n';
}

}  // namespace tenet::compiler
