#include "parsing.hpp"
#include "tests/unit/form_rows.hpp"

#include <gtest/gtest.h>

// Every row of forms.def: the two skins of a form make one tree.

namespace tenet::compiler::testing {
namespace {

class Forms : public ::testing::TestWithParam<FormRow> {};

TEST_P(Forms, BothSkinsAgree) {
    const FormRow& form = GetParam();
    const std::string facts = prelude.substr(prelude.find("fact"));
    const Parsed en = parse_text(file_with(form, form.en, prelude, facts));
    const Parsed zh = parse_text(file_with(form, form.zh, prelude, facts));
    EXPECT_EQ(en.codes(), "") << en.shown();
    EXPECT_EQ(zh.codes(), "") << zh.shown();
    EXPECT_EQ(en.tree(), zh.tree());
    EXPECT_EQ(en.tree().find("error"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(All, Forms, ::testing::ValuesIn(forms_with_trees()),
                         [](const auto& param) { return std::string(param.param.id); });

}  // namespace
}  // namespace tenet::compiler::testing
