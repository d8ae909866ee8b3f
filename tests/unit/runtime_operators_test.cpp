#include "compiler/spec_operators.hpp"
#include "tenet/kernels.hpp"
#include "tests/unit/sample_calendar.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace tenet {
namespace {

struct OperatorRow {
    Code code;
    std::string_view name;
    int arity;
    std::string_view examples;
};

constexpr OperatorRow rows[] = {
#define OPERATOR(name, arity, signature, en, zh, examples) {Code::name, #name, arity, examples},
#include "tenet/operators.def"
#undef OPERATOR
};

constexpr OperatorRow aggregate_rows[] = {
#define AGGREGATE(name, arity, signature, en, zh, examples) {Code::name, #name, arity, examples},
#include "tenet/aggregates.def"
#undef AGGREGATE
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(by); at != std::string_view::npos; at = text.find(by)) {
        parts.push_back(trimmed(text.substr(0, at)));
        text.remove_prefix(at + by.size());
    }
    parts.push_back(trimmed(text));
    return parts;
}

Value number(std::string_view text) {
    Value value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    EXPECT_TRUE(error == std::errc() && end == text.data() + text.size()) << text;
    return value;
}

/// A number, a date, yes or no.
Value value(std::string_view text) {
    if (text == "yes" || text == "no") return text == "yes" ? 1 : 0;
    const bool is_date = text.size() == 10 && text[4] == '-' && text[7] == '-';
    if (!is_date) return number(text);
    return days_from_civil(number(text.substr(0, 4)), static_cast<std::int32_t>(number(text.substr(5, 2))),
                           static_cast<std::int32_t>(number(text.substr(8))));
}

/// `{0 2}`: a bit for each number.
Value members(std::string_view text) {
    EXPECT_TRUE(text.starts_with('{') && text.ends_with('}')) << text;
    std::uint64_t bits = 0;
    for (const std::string_view member : split(text.substr(1, text.size() - 2), " "))
        if (!member.empty()) bits |= std::uint64_t{1} << static_cast<unsigned>(number(member));
    return static_cast<Value>(bits);
}

/// `#1` or `#{0 2}`: what a choice may be.
Partial choice(std::string_view text, bool or_none) {
    if (!text.starts_with('{')) {
        Partial one = exactly_member(number(text));
        one.none = or_none;
        return one;
    }
    const auto bits = static_cast<std::uint64_t>(members(text));
    return {std::countr_zero(bits), 63 - std::countl_zero(bits), or_none, bits};
}

/// `5`, `2..5`, `none`, `2..5 or none`, `maybe`, `#1`, `#{0 2}`, `{0 1}`, `{0}..{0 1}`.
Partial partial(std::string_view text) {
    if (text == "none") return surely_none;
    if (text == "maybe") return maybe;
    const std::size_t none_at = text.find(" or none");
    const bool or_none = none_at != std::string_view::npos;
    text = text.substr(0, none_at);
    if (text.starts_with('#')) return choice(text.substr(1), or_none);
    const auto ends = split(text, "..");
    if (text.starts_with('{')) return {members(ends.front()), members(ends.back()), or_none};
    return {value(ends.front()), value(ends.back()), or_none};
}

struct Example {
    std::vector<Partial> operands;
    Value imm = 0;
    bool up = false;
    Partial result{};
};

Example example(std::string_view text) {
    Example out;
    const auto sides = split(text, "->");
    EXPECT_EQ(sides.size(), 2U) << text;
    std::string_view left = sides[0];
    if (const std::size_t bracket = left.find('['); bracket != std::string_view::npos) {
        std::string_view imm = left.substr(bracket + 1, left.find(']') - bracket - 1);
        out.up = imm.ends_with(" up") || imm.ends_with(" clamped");
        imm = imm.substr(0, imm.starts_with('{') ? imm.find('}') + 1 : imm.find(' '));
        if (imm == "cal") imm = "0";
        out.imm = imm.starts_with('{') ? members(imm) : number(imm);
        left = trimmed(left.substr(0, bracket));
    }
    if (!left.empty())
        for (const std::string_view operand : split(left, ","))
            out.operands.push_back(partial(operand));
    out.result = partial(sides[1]);
    return out;
}

constexpr std::uint8_t none_flags = a_may_be_none | b_may_be_none | c_may_be_none;

template <class T, class Make>
Operands<T> operands_of(const Example& e, const Make& make) {
    Operands<T> x{{}, {}, {}, e.imm, static_cast<std::uint8_t>(none_flags | (e.up ? round_up : 0))};
    x.program = &testing::sample_calendar.program;
    T* const places[] = {&x.a, &x.b, &x.c};
    for (std::size_t i = 0; i < e.operands.size(); ++i)
        *places[i] = make(e.operands[i]);
    return x;
}

bool all_determined(const Example& e) {
    for (const Partial& p : e.operands)
        if (!determined(p)) return false;
    return true;
}

Value known(const Partial& p) { return is_surely_none(p) ? none_value : p.lo; }

TEST(RuntimeOperators, ExamplesHold) {
    int checked = 0;
    for (const OperatorRow& row : rows) {
        if (row.examples.empty()) continue;
        for (const std::string_view text : split(row.examples, ";")) {
            const Example e = example(text);
            ASSERT_EQ(static_cast<int>(e.operands.size()), row.arity) << row.name << ": " << text;
            const auto as_partial = operands_of<Partial>(e, [](const Partial& p) { return p; });
            EXPECT_EQ(apply(row.code, as_partial), e.result) << row.name << ": " << text;
            const auto as_range = operands_of<Range>(e, [](const Partial& p) { return Range{p, false}; });
            EXPECT_EQ(apply(row.code, as_range), (Range{e.result, false})) << row.name << ": " << text;
            if (all_determined(e)) {
                EXPECT_EQ(apply(row.code, operands_of<Value>(e, known)), known(e.result))
                    << row.name << ": " << text;
            }
            ++checked;
        }
    }
    EXPECT_GT(checked, 100);
}

/// `[yes, 2 | no, 3] -> 2`, or `[..4: maybe, 2..3] -> 0..12`; `0, 9 over [2, 4] -> 7`.
struct ListExample {
    std::vector<Partial> outside;
    std::vector<std::vector<Partial>> records;
    bool unknown = false;
    Value most = 0;
    Partial result{};
};

ListExample list_example(std::string_view text) {
    ListExample out;
    const auto sides = split(text, "->");
    EXPECT_EQ(sides.size(), 2U) << text;
    std::string_view left = sides[0];
    if (const std::size_t over = left.find(" over "); over != std::string_view::npos) {
        for (const std::string_view operand : split(left.substr(0, over), ","))
            out.outside.push_back(partial(operand));
        left = trimmed(left.substr(over + 6));
    }
    EXPECT_TRUE(left.starts_with('[') && left.ends_with(']')) << text;
    std::string_view inside = trimmed(left.substr(1, left.size() - 2));
    out.unknown = inside.starts_with("..");
    if (out.unknown) {
        out.most = number(inside.substr(2, inside.find(':') - 2));
        inside = inside.substr(inside.find(':') + 1);
    }
    for (const std::string_view record : split(inside, "|")) {
        if (record.empty()) continue;
        std::vector<Partial>& operands = out.records.emplace_back();
        for (const std::string_view operand : split(record, ","))
            operands.push_back(partial(operand));
    }
    out.result = partial(sides[1]);
    return out;
}

template <Code C, class T, class Make>
T aggregated(const ListExample& e, const Make& make) {
    const auto operands = [&](const std::vector<Partial>& record) {
        Operands<T> x{{}, {}, {}, 0, b_may_be_none};
        if (!record.empty()) x.a = make(record[0]);
        if (record.size() > 1) x.b = make(record[1]);
        if (!e.outside.empty()) x.c = make(e.outside[0]), x.d = make(e.outside[1]);
        return x;
    };
    if constexpr (!std::is_same_v<T, Value>)
        if (e.unknown) return of_unknown_list<C>(operands(e.records[0]), e.most);
    if constexpr (!std::is_same_v<T, Range>) {
        Tally<T> tally = empty_tally<C, T>();
        for (const std::vector<Partial>& record : e.records)
            add_record<C>(tally, operands(record));
        return finished<C>(tally, operands({}));
    }
    return T{};
}

template <Code C>
void expect_list_example(std::string_view text) {
    const ListExample e = list_example(text);
    bool all_known = !e.unknown;
    for (const Partial& p : e.outside)
        all_known = all_known && determined(p);
    for (const std::vector<Partial>& record : e.records) {
        ASSERT_EQ(static_cast<int>(record.size() + e.outside.size()), operand_count(C)) << text;
        for (const Partial& p : record)
            all_known = all_known && determined(p);
    }
    EXPECT_EQ((aggregated<C, Partial>(e, [](const Partial& p) { return p; })), e.result) << text;
    if (all_known) {
        EXPECT_EQ((aggregated<C, Value>(e, known)), known(e.result)) << text;
    }
    if (e.unknown) {
        EXPECT_EQ((aggregated<C, Range>(e,
                                        [](const Partial& p) {
                                            return Range{p, false};
                                        })),
                  (Range{e.result, false}))
            << text;
    }
}

TEST(RuntimeOperators, ExamplesOfAggregatesHold) {
    for (const OperatorRow& row : aggregate_rows)
        for (const std::string_view text : split(row.examples, ";")) {
#define AGGREGATE(name, ...)                                                                                 \
    if (row.code == Code::name) expect_list_example<Code::name>(text);
#include "tenet/aggregates.def"
#undef AGGREGATE
        }
}

TEST(RuntimeOperators, EveryRowHasExamples) {
    const auto needs_none = [](Code code) {
        return code == Code::LoadFact || code == Code::LoadField || code == Code::Each;
    };
    for (const OperatorRow& row : rows)
        EXPECT_TRUE(!row.examples.empty() || needs_none(row.code)) << row.name;
    for (const OperatorRow& row : aggregate_rows)
        EXPECT_FALSE(row.examples.empty()) << row.name;
}

TEST(RuntimeOperators, ChapterOfTheSpecificationIsTheOneMadeFromTheRows) {
    std::ifstream file(TENET_SOURCE_DIR "/grammar/SPEC.md");
    const std::string spec((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const std::string begin = "<!-- operators:begin -->\n", end = "<!-- operators:end -->";
    const std::size_t from = spec.find(begin), to = spec.find(end);
    ASSERT_TRUE(from != std::string::npos && to != std::string::npos) << "SPEC.md has lost its markers";
    EXPECT_EQ(spec.substr(from + begin.size(), to - from - begin.size()), compiler::operators_chapter())
        << "replace the chapter by what `tenet --dump=operators` prints";
}

}  // namespace
}  // namespace tenet
