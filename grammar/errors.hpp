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
inline constexpr Expectation expectation<inner_sum> = value_expected<inner_sum>::row;
template <>
inline constexpr Expectation expectation<inner_operand> = value_expected<inner_operand>::row;
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
inline constexpr Expectation expectation<member_name> = {"the name of a field", "字段名称", Where::NewName};
template <>
inline constexpr Expectation expectation<whole_zh> = {"`整年数` or `整月数`", "`整年数` 或 `整月数`"};
template <>
inline constexpr Expectation expectation<group_name> = {"the name of a group", "合称的名称", Where::Plain,
                                                        Leaves::Value};
template <>
inline constexpr Expectation expectation<covered_name> = {"the name of a choice or a group",
                                                          "选项或合称的名称", Where::Plain, Leaves::Value};
template <>
inline constexpr Expectation expectation<list_dot> = {"`.` and the name of a field", "`.` 和字段名称"};
template <>
inline constexpr Expectation expectation<union_field> = {"the name of a field", "字段名称", Where::NewName};
template <>
inline constexpr Expectation expectation<list_name> = {"the name of a list", "列表的名称"};
template <>
inline constexpr Expectation expectation<record_name> = {"the name of a record", "记录的名称"};
template <>
inline constexpr Expectation expectation<in_word> = {"`in` and the name of a list", "`in` 和列表的名称"};
template <>
inline constexpr Expectation expectation<has_word> = {"`has` and a condition", "`has` 和条件"};
template <>
inline constexpr Expectation expectation<of_word> = {
    "`的 次数`, `的 合计`, `的 最晚`, `的 最早` or `的 合并`",
    "`的 次数`、`的 合计`、`的 最晚`、`的 最早` 或 `的 合并`", Where::Operand};
template <>
inline constexpr Expectation expectation<outcome_word> = {
    "`次数`, `合计`, `最晚`, `最早` or `合并`", "`次数`、`合计`、`最晚`、`最早` 或 `合并`", Where::Operand};
template <>
inline constexpr Expectation expectation<taken_operand> = {
    "a field, or a value in parentheses", "字段，或括号中的值", Where::Operand, Leaves::Value};
template <>
inline constexpr Expectation expectation<meets_word> = {"`满足` and a condition", "`满足` 和条件"};
template <>
inline constexpr Expectation expectation<to_word> = {"`to` and the field that ends a record",
                                                     "`to` 和记录结束的字段"};
template <>
inline constexpr Expectation expectation<from_zh> = {"`自` and the field that begins a record",
                                                     "`自` 和记录开始的字段"};
template <>
inline constexpr Expectation expectation<to> = {"`..`", "`至`", Where::RangeTo};
template <>
inline constexpr Expectation expectation<to_date> = {"`至`", "`至`"};
template <>
inline constexpr Expectation expectation<in_days> = {
    "`的 天数`, or `按 CALENDAR 的 工作日数`", "`的 天数`，或 `按 工作日历 的 工作日数`", Where::Operand};
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
inline constexpr Expectation expectation<calendar_name> = {"the name of a calendar", "工作日历的名称",
                                                           Where::Plain, Leaves::Value};
template <>
inline constexpr Expectation expectation<calendar_word> = {"`in` and the name of a calendar",
                                                           "`in` 和工作日历的名称"};
template <>
inline constexpr Expectation expectation<paused_list> = {"the name of a list", "列表的名称", Where::Plain,
                                                         Leaves::Value};
template <>
inline constexpr Expectation expectation<pause_from> = {"`from` and the field that begins a record",
                                                        "`自` 和记录开始的字段"};
template <>
inline constexpr Expectation expectation<pause_to> = {"`to` and the field that ends a record",
                                                      "`至` 和记录结束的字段"};
template <>
inline constexpr Expectation expectation<pause_operand> = {
    "a field, or a value in parentheses", "字段，或括号中的值", Where::Operand, Leaves::Value};
template <>
inline constexpr Expectation expectation<count_from> = {"`from` and the day before the first that counts",
                                                        "`from` 和起算日"};
template <>
inline constexpr Expectation expectation<count_to> = {"`to` and the last day", "`to` 和最后一天"};
template <>
inline constexpr Expectation expectation<working_days_word> = {"`的 工作日数`", "`的 工作日数`"};

template <>
inline constexpr Expectation expectation<first_year> = {"a year such as `2022`", "年份，如 `2022`"};
template <>
inline constexpr Expectation expectation<last_year> = {"a year such as `2026`", "年份，如 `2026`"};
template <>
inline constexpr Expectation expectation<weekday> = {"a day of the week, such as `saturday`, or `none`",
                                                     "星期几，如 `周六`，或 `无`"};
template <>
inline constexpr Expectation expectation<first_day> = {"a date such as `2023-10-01`",
                                                       "日期，如 `2023-10-01`"};
template <>
inline constexpr Expectation expectation<last_day> = {"a date such as `2023-10-06`", "日期，如 `2023-10-06`"};
template <>
inline constexpr Expectation expectation<calendar_rule> = {"`covers`, `weekend`, `off` or `worked`",
                                                           "`年度`、`休息日`、`放假` 或 `调休上班`"};

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
inline constexpr Expectation expectation<item_name> = {"the name of a record or a choice",
                                                       "记录或选项的名称"};
template <>
inline constexpr Expectation expectation<most> = {"a number", "数"};
template <>
inline constexpr Expectation expectation<decimals_number> = {"a number of decimals", "小数位数"};
template <>
inline constexpr Expectation expectation<decimals_word> = {"`decimals`", "`decimals`"};
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
inline constexpr Expectation expectation<paragraph> = {"a paragraph such as `¶8`", "段落，如 `第8段`",
                                                       Where::Paragraph};
template <>
inline constexpr Expectation expectation<paragraph_number> = {"a number", "数"};
template <>
inline constexpr Expectation expectation<source_title> = {"the title of the source in quotation marks",
                                                          "引号中的文件标题"};
template <>
inline constexpr Expectation expectation<scope_begin> = {
    "`out of scope` and a paragraph, or the next statement", "`不纳入` 和段落，或下一条语句",
    Where::Statement};
template <>
inline constexpr Expectation expectation<scope_of> = {"`of scope`", "`of scope`"};
template <>
inline constexpr Expectation expectation<scope_word> = {"`scope`", "`scope`"};
template <>
inline constexpr Expectation expectation<scope_reason> = {
    "the reason in quotation marks, such as `\"advice, no rule\"`",
    "引号中的理由，如 `\"办事提示，不属规则\"`"};
template <>
inline constexpr Expectation expectation<note_text> = {"a text in quotation marks", "引号中的文字"};
template <>
inline constexpr Expectation expectation<assume_message> = {"a message in quotation marks", "引号中的说明"};
template <>
inline constexpr Expectation expectation<use_path> = {
    "a path in quotation marks, such as `\"common.policy\"`", "引号中的路径，如 `\"common.policy\"`"};
template <>
inline constexpr Expectation expectation<group_value> = {"a value of a choice", "选项的取值"};
template <>
inline constexpr Expectation expectation<from_end> = {"`起`", "`起`"};
template <>
inline constexpr Expectation expectation<until_end> = {"`止`", "`止`"};
template <>
inline constexpr Expectation expectation<take_word> = {"`取`", "`取`", Where::Take};
template <>
inline constexpr Expectation expectation<body> = {"`=` and a value", "`=` 和取值"};
template <>
inline constexpr Expectation expectation<param_rows> = {"`=` and a value", "`=` 和取值"};
template <>
inline constexpr Expectation expectation<by_word> = {"`by` and the facts that the table goes by",
                                                     "`按` 和对照所依据的事实"};
template <>
inline constexpr Expectation expectation<table_column> = {"the name of a fact", "事实的名称", Where::NewName};
template <>
inline constexpr Expectation expectation<declared_type> = {"`:` and a type", "`：` 和类型"};
template <>
inline constexpr Expectation expectation<cell_operand> = {"a value, a range or `any`", "取值、范围或 `任意`",
                                                          Where::Operand, Leaves::Value};
template <>
inline constexpr Expectation expectation<arrow> = {"`->` and a value", "`→` 和取值"};
template <>
inline constexpr Expectation expectation<test_value> = {"a value that is written out", "具体的值"};
template <>
inline constexpr Expectation expectation<given_column> = {"the name of a field, as the first row names them",
                                                          "字段的名称（首行写字段）", Where::NewName};
template <>
inline constexpr Expectation expectation<given_row_end> = {"the next row", "下一行"};
template <>
inline constexpr Expectation expectation<given_cell_end> = {"`|` after each cell", "每格之后的 `|`"};
template <>
inline constexpr Expectation expectation<given_name> = {"the name of a fact", "事实的名称", Where::NewName};
template <>
inline constexpr Expectation expectation<given_what> = {
    "`= VALUE`, `unknown`, or lines of records that begin with `|`",
    "`= 值`、`未知`，或以 `|` 开头的各条记录"};
template <>
inline constexpr Expectation expectation<test_name> = {"the test's name in quotation marks",
                                                       "引号中的测试名称", Where::NewName};
template <>
inline constexpr Expectation expectation<base_name> = {"the name of another test in quotation marks",
                                                       "引号中另一个测试的名称"};
template <>
inline constexpr Expectation expectation<position> = {"the place of a record, such as `1`",
                                                      "第几条记录，如 `第1条`"};
template <>
inline constexpr Expectation expectation<because_name> = {"the name of a requirement", "要求的名称",
                                                          Where::NewName};
template <>
inline constexpr Expectation expectation<remedy_name> = {"the name of a remedy", "补救的名称",
                                                         Where::NewName};
template <>
inline constexpr Expectation expectation<needing_path> = {"the name of a fact", "事实的名称", Where::NewName};
template <>
inline constexpr Expectation expectation<needing_field> = {"the name of a field", "字段的名称",
                                                           Where::NewName};
template <>
inline constexpr Expectation expectation<expect_name> = {"the name of a decision or an output",
                                                         "判定或输出的名称", Where::NewName};
template <>
inline constexpr Expectation expectation<expect_what> = {"a verdict such as `eligible`, or `= VALUE`",
                                                         "结论（如 `符合条件`），或 `= 值`"};
template <>
inline constexpr Expectation expectation<row_end> = {"the next case", "下一种情形", Where::Statement};
template <>
inline constexpr Expectation expectation<item_end> = {"the next line", "下一行", Where::Item};
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
