#include "compiler/suggest.hpp"

#include "compiler/utf8.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace tenet::compiler {
namespace {

/// Case and hyphens are not what a name means: `Exam-Date` is `exam_date`.
char32_t folded(char32_t c) {
    if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
    return c == U'-' ? U'_' : c;
}

/// Puts the characters of a text, folded, in the place of what `out` held.
void fold(std::string_view text, std::u32string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            out += folded(static_cast<char32_t>(text[i++]));
            continue;
        }
        Decoded next = decode_utf8(text, i);
        out += next.character;
        i += next.length;
    }
}

bool is_han(char32_t c) { return c >= 0x3400; }

/// A third of the characters may differ, but never all: of two 汉字 one, of six letters two.
std::size_t allowed_edits(std::size_t length) {
    constexpr std::size_t most = 4;
    return length < 2 ? 0 : std::clamp<std::size_t>(length / 3, 1, most);
}

/// `考试` for `基础考试`: the wanted name stands whole in the candidate, and is long enough to say something.
bool stands_in(const std::u32string& wanted, const std::u32string& candidate) {
    std::size_t enough = std::any_of(wanted.begin(), wanted.end(), is_han) ? 2 : 4;
    return wanted.size() >= enough && candidate.find(wanted) != std::u32string::npos;
}

/// Three rows of the table of distances, kept from one comparison to the next.
struct Rows {
    std::vector<std::size_t> before, last, now;
};

/// As `edit_distance`, over the stripe of the table in which a distance within the limit can lie.
std::size_t distance_within(std::u32string_view a, std::u32string_view b, std::size_t limit, Rows& rows) {
    const std::size_t beyond = limit + 1;
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return beyond;
    for (std::vector<std::size_t>* row : {&rows.before, &rows.last, &rows.now})
        row->assign(b.size() + 1, beyond);
    for (std::size_t j = 0; j <= std::min(limit, b.size()); ++j)
        rows.last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t first = i > limit ? i - limit : 1, end = std::min(b.size(), i + limit);
        rows.now[first - 1] = first == 1 ? i : beyond;
        std::size_t least = rows.now[first - 1];
        for (std::size_t j = first; j <= end; ++j) {
            std::size_t cell = std::min(
                {rows.last[j] + 1, rows.now[j - 1] + 1, rows.last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cell = std::min(cell, rows.before[j - 2] + 1);
            rows.now[j] = std::min(cell, beyond);
            least = std::min(least, rows.now[j]);
        }
        if (end < b.size()) rows.now[end + 1] = beyond;
        // A swap reaches two rows back, so only two rows past the limit end the search.
        if (least > limit && *std::min_element(rows.last.begin(), rows.last.end()) > limit) return beyond;
        rows.before.swap(rows.last);
        rows.last.swap(rows.now);
    }
    return std::min(rows.last.back(), beyond);
}

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
    Rows rows;
    return distance_within(a, b, limit, rows);
}

std::string_view suggest(std::string_view wanted, std::span<const std::string_view> candidates) {
    std::u32string name, other;
    Rows rows;
    fold(wanted, name);
    std::size_t limit = allowed_edits(name.size());
    std::string_view nearest, containing;
    std::size_t least = limit + 1;
    for (std::string_view candidate : candidates) {
        if (candidate == wanted || candidate.empty()) continue;
        fold(candidate, other);
        std::size_t distance = distance_within(name, other, limit, rows);
        if (distance <= limit && (distance < least || (distance == least && candidate < nearest))) {
            least = distance;
            nearest = candidate;
        }
        bool shorter = candidate.size() < containing.size() ||
                       (candidate.size() == containing.size() && candidate < containing);
        if ((containing.empty() || shorter) && stands_in(name, other)) containing = candidate;
    }
    return nearest.empty() ? containing : nearest;
}

}  // namespace tenet::compiler
