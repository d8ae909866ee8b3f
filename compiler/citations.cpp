#include "compiler/citations.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace tenet::compiler {
namespace {

struct KindWords {
    CitingKind kind;
    std::string_view id, zh;
};

constexpr KindWords kind_words[] = {
    {CitingKind::Policy, "policy", "政策"},
    {CitingKind::Fact, "fact", "事实"},
    {CitingKind::Define, "define", "定义"},
    {CitingKind::Output, "output", "输出"},
    {CitingKind::Table, "table", "对照表"},
    {CitingKind::Param, "param", "参数"},
    {CitingKind::Choice, "choice", "选项"},
    {CitingKind::Group, "group", "合称"},
    {CitingKind::Record, "record", "记录"},
    {CitingKind::Assume, "assume", "前提"},
    {CitingKind::Note, "note", "说明"},
    {CitingKind::Decision, "decision", "判定"},
    {CitingKind::Requirement, "requirement", "要求"},
    {CitingKind::Calendar, "calendar", "工作日历"},
    {CitingKind::Test, "test", "测试"},
};

/// Gathers what cites something.
class Gathering {
  public:
    explicit Gathering(const ast::File& file) : file_(file) {}

    std::vector<Citing> run() {
        for (const ast::Header& header : file_.headers)
            add({CitingKind::Policy,
                 &header.policy,
                 &header.policy_label,
                 header.policy.span,
                 &header.policy_citations,
                 {}});
        for (const ast::Item& item : file_.items)
            add(item);
        return std::move(out_);
    }

  private:
    void add(const Citing& citing) {
        if (!citing.citations->empty()) out_.push_back(citing);
    }

    template <class Named>
    void add(CitingKind kind, const Named& each) {
        add({kind, &each.name, &each.label, each.span, &each.citations, {}});
    }

    void add(const ast::Decision& decision) {
        add(CitingKind::Decision, decision);
        for (const ast::Requirement& each : decision.requirements)
            add({CitingKind::Requirement, &each.id, &each.label, each.span, &each.citations, {}});
    }

    static CitingKind kind_of(const ast::Definition& definition) {
        if (!definition.columns.empty()) return CitingKind::Table;
        return definition.is_output ? CitingKind::Output : CitingKind::Define;
    }

    void add(const ast::Item& item) {
        switch (item.kind) {
        case ast::ItemKind::Fact: return add(CitingKind::Fact, file_.facts[item.index]);
        case ast::ItemKind::Definition:
            return add(kind_of(file_.definitions[item.index]), file_.definitions[item.index]);
        case ast::ItemKind::Decision: return add(file_.decisions[item.index]);
        case ast::ItemKind::Param: return add(CitingKind::Param, file_.params[item.index]);
        case ast::ItemKind::Choice: return add(CitingKind::Choice, file_.choices[item.index]);
        case ast::ItemKind::Group: return add(CitingKind::Group, file_.groups[item.index]);
        case ast::ItemKind::Record: return add(CitingKind::Record, file_.records[item.index]);
        case ast::ItemKind::Assume: {
            const ast::Assume& each = file_.assumes[item.index];
            return add({CitingKind::Assume, nullptr, &each.message, each.span, &each.citations, {}});
        }
        case ast::ItemKind::Note: {
            const ast::Note& each = file_.notes[item.index];
            return add({CitingKind::Note, nullptr, &each.text, each.span, &each.citations, {}});
        }
        case ast::ItemKind::Calendar: return add(CitingKind::Calendar, file_.calendars[item.index]);
        case ast::ItemKind::Test: {
            const ast::Test& each = file_.tests[item.index];
            return add({CitingKind::Test, nullptr, nullptr, each.span, &each.citations, each.name.text});
        }
        case ast::ItemKind::Document: return;
        }
    }

    const ast::File& file_;
    std::vector<Citing> out_;
};

}  // namespace

std::string_view word_of(CitingKind kind, Lang lang) {
    const auto* row = std::find_if(std::begin(kind_words), std::end(kind_words),
                                   [&](const KindWords& each) { return each.kind == kind; });
    return lang == Lang::Zh ? row->zh : row->id;
}

std::vector<Citing> citing_rules(const ast::File& file) { return Gathering(file).run(); }

}  // namespace tenet::compiler
