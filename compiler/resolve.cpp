#include "compiler/resolve.hpp"

#include "compiler/advice.hpp"
#include "compiler/dependencies.hpp"
#include "compiler/reads.hpp"
#include "compiler/suggest.hpp"

#include <algorithm>
#include <string>

namespace tenet::compiler {
namespace {

using ast::ItemKind;

bool ascii_name(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && !digit(text[0]) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || digit(c); });
}

std::optional<std::uint32_t> find(const Names::Members& members, std::string_view name) {
    const auto found = members.find(name);
    if (found == members.end()) return std::nullopt;
    return found->second;
}

class Resolver {
  public:
    Resolver(const ast::File& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

    Names run() {
        for (const ast::Item& item : file_.items)
            declare({item.kind, item.index});
        for (const ast::Choice& choice : file_.choices)
            declare_values(choice);
        for (const ast::Record& record : file_.records)
            declare_fields(record);
        for (const ast::Group& group : file_.groups)
            names_.group_choices.push_back(choice_of(group));
        names_.definition_count = static_cast<std::uint32_t>(file_.definitions.size());
        names_.param_count = static_cast<std::uint32_t>(file_.params.size());
        names_.order = dependency_order(units_of(file_, names_), reads_of(file_, names_), diagnostics_);
        find_as_of();
        check_rounding();
        return std::move(names_);
    }

  private:
    /// The name that the statement declares; null for those that declare none.
    const ast::Name* name_of(Names::Entry entry) const {
        switch (entry.kind) {
        case ItemKind::Fact: return &file_.facts[entry.index].name;
        case ItemKind::Definition: return &file_.definitions[entry.index].name;
        case ItemKind::Decision: return &file_.decisions[entry.index].name;
        case ItemKind::Param: return &file_.params[entry.index].name;
        case ItemKind::Choice: return &file_.choices[entry.index].name;
        case ItemKind::Group: return &file_.groups[entry.index].name;
        case ItemKind::Record: return &file_.records[entry.index].name;
        case ItemKind::Calendar: return &file_.calendars[entry.index].name;
        case ItemKind::Document: return &file_.documents[entry.index].name;
        case ItemKind::Assume:
        case ItemKind::Note:
        case ItemKind::Test: return nullptr;
        }
        __builtin_unreachable();
    }

    /// What shares its names with the types.
    static bool is_type(ItemKind kind) {
        return kind == ItemKind::Choice || kind == ItemKind::Group || kind == ItemKind::Record ||
               kind == ItemKind::Calendar || kind == ItemKind::Document;
    }

    void declare(Names::Entry entry) {
        const ast::Name* name = name_of(entry);
        if (name == nullptr) return;
        Names::Space& space = is_type(entry.kind) ? names_.types : names_.values;
        claim(*name, [&](std::string_view text) -> const ast::Name* {
            const auto [place, fresh] = space.emplace(text, entry);
            return fresh ? nullptr : name_of(place->second);
        });
    }

    /// Takes a name and its twin; `take` gives whoever had it before.
    template <class Take>
    void claim(const ast::Name& name, const Take& take) {
        if (name.text.empty()) return;
        claim(name.text, name.span, take(name.text));
        if (name.twin.empty()) return;
        if (!ascii_name(name.twin)) diagnostics_.report<D::TwinNotAscii>(name.twin_span, name.twin);
        if (name.twin != name.text) claim(name.twin, name.twin_span, take(name.twin));
    }

    void claim(std::string_view text, Span span, const ast::Name* other) {
        if (other == nullptr) return;
        Diagnostic& clash = diagnostics_.report<D::NameTaken>(span, text);
        clash.related.push_back({other->text == text ? other->span : other->twin_span,
                                 Arg("the other one is here", "另一个在这里")});
    }

    void declare_values(const ast::Choice& choice) {
        const auto index = static_cast<std::uint32_t>(names_.choices.size());
        Names::Members& members = names_.choices.emplace_back();
        for (std::uint32_t i = 0; i < choice.values.size(); ++i) {
            const ast::Name& name = choice.values[i].name;
            claim(name, [&](std::string_view text) -> const ast::Name* {
                std::vector<std::uint32_t>& owners = names_.owners[text];
                if (owners.empty() || owners.back() != index) owners.push_back(index);
                const auto [place, fresh] = members.emplace(text, i);
                return fresh ? nullptr : &choice.values[place->second].name;
            });
        }
    }

    void declare_fields(const ast::Record& record) {
        names_.first_fields.push_back(names_.field_count);
        names_.field_count += static_cast<std::uint32_t>(record.fields.size());
        Names::Members& members = names_.records.emplace_back();
        for (std::uint32_t i = 0; i < record.fields.size(); ++i)
            claim(record.fields[i].name, [&](std::string_view text) -> const ast::Name* {
                const auto [place, fresh] = members.emplace(text, i);
                return fresh ? nullptr : &record.fields[place->second].name;
            });
    }

    /// Whether a group that names the choice's values may mean it sooner than one that is declared elsewhere.
    bool stands_above(std::uint32_t choice, const ast::Group& group) const {
        const Span span = file_.choices[choice].name.span;
        return span.file == group.name.span.file && span.begin < group.name.span.begin;
    }

    bool has_all(std::uint32_t choice, const ast::Group& group) const {
        return std::all_of(group.values.begin(), group.values.end(),
                           [&](const ast::NameUse& use) { return find(names_.choices[choice], use.text); });
    }

    /// The choice that has all the group's values; of several the last that the same file declares above it, so that a group
    /// below its choice means that one.
    std::uint32_t choice_of(const ast::Group& group) {
        if (group.values.empty()) return typed::no_index;
        auto found = names_.owners.end();
        for (std::size_t i = 0; i < group.values.size() && found == names_.owners.end(); ++i)
            found = names_.owners.find(group.values[i].text);
        if (found == names_.owners.end()) return report_values(group, typed::no_index);
        std::vector<std::uint32_t> candidates(found->second.rbegin(), found->second.rend());
        std::stable_partition(candidates.begin(), candidates.end(),
                              [&](std::uint32_t choice) { return stands_above(choice, group); });
        // Many choices with the same names, and many groups of them, would take the square of their number.
        constexpr std::size_t most = 64;
        if (candidates.size() > most) candidates.resize(most);
        const auto fits = std::find_if(candidates.begin(), candidates.end(),
                                       [&](std::uint32_t choice) { return has_all(choice, group); });
        return fits != candidates.end() ? *fits : report_values(group, candidates.front());
    }

    std::uint32_t report_values(const ast::Group& group, std::uint32_t choice) {
        for (const ast::NameUse& use : group.values) {
            if (use.text.empty()) continue;
            if (choice == typed::no_index)
                diagnostics_.report<D::NoSuchValue>(use.span, use.text).suggestion =
                    meant(use.text, names_.owners);
            else if (!find(names_.choices[choice], use.text))
                report_value(use, file_.choices[choice], names_.choices[choice]);
        }
        return typed::no_index;
    }

    void report_value(const ast::NameUse& use, const ast::Choice& choice, const Names::Members& members) {
        std::string suggestion = meant(use.text, members);
        if (suggestion.empty() && suggestions_left_ != 0) suggestion = value_with_label(choice, use.text);
        diagnostics_.report<D::UnknownValue>(use.span, use.text, choice.name.text, values_of(choice))
            .suggestion = std::move(suggestion);
    }

    /// Looking for what was meant takes time; whoever has this many names wrong needs no more of it.
    template <class Map>
    std::string meant(std::string_view wanted, const Map& names) {
        if (suggestions_left_ == 0) return {};
        --suggestions_left_;
        std::vector<std::string_view> candidates;
        for (const auto& [name, index] : names)
            candidates.push_back(name);
        return std::string(suggest(wanted, candidates));
    }

    void find_as_of() {
        const ast::Header& asked = file_.asked();
        if (asked.as_of.empty()) return;
        const Names::Entry* entry = names_.find_value(asked.as_of);
        if (entry != nullptr && entry->kind == ItemKind::Fact) {
            names_.as_of = entry->index;
            return;
        }
        std::vector<std::string_view> facts;
        for (const auto& [text, each] : names_.values)
            if (each.kind == ItemKind::Fact) facts.push_back(text);
        std::string suggestion(suggest(asked.as_of, facts));
        if (!used_file_missing(diagnostics_))
            diagnostics_.report<D::AsOfUnknown>(asked.as_of_span, asked.as_of).suggestion =
                std::move(suggestion);
    }

    /// One way to round holds for all files of a policy.
    void check_rounding() {
        const ast::Header* first = nullptr;
        for (const ast::Header& header : file_.headers) {
            if (header.rounding_span.begin == header.rounding_span.end) continue;
            if (first == nullptr) first = &header;
            if (first->rounding == header.rounding) continue;
            Diagnostic& clash = diagnostics_.report<D::RoundingDiffers>(header.rounding_span);
            clash.related.push_back({first->rounding_span, Arg("the other one is here", "另一处在这里")});
        }
    }

    const ast::File& file_;
    Diagnostics& diagnostics_;
    Names names_;
    std::size_t suggestions_left_ = 20;
};

}  // namespace

std::optional<std::uint32_t> Names::find_type(std::string_view name, ItemKind kind) const {
    const Entry* entry = find_type(name);
    if (entry == nullptr || entry->kind != kind) return std::nullopt;
    return entry->index;
}

std::optional<std::uint32_t> Names::find_choice_value(std::uint32_t choice, std::string_view name) const {
    return compiler::find(choices[choice], name);
}

std::optional<std::uint32_t> Names::find_field(std::uint32_t record, std::string_view name) const {
    return compiler::find(records[record], name);
}

std::string value_with_label(const ast::Choice& choice, std::string_view wanted) {
    std::vector<std::string_view> labels;
    for (const ast::ChoiceValue& value : choice.values)
        for (std::string_view label : {value.label.first, value.label.en, value.label.zh}) {
            if (label == wanted) return std::string(value.name.text);
            labels.push_back(label);
        }
    const std::string_view nearest = suggest(wanted, labels);
    for (const ast::ChoiceValue& value : choice.values)
        for (std::string_view label : {value.label.first, value.label.en, value.label.zh})
            if (!nearest.empty() && label == nearest) return std::string(value.name.text);
    return {};
}

Arg values_of(const ast::Choice& choice) {
    constexpr std::size_t few = 8;
    if (choice.values.empty() || choice.values.size() > few)
        return {"check the spelling, or add the value to the choice", "请检查写法，或在选项中加上这个值"};
    const Arg all =
        listed_names(choice.values, few, [](const ast::ChoiceValue& each) { return each.name.text; });
    return {"its values are " + all.en, "它的值有 " + all.zh};
}

bool used_file_missing(const Diagnostics& diagnostics) {
    for (const Diagnostic& each : diagnostics.all())
        if (each.kind == D::UseNotFound || each.kind == D::UseOutside || each.kind == D::UseCircle ||
            each.kind == D::UsesTooDeep || each.kind == D::NotUtf8 || each.kind == D::UseUnquoted ||
            (each.kind == D::UnknownStatement && (each.suggestion == "use" || each.suggestion == "使用")))
            return true;
    return false;
}

Names resolve(const ast::File& file, Diagnostics& diagnostics) { return Resolver(file, diagnostics).run(); }

}  // namespace tenet::compiler
