#include "board/facts.h"
#include <set>

namespace karya::board {

namespace {

std::map<UnitId, Sums> by_unit(View const& view, Window const& window)
{
    std::map<UnitId, Sums> sums;
    for (auto const& row : store::unit_sums(view.read, window)) sums[row.unit] = row.sums();
    return sums;
}

void add_closed_units(View const& view, Facts& facts)
{
    std::set<UnitId> open;
    for (auto const& unit : facts.units) open.insert(unit.id);
    for (auto const& [id, sums] : facts.in_window) {
        if (open.contains(id)) continue;
        if (auto closed = org::unit(view, id); closed.ok()) facts.units.push_back(closed.take());
    }
}

} // namespace

Facts gather(View const& view, Day today)
{
    Facts facts;
    facts.today = today;
    facts.campaign = org::current_campaign(view, facts.today);
    facts.window = facts.campaign ? Window { facts.campaign->first_day, facts.campaign->last_day }
                                  : Window { facts.today, facts.today };
    facts.kanwil = org::all_kanwil(view);
    facts.units = org::all_units(view);
    facts.in_window = by_unit(view, facts.window);
    facts.in_day = by_unit(view, { facts.today, facts.today });
    add_closed_units(view, facts);
    return facts;
}

Country::Country(View const& view) : m_now(view.now)
{
    for (auto const zone : { Zone::wib, Zone::wita, Zone::wit })
        if (auto const day = day_in(zone, m_now); !m_days.contains(day))
            m_days.emplace(day, gather(view, day));
}

Facts const& Country::of(KanwilId kanwil) const
{
    auto const& units = nation().units;
    auto const unit = std::ranges::find(units, kanwil, &org::Unit::kanwil);
    return unit == units.end() ? nation() : in(unit->zone);
}

Sums& operator+=(Sums& sum, Sums const& other)
{
    sum.turnover += other.turnover;
    sum.premi += other.premi;
    sum.pnbp += other.pnbp;
    sum.sales += other.sales;
    return sum;
}

News told(View const& view, Facts const& facts, store::NewsRow const& row, org::Unit const& unit)
{
    auto const card = row.product.empty() ? std::nullopt : catalogue::card(view, row.product);
    return { .n = row.n,
             .unit = unit.id,
             .unit_name = unit.name,
             .unit_slug = unit.slug,
             .unit_code = unit.code,
             .kanwil_slug = facts.kanwil_of(unit).slug,
             .product = card ? card->name : std::string {},
             .turnover = row.turnover,
             .sold_at = { std::chrono::floor<std::chrono::seconds>(row.sold_at), unit.zone } };
}

std::optional<DayProduct> product_of(View const& view, Facts const& facts, UnitId unit)
{
    auto const best = store::best_seller(view.read, facts.today, unit);
    auto const owner = unit.empty() ? (best ? best->unit : UnitId {}) : unit;
    auto const* found = facts.unit(owner);
    if (!found) return {};
    auto const chosen = store::choice(view.read, owner, facts.today);
    for (auto const product : { chosen, best ? std::optional { best->product } : std::nullopt }) {
        if (!product) continue;
        if (auto card = catalogue::card(view, *product))
            return DayProduct { owner, found->name, chosen == product, std::move(*card) };
    }
    return {};
}

} // namespace karya::board
