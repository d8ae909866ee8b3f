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
struct Endless : pegtl::star<need<number>> {};
struct Left : pegtl::seq<nested<Left>, number> {};

TEST(Grammar, AnalysisSeesThroughNeedAndNested) {
    EXPECT_NE(tao::pegtl::analyze<Endless>(-1), 0U);
    EXPECT_NE(tao::pegtl::analyze<Left>(-1), 0U);
}

}  // namespace
}  // namespace tenet::grammar
