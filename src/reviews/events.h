#pragma once
// What the reviews announce. Never words, never a name.

#include "reviews/reviews.h"

namespace karya::reviews {

/// A review came into another state.
struct ReviewMoved {
    static constexpr std::string_view event_name = "reviews.review_moved.v1";
    ReviewId review {};
    ProductId product {};
    UnitId unit {};
    std::int64_t stars {};
    ReviewState state {};
};
BOOST_DESCRIBE_STRUCT(ReviewMoved, (), (review, product, unit, stars, state))

} // namespace karya::reviews
