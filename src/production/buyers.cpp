// Who is told when a lot is called back: seen by those who call, and noted each time.

#include "base/json.h"
#include "core/audit.h"
#include "production/store.h"
#include "production/words.h"
#include "sales/sales.h"
#include <chrono>

namespace karya::production {

namespace {

constexpr std::chrono::hours seen_for { 1 };

ContactTeller& contact_teller()
{
    static ContactTeller kept {};
    return kept;
}

Holder holder_of(PossibleSale const& possible, sales::Sale const& sale)
{
    return { .sale = sale.id,
             .number = sale.number,
             .at = possible.at,
             .quantity = possible.quantity,
             .labelled = possible.labelled,
             .buyer = sale.buyer,
             .nip_tail = sale.nip_tail };
}

} // namespace

std::string deed_of(BatchId batch, BuyersReadingId reading)
{
    return batch.text() + " " + reading.text();
}

void tell_contacts_by(ContactTeller teller) { contact_teller() = teller; }

bool is_open(View const& view, Batch const& batch, std::optional<BuyersReadingId> reading)
{
    auto const noted = reading ? store::reading(view.read, *reading) : std::nullopt;
    return noted && noted->batch == batch.id && noted->officer == view.actor.officer
        && view.now < noted->at + seen_for;
}

std::vector<Holder> holders(View const& view, org::UnitScope const& scope, Batch const& batch,
                            std::optional<BuyersReadingId> reading)
{
    bool const open = is_open(view, batch, reading);
    std::vector<Holder> all;
    for (auto const& possible : trace_of(view, scope, batch).sales) {
        auto const document = sales::document(view, scope, possible.source);
        if (!document.ok()) continue;
        auto const sale = sales::sale(view, scope, document.value().sale);
        if (!sale.ok()) continue;
        auto holder = holder_of(possible, sale.value());
        if (contact_teller()) holder.contact = contact_teller()(view, scope, holder.sale);
        if (holder.contact && !open)
            holder.contact = Contact { holder.contact->order, holder.contact->number };
        all.push_back(std::move(holder));
    }
    return all;
}

Result<BuyersReadingId> read_buyers(Call& call, org::UnitScope const& scope, BatchId id)
{
    TRY(batch(call.view(), scope, id));
    store::Reading const reading { .id = BuyersReadingId::make(call.now),
                                   .batch = id,
                                   .officer = call.actor.officer,
                                   .at = call.now };
    store::add(call.tx, reading);
    core::audit(call,
                { .what = "production.read_buyers",
                  .object = deed_of(id, reading.id),
                  .after = json_text(reading),
                  .unit = scope.unit() });
    return reading.id;
}

} // namespace karya::production
