#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// Writes JSON from front to back. Numbers are given as their digits, so that none passes through a floating-point number.
class JsonWriter {
  public:
    /// `pretty`: over several lines, two blanks a level; else on one, without blanks.
    explicit JsonWriter(bool pretty) : pretty_(pretty) {}

    void begin_object() { begin('{'); }
    void end_object() { end('}'); }
    void begin_array() { begin('['); }
    void end_array() { end(']'); }
    /// The name of the next member of an object.
    void key(std::string_view name);

    void text(std::string_view value);
    void number(std::string_view digits) { put(digits); }
    void boolean(bool value) { put(value ? "true" : "false"); }
    void null() { put("null"); }

    void text(std::string_view name, std::string_view value) {
        key(name);
        text(value);
    }
    void number(std::string_view name, std::uint64_t value);

    const std::string& written() const { return out_; }

  private:
    void begin(char bracket);
    void end(char bracket);
    void put(std::string_view value);
    void separate();
    void new_line();

    bool pretty_;
    bool after_key_ = false;
    std::vector<bool> filled_;  ///< of each open bracket: whether something stands behind it
    std::string out_;
};

}  // namespace tenet::compiler
