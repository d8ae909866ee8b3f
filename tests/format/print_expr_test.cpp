#include "compiler/parse.hpp"
#include "compiler/print_expr.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace tenet::compiler::testing
