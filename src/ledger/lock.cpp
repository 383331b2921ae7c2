// What has been claimed by a billing or a sheet and is no longer taken back.

#include "ledger/ledger.h"
#include "ledger/store.h"

namespace karya::ledger {

namespace {

bool stood(LockRow const& row, ReversalPlace const& place)
{
    return row.covers >= place.sale && row.through.value_or(place.sold_on) >= place.sold_on
        && row.since < place.seq && (!row.ended || *row.ended >= place.seq)
        && (!row.until || *row.until > place.at);
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

LockedParts locked_parts(Call& call, org::UnitScope const& scope, std::string_view source)
{
    hold_book(call, scope);
    return LockedParts { store::locked_parts(call.tx, scope.unit(), source, call.now) };
}

std::vector<LockRow> lock_rows(db::Read& read, UnitId unit) { return store::lock_rows(read, unit); }

LockedParts locked_for(std::vector<LockRow> const& rows, ReversalPlace const& place)
{
    std::vector<LockedPart> found;
    for (auto const& row : rows)
        if (auto const account = enum_from<Account>(row.account); account && stood(row, place))
            found.push_back({ *account, row.activity });
    return LockedParts { std::move(found) };
}

std::vector<SalePlace> sales_between(db::Read& read, UnitId unit, LockReach const& from,
                                     LockReach const& to)
{
    return store::sales_between(read, unit, from, to);
}

} // namespace karya::ledger
