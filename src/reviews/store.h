#pragma once
// SQL of reviews_*. For reviews/ only.

#include "reviews/reviews.h"

namespace karya::reviews::store {

/// False when that order has one of that product already.
bool insert(db::Tx& tx, Review const& review);
std::optional<Review> of_order(db::Read& read, OrderId order, ProductId product);
std::optional<Review> by_id(db::Read& read, ReviewId id);
/// As it is now, and nobody else writes it before the transaction ends.
std::optional<Review> locked(db::Tx& tx, ReviewId id);

/// Those of an order that are shown under a name.
std::vector<Review> named_of(db::Read& read, std::vector<OrderId> const& orders);

/// Everything but whose it is, if it is still in state `from`. Whether it was.
bool update(db::Tx& tx, ReviewState from, Review const& review);
void put_photo(db::Tx& tx, ReviewId id, std::string_view webp);
void drop_photo(db::Tx& tx, ReviewId id);
std::optional<std::string> photo(db::Read& read, ReviewId id);

std::vector<Review> published(db::Read& read, ProductId product, ReviewId before,
                              std::int64_t limit);
struct StarCount {
    std::int64_t stars {};
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(StarCount, (), (stars, count))
std::vector<StarCount> spread(db::Read& read, ProductId product);

/// At most 50 after or before `from`; of every unit when `unit` is empty.
std::vector<Review> oldest(db::Read& read, ReviewState state, UnitId unit, ReviewId from);
std::vector<Review> latest(db::Read& read, ReviewState state, UnitId unit, ReviewId from);
std::vector<Review> reported(db::Read& read, UnitId unit, ReviewId from);
std::int64_t tasks(db::Read& read, UnitId unit);

void insert_report(db::Tx& tx, ReviewId review, Report const& report);
std::vector<Report> open_reports(db::Read& read, ReviewId review);
/// A person has looked at the review.
void settle_reports(db::Tx& tx, ReviewId review, Timestamp at);

/// What published reviews add up to, of products after that one, at most 1,000.
std::vector<catalogue::Rated> ratings(db::Read& read, ProductId after);
/// In order of id after that one, at most 500.
std::vector<Review> all(db::Read& read, ReviewId after);
/// One whose count of open reports is not that of its rows, or whose photo outlived its words.
std::optional<std::string> first_miscounted(db::Read& read);

} // namespace karya::reviews::store
