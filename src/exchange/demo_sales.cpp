// Sales of the demonstration: weeks before a campaign, its past days, and a day that is played.

#include "exchange/demo.h"
#include "org/org.h"
#include <algorithm>
#include <span>

namespace karya::exchange {

namespace {

constexpr int days_before = 6;                       ///< of the campaign, already sold
constexpr int days_after = 7;                        ///< still to come
constexpr auto goods_age = std::chrono::days { 30 }; ///< before the first sale

/// How many sales a day has: by all units together, and more by each that has accounts.
struct Pace {
    int everywhere;
    int shown_least;
    int shown_most;
};
constexpr Pace ordinary { 8, 1, 4 };
constexpr Pace in_campaign { 260, 1, 3 };

/// A sale that has yet to be recorded, and what was made before it.
struct Drawn {
    Stand const* stand;
    std::vector<catalogue::StockChange> made;
    sales::SaleDraft draft;
};

Drawn drawn_at(Stand& stand, Timestamp at, Chance& chance)
{
    auto made = made_anew(stand);
    return { &stand, std::move(made), drawn_sale(stand, chance, at) };
}

Result<void> record(db::Tx& tx, Drawn const& drawn)
{
    auto const& [stand, made, draft] = drawn;
    Call call { tx, stand->seller, draft.sold_at, Lang::id, "demo" };
    for (auto const& change : made) TRY(catalogue::change_stock(call, stand->scope, change));
    TRY(sales::record(call, stand->scope, draft));
    return {};
}

struct DemoMoment {
    Stand* stand;
    Timestamp at;
};

/// The instants of one day's sale: open from 7 to 20 o'clock of the unit; on a day that has hardly
/// begun, from its midnight on, so that the board has something to show.
std::optional<Timestamp> drawn_instant(Stand const& stand, Day day, Timestamp now, Chance& chance)
{
    using namespace std::chrono_literals;
    auto const midnight = start_of(day, stand.scope.zone());
    auto from = midnight + 7h;
    auto const until = std::min(Timestamp { midnight + 20h }, now);
    if (until < from + 1h) from = midnight;
    if (until <= from) return {};
    auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(until - from).count();
    return from + std::chrono::seconds { chance.between(0, seconds) };
}

/// Where and when that day's sales are made, in the order of their instants, since what a sale
/// takes is missing at the next.
std::vector<DemoMoment> drawn_moments(std::vector<Stand>& all, DemoPlan const& plan, Day day,
                                      Pace const& pace, Chance& chance)
{
    std::vector<DemoMoment> moments;
    auto const add = [&](Stand& stand) {
        if (auto const at = drawn_instant(stand, day, plan.now, chance))
            moments.push_back({ &stand, *at });
    };
    for (int n = 0; n < pace.everywhere; ++n) add(chosen(all, chance));
    for (auto& stand : all) {
        if (stand.seller.role != Role::cashier) continue;
        for (auto n = chance.between(pace.shown_least, pace.shown_most); n > 0; --n) add(stand);
    }
    std::ranges::sort(moments, {}, &DemoMoment::at);
    return moments;
}

std::vector<Drawn> drawn_days(std::vector<Stand>& all, DemoPlan const& plan, Day first, Day today)
{
    std::vector<Drawn> drawn;
    for (auto day = first; day <= today; day = day.next()) {
        Chance chance { "sales of " + day.text() };
        auto const& pace = day < today.next(-days_before) ? ordinary : in_campaign;
        for (auto const& [stand, at] : drawn_moments(all, plan, day, pace, chance))
            drawn.push_back(drawn_at(*stand, at, chance));
    }
    std::ranges::stable_sort(drawn, {}, [](Drawn const& sale) { return sale.draft.sold_at; });
    return drawn;
}

Result<void> record_all(db::Engine& engine, std::span<Drawn const> drawn)
{
    constexpr std::size_t sales_a_step = 200;
    for (std::size_t from = 0; from < drawn.size(); from += sales_a_step) {
        auto const step = drawn.subspan(from, std::min(sales_a_step, drawn.size() - from));
        TRY(engine.write([&](db::Tx& tx) -> Result<void> {
            for (auto const& sale : step) TRY(record(tx, sale));
            return {};
        }));
    }
    return {};
}

/// What was sold before an instant, then what is done at it, then the rest.
Result<void> record_in_two(db::Engine& engine, DemoPlan const& plan, std::span<Drawn const> drawn,
                           Timestamp month_end)
{
    auto const split = std::ranges::partition_point(
        drawn, [&](Drawn const& sale) { return sale.draft.sold_at < month_end; });
    auto const before = static_cast<std::size_t>(split - drawn.begin());
    TRY(record_all(engine, drawn.first(before)));
    if (plan.at_month_end) TRY(plan.at_month_end(month_end));
    return record_all(engine, drawn.subspan(before));
}

/// Units with accounts are sold for by their own cashiers.
void seat_cashiers(std::vector<Stand>& all, std::vector<Actor> const& cashiers)
{
    for (auto& stand : all) {
        auto const own = std::ranges::find(cashiers, stand.scope.unit(), &Actor::unit);
        if (own == cashiers.end()) continue;
        stand.seller = *own;
        stand.seller.kanwil = stand.scope.kanwil();
    }
}

Day this_month(Day today)
{
    auto const date = today.calendar();
    return { std::chrono::sys_days { date.year() / date.month() / 1 } };
}

/// The first of the month before: that month is over, so its books can be closed.
Day first_day(Day today) { return this_month(this_month(today).next(-1)); }

} // namespace

Result<Demo> lay_demo(db::Engine& engine, DemoPlan const& plan)
{
    auto const today = day_in(Zone::wib, plan.now);
    auto const opening = today.next(-days_before);
    auto const first = first_day(today);
    auto demo = TRY(lay_goods(engine, plan, start_of(first, Zone::wit) - goods_age));
    TRY(engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, plan.seller, start_of(opening, Zone::wit), Lang::id, "demo" };
        TRY(org::add_campaign(call,
                              { .name = "Pekan Karya Warga Binaan",
                                .first_day = opening,
                                .last_day = today.next(days_after) }));
        return {};
    }));
    auto all = TRY(stands(engine, plan.seller, plan.now));
    seat_cashiers(all, plan.cashiers);
    auto const drawn = drawn_days(all, plan, first, today);
    TRY(record_in_two(engine, plan, drawn, start_of(this_month(today), Zone::wib)));
    demo.sales = static_cast<std::int64_t>(drawn.size());
    return demo;
}

struct Player::State {
    db::Engine& engine;
    std::vector<Stand> all;
    Chance chance;
};

Player::Player(std::unique_ptr<State> state) : m_state(std::move(state)) { }
Player::~Player() = default;
Player::Player(Player&&) noexcept = default;

Result<Player> Player::open(db::Engine& engine, Actor const& seller, Timestamp now)
{
    auto all = TRY(stands(engine, seller, now));
    if (all.empty()) return nothing_to_sell;
    return Player { std::make_unique<State>(
        State { engine, std::move(all), Chance { rfc3339(now) } }) };
}

Result<void> Player::sell(Timestamp now)
{
    auto& state = *m_state;
    auto const drawn = drawn_at(chosen(state.all, state.chance), now, state.chance);
    return state.engine.write([&](db::Tx& tx) { return record(tx, drawn); });
}

} // namespace karya::exchange
