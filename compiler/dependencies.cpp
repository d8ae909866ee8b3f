#include "compiler/dependencies.hpp"

#include <algorithm>
#include <string>

namespace tenet::compiler {
namespace {

enum class Mark : std::uint8_t { New, Open, Done };

/// A definition whose reads are being followed.
struct Step {
    std::uint32_t definition;
    std::size_t next = 0;
};

class Ordering {
  public:
    Ordering(const ast::File& file, const std::vector<std::vector<std::uint32_t>>& reads,
             Diagnostics& diagnostics)
        : file_(file), reads_(reads), diagnostics_(diagnostics), marks_(reads.size(), Mark::New),
          circular_(reads.size(), false) {}

    std::vector<std::uint32_t> run() {
        for (std::uint32_t i = 0; i < reads_.size(); ++i)
            if (marks_[i] == Mark::New) follow(i);
        return std::move(order_);
    }

  private:
    void enter(std::uint32_t definition) {
        marks_[definition] = Mark::Open;
        path_.push_back({definition});
    }

    void follow(std::uint32_t start) {
        enter(start);
        while (!path_.empty()) {
            Step& step = path_.back();
            if (step.next < reads_[step.definition].size()) {
                const std::uint32_t read = reads_[step.definition][step.next++];
                if (marks_[read] == Mark::New)
                    enter(read);
                else if (marks_[read] == Mark::Open)
                    report(read);
                continue;
            }
            marks_[step.definition] = Mark::Done;
            if (!circular_[step.definition]) order_.push_back(step.definition);
            path_.pop_back();
        }
    }

    std::string_view name(std::uint32_t definition) const { return file_.definitions[definition].name.text; }

    void report(std::uint32_t read) {
        auto from =
            std::find_if(path_.begin(), path_.end(), [&](const Step& s) { return s.definition == read; });
        const bool known = circular_[read];
        std::string way;
        std::size_t shown = 0;
        for (; from != path_.end(); ++from) {
            circular_[from->definition] = true;
            if (shown++ < shown_names)
                way.append("`").append(name(from->definition)).append("` → ");
            else if (shown == shown_names + 1)
                way.append("… → ");
        }
        if (known) return;
        way.append("`").append(name(read)).append("`");
        diagnostics_.report<D::DefinitionCycle>(file_.definitions[read].name.span, name(read), way);
    }

    static constexpr std::size_t shown_names = 8;

    const ast::File& file_;
    const std::vector<std::vector<std::uint32_t>>& reads_;
    Diagnostics& diagnostics_;
    std::vector<Mark> marks_;
    std::vector<bool> circular_;
    std::vector<Step> path_;
    std::vector<std::uint32_t> order_;
};

}  // namespace

std::vector<std::uint32_t> dependency_order(const ast::File& file,
                                            const std::vector<std::vector<std::uint32_t>>& reads,
                                            Diagnostics& diagnostics) {
    return Ordering(file, reads, diagnostics).run();
}

}  // namespace tenet::compiler
