#include "parsing.hpp"

#include <array>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

// Every row of forms.def: the two skins of a form make one tree.

namespace tenet::compiler::testing {
namespace {

enum class Sort { Condition, Value, Type, Clause, Statement, Part };

struct Form {
    const char* id;
    Sort sort;
    const char *en, *zh;
};

void PrintTo(const Form& form, std::ostream* out) { *out << form.id; }

constexpr Form forms[] = {
#define FORM(id, sort, en, zh) {#id, Sort::sort, en, zh},
#include "grammar/forms.def"
#undef FORM
};

std::string filled(std::string pattern) {
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

std::string file_with(const Form& form, const char* pattern) {
    const std::string text = filled(pattern);
    switch (form.sort) {
    case Sort::Condition: return prelude + "decide d\n  require r: " + text + "\n";
    case Sort::Value: return prelude + "define v = " + text + "\n";
    case Sort::Type: return prelude + "fact t : " + text + "\n";
    case Sort::Clause: return prelude + "decide d\n  require extension\n    " + text + "\n";
    case Sort::Statement:
    case Sort::Part: break;
    }
    const std::string facts = prelude.substr(prelude.find("fact"));
    const bool names_policy = text.find("policy") == 0 || text.find("政策") == 0;
    return (names_policy ? "" : "policy p\n") + text + "\n" + facts;
}

class Forms : public ::testing::TestWithParam<Form> {};

TEST_P(Forms, BothSkinsAgree) {
    const Form& form = GetParam();
    const Parsed en = parse_text(file_with(form, form.en));
    const Parsed zh = parse_text(file_with(form, form.zh));
    EXPECT_EQ(en.codes(), "") << en.shown();
    EXPECT_EQ(zh.codes(), "") << zh.shown();
    EXPECT_EQ(en.tree(), zh.tree());
    EXPECT_EQ(en.tree().find("error"), std::string::npos);
}

/// A part makes no tree of its own; the forms that it stands in have rows.
std::vector<Form> forms_with_trees() {
    std::vector<Form> out;
    for (const Form& form : forms)
        if (form.sort != Sort::Part) out.push_back(form);
    return out;
}

INSTANTIATE_TEST_SUITE_P(All, Forms, ::testing::ValuesIn(forms_with_trees()),
                         [](const auto& param) { return std::string(param.param.id); });

}  // namespace
}  // namespace tenet::compiler::testing
