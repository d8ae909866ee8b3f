#include "compiler/diagnostics.hpp"
#include "compiler/display.hpp"
#include "compiler/source.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tenet::compiler {
namespace {

using Json = nlohmann::ordered_json;

void set_place(Json& out, const Sources& sources, Span span) {
    Place begin = sources.place(span.file, span.begin);
    Place end = sources.place(span.file, span.end);
    out["file"] = sources.file(span.file).path;
    out["line"] = begin.line;
    out["column"] = begin.column;
    out["end"] = {{"line", end.line}, {"column", end.column}};
}

void set_no_place(Json& out, Json file) {
    out["file"] = std::move(file);
    out["line"] = nullptr;
    out["column"] = nullptr;
    out["end"] = nullptr;
}

std::string_view severity_name(Severity severity) {
    return severity == Severity::Error ? "error" : "warning";
}

Json object(const Diagnostic& diagnostic, const Sources& sources, Lang lang) {
    const DiagRow& kind = row(diagnostic.kind);
    Phrased texts = phrase(diagnostic, lang);
    Json out = {{"code", kind.code},
                {"severity", severity_name(kind.severity)},
                {"message", texts.message},
                {"label", texts.label},
                {"help", texts.help}};
    if (diagnostic.placed)
        set_place(out, sources, diagnostic.span);
    else
        set_no_place(out, sources.file(diagnostic.span.file).path);
    out["related"] = Json::array();
    for (const Related& other : diagnostic.related) {
        Json related = {{"message", displayed(other.text.in(lang))}};
        set_place(related, sources, other.span);
        out["related"].push_back(std::move(related));
    }
    out["fixes"] = Json::array();
    for (const Fix& fix : diagnostic.fixes) {
        Json edit = {{"text", fix.text}};
        set_place(edit, sources, fix.span);
        out["fixes"].push_back(std::move(edit));
    }
    return out;
}

/// What was not kept shows as one last element of the same shape without code and place.
void append_more(Json& out, const Diagnostics& diagnostics, Severity severity, Lang lang) {
    std::string more = more_text(diagnostics, severity, lang);
    if (more.empty()) return;
    Json last = {{"code", nullptr},
                 {"severity", severity_name(severity)},
                 {"message", more},
                 {"label", ""},
                 {"help", ""}};
    set_no_place(last, nullptr);
    last["related"] = Json::array();
    last["fixes"] = Json::array();
    out.push_back(std::move(last));
}

/// Hidden characters can only stand inside strings, where JSON has an escape for them.
std::string with_hidden_escaped(std::string_view json) {
    std::string out;
    for (std::size_t i = 0; i < json.size();) {
        Decoded next = decode_utf8(json, i);
        char32_t c = next.character;
        if (c < 0x7F || !hidden_character(c))
            out += json.substr(i, next.length);
        else if (c <= 0xFFFF)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0U + static_cast<unsigned>(c >> 10U),
                               0xDC00U + static_cast<unsigned>(c & 0x3FFU));
        i += next.length;
    }
    return out;
}

}  // namespace

std::string render_json(const Diagnostics& diagnostics, const Sources& sources, Lang lang) {
    Json out = Json::array();
    for (const Diagnostic* diagnostic : in_order(diagnostics))
        out.push_back(object(*diagnostic, sources, lang));
    append_more(out, diagnostics, Severity::Error, lang);
    append_more(out, diagnostics, Severity::Warning, lang);
    return with_hidden_escaped(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace tenet::compiler
