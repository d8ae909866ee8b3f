#pragma once

#include "grammar/expectation.hpp"
#include "grammar/grammar.hpp"

/// What to say where a rule that must match does not; nothing else.
namespace tenet::grammar {

template <class Rule>
struct value_expected {
    static constexpr Expectation row = {"a value", "一个值", Where::Operand, Leaves::Value};
};

template <>
inline constexpr Expectation expectation<operand> = value_expected<operand>::row;
template <>
inline constexpr Expectation expectation<product> = value_expected<product>::row;
template <>
inline constexpr Expectation expectation<sum> = value_expected<sum>::row;
template <>
inline constexpr Expectation expectation<bound> = {"a number or a date", "数或日期", Where::Operand,
                                                   Leaves::Value};
template <>
inline constexpr Expectation expectation<inner> = {"a condition or a value", "条件或值", Where::Operand,
                                                   Leaves::Value};
template <>
inline constexpr Expectation expectation<condition> = {"a condition or a value", "条件或值", Where::Operand,
                                                       Leaves::Value};
template <>
inline constexpr Expectation expectation<negation> = {"a condition", "条件", Where::Operand, Leaves::Value};
template <>
inline constexpr Expectation expectation<deeper_negation> = {"a condition", "条件", Where::Operand,
                                                             Leaves::Value};
template <>
inline constexpr Expectation expectation<tier_condition> = {"a condition", "条件", Where::Operand,
                                                            Leaves::Value};
template <>
inline constexpr Expectation expectation<amount> = {"a number", "数", Where::Operand, Leaves::Value};
template <>
inline constexpr Expectation expectation<period> = {
    "a period such as `3y`, `6m` or `90d`", "期限，如 `3年`、`6个月`、`90天`", Where::Operand, Leaves::Value};
template <>
inline constexpr Expectation expectation<since_bound> = {"`<`, `<=`, `=`, `>=` or `>`",
                                                         "`<`、`<=`、`=`、`>=` 或 `>`"};
template <>
inline constexpr Expectation expectation<to> = {"`..`", "`至`", Where::RangeTo};
template <>
inline constexpr Expectation expectation<to_date> = {"`至`", "`至`"};
template <>
inline constexpr Expectation expectation<in_days> = {"`的 天数`", "`的 天数`", Where::Operand};
template <>
inline constexpr Expectation expectation<inside> = {"`内`", "`内`"};
template <>
inline constexpr Expectation expectation<at_nothing> = {"`至`, `前`, `后` or `前后`",
                                                        "`至`、`前`、`后` 或 `前后`", Where::RangeTo};
template <>
inline constexpr Expectation expectation<closing_paren> = {"`)`", "`）`", Where::Paren};
template <>
inline constexpr Expectation expectation<single_comparison> = {"", "", Where::Chained};
template <>
inline constexpr Expectation expectation<then_word> = {"`then`", "`则`"};
template <>
inline constexpr Expectation expectation<else_word> = {"`else`", "`否则`"};

template <>
inline constexpr Expectation expectation<new_name> = {"a name", "名称", Where::NewName};
template <>
inline constexpr Expectation expectation<twin_name> = {"a name in letters a to z", "英文名称",
                                                       Where::NewName};
template <>
inline constexpr Expectation expectation<policy_name> = {"the policy's name", "政策的名称", Where::NewName};
template <>
inline constexpr Expectation expectation<name_token> = {"a name", "名称", Where::NewName};
template <>
inline constexpr Expectation expectation<as_of_name> = {"the name of a fact", "事实的名称", Where::NewName};
template <>
inline constexpr Expectation expectation<colon> = {"`:`", "`：`"};
template <>
inline constexpr Expectation expectation<equals> = {"`=`", "`=`"};
template <>
inline constexpr Expectation expectation<type> = {"a type such as `date`, `count` or `yes/no`",
                                                  "类型，如 `日期`、`次数`、`是否`", Where::Operand};
template <>
inline constexpr Expectation expectation<none_word> = {"`none`", "`无`"};
template <>
inline constexpr Expectation expectation<en_quoted> = {"a text in quotation marks", "引号中的文字"};
template <>
inline constexpr Expectation expectation<zh_quoted> = {"a text in quotation marks", "引号中的文字"};
template <>
inline constexpr Expectation expectation<unmet_text> = {"a message in quotation marks", "引号中的说明"};
template <>
inline constexpr Expectation expectation<reading> = {"a reading in quotation marks", "引号中的解读"};
template <>
inline constexpr Expectation expectation<cited_source> = {"the name of a source", "文件的名称"};
template <>
inline constexpr Expectation expectation<paragraph> = {"a paragraph such as `¶8`", "段落，如 `第8段`"};
template <>
inline constexpr Expectation expectation<paragraph_number> = {"a number", "数"};
template <>
inline constexpr Expectation expectation<language_number> = {"the number `1`", "数 `1`"};
template <>
inline constexpr Expectation expectation<rounding> = {"`down` or `up`", "`月末` 或 `次日`"};
template <>
inline constexpr Expectation expectation<statement_end> = {"the next statement", "下一条语句",
                                                           Where::Statement};
template <>
inline constexpr Expectation expectation<stray_lines> = {"a statement", "语句", Where::Statement};

}  // namespace tenet::grammar
