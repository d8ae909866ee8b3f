#include "decision_log.hpp"

#include <filesystem>
#include <sqlite3.h>
#include <sys/stat.h>
#include <utility>

/// The log in a file of SQLite: in write-ahead mode, so that others may read it meanwhile.
namespace decision_service {
namespace {

constexpr const char* sqlite_schema = R"(
CREATE TABLE IF NOT EXISTS decisions (
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    policy TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    verdict TEXT,
    facts TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT;
)";

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

class SqliteLog final : public LogStore {
  public:
    explicit SqliteLog(const LogOptions& options) : where_(options.where) {
        sqlite3* opened = nullptr;
        const int flags = options.reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        const int result = sqlite3_open_v2(where_.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        database_.reset(opened);
        check(result);
        sqlite3_busy_timeout(opened, 5000);
        if (options.reading) return;
        // Pages of the size of several decisions: fewer of them are written in each commit.
        run("PRAGMA page_size = 16384");
        run("PRAGMA journal_mode = WAL");
        // In both a commit outlives the process; FULL also waits until the disk has it.
        run(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
        if (is_of_something_else())
            throw LogFailure(where_ + ": this database is of something else, it has no decisions");
        run(sqlite_schema);
        // A log that cannot be written is found now, not when the first decision is asked for.
        run("BEGIN IMMEDIATE");
        run("COMMIT");
        file_ = file_of(where_);
        begin_ = prepare("BEGIN IMMEDIATE");
        commit_ = prepare("COMMIT");
        insert_ = prepare("INSERT INTO decisions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    }

    void keep(std::span<const std::span<const Entry>> groups) override {
        // In a file that has another name now, or none, nobody would look for them.
        if (file_of(where_) != file_)
            throw LogFailure(where_ + ": the file was moved or removed; start the service anew");
        step(begin_);
        try {
            for (const std::span<const Entry> entries : groups)
                for (const Entry& entry : entries)
                    insert(entry);
            step(commit_);
        } catch (const LogFailure&) {
            sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
            throw;
        }
    }

    void read(const std::function<void(const Entry&)>& each) override {
        const Statement select = prepare(
            "SELECT id, policy, fingerprint, verdict, facts, answer, at FROM decisions ORDER BY rowid");
        while (true) {
            const int result = sqlite3_step(select.get());
            if (result == SQLITE_DONE) return;
            if (result != SQLITE_ROW) check(result);
            const auto text = [&](int column) {
                const auto* const first =
                    reinterpret_cast<const char*>(sqlite3_column_text(select.get(), column));
                return first == nullptr ? std::string()
                                        : std::string(first, static_cast<std::size_t>(
                                                                 sqlite3_column_bytes(select.get(), column)));
            };
            each({text(0), text(6), text(1), text(2), text(3), text(4), text(5)});
        }
    }

  private:
    using File = std::pair<dev_t, ino_t>;
    static File file_of(const std::string& path) {
        struct stat status {};
        return stat(path.c_str(), &status) == 0 ? File{status.st_dev, status.st_ino} : File{};
    }

    bool is_of_something_else() const {
        const Statement tables =
            prepare("SELECT count(*), sum(name = 'decisions') FROM sqlite_schema WHERE type = 'table'");
        check(sqlite3_step(tables.get()));
        return sqlite3_column_int(tables.get(), 0) != 0 && sqlite3_column_int(tables.get(), 1) == 0;
    }

    void check(int result) const {
        if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW) return;
        throw LogFailure(where_ + ": " +
                         (database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(result)));
    }
    void run(const char* sql) const { check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr)); }
    Statement prepare(const char* sql) const {
        sqlite3_stmt* made = nullptr;
        check(sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr));
        return Statement(made);
    }
    void step(const Statement& statement) const {
        const int result = sqlite3_step(statement.get());
        sqlite3_reset(statement.get());
        check(result);
    }
    void bind(int place, std::string_view text) const {
        check(sqlite3_bind_text(insert_.get(), place, text.data(), static_cast<int>(text.size()),
                                SQLITE_STATIC));
    }

    void insert(const Entry& entry) const {
        bind(1, entry.id);
        bind(2, entry.at);
        bind(3, entry.policy);
        bind(4, entry.fingerprint);
        if (entry.verdict.empty())
            check(sqlite3_bind_null(insert_.get(), 5));
        else
            bind(5, entry.verdict);
        bind(6, entry.facts);
        bind(7, entry.answer);
        step(insert_);
    }

    std::string where_;
    File file_{};
    std::unique_ptr<sqlite3, CloseDatabase> database_;
    Statement begin_, commit_, insert_;
};

}  // namespace

std::unique_ptr<LogStore> open_sqlite_log(const LogOptions& options) {
    // SQLite would keep it in memory only.
    if (options.where.empty() || options.where.starts_with(':'))
        throw LogFailure("the log needs a file; `none` is for no log: \"" + options.where + "\"");
    if (options.reading && !std::filesystem::exists(options.where))
        throw LogFailure(options.where + ": there is no such file");
    return std::make_unique<SqliteLog>(options);
}

}  // namespace decision_service
