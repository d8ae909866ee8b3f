#include "compiler/spacing.hpp"

#include "compiler/limits.hpp"
#include "compiler/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>

namespace tenet::compiler {

namespace {

std::uint64_t bytes_at(const char* at, std::size_t count) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < count; ++i)
        bytes = (bytes << 8U) | static_cast<unsigned char>(at[i]);
    return bytes;
}

/// Of the whole name, eight bytes at a time, the last eight reaching back over some of those before; never 0.
std::uint64_t hash(std::string_view name) {
    std::uint64_t mixed = name.size();
    const auto mix = [&](std::uint64_t part) {
        mixed = (mixed ^ part) * 0x9E3779B97F4A7C15U;
        mixed ^= mixed >> 29U;
    };
    if (name.size() < 8) {
        mix(bytes_at(name.data(), name.size()));
        return mixed | 1U;
    }
    std::uint64_t part = 0;
    for (std::size_t at = 0; at + 8 <= name.size(); at += 8) {
        std::memcpy(&part, name.data() + at, 8);
        mix(part);
    }
    std::memcpy(&part, name.data() + name.size() - 8, 8);
    mix(part);
    return mixed | 1U;
}

bool declares(Kind kind) {
    return kind == Kind::WordFact || kind == Kind::WordDefine || kind == Kind::WordOutput ||
           kind == Kind::WordDecide || kind == Kind::WordParam || kind == Kind::WordTable ||
           kind == Kind::WordChoice || kind == Kind::WordRecord || kind == Kind::WordGroup ||
           kind == Kind::WordGroupZh || kind == Kind::WordCalendar;
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

void DeclaredNames::add(const Tokens& tokens, std::string_view text) {
    const auto note_token = [&](std::size_t token) {
        const Token& place = tokens.places[token];
        note(text.substr(place.begin, place.end - place.begin));
    };
    const auto note_from = [&](std::size_t name) {
        if (tokens.kind(name) < first_name) return;
        note_token(name);
        const Kind next = tokens.kind(name + 1);
        const bool twin = next == Kind::WordAs || next == Kind::WordAsZh;
        if (twin && tokens.kind(name + 2) >= first_name) note_token(name + 2);
    };
    const std::string_view kinds(tokens.kinds.data(), tokens.kinds.size());
    const auto mark = static_cast<char>(Kind::Mark), item = static_cast<char>(Kind::ItemMark);
    // Lines of tables and tests are items too, which declare nothing.
    Kind statement = Kind::End;
    for (std::size_t at = 0; at < kinds.size(); ++at) {
        if (kinds[at] == mark) {
            statement = tokens.kind(at + 1);
            if (declares(statement)) note_from(at + 2);
        } else if (kinds[at] == item && (statement == Kind::WordChoice || statement == Kind::WordRecord)) {
            note_from(at + 1);
        }
    }
}

void DeclaredNames::add(const ast::File& tree) {
    const auto note_both = [&](const ast::Name& name) {
        note(name.text);
        if (!name.twin.empty()) note(name.twin);
    };
    for (; items_ < tree.items.size(); ++items_) {
        const std::uint32_t index = tree.items[items_].index;
        switch (tree.items[items_].kind) {
        case ast::ItemKind::Fact: note_both(tree.facts[index].name); break;
        case ast::ItemKind::Definition: note_both(tree.definitions[index].name); break;
        case ast::ItemKind::Decision: note_both(tree.decisions[index].name); break;
        case ast::ItemKind::Param: note_both(tree.params[index].name); break;
        case ast::ItemKind::Group: note_both(tree.groups[index].name); break;
        case ast::ItemKind::Calendar: note_both(tree.calendars[index].name); break;
        case ast::ItemKind::Choice:
            note_both(tree.choices[index].name);
            for (const ast::ChoiceValue& value : tree.choices[index].values)
                note_both(value.name);
            break;
        case ast::ItemKind::Record:
            note_both(tree.records[index].name);
            for (const ast::Field& field : tree.records[index].fields)
                note_both(field.name);
            break;
        case ast::ItemKind::Document: note_both(tree.documents[index].name); break;
        case ast::ItemKind::Assume:
        case ast::ItemKind::Note:
        case ast::ItemKind::Test: break;
        }
    }
}

void DeclaredNames::note(std::string_view name) {
    if (name.empty()) return;
    if (count_ * 2 >= slots_.size()) grow();
    const std::uint64_t noted = hash(name);
    const std::size_t last = slots_.size() - 1;
    std::size_t slot = noted / 2 & last;
    while (slots_[slot] != 0 && slots_[slot] != noted)
        slot = (slot + 1) & last;
    if (slots_[slot] == 0) ++count_;
    slots_[slot] = noted;
}

void DeclaredNames::grow() {
    std::vector<std::uint64_t> old(slots_.size() * 4);
    old.swap(slots_);
    const std::size_t last = slots_.size() - 1;
    for (std::uint64_t each : old) {
        std::size_t slot = each / 2 & last;
        while (each != 0 && slots_[slot] != 0)
            slot = (slot + 1) & last;
        if (each != 0) slots_[slot] = each;
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
    if (!any || word.empty() || static_cast<unsigned char>(word[0]) < 0x80) return {};
    std::string_view unit = word.substr(0, unit_length(word));
    std::string_view rest = word.substr(unit.size());
    if (unit.empty() && word.starts_with("月")) unit = "个月", rest = word.substr(3);
    // A word may follow the unit as it may follow a number: `三年内`.
    if (unit.empty() || !(rest.empty() || is_word(find_word(rest)))) return {};
    if (half && unit == "年") return fmt::format("6个月{}", rest);
    if (half) return {};
    return fmt::format("{}{}{}", value + digit, unit, rest);
}

}  // namespace tenet::compiler
