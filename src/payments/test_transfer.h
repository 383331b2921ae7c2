#pragma once
// A transfer that has something of everything, for tests above payments/.

#include "payments/desk.h"

namespace karya::payments {

struct HalfPaid {
    PaymentId payment {};
    MoneyReturnId back {};
    std::string token {};
};

/// To the account of that unit, by somebody of it: with a proof and a part of its money, of which
/// some goes back.
inline Result<HalfPaid> half_paid(Call& call, UnitId unit, Rupiah price)
{
    auto const own = TRY(collector(call.view()));
    auto const today = own.day(call.now);
    if (!account_on(call.tx, unit, today))
        TRY(set_account(call, own, { "", "BRI", "123456", "Lapas", today }));
    auto const made = TRY(ask(call,
                              { .id = PaymentId::make(call.now),
                                .subject = "group",
                                .amount = price,
                                .due_at = call.now + std::chrono::hours { 24 },
                                .payer = { "Budi" },
                                .items = { { "Keset", 1, price } },
                                .return_path = "/",
                                .unit = unit }));
    TRY(put_proof(call, made.id, "RIFF"));
    TRY(receive(call, own, { made.id, Rupiah { 9'000 }, today }));
    auto const back = MoneyReturnId::make(call.now);
    TRY(give_back(call, { back, made.id, Rupiah { 1'000 }, "rusak" }));
    return HalfPaid { made.id, back, link_of(made.id) };
}

} // namespace karya::payments
