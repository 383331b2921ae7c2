#include "app/verify.h"
#include "app/store.h"
#include "app/wiring.h"
#include "base/json.h"
#include "board/board.h"
#include "books/books.h"
#include "buyers/buyers.h"
#include "cash/cash.h"
#include "catalogue/catalogue.h"
#include "core/audit.h"
#include "core/idempotency.h"
#include "counter/counter.h"
#include "device/device.h"
#include "evidence/evidence.h"
#include "ledger/ledger.h"
#include "orders/orders.h"
#include "org/events.h"
#include "payments/payments.h"
#include "pnbp/pnbp.h"
#include "premium/premium.h"
#include "production/production.h"
#include "reviews/reviews.h"
#include "sales/sales.h"
#include "tlog/tlog.h"
#include "workshop/workshop.h"

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

/// Events of units, on which the shelf lives; those of sales are proven with sales.
Finding broken_event(db::Read& read)
{
    Finding found;
    core::each_event(read, "org", [&](core::Stored const& stored) {
        bool const read_back = stored.event_name != org::UnitChanged::event_name
            || from_json_text<org::UnitChanged>(stored.body).ok();
        if (!found && !read_back)
            found = "core_outbox " + std::to_string(stored.tx) + " " + std::to_string(stored.seq)
                + ": unreadable, and the shelf cannot go on";
    });
    return found;
}

/// Nobody stands where no event is. Who waits is told, which is no fault while it lasts seconds.
Result<Check> check_events(db::Read& read)
{
    if (auto const lost = core::lost_cursor(read))
        return check_of("core_cursor " + *lost + ": it stands where no event is");
    if (auto const broken = broken_event(read)) return check_of(broken);
    Check check;
    for (auto const& subscriber : subscribers())
        if (auto const since = core::waiting_since(read, subscriber.name))
            check.detail += (check.detail.empty() ? "" : ", ") + subscriber.name + " waits since "
                + rfc3339(*since);
    return check;
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
                     TRY(proven(engine, "counts", by_first(counter::first_broken_count))),
                     TRY(proven(engine, "deposits", by_first(pnbp::first_broken_deposit))),
                     TRY(proven(engine, "cash", by_first(cash::first_broken_move))),
                     TRY(proven(engine, "workshops", by_first(workshop::first_broken_day))),
                     TRY(proven(engine, "premiums", by_first(premium::first_broken_sheet))),
                     TRY(proven(engine, "production", by_first(production::first_broken_batch))),
                     TRY(proven(engine, "payments", by_first(payments::first_broken_payment))),
                     TRY(proven(engine, "coupons", by_first(coupons::first_broken_coupon))),
                     TRY(proven(engine, "accounts", by_first(buyers::first_broken_account))),
                     TRY(proven(engine, "parcels", by_first(orders::first_broken_parcel))),
                     TRY(proven(engine, "refunds", by_first(orders::first_broken_money))),
                     TRY(proven(engine, "reviews", by_first(reviews::first_broken_review))),
                     TRY(proven(engine, "stock", by_first(catalogue::first_broken_stock))),
                     TRY(proven(engine, "devices", by_first(device::first_broken_device))),
                     TRY(proven(engine, "audit", by_first(core::broken_audit))),
                     TRY(proven(engine, "answers", by_first(core::broken_answer))),
                     TRY(proven(engine, "events", check_events)),
                     TRY(proven(engine, "board", by_first(board::first_difference))),
                     TRY(proven(engine, "reports", by_first(books::first_broken_report))),
                     TRY(proven(engine, "log", by_first(tlog::first_broken_line))),
                     TRY(proven(engine, "samples", by_first(evidence::first_broken_sample))) };
    for (auto const& check : proof.checks) proof.sound = proof.sound && check.sound;
    return proof;
}

} // namespace karya::app
