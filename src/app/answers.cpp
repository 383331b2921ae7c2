#include "app/answers.h"
#include "app/money.h"
#include "app/subjects.h"
#include "buyers/buyers.h"
#include "orders/orders.h"
#include "production/production.h"
#include "reviews/reviews.h"

namespace karya::app {

namespace {

/// A sale of the shop has its order's id.
std::optional<production::Contact> contact_of(View const& view, org::UnitScope const& scope,
                                              SaleId sale)
{
    auto const order = orders::order(view, scope, OrderId { sale.uuid });
    if (!order.ok()) return {};
    production::Contact contact { .order = order.value().id.text(),
                                  .number = order.value().number };
    if (auto const buyer = orders::buyer(view, scope, order.value().group)) {
        contact.name = buyer->name;
        contact.phone = buyer->phone;
        contact.email = buyer->email.value_or("");
    }
    return contact;
}

} // namespace

void answer_for_modules()
{
    catalogue::tell_money_by(money_path);
    catalogue::tell_voices_by(reviews::voices);
    catalogue::tell_times_by(orders::free_times);
    core::tell_subjects_by(subject_of);
    labels::tell_lots_by(production::lots_for_labels);
    production::tell_contacts_by(contact_of);
    buyers::tell_proofs_to(orders::adopt);
}

} // namespace karya::app
