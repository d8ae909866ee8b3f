#include "formatting.hpp"

#include "compiler/forms.hpp"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <string_view>

// Every row of forms.def: each pattern is written as the first row of its kind says, in both skins and back.

namespace tenet::compiler::testing {
namespace {

enum class Sort { Condition, Value, Type, Clause, Statement, Part };

struct FormRow {
    const char* id;
    Sort sort;
    const char *en, *zh;
};

void PrintTo(const FormRow& form, std::ostream* out) { *out << form.id; }

constexpr FormRow rows[] = {
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

std::string file_with(const FormRow& form, const char* pattern) {
    const std::string text = filled(pattern);
    const std::string policy = "policy p\n";
    switch (form.sort) {
    case Sort::Condition: return policy + "decide d\n  require r: " + text + "\n";
    case Sort::Value: return policy + "define v = " + text + "\n";
    case Sort::Type: return policy + "fact t : " + text + "\n";
    case Sort::Clause: return policy + "decide d\n  require extension\n    " + text + "\n";
    case Sort::Statement:
    case Sort::Part: break;
    }
    return (text.find("policy") == 0 || text.find("政策") == 0 ? "" : policy) + text + "\n";
}

class FormatForms : public ::testing::TestWithParam<FormRow> {};

TEST_P(FormatForms, BothSkinsLeadToEachOther) {
    const FormRow& form = GetParam();
    const std::string en = file_with(form, form.en), zh = file_with(form, form.zh);
    const std::string in_zh = in_chinese(en), in_en = in_english(zh);
    EXPECT_EQ(in_chinese(zh), in_zh);
    EXPECT_EQ(in_english(en), in_en);
    EXPECT_EQ(in_english(in_zh), in_en);
    EXPECT_EQ(in_chinese(in_en), in_zh);
    EXPECT_EQ(in_en.find("error["), std::string::npos) << in_en;
    // Nothing but operands is left in the other skin: these rows leave no word behind.
    const auto is_han = [](char each) { return static_cast<unsigned char>(each) >= 0xE3; };
    EXPECT_TRUE(std::none_of(in_en.begin(), in_en.end(), is_han)) << in_en;
}

std::vector<FormRow> built_rows() {
    std::vector<FormRow> out;
    for (const FormRow& row : rows)
        if (row.sort != Sort::Part) out.push_back(row);
    return out;
}

INSTANTIATE_TEST_SUITE_P(All, FormatForms, ::testing::ValuesIn(built_rows()),
                         [](const auto& param) { return std::string(param.param.id); });

}  // namespace
}  // namespace tenet::compiler::testing
