#include "formatting.hpp"
#include "tests/unit/form_rows.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

// Every row of forms.def: each pattern is written as the first row of its kind says, in both skins and back.

namespace tenet::compiler::testing {
namespace {

class FormatForms : public ::testing::TestWithParam<FormRow> {};

TEST_P(FormatForms, BothSkinsLeadToEachOther) {
    const FormRow& form = GetParam();
    const std::string en = file_with(form, form.en, "policy p\n", ""),
                      zh = file_with(form, form.zh, "policy p\n", "");
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

INSTANTIATE_TEST_SUITE_P(All, FormatForms, ::testing::ValuesIn(forms_with_trees()),
                         [](const auto& param) { return std::string(param.param.id); });

}  // namespace
}  // namespace tenet::compiler::testing
