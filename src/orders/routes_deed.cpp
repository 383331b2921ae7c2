// What the unit's desk does with an order.

#include "orders/routes.h"
#include "web/routes.h"

namespace karya::orders {

namespace {

Result<OrderPath> post_ready(Call& call, OrderPath const& input)
{
    TRY(make_ready(call, TRY(org::own(call.view())), input.order));
    return input;
}

struct PutOffInput {
    OrderId order {};
    std::string slot {};
    std::optional<std::int64_t> line {}; ///< of a service that has times
};
BOOST_DESCRIBE_STRUCT(PutOffInput, (), (order, slot, line))

Result<OrderPath> post_put_off(Call& call, PutOffInput const& input)
{
    auto const scope = TRY(org::own(call.view()));
    auto const to = TRY(pick_of(scope.unit(), input.slot));
    TRY(put_off(call, scope, input.order, to, input.line));
    return OrderPath { input.order };
}

// ---- What is sent ----

struct PartInput {
    std::int64_t n {};
    std::optional<Quantity> quantity {}; ///< absent: none of it
};
BOOST_DESCRIBE_STRUCT(PartInput, (), (n, quantity))

struct DispatchInput {
    OrderId order {};
    shipping::Courier courier {};
    std::optional<std::string> tracking {};
    std::vector<PartInput> lines {}; ///< none: all that is left
};
BOOST_DESCRIBE_STRUCT(DispatchInput, (), (order, courier, tracking, lines))

Result<OrderPath> post_dispatch(Call& call, DispatchInput const& input)
{
    Dispatch draft { input.order, input.courier, input.tracking.value_or(""), {} };
    for (auto const& part : input.lines)
        draft.lines.push_back({ part.n, part.quantity.value_or(Quantity {}) });
    TRY(dispatch(call, TRY(org::own(call.view())), draft));
    return OrderPath { input.order };
}

struct BillInput {
    OrderId order {};
    Rupiah cost {};
    PaidFrom from {};
};
BOOST_DESCRIBE_STRUCT(BillInput, (), (order, cost, from))

Result<OrderPath> post_bill(Call& call, BillInput const& input)
{
    TRY(pay_courier(call, TRY(org::own(call.view())), { input.order, input.cost, input.from }));
    return OrderPath { input.order };
}

Result<OrderPath> post_closed(Call& call, OrderPath const& input)
{
    TRY(close_sent(call, TRY(org::own(call.view())), input.order));
    return input;
}

// ---- What is fetched, and what is not wanted any more ----

struct HandInput {
    OrderId order {};
    std::optional<std::string> code {};
    bool without_code { false };
    std::optional<sales::Payment> payment {}; ///< absent: it is paid
};
BOOST_DESCRIBE_STRUCT(HandInput, (), (order, code, without_code, payment))

Result<OrderPath> post_hand_over(Call& call, HandInput const& input)
{
    TRY(hand_over(call, TRY(org::own(call.view())),
                  { input.order, input.code.value_or(""), input.without_code,
                    input.payment.value_or(sales::Payment::cash) }));
    return OrderPath { input.order };
}

struct CancelInput {
    OrderId order {};
    std::string reason {};
};
BOOST_DESCRIBE_STRUCT(CancelInput, (), (order, reason))

Result<OrderPath> post_cancel(Call& call, CancelInput const& input)
{
    TRY(cancel(call, TRY(org::own(call.view())), input.order, input.reason));
    return OrderPath { input.order };
}

} // namespace

void add_deed_routes(web::Routes& routes)
{
    constexpr auto of_order = "/meja/pesanan/{order}";
    routes.command<DispatchInput, OrderPath>("/meja/pesanan/{order}/pengiriman", fulfil_right,
                                             post_dispatch, { of_order, of_order });
    routes.command<BillInput, OrderPath>("/meja/pesanan/{order}/ongkir", fulfil_right, post_bill,
                                         { of_order, of_order });
    routes.command<PutOffInput, OrderPath>("/meja/pesanan/{order}/jadwal", fulfil_right,
                                           post_put_off, { of_order, of_order });
    routes.command<OrderPath, OrderPath>("/meja/pesanan/{order}/penutupan", fulfil_right,
                                         post_closed, { of_order, of_order });
    routes.command<OrderPath, OrderPath>("/meja/pesanan/{order}/kesiapan", fulfil_right, post_ready,
                                         { of_order, of_order });
    routes.command<HandInput, OrderPath>("/meja/pesanan/{order}/penyerahan", fulfil_right,
                                         post_hand_over, { of_order, of_order });
    routes.command<CancelInput, OrderPath>("/meja/pesanan/{order}/pembatalan", manage_right,
                                           post_cancel, { of_order, of_order });
}

} // namespace karya::orders
