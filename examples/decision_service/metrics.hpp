#pragma once

#include "rule_book.hpp"

#include <cstddef>
#include <memory>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <string>
#include <string_view>

namespace decision_service {

/// What Prometheus asks of the service.
class Metrics {
  public:
    Metrics();

    /// So many decisions were answered; an empty verdict is that of a policy that has only outputs.
    void answered(std::string_view policy, std::string_view verdict, std::size_t count = 1);
    void refused(std::string_view policy, ProblemKind kind);
    void committed(std::size_t entries, double seconds);
    void responded(int status);
    void took(double seconds);
    void lost();  ///< a request was not answered for want of the log
    void table(TableEvent::Kind kind);

    /// All of them in the text format.
    std::string text(const InForce& in_force, std::size_t connections);

  private:
    prometheus::Registry registry_;
    prometheus::Family<prometheus::Counter>& decisions_;
    prometheus::Family<prometheus::Counter>& refusals_;
    prometheus::Family<prometheus::Counter>& responses_;
    prometheus::Family<prometheus::Counter>& tables_;
    prometheus::Counter& entries_;
    prometheus::Counter& lost_;
    prometheus::Gauge& connections_;
    prometheus::Histogram& commit_seconds_;
    prometheus::Histogram& request_seconds_;
};

}  // namespace decision_service
