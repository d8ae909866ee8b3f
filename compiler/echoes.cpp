#include "compiler/echoes.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {
namespace {

/// Faults whose first argument is a name that is not known.
bool tells_unknown(D kind) {
    return kind == D::UnknownName || kind == D::UnknownType || kind == D::UnknownGroup ||
           kind == D::NotAList || kind == D::AsOfUnknown || kind == D::CalendarUnknown ||
           kind == D::SourceUnknown || kind == D::PlaceholderUnknown || kind == D::ExpectUnknownName;
}

}  // namespace

void drop_echoes(const ast::File& file, Diagnostics& diagnostics) {
    std::vector<std::string> fields;
    for (const Diagnostic& each : diagnostics.all())
        if (each.kind == D::OuterNameInRecord) fields.push_back("`" + each.args[0].en + "`");
    if (file.lost_names.empty() && fields.empty()) return;
    const auto is_lost = [&](const std::string& name) {
        return std::any_of(file.lost_names.begin(), file.lost_names.end(),
                           [&](std::string_view lost) { return lost == name; });
    };
    diagnostics.drop_if([&](const Diagnostic& each) {
        if (tells_unknown(each.kind)) return is_lost(each.args[0].en);
        return each.kind == D::DefinitionCycle &&
               std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
                   return each.args[1].en.find(field) != std::string::npos;
               });
    });
}

}  // namespace tenet::compiler
