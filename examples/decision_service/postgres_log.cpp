#include "decision_log.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <libpq-fe.h>
#include <poll.h>
#include <utility>

/// The log in a database of PostgreSQL.
namespace decision_service {
namespace {

constexpr const char* postgres_schema = R"(
CREATE TABLE IF NOT EXISTS decisions (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    policy text NOT NULL,
    fingerprint text NOT NULL,
    verdict text,
    facts json NOT NULL,
    answer json NOT NULL
)
)";

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

/// A value as COPY has it in its text format.
void put(std::string& rows, std::string_view text) {
    for (const char c : text) {
        switch (c) {
        case '\\': rows += "\\\\"; break;
        case '\t': rows += "\\t"; break;
        case '\n': rows += "\\n"; break;
        case '\r': rows += "\\r"; break;
        default: rows += c;
        }
    }
}

void put(std::string& rows, const Entry& entry) {
    const std::string_view texts[] = {entry.id,      entry.at,    entry.policy, entry.fingerprint,
                                      entry.verdict, entry.facts, entry.answer};
    const char* before = "";
    for (const std::string_view& text : texts) {
        rows += before;
        before = "\t";
        if (&text == &texts[4] && text.empty())
            rows += "\\N";
        else
            put(rows, text);
    }
    rows += '\n';
}

/// So long the server has to answer.
constexpr std::chrono::seconds patience{10};

/// The same for a connection that is made or lost, unless the connection string says otherwise; not of those that are addresses.
std::string_view patience_of(std::string_view where) {
    if (where.find("://") != std::string_view::npos ||
        where.find("connect_timeout") != std::string_view::npos)
        return {};
    return " connect_timeout=5 tcp_user_timeout=10000";
}

class PostgresLog final : public LogStore {
  public:
    explicit PostgresLog(const LogOptions& options) : options_(options) { connect(); }

    void keep(std::span<const std::span<const Entry>> groups) override {
        reconnect();
        try {
            copy(groups);
        } catch (const EntryRefused&) {
            throw;
        } catch (const LogFailure&) {
            // Whatever it is in the middle of: another one is made for the next.
            connection_.reset();
            throw;
        }
    }

    void read(const std::function<void(const Entry&)>& each) override {
        expect(PQexec(connection_.get(), "SET TIME ZONE 'UTC'"), PGRES_COMMAND_OK);
        // Rows one by one, however many there are. Ids grow with time.
        const int asked = PQsendQuery(
            connection_.get(), "SELECT id, policy, fingerprint, verdict, facts, answer, "
                               "to_char(at, 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM decisions ORDER BY id");
        if (asked != 1 || PQsetSingleRowMode(connection_.get()) != 1) fail();
        while (const Result result{PQgetResult(connection_.get())}) {
            const ExecStatusType status = PQresultStatus(result.get());
            if (status == PGRES_TUPLES_OK) continue;
            if (status != PGRES_SINGLE_TUPLE) throw LogFailure(PQresultErrorMessage(result.get()));
            const auto text = [&](int column) {
                return std::string(PQgetvalue(result.get(), 0, column),
                                   static_cast<std::size_t>(PQgetlength(result.get(), 0, column)));
            };
            each({text(0), text(6), text(1), text(2), text(3), text(4), text(5)});
        }
    }

  private:
    void copy(std::span<const std::span<const Entry>> groups) {
        rows_.clear();
        for (const std::span<const Entry> entries : groups)
            for (const Entry& entry : entries)
                put(rows_, entry);
        std::size_t count = 0;
        for (const std::span<const Entry> entries : groups)
            count += entries.size();
        // One statement is one transaction.
        if (PQsendQuery(connection_.get(),
                        "COPY decisions (id, at, policy, fingerprint, verdict, facts, answer) FROM STDIN") !=
            1)
            fail();
        if (const Result begun = next_result(); PQresultStatus(begun.get()) != PGRES_COPY_IN)
            throw LogFailure(primary(begun));
        send_rows();
        std::string complaint;
        bool is_of_entry = false;
        std::size_t kept = 0;
        while (const Result result = next_result()) {
            if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
                kept = std::strtoull(PQcmdTuples(result.get()), nullptr, 10);
                continue;
            }
            complaint = primary(result);
            const char* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            // Class 22 is that of data which a column does not take.
            is_of_entry = state != nullptr && std::string_view(state).starts_with("22");
        }
        if (is_of_entry) throw EntryRefused(complaint);
        if (!complaint.empty()) throw LogFailure(complaint);
        if (kept != count || PQstatus(connection_.get()) != CONNECTION_OK) fail();
    }

    /// What the server says, without what it quotes of the facts.
    static std::string primary(const Result& result) {
        const char* const message = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
        return message == nullptr ? PQresultErrorMessage(result.get()) : message;
    }

    /// In pieces, since lengths are ints there.
    void send_rows() const {
        constexpr std::size_t piece = std::size_t{1} << 20U;
        for (std::size_t at = 0; at < rows_.size(); at += piece) {
            const std::size_t size = std::min(piece, rows_.size() - at);
            if (PQputCopyData(connection_.get(), rows_.data() + at, static_cast<int>(size)) != 1) fail();
        }
        if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail();
    }

    /// The next result of what was sent; a server that says nothing for long is given up.
    Result next_result() {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (PQisBusy(connection_.get()) != 0) {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            pollfd polled{PQsocket(connection_.get()), POLLIN, 0};
            if (left.count() <= 0 || poll(&polled, 1, static_cast<int>(left.count())) == 0)
                throw LogFailure("PostgreSQL does not answer");
            if (PQconsumeInput(connection_.get()) != 1) fail();
        }
        return Result(PQgetResult(connection_.get()));
    }

    [[noreturn]] void fail() const {
        const std::string why = connection_ == nullptr ? "" : PQerrorMessage(connection_.get());
        throw LogFailure(why.empty() ? "PostgreSQL cannot be reached" : why);
    }
    void expect(PGresult* made, ExecStatusType wanted) const {
        const Result result(made);
        if (PQresultStatus(result.get()) != wanted) fail();
    }

    void connect() {
        connection_.reset(PQconnectdb((options_.where + std::string(patience_of(options_.where))).c_str()));
        if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
        PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
        if (options_.reading) return;
        // Without it a commit outlives this process, and the server's; with it also that the power fails.
        expect(PQexec(connection_.get(),
                      options_.durable ? "SET synchronous_commit = on" : "SET synchronous_commit = off"),
               PGRES_COMMAND_OK);
        // A commit that others hold up is given up, so that clients hear so.
        expect(PQexec(connection_.get(), "SET lock_timeout = '5s'; SET statement_timeout = '8s'"),
               PGRES_COMMAND_OK);
        make_table();
    }

    /// Makes the table where there is none, which takes more rights than writing to it.
    void make_table() const {
        const Result found{
            PQexec(connection_.get(),
                   "SELECT id, at, policy, fingerprint, verdict, facts, answer FROM decisions LIMIT 0")};
        if (PQresultStatus(found.get()) == PGRES_TUPLES_OK) return;
        const char* const state = PQresultErrorField(found.get(), PG_DIAG_SQLSTATE);
        constexpr std::string_view no_such_table = "42P01";
        if (state == nullptr || state != no_such_table) throw LogFailure(primary(found));
        expect(PQexec(connection_.get(), postgres_schema), PGRES_COMMAND_OK);
    }

    /// After the connection has gone it is made anew; where that fails, it is tried once a second.
    void reconnect() {
        if (connection_ != nullptr && PQstatus(connection_.get()) == CONNECTION_OK) return;
        const auto time = std::chrono::steady_clock::now();
        if (time - failed_ < std::chrono::seconds(1)) fail();
        failed_ = time;
        connect();
        failed_ = {};
    }

    const LogOptions options_;
    std::unique_ptr<PGconn, Finish> connection_;
    std::chrono::steady_clock::time_point failed_{};
    std::string rows_;
};

}  // namespace

std::unique_ptr<LogStore> open_postgres_log(const LogOptions& options) {
    return std::make_unique<PostgresLog>(options);
}

}  // namespace decision_service
