#include "tests/generated/batch.hpp"

#include "tests/generated/batch_prelude.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace tenet::generated {

using compiler::Answer;
using compiler::FactPath;
using compiler::FactValue;
using compiler::Possible;
using compiler::Refusal;
using compiler::Table;
using compiler::TableFact;
using compiler::TableRecord;

namespace {

/// The lines that read fact number `index` into `facts`; a list's records lie beside it.
std::string supply_lines(const Table& table, std::size_t index) {
    const TableFact& fact = table.facts[index];
    if (fact.type.base != compiler::typed::Base::List) return fmt::format("    supply(facts.{});\n", fact.id);
    const std::size_t fields = table.records[fact.type.of].fields.size();
    return fmt::format(
        "    Records<decltype(facts.{0})> records_{1};\n"
        "    supply_list(facts.{0}, records_{1}, std::make_integer_sequence<unsigned, {2}>());\n",
        fact.id, index, fields);
}

/// The lines that print one decision or output and compare it with its place in the answer to everything.
std::string print_lines(const std::string& name, const char* part, std::size_t index) {
    return fmt::format("    print(p::{0}(facts));\n    if (!(all. {1}<{2}>() == p::{0}(facts))) "
                       "std::printf(\" slice differs\");\n",
                       name, part, index);
}

/// The function that answers for one member.
std::string answer_function(std::size_t index, const Member& member) {
    const Table& table = *member.compiled.table;
    std::string text = fmt::format(
        "static void answer_{}() {{\n    namespace p = ::{};\n    p::Facts facts;\n", index, member.name);
    for (std::size_t i = 0; i < table.facts.size(); ++i)
        text += supply_lines(table, i);
    text += "    [[maybe_unused]] const auto all = p::evaluate(facts);\n";
    for (std::size_t i = 0; i < table.decisions.size(); ++i)
        text += print_lines(table.decisions[i].id, "decision", i);
    for (std::size_t i = 0; i < table.outputs.size(); ++i)
        text += print_lines(table.outputs[i].id, "output", i);
    return text + "    std::puts(\"\");\n}\n";
}

std::string hexadecimal(const std::string& text) {
    std::string digits;
    for (char c : text)
        digits += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return digits;
}

/// The text that a value stands for: one that the policy knows, or one that is none of them.
std::string text_of(const Table& table, std::int64_t value) {
    const auto known = static_cast<std::size_t>(value);
    if (value > 0 && known <= table.texts.size()) return table.texts[known - 1];
    std::string other = "another";
    while (std::find(table.texts.begin(), table.texts.end(), other) != table.texts.end())
        other += " one";
    return other;
}

/// A fact or field that is no list: `0` unknown, `1` none, `2 VALUE`, `3 LENGTH HEX` for a text.
std::string cell(const Table& table, const compiler::typed::Type& type, const FactValue& fact) {
    if (fact.state == FactValue::State::Unknown) return " 0";
    if (fact.state == FactValue::State::None) return " 1";
    if (type.base != compiler::typed::Base::Text) return fmt::format(" 2 {}", fact.value);
    const std::string text = text_of(table, fact.value);
    return fmt::format(" 3 {} x{}", text.size(), hexadecimal(text));
}

/// The field of a refused path, counted as the runtime counts.
std::uint32_t runtime_field(const Table& table, const FactPath& path) {
    if (path.record == compiler::no_record) return 0;
    const std::vector<std::uint32_t>& declared = table.records[table.facts[path.fact].type.of].declared;
    return static_cast<std::uint32_t>(std::find(declared.begin(), declared.end(), path.field) -
                                      declared.begin());
}

std::string refusal_text(const Table& table, const Refusal& refusal) {
    return fmt::format(" refused:{}:{}.{}.{}:{}", static_cast<int>(refusal.cause), refusal.path.fact,
                       refusal.path.record, runtime_field(table, refusal.path), refusal.assume);
}

}  // namespace

std::string header_file(const Member& member) {
    std::string name = member.name;
    std::replace(name.begin(), name.end(), ':', '_');
    return name + ".hpp";
}

std::string batch_source(const std::vector<Member>& members) {
    std::string text;
    for (const Member& member : members)
        text += fmt::format("#include \"{}\"\n", header_file(member));
    text += batch_prelude;
    for (std::size_t i = 0; i < members.size(); ++i)
        text += answer_function(i, members[i]);
    text += "int main() {\n    for (long long member; (member = next()) >= 0;) {\n        texts.clear();\n"
            "        switch (member) {\n";
    for (std::size_t i = 0; i < members.size(); ++i)
        text += fmt::format("        case {0}: answer_{0}(); break;\n", i);
    return text + "        }\n    }\n    return 0;\n}\n";
}

std::string row_line(const Table& table, std::size_t member, const compiler::FactRow& row) {
    std::string text = std::to_string(member);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const compiler::typed::Type& type = table.facts[i].type;
        if (type.base != compiler::typed::Base::List || row[i].state != FactValue::State::Known) {
            text += cell(table, type, row[i]);
            continue;
        }
        const TableRecord& record = table.records[type.of];
        text += fmt::format(" 2 {}", row[i].records.size());
        for (const compiler::Record& supplied : row[i].records)
            for (std::size_t f = 0; f < record.fields.size(); ++f)
                text += cell(table, record.fields[f].type, supplied.fields[record.declared[f]]);
    }
    return text + "\n";
}

std::string answer_line(const Table& table, const Answer& answer) {
    std::string text;
    if (answer.refused())
        for (std::size_t i = 0; i < table.decisions.size() + table.outputs.size(); ++i)
            text += refusal_text(table, answer.refusal);
    for (const auto& decision : answer.decisions) {
        text += fmt::format(" {}:", static_cast<int>(decision.verdict));
        for (const auto status : decision.requirements)
            text += fmt::format("{}", static_cast<int>(status));
        for (const std::uint32_t remedy : decision.remedies)
            text += fmt::format("+{}", remedy);
    }
    for (const auto& output : answer.outputs) {
        const Possible& p = output.value;
        text += fmt::format(" {:d}{:d}:{}..{}:{:x}", p.may_be_value, p.may_be_none, p.low, p.high, p.members);
    }
    return text;
}

std::string compile_command(const std::string& compiler, const std::string& source,
                            const std::string& program) {
    return fmt::format(
        "{} -std=c++20 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wundef "
        "-Werror -fno-exceptions -fno-rtti -I{}/runtime/include -o {} {} 2>&1",
        compiler, TENET_SOURCE_DIR, program, source);
}

}  // namespace tenet::generated
