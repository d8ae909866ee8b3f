#include "compiler/parse.hpp"

#include "compiler/aggregate_actions.hpp"
#include "compiler/calendar_actions.hpp"
#include "compiler/clause_actions.hpp"
#include "compiler/compare_actions.hpp"
#include "compiler/fault.hpp"
#include "compiler/operand_actions.hpp"
#include "compiler/row_actions.hpp"
#include "compiler/source_actions.hpp"
#include "compiler/statement_actions.hpp"
#include "compiler/table_actions.hpp"
#include "compiler/test_actions.hpp"
#include "compiler/type_actions.hpp"
#include "compiler/window_actions.hpp"

#include <utility>

namespace tenet::compiler {

void parse(const Sources& sources, Tokens tokens, std::size_t header, DeclaredNames& declared, ast::File& out,
           Diagnostics& diagnostics) {
    const SourceFile& source = sources.file(out.headers[header].file);
    Parser parser(source, std::move(tokens), header, declared, out, diagnostics);
    const std::vector<char>& kinds = parser.tokens().kinds;
    // The End that closes the tokens is for lookups past the last one; the grammar does not read it.
    tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*> in(
        kinds.data(), kinds.data() + kinds.size() - 1, "");
    const bool whole = tao::pegtl::parse<grammar::file, actions::Action>(in, parser);
    TENET_CHECK(whole, "the grammar did not take the whole file");
    parser.finish_file();
}

ast::File parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics) {
    ast::File out;
    out.headers.push_back({});
    out.headers.back().file = file;
    DeclaredNames declared;
    parse(sources, lex(sources.file(file), file, diagnostics), 0, declared, out, diagnostics);
    return out;
}

}  // namespace tenet::compiler
