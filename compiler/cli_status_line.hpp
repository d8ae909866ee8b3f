#pragma once

#include "compiler/cli.hpp"

#include <chrono>
#include <string>

namespace tenet::compiler::cli {

/// A line on a terminal that is written again and again while something takes long, and taken away at the end. On anything but a terminal
/// it says nothing.
class StatusLine {
  public:
    explicit StatusLine(Console& console) : console_(console), watched_(console.err.is_terminal()) {}
    ~StatusLine() { clear(); }
    StatusLine(const StatusLine&) = delete;
    StatusLine& operator=(const StatusLine&) = delete;

    /// Whether somebody watches, and enough time has passed since the line was last written.
    bool is_due() const { return watched_ && Clock::now() - last_ >= between; }
    void put(const std::string& line) {
        console_.err.write("\r\x1b[K" + line);
        console_.err.flush();
        last_ = Clock::now();
        shown_ = true;
    }
    /// Takes the line away before something else is written.
    void clear() {
        if (shown_) console_.err.write("\r\x1b[K");
        shown_ = false;
    }

  private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds between{200};

    Console& console_;
    bool watched_, shown_ = false;
    Clock::time_point last_ = Clock::now();
};

}  // namespace tenet::compiler::cli
