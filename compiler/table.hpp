#pragma once

#include "compiler/ids.hpp"
#include "compiler/typed.hpp"
#include "tenet/program.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// The table: what a policy means, in normal form. Hash-consed nodes of the operators of `tenet/operators.def`,
/// operands before users, commutative operands sorted, thresholds canonical. Everything that analyses, prints,
/// translates or compares a policy reads this.
namespace tenet::compiler {

struct Node;
using NodeId = Id<Node>;

struct Node {
    Code op = Code::Constant;
    bool round_up = false;
    bool may_be_none = false;
    typed::Base base = typed::Base::YesNo;
    NodeId a, b, c;
    std::int64_t imm = 0;

    bool operator==(const Node&) const = default;
};

/// Where a node came from; kept beside the nodes and never emitted. A node shared by several places names the first.
struct Origin {
    Span span;
};

struct TableText {
    std::string en, zh;  ///< empty where not given; a text without language stands in both
};

struct TableCitation {
    std::string source;
    std::vector<std::uint32_t> paragraphs;
    std::vector<std::string> readings;
};

struct TableFact {
    std::string id, name;
    typed::Type type;
    TableText label;
    Span span;
    std::vector<TableCitation> citations;
};

struct TableRequirement {
    std::string id, name;
    TableText label, otherwise;
    NodeId condition;
    NodeId when;  ///< invalid if it always applies
    std::vector<TableCitation> citations;
    Span span;
};

struct TableDecision {
    std::string id, name;
    TableText label, when_otherwise;
    NodeId when;  ///< invalid if it always applies
    Run requirements;
    std::vector<TableCitation> citations;
};

/// A define or output that something reads; its node is shared by all that do.
struct TableDefine {
    std::string id, name;
    typed::Type type;  ///< as declared, or what follows from the expression
    NodeId value;
    Span span;
};

/// A comparison that reads no fact, which left no node behind.
struct TableSettled {
    Span span;
    bool yes = false;
};

struct TableOutput {
    std::string id, name;
    TableText label;
    typed::Type type;
    NodeId value;
    std::vector<TableCitation> citations;
    Span span;
};

struct Table {
    std::string policy;       ///< dotted id
    std::string policy_name;  ///< as declared
    TableText policy_label;
    std::vector<TableCitation> citations;  ///< of the policy itself
    Span span;                             ///< of the policy's name
    std::uint32_t as_of = 0xFFFFFFFF;      ///< index into facts
    std::vector<TableFact> facts;          ///< all declared, in order: unused ones are accepted too
    std::vector<Node> nodes;
    std::vector<Origin> origins;  ///< one per node
    std::vector<TableRequirement> requirements;
    std::vector<TableDecision> decisions;
    std::vector<TableOutput> outputs;
    std::vector<TableDefine> defines;   ///< for proofs and readers only: they add nothing to the meaning
    std::vector<TableSettled> settled;  ///< for the proof's warnings only

    const Node& at(NodeId id) const { return nodes[id.index()]; }
};

/// Three hashes, lower-case hexadecimal SHA-256: what facts look like; what the policy means; how it reads.
struct Fingerprints {
    std::string schema, meaning, text;
};

/// A program that owns its arrays; `view()` is valid while this lives and is not changed.
struct OwnedProgram {
    std::vector<Op> ops;
    std::uint32_t value_count = 0;
    std::vector<FactSpec> facts;
    std::vector<RequirementSpec> requirements;
    std::vector<DecisionSpec> decisions;
    std::vector<OutputSpec> outputs;
    std::string pool;
    std::uint16_t as_of = no_register;
    std::uint64_t fingerprint = 0;

    Program view() const;
};

}  // namespace tenet::compiler
