#include "compiler/parser.hpp"
#include "compiler/spelling.hpp"

#include <fmt/format.h>
#include <string>

// What to say about words that are no names and no keywords as they stand.

namespace tenet::compiler {

namespace {

/// The keyword that this is when written in lower case, or empty.
std::string in_lower_case(std::string_view word) {
    std::string lower(word);
    for (char& byte : lower)
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    return lower != word && is_word(find_word(lower)) ? lower : std::string();
}

}  // namespace

/// Faults in how the word, or the one before it, is written.
bool Parser::report_word(std::size_t token) {
    if (report_unit_apart(token) || report_word_case(token)) return true;
    if (kind(token) != Kind::WordUpTo) return false;
    const RefusedWord* refused = find_refused(spelling(token));
    if (refused == nullptr) return false;
    diagnostics_.report<D::WordRefused>(span(token), spelling(token), Arg(refused->en, refused->zh));
    return true;
}

/// `5 年`, `5 years`: the unit belongs to the number.
bool Parser::report_unit_apart(std::size_t token) {
    if (token == 0 || kind(token - 1) != Kind::Digits || kind(token) < first_name) return false;
    if (tokens_.amounts[tokens_.places[token - 1].value].unit != ast::Unit::None) return false;
    const std::string_view unit = right_unit(spelling(token));
    if (unit.empty()) return false;
    const Span place = span(token - 1, token + 1);
    const std::string right = fmt::format("{}{}", spelling(token - 1), unit);
    diagnostics_.report<D::UnitSpelling>(place, source(place), right).fixes.push_back({place, right});
    return true;
}

/// `x AND y`, `NOT x`: the word itself does not fit, or what follows it does not since it was read as a name.
bool Parser::report_word_case(std::size_t token) {
    for (const std::size_t each : {token, token - 1}) {
        if (each >= tokens_.places.size() || kind(each) != Kind::Name || declared().contains(spelling(each)))
            continue;
        const std::string right = in_lower_case(spelling(each));
        if (right.empty() || !spelt_.insert(span(each).begin).second) continue;
        diagnostics_.report<D::WordCase>(span(each), spelling(each), right)
            .fixes.push_back({span(each), right});
        return true;
    }
    return false;
}

/// Found when first needed: most files have no faults.
const DeclaredNames& Parser::declared() {
    if (!names_added_) {
        names_.add(out);
        names_.add(tokens_, text_);
        names_added_ = true;
    }
    return names_;
}

/// A word that is no declared name: a number in words, or several words without blanks between them.
bool Parser::report_spelling(Span place) {
    if (spelt_.count(place.begin) != 0) return true;
    if (enough()) return false;
    Diagnostic said;
    if (!say_spelling(source(place), place, declared(), said)) return false;
    if (said.kind == D::NumberInWords)
        diagnostics_.report<D::NumberInWords>(place, said.args[0], said.args[1]).fixes = said.fixes;
    else
        diagnostics_.report<D::WordsRunTogether>(place, said.args[0], said.args[1]).fixes = said.fixes;
    spelt_.insert(place.begin);
    return true;
}

/// Numbers with a run behind them that is no word, kept until the names were known.
void Parser::report_runs() {
    for (const Span& run : tokens_.run_ons) {
        const std::string apart = spaced(source(run), declared());
        Diagnostic& report = diagnostics_.report<D::NumberRunsOn>(
            run, source(run),
            apart.empty() ? Arg("")
                          : Arg(fmt::format(": write `{}`", apart), fmt::format("：请写 `{}`", apart)));
        if (!apart.empty()) report.fixes.push_back({run, apart});
    }
}

}  // namespace tenet::compiler
