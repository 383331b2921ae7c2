#include "app/answers.h"
#include "app/money.h"
#include "app/subjects.h"
#include "buyers/buyers.h"
#include "orders/orders.h"
#include "production/production.h"
#include "reviews/reviews.h"

namespace karya::app {

namespace {

production::Contact contact_in(View const& view, org::UnitScope const& scope,
                               orders::Order const& order)
{
    production::Contact contact { .order = order.id.text(), .number = order.number };
    if (auto const buyer = orders::buyer(view, scope, order.group)) {
        contact.name = buyer->name;
        contact.phone = buyer->phone;
        contact.email = buyer->email.value_or("");
    }
    return contact;
}

/// A sale of the shop has its order's id.
std::optional<production::Contact> contact_of(View const& view, org::UnitScope const& scope,
                                              SaleId sale)
{
    auto const order = orders::order(view, scope, OrderId { sale.uuid });
    if (!order.ok()) return {};
    return contact_in(view, scope, order.value());
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
            all.push_back(
                { contact_in(view, scope, order.value()), order.value().placed_at, kept });
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
    production::tell_contacts_by(contact_of, waiting_for);
    buyers::tell_proofs_to(orders::adopt);
}

} // namespace karya::app
