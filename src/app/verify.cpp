#include "app/verify.h"
#include "app/store.h"
#include "board/board.h"
#include "catalogue/catalogue.h"
#include "core/audit.h"
#include "device/device.h"
#include "ledger/ledger.h"
#include "payments/payments.h"
#include "pnbp/pnbp.h"
#include "sales/sales.h"

namespace karya::app {

namespace {

using Finding = std::optional<std::string>;

Check check_of(Finding const& broken)
{
    return { .sound = !broken, .detail = broken.value_or("") };
}

Result<Check> check_ledger(db::Read& read)
{
    auto const verdict = TRY(ledger::verify(read));
    auto const counted = std::to_string(verdict.units) + " units, "
        + std::to_string(verdict.entries) + " entries, " + std::to_string(verdict.postings)
        + " postings";
    return Check { .sound = verdict.sound,
                   .detail = verdict.sound ? counted : verdict.first_broken };
}

/// One proof on one snapshot, which keeps nobody from writing. What the database itself cannot
/// work with any more is a finding too.
template<class Prove>
Result<Check> proven(db::Engine& engine, std::string name, Prove const& prove)
{
    auto made = engine.get<Check>([&](db::Read& read) -> Result<Check> { return prove(read); });
    if (!made.ok() && made.error().code() != db::internal) return made;
    auto check = made.ok() ? made.take() : check_of("unreadable: " + made.error().why());
    check.name = std::move(name);
    return check;
}

/// The same for a proof that names the first thing that is broken.
auto by_first(Finding (*first_broken)(db::Read&))
{
    return [first_broken](db::Read& read) -> Result<Check> { return check_of(first_broken(read)); };
}

} // namespace

Result<Proof> verify(db::Engine& engine)
{
    Proof proof;
    proof.checks = { TRY(proven(engine, "storage", by_first(store::broken_storage))),
                     TRY(proven(engine, "ledger", check_ledger)),
                     TRY(proven(engine, "sales", by_first(sales::first_broken_sale))),
                     TRY(proven(engine, "deposits", by_first(pnbp::first_broken_deposit))),
                     TRY(proven(engine, "payments", by_first(payments::first_broken_payment))),
                     TRY(proven(engine, "stock", by_first(catalogue::first_broken_stock))),
                     TRY(proven(engine, "devices", by_first(device::first_broken_device))),
                     TRY(proven(engine, "audit", by_first(core::broken_audit))),
                     TRY(proven(engine, "board", by_first(board::first_difference))) };
    for (auto const& check : proof.checks) proof.sound = proof.sound && check.sound;
    return proof;
}

} // namespace karya::app
