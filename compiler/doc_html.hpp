#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/doc_page.hpp"

#include <string>

namespace tenet::compiler::doc {

/// The page as one HTML file that needs nothing else and fetches nothing. Both languages stand in it, and one at a time is shown:
/// at first `opens`, then what the reader chooses, for which no script is needed.
std::string html_of(const Page& page, Lang opens);

}  // namespace tenet::compiler::doc
