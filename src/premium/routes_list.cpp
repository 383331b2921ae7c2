// What waits to be shared out, the sheets by their state, and a new one; for those above, sums.

#include "premium/routes.h"
#include "premium/state.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::premium {

namespace {

// ---- GET /meja/premi ----

struct ListQuery {
    std::optional<UnitId> unit {};       ///< above unit level: one of the list
    std::optional<std::int64_t> year {}; ///< above unit level; absent: this one
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (unit, year))

struct SheetRow {
    PremiumId sheet {};
    std::string number {};
    std::string activity_name {};
    Fund fund {};
    Day first_day {};
    Day last_day {};
    SheetState state {};
    Rupiah amount {};
    Rupiah paid {};
};
BOOST_DESCRIBE_STRUCT(SheetRow, (),
                      (sheet, number, activity_name, fund, first_day, last_day, state, amount,
                       paid))

struct UnitSheetsPage {
    std::string unit_name {};
    std::vector<Waiting> waiting {};
    std::vector<SheetRow> sheets {};
};
BOOST_DESCRIBE_STRUCT(UnitSheetsPage, (), (unit_name, waiting, sheets))

struct PremiumSums {
    Rupiah authorised {};
    Rupiah paid {};
    std::int64_t open {};

    void add(UnitSum const& one)
    {
        authorised += one.authorised;
        paid += one.paid;
        open += one.open;
    }
};
BOOST_DESCRIBE_STRUCT(PremiumSums, (), (authorised, paid, open))

struct OfficeSheets {
    KanwilId id {};
    std::string name {};
    bool waits { false }; ///< some sheets are not authorised
    PremiumSums sums {};
    std::vector<UnitSum> units {};
};
BOOST_DESCRIBE_STRUCT(OfficeSheets, (), (id, name, waits, sums, units))

/// Units of a regional office or of the nation, by office: where most is unpaid first.
struct ReachedUnits {
    PremiumSums sums {};
    bool unfolded { false }; ///< there is but one office
    std::vector<OfficeSheets> offices {};
};
BOOST_DESCRIBE_STRUCT(ReachedUnits, (), (sums, unfolded, offices))

struct ListPage {
    std::string year {};
    std::string year_before {};
    std::string year_after {};
    std::optional<UnitSheetsPage> own {};
    std::optional<ReachedUnits> reach {};
};
BOOST_DESCRIBE_STRUCT(ListPage, (), (year, year_before, year_after, own, reach))

std::map<ActivityId, std::string> activity_names(View const& view, org::UnitScope const& scope)
{
    std::map<ActivityId, std::string> names;
    for (auto& activity : org::activities(view, scope))
        names[activity.id] = std::move(activity.name);
    return names;
}

Result<UnitSheetsPage> unit_sheets(View const& view, org::UnitScope const& scope)
{
    UnitSheetsPage page { .unit_name = TRY(org::unit(view, scope.unit())).name,
                          .waiting = waiting(view, scope) };
    auto names = activity_names(view, scope);
    for (auto const& one : sheets(view, scope))
        page.sheets.push_back({ .sheet = one.id,
                                .number = number_of(scope, one),
                                .activity_name = names[one.activity],
                                .fund = one.fund,
                                .first_day = one.first_day,
                                .last_day = one.last_day,
                                .state = one.state,
                                .amount = one.amount,
                                .paid = one.paid });
    return page;
}

Result<ReachedUnits> reached_units(View const& view, int year)
{
    ReachedUnits page;
    for (auto const& kanwil : org::all_kanwil(view))
        page.offices.push_back({ .id = kanwil.id, .name = kanwil.name });
    for (auto& one : TRY(units(view, year))) {
        auto const office = std::ranges::find(page.offices, one.kanwil, &OfficeSheets::id);
        CHECK(office != page.offices.end());
        page.sums.add(one);
        office->sums.add(one);
        office->waits = office->sums.open > 0;
        office->units.push_back(std::move(one));
    }
    std::erase_if(page.offices, [](OfficeSheets const& office) { return office.units.empty(); });
    std::ranges::stable_sort(page.offices, std::greater {}, [](OfficeSheets const& office) {
        return office.sums.authorised - office.sums.paid;
    });
    page.unfolded = page.offices.size() == 1;
    return page;
}

Result<ListPage> show_list(View& view, ListQuery const& query)
{
    constexpr std::int64_t first_year = 1990;
    auto const this_year = static_cast<int>(day_in(Zone::wit, view.now).calendar().year());
    auto const year = static_cast<int>(
        std::clamp<std::int64_t>(query.year.value_or(this_year), first_year, this_year + 1));
    ListPage page { .year = std::to_string(year),
                    .year_before = std::to_string(year - 1),
                    .year_after = std::to_string(year + 1) };
    if (query.unit)
        page.own = TRY(unit_sheets(view, TRY(org::reach(view, *query.unit))));
    else if (view.actor.level() == Level::unit)
        page.own = TRY(unit_sheets(view, TRY(org::own(view))));
    else
        page.reach = TRY(reached_units(view, year));
    return page;
}

// ---- /meja/premi/baru ----

struct NewQuery {
    std::optional<ActivityId> activity {};
    std::optional<Fund> fund {};
};
BOOST_DESCRIBE_STRUCT(NewQuery, (), (activity, fund))

struct NewForm {
    std::string activity {};
    Fund fund { Fund::premi };
    std::string first_day {};
    std::string last_day {};
    Basis basis { Basis::days };
};
BOOST_DESCRIBE_STRUCT(NewForm, (), (activity, fund, first_day, last_day, basis))

struct ActivityChoice {
    std::string activity {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(ActivityChoice, (), (activity, name))
struct FundChoice {
    Fund fund {};
};
BOOST_DESCRIBE_STRUCT(FundChoice, (), (fund))
struct BasisChoice {
    Basis basis {};
};
BOOST_DESCRIBE_STRUCT(BasisChoice, (), (basis))

struct NewPage {
    std::string unit_name {};
    std::vector<ActivityChoice> activities {};
    std::vector<FundChoice> funds {};
    std::vector<BasisChoice> bases {};
    NewForm form {};
};
BOOST_DESCRIBE_STRUCT(NewPage, (), (unit_name, activities, funds, bases, form))

Day first_of(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / 1 } };
}

Day end_of(Day day)
{
    auto const date = day.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / std::chrono::last } };
}

/// After the last sheet, else this month; to the end of that month, but not ahead.
void put_days(NewForm& form, std::optional<Day> after, Day today)
{
    auto const first = std::min(after ? after->next() : first_of(today), today);
    form.first_day = first.text();
    form.last_day = std::min(end_of(first), today).text();
}

Result<NewPage> show_new(View& view, NewQuery const& query)
{
    auto const scope = TRY(org::own(view));
    NewPage page { .unit_name = TRY(org::unit(view, scope.unit())).name };
    for (auto const& activity : org::activities(view, scope))
        page.activities.push_back({ activity.id.text(), activity.name });
    for (auto const fund : enum_values<Fund>()) page.funds.push_back({ fund });
    for (auto const basis : enum_values<Basis>()) page.bases.push_back({ basis });
    std::optional<Day> after;
    if (query.activity) page.form.activity = query.activity->text();
    page.form.fund = query.fund.value_or(Fund::premi);
    for (auto const& one : waiting(view, scope))
        if (one.activity == query.activity && one.fund == page.form.fund) after = one.after;
    put_days(page.form, after, scope.day(view.now));
    return page;
}

struct MakeInput {
    ActivityId activity {};
    Fund fund {};
    Day first_day {};
    Day last_day {};
    Basis basis {};
};
BOOST_DESCRIBE_STRUCT(MakeInput, (), (activity, fund, first_day, last_day, basis))

Result<SheetPath> post_make(Call& call, MakeInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    return SheetPath { TRY(make(call, scope,
                                { .activity = input.activity,
                                  .fund = input.fund,
                                  .first_day = input.first_day,
                                  .last_day = input.last_day,
                                  .basis = input.basis }))
                           .id };
}

} // namespace

void add_list_routes(web::Routes& routes)
{
    routes.query<ListQuery, ListPage>("/meja/premi", read_right, show_list, { "premium/list" });
    routes.query<NewQuery, NewPage>("/meja/premi/baru", make_right, show_new, { "premium/new" });
    routes.command<MakeInput, SheetPath>("/meja/premi", make_right, post_make,
                                         { "/meja/premi/{sheet}", "/meja/premi/baru" });
}

} // namespace karya::premium
