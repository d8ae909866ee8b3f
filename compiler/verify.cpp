#include "compiler/verify.hpp"

#include "compiler/table_names.hpp"
#include "compiler/verify_node.hpp"
#include "tenet/kernels.hpp"

#include <fmt/format.h>

#include <array>
#include <unordered_set>

namespace tenet::compiler {
namespace {

using typed::Base;

/// The fields of a node that two nodes of one table never have all alike; `over` follows from the operands.
std::string key(const Node& n) {
    return fmt::format("{} {} {} {} {} {} {} {} {} {} {}", static_cast<int>(n.op), n.round_up, n.may_be_none,
                       static_cast<int>(n.base), n.a.value, n.b.value, n.c.value, n.d.value, n.imm, n.scale,
                       n.of);
}

class Verifier {
  public:
    explicit Verifier(const Table& table) : table_(table), read_(table.nodes.size()) {}

    std::vector<std::string> run() {
        if (table_.origins.size() != table_.nodes.size()) faults_.emplace_back("a node without an origin");
        types();
        for (std::size_t i = 0; i < table_.nodes.size(); ++i)
            if (!operands(i)) return faults_;  // what follows reads operands
        if (!faults_.empty()) return faults_;
        for (std::size_t i = 0; i < table_.nodes.size(); ++i) {
            const std::string_view wrong = node_fault(table_, i);
            if (!wrong.empty()) fault(i, wrong);
            if (!seen_.insert(key(table_.nodes[i])).second) fault(i, "the same node stands twice");
        }
        requirements();
        results();
        for (std::size_t i = 0; i < table_.nodes.size(); ++i)
            if (!read_[i]) fault(i, "nothing reads it");
        return std::move(faults_);
    }

  private:
    void fault(std::size_t index, std::string_view what) {
        faults_.push_back(fmt::format("node %{} ({}): {}", index, name_of(table_.nodes[index].op), what));
    }

    bool operands(std::size_t index) {
        const Node& node = table_.nodes[index];
        if (node.op >= Code::Require || node.op == Code::Each) {
            fault(index, "not an operator of values");
            return false;
        }
        const std::array<NodeId, 4> operands = node.operands();
        const auto count = static_cast<std::size_t>(operand_count(node.op));
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (operands[i].valid() != (i < count)) {
                fault(index, "wrong number of operands");
                return false;
            }
            if (!operands[i].valid()) continue;
            if (operands[i].index() >= index) {
                fault(index, "reads a node that does not precede it");
                return false;
            }
            read_[operands[i].index()] = true;
        }
        return true;
    }

    /// The bounds of a fact are those of its type: readers take the number of values from them.
    bool bounds_fit(const typed::Type& type) const {
        if (type.scale < 1 || type.low > type.high) return false;
        const bool of_choice = type.base == Base::Choice || type.base == Base::Set;
        if (of_choice && type.of >= table_.choices.size()) return false;
        const std::size_t values = of_choice ? table_.choices[type.of].values.size() : 0;
        if (type.base == Base::Choice)
            return type.low == 0 && type.high + 1 == static_cast<std::int64_t>(values);
        if (type.base == Base::Set)
            return values <= 63 && type.low == 0 &&
                   type.high == static_cast<std::int64_t>((std::uint64_t{1} << values) - 1);
        if (type.base == Base::Text)
            return type.low == 0 && type.high == static_cast<std::int64_t>(table_.texts.size());
        if (type.base == Base::List) return type.low == 0 && type.of < table_.records.size() && !type.or_none;
        return type.of == typed::no_index && type.base != Base::Period;
    }

    void types() {
        for (const TableFact& fact : table_.facts)
            if (!bounds_fit(fact.type)) faults_.push_back("fact " + fact.id + " has the wrong bounds");
        for (const TableRecord& record : table_.records) {
            if (record.declared.size() != record.fields.size())
                faults_.push_back("record " + record.id + " has a field without a place");
            for (const TableFact& field : record.fields)
                if (!bounds_fit(field.type) || field.type.base == Base::List)
                    faults_.push_back("field " + record.id + "." + field.id + " has the wrong bounds");
        }
    }

    void root(NodeId id, bool is_yes_no, const std::string& what) {
        if (id.index() >= table_.nodes.size()) {
            faults_.push_back(what + " names no node");
            return;
        }
        const Node& node = table_.at(id);
        read_[id.index()] = true;
        if (is_yes_no && (node.base != Base::YesNo || node.may_be_none))
            faults_.push_back(what + " is not yes or no");
        if (node.over != typed::no_index) faults_.push_back(what + " is about records");
    }

    void optional(NodeId id, const std::string& what) {
        if (id.valid()) root(id, true, what);
    }

    /// Runs follow each other without holes.
    void follows(Run run, std::size_t& next, const std::string& what) {
        if (run.first != next) faults_.push_back(what);
        next = std::size_t{run.first} + run.count;
    }

    void placeholders(const std::vector<TablePlaceholder>& rows) {
        for (const TablePlaceholder& row : rows)
            root(row.value, false, "placeholder " + row.name);
    }

    void requirements() {
        std::size_t next_remedy = 0, next_part = 0;
        for (const TableRequirement& row : table_.requirements) {
            root(row.condition, true, "requirement " + row.id);
            optional(row.when, "the when of requirement " + row.id);
            optional(row.records, "the records of requirement " + row.id);
            if (row.records.index() < table_.nodes.size() && table_.at(row.records).op != Code::Any)
                faults_.push_back("requirement " + row.id + " names records by what is no Any");
            follows(row.remedies, next_remedy, "requirement " + row.id + " skips remedies");
            follows(row.parts, next_part, "requirement " + row.id + " skips parts");
            placeholders(row.placeholders);
        }
        if (next_remedy != table_.remedies.size()) faults_.emplace_back("remedies of no requirement");
        if (next_part != table_.parts.size()) faults_.emplace_back("parts of no requirement");
        for (const TableRemedy& row : table_.remedies)
            optional(row.when, "the when of remedy " + row.id);
        for (const TablePart& row : table_.parts)
            root(row.condition, true, "the part " + row.source);
    }

    void results() {
        std::size_t next = 0;
        for (const TableDecision& row : table_.decisions) {
            optional(row.when, "the when of decision " + row.id);
            follows(row.requirements, next, "decision " + row.id + " skips requirements");
        }
        if (next != table_.requirements.size()) faults_.emplace_back("requirements of no decision");
        for (const TableOutput& row : table_.outputs)
            root(row.value, false, "output " + row.id);
        for (const TableAssume& row : table_.assumes) {
            root(row.condition, true, "an assume");
            placeholders(row.placeholders);
        }
        const bool as_of =
            table_.as_of == Id<TableFact>::none_value ||
            (table_.as_of < table_.facts.size() && table_.facts[table_.as_of].type.base == Base::Date);
        if (!as_of) faults_.emplace_back("as of names no date");
    }

    const Table& table_;
    std::vector<bool> read_;
    std::unordered_set<std::string> seen_;
    std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> verify(const Table& table) { return Verifier(table).run(); }

}  // namespace tenet::compiler
