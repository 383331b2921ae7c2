#pragma once
// The regional offices (Kanwil), the units under them, their work activities, the campaign, and the
// one way to a unit's data: UnitScope.

#include "core/call.h"
#include <optional>
#include <string>
#include <vector>

namespace karya {

using CampaignId = Id<struct CampaignTag>;

namespace test {
struct Scopes; ///< tests/support/scopes.h: makes scopes without a database, for tests only
}
namespace web {
class Routes;
}

namespace org {

inline constexpr ErrorCode bad_unit { "org.bad_unit", Fault::invalid };
inline constexpr ErrorCode code_taken { "org.code_taken", Fault::conflict };
inline constexpr ErrorCode name_taken { "org.name_taken", Fault::conflict };
inline constexpr ErrorCode change_too_early { "org.change_too_early", Fault::conflict };
inline constexpr ErrorCode unit_closed { "org.unit_closed", Fault::conflict };
inline constexpr ErrorCode bad_activity { "org.bad_activity", Fault::invalid };
inline constexpr ErrorCode bad_campaign { "org.bad_campaign", Fault::invalid };
inline constexpr ErrorCode campaign_overlap { "org.campaign_overlap", Fault::conflict };
inline constexpr ErrorCode campaign_ended { "org.campaign_ended", Fault::conflict };
inline constexpr ErrorCode campaign_began { "org.campaign_began", Fault::conflict };

enum class UnitKind : std::uint8_t { lapas, rutan, lpka, bapas, rs };
BOOST_DESCRIBE_ENUM(UnitKind, lapas, rutan, lpka, bapas, rs)
/// Whom a unit is for.
enum class UnitCategory : std::uint8_t {
    umum,
    perempuan,
    anak,
    pemuda,
    narkotika,
    khusus,
    terbuka
};
BOOST_DESCRIBE_ENUM(UnitCategory, umum, perempuan, anak, pemuda, narkotika, khusus, terbuka)
/// The field of a work activity (bidang kerja).
enum class Field : std::uint8_t { manufaktur, jasa, agribisnis };
BOOST_DESCRIBE_ENUM(Field, manufaktur, jasa, agribisnis)
/// Under what agreement an activity works; it picks the split rule.
enum class ContractType : std::uint8_t { own, partner_labour, service, consignment, commissioned };
BOOST_DESCRIBE_ENUM(ContractType, own, partner_labour, service, consignment, commissioned)

struct Kanwil {
    KanwilId id {};
    std::string name {}; ///< "Kalimantan Barat"
    std::string slug {}; ///< "kalimantan-barat"
};
BOOST_DESCRIBE_STRUCT(Kanwil, (), (id, name, slug))

/// A unit (UPT) as it is on one day: name, class and Kanwil change over time, the rest stays.
struct Unit {
    UnitId id {};
    KanwilId kanwil {};
    std::string slug {}; ///< never changes: "lapas-kelas-iia-pontianak"
    std::string name {}; ///< "Lapas Kelas IIA Pontianak"
    UnitKind kind { UnitKind::lapas };
    std::string unit_class {}; ///< "I", "IIA", "IIB", "II", "III" or empty
    UnitCategory category { UnitCategory::umum };
    std::string place {};    ///< "Pontianak"
    std::string regency {};  ///< "Kota Pontianak"
    std::string province {}; ///< code of the interior ministry: "61"
    std::int64_t lat {};     ///< millionths of a degree: the centre of the regency,
    std::int64_t lng {};     ///< never the building
    Zone zone { Zone::wib };
    std::string code {}; ///< ours, unique, never changes: "PTK"
    Day valid_from {};
    std::optional<Day> valid_to {}; ///< its last day, once closed
};
BOOST_DESCRIBE_STRUCT(Unit, (),
                      (id, kanwil, slug, name, kind, unit_class, category, place, regency, province,
                       lat, lng, zone, code, valid_from, valid_to))

/// Touched when a new day begins in one of the country's zones: pages that a date alone may change
/// carry it.
inline constexpr std::string_view day_tag = "day";

/// True for the kinds that hold prisoners, and so make and sell.
constexpr bool holds_prisoners(UnitKind kind)
{
    return kind == UnitKind::lapas || kind == UnitKind::rutan || kind == UnitKind::lpka;
}

/// A work activity (kegiatan kerja) stands between a unit and its products.
struct Activity {
    ActivityId id {};
    UnitId unit {};
    std::string name {};
    Field field { Field::manufaktur };
    ContractType contract { ContractType::own };
};
BOOST_DESCRIBE_STRUCT(Activity, (), (id, unit, name, field, contract))

/// The yearly campaign: from its first to its last day, each in the unit's own local time.
struct Campaign {
    CampaignId id {};
    std::string name {};
    Day first_day {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(Campaign, (), (id, name, first_day, last_day))

// ---- Scope: who may reach which unit's data ----

/// The proof that the actor may reach one unit's data. Functions of other modules on a unit's data
/// take one; only `reach`, `own` and `seller` make it.
class UnitScope {
public:
    UnitId unit() const { return m_unit; }
    KanwilId kanwil() const { return m_kanwil; }
    Zone zone() const { return m_zone; }
    std::string const& code() const { return m_code; }
    /// The unit's own calendar day at that instant.
    Day day(Timestamp at) const { return day_in(m_zone, at); }
    /// Fails: org.unit_closed when the unit does not exist on that day. Asked before each new sale.
    Result<void> open_on(Day day) const;

private:
    friend Result<UnitScope> reach(View const&, UnitId);
    friend Result<UnitScope> own(View const&);
    friend Result<UnitScope> seller(View const&, UnitId);
    friend struct ::karya::test::Scopes;
    explicit UnitScope(Unit const& unit);

    UnitId m_unit;
    KanwilId m_kanwil;
    Zone m_zone;
    std::string m_code;
    Day m_first;
    std::optional<Day> m_last;
};

/// Unit level: the own unit; Kanwil level: any unit of the own Kanwil; nation level: any unit.
/// Fails: core.not_found for everything else, so that nobody learns what exists.
Result<UnitScope> reach(View const& view, UnitId unit);
/// The actor's own unit. Fails: core.not_found for actors above unit level and for the public.
Result<UnitScope> own(View const& view);
/// The unit that sells, for what a buyer's order does there: he has no account, and a job has none.
/// Never to show the unit's data to whoever asks. Fails: core.not_found.
Result<UnitScope> seller(View const& view, UnitId unit);

/// What an actor may read across units; `unit` and `kanwil` are empty above their level.
class Range {
public:
    Level level() const { return m_level; }
    KanwilId kanwil() const { return m_kanwil; }
    UnitId unit() const { return m_unit; }
    bool covers(Unit const& unit) const;

private:
    friend Result<Range> range(View const&);
    Level m_level { Level::unit };
    KanwilId m_kanwil {};
    UnitId m_unit {};
};

/// Fails: core.not_found for the public.
Result<Range> range(View const& view);

// ---- Queries: units as they are on their own local day at `view.now` ----
// A single one that is not there: core.not_found. Lists hold open units only, by slug.

std::vector<Kanwil> all_kanwil(View const& view);
Result<Kanwil> kanwil(View const& view, KanwilId id);
Result<Kanwil> kanwil_by_slug(View const& view, std::string_view slug);
std::vector<Unit> all_units(View const& view);
std::vector<Unit> units_of(View const& view, KanwilId id);
std::vector<Unit> holders(View const& view); ///< those that hold prisoners
/// True when each word typed stands in the unit's name, code, place or regency; no word fits all.
bool matches(Unit const& unit, std::string_view typed);
Result<Unit> unit(View const& view, UnitId id); ///< closed ones too
Result<Unit> unit_by_slug(View const& view, std::string_view slug);
Result<Unit> unit_by_code(View const& view, std::string_view code);
/// The unit as it was on that day (before its first day: as on its first). Fails: core.not_found.
Result<Unit> unit_on(View const& view, UnitId id, Day day);
/// A free code made from the letters of `name`. Fails: org.bad_unit when nothing can be made.
Result<std::string> free_code(View const& view, std::string_view name);

std::vector<Activity> activities(View const& view, UnitScope const& scope);
/// Fails: core.not_found, also for another unit's.
Result<Activity> activity(View const& view, UnitScope const& scope, ActivityId id);

std::vector<Campaign> campaigns(View const& view); ///< newest first, at most 100
/// The campaign that holds `day`; ask with the unit's own day, or any zone's for the nation's.
std::optional<Campaign> current_campaign(View const& view, Day day);

// ---- Commands: each is audited; changes of units announce UnitChanged ----

/// Fails: org.bad_unit (empty or overlong name), org.name_taken.
Result<KanwilId> add_kanwil(Call& call, std::string_view name);

// Nothing rewrites the past: a change begins today (at the unit) or later, and not before the
// latest one that is noted. One that begins later is announced twice: when it is noted, and when
// its day has come.

/// Adds a unit from `unit.valid_from` on; its id and slug are made here, `valid_to` is not read.
/// Without a position it stands where others of its regency do, else of its province.
/// Fails: org.bad_unit (also a zone that is not the province's), org.code_taken, org.name_taken
/// (its slug exists), core.not_found (Kanwil).
Result<Unit> add_unit(Call& call, Unit const& unit);

struct Renaming {
    UnitId unit {};
    std::string name {};
    std::string unit_class {};
    Day from {}; ///< earlier days keep the name they had
};
/// Fails: core.not_found, org.bad_unit, org.unit_closed, org.change_too_early.
Result<void> rename_unit(Call& call, Renaming const& renaming);

/// Fails: core.not_found, org.unit_closed, org.change_too_early.
Result<void> move_unit(Call& call, UnitId unit, KanwilId to, Day from);
/// Fails: core.not_found, org.unit_closed (already), org.change_too_early.
Result<void> close_unit(Call& call, UnitId unit, Day last_day);

/// For the job runner: whether some change's day has come untold, and telling those.
bool has_due_changes(View const& view);
Result<void> tell_due_changes(Call& call);

/// Adds an activity to the unit of `scope`; its id is made here.
/// Fails: org.bad_activity (also when the unit has one of that name).
Result<Activity> add_activity(Call& call, UnitScope const& scope, Activity const& activity);
/// Finds or makes the unit's standard activity of that field (contract: own).
Activity default_activity(Call& call, UnitScope const& scope, Field field);

Result<Campaign> campaign(View const& view, CampaignId id);
/// Adds a campaign; its id is made here. It may have begun, but not be over, nor begin more than
/// two years ahead or last more than a year.
/// Fails: org.bad_campaign (name or days), org.campaign_overlap.
Result<Campaign> add_campaign(Call& call, Campaign const& campaign);
/// Corrects name and days. One that has begun somewhere in the country keeps its first day; one
/// that is over stays as it was told.
/// Fails: core.not_found, org.campaign_ended, org.bad_campaign, org.campaign_overlap.
Result<void> correct_campaign(Call& call, Campaign const& campaign);
/// Takes back a campaign that has begun nowhere. Fails: core.not_found, org.campaign_began.
Result<void> drop_campaign(Call& call, CampaignId id);

/// Loads the real offices and units of seed/, with the same ids on every install. Rows that are
/// there already stay as they are, so it may run again. The number of units added.
std::int64_t load_seed(Call& call);
/// The id that the seed gives a unit of this slug.
UnitId seed_unit_id(std::string_view slug);
KanwilId seed_kanwil_id(std::string_view slug);

void add_routes(web::Routes& routes);

} // namespace org
} // namespace karya
