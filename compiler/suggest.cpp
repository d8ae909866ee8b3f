#include "compiler/suggest.hpp"

#include "compiler/utf8.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace tenet::compiler {
namespace {

std::u32string characters(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        Decoded next = decode_utf8(text, i);
        out += next.character;
        i += next.length;
    }
    return out;
}

/// Case and hyphens are not what a name means: `Exam-Date` is `exam_date`.
std::u32string folded(std::u32string text) {
    for (char32_t& c : text) {
        if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
        if (c == U'-') c = U'_';
    }
    return text;
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

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
    std::size_t longer = std::max(a.size(), b.size());
    if (longer - std::min(a.size(), b.size()) > limit) return limit + 1;
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        // A swap reaches two rows back, so only two rows past the limit end the search.
        if (std::min(*std::min_element(now.begin(), now.end()), *std::min_element(last.begin(), last.end())) >
            limit)
            return limit + 1;
        before = last;
        last.swap(now);
    }
    return std::min(last.back(), limit + 1);
}

std::string_view suggest(std::string_view wanted, std::span<const std::string_view> candidates) {
    std::u32string name = folded(characters(wanted));
    std::size_t limit = allowed_edits(name.size());
    std::string_view nearest, containing;
    std::size_t least = limit + 1;
    for (std::string_view candidate : candidates) {
        if (candidate == wanted || candidate.empty()) continue;
        std::u32string other = folded(characters(candidate));
        std::size_t distance = edit_distance(name, other, limit);
        if (distance <= limit && (distance < least || (distance == least && candidate < nearest))) {
            least = distance;
            nearest = candidate;
        }
        bool shorter = candidate.size() < containing.size() ||
                       (candidate.size() == containing.size() && candidate < containing);
        if (stands_in(name, other) && (containing.empty() || shorter)) containing = candidate;
    }
    return nearest.empty() ? containing : nearest;
}

}  // namespace tenet::compiler
