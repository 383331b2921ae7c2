#pragma once
// The one way from state to state. For reviews/ only.

#include "reviews/reviews.h"

namespace karya::reviews {

/// Writes `after` over `before`, with the rating of its product, the trail, the event and the pages
/// that show it. `what` is the deed. Fails: reviews.moved_on.
Result<void> change(Call& call, Review const& before, Review const& after, std::string_view what);
/// The same for one that is new. Fails: reviews.written_before.
Result<void> add(Call& call, Review const& review);

} // namespace karya::reviews
