#include "connection.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace decision_service {
namespace {

/// What was written is sent when it comes to so much, and at the end of the answer.
constexpr std::size_t most_kept = std::size_t{256} << 10U;
/// A wait ends at least so often, to see whether the service has become crowded.
constexpr std::chrono::milliseconds look{250};

}  // namespace

Connection::Connection(socket_t socket, const Limits& limits, const Sharing& shared)
    : socket_(socket), limits_(limits), shared_(shared) {}

Connection::Clock::time_point Connection::deadline(std::chrono::milliseconds usual) const {
    return began_ + (is_crowded() ? std::min(usual, limits_.crowded) : usual);
}

bool Connection::await(short events, std::chrono::milliseconds usual) {
    while (true) {
        const Clock::time_point time = Clock::now(), end = deadline(usual);
        if (time >= end) return false;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - time) + std::chrono::milliseconds(1);
        pollfd polled{socket_, events, 0};
        const int ready = poll(&polled, 1, static_cast<int>(std::min(left, look).count()));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

bool Connection::wait() {
    taken_ = 0;
    in_head_ = true;
    began_ = Clock::now();
    // A client that sends ahead always has something there.
    if (shared_.stops.load(std::memory_order_relaxed) && is_late()) return false;
    while (next_ == end_) {
        const Clock::time_point time = Clock::now(), end = deadline(limits_.idle);
        if (time >= end) return false;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - time) + std::chrono::milliseconds(1);
        std::array<pollfd, 2> polled{{{socket_, POLLIN, 0}, {shared_.stop, POLLIN, 0}}};
        const int ready = poll(polled.data(), polled.size(), static_cast<int>(std::min(left, look).count()));
        if (ready < 0 && errno != EINTR) return false;
        if (ready <= 0) continue;
        if (polled[0].revents == 0 || (polled[1].revents != 0 && is_late())) return false;
        if (!fill()) return false;
    }
    began_ = Clock::now();
    return true;
}

/// Requests that have arrived are still answered when the service stops, but not for ever.
bool Connection::is_late() {
    const Clock::time_point time = Clock::now();
    if (stopping_ == Clock::time_point{}) stopping_ = time;
    return time - stopping_ > look;
}

bool Connection::fill() {
    const ssize_t got = recv(socket_, input_.data(), input_.size(), 0);
    if (got <= 0) {
        gone_ = true;
        return false;
    }
    next_ = 0;
    end_ = static_cast<std::size_t>(got);
    return true;
}

ssize_t Connection::read(char* to, std::size_t size) {
    too_long_ = taken_ >= limits_.head_bytes + (in_head_ ? 0 : limits_.body_bytes);
    if (too_long_) return -1;
    if (next_ == end_) {
        if (gone_) return 0;
        // `100 Continue`, for which the client may be waiting.
        if (!output_.empty() && !flush()) return 0;
        if (!await(POLLIN, limits_.request)) {
            slow_ = true;
            return -1;
        }
        // A body that is longer than the buffer needs no copy.
        if (size >= input_.size()) {
            const ssize_t got = recv(socket_, to, size, 0);
            gone_ = got <= 0;
            if (got > 0) taken_ += static_cast<std::size_t>(got);
            return got;
        }
        if (!fill()) return 0;
    }
    const std::size_t count = std::min(size, end_ - next_);
    std::memcpy(to, input_.data() + next_, count);
    next_ += count;
    taken_ += count;
    return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* from, std::size_t size) {
    output_.append(from, size);
    if (output_.size() > most_kept && !flush()) return -1;
    return static_cast<ssize_t>(size);
}

bool Connection::flush() {
    // The client has as long to take the answer as it had to ask.
    const Clock::time_point asked = std::exchange(began_, Clock::now());
    std::size_t sent = 0;
    while (sent < output_.size() && !gone_) {
        const ssize_t count =
            send(socket_, output_.data() + sent, output_.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0) {
            sent += static_cast<std::size_t>(count);
        } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            gone_ = !await(POLLOUT, limits_.request);
        } else if (count == 0 || errno != EINTR) {
            gone_ = true;
        }
    }
    if (output_.capacity() > 2 * most_kept)
        std::string().swap(output_);
    else
        output_.clear();
    began_ = asked;
    return !gone_;
}

void Connection::finish() {
    shutdown(socket_, SHUT_WR);
    // Bytes that nobody reads would make the kernel reset the connection, and the client lose the answer.
    began_ = Clock::now();
    std::size_t read = 0;
    while (!gone_ && read < limits_.body_bytes && await(POLLIN, limits_.crowded) && fill())
        read += end_;
    shutdown(socket_, SHUT_RDWR);
    close(socket_);
}

}  // namespace decision_service
