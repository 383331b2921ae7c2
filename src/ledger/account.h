#pragma once
// The chart of accounts, the same for every unit. docs/reference/accounts.md says what each holds.

#include "base/face.h"

namespace karya::ledger {

/// Balances are debit-positive: money and claims stand above zero, payables and funds below.
enum class Account : std::uint8_t {
    // Money and what comes soon
    cash,          ///< kas: in the drawer and the safe
    qris_clearing, ///< QRIS: paid by the buyer, not yet on the bank account
    bank,          ///< rekening
    receivable,    ///< piutang: sold, to be paid later
    // Owed and set aside
    cost_recovery, ///< penggantian biaya bahan
    material,      ///< bahan yang dibeli: spent out of cost_recovery, above zero
    premi_payable,
    upah_payable,
    pnbp_payable,
    working_fund, ///< modal
    other_payable,
    courier_payable, ///< titipan ongkir: buyers paid it for the courier
    // Taken too much, to be deducted from the next sheet or deposit
    premi_claim,
    upah_claim,
    pnbp_claim,
    // Differences
    cash_over_short ///< selisih kas
};
BOOST_DESCRIBE_ENUM(Account, cash, qris_clearing, bank, receivable, cost_recovery, material,
                    premi_payable, upah_payable, pnbp_payable, working_fund, other_payable,
                    courier_payable, premi_claim, upah_claim, pnbp_claim, cash_over_short)

/// True for the accounts a buyer's money comes into and a refund leaves from.
constexpr bool holds_money(Account account) { return account <= Account::receivable; }
/// True for what was taken too much and will be deducted.
constexpr bool is_claim(Account account)
{
    return account >= Account::premi_claim && account <= Account::pnbp_claim;
}

} // namespace karya::ledger
