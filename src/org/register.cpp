// How units come, change and go. Nothing here rewrites a day that has passed.

#include "org/register.h"
#include "base/json.h"
#include "core/audit.h"
#include "core/outbox.h"
#include "org/store.h"

namespace karya::org {

namespace {

/// Pages and projections that show units are made anew.
void tell(Call& call, UnitChanged const& change)
{
    core::announce(call, change);
    call.tx.touch("units");
    call.tx.touch("unit:" + change.unit.text());
}

/// The first day on which a change holds: of a closing, which names the last day, the next.
Day first_day_of(Change change, Day named)
{
    return change == Change::closed ? named.next() : named;
}

/// Tells a change now, and once more when its first day has come.
void tell_twice(Call& call, UnitChanged const& change, Zone zone)
{
    tell(call, change);
    auto const day = first_day_of(change.change, change.from);
    if (day > day_in(zone, call.now))
        store::put_coming(call.tx, { change.unit, change.change, day }, start_of(day, zone));
}

store::Noted noted(Call const& call)
{
    if (!call.actor.signed_in()) return { call.now, {} };
    return { call.now, call.actor.role };
}

} // namespace

// ---- Coming ----

Result<std::string> free_code(View const& view, CodeWish const& wish)
{
    std::string const letter { code_letter(wish.kind, wish.category) };
    for (auto const& rest : code_candidates(wish.place))
        if (!store::unit_id_by_code(view.read, letter + rest)) return letter + rest;
    return Error { bad_unit }.at("code", "org.bad_code_field");
}

namespace {

Result<void> check_new(Unit const& unit)
{
    Error error { bad_unit };
    auto const refuse = [&](bool bad, std::string field, std::string reason) {
        if (bad) error.fields.push_back({ std::move(field), std::move(reason) });
    };
    auto const* province = province_of(unit.province);
    refuse(!is_name(unit.name) || unit.slug.empty(), "name", "org.bad_name");
    refuse(!is_name(unit.place), "place", "org.bad_name");
    refuse(!is_class(unit.unit_class), "unit_class", "org.bad_class");
    refuse(!is_code(unit.code), "code", "org.bad_code_field");
    refuse(!unit.province.empty() && !province, "province", "org.bad_province");
    refuse(province && province->zone != unit.zone, "zone", "org.bad_zone");
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
    if (unit.lat == 0 && unit.lng == 0)
        if (auto const like = store::position_like(call.tx, unit)) {
            unit.lat = like->lat;
            unit.lng = like->lng;
        }
    // Two at once: the database lets one through.
    if (!store::insert_unit(call.tx, unit, noted(call)))
        return Error { name_taken }.with("name", unit.name);
    core::audit(call,
                { .what = "org.add_unit",
                  .object = unit.id.text(),
                  .after = json_text(unit),
                  .unit = unit.id });
    tell_twice(call, { unit.id, unit.kanwil, Change::added, unit.valid_from }, unit.zone);
    return unit;
}

// ---- Changing ----

namespace {

struct Standing {
    store::Life life {};
    store::Version last {};
};

/// The unit and its last version, if it may change from `from` on; locked.
Result<Standing> changeable(Call& call, UnitId id, Day from)
{
    auto const life = store::lock_life(call.tx, id);
    if (!life) return not_found;
    Standing standing { *life, store::last_version(call.tx, id) };
    auto const& last = standing.last;
    if (life->last_day) return Error { unit_closed }.with("unit", last.name);
    auto const earliest = std::max(last.valid_from, day_in(life->zone, call.now));
    if (from < earliest) return Error { change_too_early }.with("day", show(call.lang, earliest));
    return standing;
}

struct Step {
    std::string_view what;
    Change change;
};

void apply(Call& call, Standing const& was, store::Version const& next, Step const& step)
{
    store::follow(call.tx, was.last, next, noted(call));
    core::audit(call,
                { .what = step.what,
                  .object = next.unit.text(),
                  .before = json_text(was.last),
                  .after = json_text(next),
                  .unit = next.unit });
    tell_twice(call, { next.unit, next.kanwil, step.change, next.valid_from }, was.life.zone);
}

} // namespace

Result<void> rename_unit(Call& call, Renaming const& renaming)
{
    auto const was = TRY(changeable(call, renaming.unit, renaming.from));
    if (!is_name(renaming.name)) return Error { bad_unit }.at("name", "org.bad_name");
    if (!is_class(renaming.unit_class)) return Error { bad_unit }.at("unit_class", "org.bad_class");
    auto next = was.last;
    if (next.name == renaming.name && next.unit_class == renaming.unit_class) return {};
    next.valid_from = renaming.from;
    next.name = renaming.name;
    next.unit_class = renaming.unit_class;
    apply(call, was, next, { "org.rename_unit", Change::renamed });
    return {};
}

Result<void> move_unit(Call& call, UnitId id, KanwilId to, Day from)
{
    auto const was = TRY(changeable(call, id, from));
    auto next = was.last;
    if (next.kanwil == to) return {};
    next.valid_from = from;
    next.kanwil = TRY(kanwil(call.view(), to)).id;
    apply(call, was, next, { "org.move_unit", Change::moved });
    return {};
}

Result<void> close_unit(Call& call, UnitId id, Day last_day)
{
    auto const was = TRY(changeable(call, id, last_day));
    store::set_last_day(call.tx, id, last_day, noted(call));
    core::audit(call,
                { .what = "org.close_unit",
                  .object = id.text(),
                  .before = json_text(was.last),
                  .after = last_day.text(),
                  .unit = id });
    tell_twice(call, { id, was.last.kanwil, Change::closed, last_day }, was.life.zone);
    return {};
}

Result<void> withdraw_coming(Call& call, UnitId id)
{
    auto const life = store::lock_life(call.tx, id);
    if (!life) return not_found;
    auto const last = store::last_version(call.tx, id);
    auto const today = day_in(life->zone, call.now);
    bool const closing = life->last_day && *life->last_day >= today;
    bool const version = !life->last_day && last.valid_from > today
        && last.valid_from > life->first_day;
    if (!closing && !version) return Error { nothing_coming }.with("unit", last.name);

    auto const day = closing ? life->last_day->next() : last.valid_from;
    if (closing)
        store::set_last_day(call.tx, id, {}, {});
    else
        store::unfollow(call.tx, last);
    store::drop_coming(call.tx, id, day);
    auto const now = store::last_version(call.tx, id);
    core::audit(call,
                { .what = "org.withdraw_coming",
                  .object = id.text(),
                  .before = closing ? life->last_day->text() : json_text(last),
                  .after = json_text(now),
                  .unit = id });
    tell(call, { id, now.kanwil, Change::withdrawn, day });
    return {};
}

// ---- When the day has come ----

bool has_due_changes(View const& view) { return store::has_due(view.read, view.now); }

Result<void> tell_due_changes(Call& call)
{
    for (auto const& due : store::take_due(call.tx, call.now)) {
        auto const as_it_is = TRY(unit(call.view(), due.unit));
        auto const day = due.change == Change::closed ? due.day.next(-1) : due.day;
        tell(call, { due.unit, as_it_is.kanwil, due.change, day });
    }
    return {};
}

// ---- For the desk ----

std::vector<Unit> every_unit(View const& view)
{
    return store::every_unit(view.read, ZoneDays::at(view.now));
}

std::vector<UnitVersion> history(View const& view, UnitId id)
{
    return store::history(view.read, id);
}

ClosingNote closing_note(View const& view, UnitId id)
{
    return store::closing_note(view.read, id).value_or(ClosingNote {});
}

std::vector<ComingChange> coming_changes(View const& view) { return store::coming(view.read); }

UnitState state_on(Unit const& unit, Day day)
{
    if (day < unit.valid_from) return UnitState::coming;
    if (!unit.valid_to) return UnitState::open;
    return day > *unit.valid_to ? UnitState::closed : UnitState::closing;
}

} // namespace karya::org
