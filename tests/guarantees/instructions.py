"""Policies of as many conditions or records as wanted, and programs that ask one question about one applicant."""

# Which facts are left out: none of them, one, every fourth, all.
SCENES = ("known", "one", "fourth", "all")

KINDS = (
    ("fact c{i} : count\nfact e{i} : yes/no", "c{i} >= 4 or 3 with e{i}", "facts.c{i} = {i} % 7; facts.e{i} = {i} % 2 == 0;"),
    ("fact d{i} : date or none", "d{i} valid 5y", "facts.d{i} = tenet::date(2020, 2, 29);"),
    ("fact n{i} : days", "n{i} <= 7d", "facts.n{i} = {i} % 9;"),
    ("fact y{i} : yes/no\nfact z{i} : yes/no", "y{i} or not z{i}", "facts.y{i} = {i} % 3 == 0; facts.z{i} = {i} % 2 == 0;"),
)


def policy_of_conditions(count):
    facts = [KINDS[i % 4][0].format(i=i) for i in range(count)]
    requires = [f"  require r{i} : " + KINDS[i % 4][1].format(i=i) for i in range(count)]
    return "\n".join(["policy many", "as of day", "fact day : date", *facts, "decide ok", *requires, ""])


def facts_of_conditions(count):
    return "\n".join(f"    if (given({i})) {{ {KINDS[i % 4][2].format(i=i)} }}" for i in range(count))


def policy_of_records(conditions):
    fields = [f"  n{i} : count" for i in range(conditions)]
    requires = [f"  require r{i} : (count of rows where n{i} >= {i % 5} and on within {1 + i % 5}y) <= 999"
                for i in range(conditions)]
    return "\n".join(["policy many", "as of day", "fact day : date", "record row", "  on : date", *fields,
                      "fact rows : list of row up to 1000", "decide ok", *requires, ""])


def facts_of_records(conditions):
    sets = " ".join(f"row.n{i} = k % 7;" for i in range(conditions))
    return f"""    static many::Row rows[1000];
    int k = 0;
    for (many::Row& row : rows) {{
        row = {{}};
        if (given(++k)) row.on = tenet::date(2020, 2, 29);
        {sets}
    }}
    facts.rows = {{rows, records}};"""


def program(facts):
    return f"""#include "many.hpp"

#include <cstdlib>
#include <cstring>

extern "C" {{
[[gnu::noinline]] int decide_measured(const many::Facts& facts);
[[gnu::noinline]] std::int64_t explain_measured(const many::Facts& facts);
[[gnu::noinline]] std::uint32_t missing_measured(const many::Facts& facts);

int decide_measured(const many::Facts& facts) {{
#ifdef TENET_BREACH_INSTRUCTIONS
    int sum = 0;
    for (std::uint32_t i = 0; i < many::Table::program.requirement_count; ++i) {{
        asm volatile("" : : : "memory");
        sum += static_cast<int>(many::ok(facts).verdict);
    }}
    return sum;
#else
    return static_cast<int>(many::ok(facts).verdict);
#endif
}}
std::int64_t explain_measured(const many::Facts& facts) {{
    std::int64_t sum = 0;
    for (const tenet::Reason& reason : tenet::explain(many::table, facts, many::ok(facts)))
        sum += reason.why().shortfall.lo;
    return sum;
}}
std::uint32_t missing_measured(const many::Facts& facts) {{
    return tenet::missing(many::table, facts, many::ok(facts)).total;
}}
}}

static bool is_given(const char* scene, int i) {{
    if (std::strcmp(scene, "known") == 0) return true;
    if (std::strcmp(scene, "one") == 0) return i != 1;
    return std::strcmp(scene, "fourth") == 0 && i % 4 != 1;
}}

static void ask(char question, const char* scene, [[maybe_unused]] std::uint32_t records) {{
    const auto given = [scene](int i) {{ return is_given(scene, i); }};
    many::Facts facts;
    facts.day = tenet::date(2023, 5, 1);
{facts}
    asm volatile("" : : "r"(&facts) : "memory");
    std::int64_t answer = 0;
    switch (question) {{
    case 'd': answer = decide_measured(facts); break;
    case 'e': answer = explain_measured(facts); break;
    default: answer = missing_measured(facts);
    }}
    asm volatile("" : : "r"(answer));
}}

// Takes any number of questions: decide, explain or missing, what is known, how many records.
int main(int count, char** words) {{
    for (int i = 1; i + 2 < count; i += 3)
        ask(words[i][0], words[i + 1], static_cast<std::uint32_t>(std::atoi(words[i + 2])));
}}
"""
