// What a unit holds and owes: its money, the state's and the workers'.

#include "books/draft.h"
#include "books/tables.h"
#include "books/text.h"
#include "pnbp/pnbp.h"
#include <algorithm>

namespace karya::books {

namespace {

using ledger::Account;
using ledger::EntryKind;

bool is_deal(EntryKind kind)
{
    return kind == EntryKind::sale || kind == EntryKind::refund || kind == EntryKind::voided;
}

Table owed_table(Say title, Owed const& now, Say paid, Say note)
{
    auto table = table_of(title, { { text::about, false }, { text::amount, true } });
    table.note = both(note);
    auto const put = [&](Say words, Rupiah amount, bool sum) {
        table.rows.push_back({ .sum = sum, .cells = { cell(both(words)), cell(amount) } });
    };
    put(text::opening, now.opening, false);
    put(text::raised, now.raised, false);
    put(paid, now.paid, false);
    put(text::closing, now.closing, true);
    return table;
}

} // namespace

UnitAccounts::UnitAccounts(View const& view, org::UnitScope const& scope, ReportKey const& key)
    : m_before(ledger::movements(view, scope, long_before, key.first.next(-1))),
      m_sums(ledger::sums_by_kind(view, scope, { key.first, key.last }))
{
}

Owed UnitAccounts::owed(std::initializer_list<Account> accounts) const
{
    auto const ours = [&](Account account) {
        return std::find(accounts.begin(), accounts.end(), account) != accounts.end();
    };
    Owed sums;
    for (auto const& [account, amount] : m_before)
        if (ours(account)) sums.opening -= amount;
    for (auto const& [kind, account, amount] : m_sums) {
        if (!ours(account)) continue;
        if (is_deal(kind))
            sums.raised -= amount;
        else
            sums.paid += amount;
    }
    sums.closing = sums.opening + sums.raised - sums.paid;
    return sums;
}

Table state_revenue_table(UnitAccounts const& accounts)
{
    auto table = owed_table(text::pnbp_title,
                            accounts.owed({ Account::pnbp_payable, Account::pnbp_claim }),
                            text::pnbp_deposited, text::pnbp_note);
    table.rows.back().about = About { AboutKind::pnbp };
    return table;
}

Table deposits_table(View const& view, org::UnitScope const& scope, ReportKey const& key)
{
    auto table = table_of(text::deposits_title,
                          { { text::number, false },
                            { text::paid_on, false },
                            { text::billing_code, false },
                            { text::ntpn, false },
                            { text::amount, true } });
    for (auto const& booking : pnbp::bookings(view, scope)) {
        if (booking.booked_on < key.first || booking.booked_on > key.last) continue;
        auto const& deposit = booking.deposit;
        table.rows.push_back(
            { .cells = { cell(same(pnbp::number_of(scope, deposit))), cell(deposit.paid_on),
                         cell(same(deposit.code.value_or(""))),
                         cell(same(deposit.ntpn.value_or(""))), cell(booking.amount) },
              .about = About { AboutKind::deposit, deposit.id.text() } });
    }
    return table;
}

Table premium_table(UnitAccounts const& accounts)
{
    auto table = owed_table(text::premi_title,
                            accounts.owed({ Account::premi_payable, Account::upah_payable,
                                            Account::premi_claim, Account::upah_claim }),
                            text::premi_paid, text::premi_note);
    table.rows.back().about = About { AboutKind::premi };
    return table;
}

Table money_table(UnitAccounts const& accounts)
{
    auto table = table_of(text::money_title,
                          { { text::account, false },
                            { text::opening, true },
                            { text::change, true },
                            { text::closing, true } });
    for (auto const account : { Account::cash, Account::qris_clearing, Account::bank,
                                Account::receivable, Account::working_fund }) {
        auto now = accounts.owed({ account });
        bool const held = account != Account::working_fund;
        auto const change = now.raised - now.paid;
        auto const shown = [&](Rupiah amount) { return cell(held ? -amount : amount); };
        table.rows.push_back(
            { .cells = { cell(both([&](Lang lang) { return karya::text::of(lang, account); })),
                         shown(now.opening), shown(change), shown(now.closing) },
              .about = About { AboutKind::account, std::string { enum_text(account) } } });
    }
    return table;
}

} // namespace karya::books
