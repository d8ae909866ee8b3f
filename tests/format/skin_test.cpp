#include "formatting.hpp"

#include <gtest/gtest.h>

namespace tenet::compiler::testing {
namespace {

TEST(FormatSkin, Statements) {
    EXPECT_EQ(formatted("policy   p \"P\"\n   as of day\n\n\n\nfact day:date\nfact longer  :  count 0 .. 5 or none\n"
                        "decide d\nwhen longer is given\n  else \"no\"\nrequire a :longer>=3\ncite n ¶1,¶2 reading \"A\"\n"
                        "else \"x\"\nzh \"y\"\n\nrequire day valid 5 y"),
              formatted("x")) ;
}

}  // namespace
}  // namespace tenet::compiler::testing
