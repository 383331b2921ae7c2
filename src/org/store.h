#pragma once
// SQL <-> structs of org. No rules.

#include "org/state.h"

namespace karya::org::store {

std::vector<Kanwil> all_kanwil(db::Read& read);
std::optional<Kanwil> kanwil(db::Read& read, KanwilId id);
std::optional<Kanwil> kanwil_by_slug(db::Read& read, std::string_view slug);
std::optional<Kanwil> kanwil_by_name(db::Read& read, std::string_view name);
/// False when it is there already.
bool insert_kanwil(db::Tx& tx, Kanwil const& kanwil);

/// Units open on the day of their zone; of every Kanwil when `kanwil` is empty. At most 5,000.
std::vector<Unit> units(db::Read& read, ZoneDays const& days, KanwilId kanwil);
std::optional<Unit> unit(db::Read& read, ZoneDays const& days, UnitId id);
std::optional<UnitId> unit_id_by_slug(db::Read& read, std::string_view slug);
std::optional<UnitId> unit_id_by_code(db::Read& read, std::string_view code);
/// With its first version; false when its id or slug is there already.
bool insert_unit(db::Tx& tx, Unit const& unit);

/// What a unit is from a day on.
struct Version {
    UnitId unit {};
    Day valid_from {};
    std::string name {};
    std::string unit_class {};
    KanwilId kanwil {};
};
BOOST_DESCRIBE_STRUCT(Version, (), (unit, valid_from, name, unit_class, kanwil))

/// The version that nothing follows, locked until the end of the transaction.
std::optional<Version> lock_last_version(db::Tx& tx, UnitId unit);
/// Ends the last version where this one begins; one that begins on the same day is replaced.
void follow(db::Tx& tx, Version const& last, Version const& next);
/// The unit's last day, if it has one.
std::optional<Day> valid_to(db::Read& read, UnitId unit);
void close(db::Tx& tx, UnitId unit, Day last_day);

std::vector<Activity> activities(db::Read& read, UnitId unit);
std::optional<Activity> activity(db::Read& read, UnitId unit, ActivityId id);
std::optional<Activity> standard_activity(db::Read& read, UnitId unit, Field field);
void insert_activity(db::Tx& tx, Activity const& activity);
/// False when the unit has a standard activity of that field already.
bool insert_standard_activity(db::Tx& tx, Activity const& activity);

std::vector<Campaign> campaigns(db::Read& read);
std::optional<Campaign> campaign_on(db::Read& read, Day day);
/// Waits until no other transaction is adding a campaign.
void take_campaign_turn(db::Tx& tx);
/// A campaign that shares a day with first…last.
std::optional<Campaign> overlapping(db::Read& read, Day first, Day last);
void insert_campaign(db::Tx& tx, Campaign const& campaign);

} // namespace karya::org::store
