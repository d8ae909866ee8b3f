#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// The log of decisions: nothing is answered before what it says is committed.
namespace decision_service {

/// One decision as it is kept.
struct Entry {
    std::string id;  ///< a UUID that grows with time
    std::string at;  ///< `2026-11-27T05:40:12.345678Z`
    std::string policy, fingerprint;
    std::string verdict;        ///< empty where the policy has only outputs
    std::string facts, answer;  ///< JSON, each on one line
};

/// Why entries could not be kept.
struct LogFailure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One of the entries is refused for what is in it; others can be kept.
struct EntryRefused : LogFailure {
    using LogFailure::LogFailure;
};

/// Where entries are kept. Used by one thread at a time.
class LogStore {
  public:
    LogStore() = default;
    LogStore(const LogStore&) = delete;
    LogStore& operator=(const LogStore&) = delete;
    virtual ~LogStore() = default;

    /// Keeps all of these or none, committed when it returns; else throws LogFailure, EntryRefused where that is of an entry.
    virtual void keep(std::span<const std::span<const Entry>> groups) = 0;
    /// Gives every entry in the order in which they were kept.
    virtual void read(const std::function<void(const Entry&)>& each) = 0;
};

struct LogOptions {
    std::string where;     ///< a file for SQLite, or a connection string of PostgreSQL
    bool durable = false;  ///< a commit also survives that the power fails
    bool reading = false;  ///< there is one already, and nothing will be kept
};

/// Whether this is a connection string of PostgreSQL: `postgresql://…` or `host=… dbname=…`.
bool is_postgres(std::string_view where);

/// Opens a log, and makes it where there is none; throws LogFailure.
std::unique_ptr<LogStore> open_log(const LogOptions& options);
std::unique_ptr<LogStore> open_sqlite_log(const LogOptions& options);
std::unique_ptr<LogStore> open_postgres_log(const LogOptions& options);

/// Commits what several threads have at once in one transaction: whoever comes first writes for all who have come since.
class GroupCommit {
  public:
    /// `committed` is told, one at a time, of each transaction: how many entries it had and how many seconds it took.
    GroupCommit(std::unique_ptr<LogStore> store, std::function<void(std::size_t, double)> committed);

    /// Returns when all entries are committed; throws LogFailure where they could not be. They stay as they are meanwhile.
    void commit(std::span<const Entry> entries);

  private:
    struct Waiting {
        std::span<const Entry> entries;
        std::condition_variable turn{};
        bool done = false;
        std::exception_ptr failure{};
    };
    void write_for(std::span<Waiting* const> group);

    std::unique_ptr<LogStore> store_;
    std::function<void(std::size_t, double)> committed_;
    std::mutex mutex_;
    std::deque<Waiting*> queue_;  ///< the first of them writes
};

/// A new id, greater than those of earlier microseconds: a UUID of version 7.
std::string decision_id(std::int64_t at);
/// Tells whoever runs the service what has happened, a line with its time on standard error.
void report(std::string_view what);
/// Microseconds since 1970-01-01 UTC.
std::int64_t now();
/// The same as headers have it: `Fri, 27 Nov 2026 05:40:12 GMT`.
std::string date_header(std::int64_t at);
/// `2026-11-27T05:40:12.345678Z`.
std::string moment_text(std::int64_t at);

}  // namespace decision_service
