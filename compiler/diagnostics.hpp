#pragma once

#include "compiler/ids.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenet::compiler {

class Sources;

/// The languages that messages are written in.
enum class Lang : std::uint8_t { En, Zh };

enum class Severity : std::uint8_t { Error, Warning };

/// One kind of diagnostic per row of `diagnostics.def`.
enum class D : std::uint16_t {
#define DIAG(name, code, severity, en, en_label, en_help, zh, zh_label, zh_help) name,
#include "compiler/diagnostics.def"
#undef DIAG
};

/// What a row of `diagnostics.def` holds; texts have places `{0}`, `{1}` … for the arguments.
struct DiagRow {
    std::string_view name, code;
    Severity severity;
    struct Texts {
        std::string_view message, label, help;
    } en, zh;

    constexpr const Texts& in(Lang lang) const { return lang == Lang::Zh ? zh : en; }
};

inline constexpr DiagRow diag_rows[] = {
#define DIAG(name, code, severity, en, en_label, en_help, zh, zh_label, zh_help)                             \
    {#name, code, Severity::severity, {en, en_label, en_help}, {zh, zh_label, zh_help}},
#include "compiler/diagnostics.def"
#undef DIAG
};

constexpr const DiagRow& row(D kind) { return diag_rows[static_cast<std::size_t>(kind)]; }

/// How many arguments a text takes: the highest `{n}` plus one.
constexpr std::size_t places(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '{' && text[i + 1] >= '0' && text[i + 1] <= '9' && text[i + 2] == '}')
            count = count > static_cast<std::size_t>(text[i + 1] - '0') + 1
                        ? count
                        : static_cast<std::size_t>(text[i + 1] - '0') + 1;
    return count;
}

constexpr std::size_t arity(D kind) {
    std::size_t count = 0;
    for (Lang lang : {Lang::En, Lang::Zh})
        for (std::string_view text :
             {row(kind).in(lang).message, row(kind).in(lang).label, row(kind).in(lang).help})
            count = count > places(text) ? count : places(text);
    return count;
}

/// An argument of a message; most read alike in both languages, some (names of types, of forms) do not.
struct Arg {
    std::string en, zh;

    Arg(std::string_view both) : en(both), zh(both) {}
    Arg(const std::string& both) : en(both), zh(both) {}
    Arg(const char* both) : en(both), zh(both) {}
    Arg(std::string_view in_english, std::string_view in_chinese) : en(in_english), zh(in_chinese) {}
    template <class N>
        requires std::is_integral_v<N> Arg(N number) : en(std::to_string(number)), zh(en) {}

        const std::string& in(Lang lang) const { return lang == Lang::Zh ? zh : en; }
        bool operator==(const Arg&) const = default;
};

/// An edit that would mend the fault: replace the bytes of `span` by `text`.
struct Fix {
    Span span;
    std::string text;
};

/// A second place that explains the first ("the other one is here").
struct Related {
    Span span;
    Arg text;
};

struct Diagnostic {
    D kind;
    Span span;
    std::vector<Arg> args;
    std::vector<Related> related;
    std::vector<Fix> fixes;
    bool placed = true;      ///< false for faults of a whole file (not UTF-8), which show no line
    std::string suggestion;  ///< "did you mean": the nearest known name, or empty
};

/// Collects what the stages report, once where it is reported again; a run goes on after an error so that several show at once.
class Diagnostics {
  public:
    /// Reports one fault; the number of arguments is checked at compile time.
    template <D kind, class... Args>
    Diagnostic& report(Span span, const Args&... args) {
        static_assert(sizeof...(Args) == arity(kind), "this diagnostic takes another number of arguments");
        return add(Diagnostic{kind, span, {Arg(args)...}, {}, {}, true, {}});
    }

    const std::vector<Diagnostic>& all() const { return all_; }
    /// Lets `change` say better what was reported, each as it is kept; an error stays one.
    template <class Change>
    void revise(Change change) {
        for (Diagnostic& each : all_)
            change(each);
    }
    /// Takes out what `drop` is true of, as if it had not been reported.
    template <class Drop>
    void drop_if(Drop drop) {
        std::erase_if(all_, [&](const Diagnostic& each) {
            const bool gone = drop(each);
            if (gone) --count_[static_cast<std::size_t>(row(each.kind).severity)];
            return gone;
        });
    }
    bool has_errors() const { return errors() != 0; }
    std::size_t errors() const { return count_[0]; }
    /// How many of a severity were counted but not kept.
    std::size_t dropped(Severity severity) const;
    /// Past this many errors further ones are counted, not kept; warnings likewise.
    static constexpr std::size_t kept_errors = 100;

  private:
    Diagnostic& add(Diagnostic diagnostic);

    std::vector<Diagnostic> all_;
    Diagnostic dropped_{};           ///< what a caller may still write to when its report is not kept
    std::size_t count_[2] = {0, 0};  ///< by severity, dropped ones too, repetitions not
};

/// The texts of one diagnostic in one language, its arguments in place and safe to print; `help` asks
/// "did you mean" where there is a suggestion.
struct Phrased {
    std::string message, label, help;
};

Phrased phrase(const Diagnostic& diagnostic, Lang lang);

/// What is kept, by file and place.
std::vector<const Diagnostic*> in_order(const Diagnostics& diagnostics);

/// The last line where some were not kept: "… 3 more errors"; empty if all were.
std::string more_text(const Diagnostics& diagnostics, Severity severity, Lang lang);

/// Every diagnostic as text with source line and caret, in order of place.
std::string render_text(const Diagnostics& diagnostics, const Sources& sources, Lang lang);
/// The same as a JSON array: code, severity, message, label, help, file, line, column, end, related, fixes.
std::string render_json(const Diagnostics& diagnostics, const Sources& sources, Lang lang);

}  // namespace tenet::compiler
