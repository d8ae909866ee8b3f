#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {

/// Writes HTML so that no text can become anything but text: tags and names of attributes are literals of ours, and all else is
/// escaped. Hidden characters are shown as what they are.
class HtmlWriter {
  public:
    struct Attribute {
        std::string_view name;
        std::string value;
        bool present = true;  ///< one that is not is left out
    };
    using Attributes = std::initializer_list<Attribute>;

    /// An element with what `inside` writes.
    template <std::invocable Inside>
    void in(std::string_view tag, Attributes attributes, Inside&& inside) {
        open(tag, attributes);
        std::forward<Inside>(inside)();
        close(tag);
    }
    /// An element with a text.
    void in(std::string_view tag, Attributes attributes, std::string_view content) {
        in(tag, attributes, [&] { text(content); });
    }
    void in(std::string_view tag, Attributes attributes, const char* content) {
        in(tag, attributes, std::string_view(content));
    }
    void in(std::string_view tag, Attributes attributes, const std::string& content) {
        in(tag, attributes, std::string_view(content));
    }
    /// An element that has no end tag, such as `meta`.
    void alone(std::string_view tag, Attributes attributes);
    void text(std::string_view text);
    /// A literal of ours that is HTML, CSS or a script already; never anything that a policy says.
    template <std::size_t N>
    void own(const char (&literal)[N]) {
        out_.append(literal, N - 1);
    }
    /// The same of a file of ours that is built in.
    void own_file(std::string_view content) { out_.append(content); }

    std::string take() { return std::move(out_); }

  private:
    void open(std::string_view tag, Attributes attributes);
    void close(std::string_view tag);

    std::string out_;
};

/// The text as HTML has it, in elements and in attributes.
std::string escaped_html(std::string_view text);

}  // namespace tenet::compiler
