#include "db/postgres.h"
#include "db/failure.h"
#include <charconv>
#include <libpq-fe.h>
#include <poll.h>
#include <unordered_map>

namespace karya::db {

namespace {

using Clock = std::chrono::steady_clock;

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, ClearResult>;

Trouble trouble_of(std::string_view state)
{
    if (state == "40001" || state == "40P01" || state == "23505") return Trouble::retry;
    if (state.starts_with("23")) return Trouble::constraint;
    if (state == "53100") return Trouble::full;
    // Shutting down, crashed, read-only after a switchover, connection exceptions.
    if (state.starts_with("57P") || state.starts_with("08") || state == "25006")
        return Trouble::lost;
    return Trouble::other;
}

class PostgresCursor final : public Cursor {
public:
    explicit PostgresCursor(ResultPointer result) : m_result(std::move(result)) { }

    bool next() override { return ++m_row < PQntuples(m_result.get()); }
    std::string_view text(int column) override
    {
        return { PQgetvalue(m_result.get(), m_row, column),
                 static_cast<std::size_t>(PQgetlength(m_result.get(), m_row, column)) };
    }
    std::int64_t integer(int column) override
    {
        auto const digits = text(column);
        std::int64_t number = 0;
        auto const parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        CHECK(digits.empty() || parsed.ec == std::errc {});
        return number;
    }
    bool null(int column) override { return PQgetisnull(m_result.get(), m_row, column) != 0; }

private:
    ResultPointer m_result;
    int m_row { -1 };
};

/// The values of one statement as libpq wants them; text views must outlive it.
class Parameters {
public:
    explicit Parameters(std::span<Value const> values) : m_numbers(values.size())
    {
        for (std::size_t i = 0; i < values.size(); ++i) add(values[i], m_numbers[i]);
    }
    int count() const { return static_cast<int>(m_pointers.size()); }
    char const* const* pointers() const { return m_pointers.data(); }

private:
    void add(Value const& value, std::array<char, 24>& number)
    {
        if (auto const* whole = std::get_if<std::int64_t>(&value)) {
            *std::to_chars(number.data(), number.data() + number.size() - 1, *whole).ptr = '\0';
            m_pointers.push_back(number.data());
        } else if (auto const* words = std::get_if<std::string>(&value)) {
            m_pointers.push_back(words->c_str());
        } else if (auto const* view = std::get_if<std::string_view>(&value)) {
            m_copies.push_back(std::make_unique<std::string>(*view));
            m_pointers.push_back(m_copies.back()->c_str());
        } else {
            m_pointers.push_back(nullptr);
        }
    }
    std::vector<std::array<char, 24>> m_numbers;
    std::vector<std::unique_ptr<std::string>> m_copies;
    std::vector<char const*> m_pointers;
};

Query const wait_turn { Query::Unlisted {}, "db.pg_alone",
                        "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended($1, 0))" };

class LibpqConnection final : public PostgresConnection {
public:
    explicit LibpqConnection(std::string const& conninfo) : m_handle(handle_of(conninfo))
    {
        if (PQstatus(m_handle) != CONNECTION_OK) {
            Failure const failure { Trouble::lost, PQerrorMessage(m_handle) };
            PQfinish(m_handle);
            throw failure;
        }
        PQsetNoticeProcessor(m_handle, [](void*, char const*) { }, nullptr);
    }
    LibpqConnection(LibpqConnection const&) = delete;
    LibpqConnection& operator=(LibpqConnection const&) = delete;
    ~LibpqConnection() override { PQfinish(m_handle); }

    std::unique_ptr<Cursor> open(Query const& query, std::span<Value const> values) override
    {
        return std::make_unique<PostgresCursor>(answer(query, values));
    }
    std::int64_t run(Query const& query, std::span<Value const> values) override
    {
        return changed_by(answer(query, values).get());
    }
    void script(std::string_view sql, std::chrono::seconds within) override
    {
        sent(PQsendQuery(m_handle, std::string { sql }.c_str()));
        await("script", within);
    }
    void alone(std::string_view name) override
    {
        Value const values[] = { name };
        open(wait_turn, values);
    }
    void prepare(Query const& query) override { prepared(query); }

    std::optional<std::string> notice(std::chrono::milliseconds wait) override
    {
        auto* notify = PQnotifies(m_handle); // of several that came together, the next
        if (!notify) {
            pollfd watched { PQsocket(m_handle), POLLIN, 0 };
            ::poll(&watched, 1, static_cast<int>(wait.count()));
            if (!PQconsumeInput(m_handle))
                throw Failure { Trouble::lost, PQerrorMessage(m_handle) };
            notify = PQnotifies(m_handle);
        }
        if (!notify) return {};
        std::string payload = notify->extra;
        PQfreemem(notify);
        return payload;
    }

    std::int64_t copy_in(std::string const& sql,
                         std::function<bool(std::string& lines)> const& next) override
    {
        sent(PQsendQuery(m_handle, sql.c_str()));
        await_input("copy", answer_within);
        ResultPointer const begun { PQgetResult(m_handle) };
        if (PQresultStatus(begun.get()) != PGRES_COPY_IN) throw failure_of(begun.get(), "copy");
        for (std::string lines; next(lines);)
            sent(PQputCopyData(m_handle, lines.data(), static_cast<int>(lines.size())) == 1);
        sent(PQputCopyEnd(m_handle, nullptr) == 1);
        return changed_by(await("copy", data_within).get());
    }

private:
    /// `conninfo` may be key=value words or a URI; only a server that takes writes will do.
    static PGconn* handle_of(std::string const& conninfo)
    {
        std::array const names { "dbname", "connect_timeout", "target_session_attrs",
                                 static_cast<char const*>(nullptr) };
        std::array const values { conninfo.c_str(), "5", "read-write",
                                  static_cast<char const*>(nullptr) };
        return PQconnectdbParams(names.data(), values.data(), 1);
    }

    static std::int64_t changed_by(PGresult* result)
    {
        std::string_view const rows = PQcmdTuples(result);
        std::int64_t changed = 0;
        std::from_chars(rows.data(), rows.data() + rows.size(), changed);
        return changed;
    }

    ResultPointer answer(Query const& query, std::span<Value const> values)
    {
        auto const& name = prepared(query);
        Parameters const parameters { values };
        sent(PQsendQueryPrepared(m_handle, name.c_str(), parameters.count(), parameters.pointers(),
                                 nullptr, nullptr, 0));
        return await(query.name);
    }

    std::string const& prepared(Query const& query)
    {
        auto& name = m_names[&query];
        if (!name.empty()) return name;
        auto const fresh = "q" + std::to_string(++m_prepared); // a failed one is not used again
        sent(PQsendPrepare(m_handle, fresh.c_str(), std::string { query.postgres }.c_str(), 0,
                           nullptr));
        await(query.name);
        return name = fresh;
    }

    void sent(int accepted) const
    {
        if (!accepted) throw Failure { Trouble::lost, PQerrorMessage(m_handle) };
    }

    /// The last result of what was sent; throws what the server or the deadline says.
    ResultPointer await(std::string_view where, std::chrono::seconds within = answer_within)
    {
        ResultPointer last;
        std::optional<Failure> failure;
        for (;;) {
            await_input(where, within);
            ResultPointer result { PQgetResult(m_handle) };
            if (!result) break;
            auto const status = PQresultStatus(result.get());
            if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && !failure)
                failure.emplace(failure_of(result.get(), where));
            last = std::move(result);
        }
        if (failure) throw *failure;
        CHECK(last != nullptr);
        return last;
    }

    void await_input(std::string_view where, std::chrono::seconds within)
    {
        auto const deadline = Clock::now() + within;
        while (PQisBusy(m_handle)) {
            auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
            pollfd watched { PQsocket(m_handle), POLLIN, 0 };
            if (left.count() <= 0)
                throw Failure { Trouble::lost, std::string { where } + ": no answer in time" };
            ::poll(&watched, 1, static_cast<int>(left.count()));
            if (!PQconsumeInput(m_handle))
                throw Failure { Trouble::lost, PQerrorMessage(m_handle) };
        }
    }

    /// What went wrong without the row, whose values are not for the log.
    static std::string said_by(PGresult* result)
    {
        auto const* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
        auto const* constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
        std::string said { message ? message : "no message" };
        if (constraint) said += std::string { " (" } + constraint + ")";
        return said;
    }

    Failure failure_of(PGresult* result, std::string_view where) const
    {
        auto const* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        bool const gone = PQstatus(m_handle) != CONNECTION_OK;
        return { gone ? Trouble::lost : trouble_of(state ? state : ""),
                 std::string { where } + ": " + said_by(result) };
    }

    PGconn* m_handle;
    std::unordered_map<Query const*, std::string> m_names;
    std::uint64_t m_prepared { 0 };
};

} // namespace

std::unique_ptr<PostgresConnection> PostgresConnection::connect(std::string const& conninfo)
{
    return std::make_unique<LibpqConnection>(conninfo);
}

} // namespace karya::db
