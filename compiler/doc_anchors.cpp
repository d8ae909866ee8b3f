#include "compiler/doc_file.hpp"
#include "compiler/sha256.hpp"

#include <fmt/format.h>

/// The ids of what a file declares. They are made of names, so that a link that was sent leads to the same rule for as long as it
/// is called so. Requirements and decisions, the rules that people speak of, have the shortest.
namespace tenet::compiler::doc {
namespace {

/// Names of tests are whole sentences: too long for an id, in which no blank may stand either.
std::string short_form(std::string_view name) {
    constexpr std::size_t digits = 8;
    return sha256(name).substr(0, digits);
}

}  // namespace

void DocFile::add_anchors(Anchors& anchors) {
    const ast::Name& policy = ast().asked().policy;
    const std::string_view id = policy.id();
    anchors.add(place_of(policy.span), std::string(id));
    add_decisions(anchors, id);
    const auto add = [&](Span span, std::string_view kind, std::string_view name) {
        if (own(span)) anchors.add(place_of(span), fmt::format("{}:{}.{}", kind, id, name));
    };
    for (const ast::Fact& each : ast().facts)
        add(each.name.span, "fact", each.name.id());
    for (const ast::Definition& each : ast().definitions)
        add(each.name.span,
            !each.columns.empty() ? "table"
            : each.is_output      ? "output"
                                  : "define",
            each.name.id());
    for (const ast::Param& each : ast().params)
        add(each.name.span, "param", each.name.id());
    for (const ast::Choice& each : ast().choices) {
        add(each.name.span, "choice", each.name.id());
        for (const ast::ChoiceValue& value : each.values)
            add(value.name.span, "choice", fmt::format("{}.{}", each.name.id(), value.name.id()));
    }
    for (const ast::Group& each : ast().groups)
        add(each.name.span, "group", each.name.id());
    for (const ast::Record& each : ast().records) {
        add(each.name.span, "record", each.name.id());
        for (const ast::Field& field : each.fields)
            add(field.name.span, "record", fmt::format("{}.{}", each.name.id(), field.name.id()));
    }
    for (const ast::Calendar& each : ast().calendars)
        add(each.name.span, "calendar", each.name.id());
    for (const ast::Document& each : ast().documents)
        add(each.name.span, "source", each.name.id());
    int number = 0;
    for (const ast::Assume& each : ast().assumes)
        if (own(each.span)) add(each.span, "assume", fmt::format("{}", ++number));
    number = 0;
    for (const ast::Note& each : ast().notes)
        if (own(each.span)) add(each.span, "note", fmt::format("{}", ++number));
    for (const ast::Test& each : ast().tests)
        add(each.span, "test", short_form(each.name.text));
}

/// `policy.requirement` where the decision is called as the policy is, else `policy.decision.requirement`.
void DocFile::add_decisions(Anchors& anchors, std::string_view policy) {
    const std::string_view last = policy.substr(policy.rfind('.') + 1);
    for (const ast::Decision& decision : ast().decisions) {
        if (!own(decision.span)) continue;
        const std::string whole = fmt::format("{}.{}", policy, decision.name.id());
        anchors.add(place_of(decision.name.span), whole);
        const std::string_view of = decision.name.id() == last ? policy : std::string_view(whole);
        for (const ast::Requirement& each : decision.requirements)
            anchors.add(place_of(each.span), fmt::format("{}.{}", of, name_of(each).id));
    }
}

}  // namespace tenet::compiler::doc
