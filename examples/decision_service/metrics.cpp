#include "metrics.hpp"

#include <prometheus/text_serializer.h>

namespace decision_service {
namespace {

prometheus::Family<prometheus::Counter>& counters(prometheus::Registry& registry, const char* name,
                                                  const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

prometheus::Histogram& seconds(prometheus::Registry& registry, const char* name, const char* help) {
    const prometheus::Histogram::BucketBoundaries bounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                         0.01,   0.025,   0.05,   0.1,   0.25,   1};
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry).Add({}, bounds);
}

const char* word_of(TableEvent::Kind kind) {
    switch (kind) {
    case TableEvent::Kind::InForce: return "in_force";
    case TableEvent::Kind::Refused: return "refused";
    case TableEvent::Kind::Gone: return "gone";
    case TableEvent::Kind::FolderLost: return "folder_lost";
    case TableEvent::Kind::FolderBack: return "folder_back";
    }
    return "";
}

}  // namespace

Metrics::Metrics()
    : decisions_(counters(registry_, "tenet_decisions_total", "Decisions answered, by policy and verdict")),
      refusals_(
          counters(registry_, "tenet_refusals_total", "Cases that were not answered, by policy and problem")),
      responses_(counters(registry_, "tenet_responses_total", "Responses, by status of HTTP")),
      tables_(
          counters(registry_, "tenet_table_events_total", "Tables that came in force, were refused or went")),
      entries_(counters(registry_, "tenet_log_entries_total", "Decisions committed to the log").Add({})),
      lost_(counters(registry_, "tenet_log_failures_total", "Requests not answered because the log failed")
                .Add({})),
      connections_(prometheus::BuildGauge()
                       .Name("tenet_connections")
                       .Help("Connections open")
                       .Register(registry_)
                       .Add({})),
      commit_seconds_(seconds(registry_, "tenet_log_commit_seconds", "Time of each transaction of the log")),
      request_seconds_(
          seconds(registry_, "tenet_request_seconds", "Time from reading the facts to the answer")) {}

void Metrics::answered(std::string_view policy, std::string_view verdict, std::size_t count) {
    decisions_
        .Add({{"policy", std::string(policy)}, {"verdict", std::string(verdict.empty() ? "none" : verdict)}})
        .Increment(static_cast<double>(count));
}
void Metrics::refused(std::string_view policy, ProblemKind kind) {
    refusals_.Add({{"policy", std::string(policy)}, {"problem", std::string(name_of(kind))}}).Increment();
}
void Metrics::committed(std::size_t entries, double seconds) {
    entries_.Increment(static_cast<double>(entries));
    commit_seconds_.Observe(seconds);
}
void Metrics::responded(int status) { responses_.Add({{"status", std::to_string(status)}}).Increment(); }
void Metrics::took(double seconds) { request_seconds_.Observe(seconds); }
void Metrics::lost() { lost_.Increment(); }
void Metrics::table(TableEvent::Kind kind) { tables_.Add({{"event", word_of(kind)}}).Increment(); }

std::string Metrics::text(const InForce& in_force, std::size_t connections) {
    connections_.Set(static_cast<double>(connections));
    // Which rules are in force: a number that is always 1, with what matters in its labels.
    prometheus::Registry rules;
    auto& info = prometheus::BuildGauge().Name("tenet_rules_info").Help("The rules in force").Register(rules);
    for (const auto& [policy, each] : in_force.rules)
        info.Add({{"policy", policy},
                  {"fingerprint", std::string(each->fingerprint())},
                  {"made", each->is_built_in() ? "built-in" : "table"}})
            .Set(1);
    std::vector<prometheus::MetricFamily> families = registry_.Collect();
    for (prometheus::MetricFamily& family : rules.Collect())
        families.push_back(std::move(family));
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace decision_service
