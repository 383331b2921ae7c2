// Other goods for what a buyer brings back: first what it comes to, then the exchange itself.

#include "web/routes.h"

#include "counter/counter.h"
#include "counter/routes_parts.h"
#include "counter/text.h"
#include "counter/till.h"
#include "counter/till_page.h"
#include "labels/labels.h"
#include "web/problem.h"

namespace karya::counter {

namespace {

struct BackInput {
    std::int64_t n {}; ///< as on the receipt
    std::optional<Quantity> quantity {};
};
BOOST_DESCRIBE_STRUCT(BackInput, (), (n, quantity))

struct TakeInput {
    std::string code {}; ///< or barcode
    std::optional<Quantity> quantity {};
};
BOOST_DESCRIBE_STRUCT(TakeInput, (), (code, quantity))

struct ExchangeQuery {
    SaleId sale {};
    std::vector<BackInput> lines {};
    std::vector<TakeInput> take {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(ExchangeQuery, (), (sale, lines, take, reason))

struct BackRow {
    std::int64_t n {};
    std::int64_t index {}; ///< 0, 1, … as in the names of fields
    std::string name {};
    std::string left_words {};
    std::string quantity {}; ///< as it was asked
    bool any_left { false };
};
BOOST_DESCRIBE_STRUCT(BackRow, (), (n, index, name, left_words, quantity, any_left))

struct TakeRow {
    std::int64_t index {};
    std::int64_t place {}; ///< 1, 2, …
    std::string code {};
    std::string quantity {};
};
BOOST_DESCRIBE_STRUCT(TakeRow, (), (index, place, code, quantity))

struct GoodsOption {
    std::string code {};
    std::string name {};
    Rupiah price {};
    std::string left {};
};
BOOST_DESCRIBE_STRUCT(GoodsOption, (), (code, name, price, left))

struct ExchangePage {
    std::string title {};
    SaleId sale {};
    RefundId back_id {};
    SaleId id {};
    std::string number {};
    bool open { false }; ///< the till's shift
    std::vector<BackRow> lines {};
    std::vector<TakeRow> take {};
    std::vector<GoodsOption> goods {};
    std::string reason {};
    std::string trouble {}; ///< why it cannot be done so
    bool ready { false };
    Rupiah back {};
    Rupiah discount {};
    bool has_discount { false };
    Rupiah total {};
    Rupiah more {};
    bool has_more { false };
    Rupiah rest {};
    std::vector<sales::Tender> returned {};
    std::vector<PaymentOption> payments {};
};
BOOST_DESCRIBE_STRUCT(ExchangePage, (),
                      (title, sale, back_id, id, number, open, lines, take, goods, reason, trouble,
                       ready, back, discount, has_discount, total, more, has_more, rest, returned,
                       payments))

/// By its code, else by its barcode, exactly as written.
std::optional<catalogue::Sellable> goods_of(View const& view, org::UnitScope const& scope,
                                            std::string const& code)
{
    auto found = catalogue::sellable_by_code(view, scope, code);
    if (found && found->for_sale) return found;
    for (auto& one : catalogue::find(view, scope, code))
        if (one.barcode == code) return std::move(one);
    return {};
}

/// Fields that were left empty are none.
Result<sales::ExchangeDraft> draft_of(View const& view, org::UnitScope const& scope,
                                      ExchangeQuery const& query)
{
    sales::ExchangeDraft draft;
    draft.back.sale = query.sale;
    for (auto const& [n, quantity] : query.lines)
        if (quantity.value_or(Quantity {}) != Quantity {})
            draft.back.lines.push_back({ n, *quantity, {} });
    for (auto const& [code, quantity] : query.take) {
        auto const wanted = std::string { trimmed(code) };
        if (wanted.empty()) continue;
        auto const found = goods_of(view, scope, wanted);
        if (!found) return Error { unknown_goods }.with("code", wanted);
        draft.lines.push_back(
            { .variant = found->variant, .quantity = quantity.value_or(Quantity::pieces(1)) });
    }
    if (auto const shift = sales::open_shift_of(view, scope, desk_series))
        draft.back.shift = shift->id;
    return draft;
}

std::string plain(std::optional<Quantity> const& quantity)
{
    return quantity ? quantity->plain() : "";
}

void put_back_rows(Lang lang, sales::Sale const& sale, ExchangeQuery const& query,
                   ExchangePage& page)
{
    for (auto const& line : sale.lines) {
        auto const asked = std::ranges::find(query.lines, line.n, &BackInput::n);
        page.lines.push_back({ .n = line.n,
                               .index = line.n - 1,
                               .name = line.name,
                               .left_words = catalogue::measured(lang, line.left, line.measure),
                               .quantity = asked == query.lines.end() ? "" : plain(asked->quantity),
                               .any_left = line.left > Quantity {} });
    }
}

void put_take_rows(ExchangeQuery const& query, ExchangePage& page)
{
    constexpr std::size_t rows_least = 3;
    auto const rows = std::max(rows_least, query.take.size());
    for (std::size_t i = 0; i < rows; ++i) {
        auto const asked = i < query.take.size() ? query.take[i] : TakeInput {};
        auto const n = static_cast<std::int64_t>(i);
        page.take.push_back({ n, n + 1, asked.code, plain(asked.quantity) });
    }
}

/// The other kinds of the same goods first, then the rest, as many as a list can be looked through.
void put_goods(View const& view, org::UnitScope const& scope, sales::Sale const& sale,
               ExchangePage& page)
{
    constexpr std::size_t goods_most = 200;
    std::vector<catalogue::Sellable> goods;
    std::vector<ProductId> products;
    for (auto const& line : sale.lines)
        if (std::ranges::find(products, line.product) == products.end())
            products.push_back(line.product);
    for (auto const product : products)
        std::ranges::move(catalogue::sellables_of(view, scope, product), std::back_inserter(goods));
    for (auto& one : catalogue::sellables(view, scope))
        if (std::ranges::find(products, one.product) == products.end())
            goods.push_back(std::move(one));
    if (goods.size() > goods_most) goods.resize(goods_most);
    for (auto const& one : goods)
        page.goods.push_back({ .code = one.code,
                               .name = one.name,
                               .price = one.price,
                               .left = catalogue::measured(view.lang, one.left, one.measure) });
}

void put_terms(sales::Terms const& terms, ExchangePage& page)
{
    page.ready = true;
    page.back = terms.back;
    page.discount = terms.discount;
    page.has_discount = terms.discount > Rupiah {};
    page.total = terms.total;
    page.more = terms.more;
    page.has_more = terms.more > Rupiah {};
    page.rest = terms.rest;
    page.returned = terms.returned;
    for (auto const payment :
         { sales::Payment::cash, sales::Payment::qris, sales::Payment::transfer })
        page.payments.push_back({ payment });
}

Result<sales::Terms> terms_of(View const& view, org::UnitScope const& scope,
                              ExchangeQuery const& query)
{
    return sales::terms_of(view, scope, TRY(draft_of(view, scope, query)));
}

Result<ExchangePage> show_exchange(View& view, ExchangeQuery const& query)
{
    auto const scope = TRY(org::own(view));
    auto const sale = TRY(sales::sale(view, scope, query.sale));
    ExchangePage page { .title = text::exchange_sale(view.lang, sale.number),
                        .sale = sale.id,
                        .back_id = RefundId::make(view.now),
                        .id = SaleId::make(view.now),
                        .number = sale.number,
                        .open = sales::open_shift_of(view, scope, desk_series).has_value(),
                        .reason = query.reason };
    put_back_rows(view.lang, sale, query, page);
    put_take_rows(query, page);
    put_goods(view, scope, sale, page);
    if (query.lines.empty() && query.take.empty()) return page;
    auto const terms = terms_of(view, scope, query);
    if (terms.ok())
        put_terms(terms.value(), page);
    else
        page.trouble = web::problem_of(terms.error(), view.lang, "").detail;
    return page;
}

struct ExchangeInput {
    SaleId sale {};
    RefundId back_id {};
    SaleId id {};
    std::vector<BackInput> lines {};
    std::vector<TakeInput> take {};
    std::string reason {};
    bool spoiled { false }; ///< what came back does not go on the shelf
    Rupiah seen_back {};
    Rupiah seen_total {};
    std::optional<sales::Payment> payment {}; ///< of what the new goods cost more
};
BOOST_DESCRIBE_STRUCT(ExchangeInput, (),
                      (sale, back_id, id, lines, take, reason, spoiled, seen_back, seen_total,
                       payment))

Result<SalePath> post_exchange(Call& call, ExchangeInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    TRY(sales::sale(call.view(), scope, input.sale)); // another unit's is none
    TRY(check_id(input.back_id.uuid, call.now));
    TRY(check_id(input.id.uuid, call.now));
    auto draft = TRY(
        draft_of(call.view(), scope, { input.sale, input.lines, input.take, input.reason }));
    draft.id = input.id;
    draft.back.id = input.back_id;
    draft.back.reason = input.reason;
    draft.back.goods_return = !input.spoiled;
    draft.seen_back = input.seen_back;
    draft.seen_total = input.seen_total;
    draft.more = input.payment.value_or(sales::Payment::cash);
    auto const made = TRY(sales::exchange(call, scope, draft));
    labels::mark_returned(call, scope, input.sale);
    return SalePath { made.id };
}

} // namespace

void add_exchange_routes(web::Routes& routes)
{
    constexpr auto address = "/kasir/struk/{sale}/tukar";
    routes.query<ExchangeQuery, ExchangePage>(address, refund_right, show_exchange,
                                              { "counter/exchange" });
    routes.command<ExchangeInput, SalePath>(address, refund_right, post_exchange,
                                            { "/kasir/struk/{sale}", address });
}

} // namespace karya::counter
