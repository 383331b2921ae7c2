#include "org/org.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/outbox.h"
#include "org/events.h"
#include "org/store.h"
#include "org/text.h"
#include <algorithm>

namespace karya::org {

namespace {

template<class T>
Result<T> found(std::optional<T> row)
{
    if (!row) return not_found;
    return std::move(*row);
}

/// Pages and projections that show units are made anew.
void tell(Call& call, UnitChanged const& change)
{
    core::announce(call, change);
    call.tx.touch("units");
    call.tx.touch("unit:" + change.unit.text());
}

} // namespace

// ---- Kanwil ----

std::vector<Kanwil> all_kanwil(View const& view) { return store::all_kanwil(view.read); }

Result<Kanwil> kanwil(View const& view, KanwilId id) { return found(store::kanwil(view.read, id)); }

Result<Kanwil> kanwil_by_slug(View const& view, std::string_view slug)
{
    return found(store::kanwil_by_slug(view.read, slug));
}

Result<KanwilId> add_kanwil(Call& call, std::string_view name)
{
    Kanwil const kanwil { KanwilId::make(call.now), std::string { name }, slug(name) };
    if (!is_name(name) || kanwil.slug.empty()) return Error { bad_unit }.at("name", "org.bad_name");
    if (!store::insert_kanwil(call.tx, kanwil))
        return Error { name_taken }.with("name", kanwil.name);
    core::audit(
        call, { .what = "org.add_kanwil", .object = kanwil.id.text(), .after = json_text(kanwil) });
    call.tx.touch("units");
    return kanwil.id;
}

// ---- Units ----

std::vector<Unit> all_units(View const& view)
{
    return store::units(view.read, ZoneDays::at(view.now), {});
}

std::vector<Unit> units_of(View const& view, KanwilId id)
{
    if (id.empty()) return {};
    return store::units(view.read, ZoneDays::at(view.now), id);
}

std::vector<Unit> holders(View const& view)
{
    auto units = all_units(view);
    std::erase_if(units, [](Unit const& unit) { return !holds_prisoners(unit.kind); });
    return units;
}

Result<Unit> unit(View const& view, UnitId id)
{
    return found(store::unit(view.read, ZoneDays::at(view.now), id));
}

Result<Unit> unit_by_slug(View const& view, std::string_view slug)
{
    return unit(view, TRY(found(store::unit_id_by_slug(view.read, slug))));
}

Result<Unit> unit_by_code(View const& view, std::string_view code)
{
    return unit(view, TRY(found(store::unit_id_by_code(view.read, code))));
}

Result<Unit> unit_on(View const& view, UnitId id, Day day)
{
    return found(store::unit(view.read, ZoneDays::all(day), id));
}

Result<std::string> free_code(View const& view, std::string_view name)
{
    for (auto const& code : code_candidates(name))
        if (!store::unit_id_by_code(view.read, code)) return code;
    return Error { bad_unit }.at("code", "org.bad_code_field");
}

namespace {

Result<void> check_new(Unit const& unit)
{
    Error error { bad_unit };
    auto const refuse = [&](bool bad, std::string field, std::string reason) {
        if (bad) error.fields.push_back({ std::move(field), std::move(reason) });
    };
    refuse(!is_name(unit.name) || unit.slug.empty(), "name", "org.bad_name");
    refuse(!is_name(unit.place), "place", "org.bad_name");
    refuse(!is_class(unit.unit_class), "unit_class", "org.bad_class");
    refuse(!is_code(unit.code), "code", "org.bad_code_field");
    refuse(std::abs(unit.lat) > 90'000'000, "lat", "org.bad_position");
    refuse(std::abs(unit.lng) > 180'000'000, "lng", "org.bad_position");
    if (!error.fields.empty()) return error;
    return {};
}

} // namespace

Result<Unit> add_unit(Call& call, Unit const& wanted)
{
    auto unit = wanted;
    unit.id = UnitId::make(call.now);
    unit.slug = slug(unit.name);
    unit.valid_to.reset();
    TRY(check_new(unit));
    TRY(kanwil(call.view(), unit.kanwil));
    if (store::unit_id_by_code(call.tx, unit.code))
        return Error { code_taken }.with("code", unit.code);
    if (store::unit_id_by_slug(call.tx, unit.slug))
        return Error { name_taken }.with("name", unit.name);
    // Two at once: the database lets one through.
    if (!store::insert_unit(call.tx, unit)) return Error { name_taken }.with("name", unit.name);
    core::audit(call,
                { .what = "org.add_unit",
                  .object = unit.id.text(),
                  .after = json_text(unit),
                  .unit = unit.id });
    tell(call, { unit.id, unit.kanwil, Change::added, unit.valid_from });
    return unit;
}

namespace {

/// The unit's last version, if it may change from `from` on; locked.
Result<store::Version> changeable(Call& call, UnitId id, Day from)
{
    auto last = TRY(found(store::lock_last_version(call.tx, id)));
    if (store::valid_to(call.tx, id)) return Error { unit_closed }.with("unit", last.name);
    if (from < last.valid_from)
        return Error { change_too_early }.with("day", show(call.lang, last.valid_from));
    return last;
}

struct Step {
    std::string_view what;
    Change change;
};

void apply(Call& call, store::Version const& last, store::Version const& next, Step const& step)
{
    store::follow(call.tx, last, next);
    core::audit(call,
                { .what = step.what,
                  .object = next.unit.text(),
                  .before = json_text(last),
                  .after = json_text(next),
                  .unit = next.unit });
    tell(call, { next.unit, next.kanwil, step.change, next.valid_from });
}

} // namespace

Result<void> rename_unit(Call& call, Renaming const& renaming)
{
    auto const last = TRY(changeable(call, renaming.unit, renaming.from));
    if (!is_name(renaming.name)) return Error { bad_unit }.at("name", "org.bad_name");
    if (!is_class(renaming.unit_class)) return Error { bad_unit }.at("unit_class", "org.bad_class");
    auto next = last;
    next.valid_from = renaming.from;
    next.name = renaming.name;
    next.unit_class = renaming.unit_class;
    apply(call, last, next, { "org.rename_unit", Change::renamed });
    return {};
}

Result<void> move_unit(Call& call, UnitId id, KanwilId to, Day from)
{
    auto const last = TRY(changeable(call, id, from));
    auto next = last;
    next.valid_from = from;
    next.kanwil = TRY(kanwil(call.view(), to)).id;
    apply(call, last, next, { "org.move_unit", Change::moved });
    return {};
}

Result<void> close_unit(Call& call, UnitId id, Day last_day)
{
    auto const last = TRY(changeable(call, id, last_day));
    store::close(call.tx, id, last_day);
    core::audit(call,
                { .what = "org.close_unit",
                  .object = id.text(),
                  .before = json_text(last),
                  .after = last_day.text(),
                  .unit = id });
    tell(call, { id, last.kanwil, Change::closed, last_day });
    return {};
}

// ---- Activities ----

std::vector<Activity> activities(View const& view, UnitScope const& scope)
{
    return store::activities(view.read, scope.unit());
}

Result<Activity> activity(View const& view, UnitScope const& scope, ActivityId id)
{
    return found(store::activity(view.read, scope.unit(), id));
}

namespace {

void note_activity(Call& call, Activity const& activity)
{
    core::audit(call,
                { .what = "org.add_activity",
                  .object = activity.id.text(),
                  .after = json_text(activity),
                  .unit = activity.unit });
}

} // namespace

Result<Activity> add_activity(Call& call, UnitScope const& scope, Activity const& wanted)
{
    auto activity = wanted;
    activity.id = ActivityId::make(call.now);
    activity.unit = scope.unit();
    if (!is_name(activity.name)) return Error { bad_activity }.at("name", "org.bad_name");
    store::insert_activity(call.tx, activity);
    note_activity(call, activity);
    return activity;
}

Activity default_activity(Call& call, UnitScope const& scope, Field field)
{
    if (auto known = store::standard_activity(call.tx, scope.unit(), field)) return *known;
    Activity const activity { ActivityId::make(call.now), scope.unit(),
                              karya::text::of(Lang::id, field), field, ContractType::own };
    if (store::insert_standard_activity(call.tx, activity)) {
        note_activity(call, activity);
        return activity;
    }
    // Another made it between our look and our insert, which waited for it.
    auto const other = store::standard_activity(call.tx, scope.unit(), field);
    CHECK(other.has_value());
    return *other;
}

// ---- Campaigns ----

std::vector<Campaign> campaigns(View const& view) { return store::campaigns(view.read); }

std::optional<Campaign> current_campaign(View const& view, Day day)
{
    return store::campaign_on(view.read, day);
}

Result<Campaign> add_campaign(Call& call, Campaign const& wanted)
{
    auto campaign = wanted;
    campaign.id = CampaignId::make(call.now);
    if (!is_name(campaign.name)) return Error { bad_campaign }.at("name", "org.bad_name");
    if (!is_window(campaign.first_day, campaign.last_day))
        return Error { bad_campaign }.at("last_day", "org.bad_window");
    store::take_campaign_turn(call.tx);
    if (auto const other = store::overlapping(call.tx, campaign.first_day, campaign.last_day))
        return Error { campaign_overlap }
            .with("name", other->name)
            .with("first", show(call.lang, other->first_day))
            .with("last", show(call.lang, other->last_day));
    store::insert_campaign(call.tx, campaign);
    core::audit(
        call,
        { .what = "org.add_campaign", .object = campaign.id.text(), .after = json_text(campaign) });
    core::announce(call, CampaignAdded { campaign.id, campaign.first_day, campaign.last_day });
    call.tx.touch("campaign");
    return campaign;
}

} // namespace karya::org
