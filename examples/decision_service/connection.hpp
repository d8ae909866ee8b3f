#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <httplib.h>
#include <string>
#include <string_view>

namespace decision_service {

/// What all connections of a service share.
struct Sharing {
    std::atomic<std::size_t> open{0};  ///< connections
    std::atomic<bool> stops{false};    ///< no further request is to be waited for
    int stop = -1;                     ///< becomes readable then
};

/// What a client may take of the service.
struct Limits {
    std::size_t connections = 256;                    ///< at once; more are told to come again
    std::size_t body_bytes = std::size_t{16} << 20U;  ///< of one request
    std::size_t head_bytes = std::size_t{64} << 10U;  ///< its first line and its headers
    std::chrono::milliseconds request{
        10'000};  ///< from its first byte to its last; as long again for the answer
    std::chrono::milliseconds idle{60'000};  ///< between two requests of a connection
    std::chrono::milliseconds crowded{
        1'000};  ///< instead of both where three quarters of the connections are taken
};

/// A connection of one client with the bytes that it has sent ahead: requests may follow one another without waiting for answers. Reads and
/// writes keep to a deadline for the whole request, so that a client that sends byte by byte holds nobody up.
class Connection final : public httplib::Stream {
  public:
    Connection(socket_t socket, const Limits& limits, const Sharing& shared);

    /// Waits for the next request; false where none comes in time, the client has gone, or the service stops. The deadline then begins.
    bool wait();
    /// Sends what was written; false where the client does not take it in time.
    bool flush();
    /// Closes so that the client still gets what was sent, though it may have sent more than was read.
    void finish();

    /// The first line and the headers have been read: what follows is the body.
    void begin_body() { in_head_ = false; }
    /// No request after this one is read: how long its body is is not known.
    void close_after_this() { closing_ = true; }
    bool is_closing() const { return closing_; }
    /// Whether the request did not arrive in time, or is longer than it may be.
    bool was_slow() const { return slow_; }
    bool was_too_long() const { return too_long_; }
    bool is_in_head() const { return in_head_; }

    bool is_readable() const override { return true; }
    bool is_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override;
    ssize_t write(const char* from, std::size_t size) override;
    using httplib::Stream::write;
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return socket_; }

  private:
    using Clock = std::chrono::steady_clock;

    bool is_crowded() const {
        return shared_.open.load(std::memory_order_relaxed) * 4 > limits_.connections * 3;
    }
    Clock::time_point deadline(std::chrono::milliseconds usual) const;
    /// Waits until the socket can be read or written; false after the deadline.
    bool await(short events, std::chrono::milliseconds usual);
    bool is_late();
    bool fill();

    const socket_t socket_;
    const Limits& limits_;
    const Sharing& shared_;
    Clock::time_point began_{};
    Clock::time_point stopping_{};  ///< when it was first seen that the service stops
    std::size_t taken_ = 0;         ///< bytes of this request
    bool in_head_ = true, closing_ = false, slow_ = false, too_long_ = false, gone_ = false;
    std::array<char, 16384> input_{};
    std::size_t next_ = 0, end_ = 0;  ///< what of `input_` was not read yet
    std::string output_;
};

}  // namespace decision_service
