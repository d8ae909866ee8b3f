#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/evaluate.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Recorded decisions, asked again.
namespace tenet::compiler {

/// Something that is answered otherwise than it was.
struct ReplayChange {
    std::string name;  ///< of a decision or output; empty of the whole answer
    bool is_output = false;
    std::string from, to;  ///< verdicts, or values as JSON; `refused` or `answered` of the whole answer
    struct Status {
        std::string requirement, from, to;
    };
    std::vector<Status> requirements;  ///< of a decision: those that come out otherwise

    /// Whether more than reasons are others.
    bool is_flip() const { return from != to; }
};

/// What came of one recorded answer.
struct Replayed {
    std::vector<ReplayChange> changes;
    bool same_rules = false;      ///< it was given by rules that mean the same
    bool unread = false;          ///< it was none, since its facts were wrong
    std::vector<Arg> problems{};  ///< why it cannot be asked again, if it cannot
};

/// Asks one policy again.
class Replayer {
  public:
    /// `policy` compiled without errors and outlives this, and so do the names of facts that it may do without.
    Replayer(const Compiled& policy, std::vector<std::string_view> not_needed);

    /// `recorded` is an answer as `tenet eval --format json` writes it, `facts` what it was given for; both are valid JSON.
    Replayed ask(std::string_view recorded, std::string_view facts);

  private:
    const Compiled& policy_;
    std::vector<std::string_view> not_needed_;
    const Program program_;
    Interpreter interpreter_;
};

}  // namespace tenet::compiler
