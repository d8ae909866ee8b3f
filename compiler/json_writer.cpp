#include "compiler/json_writer.hpp"

#include "compiler/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tenet::compiler {
namespace {

/// Whether a text stands in JSON as it is, which nearly all do.
bool is_plain(std::string_view text) {
    const bool special = std::any_of(text.begin(), text.end(), [](char c) {
        return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
    });
    return !special && valid_utf8_prefix(text) == text.size();
}

std::string json_text(std::string_view text) {
    if (is_plain(text)) return '"' + std::string(text) + '"';
    // A name given in the facts may hold anything that a string of JSON may.
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void JsonWriter::new_line() {
    if (pretty_) out_.append(1, '\n').append(2 * filled_.size(), ' ');
}

/// What stands between one value and the next.
void JsonWriter::separate() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (filled_.empty()) return;
    if (filled_.back()) out_ += ',';
    filled_.back() = true;
    new_line();
}

void JsonWriter::put(std::string_view value) {
    separate();
    out_ += value;
}

void JsonWriter::key(std::string_view name) {
    separate();
    out_ += json_text(name) + (pretty_ ? ": " : ":");
    after_key_ = true;
}

void JsonWriter::text(std::string_view value) { put(json_text(value)); }

void JsonWriter::number(std::string_view name, std::uint64_t value) {
    key(name);
    put(std::to_string(value));
}

void JsonWriter::begin(char bracket) {
    put(std::string_view(&bracket, 1));
    filled_.push_back(false);
}

void JsonWriter::end(char bracket) {
    const bool filled = filled_.back();
    filled_.pop_back();
    if (filled) new_line();
    out_ += bracket;
}

}  // namespace tenet::compiler
