// The till: finding goods, the basket, and the sale.

#include "web/routes.h"
#include "base/text.h"
#include "counter/receipt.h"
#include "counter/routes_parts.h"
#include "counter/text.h"
#include "counter/till_page.h"
#include "labels/labels.h"
#include <algorithm>
#include <array>
#include <sstream>

namespace karya::counter {

namespace {

constexpr std::size_t keys_max = 12;
constexpr std::size_t basket_max = 100;

// ---- GET /kasir ----

/// The basket lies in the address, so that the till works without script and survives a reload.
struct TillQuery {
    std::optional<std::string> q {};
    std::optional<VariantId> add {};
    std::vector<BasketLine> lines {};
};
BOOST_DESCRIBE_STRUCT(TillQuery, (), (q, add, lines))

/// Adds one of `variant`, to its line when it has one.
void put(std::vector<BasketLine>& lines, VariantId variant)
{
    auto const line = std::ranges::find(lines, variant, &BasketLine::variant);
    if (line == lines.end())
        lines.push_back({ variant, Quantity::pieces(1) });
    else
        line->quantity = line->quantity + Quantity::pieces(1);
}

/// What a scanner or a cashier who knows the code means: that one variant, without asking.
std::optional<VariantId> exact(std::vector<catalogue::Sellable> const& found, std::string_view q)
{
    auto const is_it = [&](catalogue::Sellable const& one) {
        return one.code == q || one.barcode == q;
    };
    auto const hit = std::ranges::find_if(found, is_it);
    if (hit == found.end()) return {};
    return hit->variant;
}

/// A label of this unit in what was typed or scanned. Only read here: whether it is genuine, the
/// sale says.
struct ReadLabel {
    VariantId variant {};
    std::string token {};
};
std::optional<ReadLabel> label_in(View& view, org::UnitScope const& scope, std::string_view q)
{
    auto const token = labels::token_in(q);
    if (!token) return {};
    auto const read = labels::read_token(*token);
    if (!read.ok() || read.value().claims.unit != scope.code()) return {};
    auto const& article = read.value().claims.article;
    auto const variant = exact(catalogue::find(view, scope, article), article);
    if (!variant) return {};
    return ReadLabel { *variant, *token };
}

/// The same label twice is one piece.
void put_label(std::vector<BasketLine>& lines, ReadLabel const& label)
{
    for (auto const& line : lines)
        if (std::ranges::find(line.labels, label.token) != line.labels.end()) return;
    put(lines, label.variant);
    std::ranges::find(lines, label.variant, &BasketLine::variant)->labels.push_back(label.token);
}

/// Kits whose names or codes have all these words.
std::vector<Goods> kits_named(std::vector<Goods> const& kits, std::string_view q)
{
    auto const words = lowered(q);
    std::vector<Goods> named;
    for (auto const& kit : kits) {
        auto const own = lowered(kit.name + " " + kit.code);
        std::istringstream each { words };
        std::string word;
        bool all = true;
        while (each >> word) all = all && own.find(word) != std::string::npos;
        if (all) named.push_back(kit);
    }
    return named;
}

void find_goods(View& view, org::UnitScope const& scope, TillQuery const& query,
                std::vector<Goods> const& kits, std::vector<BasketLine>& basket, TillPage& page)
{
    if (!query.q) {
        page.goods = first_goods(view, scope, keys_max);
        return;
    }
    if (auto const label = query.add ? std::nullopt : label_in(view, scope, *query.q)) {
        put_label(basket, *label);
        page.goods = first_goods(view, scope, keys_max);
        return;
    }
    auto const found = catalogue::find(view, scope, *query.q);
    auto known = exact(found, *query.q);
    if (auto const kit = std::ranges::find(kits, *query.q, &Goods::code); kit != kits.end())
        known = kit->variant;
    if (known && !query.add) {
        put(basket, *known);
        page.goods = first_goods(view, scope, keys_max);
        return;
    }
    page.q = *query.q;
    page.searched = true;
    page.goods = kits_named(kits, *query.q);
    for (auto const& sellable : found) page.goods.push_back(goods_from(sellable, view.lang));
    page.nothing = page.goods.empty();
}

/// More than a receipt may be for, and perhaps than can be counted.
bool is_beyond_all(Rupiah price, Quantity quantity)
{
    return price > Rupiah {}
    && quantity.thousandths() > sales::total_max.amount() * 1000 / price.amount();
}

/// What lies in a basket under that id, if it can be sold.
std::optional<Goods> goods_in(View const& view, org::UnitScope const& scope,
                              std::vector<Goods> const& kits, VariantId id)
{
    auto const kit = std::ranges::find(kits, id, &Goods::variant);
    if (kit != kits.end()) return *kit;
    auto const known = catalogue::sellable(view, scope, id);
    if (!known) return {};
    return goods_from(*known, view.lang);
}

/// What one of a kit holds; nothing for other goods.
std::string inside_of(Lang lang, Goods const& goods)
{
    std::string words;
    for (auto const& part : goods.parts)
        words += (words.empty() ? "" : ", ") + show(lang, part.quantity) + " " + part.name;
    return words;
}

/// Names and prices of what is in the basket; what is not for sale falls out.
void put_lines(View& view, org::UnitScope const& scope, std::vector<Goods> const& kits,
               std::vector<BasketLine> const& basket, TillPage& page)
{
    for (auto const& line : basket) {
        auto const known = goods_in(view, scope, kits, line.variant);
        if (!known || line.quantity <= Quantity {}
            || line.quantity.thousandths() > Quantity::thousandths_max
            || page.lines.size() == basket_max)
            continue;
        if (is_beyond_all(known->price, line.quantity)) continue;
        auto const amount = amount_of(known->price, line.quantity);
        auto const n = static_cast<std::int64_t>(page.lines.size());
        // Fewer pieces than labels: those read last were put back.
        auto const labels = std::min<std::int64_t>(std::ssize(line.labels),
                                                   line.quantity.thousandths() / 1000);
        for (std::int64_t place = 0; place < labels; ++place)
            page.labels.push_back({ n, place, line.labels[static_cast<std::size_t>(place)] });
        page.lines.push_back({ n, line.variant, line.quantity, known->name, known->measure_name,
                               known->whole_only, known->price, amount,
                               inside_of(view.lang, *known) });
        page.total += amount;
    }
}

void put_limit(View const& view, org::UnitScope const& scope, TillPage& page)
{
    auto const limit = discount_limit(view, scope, view.actor.role, view.now);
    page.discount = limit.percent || limit.amount;
    page.percent = limit.percent.value_or(BasisPoints {}).value;
    page.amount = limit.amount.value_or(Rupiah {}).amount();
    auto const share = limit.percent ? show(view.lang, *limit.percent) : "";
    auto const sum = limit.amount ? show(view.lang, *limit.amount) : "";
    page.may_take_off = limit.percent && limit.amount ? text::discount_up_to(view.lang, share, sum)
                                                      : share + sum;
}

Result<TillPage> show_till(View& view, TillQuery const& query)
{
    auto const scope = TRY(org::own(view));
    TillPage page { .id = SaleId::make(view.now) };
    auto const shift = sales::open_shift_of(view, scope, desk_series);
    if (!shift) return page;
    page.open = true;
    page.unit_code = scope.code();
    page.officer = view.actor.officer.text();
    page.officer_name = view.actor.name;
    page.qris = qris_of(view, scope).has_value();
    page.reversers = reversers(view);
    put_limit(view, scope, page);
    page.opened_at = { shift->opened_at, scope.zone() };
    auto basket = query.lines;
    if (query.add) put(basket, *query.add);
    auto const kits = kit_goods(view, scope);
    find_goods(view, scope, query, kits, basket, page);
    for (auto const& why : take_called_back(view, basket)) page.called_back.push_back({ why });
    put_lines(view, scope, kits, basket, page);
    put_choices(page);
    return page;
}

// ---- GET /kasir/barang ----

struct GoodsQuery {
    std::optional<VariantId> after {};
};
BOOST_DESCRIBE_STRUCT(GoodsQuery, (), (after))

struct GoodsList {
    Timestamp now {};
    std::vector<Goods> goods {};
    std::vector<VariantId> first {};  ///< the till's first keys, best first; with the first page
    std::optional<VariantId> next {}; ///< ask again with `after`
};
BOOST_DESCRIBE_STRUCT(GoodsList, (), (now, goods, first, next))

Result<GoodsList> list_goods(View& view, GoodsQuery const& query)
{
    constexpr std::size_t page_size = 500;
    auto const scope = TRY(org::own(view));
    GoodsList list { .now = view.now };
    auto const all = catalogue::sellables(view, scope, query.after.value_or(VariantId {}));
    for (auto const& sellable : all)
        if (sellable.for_sale) list.goods.push_back(goods_from(sellable, view.lang));
    if (all.size() >= page_size) list.next = all.back().variant;
    if (query.after) return list;
    std::ranges::move(kit_goods(view, scope), std::back_inserter(list.goods));
    for (auto const& goods : first_goods(view, scope, keys_max))
        list.first.push_back(goods.variant);
    return list;
}

// ---- GET /kasir/label/{token} ----

struct LabelPath {
    std::string token {};
};
BOOST_DESCRIBE_STRUCT(LabelPath, (), (token))

struct LabelSeen {
    std::optional<std::string> called_back {}; ///< why its goods are not to be sold
};
BOOST_DESCRIBE_STRUCT(LabelSeen, (), (called_back))

Result<LabelSeen> see_label(View& view, LabelPath const& path)
{
    return LabelSeen { call_back_of(view, path.token) };
}

// ---- POST /kasir/penjualan ----

struct SaleMade {
    SaleId id {};
    std::string number {};
    Rupiah total {};
    Rupiah received {};
    Rupiah change {};
    std::string share {}; ///< the receipt as a text, to be sent to the buyer
};
BOOST_DESCRIBE_STRUCT(SaleMade, (), (id, number, total, received, change, share))

Result<SaleMade> post_sale(Call& call, SaleInput const& input)
{
    auto const made = TRY(sell(call, input));
    auto const view = call.view();
    auto const receipt = TRY(receipt_of(view, TRY(org::own(view)), made.id));
    return SaleMade { made.id,       made.number,    made.total,
                      made.received, receipt.change, share_text(call.lang, receipt) };
}

} // namespace

void put_choices(TillPage& page)
{
    using sales::BuyerKind;
    // Most common first.
    for (auto const buyer :
         { BuyerKind::public_buyer, BuyerKind::officer, BuyerKind::family, BuyerKind::agency,
           BuyerKind::partner, BuyerKind::reseller, BuyerKind::prisoner })
        page.buyers.push_back({ buyer });
    using sales::Payment;
    for (auto const payment : { Payment::cash, Payment::qris, Payment::transfer }) {
        page.payments.push_back({ payment });
        page.others.push_back({ payment });
    }
    for (auto const note : { 5'000, 10'000, 20'000, 50'000, 100'000 })
        page.keys.push_back({ Rupiah { note } });
}

std::vector<WayOption> way_options() { return { { CashWay::in }, { CashWay::out } }; }

void add_routes(web::Routes& routes)
{
    routes.query<TillQuery, TillPage>("/kasir", sell_right, show_till, { "counter/till" });
    routes.query<GoodsQuery, GoodsList>("/kasir/barang", sell_right, list_goods);
    routes.query<LabelPath, LabelSeen>("/kasir/label/{token}", sell_right, see_label);
    routes.command<SaleInput, SaleMade>("/kasir/penjualan", sell_right, post_sale,
                                        { "/kasir/struk/{id}", "/kasir" });
    add_stand_routes(routes);
    add_shift_routes(routes);
    add_qris_routes(routes);
    add_discount_routes(routes);
    add_receipt_routes(routes);
    add_evidence_routes(routes);
    add_reversal_routes(routes);
    add_exchange_routes(routes);
}

} // namespace karya::counter
