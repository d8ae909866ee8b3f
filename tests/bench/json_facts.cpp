#include "tests/bench/json_facts.hpp"

#include "tenet/explain_json.hpp"
#include "tenet/explain_text.hpp"
#include "tenet/json.hpp"
#include "upgrade_to_auditor.policy.hpp"

#include <benchmark/benchmark.h>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace tenet::bench {
namespace {

namespace policy = ccaa::upgrade_to_auditor;
using Texts = std::vector<std::string>;

constexpr std::size_t wanted_texts = 10000;

/// The sample applicants beside the policy, again and again, without those that are refused.
Texts sample_texts() {
    Texts sample, texts;
    std::ifstream lines(TENET_BENCH_APPLICANTS);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::byte> memory(json::memory_for<policy::Table>(line.size()));
        policy::Facts facts;
        if (!json::read(policy::table, line, facts, memory)) sample.push_back(line);
    }
    for (std::size_t i = 0; i < wanted_texts && !sample.empty(); ++i)
        texts.push_back(sample[i % sample.size()]);
    return texts;
}

template <class Each>
Subject over(const std::shared_ptr<Texts>& texts, const char* name, Each each) {
    return {name, [texts, each] {
                for (const std::string& text : *texts)
                    benchmark::DoNotOptimize(each(text));
            }};
}

}  // namespace

JsonSubjects json_subjects() {
    const auto texts = std::make_shared<Texts>(sample_texts());
    JsonSubjects made;
    made.applicants = texts->size();
    for (const std::string& text : *texts)
        made.bytes += text.size();
    if (texts->empty()) return made;
    const auto read = [](const std::string& text, policy::Facts& facts) {
        static std::byte memory[1 << 20];
        return json::read(policy::table, text, facts, memory).cause;
    };
    static char room[1 << 16];
    made.subjects = {over(texts, "nlohmann-json, parse",
                          [](const std::string& text) { return nlohmann::json::parse(text).size(); }),
                     over(texts, "nlohmann-json, accept",
                          [](const std::string& text) { return nlohmann::json::accept(text); }),
                     over(texts, "JSON facts",
                          [read](const std::string& text) {
                              policy::Facts facts;
                              return read(text, facts);
                          }),
                     over(texts, "JSON facts and answer in words",
                          [read](const std::string& text) {
                              policy::Facts facts;
                              read(text, facts);
                              return AnswerText(policy::table, facts).result(Lang::zh, room).needed;
                          }),
                     over(texts, "JSON facts and answer as JSON",
                          [read](const std::string& text) {
                              policy::Facts facts;
                              read(text, facts);
                              return AnswerJson(policy::table, facts).result(Lang::zh, room).needed;
                          }),
                     over(texts, "JSON facts and decision", [read](const std::string& text) {
                         policy::Facts facts;
                         read(text, facts);
                         return policy::upgrade_to_auditor(facts).verdict;
                     })};
    return made;
}

}  // namespace tenet::bench
