#include "compiler/spec_operators.hpp"

#include <fmt/format.h>

#include <string_view>

namespace tenet::compiler {
namespace {

struct OperatorRow {
    std::string_view name, signature, en, zh, examples;
};

constexpr OperatorRow operator_rows[] = {
#define OPERATOR(name, arity, signature, en, zh, examples) {#name, signature, en, zh, examples},
#include "tenet/operators.def"
#undef OPERATOR
};

constexpr OperatorRow aggregate_rows[] = {
#define AGGREGATE(name, arity, signature, en, zh, examples) {#name, signature, en, zh, examples},
#include "tenet/aggregates.def"
#undef AGGREGATE
};

struct RequirementRow {
    std::string_view name, composition;
};

constexpr RequirementRow requirement_rows[] = {
#define REQUIREMENT(name, arity, signature, composition) {#name, composition},
#include "tenet/requirements.def"
#undef REQUIREMENT
};

constexpr std::string_view opening =
    R"(While facts are missing, a value is what it may still be: a whole interval of numbers or dates, or none, or either.
A yes/no is surely yes, surely no, or undetermined. A choice is one of the values that it may be, as is a text, of which all that
the policy does not mention count as one; of more than 64 values the interval in order of declaration is kept. A set has members
that it surely has and members that it possibly has. A value is *determined* if only one thing is left that it can be: one
value, or none. Each row below says what an operator makes of known values and of such partial values; no evaluator and no
optimisation may be more or less precise. Within one operator the operands count as independent.

有事实缺失时，一个值就是它仍可能取的范围：一段连续的数或日期、无，或两者皆可能。是/否型的值肯定为是、肯定为否，或未定。
选项是其可能值之一；文本亦然，政策没有提到的文本合为一种；超过 64 个值时只记声明次序上的区间。集合有肯定含有的成员和可能含有的成员。
只剩一种可能（一个值，或无）时，称为已定。下面逐条规定每个运算符对已知值和未定值的结果；任何求值方式都不得更精确或更含糊。
同一运算符的各操作数视为互相独立。

In the examples `2..5` may still be any of 2 … 5 and `maybe` is an undetermined yes/no; `#2` is the third value of a choice and
`#{0 2}` one that may be the first or the third; `{0 1}` is a set of the first two values, and `{0}..{0 1}` one that surely has the
first and possibly the second. A constant stands in brackets; `[cal]` is a calendar of May 2024 alone, in which the weekends, 1 and 3 May are
off and Saturday 11 May is worked.

示例中 `2..5` 表示可能是 2 至 5 中任何一个，`maybe` 是未定的是/否；`#2` 是选项的第三个值，`#{0 2}` 可能是第一个或第三个；
`{0 1}` 是前两个值的集合，`{0}..{0 1}` 肯定含有第一个、可能含有第二个。常数写在方括号里；
`[cal]` 是只有 2024 年 5 月的工作日历，周六、周日、5月1日、5月3日休息，5月11日（周六）上班。
)";

constexpr std::string_view aggregate_opening = R"(
### Aggregates / 汇总

An aggregate makes one value of a list's records. The first operand is the condition under which a record counts, except of
InOrder and of the clocks Running and RunTo, of which the third and fourth operand are not of the records. In the examples the records
stand in brackets, one from the other by `|`; `[..5: …]` is an unknown list of at most five records of which each may be what stands
behind the colon; operands that are not of the records stand before `over`.

汇总由清单的各条记录得出一个值。除 InOrder 和时钟 Running、RunTo 外，第一个操作数是记录计入的条件；时钟的第三、第四个操作数与记录无关。
示例中各条记录写在方括号里，以 `|` 分隔；`[..5: …]` 是至多五条记录的未知清单，每条可能是冒号之后所写的；与记录无关的操作数写在 `over` 之前。
)";

constexpr std::string_view requirement_opening = R"(### Requirement operators / 要求运算符

Frequent conditions of requirements are evaluated by one fused operator each, which equals its composition on known and on
partial values. `a`, `b` are its operands, `imm` its constant, `first` and `second` its two thresholds.

常用的要求条件各由一个合并的运算符求值，其结果与下列组合完全相同。

)";

constexpr std::string_view reasons = R"(
### Reasons / 理由

A requirement is explained by the form of its condition:

- **at least** (`x >= n`, also with alternatives): `actual` is `x`, `needed` the threshold, `shortfall` = max(0, needed − actual).
- **at most** (`x <= n`, also with alternatives): `shortfall` = max(0, actual − needed).
- With alternatives (`>= 4 or 3 with C`) `needed` is the easiest threshold whose condition is surely yes; while an easier one
  is undetermined, `needed` is the range between the two.
- **window** (`l <= x <= h`; `valid`, `within`, `lasts`): `needed` … `needed_high` are the two bounds, `shortfall` is the distance
  from `actual` to the nearer one, 0 inside.
- **equal** (`x = n`): `actual` and `needed`; there is no shortfall.
- Of two values that are compared, the threshold is the one that is a constant or that conditions choose among constants
  (`if C then 10 else 15`, cases, a param), on whichever side it stands; else `actual` is what the author wrote on the left.
- Strict comparisons are of whole units: `x > 4` needs at least 5.
- Where the as-of day is held against a moved date by `time since`, as in `time since D < 1y`, `actual` is the date and `needed` the earliest
  (or latest) day that it may be.
- `from` and `until` are the first and the last as-of day on which the condition would hold, all else as it is. They are given
  where the as-of day enters only through one comparison or window, moved by constant periods, and the rest is determined.
- With a param that changes from day to day all this is told of the row that applies on the as-of day; `from` and `until` of that
  row, and of those before and after it as far as no day lies between on which it would not hold.
- Where a fact that a condition asks about is none, `actual` is none, there is no `shortfall`, `from` or `until`, and the part does
  not hold.
- A condition that is none of these reports its leaves under `parts`: what `and`, `or`, `not` and `if` join, in the order of the
  source, each with whether it holds and its own explanation.
- A requirement that asks something of every record reports the positions of the records that surely fail.
- Shortfalls of dates are in days. While facts are missing all of these are ranges, `shortfall` the range over what `actual` and
  `needed` may be; where `actual` may be none, so may `shortfall`.

每项要求按其条件的形式说明理由：至少、至多、区间或相等；`actual` 为实有，`needed` 为要求，`shortfall` 为差额（不小于 0，日期以天计）。
其他条件在 `parts` 中按书写次序列出由 `并且`、`或`、`非`、`如果` 连接的各部分，各有是否成立和自己的理由；要求每条记录的，列出肯定不符合的记录。有替代条件时取当前适用的一档；替代条件未定时给出范围。`from`、`until` 是其他情况不变时符合要求的首个和最后一个基准日。
参数随日期变化的，以基准日当天适用的一段为准；`from`、`until` 也就这一段说，前后各段与它连续不断的一并计入。条件所问的事实为无的，`actual` 为无，不给出 `shortfall`、`from`、`until`，该部分不成立。
)";

std::string_view kind_word(char letter) {
    switch (letter) {
    case 'y': return "yes/no";
    case 'n': return "number";
    case 'd': return "date";
    case 'c': return "choice";
    case 's': return "set";
    }
    __builtin_unreachable();
}

/// `nn>n dn>d` as `number, number → number; date, number → date`.
std::string signature_text(std::string_view signature) {
    std::string out;
    bool first = true;
    for (const char c : signature) {
        if (c == ' ') {
            out += "; ";
            first = true;
        } else if (c == '>') {
            out += out.empty() || first ? "→ " : " → ";
            first = true;
        } else {
            out += first ? "" : ", ";
            out += kind_word(c);
            first = false;
        }
    }
    return out;
}

/// Examples one per line, with arrows.
std::string examples_text(std::string_view examples) {
    std::string out;
    while (!examples.empty()) {
        const std::size_t end = examples.find(';');
        std::string one(examples.substr(0, end));
        examples = end == std::string_view::npos ? std::string_view() : examples.substr(end + 1);
        one.erase(0, one.find_first_not_of(' '));
        one.replace(one.find("->"), 2, "→");
        out += fmt::format("{}`{}`", out.empty() ? "" : " · ", one);
    }
    return out;
}

std::string row_text(int number, const OperatorRow& row) {
    std::string out = fmt::format("\n### [O-{}] {}\n\n", number, row.name);
    if (!row.signature.empty()) out += fmt::format("{}\n\n", signature_text(row.signature));
    out += fmt::format("{}\n\n{}\n", row.en, row.zh);
    if (!row.examples.empty()) out += fmt::format("\n{}\n", examples_text(row.examples));
    return out;
}

}  // namespace

std::string operators_chapter() {
    std::string out(opening);
    int number = 0;
    for (const OperatorRow& row : operator_rows)
        out += row_text(++number, row);
    out += aggregate_opening;
    for (const OperatorRow& row : aggregate_rows)
        out += row_text(++number, row);
    out += fmt::format("\n{}| operator | composition |\n|---|---|\n", requirement_opening);
    for (const RequirementRow& row : requirement_rows)
        out += fmt::format("| {} | `{}` |\n", row.name, row.composition);
    out += reasons;
    return out;
}

}  // namespace tenet::compiler
