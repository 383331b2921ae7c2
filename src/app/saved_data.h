#pragma once
// What is kept of a buyer with his orders, as he takes it along.

#include "orders/orders.h"
#include "payments/payments.h"
#include "reviews/reviews.h"

namespace karya::app {

struct SavedStep {
    Timestamp at {};
    orders::OrderState state {};
    orders::Cause cause {};
    std::string note {};
};
BOOST_DESCRIBE_STRUCT(SavedStep, (), (at, state, cause, note))

struct SavedOrder {
    std::string number {};
    std::string unit {};
    orders::OrderState state {};
    orders::Delivery delivery {};
    Timestamp placed_at {};
    Rupiah total {};
    Rupiah shipping {};
    std::string coupon {};
    std::string tracking {};
    std::vector<orders::Line> lines {};
    std::vector<SavedStep> steps {};
};
BOOST_DESCRIBE_STRUCT(SavedOrder, (),
                      (number, unit, state, delivery, placed_at, total, shipping, coupon, tracking,
                       lines, steps))

struct SavedReview {
    std::string name {};
    std::int64_t stars {};
    std::string words {};
    std::string shown_as {};
    reviews::ReviewState state {};
    Timestamp written_at {};
    std::string answer {};
};
BOOST_DESCRIBE_STRUCT(SavedReview, (), (name, stars, words, shown_as, state, written_at, answer))

struct SavedData {
    Timestamp made_at {};
    std::optional<Timestamp> erase_at {};
    std::optional<orders::Buyer> buyer {};
    std::vector<SavedOrder> orders {};
    std::optional<payments::Payment> payment {};
    std::vector<SavedReview> reviews {};
};
BOOST_DESCRIBE_STRUCT(SavedData, (), (made_at, erase_at, buyer, orders, payment, reviews))
/// Of the orders behind that link. Fails: core.not_found.
Result<SavedData> saved_data(View const& view, std::string_view link);

} // namespace karya::app
