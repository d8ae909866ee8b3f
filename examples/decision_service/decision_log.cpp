#include "decision_log.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fmt/format.h>
#include <random>
#include <utility>
#include <vector>

namespace decision_service {
namespace {

/// So much is written in one transaction at most, so that nobody waits long.
constexpr std::size_t most_bytes = std::size_t{4} << 20U;

std::tm parts_of(std::int64_t at) {
    const std::time_t seconds = at / 1'000'000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return parts;
}

std::size_t bytes_of(std::span<const Entry> entries) {
    std::size_t bytes = 0;
    for (const Entry& entry : entries)
        bytes += entry.facts.size() + entry.answer.size();
    return bytes;
}

}  // namespace

bool is_postgres(std::string_view where) {
    if (where.starts_with("postgresql://") || where.starts_with("postgres://")) return true;
    return where.find('=') != std::string_view::npos &&
           (where.find("dbname=") != std::string_view::npos || where.find("host=") != std::string_view::npos);
}

std::unique_ptr<LogStore> open_log(const LogOptions& options) {
    return is_postgres(options.where) ? open_postgres_log(options) : open_sqlite_log(options);
}

GroupCommit::GroupCommit(std::unique_ptr<LogStore> store, std::function<void(std::size_t, double)> committed)
    : store_(std::move(store)), committed_(std::move(committed)) {}

void GroupCommit::commit(std::span<const Entry> entries) {
    Waiting self{entries};
    std::unique_lock<std::mutex> lock(mutex_);
    queue_.push_back(&self);
    self.turn.wait(lock, [&] { return self.done || queue_.front() == &self; });
    if (!self.done) {
        std::vector<Waiting*> group;
        std::size_t bytes = 0;
        for (Waiting* each : queue_) {
            bytes += bytes_of(each->entries);
            if (!group.empty() && bytes > most_bytes) break;
            group.push_back(each);
        }
        lock.unlock();
        write_for(group);
        lock.lock();
        // Those of the group are still the first in the queue.
        for (Waiting* each : group) {
            queue_.pop_front();
            each->done = true;
            if (each != &self) each->turn.notify_one();
        }
        if (!queue_.empty()) queue_.front()->turn.notify_one();
    }
    lock.unlock();
    if (self.failure) std::rethrow_exception(self.failure);
}

void GroupCommit::write_for(std::span<Waiting* const> group) {
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::span<const Entry>> entries;
    std::size_t count = 0;
    for (const Waiting* each : group) {
        entries.push_back(each->entries);
        count += each->entries.size();
    }
    try {
        store_->keep(entries);
    } catch (const EntryRefused&) {
        if (group.size() == 1) {
            group.front()->failure = std::current_exception();
            return;
        }
        // What cannot be kept of one client costs no other its answer.
        for (std::size_t i = 0; i < group.size(); ++i)
            write_for(group.subspan(i, 1));
        return;
    } catch (...) {
        for (Waiting* each : group)
            each->failure = std::current_exception();
        return;
    }
    committed_(count, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
}

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string date_header(std::int64_t at) {
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::tm parts = parts_of(at);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[parts.tm_wday], parts.tm_mday,
                       months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string moment_text(std::int64_t at) {
    const std::tm parts = parts_of(at);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, at % 1'000'000);
}

void report(std::string_view what) {
    while (what.ends_with('\n'))
        what.remove_suffix(1);
    std::string line(what);
    std::replace(line.begin(), line.end(), '\n', ' ');
    fmt::print(stderr, "{} {}\n", moment_text(now()), line);
}

std::string decision_id(std::int64_t at) {
    thread_local std::mt19937_64 random{(std::uint64_t{std::random_device{}()} << 32U) ^
                                        std::random_device{}()};
    // Version 7 of RFC 9562: 48 bits of milliseconds, the version, 12 bits of their fraction, the variant, random bits.
    const std::uint64_t time = static_cast<std::uint64_t>(at / 1000) << 16U;
    const std::uint64_t fraction = static_cast<std::uint64_t>(at % 1000) * 4096 / 1000;
    const std::uint64_t high = time | 0x7000U | fraction;
    const std::uint64_t low = (std::uint64_t{1} << 63U) | (random() >> 2U);
    std::string id;
    id.reserve(36);
    for (int digit = 0; digit < 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) id += '-';
        const std::uint64_t half = digit < 16 ? high : low;
        id += "0123456789abcdef"[half >> (60 - 4 * (digit % 16)) & 15U];
    }
    return id;
}

}  // namespace decision_service
