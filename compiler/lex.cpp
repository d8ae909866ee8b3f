#include "compiler/advice.hpp"
#include "compiler/digits.hpp"
#include "compiler/fault.hpp"
#include "compiler/lexer.hpp"
#include "compiler/limits.hpp"
#include "grammar/lexical.hpp"

namespace tenet::compiler {

namespace {

namespace pegtl = tao::pegtl;
namespace lexical = grammar::lexical;

template <class Input>
std::string_view matched(const Input& in) {
    return {in.begin(), in.size()};
}

template <class Rule>
struct Action : pegtl::nothing<Rule> {};

template <>
struct Action<lexical::newline> {
    static void apply0(Lexer& lexer) { lexer.newline(); }
};

/// An action that hands the matched text to one member of the lexer.
template <void (Lexer::*member)(std::string_view)>
struct HandTo {
    template <class Input>
    static void apply(const Input& in, Lexer& lexer) {
        (lexer.*member)(matched(in));
    }
};

template <>
struct Action<lexical::word> : HandTo<&Lexer::uncommon_word> {};
template <>
struct Action<lexical::common_word> : HandTo<&Lexer::word> {};
template <>
struct Action<lexical::common_number> : HandTo<&Lexer::whole_number> {};
template <>
struct Action<lexical::quantity> : HandTo<&Lexer::quantity> {};
template <>
struct Action<lexical::date> : HandTo<&Lexer::date> {};
template <>
struct Action<lexical::misspelt_date> : HandTo<&Lexer::misspelt_date> {};
template <>
struct Action<lexical::straight_text> : HandTo<&Lexer::text> {};
template <>
struct Action<lexical::curly_text> : HandTo<&Lexer::text> {};
template <>
struct Action<lexical::unclosed_text> : HandTo<&Lexer::unclosed_text> {};
template <>
struct Action<lexical::lone_closing_quote> : HandTo<&Lexer::closing_quote> {};
template <>
struct Action<lexical::comment> : HandTo<&Lexer::look_for_hidden> {};
template <>
struct Action<lexical::pilcrow_paragraph> : HandTo<&Lexer::paragraph> {};
template <>
struct Action<lexical::han_paragraph> : HandTo<&Lexer::paragraph> {};
template <>
struct Action<lexical::left_paren> : HandTo<&Lexer::left_paren> {};
template <>
struct Action<lexical::right_paren> : HandTo<&Lexer::right_paren> {};
template <>
struct Action<lexical::slip> : HandTo<&Lexer::slip> {};
template <>
struct Action<lexical::slip_not> : HandTo<&Lexer::slip> {};
template <>
struct Action<lexical::stray> : HandTo<&Lexer::stray> {};

/// An action that puts a sign of one kind.
template <Kind kind>
struct Put {
    template <class Input>
    static void apply(const Input& in, Lexer& lexer) {
        lexer.sign(kind, matched(in));
    }
};

template <>
struct Action<lexical::sign_ge> : Put<Kind::Ge> {};
template <>
struct Action<lexical::sign_le> : Put<Kind::Le> {};
template <>
struct Action<lexical::sign_ne> : Put<Kind::Ne> {};
template <>
struct Action<lexical::sign_eq> : HandTo<&Lexer::equals> {};
template <>
struct Action<lexical::sign_lt> : Put<Kind::Lt> {};
template <>
struct Action<lexical::sign_gt> : Put<Kind::Gt> {};
template <>
struct Action<lexical::comma> : Put<Kind::Comma> {};
template <>
struct Action<lexical::list_comma> : Put<Kind::ListComma> {};
template <>
struct Action<lexical::colon> : HandTo<&Lexer::colon> {};
template <>
struct Action<lexical::semicolon> : Put<Kind::Semicolon> {};
template <>
struct Action<lexical::dot_dot> : Put<Kind::DotDot> {};
template <>
struct Action<lexical::dot> : Put<Kind::Dot> {};
template <>
struct Action<lexical::han_dot> : Put<Kind::Dot> {};
template <>
struct Action<lexical::plus_sign> : Put<Kind::Plus> {};
template <>
struct Action<lexical::minus_sign> : Put<Kind::Minus> {};
template <>
struct Action<lexical::star_sign> : Put<Kind::Star> {};
template <>
struct Action<lexical::slash_sign> : Put<Kind::Slash> {};
template <>
struct Action<lexical::bar> : HandTo<&Lexer::bar> {};
template <>
struct Action<lexical::arrow> : Put<Kind::Arrow> {};

}  // namespace

Lexer::Lexer(const SourceFile& source, std::uint32_t file, Diagnostics& diagnostics)
    : text_(source.text), file_(file), diagnostics_(diagnostics) {
    const std::size_t guess = text_.size() / 5 + 16;
    tokens_.kinds.reserve(guess);
    tokens_.places.reserve(guess);
    tokens_.amounts.reserve(text_.size() / 64 + 16);
}

void Lexer::name(std::string_view text) {
    if (text.size() <= limits::name_bytes) return emit(Kind::Name, text);
    diagnostics_.report<D::NameTooLong>(span(text), text.size(), limits::name_bytes);
    emit_bad(text);
}

void Lexer::uncommon_word(std::string_view text) {
    if (text.find('\xEF') != std::string_view::npos) return wide_word(text);
    word(text);
}

void Lexer::word(std::string_view text) {
    const Kind kind = classify(text);
    if (line_begins_) return begin_line(kind, text);
    const std::size_t before = tokens_.kinds.size() - 1;
    if (kind == Kind::Name) {
        if (group_begins(before)) begin_statement(Kind::WordGroup, before);
        return name(text);
    }
    if (kind == Kind::Bad) return refused_word(text);
    if (kind == Kind::WordOf && tokens_.kind(before) == Kind::WordAs && tokens_.places[before].first_on_line)
        return finish_phrase(Kind::WordAsOf, text);
    if (kind == Kind::WordRound && tokens_.kind(before) == Kind::WordDates &&
        tokens_.places[before].first_on_line)
        return finish_phrase(Kind::WordDatesRound, text);
    emit(kind, text);
}

void Lexer::refused_word(std::string_view text) {
    const bool after_day = !line_begins_ && tokens_.kinds.back() == static_cast<char>(Kind::Day);
    const RefusedWord* refused = find_refused(text);
    if (after_day && is_day_bound(text)) {
        const Token& day = tokens_.places.back();
        const std::string_view written = text_.substr(day.begin, day.end - day.begin);
        const bool begins = day.first_on_line != 0 && statement_ != Kind::WordTable;
        if (begins || !report_day_compared(written, text, tokens_.kinds.size() - 1))
            report_day_unclear(written, text);
    } else {
        const bool length =
            text == "最多" && !line_begins_ && tokens_.kinds.back() == static_cast<char>(Kind::WordList);
        diagnostics_.report<D::WordRefused>(
            span(text), text, length ? write_this("`至多`") : write_this(refused->en, refused->zh));
    }
    emit_bad(text);
}

void Lexer::text(std::string_view text) {
    look_for_hidden(text);
    const std::size_t quotes = text.front() == '"' ? 2 : 6;
    if (text.size() - quotes > limits::text_bytes)
        diagnostics_.report<D::TextTooLong>(span(text), text.size() - quotes, limits::text_bytes);
    emit(Kind::Quoted, text);
}

void Lexer::left_paren(std::string_view text) {
    open_parens_.push_back(static_cast<std::uint32_t>(tokens_.kinds.size()));
    emit(Kind::LeftParen, text);
}

void Lexer::right_paren(std::string_view text) {
    if (!open_parens_.empty()) {
        tokens_.places[open_parens_.back()].value =
            static_cast<std::uint32_t>(tokens_.kinds.size()) & 0x7FFFFFFFU;
        open_parens_.pop_back();
    }
    emit(Kind::RightParen, text);
}

/// One paragraph, or several with `、` between, each a token of its own.
void Lexer::paragraph(std::string_view text) {
    constexpr std::string_view comma = "、";
    for (std::size_t next = text.find(comma); next != std::string_view::npos; next = text.find(comma)) {
        one_paragraph(text.substr(0, next));
        emit(Kind::ListComma, text.substr(next, comma.size()));
        text.remove_prefix(next + comma.size());
    }
    one_paragraph(text);
}

void Lexer::one_paragraph(std::string_view text) {
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < text.size() && number < 1'000'000; ++at) {
        const std::string_view rest = text.substr(at);
        if (digit_length(rest) != 0) number = number * 10 + static_cast<std::uint32_t>(digit_value(rest));
    }
    emit(Kind::Paragraph, text, number);
}

Tokens Lexer::finish() {
    line_begins_ = true;
    emit(Kind::End, text_.substr(text_.size()));
    return std::move(tokens_);
}

Tokens lex(const SourceFile& source, std::uint32_t file, Diagnostics& diagnostics) {
    Lexer lexer(source, file, diagnostics);
    pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
        source.text.data(), source.text.data() + source.text.size(), "");
    const bool whole = pegtl::parse<lexical::file, Action>(in, lexer);
    TENET_CHECK(whole, "the lexical rules did not take the whole file");
    return lexer.finish();
}

}  // namespace tenet::compiler
