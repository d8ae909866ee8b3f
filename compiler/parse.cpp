#include "compiler/parse.hpp"

#include "compiler/clause_actions.hpp"
#include "compiler/compare_actions.hpp"
#include "compiler/fault.hpp"
#include "compiler/operand_actions.hpp"
#include "compiler/statement_actions.hpp"
#include "compiler/window_actions.hpp"

namespace tenet::compiler {

ast::File parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics) {
    const SourceFile& source = sources.file(file);
    ast::File out;
    Parser parser(source, file, lex(source, file, diagnostics), out, diagnostics);
    const std::string& kinds = parser.tokens().kinds;
    // The End that closes the tokens is for lookups past the last one; the grammar does not read it.
    tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*> in(
        kinds.data(), kinds.data() + kinds.size() - 1, "");
    const bool whole = tao::pegtl::parse<grammar::file, actions::Action>(in, parser);
    TENET_CHECK(whole, "the grammar did not take the whole file");
    parser.finish_file();
    return out;
}

}  // namespace tenet::compiler
