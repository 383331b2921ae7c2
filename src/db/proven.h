#pragma once
// Rows as a proof reads them. Somebody may have bent them by hand, so that what cannot be read is
// named by its key instead of being a Bug. Serving reads by `Read` alone.

#include "base/result.h"
#include "db/tx.h"

namespace karya::db {

/// `why()` names the row: "sales_line 0190… 2: unreadable".
inline constexpr ErrorCode unreadable { "db.unreadable", Fault::internal };

/// A row that may not hold what it should: `row` is empty when a text is no id, a word is none of
/// its enum or a day lies beyond the calendar. `key`: its first columns, for people.
template<class T, int keys>
struct Attempt {
    std::optional<T> row {};
    std::string key {};
};

/// The first `keys` columns with a space between.
std::string key_text(Cursor& cursor, int keys);

template<class T>
inline constexpr bool is_attempt = false;
template<class T, int keys>
inline constexpr bool is_attempt<Attempt<T, keys>> = true;

/// True unless a day or an instant lies further away than any calendar goes.
template<class T>
bool in_calendar(T const& value)
{
    constexpr std::int64_t days_max = 10'000'000;
    bool known = true;
    if constexpr (std::is_same_v<T, Day>)
        known = value.number() >= -days_max && value.number() <= days_max;
    else if constexpr (std::is_same_v<T, Timestamp>)
        known = value >= Timestamp { std::chrono::days { -days_max } }
            && value <= Timestamp { std::chrono::days { days_max } };
    else if constexpr (trait::is_optional<T>)
        known = !value || in_calendar(*value);
    else if constexpr (Described<T>)
        each_member(value, [&](std::string_view, auto const& member) {
            known = known && in_calendar(member);
        });
    return known;
}

template<class T, int keys>
Attempt<T, keys> attempt_row(Cursor& cursor, Attempt<T, keys> attempt)
{
    try {
        attempt.row = from_row<T>(cursor);
        if (!in_calendar(*attempt.row)) attempt.row.reset();
    } catch (Bug const&) {
        attempt.row.reset();
    }
    if (!attempt.row) attempt.key = key_text(cursor, keys);
    return attempt;
}

/// `Read::all` and `Read::each` find this one for attempts.
template<class A>
    requires is_attempt<A>
A from_row(Cursor& cursor)
{
    return attempt_row(cursor, A {});
}

/// Every row of a query whose first `keys` columns are the key of `table`. Fails: db.unreadable.
template<class T, int keys = 1, class... Args>
Result<std::vector<T>> proven(Read& read, std::string_view table, Query const& query,
                              Args const&... args)
{
    std::vector<T> rows;
    std::optional<std::string> bent;
    auto const keep = [&](Attempt<T, keys>&& attempt) {
        if (attempt.row)
            rows.push_back(std::move(*attempt.row));
        else if (!bent)
            bent = std::string { table } + " " + attempt.key + ": unreadable";
    };
    read.each<Attempt<T, keys>>(query, keep, args...);
    if (bent) return Error { unreadable, *bent };
    return rows;
}

} // namespace karya::db
