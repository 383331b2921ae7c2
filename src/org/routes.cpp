// The public list of units.

#include "web/routes.h"

#include "base/text.h"
#include "org/org.h"
#include "org/routes_desk.h"
#include <algorithm>

namespace karya::org {

namespace {

// ---- /unit ----

struct UnitRow {
    UnitId id {};
    std::string slug {};
    std::string name {};
    UnitKind kind { UnitKind::lapas };
    std::string regency {};
    std::string code {};
};
BOOST_DESCRIBE_STRUCT(UnitRow, (), (id, slug, name, kind, regency, code))

struct Office {
    KanwilId id {};
    std::string slug {};
    std::string name {};
    std::int64_t count {};
    std::int64_t holding {}; ///< of them, those that hold prisoners, and so sell
    bool all_hold { true };
    std::vector<UnitRow> units {};
};
BOOST_DESCRIBE_STRUCT(Office, (), (id, slug, name, count, holding, all_hold, units))

struct UnitQuery {
    std::string q {};
};
BOOST_DESCRIBE_STRUCT(UnitQuery, (), (q))

struct UnitList {
    std::string q {};
    bool searched { false };
    std::int64_t count {};
    std::int64_t kanwil_count {};
    std::vector<Office> offices {}; ///< with the units that were searched for
};
BOOST_DESCRIBE_STRUCT(UnitList, (), (q, searched, count, kanwil_count, offices))

Result<UnitList> show_units(View& view, UnitQuery const& query)
{
    UnitList list { .q = query.q, .searched = !trimmed(query.q).empty() };
    for (auto& kanwil : all_kanwil(view))
        list.offices.push_back({ .id = kanwil.id, .slug = kanwil.slug, .name = kanwil.name });
    for (auto& unit : all_units(view)) {
        if (list.searched && !matches(unit, query.q)) continue;
        auto const office = std::ranges::find(list.offices, unit.kanwil, &Office::id);
        CHECK(office != list.offices.end());
        office->units.push_back(
            { unit.id, unit.slug, unit.name, unit.kind, unit.regency, unit.code });
        ++office->count;
        if (holds_prisoners(unit.kind))
            ++office->holding;
        else
            office->all_hold = false;
        ++list.count;
    }
    std::erase_if(list.offices, [](Office const& office) { return office.count == 0; });
    list.kanwil_count = static_cast<std::int64_t>(list.offices.size());
    return list;
}

} // namespace

void add_routes(web::Routes& routes)
{
    // Not kept as cached pages: a change that takes effect tomorrow needs no commit to show.
    routes.query<UnitQuery, UnitList>("/unit", anyone, show_units, { "org/units" });
    add_campaign_routes(routes);
    add_desk_routes(routes);
}

} // namespace karya::org
