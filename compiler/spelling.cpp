#include "compiler/spelling.hpp"

#include <string>
#include <utility>

namespace tenet::compiler {

bool say_spelling(std::string_view name, Span place, const DeclaredNames& declared, Diagnostic& out) {
    std::string right = in_digits(name);
    const bool number = !right.empty();
    if (!number) right = spaced(name, declared);
    if (right.empty()) return false;
    out.kind = number ? D::NumberInWords : D::WordsRunTogether;
    out.span = place;
    if (number)
        out.args = {right, name};
    else
        out.args = {name, right};
    out.fixes = {{place, std::move(right)}};
    out.suggestion.clear();
    return true;
}

void respell(const ast::File& file, const Sources& sources, Diagnostics& diagnostics) {
    DeclaredNames declared;
    diagnostics.revise([&](Diagnostic& each) {
        if (each.kind != D::UnknownName && each.kind != D::UnknownType) return;
        declared.add(file);  // what it has added already, it does not add again
        const std::string_view text = sources.file(each.span.file).text;
        const std::string_view name = text.substr(each.span.begin, each.span.end - each.span.begin);
        if (!each.args.empty() && each.args[0].en == name) say_spelling(name, each.span, declared, each);
    });
}

}  // namespace tenet::compiler
