#pragma once
// What a buyer of Pontianak received, and what he said of it, for whoever knocks.

#include "app/test_work.h"
#include "counter/counter.h"
#include "orders/orders.h"
#include "reviews/reviews.h"

namespace karya::app {

class ReviewThings {
public:
    explicit ReviewThings(test::Market& market) : m_market(market) { }

    /// Of the order behind these things: "received" without a review, "waiting_review" with one
    /// that nobody has read, "review" and "shown_review" with one that is published.
    Things fresh(std::string_view thing, Things ordered)
    {
        auto const& scope = m_market.pontianak();
        auto const link = ordered.at("link");
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const order = TRY(OrderId::parse(ordered.at("order")));
            if (!sales::open_shift_of(call.view(), scope, counter::desk_series))
                TRY(sales::open_shift(call, scope, counter::desk_series, Rupiah { 100'000 }));
            TRY(orders::hand_over(call, scope, { .order = order, .without_code = true }));
            auto const product = TRY(reviews::purchases(call.view(), link)).at(0).product;
            Things things { { "link", link }, { "product", product.text() } };
            if (thing == "received") return things;
            auto const id = TRY(reviews::write(
                call, link, { .product = product, .stars = 4, .words = "Rapi", .photo = "RIFF" }));
            if (thing != "waiting_review") TRY(reviews::publish(call, scope, { id }));
            things["review"] = id.text();
            return things;
        });
    }

private:
    test::Market& m_market;
};

} // namespace karya::app
