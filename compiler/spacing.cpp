#include "compiler/spacing.hpp"

#include "compiler/limits.hpp"
#include "compiler/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>

namespace tenet::compiler {

namespace {

/// Of the whole name, eight bytes at a time; never 0.
std::uint64_t hash(std::string_view name) {
    std::uint64_t mixed = name.size();
    while (!name.empty()) {
        std::uint64_t part = 0;
        const std::size_t length = std::min<std::size_t>(name.size(), 8);
        std::memcpy(&part, name.data(), length);
        mixed = (mixed ^ part) * 0x9E3779B97F4A7C15U;
        mixed ^= mixed >> 29U;
        name.remove_prefix(length);
    }
    return mixed | 1U;
}

bool declares(Kind kind) {
    return kind == Kind::WordFact || kind == Kind::WordDefine || kind == Kind::WordOutput ||
           kind == Kind::WordDecide || kind == Kind::WordParam || kind == Kind::WordTable;
}

bool ascii_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/// Finds the way to take a run apart that has the fewest pieces.
class Splitter {
  public:
    Splitter(std::string_view run, const DeclaredNames& names)
        : run_(run), names_(names), best_(run.size() + 1) {}

    std::string split() {
        if (run_.size() > 2 * limits::name_bytes) return {};
        best_[0] = {0, 0, Piece::Start};
        for (std::size_t at = 0; at < run_.size(); ++at)
            if (best_[at].piece != Piece::Nothing) extend(at);
        if (best_[run_.size()].piece == Piece::Nothing || best_[run_.size()].count < 2) return {};
        return written();
    }

  private:
    enum class Piece : std::uint8_t { Nothing, Start, Word, Name, Number };

    struct Best {
        std::size_t count = 0;
        std::size_t from = 0;
        Piece piece = Piece::Nothing;
    };

    void extend(std::size_t at) {
        if (std::size_t end = at + number_length(at); end > at) {
            reach(at, end, Piece::Number);
            if (std::size_t unit = unit_length(run_.substr(end)); unit != 0)
                reach(at, end + unit, Piece::Number);
        }
        for (std::size_t end = at + 1; end <= run_.size(); ++end) {
            if (end < run_.size() && continues_character(run_[end])) continue;
            const std::string_view piece = run_.substr(at, end - at);
            const Kind kind = find_word(piece);
            if (kind != Kind::Name && word_may_stand(kind, piece)) reach(at, end, Piece::Word);
            if (best_[at].piece != Piece::Name && names_.contains(piece)) reach(at, end, Piece::Name);
        }
    }

    /// Letters run on into letters too easily: of English words only those reserved everywhere count.
    static bool word_may_stand(Kind kind, std::string_view piece) {
        return !ascii_letter(piece[0]) || is_reserved(kind) || word(kind).word_class == WordClass::Statement;
    }

    std::size_t number_length(std::size_t at) const {
        std::size_t end = at;
        while (end < run_.size() &&
               ((run_[end] >= '0' && run_[end] <= '9') || (run_[end] == '.' && end > at)))
            ++end;
        return end - at;
    }

    void reach(std::size_t from, std::size_t end, Piece piece) {
        Best& best = best_[end];
        const std::size_t count = best_[from].count + 1;
        if (best.piece == Piece::Nothing || count < best.count) best = {count, from, piece};
    }

    std::string written() const {
        std::vector<std::string_view> pieces;
        for (std::size_t end = run_.size(); end > 0; end = best_[end].from)
            pieces.push_back(run_.substr(best_[end].from, end - best_[end].from));
        std::reverse(pieces.begin(), pieces.end());
        return fmt::format("{}", fmt::join(pieces, " "));
    }

    std::string_view run_;
    const DeclaredNames& names_;
    std::vector<Best> best_;
};

}  // namespace

DeclaredNames::DeclaredNames(const Tokens& tokens, std::string_view text) {
    std::vector<std::uint64_t> hashes;
    const auto note = [&](std::size_t token) {
        const Token& place = tokens.places[token];
        hashes.push_back(hash(text.substr(place.begin, place.end - place.begin)));
    };
    const auto mark = static_cast<char>(Kind::Mark);
    const std::string& kinds = tokens.kinds;
    for (std::size_t at = kinds.find(mark); at != std::string::npos; at = kinds.find(mark, at + 1)) {
        if (!declares(tokens.kind(at + 1)) || tokens.kind(at + 2) < first_name) continue;
        note(at + 2);
        const Kind next = tokens.kind(at + 3);
        const bool twin = next == Kind::WordAs || next == Kind::WordAsZh;
        if (twin && tokens.kind(at + 4) >= first_name) note(at + 4);
    }
    std::size_t size = 16;
    while (size < hashes.size() * 2)
        size *= 2;
    slots_.resize(size);
    for (std::uint64_t each : hashes) {
        std::size_t slot = each / 2 & (size - 1);
        while (slots_[slot] != 0)
            slot = (slot + 1) & (size - 1);
        slots_[slot] = each;
    }
}

bool DeclaredNames::contains(std::string_view name) const {
    const std::uint64_t wanted = hash(name);
    const std::size_t last = slots_.size() - 1;
    for (std::size_t slot = wanted / 2 & last; slots_[slot] != 0; slot = (slot + 1) & last)
        if (slots_[slot] == wanted) return true;
    return false;
}

std::string spaced(std::string_view run, const DeclaredNames& names) { return Splitter(run, names).split(); }

std::string in_digits(std::string_view word) {
    constexpr std::string_view numerals = "零一二三四五六七八九";
    int value = 0;
    int digit = 0;
    bool any = false;
    bool half = false;
    while (word.size() >= 3) {
        const std::string_view character = word.substr(0, 3);
        const std::size_t found = numerals.find(character);
        if (character == "半" && !any)
            half = true;
        else if (character == "十")
            value += (digit == 0 ? 1 : digit) * 10, digit = 0;
        else if (character == "百")
            value += (digit == 0 ? 1 : digit) * 100, digit = 0;
        else if (character == "两")
            digit = 2;
        else if (found != std::string_view::npos && found % 3 == 0)
            digit = static_cast<int>(found / 3);
        else
            break;
        any = true;
        word.remove_prefix(3);
    }
    if (word == "月") word = "个月";
    const bool unit = !word.empty() && unit_length(word) == word.size();
    if (!any || !unit || static_cast<unsigned char>(word[0]) < 0x80) return {};
    if (half && word == "年") return "6个月";
    if (half) return {};
    return fmt::format("{}{}", value + digit, word);
}

}  // namespace tenet::compiler
