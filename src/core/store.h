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
std::vector<std::string> audited_units(db::Read& read);
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

} // namespace karya::core::store
