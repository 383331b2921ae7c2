#include "board/facts.h"
#include "base/cloth.h"
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
             .sold_at = { std::chrono::floor<std::chrono::seconds>(row.sold_at), unit.zone },
             .earlier = day_in(unit.zone, row.sold_at) < facts.today };
}

namespace {

/// The product as that of its unit's day; none when it is not on the shelf or sold out.
std::optional<DayProduct> shown(View const& view, org::Unit const& unit, ProductId product,
                                bool chosen)
{
    auto card = catalogue::card(view, product);
    if (!card || card->availability == catalogue::Availability::sold_out) return {};
    auto initial = initial_of(card->name);
    return DayProduct { unit.id, unit.name, chosen, std::move(initial), std::move(*card) };
}

} // namespace

std::optional<DayProduct> product_of(View const& view, Facts const& facts, UnitId unit)
{
    auto const choice = [&](UnitId owner) -> std::optional<DayProduct> {
        auto const* found = facts.unit(owner);
        auto const product = store::choice(view.read, owner, facts.today);
        return found && product ? shown(view, *found, *product, true) : std::nullopt;
    };
    if (!unit.empty())
        if (auto chosen = choice(unit)) return chosen;
    for (auto const& best : store::best_sellers(view.read, facts.today, unit)) {
        if (unit.empty())
            if (auto chosen = choice(best.unit)) return chosen;
        if (auto const* found = facts.unit(best.unit))
            if (auto made = shown(view, *found, best.product, false)) return made;
    }
    return {};
}

} // namespace karya::board
