#pragma once
// SQL of core_*. For core/ only.

#include "core/audit.h"
#include "core/outbox.h"

namespace karya::core::store {

struct Head {
    std::int64_t seq {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(Head, (), (seq, hash))

/// The end of the unit's audit chain, locked for this transaction; made if it is not there.
Head audit_head(db::Tx& tx, std::string const& unit);
void set_audit_head(db::Tx& tx, std::string const& unit, Head const& head);

struct AuditRow {
    std::string unit {};
    std::int64_t seq {};
    Timestamp at {};
    std::string officer {};
    std::string role {};
    std::string what {};
    std::string object {};
    std::string before_hash {};
    std::string after_hash {};
    std::string request {};
    std::string hash {};
};
BOOST_DESCRIBE_STRUCT(AuditRow, (),
                      (unit, seq, at, officer, role, what, object, before_hash, after_hash, request,
                       hash))

void insert_audit(db::Tx& tx, AuditRow const& row);
/// One unit's rows after `after_seq`, in order, at most `limit`. Fails: db.unreadable.
Result<std::vector<AuditRow>> audit_rows(db::Read& read, std::string const& unit,
                                         std::int64_t after_seq, int limit);
struct Chain : Head {
    std::string unit {};
};
BOOST_DESCRIBE_STRUCT(Chain, (Head), (unit))
std::vector<Chain> audit_chains(db::Read& read);
/// Fails: db.unreadable.
Result<std::vector<UnitId>> audited_units(db::Read& read);
/// A row of a unit without a head, as "unit seq".
std::optional<std::string> stray_audit(db::Read& read);
/// The unit's deeds whose name is like `pattern`, after `seq`, in order, at most 1,000.
std::vector<Trace> traces_after(db::Read& read, std::string const& unit, std::int64_t seq,
                                std::string const& pattern);
/// Latest first, before that place.
std::vector<NotedDeed> deeds(db::Read& read, TrailPlace const& before, std::int64_t limit);
std::vector<NotedDeed> deeds_of(db::Read& read, std::string const& unit, std::int64_t before_seq,
                                std::int64_t limit);

void insert_event(db::Tx& tx, std::string_view event_name, std::string_view body, Timestamp at);

struct Cursor {
    std::int64_t tx {};
    std::int64_t seq {};
};
BOOST_DESCRIBE_STRUCT(Cursor, (), (tx, seq))

/// Where the subscriber stands, without a lock; the beginning when it is new.
Cursor cursor_seen(db::Read& read, std::string_view subscriber);
/// The same, locked for this transaction.
Cursor cursor_locked(db::Tx& tx, std::string_view subscriber);
void move_cursor(db::Tx& tx, std::string_view subscriber, Cursor to);
std::vector<Stored> events_after(db::Read& read, Cursor after, std::size_t limit);
/// Events whose name is like `pattern`, also those that may not be delivered yet; at most 1,000.
std::vector<Stored> all_events_after(db::Read& read, Cursor after, std::string const& pattern);
/// A subscriber that stands where no event is.
std::optional<std::string> lost_cursor(db::Read& read);

} // namespace karya::core::store
