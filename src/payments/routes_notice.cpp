// What providers tell us. A notice says only where to look: how things stand is read from the
// provider itself, by ProviderWork, before anything is booked.

#include "payments/midtrans.h"
#include "payments/routes.h"
#include "payments/store.h"
#include "payments/xendit.h"
#include "web/routes.h"

namespace karya::payments {

namespace {

struct Noted {
    bool noted { true };
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(Noted, (), (noted))

constexpr std::size_t id_length = 36;

/// An order that is not ours is noted and forgotten: its signature was right.
Result<Noted> look_soon(Call& call, std::string_view order)
{
    auto const id = PaymentId::parse(order.substr(0, id_length));
    if (id.ok() && store::payment(call.tx, id.value()))
        store::want(call.tx, id.value(), store::Verb::look, "", call.now);
    return Noted {};
}

Result<Noted> hear_midtrans(Call& call, web::Notice const& notice)
{
    auto const& keys = providers().midtrans;
    if (!keys) return bad_signature;
    return look_soon(call, TRY(midtrans_notice(*keys, notice.body)));
}

Result<Noted> hear_xendit(Call& call, web::Notice const& notice)
{
    auto const& keys = providers().xendit;
    if (!keys) return bad_signature;
    auto const told = TRY(xendit_notice(*keys, notice.header("x-callback-token"), notice.body));
    if (told.refund_key.empty()) return look_soon(call, told.order);
    auto const id = MoneyReturnId::parse(std::string_view { told.refund_key }.substr(0, id_length));
    auto const back = id.ok() ? store::money_return(call.tx, id.value()) : std::nullopt;
    if (back && back->state == ReturnState::asked)
        store::want(call.tx, back->payment, store::Verb::refund, back->id.text(), call.now);
    return Noted {};
}

} // namespace

void add_notice_routes(web::Routes& routes)
{
    routes.notice<Noted>("/pembayaran/midtrans", anyone, hear_midtrans);
    routes.notice<Noted>("/pembayaran/xendit", anyone, hear_xendit);
}

} // namespace karya::payments
