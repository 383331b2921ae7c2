#include "app/answers.h"
#include "app/money.h"
#include "app/subjects.h"
#include "buyers/buyers.h"
#include "orders/orders.h"
#include "production/production.h"
#include "reviews/reviews.h"

namespace karya::app {

namespace {

production::Contact contact_in(OrderId order, std::string const& number,
                               std::optional<orders::Buyer> const& buyer)
{
    production::Contact contact { .order = order.text(), .number = number };
    if (buyer) {
        contact.name = buyer->name;
        contact.phone = buyer->phone;
        contact.email = buyer->email.value_or("");
    }
    return contact;
}

/// A sale of the shop has its order's id.
std::map<SaleId, production::Contact> contacts_of(View const& view, org::UnitScope const& scope,
                                                  std::vector<SaleId> const& sales)
{
    std::vector<OrderId> ids;
    for (auto const sale : sales) ids.push_back(OrderId { sale.uuid });
    std::map<SaleId, production::Contact> all;
    for (auto const& [order, number, buyer] : orders::reached_by(view, scope, ids))
        all[SaleId { order.uuid }] = contact_in(order, number, buyer);
    return all;
}

/// Paid ones have their sale.
std::vector<production::Waiting> waiting_for(View const& view, org::UnitScope const& scope,
                                             VariantId variant)
{
    std::vector<production::Waiting> all;
    for (auto const& row : orders::open_orders(view, scope)) {
        auto const order = orders::order(view, scope, row.id);
        if (!order.ok() || order.value().sale) continue;
        Quantity kept;
        for (auto const& line : order.value().lines)
            if (line.variant == variant) kept = kept + line.quantity;
        if (kept > Quantity {})
            all.push_back({ contact_in(row.id, row.number, orders::buyer(view, scope, row.group)),
                            order.value().placed_at, kept });
    }
    return all;
}

} // namespace

void answer_for_modules()
{
    catalogue::tell_money_by(money_path);
    catalogue::tell_voices_by(reviews::voices);
    catalogue::tell_times_by(orders::free_times);
    core::tell_subjects_by(subject_of);
    labels::tell_lots_by(production::lots_for_labels);
    production::tell_contacts_by(contacts_of, waiting_for);
    buyers::tell_proofs_to(orders::adopt);
}

} // namespace karya::app
