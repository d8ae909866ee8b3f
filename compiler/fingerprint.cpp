#include "compiler/fingerprint.hpp"

#include "compiler/table_names.hpp"

#include <nettle/sha2.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace tenet::compiler {
namespace {

/// Bumped when the same policy would be written down differently.
constexpr std::uint32_t format_version = 1;

/// Writes each item with its length or in a fixed width, little-endian, so that no two contents give the same bytes.
class Digest {
  public:
    explicit Digest(std::string_view purpose) {
        sha256_init(&state_);
        text(purpose);
        number(format_version);
    }

    void text(std::string_view bytes) {
        number(bytes.size());
        sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
    }

    void number(std::uint64_t value) {
        std::array<std::uint8_t, 8> bytes{};
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(value & 0xFFU);
            value >>= 8;
        }
        sha256_update(&state_, bytes.size(), bytes.data());
    }

    void signed_number(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
    void node(NodeId id) { number(id.value); }

    std::string hex() {
        std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
        sha256_digest(&state_, digest.size(), digest.data());
        std::string result;
        for (std::uint8_t byte : digest) {
            result += "0123456789abcdef"[byte >> 4];
            result += "0123456789abcdef"[byte & 15U];
        }
        return result;
    }

  private:
    sha256_ctx state_{};
};

void add(Digest& digest, const typed::Type& type) {
    digest.text(name_of(type.base));
    digest.number(type.or_none ? 1 : 0);
    digest.signed_number(type.low);
    digest.signed_number(type.high);
}

/// Operators and bases go in by name, so that a new one between two others changes no fingerprint.
void add(Digest& digest, const Node& node) {
    digest.text(name_of(node.op));
    digest.text(name_of(node.base));
    digest.number((node.round_up ? 1U : 0U) | (node.may_be_none ? 2U : 0U));
    digest.node(node.a);
    digest.node(node.b);
    digest.node(node.c);
    digest.signed_number(node.imm);
}

void add(Digest& digest, const TableText& text) {
    digest.text(text.en);
    digest.text(text.zh);
}

void add(Digest& digest, const std::vector<TableCitation>& citations) {
    digest.number(citations.size());
    for (const TableCitation& citation : citations) {
        digest.text(citation.source);
        digest.number(citation.paragraphs.size());
        for (std::uint32_t paragraph : citation.paragraphs)
            digest.number(paragraph);
        digest.number(citation.readings.size());
        for (const std::string& reading : citation.readings)
            digest.text(reading);
    }
}

std::string schema_of(const Table& table) {
    Digest digest("tenet schema");
    digest.number(table.facts.size());
    for (const TableFact& fact : table.facts) {
        digest.text(fact.id);
        add(digest, fact.type);
    }
    return digest.hex();
}

std::string meaning_of(const Table& table, std::string_view schema) {
    Digest digest("tenet meaning");
    digest.text(schema);
    digest.number(table.as_of);
    digest.number(table.nodes.size());
    for (const Node& node : table.nodes)
        add(digest, node);
    digest.number(table.decisions.size());
    for (const TableDecision& decision : table.decisions) {
        digest.text(decision.id);
        digest.node(decision.when);
        digest.number(decision.requirements.count);
        for (std::uint32_t i = 0; i < decision.requirements.count; ++i) {
            const TableRequirement& requirement = table.requirements[decision.requirements.first + i];
            digest.text(requirement.id);
            digest.node(requirement.when);
            digest.node(requirement.condition);
        }
    }
    digest.number(table.outputs.size());
    for (const TableOutput& output : table.outputs) {
        digest.text(output.id);
        digest.text(name_of(output.type.base));
        digest.node(output.value);
    }
    return digest.hex();
}

std::string text_of(const Table& table) {
    Digest digest("tenet text");
    digest.text(table.policy);
    digest.text(table.policy_name);
    add(digest, table.policy_label);
    add(digest, table.citations);
    const auto named = [&digest](const auto& rows, const auto& more) {
        digest.number(rows.size());
        for (const auto& row : rows) {
            digest.text(row.name);
            add(digest, row.label);
            add(digest, row.citations);
            more(row);
        }
    };
    named(table.facts, [](const TableFact&) {});
    named(table.requirements, [&](const TableRequirement& row) { add(digest, row.otherwise); });
    named(table.decisions, [&](const TableDecision& row) { add(digest, row.when_otherwise); });
    named(table.outputs, [](const TableOutput&) {});
    return digest.hex();
}

}  // namespace

Fingerprints fingerprint(const Table& table) {
    Fingerprints result;
    result.schema = schema_of(table);
    result.meaning = meaning_of(table, result.schema);
    result.text = text_of(table);
    return result;
}

}  // namespace tenet::compiler
