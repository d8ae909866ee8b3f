#include "compiler/emit_cpp.hpp"

#include "compiler/cpp_text.hpp"
#include "tenet/fact.hpp"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <fmt/format.h>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

namespace tenet::compiler {
namespace {

/// Compilers promise no more than this many bytes in one string literal.
constexpr std::size_t literal_limit = 60'000;

/// A piece of C++ that stands literally in this program; nothing made at run time converts to it.
struct Own {
    std::string_view text;
    consteval Own(const char* literal) : text(literal) {}
};

const std::string& piece(const Cpp& cpp) { return cpp.text(); }
std::string_view piece(Own own) { return own.text; }
std::string piece(std::integral auto value) { return cpp_number(static_cast<std::int64_t>(value)).text(); }

/// Collects the header. Formats are literals; what goes into them is a number, a literal or a `Cpp`, and a plain string
/// does not compile.
class Header {
  public:
    template <std::size_t N, class... Args>
    void put(const char (&format)[N], const Args&... args) {
        const auto pieces = std::make_tuple(std::string(piece(args))...);
        std::apply(
            [&](const auto&... texts) {
                fmt::vformat_to(std::back_inserter(text_), std::string_view(format, N - 1),
                                fmt::make_format_args(texts...));
            },
            pieces);
        text_ += '\n';
    }
    std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

Own code_name(Code code) {
    switch (code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/operators.def"
#undef OPERATOR
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    __builtin_unreachable();
}

Own kind_name(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return "YesNo";
    case ValueKind::Count: return "Count";
    case ValueKind::Date: return "Date";
    case ValueKind::Number: return "Number";
    case ValueKind::Days: return "Days";
    }
    __builtin_unreachable();
}

Own truth(bool value) { return value ? Own("true") : Own("false"); }
Own present(bool filled, Own name) { return filled ? name : Own("nullptr"); }

void put_date_member(Header& out, Own wrapper, const FactSpec& spec, const Cpp& name) {
    if (spec.low == Encoding<Date>::low && spec.high == Encoding<Date>::high)
        out.put("    ::tenet::{}<::tenet::Date> {}{{}};", wrapper, name);
    else
        out.put("    ::tenet::{}<::tenet::DateIn<{}, {}>> {}{{}};", wrapper, spec.low, spec.high, name);
}

/// The range of a fact is part of its type, so that a value outside it is noticed where it is assigned.
void put_fact_member(Header& out, const FactSpec& spec, const TableFact& fact) {
    const Cpp name = cpp_identifier(fact.id);
    const Own wrapper = spec.or_none ? Own("FactOrNone") : Own("Fact");
    switch (spec.kind) {
    case ValueKind::YesNo: out.put("    ::tenet::{}<bool> {}{{}};", wrapper, name); return;
    case ValueKind::Date: put_date_member(out, wrapper, spec, name); return;
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
        out.put("    ::tenet::{}<::tenet::Int<{}, {}>> {}{{}};", wrapper, spec.low, spec.high, name);
        return;
    }
    __builtin_unreachable();
}

void put_facts(Header& out, const Table& table, const OwnedProgram& program) {
    out.put("/// What is known of one applicant; every member starts unknown.\nstruct Facts {{");
    for (std::size_t i = 0; i < table.facts.size(); ++i)
        put_fact_member(out, program.facts[i], table.facts[i]);
    out.put("}};\n");
    out.put("/// The members of Facts by their index.\ntemplate <::std::uint32_t K>\n"
            "inline constexpr decltype(nullptr) FactMember = nullptr;");
    for (std::size_t i = 0; i < table.facts.size(); ++i)
        out.put("template <>\ninline constexpr auto FactMember<{}> = &Facts::{};", i,
                cpp_identifier(table.facts[i].id));
    out.put("");
}

void put_ops(Header& out, const OwnedProgram& program) {
    if (program.ops.empty()) return;
    out.put("    static constexpr ::tenet::Op ops[] = {{");
    for (const Op& op : program.ops)
        out.put("        {{::tenet::Code::{}, {}, {}, {}, {}, {}}},", code_name(op.code), op.flags, op.dst,
                op.a, op.b, op.imm);
    out.put("    }};");
}

void put_fact_specs(Header& out, const OwnedProgram& program) {
    if (program.facts.empty()) return;
    out.put("    static constexpr ::tenet::FactSpec fact_specs[] = {{");
    for (const FactSpec& f : program.facts)
        out.put("        {{::tenet::ValueKind::{}, {}, {}, {}, {}, {}, {}, {}}},", kind_name(f.kind),
                truth(f.or_none), f.low, f.high, f.id, f.name, f.label_en, f.label_zh);
    out.put("    }};");
}

void put_requirement_specs(Header& out, const OwnedProgram& program) {
    if (program.requirements.empty()) return;
    out.put("    static constexpr ::tenet::RequirementSpec requirement_specs[] = {{");
    for (const RequirementSpec& r : program.requirements)
        out.put("        {{{}, {}, {}, {}, {}, {}, {}, {}}},", r.op, r.when, r.id, r.name, r.label_en,
                r.label_zh, r.otherwise_en, r.otherwise_zh);
    out.put("    }};");
}

void put_decision_specs(Header& out, const OwnedProgram& program) {
    if (program.decisions.empty()) return;
    out.put("    static constexpr ::tenet::DecisionSpec decision_specs[] = {{");
    for (const DecisionSpec& d : program.decisions)
        out.put("        {{{}, {}, {}, {}, {}, {}, {}, {}, {}}},", d.when, d.first_requirement,
                d.requirement_count, d.id, d.name, d.label_en, d.label_zh, d.when_otherwise_en,
                d.when_otherwise_zh);
    out.put("    }};");
}

void put_output_specs(Header& out, const OwnedProgram& program) {
    if (program.outputs.empty()) return;
    out.put("    static constexpr ::tenet::OutputSpec output_specs[] = {{");
    for (const OutputSpec& o : program.outputs)
        out.put("        {{{}, ::tenet::ValueKind::{}, {}, {}, {}, {}, {}}},", o.value, kind_name(o.kind),
                truth(o.or_none), o.id, o.name, o.label_en, o.label_zh);
    out.put("    }};");
}

void put_pool(Header& out, const OwnedProgram& program) {
    if (program.pool.size() < literal_limit)
        out.put("    static constexpr char pool[] =\n{};", cpp_string(program.pool, "        "));
    else
        out.put("    static constexpr char pool[] = {};", cpp_bytes(program.pool, "        "));
}

void put_program(Header& out, const OwnedProgram& p) {
    out.put("    static constexpr ::tenet::Program program = {{");
    out.put("        {}, {}, {},", present(!p.ops.empty(), "ops"), p.ops.size(), p.value_count);
    out.put("        {}, {},", present(!p.facts.empty(), "fact_specs"), p.facts.size());
    out.put("        {}, {},", present(!p.requirements.empty(), "requirement_specs"), p.requirements.size());
    out.put("        {}, {},", present(!p.decisions.empty(), "decision_specs"), p.decisions.size());
    out.put("        {}, {},", present(!p.outputs.empty(), "output_specs"), p.outputs.size());
    out.put("        pool, {}, {}, {}}};", p.pool.size(), p.as_of, cpp_hex(p.fingerprint));
}

void put_table(Header& out, const Table& table, const OwnedProgram& program) {
    out.put("/// What the policy means, as constant data.\nstruct Table {{");
    out.put("    using Facts = ::{}::Facts;", cpp_namespace(table.policy));
    put_ops(out, program);
    put_fact_specs(out, program);
    put_requirement_specs(out, program);
    put_decision_specs(out, program);
    put_output_specs(out, program);
    put_pool(out, program);
    put_program(out, program);
    out.put(
        "    template <::std::uint32_t K>\n"
        "    static constexpr const auto& fact(const Facts& facts) noexcept {{ return facts.*FactMember<K>; }}");
    out.put("}};\ninline constexpr Table table{{}};\n");
}

/// The validator runs in pieces, since compilers bound the steps of one constant evaluation.
void put_assertions(Header& out, const OwnedProgram& program) {
    constexpr std::size_t piece_ops = 512;
    out.put("static_assert(::tenet::valid_specs(Table::program));");
    for (std::size_t first = 0; first < program.ops.size(); first += piece_ops)
        out.put("static_assert(::tenet::valid_ops(Table::program, {}, {}));", first,
                std::min(first + piece_ops, program.ops.size()));
    out.put("");
}

void put_functions(Header& out, const Table& table) {
    out.put(
        "/// All decisions and outputs of the policy in one pass.\n"
        "constexpr auto evaluate(const Facts& facts) noexcept {{ return ::tenet::evaluate<Table>(facts); }}");
    for (std::size_t i = 0; i < table.decisions.size(); ++i)
        out.put(
            "constexpr auto {}(const Facts& facts) noexcept {{ return ::tenet::decide<Table, {}>(facts); }}",
            cpp_identifier(table.decisions[i].id), i);
    for (std::size_t i = 0; i < table.outputs.size(); ++i)
        out.put(
            "constexpr auto {}(const Facts& facts) noexcept {{ return ::tenet::output<Table, {}>(facts); }}",
            cpp_identifier(table.outputs[i].id), i);
}

}  // namespace

std::string emit_cpp(const Table& table, const OwnedProgram& program) {
    Header out;
    out.put(
        "// Generated by tenet; edit the policy, not this file.\n#pragma once\n\n#include <tenet/evaluate.hpp>\n#include <tenet/explain.hpp>\n#include <tenet/valid.hpp>\n");
    out.put("namespace {} {{\n", cpp_namespace(table.policy));
    put_facts(out, table, program);
    put_table(out, table, program);
    put_assertions(out, program);
    put_functions(out, table);
    out.put("\n}}");
    return out.take();
}

}  // namespace tenet::compiler
