#include "reviews/moves.h"
#include "core/audit.h"
#include "reviews/events.h"
#include "reviews/state.h"
#include "reviews/store.h"

namespace karya::reviews {

namespace {

void tell(Call& call, Review const& review)
{
    core::announce(
        call, ReviewMoved { review.id, review.product, review.unit, review.stars, review.state });
}

} // namespace

Result<void> change(Call& call, Review const& before, Review const& after, std::string_view what)
{
    if (before.state != after.state && !may_become(before.state, after.state)) return moved_on;
    if (!store::update(call.tx, before.state, after)) return moved_on;
    auto const was = rating_of(before);
    auto const is = rating_of(after);
    if (was != is)
        catalogue::add_rating(call.tx, after.product, { is.count - was.count, is.sum - was.sum });
    else
        catalogue::touch_reviews(call.tx, after.product);
    core::audit(call,
                { .what = what,
                  .object = after.id.text(),
                  .before = trail_of(before),
                  .after = trail_of(after),
                  .unit = after.unit });
    if (before.state != after.state) tell(call, after);
    return {};
}

Result<void> add(Call& call, Review const& review)
{
    if (!store::insert(call.tx, review)) return written_before;
    core::audit(call,
                { .what = "reviews.write",
                  .object = review.id.text(),
                  .after = trail_of(review),
                  .unit = review.unit });
    tell(call, review);
    return {};
}

} // namespace karya::reviews
