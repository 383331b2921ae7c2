#include "org/store.h"

namespace karya::org::store {

namespace {

db::Query const select_all_kanwil { "org.all_kanwil", R"sql(
    SELECT id, name, slug FROM org_kanwil ORDER BY slug LIMIT 1000
)sql" };
db::Query const select_kanwil { "org.kanwil", R"sql(
    SELECT id, name, slug FROM org_kanwil WHERE id = $1
)sql" };
db::Query const select_kanwil_by_slug { "org.kanwil_by_slug", R"sql(
    SELECT id, name, slug FROM org_kanwil WHERE slug = $1
)sql" };
db::Query const select_kanwil_by_name { "org.kanwil_by_name", R"sql(
    SELECT id, name, slug FROM org_kanwil WHERE name = $1
)sql" };
db::Query const add_kanwil { "org.insert_kanwil", R"sql(
    INSERT INTO org_kanwil (id, name, slug) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
)sql" };

// $1, $2, $3: the day in WIB, WITA, WIT. Before its first day a unit is as on its first.
db::Query const select_units { "org.units", R"sql(
    SELECT d.id, d.kanwil, d.slug, d.name, d.kind, d.unit_class, d.category, d.place, d.regency,
           d.province, d.lat, d.lng, d.zone, d.code, d.valid_from, d.valid_to
    FROM (SELECT u.id, v.kanwil, u.slug, v.name, u.kind, v.unit_class, u.category, u.place,
                 u.regency, u.province, u.lat, u.lng, u.zone, u.code, u.valid_from, u.valid_to,
                 v.valid_from AS version_from, v.valid_until AS version_until,
                 CASE u.zone WHEN 'wib' THEN CAST($1 AS BIGINT) WHEN 'wita' THEN CAST($2 AS BIGINT)
                             ELSE CAST($3 AS BIGINT) END AS today
          FROM org_unit u JOIN org_unit_version v ON v.unit = u.id
          WHERE CAST($4 AS TEXT) IS NULL OR v.kanwil = $4) d
    WHERE d.valid_from <= d.today AND (d.valid_to IS NULL OR d.valid_to >= d.today)
      AND d.version_from <= d.today AND (d.version_until IS NULL OR d.version_until > d.today)
    ORDER BY d.slug LIMIT 5000
)sql" };
db::Query const select_unit { "org.unit", R"sql(
    SELECT d.id, d.kanwil, d.slug, d.name, d.kind, d.unit_class, d.category, d.place, d.regency,
           d.province, d.lat, d.lng, d.zone, d.code, d.valid_from, d.valid_to
    FROM (SELECT u.id, v.kanwil, u.slug, v.name, u.kind, v.unit_class, u.category, u.place,
                 u.regency, u.province, u.lat, u.lng, u.zone, u.code, u.valid_from, u.valid_to,
                 v.valid_from AS version_from, v.valid_until AS version_until,
                 CASE u.zone WHEN 'wib' THEN CAST($1 AS BIGINT) WHEN 'wita' THEN CAST($2 AS BIGINT)
                             ELSE CAST($3 AS BIGINT) END AS today
          FROM org_unit u JOIN org_unit_version v ON v.unit = u.id
          WHERE u.id = $4) d
    WHERE (d.version_from <= d.today OR d.version_from = d.valid_from)
      AND (d.version_until IS NULL OR d.version_until > d.today)
)sql" };
db::Query const select_every_unit { "org.every_unit", R"sql(
    SELECT d.id, d.kanwil, d.slug, d.name, d.kind, d.unit_class, d.category, d.place, d.regency,
           d.province, d.lat, d.lng, d.zone, d.code, d.valid_from, d.valid_to
    FROM (SELECT u.id, v.kanwil, u.slug, v.name, u.kind, v.unit_class, u.category, u.place,
                 u.regency, u.province, u.lat, u.lng, u.zone, u.code, u.valid_from, u.valid_to,
                 v.valid_from AS version_from, v.valid_until AS version_until,
                 CASE u.zone WHEN 'wib' THEN CAST($1 AS BIGINT) WHEN 'wita' THEN CAST($2 AS BIGINT)
                             ELSE CAST($3 AS BIGINT) END AS today
          FROM org_unit u JOIN org_unit_version v ON v.unit = u.id) d
    WHERE (d.version_from <= d.today OR d.version_from = d.valid_from)
      AND (d.version_until IS NULL OR d.version_until > d.today)
    ORDER BY d.slug LIMIT 5000
)sql" };
db::Query const select_unit_by_slug { "org.unit_by_slug",
                                      "SELECT id FROM org_unit WHERE slug = $1" };
db::Query const select_unit_by_code { "org.unit_by_code",
                                      "SELECT id FROM org_unit WHERE code = $1" };
db::Query const add_unit { "org.insert_unit", R"sql(
    INSERT INTO org_unit (id, slug, kind, category, place, regency, province, lat, lng, zone, code,
                          valid_from)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING
)sql" };

db::Query const select_position { "org.position_like", R"sql(
    SELECT lat, lng FROM org_unit
    WHERE province = $1 AND (lat <> 0 OR lng <> 0)
    ORDER BY CASE WHEN regency = $2 THEN 0 ELSE 1 END, slug LIMIT 1
)sql" };

db::Query const add_version { "org.insert_version", R"sql(
    INSERT INTO org_unit_version (unit, valid_from, name, unit_class, kanwil, noted_at, noted_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (unit, valid_from) DO UPDATE
    SET name = excluded.name, unit_class = excluded.unit_class, kanwil = excluded.kanwil,
        noted_at = excluded.noted_at, noted_by = excluded.noted_by
)sql" };
db::Query const end_version { "org.end_version", R"sql(
    UPDATE org_unit_version SET valid_until = $2
    WHERE unit = $1 AND valid_until IS NULL AND valid_from < $2
)sql" };
db::Query const delete_version { "org.delete_version", R"sql(
    DELETE FROM org_unit_version WHERE unit = $1 AND valid_from = $2 AND valid_until IS NULL
)sql" };
db::Query const resume_version { "org.resume_version", R"sql(
    UPDATE org_unit_version SET valid_until = NULL WHERE unit = $1 AND valid_until = $2
)sql" };
// A statement of its own: only the next one sees what the other, for whom this waited, has written.
db::Query const lock_unit { "org.lock_unit",
                            "SELECT zone, valid_from, valid_to FROM org_unit WHERE id = $1",
                            "SELECT zone, valid_from, valid_to FROM org_unit WHERE id = $1 "
                            "FOR UPDATE" };
db::Query const select_last_version { "org.last_version", R"sql(
    SELECT unit, valid_from, name, unit_class, kanwil
    FROM org_unit_version WHERE unit = $1 AND valid_until IS NULL
)sql" };
db::Query const close_unit { "org.close_unit", R"sql(
    UPDATE org_unit SET valid_to = $2, closing_noted_at = $3, closing_noted_by = $4 WHERE id = $1
)sql" };
db::Query const select_history { "org.history", R"sql(
    SELECT valid_from, valid_until - 1, name, unit_class, kanwil, noted_at, noted_by
    FROM org_unit_version WHERE unit = $1 ORDER BY valid_from DESC LIMIT 200
)sql" };
db::Query const select_closing { "org.closing_note", R"sql(
    SELECT closing_noted_at, closing_noted_by FROM org_unit WHERE id = $1
)sql" };

db::Query const add_coming { "org.insert_coming", R"sql(
    INSERT INTO org_coming (unit, day, change, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
)sql" };
db::Query const delete_coming { "org.delete_coming", R"sql(
    DELETE FROM org_coming WHERE unit = $1 AND day = $2
)sql" };
db::Query const select_coming { "org.coming", R"sql(
    SELECT unit, change, day FROM org_coming ORDER BY at, unit, change LIMIT 500
)sql" };
db::Query const select_due { "org.has_due", R"sql(
    SELECT 1 FROM org_coming WHERE at <= $1 LIMIT 1
)sql" };
db::Query const delete_due { "org.take_due", R"sql(
    DELETE FROM org_coming WHERE at <= $1 RETURNING unit, change, day
)sql" };

db::Query const select_activities { "org.activities", R"sql(
    SELECT id, unit, name, field, contract FROM org_activity WHERE unit = $1
    ORDER BY standard DESC, name, id LIMIT 1000
)sql" };
db::Query const select_activity { "org.activity", R"sql(
    SELECT id, unit, name, field, contract FROM org_activity WHERE unit = $1 AND id = $2
)sql" };
db::Query const select_standard { "org.standard_activity", R"sql(
    SELECT id, unit, name, field, contract FROM org_activity
    WHERE unit = $1 AND field = $2 AND standard = 1
)sql" };
db::Query const add_activity { "org.insert_activity", R"sql(
    INSERT INTO org_activity (id, unit, name, field, contract, standard)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
)sql" };

db::Query const select_campaigns { "org.campaigns", R"sql(
    SELECT id, name, first_day, last_day FROM org_campaign ORDER BY first_day DESC LIMIT 100
)sql" };
db::Query const select_campaign_on { "org.campaign_on", R"sql(
    SELECT id, name, first_day, last_day FROM org_campaign
    WHERE first_day <= $1 AND last_day >= $1 ORDER BY first_day LIMIT 1
)sql" };
db::Query const take_turn { "org.take_campaign_turn", R"sql(
    INSERT INTO org_campaign_turn (id, taken) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET taken = org_campaign_turn.taken + 1
)sql" };
db::Query const select_overlapping { "org.overlapping_campaign", R"sql(
    SELECT id, name, first_day, last_day FROM org_campaign
    WHERE first_day <= $2 AND last_day >= $1 AND id <> $3 ORDER BY first_day LIMIT 1
)sql" };
db::Query const select_campaign { "org.campaign", R"sql(
    SELECT id, name, first_day, last_day FROM org_campaign WHERE id = $1
)sql" };
db::Query const set_campaign { "org.update_campaign", R"sql(
    UPDATE org_campaign SET name = $2, first_day = $3, last_day = $4 WHERE id = $1
)sql" };
db::Query const drop_campaign { "org.delete_campaign", R"sql(
    DELETE FROM org_campaign WHERE id = $1
)sql" };
db::Query const add_campaign { "org.insert_campaign", R"sql(
    INSERT INTO org_campaign (id, name, first_day, last_day) VALUES ($1, $2, $3, $4)
)sql" };

} // namespace

std::vector<Kanwil> all_kanwil(db::Read& read) { return read.all<Kanwil>(select_all_kanwil); }

std::optional<Kanwil> kanwil(db::Read& read, KanwilId id)
{
    return read.one<Kanwil>(select_kanwil, id);
}

std::optional<Kanwil> kanwil_by_slug(db::Read& read, std::string_view slug)
{
    return read.one<Kanwil>(select_kanwil_by_slug, slug);
}

std::optional<Kanwil> kanwil_by_name(db::Read& read, std::string_view name)
{
    return read.one<Kanwil>(select_kanwil_by_name, name);
}

bool insert_kanwil(db::Tx& tx, Kanwil const& kanwil)
{
    return tx.run(add_kanwil, kanwil.id, kanwil.name, kanwil.slug) == 1;
}

std::vector<Unit> units(db::Read& read, ZoneDays const& days, KanwilId kanwil)
{
    auto const only = kanwil.empty() ? std::optional<KanwilId> {} : kanwil;
    return read.all<Unit>(select_units, days.wib, days.wita, days.wit, only);
}

std::optional<Unit> unit(db::Read& read, ZoneDays const& days, UnitId id)
{
    return read.one<Unit>(select_unit, days.wib, days.wita, days.wit, id);
}

std::optional<UnitId> unit_id_by_slug(db::Read& read, std::string_view slug)
{
    return read.one<UnitId>(select_unit_by_slug, slug);
}

std::optional<UnitId> unit_id_by_code(db::Read& read, std::string_view code)
{
    return read.one<UnitId>(select_unit_by_code, code);
}

std::vector<Unit> every_unit(db::Read& read, ZoneDays const& days)
{
    return read.all<Unit>(select_every_unit, days.wib, days.wita, days.wit);
}

std::optional<Position> position_like(db::Read& read, Unit const& unit)
{
    return read.one<Position>(select_position, unit.province, unit.regency);
}

bool insert_unit(db::Tx& tx, Unit const& unit, Noted const& noted)
{
    if (tx.run(add_unit, unit.id, unit.slug, unit.kind, unit.category, unit.place, unit.regency,
               unit.province, unit.lat, unit.lng, unit.zone, unit.code, unit.valid_from)
        == 0)
        return false;
    tx.run(add_version, unit.id, unit.valid_from, unit.name, unit.unit_class, unit.kanwil, noted.at,
           noted.by);
    return true;
}

std::optional<Life> lock_life(db::Tx& tx, UnitId unit) { return tx.one<Life>(lock_unit, unit); }

Version last_version(db::Read& read, UnitId unit)
{
    return read.value<Version>(select_last_version, unit);
}

void follow(db::Tx& tx, Version const& last, Version const& next, Noted const& noted)
{
    CHECK(last.unit == next.unit && last.valid_from <= next.valid_from);
    tx.run(end_version, next.unit, next.valid_from);
    tx.run(add_version, next.unit, next.valid_from, next.name, next.unit_class, next.kanwil,
           noted.at, noted.by);
}

void unfollow(db::Tx& tx, Version const& last)
{
    CHECK(tx.run(delete_version, last.unit, last.valid_from) == 1);
    CHECK(tx.run(resume_version, last.unit, last.valid_from) == 1);
}

void set_last_day(db::Tx& tx, UnitId unit, std::optional<Day> last_day, Noted const& noted)
{
    CHECK(tx.run(close_unit, unit, last_day, noted.at, noted.by) == 1);
}

std::vector<UnitVersion> history(db::Read& read, UnitId unit)
{
    return read.all<UnitVersion>(select_history, unit);
}

std::optional<ClosingNote> closing_note(db::Read& read, UnitId unit)
{
    return read.one<ClosingNote>(select_closing, unit);
}

void put_coming(db::Tx& tx, ComingChange const& change, Timestamp at)
{
    tx.run(add_coming, change.unit, change.day, change.change, at);
}

void drop_coming(db::Tx& tx, UnitId unit, Day day) { tx.run(delete_coming, unit, day); }

std::vector<ComingChange> coming(db::Read& read) { return read.all<ComingChange>(select_coming); }

bool has_due(db::Read& read, Timestamp now)
{
    return read.one<std::int64_t>(select_due, now).has_value();
}

std::vector<ComingChange> take_due(db::Tx& tx, Timestamp now)
{
    return tx.all<ComingChange>(delete_due, now);
}

std::vector<Activity> activities(db::Read& read, UnitId unit)
{
    return read.all<Activity>(select_activities, unit);
}

std::optional<Activity> activity(db::Read& read, UnitId unit, ActivityId id)
{
    return read.one<Activity>(select_activity, unit, id);
}

std::optional<Activity> standard_activity(db::Read& read, UnitId unit, Field field)
{
    return read.one<Activity>(select_standard, unit, field);
}

void insert_activity(db::Tx& tx, Activity const& activity)
{
    CHECK(tx.run(add_activity, activity.id, activity.unit, activity.name, activity.field,
                 activity.contract, 0)
          == 1);
}

bool insert_standard_activity(db::Tx& tx, Activity const& activity)
{
    return tx.run(add_activity, activity.id, activity.unit, activity.name, activity.field,
                  activity.contract, 1)
        == 1;
}

std::vector<Campaign> campaigns(db::Read& read) { return read.all<Campaign>(select_campaigns); }

std::optional<Campaign> campaign_on(db::Read& read, Day day)
{
    return read.one<Campaign>(select_campaign_on, day);
}

void take_campaign_turn(db::Tx& tx) { CHECK(tx.run(take_turn) == 1); }

std::optional<Campaign> campaign(db::Read& read, CampaignId id)
{
    return read.one<Campaign>(select_campaign, id);
}

std::optional<Campaign> overlapping(db::Read& read, Campaign const& campaign)
{
    return read.one<Campaign>(select_overlapping, campaign.first_day, campaign.last_day,
                              campaign.id);
}

void insert_campaign(db::Tx& tx, Campaign const& campaign)
{
    tx.run(add_campaign, campaign.id, campaign.name, campaign.first_day, campaign.last_day);
}

void update_campaign(db::Tx& tx, Campaign const& campaign)
{
    CHECK(tx.run(set_campaign, campaign.id, campaign.name, campaign.first_day, campaign.last_day)
          == 1);
}

void delete_campaign(db::Tx& tx, CampaignId id) { CHECK(tx.run(drop_campaign, id) == 1); }

} // namespace karya::org::store
