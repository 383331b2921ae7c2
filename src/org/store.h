#pragma once
// SQL <-> structs of org. No rules.

#include "org/register.h"
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
/// Closed ones and those to come too. At most 5,000.
std::vector<Unit> every_unit(db::Read& read, ZoneDays const& days);
/// Who notes a change, and when; absent for what the seed brings.
struct Noted {
    std::optional<Timestamp> at {};
    std::optional<Role> by {};
};
/// With its first version; false when its id or slug is there already.
bool insert_unit(db::Tx& tx, Unit const& unit, Noted const& noted);
/// Where another unit of that regency stands, else one of that province.
struct Position {
    std::int64_t lat {};
    std::int64_t lng {};
};
BOOST_DESCRIBE_STRUCT(Position, (), (lat, lng))
std::optional<Position> position_like(db::Read& read, Unit const& unit);

/// What a unit is from a day on.
struct Version {
    UnitId unit {};
    Day valid_from {};
    std::string name {};
    std::string unit_class {};
    KanwilId kanwil {};
};
BOOST_DESCRIBE_STRUCT(Version, (), (unit, valid_from, name, unit_class, kanwil))

/// From which day to which a unit is there.
struct Life {
    Zone zone { Zone::wib };
    Day first_day {};
    std::optional<Day> last_day {};
};
BOOST_DESCRIBE_STRUCT(Life, (), (zone, first_day, last_day))

/// Locks the unit until the end of the transaction; nothing when there is none.
std::optional<Life> lock_life(db::Tx& tx, UnitId unit);
/// The version that nothing follows.
Version last_version(db::Read& read, UnitId unit);
/// Ends the last version where this one begins; one that begins on the same day is replaced.
void follow(db::Tx& tx, Version const& last, Version const& next, Noted const& noted);
/// Forgets the last version; the one before goes on.
void unfollow(db::Tx& tx, Version const& last);
/// Sets the last day, or takes it back.
void set_last_day(db::Tx& tx, UnitId unit, std::optional<Day> last_day, Noted const& noted);
std::vector<UnitVersion> history(db::Read& read, UnitId unit);
std::optional<ClosingNote> closing_note(db::Read& read, UnitId unit);

/// A change to be told again at `at`, when its day begins at the unit.
void put_coming(db::Tx& tx, ComingChange const& change, Timestamp at);
void drop_coming(db::Tx& tx, UnitId unit, Day day);
std::vector<ComingChange> coming(db::Read& read);
bool has_due(db::Read& read, Timestamp now);
/// Takes those whose day has come; no other transaction gets the same.
std::vector<ComingChange> take_due(db::Tx& tx, Timestamp now);

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
std::optional<Campaign> campaign(db::Read& read, CampaignId id);
/// Another campaign that shares a day with this one.
std::optional<Campaign> overlapping(db::Read& read, Campaign const& campaign);
void insert_campaign(db::Tx& tx, Campaign const& campaign);
void update_campaign(db::Tx& tx, Campaign const& campaign);
void delete_campaign(db::Tx& tx, CampaignId id);

} // namespace karya::org::store
