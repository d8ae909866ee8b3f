#include "compiler/emit_cpp.hpp"

#include "compiler/cpp_source.hpp"
#include "compiler/emit_cpp_program.hpp"
#include "compiler/emit_cpp_types.hpp"

#include <algorithm>
#include <utility>

namespace tenet::compiler {
namespace {

/// The validator runs in pieces, since compilers bound the steps of one constant evaluation.
void put_assertions(CppSource& out, const OwnedProgram& program) {
    constexpr std::size_t piece_ops = 512;
    out.put("static_assert(::tenet::valid_specs(Table::program));");
    for (std::size_t first = 0; first < program.ops.size(); first += piece_ops)
        out.put("static_assert(::tenet::valid_ops(Table::program, {}, {}));", first,
                std::min(first + piece_ops, program.ops.size()));
    out.put("");
}

/// One answer, on an applicant's facts and on facts that were looked at before. Both are templates, so that compilers work out
/// only what is asked for.
template <class Name>
void put_answer(CppSource& out, const Name& name, const CppSource& question) {
    out.put("template <class Policy = Table>\n"
            "constexpr auto {}(const Facts& facts) noexcept {{ return {}(facts); }}\n"
            "template <class Policy>\n"
            "    requires ::std::is_same_v<Policy, Table>\n"
            "constexpr auto {}(const ::tenet::Checked<Policy>& checked) noexcept {{ return {}(checked); }}",
            name, question, name, question);
}

/// An output that is a list, of values of a choice or of texts.
CppSource listing_question(const Table& table, std::size_t index) {
    const std::uint32_t items = table.choices[table.outputs[index].type.of].items;
    CppSource out;
    if (items == typed::no_index)
        out.put("::tenet::typed_output<Policy, {}, ::tenet::Listing<::std::string_view>>", index);
    else
        out.put("::tenet::typed_output<Policy, {}, ::tenet::Listing<{}>>", index,
                cpp_type(table.choices[items]));
    return out;
}

/// An output in the type that the policy gives it.
CppSource output_question(const Table& table, std::size_t index) {
    const typed::Type& type = table.outputs[index].type;
    CppSource out;
    switch (type.base) {
    case typed::Base::YesNo: out.put("::tenet::typed_output<Policy, {}, bool>", index); return out;
    case typed::Base::Date: out.put("::tenet::typed_output<Policy, {}, ::tenet::Date>", index); return out;
    case typed::Base::Choice:
        if (table.choices[type.of].of_lists) return listing_question(table, index);
        out.put("::tenet::typed_output<Policy, {}, {}>", index, cpp_type(table.choices[type.of]));
        return out;
    case typed::Base::Set:
        out.put("::tenet::typed_output<Policy, {}, ::tenet::SetOf<{}>>", index,
                cpp_type(table.choices[type.of]));
        return out;
    case typed::Base::Count:
    case typed::Base::Number:
    case typed::Base::Days:
    case typed::Base::Hours:
    case typed::Base::Text:
    case typed::Base::List:
    case typed::Base::Period: break;
    }
    out.put("::tenet::output<Policy, {}>", index);
    return out;
}

/// Decisions and outputs lie in a namespace of their own, which need not be named: a policy `a` that decides `b` and a policy
/// `a.b` then do not clash.
void put_answers(CppSource& out, const Table& table) {
    out.put("inline namespace answers {{");
    for (std::size_t i = 0; i < table.decisions.size(); ++i) {
        CppSource question;
        question.put("::tenet::decide<Policy, {}>", i);
        put_answer(out, cpp_identifier(table.decisions[i].id), question);
    }
    for (std::size_t i = 0; i < table.outputs.size(); ++i)
        put_answer(out, cpp_identifier(table.outputs[i].id), output_question(table, i));
    out.put("}}");
}

void put_functions(CppSource& out, const Table& table) {
    out.put(
        "/// Facts looked at once, for asking several times; they must stay where and as they are.\n"
        "using Checked = ::tenet::Checked<Table>;\n"
        "template <class Policy = Table>\n"
        "constexpr auto check(const Facts& facts) noexcept {{ return ::tenet::Checked<Policy>(facts); }}\n"
        "template <class Policy = Table>\n"
        "void check(Facts&&) = delete;\n");
    CppSource everything;
    everything.put("::tenet::evaluate<Policy>");
    out.put("/// All decisions and outputs of the policy in one pass.");
    put_answer(out, Own("evaluate"), everything);
    out.put("");
    put_answers(out, table);
}

}  // namespace

void put_policy(CppSource& out, const Table& table, const OwnedProgram& program) {
    out.put(
        "#include <tenet/checked.hpp>\n#include <tenet/explain.hpp>\n#include <tenet/outcome.hpp>\n#include <tenet/valid.hpp>\n#include <tenet/wording.hpp>\n");
    put_types(out, table);
    out.put("namespace {} {{\n", cpp_namespace(table.policy));
    put_facts(out, table);
    put_program(out, table, program);
    put_assertions(out, program);
    put_functions(out, table);
    out.put("\n}}");
}

std::string emit_cpp(const Table& table, const OwnedProgram& program) {
    CppSource out;
    out.put("// Generated by tenet; edit the policy, not this file.\n#pragma once\n");
    put_policy(out, table, program);
    return std::move(out).take();
}

}  // namespace tenet::compiler
