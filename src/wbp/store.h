#pragma once
// SQL of workers, their keys, consents and readings. For wbp/ only.

#include "wbp/keys.h"

namespace karya::wbp::store {

/// Whoever takes one waits for who took the one before.
std::int64_t next_n(db::Tx& tx, UnitId unit);
void add(db::Tx& tx, Worker const& worker, std::string_view sealed_key, Sealed const& box);
std::optional<Worker> worker(db::Read& read, UnitId unit, WorkerId id);
/// The same, kept until the transaction ends.
std::optional<Worker> held(db::Tx& tx, UnitId unit, WorkerId id);
std::optional<Worker> by_mark(db::Read& read, UnitId unit, std::string_view mark);
std::vector<Worker> here(db::Read& read, UnitId unit, std::int64_t after);
std::vector<Worker> everybody(db::Read& read, UnitId unit, std::int64_t after);
void set_identity(db::Tx& tx, WorkerId id, Sealed const& box);
void set_left(db::Tx& tx, WorkerId id, std::optional<Day> left_on);
void destroy(db::Tx& tx, WorkerId id, Timestamp at);
/// Nothing when it was destroyed, or did not come back with a backup.
std::optional<std::string> key(db::Read& read, WorkerId id);

void add_consent(db::Tx& tx, WorkerId worker, Consent const& consent);
/// False when none stood.
bool revoke(db::Tx& tx, WorkerId worker, Purpose purpose, Day on);
void revoke_all(db::Tx& tx, WorkerId worker, Day on);
std::vector<Consent> consents(db::Read& read, WorkerId worker);
bool stands(db::Read& read, WorkerId worker, Purpose purpose);

struct Reading {
    ReadingId id {};
    UnitId unit {};
    OfficerId officer {};
    Timestamp until {};
    std::string purpose {};
};
BOOST_DESCRIBE_STRUCT(Reading, (), (id, unit, officer, until, purpose))
void add_reading(db::Tx& tx, Reading const& reading);
void add_read(db::Tx& tx, ReadingId reading, WorkerId worker);
std::optional<Reading> reading(db::Read& read, UnitId unit, ReadingId id);

struct Box {
    WorkerId worker {};
    std::string sealed_key {};
    std::string register_mark {};
    std::string sealed_register {};
    std::string sealed_name {};
};
BOOST_DESCRIBE_STRUCT(Box, (), (worker, sealed_key, register_mark, sealed_register, sealed_name))
std::vector<Box> boxes(db::Read& read, ReadingId reading);
struct Person {
    std::string sealed_register {};
    std::string sealed_name {};
};
BOOST_DESCRIBE_STRUCT(Person, (), (sealed_register, sealed_name))
/// Nothing of one who is erased.
std::optional<Person> person(db::Read& read, UnitId unit, WorkerId id);
std::vector<ReadLine> readers_of(db::Read& read, WorkerId worker);

} // namespace karya::wbp::store
