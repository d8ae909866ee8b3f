#include "compiler/dependencies.hpp"

#include <algorithm>

namespace tenet::compiler {
namespace {

using Reads = std::vector<std::vector<Dependency>>;

enum class Mark : std::uint8_t { New, Open, Done };

/// A unit whose reads are being followed.
struct Step {
    std::uint32_t unit;
    std::size_t next = 0;
};

/// Follows what is certain, and reports what comes back to itself.
class Ordering {
  public:
    Ordering(const std::vector<Dependent>& units, const Reads& reads, Diagnostics& diagnostics)
        : units_(units), reads_(reads), diagnostics_(diagnostics), marks_(reads.size(), Mark::New),
          circular_(reads.size(), false) {}

    std::vector<std::uint32_t> run() {
        for (std::uint32_t i = 0; i < reads_.size(); ++i)
            if (marks_[i] == Mark::New) follow(i);
        return std::move(order_);
    }

  private:
    void enter(std::uint32_t unit) {
        marks_[unit] = Mark::Open;
        path_.push_back({unit});
    }

    void follow(std::uint32_t start) {
        enter(start);
        while (!path_.empty()) {
            Step& step = path_.back();
            if (step.next < reads_[step.unit].size()) {
                const Dependency read = reads_[step.unit][step.next++];
                if (!read.certain) continue;
                if (marks_[read.on] == Mark::New)
                    enter(read.on);
                else if (marks_[read.on] == Mark::Open)
                    report(read.on);
                continue;
            }
            marks_[step.unit] = Mark::Done;
            if (!circular_[step.unit]) order_.push_back(step.unit);
            path_.pop_back();
        }
    }

    void report(std::uint32_t read) {
        auto from = std::find_if(path_.begin(), path_.end(), [&](const Step& s) { return s.unit == read; });
        const bool known = circular_[read];
        std::string way;
        std::size_t shown = 0;
        for (; from != path_.end(); ++from) {
            circular_[from->unit] = true;
            if (shown++ < shown_names)
                way.append("`").append(units_[from->unit].name).append("` → ");
            else if (shown == shown_names + 1)
                way.append("… → ");
        }
        if (known) return;
        way.append("`").append(units_[read].name).append("`");
        diagnostics_.report<D::DefinitionCycle>(units_[read].span, units_[read].name, way);
    }

    static constexpr std::size_t shown_names = 8;

    const std::vector<Dependent>& units_;
    const Reads& reads_;
    Diagnostics& diagnostics_;
    std::vector<Mark> marks_;
    std::vector<bool> circular_;
    std::vector<Step> path_;
    std::vector<std::uint32_t> order_;
};

/// Moves units behind those that they only may read, wherever no circle of such reads forbids it; the order of certain reads
/// stays. Circles are found as strongly connected components, which come out each after those it reads.
class Refinement {
  public:
    Refinement(const Reads& reads, const std::vector<std::uint32_t>& order)
        : reads_(reads), rank_(reads.size(), left_out), low_(reads.size()), number_(reads.size()) {
        for (std::uint32_t i = 0; i < order.size(); ++i)
            rank_[order[i]] = i;
    }

    std::vector<std::uint32_t> run(const std::vector<std::uint32_t>& order) {
        for (std::uint32_t unit : order)
            if (number_[unit] == 0) follow(unit);
        return std::move(refined_);
    }

  private:
    static constexpr std::uint32_t left_out = 0xFFFFFFFF;

    void enter(std::uint32_t unit) {
        low_[unit] = number_[unit] = ++last_number_;
        path_.push_back({unit});
        open_.push_back(unit);
    }

    void follow(std::uint32_t start) {
        enter(start);
        while (!path_.empty()) {
            Step& step = path_.back();
            const std::uint32_t unit = step.unit;
            if (step.next < reads_[unit].size()) {
                const std::uint32_t read = reads_[unit][step.next++].on;
                if (rank_[read] == left_out) continue;
                if (number_[read] == 0)
                    enter(read);
                else
                    low_[unit] = std::min(low_[unit], number_[read]);
                continue;
            }
            path_.pop_back();
            if (!path_.empty()) low_[path_.back().unit] = std::min(low_[path_.back().unit], low_[unit]);
            if (low_[unit] == number_[unit]) emit(unit);
        }
    }

    void emit(std::uint32_t unit) {
        const auto first = std::find(open_.rbegin(), open_.rend(), unit).base() - 1;
        std::sort(first, open_.end(), [&](std::uint32_t a, std::uint32_t b) { return rank_[a] < rank_[b]; });
        for (auto each = first; each != open_.end(); ++each)
            low_[*each] = number_[*each] = left_out;  // never less than a number in use
        refined_.insert(refined_.end(), first, open_.end());
        open_.erase(first, open_.end());
    }

    const Reads& reads_;
    std::vector<std::uint32_t> rank_, low_, number_;
    std::uint32_t last_number_ = 0;
    std::vector<Step> path_;
    std::vector<std::uint32_t> open_, refined_;
};

}  // namespace

std::vector<std::uint32_t> dependency_order(const std::vector<Dependent>& units, const Reads& reads,
                                            Diagnostics& diagnostics) {
    std::vector<std::uint32_t> order = Ordering(units, reads, diagnostics).run();
    const bool certain = std::all_of(reads.begin(), reads.end(), [](const std::vector<Dependency>& each) {
        return std::all_of(each.begin(), each.end(), [](Dependency d) { return d.certain; });
    });
    return certain ? order : Refinement(reads, order).run(order);
}

}  // namespace tenet::compiler
