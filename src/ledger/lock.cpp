// What has been claimed by a billing or a sheet and is no longer taken back.

#include "ledger/ledger.h"
#include "ledger/store.h"
#include <algorithm>

namespace karya::ledger {

namespace {

bool stood(LockRow const& row, Account account, ReversalPlace const& place)
{
    return row.account == enum_text(account) && row.covers >= place.sale && row.since < place.seq
        && (!row.ended || *row.ended >= place.seq) && (!row.until || *row.until > place.at);
}

} // namespace

void lock(Call& call, org::UnitScope const& scope, Lock const& wanted)
{
    auto const last = hold_book(call, scope);
    CHECK(wanted.covers > 0 && wanted.covers <= last);
    store::end_lock(call.tx, scope.unit(), wanted.account, wanted.source, last);
    store::insert_lock(call.tx, scope.unit(), wanted, last);
}

void unlock(Call& call, org::UnitScope const& scope, Account account, std::string_view source)
{
    auto const last = hold_book(call, scope);
    store::end_lock(call.tx, scope.unit(), account, source, last);
}

Locked locked_parts(Call& call, org::UnitScope const& scope, std::string_view source)
{
    hold_book(call, scope);
    Locked locked;
    for (auto const account : store::locked_accounts(call.tx, scope.unit(), source, call.now)) {
        locked.premi = locked.premi || account == Account::premi_payable;
        locked.upah = locked.upah || account == Account::upah_payable;
        locked.pnbp = locked.pnbp || account == Account::pnbp_payable;
    }
    return locked;
}

std::vector<LockRow> lock_rows(db::Read& read, UnitId unit) { return store::lock_rows(read, unit); }

Locked locked_for(std::vector<LockRow> const& rows, ReversalPlace const& place)
{
    auto const on = [&](Account account) {
        return std::ranges::any_of(rows,
                                   [&](LockRow const& row) { return stood(row, account, place); });
    };
    return { .premi = on(Account::premi_payable),
             .upah = on(Account::upah_payable),
             .pnbp = on(Account::pnbp_payable) };
}

} // namespace karya::ledger
