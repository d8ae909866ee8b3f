#include "compiler/fingerprint.hpp"

#include "compiler/table_names.hpp"
#include "compiler/table_reach.hpp"

#include <nettle/sha2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace tenet::compiler {
namespace {

/// Bumped when the same policy would be written down differently.
constexpr std::uint32_t format_version = 2;

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

/// Of a text no bounds go in: how many texts the rules mention is no matter of the facts.
void add(Digest& digest, const typed::Type& type) {
    const bool text = type.base == typed::Base::Text;
    digest.text(name_of(type.base));
    digest.number(type.or_none ? 1 : 0);
    digest.signed_number(text ? 0 : type.low);
    digest.signed_number(text ? 0 : type.high);
    digest.signed_number(type.scale);
    digest.number(type.of);
}

/// Operators and bases go in by name, so that a new one between two others changes no fingerprint.
void add(Digest& digest, const Node& node) {
    digest.text(name_of(node.op));
    digest.text(name_of(node.base));
    digest.number((node.round_up ? 1U : 0U) | (node.may_be_none ? 2U : 0U));
    digest.node(node.a);
    digest.node(node.b);
    digest.node(node.c);
    if (node.d.valid()) digest.node(node.d);
    digest.signed_number(node.imm);
    digest.signed_number(node.scale);
    digest.number(node.of);
}

/// What a calendar is called and where it is declared is no matter of its days.
void add(Digest& digest, const TableCalendar& calendar) {
    digest.text("calendar");
    digest.signed_number(calendar.first);
    std::string days;
    for (const bool working : calendar.working)
        days += working ? 'w' : 'o';
    digest.text(days);
}

void add(Digest& digest, const TableText& text) {
    digest.text(text.en);
    digest.text(text.zh);
}

void add(Digest& digest, const std::vector<TableCitation>& citations) {
    digest.number(citations.size());
    for (const TableCitation& citation : citations) {
        digest.text(citation.source);
        digest.text(citation.source_name);
        digest.number(citation.paragraphs.size());
        for (std::uint32_t paragraph : citation.paragraphs)
            digest.number(paragraph);
        digest.number(citation.readings.size());
        for (const std::string& reading : citation.readings)
            digest.text(reading);
    }
}

void add_facts(Digest& digest, const std::vector<TableFact>& facts) {
    digest.number(facts.size());
    for (const TableFact& fact : facts) {
        digest.text(fact.id);
        add(digest, fact.type);
    }
}

std::string schema_of(const Table& table) {
    Digest digest("tenet schema");
    // No fact is one of the lists that outputs may be; these come last.
    const auto facts_have = [](const TableChoice& choice) { return !choice.of_lists; };
    digest.number(
        static_cast<std::uint64_t>(std::count_if(table.choices.begin(), table.choices.end(), facts_have)));
    for (const TableChoice& choice : table.choices) {
        if (choice.of_lists) continue;
        digest.text(choice.policy);
        digest.text(choice.id);
        digest.number(choice.values.size());
        for (const TableChoiceValue& value : choice.values)
            digest.text(value.id);
    }
    digest.number(table.records.size());
    for (const TableRecord& record : table.records) {
        digest.text(record.policy);
        digest.text(record.id);
        add_facts(digest, record.fields);
    }
    add_facts(digest, table.facts);
    return digest.hex();
}

void add(Digest& digest, const Table& table, const TableRequirement& row) {
    digest.text(row.id);
    digest.node(row.when);
    digest.node(row.condition);
    digest.node(row.records);
    digest.number(row.remedies.count);
    for (std::uint32_t i = 0; i < row.remedies.count; ++i) {
        const TableRemedy& remedy = table.remedies[row.remedies.first + i];
        digest.text(remedy.id);
        digest.node(remedy.when);
    }
}

/// What the lists that outputs may be have in them. A policy without any has nothing of it.
void add_lists(Digest& digest, const Table& table) {
    for (const TableChoice& choice : table.choices) {
        if (!choice.of_lists) continue;
        digest.text("lists");
        digest.number(choice.items);
        digest.number(choice.values.size());
        for (const TableChoiceValue& list : choice.values) {
            digest.number(list.items.size());
            for (const std::uint32_t item : list.items)
                digest.number(item);
            digest.number(list.texts.size());
            for (const std::string& text : list.texts)
                digest.text(text);
        }
    }
}

std::string meaning_of(const Table& table, std::string_view schema) {
    Digest digest("tenet meaning");
    digest.text(schema);
    digest.number(table.as_of);
    digest.number(table.texts.size());
    for (const std::string& text : table.texts)
        digest.text(text);
    for (const TableCalendar& calendar : table.calendars)
        add(digest, calendar);
    const std::size_t nodes = deciding_nodes(table);
    digest.number(nodes);
    for (std::size_t i = 0; i < nodes; ++i)
        add(digest, table.nodes[i]);
    digest.number(table.decisions.size());
    for (const TableDecision& decision : table.decisions) {
        digest.text(decision.id);
        digest.node(decision.when);
        digest.number(decision.requirements.count);
        for (std::uint32_t i = 0; i < decision.requirements.count; ++i)
            add(digest, table, table.requirements[decision.requirements.first + i]);
    }
    digest.number(table.outputs.size());
    for (const TableOutput& output : table.outputs) {
        digest.text(output.id);
        digest.text(name_of(output.type.base));
        digest.node(output.value);
    }
    digest.number(table.assumes.size());
    for (const TableAssume& assume : table.assumes)
        digest.node(assume.condition);
    add_lists(digest, table);
    return digest.hex();
}

/// Names and labels of rows, and what else of each.
template <class Rows, class More>
void add_named(Digest& digest, const Rows& rows, const More& more) {
    digest.number(rows.size());
    for (const auto& row : rows) {
        digest.text(row.name);
        add(digest, row.label);
        more(row);
    }
}

void add(Digest& digest, const std::vector<TablePlaceholder>& rows) {
    digest.number(rows.size());
    for (const TablePlaceholder& row : rows) {
        digest.text(row.name);
        digest.node(row.value);
    }
}

/// The parts of conditions, and all nodes that only texts show.
void add_parts(Digest& digest, const Table& table) {
    digest.number(table.parts.size());
    for (const TablePart& part : table.parts) {
        digest.text(part.source);
        digest.node(part.condition);
    }
    const std::size_t first = deciding_nodes(table);
    digest.number(table.nodes.size() - first);
    for (std::size_t i = first; i < table.nodes.size(); ++i)
        add(digest, table.nodes[i]);
}

void add_types(Digest& digest, const Table& table) {
    add_named(digest, table.choices,
              [&](const TableChoice& row) { add_named(digest, row.values, [](const TableChoiceValue&) {}); });
    add_named(digest, table.records,
              [&](const TableRecord& row) { add_named(digest, row.fields, [](const TableFact&) {}); });
}

/// What authors say beside the rules.
void add_remarks(Digest& digest, const Table& table) {
    digest.number(table.assumes.size());
    for (const TableAssume& row : table.assumes) {
        add(digest, row.message);
        add(digest, row.citations);
        add(digest, row.placeholders);
    }
    digest.number(table.notes.size());
    for (const TableNote& row : table.notes) {
        add(digest, row.text);
        add(digest, row.citations);
    }
}

std::string text_of(const Table& table) {
    Digest digest("tenet text");
    digest.text(table.policy);
    digest.text(table.policy_name);
    add(digest, table.policy_label);
    add(digest, table.citations);
    add_types(digest, table);
    add_named(digest, table.facts, [&](const TableFact& row) { add(digest, row.citations); });
    add_named(digest, table.requirements, [&](const TableRequirement& row) {
        add(digest, row.otherwise);
        add(digest, row.citations);
        add(digest, row.placeholders);
        digest.number(row.parts.count);
    });
    add_named(digest, table.remedies, [](const TableRemedy&) {});
    add_parts(digest, table);
    add_named(digest, table.decisions, [&](const TableDecision& row) {
        add(digest, row.when_otherwise);
        add(digest, row.citations);
    });
    add_named(digest, table.outputs, [&](const TableOutput& row) { add(digest, row.citations); });
    add_remarks(digest, table);
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
