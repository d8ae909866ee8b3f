#include "compiler/schedule.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::no_index;

/// For each node the nodes that read it, once for each operand.
class Readers {
  public:
    Readers(const Table& table, const std::vector<bool>& needed) : first_(table.nodes.size() + 1) {
        const auto for_each_edge = [&](const auto& visit) {
            for (std::size_t i = 0; i < table.nodes.size(); ++i)
                for (NodeId operand : table.nodes[i].operands())
                    if (needed[i] && operand.valid()) visit(operand.index(), i);
        };
        for_each_edge([this](std::size_t from, std::size_t) { ++first_[from + 1]; });
        for (std::size_t i = 1; i < first_.size(); ++i)
            first_[i] += first_[i - 1];
        readers_.resize(first_.back());
        std::vector<std::uint32_t> next = first_;
        for_each_edge([&](std::size_t from, std::size_t to) { readers_[next[from]++] = NodeId(to); });
    }

    template <class Visit>
    void for_each(NodeId id, const Visit& visit) const {
        for (std::uint32_t i = first_[id.index()]; i < first_[id.index() + 1]; ++i)
            visit(readers_[i]);
    }

  private:
    std::vector<std::uint32_t> first_;
    std::vector<NodeId> readers_;
};

class Scheduler {
  public:
    Scheduler(const Table& table, const std::vector<bool>& needed, std::size_t most)
        : table_(table), readers_(table, needed), most_(most), waits_(table.nodes.size()),
          seen_(table.nodes.size()), open_(table.facts.size()), ready_(table.facts.size()) {
        for (std::size_t i = 0; i < table.nodes.size(); ++i) {
            const Node& node = table.nodes[i];
            for (NodeId operand : node.operands())
                if (operand.valid()) ++waits_[i];
            if (needed[i] && is_aggregate(node.op)) ++open_[list_of(node)];
        }
        for (std::size_t i = 0; i < table.nodes.size(); ++i)
            if (needed[i] && waits_[i] == 0) reached_.push_back(NodeId(i));
    }

    std::vector<Step> run() {
        add_values();
        while (steps_.size() <= most_ && (!whole_.empty() || !some_.empty())) {
            // A list of which all is ready needs no second pass.
            const std::uint32_t list = whole_.empty() ? *some_.begin() : *whole_.begin();
            whole_.erase(list);
            some_.erase(list);
            add_region(list);
            add_values();
        }
        return std::move(steps_);
    }

  private:
    static std::uint32_t list_of(const Node& aggregate) { return static_cast<std::uint32_t>(aggregate.imm); }

    /// Follows what can be had now through all that waits for it; aggregates wait for their region.
    void add_values() {
        std::vector<NodeId> values;
        while (!reached_.empty()) {
            const NodeId id = reached_.back();
            const Node& node = table_.at(id);
            reached_.pop_back();
            if (is_aggregate(node.op)) {
                await_region(id);
                continue;
            }
            if (node.over == no_index) values.push_back(id);
            release(id);
        }
        std::sort(values.begin(), values.end());
        add_steps(values);
    }

    void release(NodeId id) {
        readers_.for_each(id, [this](NodeId reader) {
            if (--waits_[reader.index()] == 0) reached_.push_back(reader);
        });
    }

    void await_region(NodeId aggregate) {
        const std::uint32_t list = list_of(table_.at(aggregate));
        ready_[list].push_back(aggregate);
        if (ready_[list].size() < open_[list]) {
            some_.insert(list);
            return;
        }
        some_.erase(list);
        whole_.insert(list);
    }

    void add_region(std::uint32_t list) {
        std::vector<NodeId> aggregates = std::move(ready_[list]);
        ready_[list].clear();
        open_[list] -= static_cast<std::uint32_t>(aggregates.size());
        std::sort(aggregates.begin(), aggregates.end());
        const std::vector<NodeId> records = records_of(aggregates);
        steps_.push_back({{},
                          list,
                          static_cast<std::uint32_t>(records.size()),
                          static_cast<std::uint32_t>(aggregates.size())});
        add_steps(records);
        add_steps(aggregates);
        for (NodeId id : aggregates)
            release(id);
    }

    /// What aggregates read of the records, operands first as everywhere in the table.
    std::vector<NodeId> records_of(const std::vector<NodeId>& aggregates) {
        ++region_;
        std::vector<NodeId> records, stack = aggregates;
        while (!stack.empty()) {
            const Node& node = table_.at(stack.back());
            stack.pop_back();
            for (NodeId operand : node.operands()) {
                if (!operand.valid() || table_.at(operand).over == no_index) continue;
                if (std::exchange(seen_[operand.index()], region_) == region_) continue;
                records.push_back(operand);
                stack.push_back(operand);
            }
        }
        std::sort(records.begin(), records.end());
        return records;
    }

    void add_steps(const std::vector<NodeId>& nodes) {
        for (NodeId id : nodes)
            steps_.push_back({id});
    }

    const Table& table_;
    Readers readers_;
    std::size_t most_;
    std::vector<std::uint32_t> waits_;        ///< operands of each node that are still to be had
    std::vector<std::uint32_t> seen_;         ///< the last region that each record op was put into
    std::vector<std::uint32_t> open_;         ///< aggregates of each list that have no region yet
    std::vector<std::vector<NodeId>> ready_;  ///< those of them that could be made now
    std::set<std::uint32_t> whole_, some_;    ///< lists of which all, or some, are ready
    std::vector<NodeId> reached_;
    std::vector<Step> steps_;
    std::uint32_t region_ = 0;
};

}  // namespace

std::vector<Step> schedule(const Table& table, const std::vector<bool>& needed, std::size_t most) {
    return Scheduler(table, needed, most).run();
}

}  // namespace tenet::compiler
