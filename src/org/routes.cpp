// The public list of units, and the desk's campaigns.

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
    std::int64_t holding {}; ///< of them, those that hold prisoners, and so sell
    bool all_hold { true };
    std::vector<UnitRow> units {};
};
BOOST_DESCRIBE_STRUCT(Office, (), (id, slug, name, count, holding, all_hold, units))

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
        list.offices.push_back({ .id = kanwil.id, .slug = kanwil.slug, .name = kanwil.name });
    for (auto& unit : all_units(view)) {
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
    routes.query<web::Nothing, CampaignList>("/meja/kampanye", set_campaigns, show_campaigns,
                                             { "org/campaigns" });
    routes.command<CampaignForm, Campaign>("/meja/kampanye", set_campaigns, post_campaign,
                                           { "/meja/kampanye", "/meja/kampanye" });
    add_desk_routes(routes);
}

} // namespace karya::org
