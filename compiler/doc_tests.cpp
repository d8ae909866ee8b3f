#include "compiler/doc_build.hpp"
#include "compiler/doc_words.hpp"
#include "compiler/result_names.hpp"
#include "compiler/result_values.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

/// Tests as people read them. None is run here.
namespace tenet::compiler::doc {
namespace {

TableText number_of_records(std::size_t count) {
    if (count == 0) return words(Word::NoRecords);
    return {std::to_string(count), std::to_string(count)};
}

/// A value that a test gives or expects.
TableText value_of(const Table& table, const typed::Type& type, const FactValue& value) {
    if (value.state == FactValue::State::Unknown) return words(Word::Unknown);
    if (value.state == FactValue::State::None) return words(Word::None);
    if (type.base == typed::Base::List) return number_of_records(value.records.size());
    if (type.base == typed::Base::Text && !value.text.empty()) return {value.text, value.text};
    const Explained nothing;
    const TypedValue typed{type, {true, false, value.value, value.value}};
    return {shown(Telling{table, nothing, Lang::En}, typed), shown(Telling{table, nothing, Lang::Zh}, typed)};
}

/// The records that a test gives; fields of which nothing is said in any of them are left out.
void add_records(const Table& table, const TableRecord& record, const std::vector<compiler::Record>& given,
                 Given& out) {
    std::vector<std::size_t> columns;
    const auto said = [&](const compiler::Record& each, std::size_t field) {
        return field < each.fields.size() && each.fields[field].state != FactValue::State::Unknown;
    };
    for (std::size_t i = 0; i < record.fields.size(); ++i)
        if (std::any_of(given.begin(), given.end(),
                        [&](const compiler::Record& each) { return said(each, record.declared[i]); }))
            columns.push_back(i);
    for (const std::size_t i : columns) {
        const TableFact& field = record.fields[i];
        out.columns.push_back({label_or_name(field.label, field.name, field.id), {}, field.name});
    }
    for (const compiler::Record& each : given) {
        std::vector<TableText>& row = out.rows.emplace_back();
        for (const std::size_t i : columns) {
            const std::uint32_t place = record.declared[i];
            row.push_back(said(each, place) ? value_of(table, record.fields[i].type, each.fields[place])
                                            : words(Word::Unknown));
        }
    }
}

/// Describes the tests of one file.
class TestReader {
  public:
    explicit TestReader(const DocFile& file) : file_(file), table_(file.table()) {}

    Test read(const TestCase& test, const ast::Test& written) const {
        Test out;
        file_.describe(out, written.span, written.citations);
        out.name = test.name;
        out.label = {out.name, out.name};
        out.unconfirmed = test.unconfirmed;
        if (test.base != TestCase::no_base) {
            const TestCase& base = file_.policy().tests[test.base];
            const std::string name(base.name);
            out.base = Link{{name, name}, file_.id_at(base.span), name};
        }
        for (const GivenFact& each : test.givens)
            out.givens.push_back(given(each));
        for (const TestExpect& each : test.expects)
            out.expects.push_back(expected(each));
        return out;
    }

  private:
    Given given(const GivenFact& each) const {
        const TableFact& fact = table_.facts[each.fact];
        Given out{file_.names().value(fact.name).link, value_of(table_, fact.type, each.value), {}, {}};
        if (fact.type.base == typed::Base::List)
            add_records(table_, table_.records[fact.type.of], each.value.records, out);
        return out;
    }

    Link requirement(const TableDecision& decision, std::uint32_t k) const {
        const TableRequirement& row = table_.requirements[decision.requirements.first + k];
        return {label_or_name(row.label, row.name, row.id), file_.id_at(row.span), row.name};
    }

    /// Remedies are counted through all requirements of their decision.
    Link remedy(const TableDecision& decision, std::uint32_t number) const {
        for (std::uint32_t k = 0; k < decision.requirements.count; ++k) {
            const TableRequirement& row = table_.requirements[decision.requirements.first + k];
            if (number < row.remedies.count) {
                const TableRemedy& found = table_.remedies[row.remedies.first + number];
                return {label_or_name(found.label, found.name, found.id), file_.id_at(row.span), found.name};
            }
            number -= row.remedies.count;
        }
        return {};
    }

    Expectation verdict(const TestExpect& each) const {
        Expectation out;
        const TableDecision& decision = table_.decisions[each.subject];
        out.subject = file_.names().value(decision.name).link;
        out.value = {std::string(shown(each.verdict, Lang::En)), std::string(shown(each.verdict, Lang::Zh))};
        if (each.lists.because) {
            out.because.emplace();
            for (const std::uint32_t k : each.because)
                out.because->push_back(requirement(decision, k));
        }
        if (each.lists.remedies) {
            out.remedies.emplace();
            for (const std::uint32_t number : each.remedies)
                out.remedies->push_back(remedy(decision, number));
        }
        for (const std::uint32_t record : each.at)
            out.at.push_back(record + 1);
        if (each.lists.needing) {
            out.needing.emplace();
            for (const FactPath& path : each.needing)
                out.needing->push_back(
                    {path_asked(table_, path, Lang::En), path_asked(table_, path, Lang::Zh)});
        }
        return out;
    }

    Expectation expected(const TestExpect& each) const {
        Expectation out;
        switch (each.kind) {
        case ast::ExpectKind::Verdict: return verdict(each);
        case ast::ExpectKind::Refused:
            out.value = words(Word::Refused);
            out.part = each.part;
            return out;
        case ast::ExpectKind::Value:
        case ast::ExpectKind::Unknown: break;
        }
        const TableOutput& output = table_.outputs[each.subject];
        out.subject = file_.names().value(output.name).link;
        out.value = each.kind == ast::ExpectKind::Unknown ? words(Word::Unknown)
                                                          : value_of(table_, output.type, each.value);
        return out;
    }

    const DocFile& file_;
    const Table& table_;
};

using Readings = std::set<std::pair<std::string, std::string>>;  // a source and a reading of it

Readings readings_of(const Entry& entry) {
    Readings out;
    for (const Citation& citation : entry.citations)
        for (const std::string& reading : citation.readings)
            out.emplace(citation.source.target, reading);
    return out;
}

bool meet(const Readings& a, const Readings& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& each) { return b.contains(each); });
}

bool names_rule(const Test& test, const std::string& id) {
    return std::any_of(test.expects.begin(), test.expects.end(), [&](const Expectation& each) {
        const auto has = [&](const std::optional<std::vector<Link>>& links) {
            return links && std::any_of(links->begin(), links->end(),
                                        [&](const Link& link) { return link.target == id; });
        };
        return has(each.because) || has(each.remedies);
    });
}

bool expects_of(const Test& test, const std::string& id) {
    return std::any_of(test.expects.begin(), test.expects.end(),
                       [&](const Expectation& each) { return each.subject.target == id; });
}

Link link_to(const Test& test) { return {test.label, test.id, test.name}; }

void relate(const std::vector<Test>& tests, const std::vector<Readings>& cited, Rule& rule) {
    const Readings readings = readings_of(rule);
    for (std::size_t i = 0; i < tests.size(); ++i)
        if (names_rule(tests[i], rule.id))
            rule.tests.push_back(link_to(tests[i]));
        else if (meet(readings, cited[i]))
            rule.related.push_back(link_to(tests[i]));
}

}  // namespace

void add_tests(const DocFile& file, Policy& policy) {
    const TestReader reader(file);
    std::map<Span, const ast::Test*> written;
    for (const ast::Test& each : file.ast().tests)
        written.emplace(each.span, &each);
    std::vector<Readings> cited;
    for (const TestCase& test : file.policy().tests) {
        policy.tests.push_back(reader.read(test, *written.at(test.span)));
        cited.push_back(readings_of(policy.tests.back()));
    }
    const auto collect = [&](const std::string& id, std::vector<Link>& out) {
        for (const Test& test : policy.tests)
            if (expects_of(test, id)) out.push_back(link_to(test));
    };
    for (Decision& decision : policy.decisions) {
        collect(decision.id, decision.tests);
        for (Rule& rule : decision.rules)
            relate(policy.tests, cited, rule);
    }
    for (Definition& output : policy.outputs)
        collect(output.id, output.tests);
}

}  // namespace tenet::compiler::doc
