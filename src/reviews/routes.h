#pragma once
// The module's groups of routes and what they share. For reviews/ only.

#include "reviews/reviews.h"

namespace karya::reviews {

void add_buyer_routes(web::Routes& routes);
void add_desk_routes(web::Routes& routes);

struct ReviewPath {
    ReviewId review {};
};
BOOST_DESCRIBE_STRUCT(ReviewPath, (), (review))

struct ReasonChoice {
    Refusal reason {};
};
BOOST_DESCRIBE_STRUCT(ReasonChoice, (), (reason))
std::vector<ReasonChoice> reason_choices();

} // namespace karya::reviews
