// Sales of the demonstration: past days of a campaign, and a day that is played.

#include "exchange/demo.h"
#include "exchange/stable_id.h"
#include "org/org.h"
#include <algorithm>
#include <span>

namespace karya::exchange {

namespace {

using sales::BuyerKind;
using sales::Payment;
using sales::SaleDraft;

constexpr int days_before = 6; ///< of the campaign, already sold
constexpr int days_after = 7;  ///< still to come
constexpr int sales_a_past_day = 260;
constexpr auto goods_age = std::chrono::days { 30 };

BuyerKind drawn_buyer(Chance& chance)
{
    auto const draw = chance.below(100);
    if (draw < 50) return BuyerKind::public_buyer;
    if (draw < 72) return BuyerKind::officer;
    if (draw < 90) return BuyerKind::family;
    if (draw < 96) return BuyerKind::agency;
    return BuyerKind::reseller;
}

Payment drawn_payment(Chance& chance)
{
    auto const draw = chance.below(100);
    if (draw < 48) return Payment::cash;
    return draw < 90 ? Payment::qris : Payment::transfer;
}

/// Few of what is dear.
Quantity drawn_quantity(catalogue::Sellable const& good, Chance& chance)
{
    auto const most = good.price < Rupiah { 20'000 } ? 6 : good.price < Rupiah { 200'000 } ? 2 : 1;
    auto quantity = Quantity::pieces(chance.between(1, most));
    if (!good.whole_only && chance.below(2) == 0) quantity = quantity + Quantity { 500 };
    if (good.supply == catalogue::Supply::stocked) quantity = std::min(quantity, good.left);
    return quantity;
}

} // namespace

Result<std::vector<Stand>> stands(db::Engine& engine, Actor const& seller, Timestamp now)
{
    return engine.get<std::vector<Stand>>([&](db::Read& read) -> Result<std::vector<Stand>> {
        View const view { read, seller, now };
        std::vector<Stand> all;
        for (auto const& unit : org::holders(view)) {
            Stand stand { .scope = TRY(org::reach(view, unit.id)) };
            stand.goods = catalogue::sellables(view, stand.scope);
            auto const drawn = Chance { "weight of " + unit.slug }.below(10) + 1;
            stand.weight = drawn * drawn;
            if (!stand.goods.empty()) all.push_back(std::move(stand));
        }
        return all;
    });
}

Stand& chosen(std::vector<Stand>& all, Chance& chance)
{
    std::size_t whole = 0;
    for (auto const& stand : all) whole += stand.weight;
    auto place = chance.below(whole);
    for (auto& stand : all) {
        if (place < stand.weight) return stand;
        place -= stand.weight;
    }
    return all.back();
}

SaleDraft drawn_sale(Stand& stand, Chance& chance, Timestamp sold_at)
{
    SaleDraft draft { .id = { stable_id(sold_at, "demo" + std::to_string(chance.next())) },
                      .sold_at = sold_at,
                      .buyer = drawn_buyer(chance),
                      .payment = drawn_payment(chance) };
    for (auto wanted = chance.between(1, 3); wanted > 0; --wanted) {
        auto& good = stand.goods[chance.below(stand.goods.size())];
        auto const twice = [&](auto const& line) { return line.variant == good.variant; };
        auto const quantity = drawn_quantity(good, chance);
        if (quantity <= Quantity {} || std::ranges::any_of(draft.lines, twice)) continue;
        if (good.supply == catalogue::Supply::stocked) good.left = good.left - quantity;
        draft.lines.push_back({ .variant = good.variant, .quantity = quantity });
    }
    return draft;
}

namespace {

/// A sale that has yet to be recorded.
struct Drawn {
    org::UnitScope const* scope;
    SaleDraft draft;
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

std::vector<Drawn> drawn_days(std::vector<Stand>& all, Day today, Timestamp now)
{
    std::vector<Drawn> drawn;
    for (int before = days_before; before >= 0; --before) {
        auto const day = today.next(-before);
        Chance chance { "sales of " + day.text() };
        for (int n = 0; n < sales_a_past_day; ++n) {
            auto& stand = chosen(all, chance);
            auto const at = drawn_instant(stand, day, now, chance);
            if (!at) continue;
            auto draft = drawn_sale(stand, chance, *at);
            if (!draft.lines.empty()) drawn.push_back({ &stand.scope, std::move(draft) });
        }
    }
    std::ranges::sort(drawn, {}, [](Drawn const& sale) { return sale.draft.sold_at; });
    return drawn;
}

Result<void> record_all(db::Engine& engine, Actor const& seller, std::vector<Drawn> const& drawn)
{
    constexpr std::size_t sales_a_step = 200;
    for (std::size_t from = 0; from < drawn.size(); from += sales_a_step) {
        auto const step = std::span { drawn }.subspan(from,
                                                      std::min(sales_a_step, drawn.size() - from));
        TRY(engine.write([&](db::Tx& tx) -> Result<void> {
            for (auto const& sale : step) {
                Call call { tx, seller, sale.draft.sold_at, Lang::id, "demo" };
                TRY(sales::record(call, *sale.scope, sale.draft));
            }
            return {};
        }));
    }
    return {};
}

} // namespace

Result<Demo> lay_demo(db::Engine& engine, DemoPlan const& plan)
{
    auto const& seller = plan.seller;
    auto const now = plan.now;
    auto const today = day_in(Zone::wib, now);
    auto const opening = start_of(today.next(-days_before), Zone::wit);
    auto demo = TRY(lay_goods(engine, plan, opening - goods_age));
    TRY(engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, seller, opening, Lang::id, "demo" };
        TRY(org::add_campaign(call,
                              { .name = "Pekan Karya Warga Binaan",
                                .first_day = today.next(-days_before),
                                .last_day = today.next(days_after) }));
        return {};
    }));
    auto all = TRY(stands(engine, seller, now));
    auto const drawn = drawn_days(all, today, now);
    TRY(record_all(engine, seller, drawn));
    demo.sales = static_cast<std::int64_t>(drawn.size());
    return demo;
}

struct Player::State {
    db::Engine& engine;
    Actor seller;
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
        State { engine, seller, std::move(all), Chance { rfc3339(now) } }) };
}

Result<void> Player::sell(Timestamp now)
{
    auto& state = *m_state;
    auto& stand = chosen(state.all, state.chance);
    auto const draft = drawn_sale(stand, state.chance, now);
    auto const batch = Quantity::pieces(24);
    return state.engine.write([&](db::Tx& tx) -> Result<void> {
        Call call { tx, state.seller, now, Lang::id, "demo" };
        for (auto& good : stand.goods) {
            if (good.supply != catalogue::Supply::stocked || good.left > Quantity {}) continue;
            TRY(catalogue::change_stock(
                call, stand.scope,
                { good.variant, batch, catalogue::StockReason::production, "Peragaan" }));
            good.left = batch;
        }
        if (draft.lines.empty()) return {};
        TRY(sales::record(call, stand.scope, draft));
        return {};
    });
}

} // namespace karya::exchange
