#pragma once
// Deposits of Pontianak in each of their states, for whoever knocks.

#include "app/test_work.h"
#include "pnbp/pnbp.h"

namespace karya::app {

class DepositThings {
public:
    explicit DepositThings(test::Market& market) : m_market(market) { }

    /// "deposit", "paid_deposit", "proposed_deposit" (a correction waits) or "matched_deposit", of
    /// what was sold just now; the open one before it is given up.
    Things fresh(std::string_view thing)
    {
        auto const serial = std::to_string(100'000 + ++m_count);
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const id = TRY(made(call));
            Things const things { { "deposit", id.text() } };
            if (thing == "deposit") return things;
            TRY(pay(call, id, serial));
            if (thing == "proposed_deposit") TRY(propose(call, id, serial));
            if (thing == "matched_deposit") pnbp::mark_matched(call, m_market.pontianak(), { id });
            return things;
        });
    }

private:
    Result<DepositId> made(Call& call)
    {
        auto const& scope = m_market.pontianak();
        TRY(pnbp::set_payer(call, scope, { "123", "04", "654321", "Uji", "425999", "Lapas" }));
        if (auto const open = pnbp::open_deposit(call.view(), scope))
            TRY(pnbp::drop(call, scope, open->id));
        return TRY(pnbp::make(call, scope)).id;
    }
    Result<void> pay(Call& call, DepositId id, std::string const& serial)
    {
        auto const& scope = m_market.pontianak();
        auto const today = scope.day(call.now);
        TRY(pnbp::bill(call, scope, { id, "820210426" + serial, today, today.next(7) }));
        TRY(pnbp::pay(call, scope, payment(call, id, serial)));
        TRY(pnbp::put_proof(call, scope, id, "RIFF"));
        return {};
    }
    Result<void> propose(Call& call, DepositId id, std::string const& serial)
    {
        auto other = payment(call, id, serial);
        other.channel = "BNI";
        TRY(pnbp::propose(call, m_market.pontianak(), other, "uji"));
        return {};
    }
    pnbp::PaymentDraft payment(Call& call, DepositId id, std::string const& serial)
    {
        return { .deposit = id,
                 .ntpn = "0A1B2C3D4E" + serial,
                 .paid_on = m_market.pontianak().day(call.now),
                 .money = pnbp::MoneySource::cash };
    }

    test::Market& m_market;
    int m_count { 0 };
};

} // namespace karya::app
