#include "compiler/emit_tests.hpp"

#include "compiler/emit_cpp.hpp"
#include "compiler/emit_cpp_types.hpp"
#include "compiler/test_run.hpp"
#include "compiler/test_words.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

/// What a fact or field is set to; nothing for one that is unknown.
CppSource value_of(const Table& table, const typed::Type& type, const FactValue& value) {
    CppSource out;
    if (value.state == FactValue::State::None) {
        out.put("::tenet::none");
        return out;
    }
    switch (type.base) {
    case Base::YesNo: out.put("{}", truth(value.value != 0)); break;
    case Base::Date: out.put("::tenet::Date{{{}}}", value.value); break;
    case Base::Choice: {
        const TableChoice& choice = table.choices[type.of];
        out.put("{}::{}", cpp_type(choice),
                cpp_type_name(choice.values[static_cast<std::size_t>(value.value)].id));
        break;
    }
    case Base::Set:
        out.put("::tenet::SetOf<{}>::of_bits({})", cpp_type(table.choices[type.of]),
                cpp_hex(static_cast<std::uint64_t>(value.value)));
        break;
    case Base::Text: out.put("{}", cpp_string(value.text, "")); break;
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours: out.put("::tenet::Scaled<{}>{{{}}}", type.scale, value.value); break;
    case Base::List:  // where it has records they stand apart
    case Base::Period: out.put("::tenet::empty"); break;
    }
    return out;
}

/// One list of records with commas between, as C++ takes them.
template <class Numbers>
CppSource numbers_of(const Numbers& numbers) {
    CppSource all;
    all.put("");
    for (const std::uint32_t each : numbers) {
        CppSource more;
        more.put("{}{}{}U", all, all.text().size() > 1 ? Own(", ") : Own(""), each);
        all = more;
    }
    return all;
}

/// Writes the tests of one policy.
class Writer {
  public:
    Writer(const Compiled& policy, TestsIn form, CppSource& out)
        : policy_(policy), table_(*policy.table), form_(form), out_(out),
          names_(cpp_namespace(table_.policy)) {}

    void write() {
        const Program program = policy_.program->view();
        Interpreter interpreter(program, table_);
        for (std::size_t test = 0; test < policy_.tests.size(); ++test)
            if (!policy_.tests[test].unconfirmed) write_test(interpreter, test);
    }

  private:
    void write_test(Interpreter& interpreter, std::size_t number) {
        const TestCase& test = policy_.tests[number];
        const FactRow row = facts_of(policy_.tests, number, table_.facts.size());
        const TestOutcome outcome = run_test(interpreter, table_, policy_.tests, number);
        out_.put("namespace {} {{\nnamespace Tests {{", names_);
        put_facts_of(number, row);
        for (std::size_t i = 0; i < test.expects.size(); ++i)
            put_expectation(number, i, row, outcome);
        out_.put("}}");
        if (form_ == TestsIn::Assertions)
            put_assertions_of(number);
        else
            put_google_test(number);
        out_.put("}}");
    }

    /// The records of each list lie beside the facts, which point to them.
    void put_facts_of(std::size_t number, const FactRow& row) {
        for (std::size_t fact = 0; fact < row.size(); ++fact)
            if (!row[fact].records.empty()) put_records(number, fact, row[fact].records);
        out_.put("constexpr Facts facts_{}() {{\n    Facts facts;", number);
        for (std::size_t fact = 0; fact < row.size(); ++fact) {
            const Cpp name = cpp_identifier(table_.facts[fact].id);
            if (row[fact].state == FactValue::State::Unknown) continue;
            if (row[fact].records.empty())
                out_.put("    facts.{} = {};", name, value_of(table_, table_.facts[fact].type, row[fact]));
            else
                out_.put("    facts.{} = records_{}_{};", name, number, fact);
        }
        out_.put("    return facts;\n}}");
    }

    void put_records(std::size_t number, std::size_t fact, const std::vector<Record>& records) {
        const TableRecord& type = table_.records[table_.facts[fact].type.of];
        const Cpp name = cpp_qualified(type.policy, type.id);
        out_.put("inline constexpr {} records_{}_{}[] = {{", name, number, fact);
        for (const Record& record : records) {
            out_.put("    [] {{\n        {} record;", name);
            for (std::size_t field = 0; field < type.fields.size(); ++field) {
                const std::size_t place = type.declared[field];
                if (place >= record.fields.size()) continue;
                const FactValue& value = record.fields[place];
                if (value.state == FactValue::State::Unknown) continue;
                out_.put("        record.{} = {};", cpp_identifier(type.fields[field].id),
                         value_of(table_, type.fields[field].type, value));
            }
            out_.put("        return record;\n    }}(),");
        }
        out_.put("}};");
    }

    void put_expectation(std::size_t number, std::size_t place, const FactRow& row,
                         const TestOutcome& outcome) {
        const TestExpect& expect = policy_.tests[number].expects[place];
        out_.put("constexpr bool test_{}_{}() {{\n    const Facts facts = facts_{}();", number, place,
                 number);
        switch (expect.kind) {
        case ast::ExpectKind::Verdict: put_verdict(expect, row); break;
        case ast::ExpectKind::Value: put_value(expect); break;
        case ast::ExpectKind::Unknown:
            out_.put("    return ::{}::{}(facts).state == ::tenet::Outcome::State::Undetermined;", names_,
                     cpp_identifier(table_.outputs[expect.subject].id));
            break;
        case ast::ExpectKind::Refused: put_refusal(expect, outcome, place); break;
        }
        out_.put("}}");
    }

    void put_verdict(const TestExpect& expect, const FactRow& row) {
        out_.put("    const auto decision = ::{}::{}(facts);", names_,
                 cpp_identifier(table_.decisions[expect.subject].id));
        out_.put("    if (decision.verdict != ::tenet::Verdict::{}) return false;", verdict(expect.verdict));
        const ast::Expect::Lists& said = expect.lists;
        if (said.because)
            out_.put("    if (!::tenet::rests_on(decision, {{{}}})) return false;",
                     numbers_of(expect.because));
        if (said.remedies)
            out_.put("    if (!::tenet::remedied_by(decision, {{{}}})) return false;",
                     numbers_of(expect.remedies));
        if (said.at)
            out_.put("    if (!::tenet::fails_at<{}>(table, facts, decision, {{{}}})) return false;",
                     longest_list(row), numbers_of(expect.at));
        if (said.needing)
            out_.put("    if (!::tenet::needs<{}>(table, facts, decision, {{{}}})) return false;",
                     std::max<std::size_t>(expect.needing.size(), 1), paths_of(expect.needing));
        out_.put("    return true;");
    }

    void put_value(const TestExpect& expect) {
        const Cpp name = cpp_identifier(table_.outputs[expect.subject].id);
        if (expect.value.state == FactValue::State::None)
            out_.put("    return ::{}::{}(facts).state == ::tenet::Outcome::State::None;", names_, name);
        else if (table_.outputs[expect.subject].type.base == Base::Text)
            out_.put("    return ::tenet::equals_text<Table, {}>(facts,\n{});", expect.subject,
                     cpp_string(expect.value.text, "        "));
        else
            out_.put("    return ::tenet::equals(::{}::{}(facts), {});", names_, name, expect.value.value);
    }

    /// The header holds no messages, so that it is asked by its number which assume refuses: the one that did, or where the test
    /// fails any other of which the message has the part that is expected. All are asked, whatever the policy answers.
    void put_refusal(const TestExpect& expect, const TestOutcome& outcome, std::size_t place) {
        const Refusal& refusal = outcome.explained.answer.refusal;
        const bool refused = refusal.cause == Refusal::Cause::Assume;
        std::vector<std::uint32_t> assumes;
        for (std::uint32_t i = 0; i < table_.assumes.size(); ++i) {
            const TableText& message = table_.assumes[i].message;
            const bool says = message.en.find(expect.part) != std::string::npos ||
                              message.zh.find(expect.part) != std::string::npos;
            const bool did = refused && i == refusal.assume;
            if (outcome.held[place] ? did : says && !did) assumes.push_back(i);
        }
        out_.put("    return ::tenet::refused_by(::{}::evaluate(facts).refusal, {{{}}});", names_,
                 numbers_of(assumes));
    }

    static Own verdict(VerdictKind kind) {
        switch (kind) {
        case VerdictKind::Eligible: return "Eligible";
        case VerdictKind::EligibleWithRemedy: return "EligibleWithRemedy";
        case VerdictKind::Ineligible: return "Ineligible";
        case VerdictKind::NotApplicable: return "NotApplicable";
        case VerdictKind::Undetermined: return "Undetermined";
        case VerdictKind::Refused: break;
        }
        return "Refused";
    }

    static std::size_t longest_list(const FactRow& row) {
        std::size_t most = 1;
        for (const FactValue& fact : row)
            most = std::max(most, fact.records.size());
        return most;
    }

    /// The runtime counts fields as they come with a record, without derived ones.
    CppSource paths_of(const std::vector<FactPath>& paths) const {
        CppSource all;
        all.put("");
        for (const FactPath& path : paths) {
            CppSource one, more;
            if (path.record == no_record) {
                one.put("{{{}U, ::tenet::no_record, 0U}}", path.fact);
            } else {
                const auto& declared = table_.records[table_.facts[path.fact].type.of].declared;
                const auto field = std::find(declared.begin(), declared.end(), path.field) - declared.begin();
                one.put("{{{}U, {}U, {}U}}", path.fact, path.record, field);
            }
            more.put("{}{}{}", all, all.text().size() > 1 ? Own(", ") : Own(""), one);
            all = more;
        }
        return all;
    }

    void put_assertions_of(std::size_t number) {
        for (std::size_t i = 0; i < policy_.tests[number].expects.size(); ++i)
            out_.put("static_assert(Tests::test_{}_{}(),\n{});", number, i, message(number, i));
    }

    void put_google_test(std::size_t number) {
        std::string suite = table_.policy;
        std::replace(suite.begin(), suite.end(), '.', '_');
        out_.put("TEST({}, Line{}) {{", cpp_type_name(suite), line_of(number));
        for (std::size_t i = 0; i < policy_.tests[number].expects.size(); ++i)
            out_.put("    EXPECT_TRUE(Tests::test_{}_{}()) <<\n{};", number, i, message(number, i));
        out_.put("}}");
    }

    std::uint32_t line_of(std::size_t number) const {
        const Span& span = policy_.tests[number].span;
        return policy_.sources->place(span.file, span.begin).line;
    }

    Cpp message(std::size_t number, std::size_t place) const {
        const TestCase& test = policy_.tests[number];
        const std::string& path = policy_.sources->file(test.span.file).path;
        return cpp_message(fmt::format("{}:{}: {}: {}", path, line_of(number), test.name,
                                       expected_text(*policy_.sources, test.expects[place])),
                           "    ");
    }

    const Compiled& policy_;
    const Table& table_;
    TestsIn form_;
    CppSource& out_;
    Cpp names_;
};

}  // namespace

std::size_t asserted_tests(const Compiled& policy) {
    return static_cast<std::size_t>(std::count_if(policy.tests.begin(), policy.tests.end(),
                                                  [](const TestCase& test) { return !test.unconfirmed; }));
}

std::string emit_tests(const Compiled& policy, TestsIn form) {
    CppSource out;
    out.put("// Generated by tenet; edit the policy, not this file.");
    out.put("#include <tenet/expect.hpp>");
    if (form == TestsIn::GoogleTest) out.put("#include <gtest/gtest.h>");
    put_policy(out, *policy.table, *policy.program);
    Writer(policy, form, out).write();
    return std::move(out).take();
}

}  // namespace tenet::compiler
