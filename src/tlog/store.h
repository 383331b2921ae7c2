#pragma once
// SQL of tlog_*. For tlog/ only.

#include "tlog/tlog.h"
#include <map>

namespace karya::tlog::store {

// ---- The log and how far it is ----

std::optional<Log> log(db::Read& read);
/// Locked for this transaction; made as `first` if it is not there.
Log lock_log(db::Tx& tx, Log const& first);
void set_size(db::Tx& tx, std::int64_t size);
std::map<Zone, Day> zones(db::Read& read);
void set_zone(db::Tx& tx, Due const& due);
std::map<UnitId, Place> places(db::Read& read);
/// Of many units in one statement.
void set_places(db::Tx& tx, std::map<UnitId, Place> const& places);

// ---- Lines, hashes, checkpoints ----

/// A line as it stands.
struct LineRow {
    std::int64_t n {};
    std::string unit {};
    std::int64_t day {};
    std::int64_t of_day {};
    std::string text {};
    std::string leaf {};
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (n, unit, day, of_day, text, leaf))
/// Many in one statement.
void insert_lines(db::Tx& tx, std::vector<LineRow> const& rows);
/// Those numbered `from` and up, `count` at most.
std::vector<LineRow> lines(db::Read& read, std::int64_t from, std::int64_t count);
/// A unit's after those of a day, in the order of the log, at most 500.
std::vector<LineRow> lines_of(db::Read& read, UnitId unit, Day day, Day of);
std::vector<Logged> lines_about(db::Read& read, UnitId unit, Day day);
std::optional<Logged> line(db::Read& read, std::int64_t n);
/// Hashes that are kept above the lines.
std::int64_t hash_count(db::Read& read);

/// Hashes of a level in order, base64.
std::vector<std::string> hashes(db::Read& read, int level, std::int64_t from, std::int64_t count);
void insert_hash(db::Tx& tx, int level, std::int64_t n, std::string const& hash);

void insert_checkpoint(db::Tx& tx, SignedHead const& head);
std::optional<SignedHead> newest_checkpoint(db::Read& read);
/// All that were signed over more than `size`, by size, at most 1,000.
std::vector<SignedHead> checkpoints_after(db::Read& read, std::int64_t size);

// ---- Logs of others ----

std::vector<Watched> watched(db::Read& read);
std::optional<Watched> watched(db::Read& read, std::string_view origin);
/// The same, locked for this transaction.
std::optional<Watched> watched_locked(db::Tx& tx, std::string_view origin);
/// False when it is watched already.
bool insert(db::Tx& tx, Watched const& log);
void update(db::Tx& tx, Watched const& log);

// ---- Witnesses of this log (store_witness.cpp) ----

std::vector<Witness> witnesses(db::Read& read);
/// One that has seen less than `size` and may be asked now.
std::optional<Witness> next_witness(db::Read& read, std::int64_t size, Timestamp now);
/// Nobody else asks it until then. False when somebody does.
bool hold_witness(db::Tx& tx, std::string_view name, Timestamp now, Timestamp until);
/// False when it is there already.
bool insert_witness(db::Tx& tx, Witness const& witness);
/// Size, state and tries; nothing when it was dropped meanwhile.
void set_asked(db::Tx& tx, Witness const& witness, Timestamp due_at);
bool delete_witness(db::Tx& tx, std::string_view name);
/// Locked for this transaction.
std::optional<SignedHead> checkpoint_locked(db::Tx& tx, std::int64_t size);
void set_note(db::Tx& tx, std::int64_t size, std::string_view note);

// ---- Keys ----

std::vector<Key> keys(db::Read& read);
std::optional<Key> signing_key(db::Read& read, Purpose purpose);
/// False when another transaction made one first.
bool insert_key(db::Tx& tx, Key const& key);
void retire_key(db::Tx& tx, Purpose purpose, Timestamp at);

} // namespace karya::tlog::store
