// Who is told when a lot is called back: seen by those who call, and noted each time.

#include "base/json.h"
#include "core/audit.h"
#include "production/store.h"
#include "production/words.h"
#include "sales/sales.h"
#include <algorithm>
#include <chrono>

namespace karya::production {

namespace {

constexpr std::chrono::hours seen_for { 1 };

struct Tellers {
    ContactTeller sold {};
    WaitingTeller waiting {};
};
Tellers& tellers()
{
    static Tellers kept {};
    return kept;
}

Holder holder_of(PossibleSale const& possible, sales::Behind const& sale)
{
    return { .sale = sale.sale,
             .number = sale.number,
             .at = possible.at,
             .quantity = possible.quantity,
             .labelled = possible.labelled,
             .buyer = sale.buyer,
             .nip_tail = sale.nip_tail };
}

/// Names nobody.
Contact closed(Contact const& contact) { return { contact.order, contact.number }; }

/// Buyers of the shop say how they are reached; the counter asks nobody.
void put_contacts(View const& view, org::UnitScope const& scope, SalesBehind const& known,
                  std::vector<Holder>& all)
{
    if (!tellers().sold) return;
    std::vector<SaleId> ordered;
    for (auto const& [id, sale] : known)
        if (sale.channel == sales::Channel::shop) ordered.push_back(sale.sale);
    if (ordered.empty()) return;
    auto const contacts = tellers().sold(view, scope, ordered);
    for (auto& holder : all)
        if (auto const found = contacts.find(holder.sale); found != contacts.end())
            holder.contact = found->second;
}

void put_waiting(View const& view, org::UnitScope const& scope, VariantId variant,
                 std::vector<Holder>& all)
{
    if (!tellers().waiting) return;
    for (auto const& one : tellers().waiting(view, scope, variant))
        all.push_back({ .at = one.ordered_at,
                        .quantity = one.quantity,
                        .waiting = true,
                        .buyer = sales::BuyerKind::public_buyer,
                        .contact = one.contact });
}

} // namespace

std::string deed_of(BatchId batch, BuyersReadingId reading)
{
    return batch.text() + " " + reading.text();
}

void tell_contacts_by(ContactTeller sold, WaitingTeller waiting) { tellers() = { sold, waiting }; }

bool is_open(View const& view, Batch const& batch, std::optional<BuyersReadingId> reading)
{
    auto const noted = reading ? store::reading(view.read, *reading) : std::nullopt;
    return noted && noted->batch == batch.id && noted->officer == view.actor.officer
        && view.now < noted->at + seen_for;
}

std::vector<Holder> holders(View const& view, org::UnitScope const& scope, Batch const& batch,
                            std::optional<BuyersReadingId> reading)
{
    auto const trace = trace_of(view, scope, batch);
    auto const known = sales_of(view, scope, trace.sales);
    std::vector<Holder> all;
    for (auto const& possible : trace.sales)
        if (auto const sale = known.find(possible.source); sale != known.end())
            all.push_back(holder_of(possible, sale->second));
    put_contacts(view, scope, known, all);
    if (trace.left > Quantity {}) put_waiting(view, scope, batch.variant, all);
    if (!is_open(view, batch, reading))
        for (auto& holder : all)
            if (holder.contact) holder.contact = closed(*holder.contact);
    return all;
}

Result<BuyersReadingId> read_buyers(Call& call, org::UnitScope const& scope, BatchId id)
{
    TRY(batch(call.view(), scope, id));
    if (!withdrawal(call.view(), id)) return not_called_back;
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
