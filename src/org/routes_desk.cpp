// Units at the desk: the list with what is to come, and a unit's history.

#include "web/routes.h"

#include "base/text.h"
#include "org/routes_desk.h"
#include <algorithm>
#include <map>

namespace karya::org {

std::vector<KanwilChoice> kanwil_choices(View const& view)
{
    std::vector<KanwilChoice> choices;
    for (auto const& kanwil : all_kanwil(view)) choices.push_back({ kanwil.slug, kanwil.name });
    return choices;
}

Result<Unit> reached_unit(View const& view, UnitId id)
{
    TRY(reach(view, id));
    return unit(view, id);
}

namespace {

// ---- /meja/unit ----

struct UnitsInput {
    std::optional<std::string> q {};
    std::optional<std::string> kanwil {}; ///< slug
};
BOOST_DESCRIBE_STRUCT(UnitsInput, (), (q, kanwil))

struct DeskOffice {
    std::string slug {};
    std::string name {};
    std::int64_t open {};
    std::int64_t closed {};
};
BOOST_DESCRIBE_STRUCT(DeskOffice, (), (slug, name, open, closed))

struct DeskRow {
    UnitId unit {};
    std::string name {};
    std::string code {};
    std::string regency {};
    UnitState state { UnitState::open };
    Day valid_from {};
    std::optional<Day> valid_to {};
};
BOOST_DESCRIBE_STRUCT(DeskRow, (), (unit, name, code, regency, state, valid_from, valid_to))

struct ComingRow {
    UnitId unit {};
    std::string name {};
    Change change { Change::renamed };
    Day day {};
};
BOOST_DESCRIBE_STRUCT(ComingRow, (), (unit, name, change, day))

struct DeskList {
    bool searched { false };
    std::int64_t count {};
    std::vector<DeskRow> units {};
    std::vector<DeskOffice> offices {};
    std::vector<ComingRow> coming {};
    std::vector<KanwilChoice> kanwils {};
    UnitsInput form {};
};
BOOST_DESCRIBE_STRUCT(DeskList, (), (searched, count, units, offices, coming, kanwils, form))

/// How many units each office has; offices out of reach have none and are left out.
std::vector<DeskOffice> offices_of(View const& view, std::vector<Unit> const& units)
{
    std::vector<DeskOffice> offices;
    for (auto const& kanwil : all_kanwil(view)) {
        DeskOffice office { kanwil.slug, kanwil.name };
        for (auto const& unit : units) {
            if (unit.kanwil != kanwil.id) continue;
            auto const state = state_on(unit, day_in(unit.zone, view.now));
            ++(state == UnitState::closed ? office.closed : office.open);
        }
        if (office.open + office.closed > 0) offices.push_back(office);
    }
    return offices;
}

void add_coming(View const& view, std::vector<Unit> const& units, DeskList& list)
{
    std::map<UnitId, std::string_view> names;
    for (auto const& unit : units) names.emplace(unit.id, unit.name);
    for (auto const& change : coming_changes(view))
        if (auto const found = names.find(change.unit); found != names.end())
            list.coming.push_back(
                { change.unit, std::string { found->second }, change.change, change.day });
}

Result<DeskList> show_desk_units(View& view, UnitsInput const& input)
{
    auto const reached = TRY(range(view));
    auto units = every_unit(view);
    std::erase_if(units, [&](Unit const& unit) { return !reached.covers(unit); });

    DeskList list { .form = input };
    // An office shows its own list at once; the nation chooses first.
    list.searched = input.q || input.kanwil || reached.level() == Level::kanwil;
    list.kanwils = kanwil_choices(view);
    list.offices = offices_of(view, units);
    add_coming(view, units, list);
    if (!list.searched) return list;

    KanwilId only {};
    if (input.kanwil) only = TRY(kanwil_by_slug(view, *input.kanwil)).id;
    auto const words = input.q.value_or("");
    for (auto const& unit : units) {
        if (!only.empty() && unit.kanwil != only) continue;
        if (!matches(unit, words)) continue;
        list.units.push_back({ unit.id, unit.name, unit.code, unit.regency,
                               state_on(unit, day_in(unit.zone, view.now)), unit.valid_from,
                               unit.valid_to });
    }
    list.count = static_cast<std::int64_t>(list.units.size());
    return list;
}

// ---- /meja/unit/{unit} ----

struct VersionRow {
    Day from {};
    std::optional<Day> until {};
    std::string name {};
    std::string unit_class {};
    std::string kanwil {};
    bool in_force { false };
    bool coming { false };
    bool first { false };
    std::optional<LocalTime> noted_at {};
    std::optional<Role> noted_by {};
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (from, until, name, unit_class, kanwil, in_force, coming, first, noted_at,
                       noted_by))

struct DeskUnit {
    std::string title {};
    UnitId unit {};
    std::string slug {};
    std::string code {};
    UnitKind kind { UnitKind::lapas };
    UnitCategory category { UnitCategory::umum };
    std::string place {};
    std::string regency {};
    std::string province {};
    std::string kanwil {};
    Zone zone { Zone::wib };
    UnitState state { UnitState::open };
    Day valid_from {};
    std::optional<Day> valid_to {};
    std::optional<LocalTime> closing_at {};
    std::optional<Role> closing_by {};
    bool changeable { false };
    std::optional<Day> withdrawable {}; ///< the day of the change that may still be taken back
    std::vector<VersionRow> versions {};
};
BOOST_DESCRIBE_STRUCT(DeskUnit, (),
                      (title, unit, slug, code, kind, category, place, regency, province, kanwil,
                       zone, state, valid_from, valid_to, closing_at, closing_by, changeable,
                       withdrawable, versions))

std::optional<LocalTime> local(std::optional<Timestamp> const& at, Zone zone)
{
    if (!at) return {};
    return LocalTime { *at, zone };
}

void add_versions(View const& view, Unit const& unit, DeskUnit& page)
{
    auto const today = day_in(unit.zone, view.now);
    std::map<KanwilId, std::string> names;
    for (auto const& kanwil : all_kanwil(view)) names.emplace(kanwil.id, kanwil.name);
    for (auto const& version : history(view, unit.id))
        page.versions.push_back(
            { .from = version.from,
              .until = version.until,
              .name = version.name,
              .unit_class = version.unit_class,
              .kanwil = names[version.kanwil],
              .in_force = version.from <= today && (!version.until || *version.until >= today),
              .coming = version.from > today,
              .noted_at = local(version.noted_at, unit.zone),
              .noted_by = version.noted_by });
    if (page.versions.empty()) return;
    page.versions.back().first = true;
    if (page.state == UnitState::closing)
        page.withdrawable = unit.valid_to->next();
    else if (page.versions.front().coming && !page.versions.front().first)
        page.withdrawable = page.versions.front().from;
}

Result<DeskUnit> show_desk_unit(View& view, UnitPath const& path)
{
    auto const unit = TRY(reached_unit(view, path.unit));
    auto const* province = province_of(unit.province);
    auto const note = closing_note(view, unit.id);
    DeskUnit page { .title = unit.name,
                    .unit = unit.id,
                    .slug = unit.slug,
                    .code = unit.code,
                    .kind = unit.kind,
                    .category = unit.category,
                    .place = unit.place,
                    .regency = unit.regency,
                    .province = province ? province->name : std::string {},
                    .kanwil = TRY(kanwil(view, unit.kanwil)).name,
                    .zone = unit.zone,
                    .state = state_on(unit, day_in(unit.zone, view.now)),
                    .valid_from = unit.valid_from,
                    .valid_to = unit.valid_to,
                    .closing_at = local(note.noted_at, unit.zone),
                    .closing_by = note.noted_by,
                    .changeable = !unit.valid_to };
    add_versions(view, unit, page);
    return page;
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    add_change_routes(routes);
    routes.query<UnitsInput, DeskList>("/meja/unit", read_units, show_desk_units,
                                       { "org/desk_units" });
    routes.query<UnitPath, DeskUnit>("/meja/unit/{unit}", read_units, show_desk_unit,
                                     { "org/desk_unit" });
}

} // namespace karya::org
