#include "grammar/grammar.hpp"
#include "grammar/lexical.hpp"

#include <gtest/gtest.h>
#include <tao/pegtl/contrib/analyze.hpp>

namespace tenet::grammar {
namespace {

// No rule may loop without reading anything, and none may call itself on the left.
TEST(Grammar, SyntaxHasNoEndlessLoop) { EXPECT_EQ(tao::pegtl::analyze<file>(1), 0U); }

TEST(Grammar, LexicalRulesHaveNoEndlessLoop) { EXPECT_EQ(tao::pegtl::analyze<lexical::file>(1), 0U); }

// The analysis sees through our own rules: one that loops is found.
struct endless : pegtl::star<need<number>> {};
struct left : pegtl::seq<nested<left>, number> {};

TEST(Grammar, AnalysisSeesThroughNeedAndNested) {
    EXPECT_NE(tao::pegtl::analyze<endless>(-1), 0U);
    EXPECT_NE(tao::pegtl::analyze<left>(-1), 0U);
}

}  // namespace
}  // namespace tenet::grammar
