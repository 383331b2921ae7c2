// The Ditjen's campaigns.

#include "org/org.h"
#include "org/routes_desk.h"
#include "web/routes.h"

namespace karya::org {

namespace {

constexpr auto set_campaigns = allow("org.campaign", { Role::ditjen, Role::admin });

struct CampaignFields {
    std::string name {};
    Day first_day {};
    Day last_day {};
};
BOOST_DESCRIBE_STRUCT(CampaignFields, (), (name, first_day, last_day))

struct CampaignPath {
    CampaignId campaign {};
};
BOOST_DESCRIBE_STRUCT(CampaignPath, (), (campaign))

struct CampaignRow {
    CampaignId id {};
    std::string name {};
    Day first_day {};
    Day last_day {};
    bool running { false }; ///< somewhere in the country
    bool over { false };    ///< everywhere
};
BOOST_DESCRIBE_STRUCT(CampaignRow, (), (id, name, first_day, last_day, running, over))

CampaignRow campaign_row(Campaign const& campaign, Timestamp now)
{
    bool const over = campaign.last_day < day_in(Zone::wib, now);
    bool const begun = campaign.first_day <= day_in(Zone::wit, now);
    return {
        campaign.id, campaign.name, campaign.first_day, campaign.last_day, begun && !over, over
    };
}

struct CampaignList {
    std::vector<CampaignRow> campaigns {};
};
BOOST_DESCRIBE_STRUCT(CampaignList, (), (campaigns))

Result<CampaignList> show_campaigns(View& view, web::Nothing const&)
{
    CampaignList list;
    for (auto const& one : campaigns(view)) list.campaigns.push_back(campaign_row(one, view.now));
    return list;
}

Result<Campaign> post_campaign(Call& call, CampaignFields const& given)
{
    return add_campaign(call, { {}, given.name, given.first_day, given.last_day });
}

struct CampaignPage {
    std::string title {};
    CampaignRow row {};
    CampaignFields form {};
};
BOOST_DESCRIBE_STRUCT(CampaignPage, (), (title, row, form))

Result<CampaignPage> show_campaign(View& view, CampaignPath const& path)
{
    auto const one = TRY(campaign(view, path.campaign));
    return CampaignPage { one.name,
                          campaign_row(one, view.now),
                          { one.name, one.first_day, one.last_day } };
}

struct CampaignEdit : CampaignPath, CampaignFields { };
BOOST_DESCRIBE_STRUCT(CampaignEdit, (CampaignPath, CampaignFields), ())

Result<CampaignPath> post_correction(Call& call, CampaignEdit const& given)
{
    TRY(correct_campaign(call, { given.campaign, given.name, given.first_day, given.last_day }));
    return CampaignPath { given.campaign };
}

Result<web::Nothing> post_drop(Call& call, CampaignPath const& path)
{
    TRY(drop_campaign(call, path.campaign));
    return web::Nothing {};
}

} // namespace

void add_campaign_routes(web::Routes& routes)
{
    constexpr std::string_view all = "/meja/kampanye";
    constexpr std::string_view one = "/meja/kampanye/{campaign}";
    routes.query<web::Nothing, CampaignList>(all, set_campaigns, show_campaigns,
                                             { "org/campaigns" });
    routes.command<CampaignFields, Campaign>(all, set_campaigns, post_campaign, { all, all });
    routes.query<CampaignPath, CampaignPage>(one, set_campaigns, show_campaign,
                                             { .name = "org/campaign", .edits = true });
    routes.command<CampaignEdit, CampaignPath>(one, set_campaigns, post_correction, { all, one });
    routes.command<CampaignPath, web::Nothing>("/meja/kampanye/{campaign}/pembatalan",
                                               set_campaigns, post_drop, { all, one });
}

} // namespace karya::org
