#pragma once
// Money that arrives, for tests above payments/.

#include "payments/desk.h"

namespace karya::payments {

/// Names an account of whoever acts: his unit's, or the nation's.
inline Result<void> name_account(Call& call)
{
    auto const own = TRY(collector(call.view()));
    return set_account(call, own,
                       { {}, "BRI", "1234567890", "Penampung Karya", own.day(call.now) });
}

/// All that is to be paid arrives on that account.
inline Result<Payment> receive_all(Call& call, PaymentId id)
{
    auto const own = TRY(collector(call.view()));
    auto const due = TRY(payment(call.view(), id));
    return receive(call, own,
                   { .payment = id, .amount = due.to_pay, .arrived_on = own.day(call.now) });
}

/// What was to go back by hand from that account has gone.
inline Result<void> return_all(Call& call, PaymentId id)
{
    auto const own = TRY(collector(call.view()));
    for (auto const& back : returns(call.view(), id))
        if (back.state == ReturnState::asked) TRY(end_return(call, own, { back.id, "77", {} }));
    return {};
}

} // namespace karya::payments
