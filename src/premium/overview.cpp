// What waits to be shared out, and sums unit by unit for those above.

#include "premium/inputs.h"
#include "premium/store.h"
#include <algorithm>
#include <map>

namespace karya::premium {

std::vector<Waiting> waiting(View const& view, org::UnitScope const& scope)
{
    std::vector<Waiting> all;
    auto const today = scope.day(view.now);
    BookedSales booked { view, scope };
    for (auto const& activity : org::activities(view, scope))
        for (auto const fund : { Fund::premi, Fund::upah }) {
            auto const last = store::last_living(view.read, activity.id, fund);
            Sheet const next {
                .activity = activity.id, .fund = fund, .last_day = today, .covers = INT64_MAX
            };
            auto const free = free_parts(view, scope, next, booked);
            Waiting one { activity.id, activity.name, fund, free.sum, {}, {} };
            if (last) one.after = last->last_day;
            if (last && is_open(last->state)) one.open_sheet = last->id.text();
            if (one.accrued > Rupiah {} || last) all.push_back(std::move(one));
        }
    return all;
}

Result<std::vector<UnitSum>> units(View const& view, int year)
{
    using namespace std::chrono;
    auto const range = TRY(org::range(view));
    std::map<UnitId, store::YearSum> sums;
    Day const first { sys_days { std::chrono::year { year } / January / 1 } };
    Day const last { sys_days { std::chrono::year { year } / December / 31 } };
    for (auto const& one : store::sums_between(view.read, first, last)) sums[one.unit] = one;
    std::map<UnitId, Rupiah> claims;
    Day const ever = Day::numbered(-1'000'000);
    for (auto const account : { ledger::Account::premi_claim, ledger::Account::upah_claim })
        for (auto const& one :
             ledger::movements_of_all(view, account, ever, day_in(Zone::wit, view.now)))
            claims[one.unit] += one.amount;
    std::vector<UnitSum> all;
    for (auto const& [id, open] : store::open_counts(view.read)) {
        auto const unit = org::unit(view, id);
        if (!unit.ok() || !range.covers(unit.value())) continue;
        all.push_back({ .unit = id,
                        .kanwil = unit.value().kanwil,
                        .name = unit.value().name,
                        .code = unit.value().code,
                        .authorised = sums[id].authorised,
                        .paid = sums[id].paid,
                        .claim = claims[id],
                        .open = open });
    }
    std::ranges::sort(all, [](UnitSum const& a, UnitSum const& b) {
        return std::tuple { b.authorised - b.paid, a.name }
        < std::tuple { a.authorised - a.paid, b.name };
    });
    return all;
}

} // namespace karya::premium
