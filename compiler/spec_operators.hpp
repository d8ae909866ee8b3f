#pragma once

#include <string>

namespace tenet::compiler {

/// The chapter on operators of the language's specification, in Markdown, made from `tenet/operators.def`,
/// `tenet/aggregates.def` and `tenet/requirements.def`. It stands in SPEC.md between `<!-- operators:begin -->` and `<!-- operators:end -->`.
std::string operators_chapter();

}  // namespace tenet::compiler
