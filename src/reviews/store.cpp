#include "reviews/store.h"
#include "base/base64.h"
#include <limits>

namespace karya::reviews::store {

namespace {

db::Query const add_review { "reviews.insert", R"sql(
INSERT INTO reviews_review(id, of_order, product, unit, name, stars, words, shown_as, photo,
    someone, state, written_at, answer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')
ON CONFLICT (of_order, product) DO NOTHING
)sql" };
db::Query const select_of_order { "reviews.of_order", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE of_order = $1 AND product = $2
)sql" };
db::Query const select_named { "reviews.named_of", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE of_order = $1 AND shown_as <> '' ORDER BY id LIMIT 200
)sql" };
db::Query const select_by_id { "reviews.by_id", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE id = $1
)sql" };
db::Query const hold_review { "reviews.hold", R"sql(
UPDATE reviews_review SET reports = reports WHERE id = $1
)sql" };
db::Query const change_review { "reviews.update", R"sql(
UPDATE reviews_review SET stars = $3, words = $4, shown_as = $5, photo = $6, someone = $7,
    state = $8, refusal = $9, written_at = $10, published_at = $11, officer = $12, answer = $13,
    answered_at = $14
WHERE id = $1 AND state = $2
)sql" };
db::Query const set_photo { "reviews.put_photo", R"sql(
INSERT INTO reviews_photo(review, webp) VALUES ($1, $2)
ON CONFLICT (review) DO UPDATE SET webp = excluded.webp
)sql" };
db::Query const delete_photo { "reviews.drop_photo",
                               "DELETE FROM reviews_photo WHERE review = $1" };
db::Query const select_photo { "reviews.photo",
                               "SELECT webp FROM reviews_photo WHERE review = $1" };

db::Query const select_published { "reviews.published", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE product = $1 AND state = 'published' AND id < $2
ORDER BY id DESC LIMIT CAST($3 AS BIGINT)
)sql" };
db::Query const select_spread { "reviews.spread", R"sql(
SELECT stars, COUNT(*) FROM reviews_review WHERE product = $1 AND state = 'published'
GROUP BY stars ORDER BY stars
)sql" };

db::Query const select_oldest { "reviews.oldest", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE state = $1 AND id > $2 ORDER BY id LIMIT 50
)sql" };
db::Query const select_oldest_of { "reviews.oldest_of", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE unit = $3 AND state = $1 AND id > $2 ORDER BY id LIMIT 50
)sql" };
db::Query const select_latest { "reviews.latest", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE state = $1 AND id < $2 ORDER BY id DESC LIMIT 50
)sql" };
db::Query const select_latest_of { "reviews.latest_of", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE unit = $3 AND state = $1 AND id < $2 ORDER BY id DESC LIMIT 50
)sql" };
db::Query const select_reported { "reviews.reported", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE reports > 0 AND id > $1 ORDER BY id LIMIT 50
)sql" };
db::Query const select_reported_of { "reviews.reported_of", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE unit = $2 AND reports > 0 AND id > $1 ORDER BY id LIMIT 50
)sql" };
db::Query const count_tasks { "reviews.tasks", R"sql(
SELECT (SELECT COUNT(*) FROM reviews_review WHERE unit = $1 AND state = 'waiting')
    + (SELECT COUNT(*) FROM reviews_review WHERE unit = $1 AND reports > 0)
)sql" };

db::Query const add_report { "reviews.insert_report", R"sql(
INSERT INTO reviews_report(id, review, reason, words, at) VALUES ($1, $2, $3, $4, $5)
)sql" };
db::Query const count_report { "reviews.count_report", R"sql(
UPDATE reviews_review SET reports = reports + 1 WHERE id = $1
)sql" };
db::Query const select_open_reports { "reviews.open_reports", R"sql(
SELECT id, reason, words, at FROM reviews_report WHERE review = $1 AND settled_at IS NULL
ORDER BY id LIMIT 50
)sql" };
db::Query const settle { "reviews.settle_reports", R"sql(
UPDATE reviews_report SET settled_at = $2 WHERE review = $1 AND settled_at IS NULL
)sql" };
db::Query const count_none { "reviews.count_no_report", R"sql(
UPDATE reviews_review SET reports = 0 WHERE id = $1
)sql" };

db::Query const select_ratings { "reviews.ratings", R"sql(
SELECT product, COUNT(*), CAST(SUM(stars) AS BIGINT) FROM reviews_review
WHERE state = 'published' AND product > $1 GROUP BY product ORDER BY product LIMIT 1000
)sql" };
db::Query const select_all { "reviews.all", R"sql(
SELECT id, of_order, product, unit, name, stars, words, shown_as, photo, someone, state, refusal,
    written_at, published_at, officer, answer, answered_at, reports
FROM reviews_review WHERE id > $1 ORDER BY id LIMIT 500
)sql" };
db::Query const select_miscounted { "reviews.miscounted", R"sql(
SELECT id FROM reviews_review AS review
WHERE reports <> (SELECT COUNT(*) FROM reviews_report AS report
                  WHERE report.review = review.id AND settled_at IS NULL)
    OR photo <> (SELECT COUNT(*) FROM reviews_photo AS kept WHERE kept.review = review.id)
ORDER BY id LIMIT 1
)sql" };

ReviewId first_before(ReviewId from)
{
    if (!from.empty()) return from;
    ReviewId last;
    last.uuid.bytes.fill(std::numeric_limits<std::uint8_t>::max());
    return last;
}

} // namespace

bool insert(db::Tx& tx, Review const& review)
{
    return tx.run(add_review, review.id, review.order, review.product, review.unit, review.name,
                  review.stars, review.words, review.shown_as, review.photo, review.someone,
                  review.state, review.written_at)
        == 1;
}

std::optional<Review> of_order(db::Read& read, OrderId order, ProductId product)
{
    return read.one<Review>(select_of_order, order, product);
}

std::vector<Review> named_of(db::Read& read, std::vector<OrderId> const& orders)
{
    std::vector<Review> all;
    for (auto const order : orders)
        for (auto& review : read.all<Review>(select_named, order)) all.push_back(std::move(review));
    return all;
}

std::optional<Review> by_id(db::Read& read, ReviewId id)
{
    return read.one<Review>(select_by_id, id);
}

std::optional<Review> locked(db::Tx& tx, ReviewId id)
{
    tx.run(hold_review, id);
    return by_id(tx, id);
}

bool update(db::Tx& tx, ReviewState from, Review const& review)
{
    return tx.run(change_review, review.id, from, review.stars, review.words, review.shown_as,
                  review.photo, review.someone, review.state, review.refusal, review.written_at,
                  review.published_at, review.officer, review.answer, review.answered_at)
        == 1;
}

void put_photo(db::Tx& tx, ReviewId id, std::string_view webp)
{
    tx.run(set_photo, id, to_base64(webp));
}

void drop_photo(db::Tx& tx, ReviewId id) { tx.run(delete_photo, id); }

std::optional<std::string> photo(db::Read& read, ReviewId id)
{
    auto const text = read.one<std::string>(select_photo, id);
    return text ? from_base64(*text) : std::nullopt;
}

std::vector<Review> published(db::Read& read, ProductId product, ReviewId before,
                              std::int64_t limit)
{
    return read.all<Review>(select_published, product, first_before(before), limit);
}

std::vector<StarCount> spread(db::Read& read, ProductId product)
{
    return read.all<StarCount>(select_spread, product);
}

std::vector<Review> oldest(db::Read& read, ReviewState state, UnitId unit, ReviewId from)
{
    if (unit.empty()) return read.all<Review>(select_oldest, state, from);
    return read.all<Review>(select_oldest_of, state, from, unit);
}

std::vector<Review> latest(db::Read& read, ReviewState state, UnitId unit, ReviewId from)
{
    if (unit.empty()) return read.all<Review>(select_latest, state, first_before(from));
    return read.all<Review>(select_latest_of, state, first_before(from), unit);
}

std::vector<Review> reported(db::Read& read, UnitId unit, ReviewId from)
{
    if (unit.empty()) return read.all<Review>(select_reported, from);
    return read.all<Review>(select_reported_of, from, unit);
}

std::int64_t tasks(db::Read& read, UnitId unit)
{
    return read.value<std::int64_t>(count_tasks, unit);
}

void insert_report(db::Tx& tx, ReviewId review, Report const& report)
{
    tx.run(count_report, review);
    tx.run(add_report, report.id, review, report.reason, report.words, report.at);
}

std::vector<Report> open_reports(db::Read& read, ReviewId review)
{
    return read.all<Report>(select_open_reports, review);
}

void settle_reports(db::Tx& tx, ReviewId review, Timestamp at)
{
    tx.run(count_none, review);
    tx.run(settle, review, at);
}

std::vector<catalogue::Rated> ratings(db::Read& read, ProductId after)
{
    return read.all<catalogue::Rated>(select_ratings, after);
}

std::vector<Review> all(db::Read& read, ReviewId after)
{
    return read.all<Review>(select_all, after);
}

std::optional<std::string> first_miscounted(db::Read& read)
{
    return read.one<std::string>(select_miscounted);
}

} // namespace karya::reviews::store
