#include "decision_log.hpp"

#include <chrono>
#include <cstring>
#include <libpq-fe.h>
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

class PostgresLog final : public LogStore {
  public:
    explicit PostgresLog(const LogOptions& options) : options_(options) { connect(); }

    void keep(std::span<const std::span<const Entry>> groups) override {
        reconnect();
        rows_.clear();
        for (const std::span<const Entry> entries : groups)
            for (const Entry& entry : entries)
                put(rows_, entry);
        // One statement is one transaction.
        expect(PQexec(connection_.get(),
                      "COPY decisions (id, at, policy, fingerprint, verdict, facts, answer) FROM STDIN"),
               PGRES_COPY_IN);
        const bool sent = PQputCopyData(connection_.get(), rows_.data(), static_cast<int>(rows_.size())) == 1;
        if (PQputCopyEnd(connection_.get(), sent ? nullptr : "not all was sent") != 1) fail();
        std::string complaint;
        while (const Result result{PQgetResult(connection_.get())})
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
                complaint = PQresultErrorMessage(result.get());
        if (!complaint.empty()) throw LogFailure(complaint);
        if (!sent || PQstatus(connection_.get()) != CONNECTION_OK) fail();
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
    [[noreturn]] void fail() const {
        const std::string why = PQerrorMessage(connection_.get());
        throw LogFailure(why.empty() ? "PostgreSQL cannot be reached" : why);
    }
    void expect(PGresult* made, ExecStatusType wanted) const {
        const Result result(made);
        if (PQresultStatus(result.get()) != wanted) fail();
    }

    void connect() {
        connection_.reset(PQconnectdb(options_.where.c_str()));
        if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
        PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
        if (options_.reading) return;
        // Without it a commit outlives this process, and the server's; with it also that the power fails.
        expect(PQexec(connection_.get(),
                      options_.durable ? "SET synchronous_commit = on" : "SET synchronous_commit = off"),
               PGRES_COMMAND_OK);
        expect(PQexec(connection_.get(), postgres_schema), PGRES_COMMAND_OK);
    }

    /// After the connection has gone it is tried again, once a second at most.
    void reconnect() {
        if (PQstatus(connection_.get()) == CONNECTION_OK) return;
        const auto time = std::chrono::steady_clock::now();
        if (time - tried_ < std::chrono::seconds(1)) fail();
        tried_ = time;
        connect();
    }

    const LogOptions options_;
    std::unique_ptr<PGconn, Finish> connection_;
    std::chrono::steady_clock::time_point tried_{};
    std::string rows_;
};

}  // namespace

std::unique_ptr<LogStore> open_postgres_log(const LogOptions& options) {
    return std::make_unique<PostgresLog>(options);
}

}  // namespace decision_service
