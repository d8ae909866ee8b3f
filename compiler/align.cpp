#include "compiler/align.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Pairs the paragraphs of two versions: `there[i]` is where paragraph i of the old one stands in the new one.
class Pairing {
  public:
    Pairing(const std::vector<std::string>& before, const std::vector<std::string>& after)
        : before_(before), after_(after), there_(before.size(), nowhere), taken_(after.size()) {}

    Alignment run() {
        anchor();
        spread();
        const std::vector<std::size_t> in_order = there_;
        find_moved();
        return judged(in_order);
    }

  private:
    void pair(std::size_t old, std::size_t now) {
        there_[old] = now;
        taken_[now] = true;
    }

    /// Of each text that stands once in both versions, where it stands in the new one.
    std::vector<std::size_t> once_in_both() const {
        struct Count {
            std::size_t old = 0, now = 0, place = 0;
        };
        std::unordered_map<std::string_view, Count> counts;
        for (const std::string& each : before_)
            ++counts[each].old;
        for (std::size_t i = 0; i < after_.size(); ++i) {
            Count& count = counts[after_[i]];
            ++count.now;
            count.place = i;
        }
        std::vector<std::size_t> out(before_.size(), nowhere);
        for (std::size_t i = 0; i < before_.size(); ++i) {
            const Count& count = counts[before_[i]];
            if (count.old == 1 && count.now == 1) out[i] = count.place;
        }
        return out;
    }

    /// Pairs the longest run of such texts that keep their order.
    void anchor() {
        const std::vector<std::size_t> place = once_in_both();
        std::vector<std::size_t> ends;  // of the best run of each length its last paragraph
        std::vector<std::size_t> previous(before_.size(), nowhere);
        for (std::size_t i = 0; i < place.size(); ++i) {
            if (place[i] == nowhere) continue;
            const auto at = std::lower_bound(ends.begin(), ends.end(), place[i],
                                             [&](std::size_t end, std::size_t p) { return place[end] < p; });
            if (at != ends.begin()) previous[i] = *std::prev(at);
            if (at == ends.end())
                ends.push_back(i);
            else
                *at = i;
        }
        for (std::size_t i = ends.empty() ? nowhere : ends.back(); i != nowhere; i = previous[i])
            pair(i, place[i]);
    }

    /// Pairs equal neighbours of what is paired, and equal beginnings and ends: what stands more than once has no other place.
    void spread() {
        for (std::size_t i = 0; i < before_.size(); ++i) {
            const std::size_t now = i == 0 ? 0 : there_[i - 1] == nowhere ? nowhere : there_[i - 1] + 1;
            pair_if_equal(i, now);
        }
        for (std::size_t i = before_.size(); i-- > 0;) {
            const bool last = i + 1 == before_.size();
            const std::size_t next = last ? after_.size() : there_[i + 1];
            if (next != nowhere && next != 0) pair_if_equal(i, next - 1);
        }
    }

    void pair_if_equal(std::size_t old, std::size_t now) {
        if (there_[old] != nowhere || now >= after_.size() || taken_[now]) return;
        if (before_[old] == after_[now]) pair(old, now);
    }

    /// Pairs what is left with equal texts anywhere, first with first.
    void find_moved() {
        std::unordered_map<std::string_view, std::vector<std::size_t>> free;
        for (std::size_t i = after_.size(); i-- > 0;)
            if (!taken_[i]) free[after_[i]].push_back(i);
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (there_[i] != nowhere) continue;
            const auto found = free.find(before_[i]);
            if (found == free.end() || found->second.empty()) continue;
            pair(i, found->second.back());
            found->second.pop_back();
        }
    }

    /// What is left of the old version has changed into what is left of the new one between the same neighbours, in order.
    Alignment judged(const std::vector<std::size_t>& in_order) {
        Alignment out;
        std::size_t now = 0;  // of the new version, all before this has been gone through
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (in_order[i] != nowhere) now = in_order[i] + 1;
            if (there_[i] != nowhere) {
                const bool same = there_[i] == i;
                out.old.push_back({same ? Fate::Kind::Same : Fate::Kind::Moved, number(there_[i])});
                continue;
            }
            const std::size_t end = next_in_order(in_order, i);
            while (now < end && taken_[now])
                ++now;
            if (now < end) {
                taken_[now] = true;
                out.old.push_back({Fate::Kind::Changed, number(now)});
            } else {
                out.old.push_back({Fate::Kind::Gone, 0});
            }
        }
        for (std::size_t i = 0; i < after_.size(); ++i)
            if (!taken_[i]) out.added.push_back(number(i));
        return out;
    }

    /// Where the next paragraph that kept its order stands in the new version, or its end.
    std::size_t next_in_order(const std::vector<std::size_t>& in_order, std::size_t from) {
        next_ = std::max(next_, from);
        while (next_ < in_order.size() && in_order[next_] == nowhere)
            ++next_;
        return next_ < in_order.size() ? in_order[next_] : after_.size();
    }

    static std::uint32_t number(std::size_t place) { return static_cast<std::uint32_t>(place) + 1; }

    const std::vector<std::string>& before_;
    const std::vector<std::string>& after_;
    std::vector<std::size_t> there_;
    std::vector<bool> taken_;
    std::size_t next_ = 0;
};

}  // namespace

Alignment align(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    return Pairing(before, after).run();
}

}  // namespace tenet::compiler
