// The report of one unit.

#include "books/draft.h"
#include "books/tables.h"
#include "books/text.h"

namespace karya::books {

namespace {

using ledger::Account;

void put_facts(Folio& folio, View const& view, org::UnitScope const& scope,
               UnitAccounts const& accounts, ReportKey const& key)
{
    auto const sums = board::unit_sums(view, scope.unit(), window_of(key));
    auto const cost = accounts.owed({ Account::cost_recovery }).raised;
    auto const in_book = [](Account account) {
        return About { AboutKind::account, std::string { enum_text(account) } };
    };
    add_fact(folio, text::turnover, cell(sums.turnover), About { AboutKind::receipts });
    add_fact(folio, text::sales, cell(sums.sales), About { AboutKind::receipts });
    add_fact(folio, text::cost_back, cell(cost), in_book(Account::cost_recovery));
    add_fact(folio, text::profit, cell(sums.turnover - cost));
    // One account tells it whole only where no wages are in it.
    bool const wages = accounts.owed({ Account::upah_payable }).raised != Rupiah {};
    add_fact(folio, text::premi, cell(sums.premi),
             wages ? About { AboutKind::premi } : in_book(Account::premi_payable));
    add_fact(folio, text::pnbp, cell(sums.pnbp), in_book(Account::pnbp_payable));
}

} // namespace

Folio unit_folio(View const& view, org::UnitScope const& scope, ReportKey const& key)
{
    UnitAccounts const accounts { view, scope, key };
    auto const unit = org::unit_on(view, scope.unit(), key.last);
    CHECK(unit.ok()); // the scope proves it
    Folio folio { .title = both([](Lang lang) { return text::report_title(lang); }),
                  .place = same(unit.value().name),
                  .period = period_words(key.first, key.last) };
    put_facts(folio, view, scope, accounts, key);
    put_made(folio, view, scope, key);
    folio.tables.push_back(products_table(view, scope, key));
    put_share_tables(folio, shares(view, { scope.unit() }, window_of(key)), key);
    put_days(folio, board::sums_by_day(view, scope.unit(), window_of(key)), key);
    folio.tables.push_back(state_revenue_table(accounts));
    folio.tables.push_back(deposits_table(view, scope, key));
    folio.tables.push_back(premium_table(accounts));
    folio.tables.push_back(money_table(accounts));
    put_means(folio, view, scope, key);
    return folio;
}

} // namespace karya::books
