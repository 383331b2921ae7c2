#include "org/org.h"
#include "base/json.h"
#include "base/text.h"
#include "core/audit.h"
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

bool matches(Unit const& unit, std::string_view typed)
{
    auto const about = lowered(unit.name + " " + unit.code + " " + unit.place + " " + unit.regency);
    auto const words = lowered(trimmed(typed));
    return std::ranges::all_of(fields_of(words, ' '), [&](std::string_view word) {
        return about.find(word) != std::string::npos;
    });
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
    auto const named = slug(activity.name);
    for (auto const& known : store::activities(call.tx, scope.unit()))
        if (slug(known.name) == named)
            return Error { bad_activity }.at("name", "org.same_activity");
    store::insert_activity(call.tx, activity);
    note_activity(call, activity);
    return activity;
}

Activity default_activity(Call& call, UnitScope const& scope, Field field)
{
    if (auto known = store::standard_activity(call.tx, scope.unit(), field)) return *known;
    Activity activity { ActivityId::make(call.now), scope.unit(), karya::text::of(Lang::id, field),
                        field, ContractType::own };
    if (store::insert_standard_activity(call.tx, activity)) {
        note_activity(call, activity);
        return activity;
    }
    // Another made it between our look and our insert, which waited for it.
    auto const other = store::standard_activity(call.tx, scope.unit(), field);
    CHECK(other.has_value());
    return *other;
}

} // namespace karya::org
