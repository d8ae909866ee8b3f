#include "compiler/citations.hpp"
#include "compiler/doc_build.hpp"
#include "compiler/doc_words.hpp"
#include "compiler/table_rows.hpp"

#include <algorithm>
#include <iterator>

/// Decisions with their requirements, outputs, defines and tables.
namespace tenet::compiler::doc {
namespace {

Rule rule_of(const DocFile& file, const ast::Requirement& each) {
    Rule out;
    file.describe(out, each.span, each.citations);
    const RequirementName& name = file.name_of(each);
    out.name = name.name;
    out.twin = name.id == name.name ? "" : name.id;
    out.label = label_or_name(text_of(each.label), name.name, name.id);
    out.condition = file.phrases().condition(each.condition);
    out.when = file.phrases().condition(each.when);
    out.from = file.phrases().of(each.from);
    out.until = file.phrases().of(each.until);
    out.otherwise = file.phrases().message(each.otherwise);
    for (const ast::Remedy& remedy : each.remedies)
        out.remedies.push_back({label_or_name(text_of(remedy.label), remedy.name.text, remedy.name.id()),
                                std::string(remedy.name.text), file.phrases().condition(remedy.when)});
    return out;
}

Decision decision_of(const DocFile& file, const ast::Decision& each) {
    Decision out;
    file.describe(out, each.name, each.label, each.span, each.citations);
    out.when = file.phrases().condition(each.when);
    out.when_otherwise = file.phrases().message(each.when_otherwise);
    for (const ast::Requirement& requirement : each.requirements)
        out.rules.push_back(rule_of(file, requirement));
    return out;
}

/// The citations of a statement that are not those of one of its cases alone.
std::vector<ast::Citation> of_the_whole(const DocFile& file, const ast::Definition& each) {
    const std::vector<ast::Case>& all = file.ast().cases;
    const auto first = all.begin() + each.body.cases.first;
    const std::vector<ast::Case> cases(first, first + each.body.cases.count);
    std::vector<ast::Citation> whole;
    for (std::size_t i = 0; i < each.citations.size(); ++i)
        if (!is_of_a_case(cases, i)) whole.push_back(each.citations[i]);
    return whole;
}

/// The citations of one case alone.
std::vector<Citation> own_citations(const DocFile& file, const ast::Case& each,
                                    const std::vector<ast::Citation>& of_statement) {
    const auto first = of_statement.begin() + each.citations.first;
    return file.citations({first, first + each.citations.count});
}

Definition definition_of(const DocFile& file, const ast::Definition& each) {
    Definition out;
    file.describe(out, each.name, each.label, each.span, each.citations);
    if (each.type.given()) out.type = file.phrases().at(each.type.span);
    out.worth = worth_of(file, each.body, each.citations);
    out.citations = file.citations(of_the_whole(file, each));
    return out;
}

/// A row of a table is one condition: cells joined by `and`, alternatives within them by `or`, each of which asks something of
/// the column that stands at its left end.
class RowReader {
  public:
    RowReader(const DocFile& file, const ast::Definition& table)
        : file_(file), table_(table), cells_(table.columns.size()) {}

    std::vector<std::vector<Phrase>> read(ast::ExprId condition) {
        if (condition.valid()) take(condition);
        return std::move(cells_);
    }

  private:
    void take(ast::ExprId id) {
        const ast::Expr& e = file_.ast().at(id);
        if (e.kind == ast::ExprKind::And || e.kind == ast::ExprKind::Or) {
            take(e.a);
            take(e.b);
            return;
        }
        if (!e.a.valid()) return;  // a row of which every cell is `any`
        const Span column = file_.ast().at(e.a).span;
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            if (table_.columns[i].span == column) cells_[i].push_back(file_.phrases().at(e.span));
    }

    const DocFile& file_;
    const ast::Definition& table_;
    std::vector<std::vector<Phrase>> cells_;
};

Grid grid_of(const DocFile& file, const ast::Definition& each) {
    Grid out;
    file.describe(out, each.name, each.label, each.span, each.citations);
    if (each.type.given()) out.type = file.phrases().at(each.type.span);
    for (const ast::NameUse& column : each.columns)
        out.columns.push_back(file.names().value(column.text).link);
    for (std::uint32_t i = 0; i < each.body.cases.count; ++i) {
        const ast::Case& row = file.ast().cases[each.body.cases.first + i];
        out.rows.push_back({RowReader(file, each).read(row.condition), file.phrases().of(row.value),
                            own_citations(file, row, each.citations)});
    }
    out.citations = file.citations(of_the_whole(file, each));
    return out;
}

}  // namespace

Worth worth_of(const DocFile& file, const ast::Body& body, const std::vector<ast::Citation>& citations) {
    Worth out;
    out.value = file.phrases().condition(body.value);
    for (std::uint32_t i = 0; i < body.cases.count; ++i) {
        const ast::Case& each = file.ast().cases[body.cases.first + i];
        out.cases.push_back({file.phrases().condition(each.condition), file.phrases().of(each.value),
                             own_citations(file, each, citations)});
    }
    return out;
}

void add_rules(const DocFile& file, Policy& policy) {
    for (const ast::Decision& each : file.ast().decisions)
        if (file.own(each.span)) policy.decisions.push_back(decision_of(file, each));
    for (const ast::Definition& each : file.ast().definitions) {
        if (!file.own(each.span)) continue;
        if (!each.columns.empty())
            policy.tables.push_back(grid_of(file, each));
        else
            (each.is_output ? policy.outputs : policy.defines).push_back(definition_of(file, each));
    }
}

}  // namespace tenet::compiler::doc
