#include "compiler/forms.hpp"

#include "compiler/tokens.hpp"

#include <cstdint>
#include <map>
#include <utility>

namespace tenet::compiler {

namespace {

struct WrittenForm {
    std::string_view en, zh;
};

constexpr WrittenForm written_forms[] = {
#define FORM(id, sort, en, zh) {en, zh},
#include "grammar/forms.def"
#undef FORM
};

bool is_mark(Kind kind) {
    return kind == Kind::Mark || kind == Kind::ClauseMark || kind == Kind::ItemMark || kind == Kind::End;
}

/// The words between two places of a pattern.
FormPiece words_of(std::string_view text, bool behind_place) {
    Sources sources;
    Diagnostics passed_over;
    const std::uint32_t file = sources.add("form", std::string(text));
    const Tokens tokens = lex(sources.file(file), file, passed_over);
    FormPiece piece;
    piece.joined = behind_place && text.front() != ' ';
    for (std::size_t i = 0; i < tokens.kinds.size(); ++i) {
        Kind kind = tokens.kind(i);
        if (is_mark(kind)) continue;
        if (kind == Kind::RowEq) kind = Kind::Eq;
        const Token& place = tokens.places[i];
        std::string spelt(text.substr(place.begin, place.end - place.begin));
        if (!is_word(kind) && kind != Kind::Name) spelt = spelling(kind, skin_of(spelt));
        piece.words.push_back({kind, std::move(spelt)});
    }
    return piece;
}

FormPattern pattern_of(std::string_view text) {
    FormPattern pattern;
    while (!text.empty()) {
        const std::size_t next = text.find('{');
        const std::string_view words = text.substr(0, next);
        if (words.find_first_not_of(" \n") != std::string_view::npos)
            pattern.pieces.push_back(words_of(words, !pattern.pieces.empty()));
        if (next == std::string_view::npos) break;
        FormPiece place;
        place.place = text[next + 1];
        pattern.pieces.push_back(std::move(place));
        text.remove_prefix(next + 3);
    }
    return pattern;
}

/// True if the pattern can stand for any operands: its words are fixed, and everything else is a place.
bool is_general(const FormPattern& pattern) {
    for (const FormPiece& piece : pattern.pieces)
        for (const FormPiece::Word& word : piece.words)
            if (word.kind == Kind::Digits || word.kind == Kind::Day || word.kind == Kind::Quoted ||
                word.kind == Kind::Paragraph || (word.kind == Kind::Name && word.text != "a"))
                return false;
    return pattern.pieces.size() > 1 || pattern.pieces.front().place == 0;
}

class FormTable {
  public:
    FormTable() {
        for (const WrittenForm& written : written_forms) {
            // Statements of several lines show how their parts fit together; the parts have rows of their own.
            if (written.en.find('\n') != std::string_view::npos) continue;
            Form form{pattern_of(written.en), pattern_of(written.zh)};
            if (is_general(form.en) && is_general(form.zh)) forms_.push_back(std::move(form));
        }
        for (const Form& form : forms_) {
            en_.emplace(form.en.shape(), &form);
            zh_.emplace(form.zh.shape(), &form);
        }
    }

    FormMatch find(const std::string& shape) const {
        FormMatch match;
        if (const auto en = en_.find(shape); en != en_.end())
            match = {en->second, &en->second->en};
        else if (const auto zh = zh_.find(shape); zh != zh_.end())
            match = {zh->second, &zh->second->zh};
        else
            return {};
        // `is not none` has the Chinese of `is given`, which has an earlier row and so is how both are written.
        for (const Form* before = nullptr; before != match.form;) {
            before = match.form;
            match.form = en_.at(zh_.at(before->zh.shape())->en.shape());
        }
        return match;
    }

  private:
    std::vector<Form> forms_;
    std::map<std::string, const Form*> en_, zh_;
};

}  // namespace

std::string FormPattern::shape() const {
    std::string out;
    for (const FormPiece& piece : pieces) {
        if (piece.place != 0) out += static_cast<char>(Kind::End);
        for (const FormPiece::Word& word : piece.words)
            out += static_cast<char>(word.kind);
    }
    return out;
}

FormMatch find_form(const std::string& shape) {
    static const FormTable table;
    return table.find(shape);
}

std::vector<bool> line_ends(const FormPattern& pattern, bool anywhere) {
    std::vector<bool> out(pattern.gaps(), true);
    if (anywhere || out.empty()) return out;
    if (pattern.pieces.front().place == 0) out.front() = false;
    if (pattern.pieces.back().place == 0) out.back() = false;
    return out;
}

}  // namespace tenet::compiler
