#include "compiler/doc_file.hpp"

#include "compiler/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tenet::compiler::doc {

DocFile::DocFile(const Compiled& policy, std::string shown, std::vector<std::string> paths, Anchors& anchors)
    : policy_(policy), shown_(std::move(shown)), paths_(std::move(paths)), anchors_(anchors) {
    for (const TableRequirement& each : table().requirements)
        requirements_.insert({each.span.begin, {each.name, each.id}});
    add_anchors(anchors);
}

void DocFile::read_names() {
    names_ = std::make_unique<NameTable>(policy_, paths_, anchors_);
    phrases_ = std::make_unique<Phrases>(policy_, *names_);
}

const RequirementName& DocFile::name_of(const ast::Requirement& requirement) const {
    return requirements_.at(requirement.span.begin);
}

void DocFile::place(Entry& entry, Span span) const {
    entry.file = shown_;
    entry.line = policy_.sources->place(span.file, span.begin).line;
}

void DocFile::describe(Entry& entry, Span span, const std::vector<ast::Citation>& cited) const {
    entry.id = id_at(span);
    place(entry, span);
    entry.citations = citations(cited);
}

void DocFile::describe(Entry& entry, const ast::Name& name, const ast::Text& label, Span span,
                       const std::vector<ast::Citation>& cited) const {
    describe(entry, span, cited);
    entry.id = id_at(name.span);
    entry.name = name.text;
    entry.twin = name.twin;
    entry.label = label_or_name(text_of(label), name.text, name.id());
    if (mentions_ == nullptr) return;
    const auto found = mentions_->find(place_of(name.span));
    if (found != mentions_->end()) entry.used_by = found->second;
}

Link DocFile::link(const ast::Requirement& requirement) const {
    const RequirementName& name = name_of(requirement);
    return {label_or_name(text_of(requirement.label), name.name, name.id), id_at(requirement.span),
            name.name};
}

std::vector<Citation> DocFile::citations(const std::vector<ast::Citation>& all) const {
    std::vector<Citation> out;
    for (const ast::Citation& each : all) {
        Citation cited;
        cited.source = names().type(each.source).link;
        for (const std::uint32_t number : each.paragraphs)
            cited.paragraphs.push_back({number, fmt::format("{}.{}", cited.source.target, number)});
        cited.readings.assign(each.readings.begin(), each.readings.end());
        out.push_back(std::move(cited));
    }
    return out;
}

std::vector<std::pair<std::uint32_t, Link>> DocFile::owners() const {
    std::vector<std::pair<std::uint32_t, Link>> out;
    const auto add = [&](Span span, Link link) {
        if (own(span)) out.emplace_back(span.begin, std::move(link));
    };
    const auto named = [&](const auto& all) {
        for (const auto& each : all)
            add(each.span, {label_or_name(text_of(each.label), each.name.text, each.name.id()),
                            id_at(each.name.span), std::string(each.name.text)});
    };
    named(ast().facts);
    named(ast().definitions);
    named(ast().params);
    named(ast().choices);
    named(ast().groups);
    named(ast().records);
    named(ast().calendars);
    named(ast().documents);
    named(ast().decisions);
    for (const ast::Decision& decision : ast().decisions)
        for (const ast::Requirement& each : decision.requirements)
            if (own(each.span)) add(each.span, link(each));
    for (const ast::Record& record : ast().records)
        for (const ast::Field& field : record.fields)
            add(field.span, {label_or_name(text_of(field.label), field.name.text, field.name.id()),
                             id_at(field.name.span), std::string(field.name.text)});
    for (const ast::Assume& each : ast().assumes)
        add(each.span, {text_of(each.message), id_at(each.span), {}});
    for (const ast::Note& each : ast().notes)
        add(each.span, {text_of(each.text), id_at(each.span), {}});
    for (const ast::Test& each : ast().tests)
        add(each.span, {});
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return out;
}

void DocFile::add_mentions(Mentions& mentions) const {
    const auto all = owners();
    for (const NameUse& use : names().uses()) {
        const auto after =
            std::upper_bound(all.begin(), all.end(), use.begin,
                             [](std::uint32_t place, const auto& owner) { return place < owner.first; });
        if (after == all.begin()) continue;
        const Link& owner = std::prev(after)->second;
        if (owner.target.empty() || owner.target == use.link.target) continue;
        std::vector<Link>& known = mentions[use.means];
        if (std::find(known.begin(), known.end(), owner) == known.end()) known.push_back(owner);
    }
}

}  // namespace tenet::compiler::doc
