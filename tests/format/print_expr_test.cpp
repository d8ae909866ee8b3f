#include "compiler/parse.hpp"
#include "compiler/print_expr.hpp"
#include "tests/unit/form_rows.hpp"

#include <gtest/gtest.h>
#include <string>

// Conditions by themselves, with labels in place of names.

namespace tenet::compiler::testing {
namespace {

TEST(PrintExpr, AConditionInEitherSkinWithOtherNames) {
    Sources sources;
    Diagnostics diagnostics;
    const std::uint32_t file =
        sources.add("a.policy", "policy p\nfact audits : count\nfact ext : yes/no\ndecide d\n"
                                "  require r: audits at least 4  # four\n"
                                "      or 3 with ext\n"
                                "  require (l 中 l.x 的 次数) >= 2 and day within 3y\n"
                                "    when not ext\n");
    const ast::File tree = parse(sources, file, diagnostics);
    ASSERT_FALSE(diagnostics.has_errors());
    const ExprPrinter printer(sources.file(file));
    const auto place = [&](ast::ExprId id) { return tree.at(id).span; };
    const ast::Requirement& first = tree.decisions[0].requirements[0];
    const ast::Requirement& second = tree.decisions[0].requirements[1];
    EXPECT_EQ(printer.text(place(first.condition), Skin::Zh), "audits 不少于 4 或 ext 时 3");
    EXPECT_EQ(printer.text(place(first.condition), Skin::En), "audits at least 4 or 3 with ext");
    EXPECT_EQ(printer.text(place(second.condition), Skin::En),
              "(count of l where l.x) >= 2 and day within 3y");
    EXPECT_EQ(printer.text(place(second.condition), Skin::Zh), "l 中 l.x 的 次数 >= 2 且 day 在 此前 3年内");
    EXPECT_EQ(printer.text(place(second.when), Skin::Zh), "非 ext");
    const auto label = [](std::string_view name) {
        return name == "ext" ? "扩展 条款" : "“" + std::string(name) + "”";
    };
    EXPECT_EQ(printer.text(place(first.condition), Skin::Zh, label), "“audits” 不少于 4 或 扩展 条款 时 3");
}

/// What stands at the place of a form's expression or type, as the tree has it, in one skin.
std::string printed(const FormRow& form, const char* pattern, Skin skin) {
    Sources sources;
    Diagnostics diagnostics;
    const std::uint32_t file = sources.add("a.policy", file_with(form, pattern, "policy p\n", ""));
    const ast::File tree = parse(sources, file, diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    const Span place = form.sort == Sort::Condition
                           ? tree.at(tree.decisions[0].requirements[0].condition).span
                       : form.sort == Sort::Value ? tree.at(tree.definitions[0].body.value).span
                                                  : tree.facts[0].type.span;
    const ExprPrinter printer(sources.file(file));
    std::string out;
    for (const ExprPart& part : printer.parts(place, skin))
        out.append(part.joined ? "" : " ").append(part.text);
    EXPECT_EQ(out, printer.text(place, skin));
    return out;
}

class PrintForms : public ::testing::TestWithParam<FormRow> {};

TEST_P(PrintForms, EachIsFoundWholeAtItsPlaceAndReadsAlikeFromEitherSkin) {
    const FormRow& form = GetParam();
    for (const Skin skin : {Skin::Zh, Skin::En}) {
        const std::string from_en = printed(form, form.en, skin);
        EXPECT_FALSE(from_en.empty());
        // Signs are signs in both skins, and half of one word would be none.
        EXPECT_EQ(from_en, printed(form, form.zh, skin));
    }
}

std::vector<FormRow> expressions() {
    std::vector<FormRow> out;
    for (const FormRow& form : form_rows)
        if (form.sort == Sort::Condition || form.sort == Sort::Value || form.sort == Sort::Type)
            out.push_back(form);
    return out;
}

INSTANTIATE_TEST_SUITE_P(All, PrintForms, ::testing::ValuesIn(expressions()),
                         [](const auto& param) { return std::string(param.param.id); });

}  // namespace
}  // namespace tenet::compiler::testing
