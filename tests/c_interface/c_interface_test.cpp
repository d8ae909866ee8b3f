#include "process.hpp"

#include <cstring>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <tenet.h>
#include <thread>
#include <vector>

/// The C interface: that nothing crashes it, and that its answers are those of the command line.
namespace tenet::testing {
namespace {

std::string table_path(const std::string& name) { return TENET_BINARY_DIR "/" + name + ".table"; }

/// An asker for a table of the build, with the table.
struct Asking {
    explicit Asking(const std::string& name) {
        EXPECT_EQ(tenet_open_file(table_path(name).c_str(), TENET_EN, &table, nullptr, 0), TENET_DONE);
        EXPECT_EQ(tenet_asker_open(table, &asker), TENET_DONE);
    }
    ~Asking() {
        tenet_asker_close(asker);
        tenet_close(table);
    }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;

    std::string answer(const std::string& facts, tenet_result wanted = TENET_DONE,
                       tenet_format format = TENET_JSON, tenet_language language = TENET_EN) const {
        const char* answer = nullptr;
        std::size_t size = 0;
        EXPECT_EQ(tenet_answer(asker, facts.data(), facts.size(), format, language, &answer, &size), wanted);
        EXPECT_EQ(std::strlen(answer), size);
        return answer;
    }

    tenet_table* table = nullptr;
    tenet_asker* asker = nullptr;
};

TEST(CInterface, SaysWhyBytesAreNoTable) {
    const std::string bytes = read_file(table_path("auditor"));
    tenet_table* table = nullptr;
    char why[64];
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
        EXPECT_EQ(tenet_open(bytes.data(), size, TENET_EN, &table, why, sizeof why), TENET_TABLE_WRONG);
        EXPECT_EQ(table, nullptr);
        EXPECT_NE(std::string(why), "");
    }
    // Cut off between two characters of three bytes each, and ended.
    for (std::size_t room = 1; room <= 16; ++room) {
        std::memset(why, 'x', sizeof why);
        EXPECT_EQ(tenet_open("no table", 8, TENET_ZH, &table, why, room), TENET_TABLE_WRONG);
        EXPECT_LT(std::strlen(why), room);
        EXPECT_EQ(std::strlen(why) % 3, 0U) << why;
    }
    EXPECT_EQ(tenet_open("no table", 8, TENET_ZH, &table, nullptr, 0), TENET_TABLE_WRONG);
    EXPECT_EQ(tenet_open_file("/no/such/file.table", TENET_EN, &table, why, sizeof why), TENET_TABLE_WRONG);
    EXPECT_NE(std::string(why), "");
    EXPECT_EQ(tenet_open_file("-", TENET_EN, &table, why, sizeof why), TENET_TABLE_WRONG);
    EXPECT_NE(std::string(why).find("no such file"), std::string::npos) << why;
    EXPECT_EQ(tenet_open(bytes.data(), bytes.size(), TENET_EN, &table, why, sizeof why), TENET_DONE);
    EXPECT_STREQ(why, "");
    tenet_close(table);
}

TEST(CInterface, MisuseIsAnswered) {
    tenet_table* table = nullptr;
    tenet_asker* asker = nullptr;
    const char* answer = nullptr;
    tenet_fact fact;
    tenet_decision decision;
    tenet_outcome outcome;
    EXPECT_EQ(tenet_open(nullptr, 1, TENET_EN, &table, nullptr, 0), TENET_MISUSED);
    EXPECT_EQ(tenet_open("x", 1, TENET_EN, nullptr, nullptr, 0), TENET_MISUSED);
    EXPECT_EQ(tenet_open_file(nullptr, TENET_EN, &table, nullptr, 0), TENET_MISUSED);
    EXPECT_EQ(tenet_asker_open(nullptr, &asker), TENET_MISUSED);
    EXPECT_EQ(tenet_answer(nullptr, "{}", 2, TENET_JSON, TENET_EN, &answer, nullptr), TENET_MISUSED);
    EXPECT_STREQ(answer, "");
    EXPECT_EQ(tenet_decide(nullptr, 0, nullptr, &decision), TENET_MISUSED);
    EXPECT_EQ(tenet_output(nullptr, 0, nullptr, &outcome), TENET_MISUSED);
    EXPECT_EQ(tenet_policy(nullptr), nullptr);
    EXPECT_EQ(tenet_fingerprint(nullptr), nullptr);
    EXPECT_EQ(tenet_form(nullptr, nullptr), nullptr);
    EXPECT_EQ(tenet_fact_count(nullptr) + tenet_decision_count(nullptr) + tenet_output_count(nullptr), 0U);
    EXPECT_EQ(tenet_requirement_count(nullptr, 0) + tenet_remedy_count(nullptr, 0), 0U);
    EXPECT_EQ(tenet_fact_at(nullptr, 0, &fact), TENET_MISUSED);
    tenet_close(nullptr);
    tenet_asker_close(nullptr);

    const Asking of("records");
    constexpr std::uint32_t beyond = 1000;
    EXPECT_EQ(tenet_asker_open(of.table, nullptr), TENET_MISUSED);
    EXPECT_EQ(tenet_answer(of.asker, nullptr, 1, TENET_JSON, TENET_EN, &answer, nullptr), TENET_MISUSED);
    EXPECT_EQ(tenet_answer(of.asker, "{}", 2, TENET_JSON, TENET_EN, nullptr, nullptr), TENET_MISUSED);
    EXPECT_EQ(tenet_fact_at(of.table, beyond, &fact), TENET_MISUSED);
    EXPECT_EQ(tenet_fact_at(of.table, 0, nullptr), TENET_MISUSED);
    EXPECT_EQ(tenet_field_at(of.table, 0, 0, &fact), TENET_MISUSED);  // no list
    EXPECT_EQ(tenet_field_at(of.table, 1, beyond, &fact), TENET_MISUSED);
    EXPECT_EQ(tenet_value_id(of.table, 1, 1, beyond), nullptr);
    EXPECT_EQ(tenet_value_id(of.table, 0, 0, 0), nullptr);  // no choice
    EXPECT_EQ(tenet_value_id(of.table, beyond, 0, 0), nullptr);
    EXPECT_EQ(tenet_decision_id(of.table, beyond), nullptr);
    EXPECT_EQ(tenet_requirement_id(of.table, 0, beyond), nullptr);
    EXPECT_EQ(tenet_requirement_id(of.table, beyond, 0), nullptr);
    EXPECT_EQ(tenet_remedy_id(of.table, 0, beyond), nullptr);
    EXPECT_EQ(tenet_output_id(of.table, beyond), nullptr);

    const std::int64_t facts[] = {44925, 2, TENET_NONE, 0};
    tenet_slots slots = {facts, 4, 0, nullptr, nullptr, nullptr};
    EXPECT_EQ(tenet_decide(of.asker, 0, &slots, &decision), TENET_MISUSED)
        << "two records, and nothing to read them by";
    slots.fact_count = 3;
    EXPECT_EQ(tenet_decide(of.asker, 0, &slots, &decision), TENET_MISUSED);
    slots = {nullptr, 4, 0, nullptr, nullptr, nullptr};
    EXPECT_EQ(tenet_decide(of.asker, 0, &slots, &decision), TENET_MISUSED);
    slots = {facts, 4, 1, nullptr, nullptr, nullptr};
    EXPECT_EQ(tenet_output(of.asker, 0, &slots, &outcome), TENET_MISUSED);
    EXPECT_EQ(tenet_decide(of.asker, 0, nullptr, &decision), TENET_MISUSED);
    EXPECT_EQ(tenet_decide(of.asker, beyond, &slots, &decision), TENET_MISUSED);
}

TEST(CInterface, TellsWhatATableHas) {
    const Asking of("records");
    EXPECT_STREQ(tenet_policy(of.table), "c.records");
    EXPECT_EQ(std::strlen(tenet_fingerprint(of.table)), 64U);
    ASSERT_EQ(tenet_fact_count(of.table), 4U);
    tenet_fact fact;
    ASSERT_EQ(tenet_fact_at(of.table, 1, &fact), TENET_DONE);
    EXPECT_STREQ(fact.id, "trainings");
    EXPECT_EQ(fact.kind, TENET_LIST);
    EXPECT_EQ(fact.high, 4);
    EXPECT_EQ(fact.field_count, 3U);
    ASSERT_EQ(tenet_field_at(of.table, 1, 1, &fact), TENET_DONE);
    EXPECT_EQ(fact.kind, TENET_CHOICE);
    EXPECT_EQ(fact.value_count, 2U);
    EXPECT_STREQ(tenet_value_id(of.table, 1, 1, 1), "talk");
    ASSERT_EQ(tenet_fact_at(of.table, 3, &fact), TENET_DONE);
    EXPECT_EQ(fact.kind, TENET_SET);
    EXPECT_STREQ(tenet_value_id(of.table, 3, 0, 0), "course");
    EXPECT_STREQ(tenet_decision_id(of.table, 1), "broad");
    EXPECT_STREQ(tenet_requirement_id(of.table, 0, 2), "named");
    EXPECT_STREQ(tenet_remedy_id(of.table, 0, 0), "later");
    EXPECT_STREQ(tenet_output_id(of.table, 0), "courses");
    EXPECT_STREQ(tenet_version(), "0.1.0");
    EXPECT_EQ(tenet_abi(), std::uint32_t{TENET_ABI});
}

TEST(CInterface, TellsWhatAFormNeeds) {
    const Asking records("records");
    std::size_t size = 0;
    const char* const form = tenet_form(records.table, &size);
    ASSERT_NE(form, nullptr);
    EXPECT_EQ(std::strlen(form), size);
    EXPECT_EQ(tenet_form(records.table, nullptr), form);  // made once
    const auto told = nlohmann::json::parse(form);
    EXPECT_EQ(told.at("id"), "c.records");
    EXPECT_EQ(told.at("fingerprint"), tenet_fingerprint(records.table));
    EXPECT_EQ(told.at("as_of"), "day");
    const auto& facts = told.at("facts");
    ASSERT_EQ(facts.size(), tenet_fact_count(records.table));
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
        tenet_fact fact{};
        ASSERT_EQ(tenet_fact_at(records.table, i, &fact), TENET_DONE);
        EXPECT_EQ(facts[i].at("id"), fact.id);
        EXPECT_EQ(facts[i].at("or_none"), fact.or_none != 0);
    }
    EXPECT_EQ(
        facts[1].dump(),
        R"({"cite":[],"fields":[)"
        R"({"cite":[],"id":"on","kind":"date","label":{"en":"on","zh":"on"},"max":"2199-12-31",)"
        R"("min":"1900-01-01","name":"on","or_none":false},)"
        R"({"cite":[],"id":"kind","kind":"choice","label":{"en":"kind","zh":"kind"},"name":"kind","or_none":false,)"
        R"("values":[{"id":"course","label":{"en":"course","zh":"course"},"name":"course"},)"
        R"({"id":"talk","label":{"en":"talk","zh":"talk"},"name":"talk"}]},)"
        R"({"cite":[],"id":"by","kind":"text","label":{"en":"by","zh":"by"},"name":"by","or_none":false}],)"
        R"("id":"trainings","kind":"list","label":{"en":"trainings","zh":"trainings"},)"
        R"("most":4,"name":"trainings","or_none":false})");
    EXPECT_EQ(told.at("outputs")[1].at("kind"), "list");
    EXPECT_EQ(told.at("outputs")[1].at("values").size(), 2U);
    EXPECT_EQ(told.at("outputs")[2].at("kind"), "text");
    EXPECT_EQ(told.at("outputs")[4].at("kind"), "set");
    EXPECT_EQ(told.at("decisions").size(), 2U);
    EXPECT_EQ(told.at("decisions")[0].at("remedies")[0].at("id"), "later");
}

TEST(CInterface, FormsHaveLabelsInBothLanguagesAndWhatTheyRestOn) {
    const Asking upgrade("upgrade");
    const auto told = nlohmann::json::parse(tenet_form(upgrade.table, nullptr));
    EXPECT_EQ(told.at("label").at("zh"), "实习审核员升级为正式审核员");
    EXPECT_EQ(told.at("sources").dump(), R"([{"id":"notice","label":{"en":"notice","zh":"通知"}}])");
    const auto& requirement = told.at("decisions")[0].at("requirements")[0];
    EXPECT_EQ(requirement.at("cite").dump(), R"(["notice ¶7 reading \"A7\""])");
    const auto& trainings = told.at("facts")[4];
    const auto& hours = trainings.at("fields")[1];
    EXPECT_EQ(hours.at("kind"), "hours");
    EXPECT_EQ(hours.at("step").dump(), "0.5");
}

TEST(CInterface, JsonIsAnsweredAsTheCommandLineDoes) {
    const std::string applicants = TENET_SOURCE_DIR "/policies/ccaa/applicants.jsonl";
    for (const char* lang : {"en", "zh"}) {
        const Ran ran = run(TENET_PROGRAM, {"eval", table_path("upgrade"), "--facts", applicants, "--format",
                                            "json", "--lang", lang});
        const std::vector<std::string> wanted = lines(ran.out);
        const Asking of("upgrade");
        std::size_t i = 0;
        for (const std::string& facts : lines(read_file(applicants))) {
            if (facts.empty()) continue;
            ASSERT_LT(i, wanted.size());
            // Alone, each applicant stands on the first line.
            const std::string alone =
                std::regex_replace(wanted[i], std::regex("\"line\":[0-9]+"), "\"line\":1");
            const bool refused = wanted[i].starts_with("{\"refused\"");
            EXPECT_EQ(of.answer(facts, refused ? TENET_FACTS_WRONG : TENET_DONE, TENET_JSON,
                                std::strcmp(lang, "zh") == 0 ? TENET_ZH : TENET_EN),
                      alone);
            ++i;
        }
        EXPECT_EQ(i, wanted.size());
    }
}

TEST(CInterface, WrongFactsAreToldInBothFormats) {
    const Asking of("records");
    EXPECT_NE(of.answer(R"({"day": "2023-02-30"})", TENET_FACTS_WRONG).find("T0413"), std::string::npos);
    EXPECT_NE(of.answer(R"({"day": "2023-02-30"})", TENET_FACTS_WRONG, TENET_TEXT_FOR_PEOPLE, TENET_ZH)
                  .find("没有"),
              std::string::npos);
    EXPECT_NE(of.answer(R"({"day": "1999-12-31"})", TENET_FACTS_WRONG).find("too early"), std::string::npos);
    for (const char* text : {"", "[", "[{}]", "{", "null", "{}{}", "\xff"})
        EXPECT_NE(of.answer(text, TENET_FACTS_WRONG), "") << text;
    EXPECT_NE(of.answer("{}").find("\"undetermined\""), std::string::npos);
}

/// Records for `tenet_slots::field`.
struct Records {
    std::vector<std::vector<std::int64_t>> rows;

    static std::int64_t field(const void* records, std::uint32_t, std::uint32_t record, std::uint32_t field) {
        return static_cast<const Records*>(records)->rows.at(record).at(field);
    }
};

TEST(CInterface, DecidesWithoutText) {
    const Asking of("records");
    const tenet_text texts[] = {{"CCAA", 4}, {"other", 5}};
    const std::int64_t day = tenet_date(2023, 5, 1);
    const Records records{
        {{tenet_date(2022, 5, 1), 0, 0}, {tenet_date(2023, 1, 1), 0, 1}, {TENET_UNKNOWN, 1, 1}}};
    std::int64_t facts[] = {day, 3, 1, 2};
    const tenet_slots slots = {facts, 4, 2, texts, Records::field, &records};
    tenet_decision decision;
    ASSERT_EQ(tenet_decide(of.asker, 0, &slots, &decision), TENET_DONE);
    EXPECT_EQ(decision.verdict, TENET_ELIGIBLE);
    EXPECT_EQ(decision.applicable[0], 7U);
    tenet_outcome outcome;
    ASSERT_EQ(tenet_output(of.asker, 0, &slots, &outcome), TENET_DONE);
    EXPECT_EQ(outcome.state, TENET_KNOWN);
    EXPECT_EQ(outcome.low, 2);

    facts[1] = 1;
    facts[2] = TENET_NONE;
    ASSERT_EQ(tenet_decide(of.asker, 0, &slots, &decision), TENET_DONE);
    EXPECT_EQ(decision.verdict, TENET_INELIGIBLE);
    EXPECT_EQ(decision.failed[0], 5U);
    EXPECT_EQ(decision.remedies[0], 1U);

    facts[1] = 5;
    ASSERT_EQ(tenet_decide(of.asker, 0, &slots, &decision), TENET_DONE);
    EXPECT_EQ(decision.verdict, TENET_REFUSED);
    EXPECT_EQ(decision.refused, TENET_TOO_MANY);
    EXPECT_EQ(decision.refused_fact, 1U);

    facts[1] = TENET_UNKNOWN;
    facts[0] = tenet_date(1999, 12, 31);
    ASSERT_EQ(tenet_decide(of.asker, 1, &slots, &decision), TENET_DONE);
    EXPECT_EQ(decision.refused, TENET_CONTRADICTION);
    facts[0] = tenet_date(2023, 2, 30);
    EXPECT_EQ(facts[0], TENET_UNKNOWN);
}

TEST(CInterface, OutputsOfEveryKindCanBeRead) {
    const Asking of("records");
    const auto output = [&](std::uint32_t index, std::int32_t year) {
        const std::int64_t facts[] = {tenet_date(year, 5, 1), TENET_UNKNOWN, TENET_NONE, 2};
        const tenet_slots slots = {facts, 4, 0, nullptr, nullptr, nullptr};
        tenet_outcome outcome{};
        EXPECT_EQ(tenet_output(of.asker, index, &slots, &outcome), TENET_DONE);
        EXPECT_EQ(outcome.state, TENET_KNOWN);
        return outcome;
    };
    const tenet_outcome before = output(1, 2022), after = output(1, 2023);
    EXPECT_EQ(before.kind, TENET_LIST);
    ASSERT_EQ(tenet_output_item_count(of.table, 1, before.low), 2U);
    EXPECT_STREQ(tenet_output_item(of.table, 1, before.low, 0), "course");
    EXPECT_STREQ(tenet_output_item(of.table, 1, before.low, 1), "talk");
    EXPECT_EQ(tenet_output_item(of.table, 1, before.low, 2), nullptr);
    EXPECT_EQ(tenet_output_item_count(of.table, 1, after.low), 0U);
    EXPECT_EQ(tenet_output_value(of.table, 1, before.low), nullptr) << "a list is no single value";
    EXPECT_EQ(output(2, 2022).kind, TENET_TEXT);
    EXPECT_STREQ(tenet_output_value(of.table, 2, output(2, 2022).low), "hello");
    EXPECT_STREQ(tenet_output_value(of.table, 2, output(2, 2023).low), "good day");
    EXPECT_EQ(tenet_output_value(of.table, 2, 0), nullptr);
    EXPECT_EQ(tenet_output_value(of.table, 2, 1000), nullptr);
    EXPECT_STREQ(tenet_output_value(of.table, 3, output(3, 2022).low), "talk");
    EXPECT_EQ(tenet_output_value(of.table, 3, -1), nullptr);
    EXPECT_EQ(output(4, 2022).kind, TENET_SET);
    EXPECT_EQ(output(4, 2022).low, 2);
    EXPECT_STREQ(tenet_output_value(of.table, 4, 1), "talk");
    EXPECT_EQ(tenet_output_value(of.table, 1000, 0), nullptr);
    EXPECT_EQ(tenet_output_item(nullptr, 0, 0, 0), nullptr);
}

/// A fact in JSON; nothing where it is unknown.
std::string member(const char* name, std::int64_t slot, const std::string& value) {
    if (slot == TENET_UNKNOWN) return "";
    return std::string(", \"") + name + "\": " + (slot == TENET_NONE ? "null" : value);
}

TEST(CInterface, SlotsAndJsonAreAnsweredAlike) {
    const Asking of("auditor");
    static constexpr const char* verdicts[] = {"undetermined", "eligible", "eligible_with_remedy",
                                               "ineligible", "not_applicable"};
    const std::pair<std::int64_t, const char*> exams[] = {{TENET_UNKNOWN, ""},
                                                          {TENET_NONE, ""},
                                                          {tenet_date(2018, 4, 30), "\"2018-04-30\""},
                                                          {tenet_date(2018, 5, 1), "\"2018-05-01\""}};
    std::size_t seen = 0;
    for (const auto& [exam, shown] : exams)
        for (const std::int64_t audits :
             {std::int64_t{TENET_UNKNOWN}, std::int64_t{2}, std::int64_t{3}, std::int64_t{4}})
            for (const std::int64_t extension :
                 {std::int64_t{TENET_UNKNOWN}, std::int64_t{0}, std::int64_t{1}}) {
                const std::int64_t facts[] = {tenet_date(2023, 5, 1), exam, audits, extension};
                const tenet_slots slots = {facts, 4, 0, nullptr, nullptr, nullptr};
                tenet_decision decision;
                ASSERT_EQ(tenet_decide(of.asker, 0, &slots, &decision), TENET_DONE);
                const std::string json = "{\"applied_on\": \"2023-05-01\"" + member("exam", exam, shown) +
                                         member("audits", audits, std::to_string(audits)) +
                                         member("extension", extension, extension == 1 ? "true" : "false") +
                                         "}";
                const std::string answer = of.answer(json);
                EXPECT_NE(answer.find(std::string("\"verdict\":\"") + verdicts[decision.verdict] + "\""),
                          std::string::npos)
                    << json << "\n"
                    << answer;
                ++seen;
            }
    EXPECT_EQ(seen, 48U);
}

TEST(CInterface, ThreadsShareATable) {
    const Asking of("upgrade");
    std::vector<std::string> answers(8);
    std::vector<std::thread> threads;
    for (std::string& answer : answers)
        threads.emplace_back([&of, &answer] {
            tenet_asker* asker = nullptr;
            if (tenet_asker_open(of.table, &asker) != TENET_DONE) return;
            for (int i = 0; i < 50; ++i) {
                const char* told = nullptr;
                static_cast<void>(tenet_answer(asker, "{}", 2, TENET_JSON, TENET_EN, &told, nullptr));
                answer = told;
            }
            tenet_asker_close(asker);
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const std::string& answer : answers)
        EXPECT_EQ(answer, of.answer("{}"));
}

TEST(CInterface, TheLibraryShowsNothingElse) {
    const Ran ran = run("/usr/bin/nm", {"-D", "--defined-only", TENET_LIBRARY});
    ASSERT_EQ(ran.status, 0) << ran.err;
    std::size_t shown = 0;
    for (const std::string& line : lines(ran.out)) {
        const std::string name = line.substr(line.find_last_of(' ') + 1);
        EXPECT_TRUE(name.starts_with("tenet_")) << line;
        ++shown;
    }
    EXPECT_GE(shown, 20U);
}

}  // namespace
}  // namespace tenet::testing
