#pragma once

#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The rows of forms.def as tests take them, and files in which their patterns stand.
namespace tenet::compiler::testing {

enum class Sort { Condition, Value, Type, Clause, Statement, Part };

struct FormRow {
    const char* id;
    Sort sort;
    const char *en, *zh;
};

inline void PrintTo(const FormRow& form, std::ostream* out) { *out << form.id; }

inline constexpr FormRow form_rows[] = {
#define FORM(id, sort, en, zh) {#id, Sort::sort, en, zh},
#include "grammar/forms.def"
#undef FORM
};

/// A part makes no tree of its own; the forms that it stands in have rows.
inline std::vector<FormRow> forms_with_trees() {
    std::vector<FormRow> out;
    for (const FormRow& form : form_rows)
        if (form.sort != Sort::Part) out.push_back(form);
    return out;
}

/// A pattern with operands in its places.
inline std::string filled(std::string pattern) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> operands = {
        {{"{X}", "audits"},
         {"{D}", "exam"},
         {"{E}", "other"},
         {"{F}", "third"},
         {"{P}", "5y"},
         {"{A}", "4"},
         {"{B}", "3"},
         {"{C}", "extension"},
         {"{K}", "waiver"},
         {"{V}", "audits"},
         {"{W}", "extension"},
         {"{N}", "thing"},
         {"{R}", "one"},
         {"{T}", "thing_twin"},
         {"{L}", "\"text\""},
         {"{S}", "notice"}}};
    for (const auto& [place, operand] : operands)
        for (std::size_t at = pattern.find(place); at != std::string::npos; at = pattern.find(place, at))
            pattern.replace(at, place.size(), operand);
    return pattern;
}

/// A policy in which a pattern stands: a statement between `policy p`, which it may bring itself, and `facts`; anything else in a decision
/// or define behind `head`.
inline std::string file_with(const FormRow& form, const char* pattern, const std::string& head,
                             const std::string& facts) {
    const std::string text = filled(pattern);
    switch (form.sort) {
    case Sort::Condition: return head + "decide d\n  require r: " + text + "\n";
    case Sort::Value: return head + "define v = " + text + "\n";
    case Sort::Type: return head + "fact t : " + text + "\n";
    case Sort::Clause: return head + "decide d\n  require extension\n    " + text + "\n";
    case Sort::Statement:
    case Sort::Part: break;
    }
    const bool names_policy = text.find("policy") == 0 || text.find("政策") == 0;
    return (names_policy ? "" : "policy p\n") + text + "\n" + facts;
}

}  // namespace tenet::compiler::testing
