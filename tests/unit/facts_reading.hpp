#pragma once

#include "compiler/facts.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

/// A table made by hand with a fact of every kind, and facts read for it.
namespace tenet::compiler::facts_reading {

using State = FactValue::State;
using typed::Base;

inline typed::Type type_of(Base base, std::int64_t high, std::int32_t scale = 1,
                           std::uint32_t of = typed::no_index) {
    typed::Type out;
    out.base = base;
    out.high = high;
    out.scale = scale;
    out.of = of;
    return out;
}

inline TableFact fact(std::string id, std::string name, typed::Type type) {
    TableFact out;
    out.id = std::move(id);
    out.name = std::move(name);
    out.type = type;
    return out;
}

constexpr std::int64_t most_audits = 3;

/// One fact of every kind; records of audits have a derived field in the middle.
inline Table sample() {
    Table table;
    table.policy = "p";
    TableChoice field;
    field.id = "field";
    field.name = "领域";
    field.values = {
        {"qms", "质量", {"Quality", "质量管理体系"}}, {"ems", "环境", {}}, {"ohsms", "ohsms", {}}};
    table.choices = {field};
    typed::Type ended = type_of(Base::Date, 109572);
    ended.or_none = true;
    TableRecord audit;
    audit.id = "audit";
    audit.name = "审核";
    audit.fields = {fact("field", "领域", type_of(Base::Choice, 2, 1, 0)),
                    fact("ended_on", "结束日期", ended),
                    fact("onsite_days", "现场天数", type_of(Base::Days, 200000, 2))};
    audit.declared = {0, 1, 3};
    table.records = {audit};
    table.texts = {"login", "用户中心"};
    table.defines = {{"audits.counted", "审核经历.计入", {}, {}, {}}, {"kept", "保留", {}, {}, {}}};
    typed::Type number = type_of(Base::Number, 100000000, 1000);
    number.low = -100000000;
    table.facts = {fact("audits", "审核经历", type_of(Base::List, most_audits, 1, 0)),
                   fact("field", "申请领域", type_of(Base::Choice, 2, 1, 0)),
                   fact("clauses", "条款", type_of(Base::Set, 7, 1, 0)),
                   fact("remark", "备注", type_of(Base::Text, 2)),
                   fact("cpd", "学时数", type_of(Base::Hours, 10000000, 100)),
                   fact("score", "分数", number)};
    return table;
}

inline std::vector<Applicant> read(std::string_view text) {
    std::vector<Applicant> out;
    read_facts(sample(), text, facts_shape(text, "-"), [&](Applicant& one) { out.push_back(one); });
    return out;
}

inline std::string problems(const Applicant& applicant) {
    std::string out;
    for (const FactsProblem& p : applicant.problems)
        out += fmt::format("{}{} {} {}:{}", out.empty() ? "" : "; ", row(p.problem.kind).code, p.pointer,
                           p.place.line, p.place.column);
    return out;
}

inline std::string problems(std::string_view text) {
    const std::vector<Applicant> all = read(text);
    return all.size() == 1 ? problems(all[0]) : fmt::format("{} applicants", all.size());
}

inline std::string shown(std::string_view text, Lang lang = Lang::En) {
    std::string out;
    for (const Applicant& applicant : read(text))
        for (const FactsProblem& problem : applicant.problems)
            out += render_text(problem, "f.json", lang);
    return out;
}

/// The value of a fact that alone is given.
inline FactValue value(std::size_t index, std::string_view text) {
    const std::vector<Applicant> all = read(text);
    EXPECT_EQ(all.size(), 1U);
    EXPECT_EQ(problems(all[0]), "") << text;
    return all[0].row[index];
}

/// One of a few bytes that matter to JSON is put in, taken out or put in the place of another.
inline std::string mutated(std::string text, std::mt19937& random) {
    constexpr std::string_view bytes = "{}[]\",:\\ute0139.-+ \n\t/'#\xE5\x9F\xFF\x01";
    auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    for (std::size_t times = 1 + below(3); times > 0; --times) {
        std::size_t at = below(text.size() + 1);
        char byte = bytes[below(bytes.size())];
        switch (below(3)) {
        case 0: text.insert(at, 1, byte); break;
        case 1: text.erase(at, 1); break;
        case 2: text.replace(at, 1, 1, byte); break;
        }
    }
    return text;
}

}  // namespace tenet::compiler::facts_reading
