#pragma once

#include <string>
#include <utility>

namespace tenet::differential {

/// A piece of policy in both skins, in step.
struct Phrase {
    std::string en, zh;
};

inline Phrase same(const std::string& text) { return {text, text}; }
inline Phrase phrase(const char* en, const char* zh) { return {en, zh}; }
inline Phrase operator+(Phrase a, const Phrase& b) {
    return {std::move(a.en) + b.en, std::move(a.zh) + b.zh};
}
inline Phrase operator+(Phrase a, const char* both) {
    return {std::move(a.en) + both, std::move(a.zh) + both};
}
inline Phrase paren(const Phrase& inner) { return same("(") + inner + ")"; }

/// A name with its number, and how it is declared: the Chinese one with the English one as its twin.
inline Phrase numbered(const char* en, const char* zh, std::size_t number) {
    return {en + std::to_string(number), zh + std::to_string(number)};
}
inline Phrase declared(const Phrase& name) { return {name.en, name.zh + " 代号 " + name.en}; }

}  // namespace tenet::differential
