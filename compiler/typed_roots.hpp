#pragma once

#include "compiler/typed.hpp"

#include <vector>

namespace tenet::compiler {

/// Calls `visit(id)` for every place in a module, outside of its expressions, that names one; some name none. Definitions come
/// first, then derived fields, decisions and assumes.
template <class Visit>
void for_each_root(typed::Module& module, const Visit& visit) {
    const auto shown = [&](std::vector<typed::Placeholder>& placeholders) {
        for (typed::Placeholder& each : placeholders)
            visit(each.value);
    };
    for (typed::Definition& definition : module.definitions)
        visit(definition.value);
    for (typed::Record& record : module.records)
        for (typed::Field& field : record.fields)
            visit(field.derived);
    for (typed::Decision& decision : module.decisions) {
        visit(decision.when);
        for (typed::Requirement& requirement : decision.requirements) {
            visit(requirement.when);
            visit(requirement.condition);
            shown(requirement.placeholders);
            for (typed::Remedy& remedy : requirement.remedies)
                visit(remedy.when);
        }
    }
    for (typed::Assume& assume : module.assumes) {
        visit(assume.condition);
        shown(assume.placeholders);
    }
}

}  // namespace tenet::compiler
