// The public list of units, a unit's page, and the desk's campaigns.

#include "web/routes.h"

#include "org/org.h"
#include <algorithm>

namespace karya::org {

namespace {

constexpr auto set_campaigns = allow("org.campaign", { Role::ditjen, Role::admin });

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
    std::vector<UnitRow> units {};
};
BOOST_DESCRIBE_STRUCT(Office, (), (id, slug, name, count, units))

struct UnitList {
    std::int64_t count {};
    std::int64_t kanwil_count {};
    std::vector<Office> offices {};
};
BOOST_DESCRIBE_STRUCT(UnitList, (), (count, kanwil_count, offices))

Result<UnitList> show_units(View& view, web::Nothing const&)
{
    UnitList list;
    for (auto& kanwil : all_kanwil(view))
        list.offices.push_back({ kanwil.id, kanwil.slug, kanwil.name, 0, {} });
    for (auto& unit : all_units(view)) {
        auto const office = std::ranges::find(list.offices, unit.kanwil, &Office::id);
        CHECK(office != list.offices.end());
        office->units.push_back(
            { unit.id, unit.slug, unit.name, unit.kind, unit.regency, unit.code });
        ++office->count;
        ++list.count;
    }
    std::erase_if(list.offices, [](Office const& office) { return office.count == 0; });
    list.kanwil_count = static_cast<std::int64_t>(list.offices.size());
    return list;
}

// ---- /unit/{slug} ----

struct Named {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(Named, (), (slug))

struct UnitPage {
    std::string title {};
    UnitId id {};
    std::string slug {};
    UnitKind kind { UnitKind::lapas };
    UnitCategory category { UnitCategory::umum };
    std::optional<std::string> unit_class {};
    std::string place {};
    std::string regency {};
    std::string kanwil {};
    std::string kanwil_slug {};
    Zone zone { Zone::wib };
    std::string code {};
    bool closed { false };
    std::optional<Day> valid_to {};
};
BOOST_DESCRIBE_STRUCT(UnitPage, (),
                      (title, id, slug, kind, category, unit_class, place, regency, kanwil,
                       kanwil_slug, zone, code, closed, valid_to))

Result<UnitPage> show_unit(View& view, Named const& named)
{
    auto const unit = TRY(unit_by_slug(view, named.slug));
    auto const office = TRY(kanwil(view, unit.kanwil));
    UnitPage page;
    page.title = unit.name;
    page.id = unit.id;
    page.slug = unit.slug;
    page.kind = unit.kind;
    page.category = unit.category;
    if (!unit.unit_class.empty()) page.unit_class = unit.unit_class;
    page.place = unit.place;
    page.regency = unit.regency;
    page.kanwil = office.name;
    page.kanwil_slug = office.slug;
    page.zone = unit.zone;
    page.code = unit.code;
    page.closed = unit.valid_to && *unit.valid_to < day_in(unit.zone, view.now);
    page.valid_to = unit.valid_to;
    return page;
}

// ---- /meja/kampanye ----

struct CampaignRow {
    CampaignId id {};
    std::string name {};
    Day first_day {};
    Day last_day {};
    bool running { false }; ///< somewhere in the country
};
BOOST_DESCRIBE_STRUCT(CampaignRow, (), (id, name, first_day, last_day, running))

struct CampaignList {
    std::vector<CampaignRow> campaigns {};
};
BOOST_DESCRIBE_STRUCT(CampaignList, (), (campaigns))

Result<CampaignList> show_campaigns(View& view, web::Nothing const&)
{
    // The country's dates run from the one in the west to the one in the east.
    auto const west = day_in(Zone::wib, view.now);
    auto const east = day_in(Zone::wit, view.now);
    CampaignList list;
    for (auto const& campaign : campaigns(view))
        list.campaigns.push_back({ campaign.id, campaign.name, campaign.first_day,
                                   campaign.last_day,
                                   campaign.first_day <= east && campaign.last_day >= west });
    return list;
}

struct CampaignForm {
    std::string name {};
    Day first_day {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(CampaignForm, (), (name, first_day, last_day))

Result<Campaign> post_campaign(Call& call, CampaignForm const& form)
{
    return add_campaign(call, { {}, form.name, form.first_day, form.last_day });
}

} // namespace

void add_desk_routes(web::Routes& routes); // routes_desk.cpp

void add_routes(web::Routes& routes)
{
    // Not kept as cached pages: a change that takes effect tomorrow needs no commit to show.
    routes.query<web::Nothing, UnitList>("/unit", anyone, show_units, { "org/units" });
    routes.query<Named, UnitPage>("/unit/{slug}", anyone, show_unit, { "org/unit" });
    routes.query<web::Nothing, CampaignList>("/meja/kampanye", set_campaigns, show_campaigns,
                                             { "org/campaigns" });
    routes.command<CampaignForm, Campaign>("/meja/kampanye", set_campaigns, post_campaign,
                                           { "/meja/kampanye", "/meja/kampanye" });
    add_desk_routes(routes);
}

} // namespace karya::org
