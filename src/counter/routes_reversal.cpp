// Taking a sale back: whole while its shift is open, by line or amount afterwards.

#include "counter/counter.h"
#include "counter/receipt.h"
#include "counter/routes_parts.h"
#include "counter/text.h"
#include "counter/till.h"
#include "labels/labels.h"
#include "web/routes.h"

namespace karya::counter {

namespace {

// ---- /kasir/struk/{sale}/batal ----

struct VoidPage {
    std::string title {};
    SaleId sale {};
    std::string number {};
    LocalTime sold_at {};
    Rupiah total {};
    sales::Payment payment {};
};
BOOST_DESCRIBE_STRUCT(VoidPage, (), (title, sale, number, sold_at, total, payment))

Result<VoidPage> show_void(View& view, SalePath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const sale = TRY(sales::sale(view, scope, path.sale));
    return VoidPage { text::void_sale(view.lang, sale.number), sale.id,    sale.number,
                      { sale.sold_at, scope.zone() },          sale.total, sale.payment };
}

struct VoidInput {
    SaleId sale {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(VoidInput, (), (sale, reason))

Result<SalePath> post_void(Call& call, VoidInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    auto const sale = TRY(sales::void_sale(call, scope, input.sale, input.reason));
    labels::mark_returned(call, scope, sale.id);
    return SalePath { sale.id };
}

// ---- /kasir/struk/{sale}/retur ----

struct RefundableLine {
    std::int64_t n {};     ///< as on the receipt
    std::int64_t index {}; ///< 0, 1, … as in the names of fields
    std::string name {};
    std::string left_words {};
    Quantity left {};
    Rupiah amount {};
    bool any_left { false };
};
BOOST_DESCRIBE_STRUCT(RefundableLine, (), (n, index, name, left_words, left, amount, any_left))

struct RefundPage {
    std::string title {};
    SaleId sale {};
    RefundId id {}; ///< of the refund to come
    std::string number {};
    LocalTime sold_at {};
    Rupiah total {};
    Rupiah refunded {};
    Rupiah left {};
    sales::Payment payment {};
    Rupiah ahead {}; ///< what of it goes back by the payment of its order
    bool has_ahead { false };
    bool at_counter { false }; ///< some of it does not
    std::vector<RefundableLine> lines {};
};
BOOST_DESCRIBE_STRUCT(RefundPage, (),
                      (title, sale, id, number, sold_at, total, refunded, left, payment, ahead,
                       has_ahead, at_counter, lines))

Result<RefundPage> show_refund(View& view, SalePath const& path)
{
    auto const scope = TRY(org::own(view));
    auto const sale = TRY(sales::sale(view, scope, path.sale));
    RefundPage page { .title = text::refund_sale(view.lang, sale.number),
                      .sale = sale.id,
                      .id = RefundId::make(view.now),
                      .number = sale.number,
                      .sold_at = { sale.sold_at, scope.zone() },
                      .total = sale.total,
                      .refunded = sale.refunded,
                      .left = sale.total - sale.refunded,
                      .payment = sale.payment };
    if (auto const ahead = sales::ahead_of(view, sale.id)) {
        page.ahead = ahead->amount - ahead->waived;
        page.has_ahead = ahead->amount > Rupiah {};
        page.at_counter = ahead->amount < page.left;
    }
    for (auto const& line : sale.lines)
        page.lines.push_back(
            { .n = line.n,
              .index = line.n - 1,
              .name = line.name,
              .left_words = catalogue::measured(view.lang, line.left, line.measure),
              .left = line.left,
              .amount = line.amount,
              .any_left = line.left > Quantity {} });
    return page;
}

struct RefundLineInput {
    std::int64_t n {};
    std::optional<Quantity> quantity {};
    std::optional<Rupiah> amount {};
};
BOOST_DESCRIBE_STRUCT(RefundLineInput, (), (n, quantity, amount))

struct RefundInput {
    SaleId sale {};
    RefundId id {};
    std::vector<RefundLineInput> lines {};
    std::string reason {};
    bool spoiled { false }; ///< the goods do not go back to stock
};
BOOST_DESCRIBE_STRUCT(RefundInput, (), (sale, id, lines, reason, spoiled))

/// Lines left empty in the form are no lines.
Result<SalePath> post_refund(Call& call, RefundInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    sales::RefundDraft draft {
        .id = input.id, .sale = input.sale, .reason = input.reason, .goods_return = !input.spoiled
    };
    TRY(check_id(input.id.uuid, call.now));
    for (auto const& line : input.lines) {
        auto const quantity = line.quantity.value_or(Quantity {});
        auto const amount = line.amount.value_or(Rupiah {});
        if (quantity != Quantity {} || amount != Rupiah {})
            draft.lines.push_back({ line.n, quantity, amount });
    }
    if (auto const shift = sales::open_shift_of(call.view(), scope, desk_series))
        draft.shift = shift->id;
    TRY(sales::refund(call, scope, draft));
    labels::mark_returned(call, scope, input.sale);
    return SalePath { input.sale };
}

} // namespace

void add_reversal_routes(web::Routes& routes)
{
    routes.query<SalePath, VoidPage>("/kasir/struk/{sale}/batal", refund_right, show_void,
                                     { "counter/void" });
    routes.command<VoidInput, SalePath>("/kasir/struk/{sale}/batal", refund_right, post_void,
                                        { "/kasir/struk/{sale}", "/kasir/struk/{sale}/batal" });
    routes.query<SalePath, RefundPage>("/kasir/struk/{sale}/retur", refund_right, show_refund,
                                       { "counter/refund" });
    routes.command<RefundInput, SalePath>("/kasir/struk/{sale}/retur", refund_right, post_refund,
                                          { "/kasir/struk/{sale}", "/kasir/struk/{sale}/retur" });
}

} // namespace karya::counter
