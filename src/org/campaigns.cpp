// Campaigns: added, corrected and taken back. No two share a day. A campaign is the same date
// everywhere, so it begins in the east and ends in the west.

#include "base/json.h"
#include "core/audit.h"
#include "core/outbox.h"
#include "org/events.h"
#include "org/org.h"
#include "org/state.h"
#include "org/store.h"

namespace karya::org {

namespace {

bool has_begun(Campaign const& campaign, Timestamp now)
{
    return campaign.first_day <= day_in(Zone::wit, now);
}

bool is_over(Campaign const& campaign, Timestamp now)
{
    return campaign.last_day < day_in(Zone::wib, now);
}

/// A slip of the keyboard in a year would block the right days for ever.
Result<void> check(Campaign const& campaign, Timestamp now)
{
    constexpr int ahead_max = 2 * 366;
    constexpr int days_max = 366;
    auto const bad = [](char const* field, char const* why) {
        return Error { bad_campaign }.at(field, why);
    };
    if (!is_name(campaign.name)) return bad("name", "org.bad_name");
    if (!is_window(campaign.first_day, campaign.last_day)) return bad("last_day", "org.bad_window");
    if (is_over(campaign, now)) return bad("last_day", "org.campaign_past");
    if (campaign.first_day > day_in(Zone::wib, now).next(ahead_max))
        return bad("first_day", "org.campaign_far");
    if (campaign.last_day >= campaign.first_day.next(days_max))
        return bad("last_day", "org.campaign_long");
    return {};
}

Result<void> check_free(Call& call, Campaign const& campaign)
{
    auto const other = store::overlapping(call.tx, campaign);
    if (!other) return {};
    return Error { campaign_overlap }
        .with("name", other->name)
        .with("first", show(call.lang, other->first_day))
        .with("last", show(call.lang, other->last_day));
}

} // namespace

std::vector<Campaign> campaigns(View const& view) { return store::campaigns(view.read); }

std::optional<Campaign> current_campaign(View const& view, Day day)
{
    return store::campaign_on(view.read, day);
}

Result<Campaign> campaign(View const& view, CampaignId id)
{
    auto const found = store::campaign(view.read, id);
    if (!found) return not_found;
    return *found;
}

Result<Campaign> add_campaign(Call& call, Campaign const& wanted)
{
    auto campaign = wanted;
    campaign.id = CampaignId::make(call.now);
    TRY(check(campaign, call.now));
    store::take_campaign_turn(call.tx);
    TRY(check_free(call, campaign));
    store::insert_campaign(call.tx, campaign);
    core::audit(
        call,
        { .what = "org.add_campaign", .object = campaign.id.text(), .after = json_text(campaign) });
    core::announce(call, CampaignAdded { campaign.id, campaign.first_day, campaign.last_day });
    call.tx.touch("campaign");
    return campaign;
}

Result<void> correct_campaign(Call& call, Campaign const& now)
{
    store::take_campaign_turn(call.tx);
    auto const before = TRY(campaign(call.view(), now.id));
    if (is_over(before, call.now)) return campaign_ended;
    TRY(check(now, call.now));
    bool const moved = now.first_day != before.first_day;
    if (moved && (has_begun(before, call.now) || has_begun(now, call.now)))
        return Error { bad_campaign }.at("first_day", "org.campaign_first_stays");
    TRY(check_free(call, now));
    store::update_campaign(call.tx, now);
    core::audit(call,
                { .what = "org.correct_campaign",
                  .object = now.id.text(),
                  .before = json_text(before),
                  .after = json_text(now) });
    core::announce(call, CampaignCorrected { now.id, now.first_day, now.last_day });
    call.tx.touch("campaign");
    return {};
}

Result<void> drop_campaign(Call& call, CampaignId id)
{
    store::take_campaign_turn(call.tx);
    auto const before = TRY(campaign(call.view(), id));
    if (has_begun(before, call.now)) return campaign_began;
    store::delete_campaign(call.tx, id);
    core::audit(call,
                { .what = "org.drop_campaign", .object = id.text(), .before = json_text(before) });
    core::announce(call, CampaignDropped { id });
    call.tx.touch("campaign");
    return {};
}

} // namespace karya::org
