#include "compiler/html_writer.hpp"

#include "compiler/display.hpp"

#include <algorithm>
#include <iterator>

namespace tenet::compiler {
namespace {

/// Elements within a line: a line end behind these would be a blank.
bool stands_in_line(std::string_view tag) {
    constexpr std::string_view tags[] = {"a",  "b",     "bdi",   "cite", "code",
                                         "em", "label", "small", "span", "strong"};
    return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

}  // namespace

std::string escaped_html(std::string_view text) {
    std::string out;
    for (const char c : displayed(text))
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    return out;
}

void HtmlWriter::open(std::string_view tag, Attributes attributes) {
    out_.append("<").append(tag);
    for (const Attribute& each : attributes)
        if (each.present)
            out_.append(" ").append(each.name).append("=\"").append(escaped_html(each.value)).append("\"");
    out_ += '>';
}

void HtmlWriter::close(std::string_view tag) {
    out_.append("</").append(tag).append(">");
    if (!stands_in_line(tag)) out_ += '\n';
}

void HtmlWriter::alone(std::string_view tag, Attributes attributes) {
    open(tag, attributes);
    out_ += '\n';
}

void HtmlWriter::text(std::string_view text) { out_ += escaped_html(text); }

}  // namespace tenet::compiler
