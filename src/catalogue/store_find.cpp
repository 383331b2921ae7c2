#include "catalogue/store_find.h"
#include <array>
#include <limits>
#include <map>

namespace karya::catalogue::store {

db::Query find_findable { "catalogue.find_findable", R"sql(
SELECT product.state, product.name_id, product.name_en, product.story_id, product.story_en,
    product.kind, product.reach, product.availability, product.price_min, product.published_at,
    unit.number, unit.name, unit.place, unit.kanwil
FROM catalogue_product AS product
JOIN catalogue_unit AS unit ON unit.unit = product.unit
WHERE product.id = $1
)sql" };

Findable findable(db::Read& read, ProductId product)
{
    return read.value<Findable>(find_findable, product);
}

db::Query list_variant_words { "catalogue.list_variant_words", R"sql(
SELECT name || ' ' || code FROM catalogue_variant WHERE product = $1 AND for_sale = 1
ORDER BY ordinal
)sql" };

std::vector<std::string> variant_words(db::Read& read, ProductId product)
{
    return read.all<std::string>(list_variant_words, product);
}

db::Query upsert_find { "catalogue.upsert_find", R"sql(
INSERT INTO catalogue_find (product, facts, price, published_at, edition)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (product) DO UPDATE SET facts = excluded.facts, price = excluded.price,
    published_at = excluded.published_at, edition = excluded.edition
RETURNING number
)sql" };

std::int64_t put_find(db::Tx& tx, NewFind const& row)
{
    return tx.value<std::int64_t>(upsert_find, row.product, row.facts, row.price, row.published_at,
                                  row.edition);
}

db::Query delete_find { "catalogue.delete_find", R"sql(
DELETE FROM catalogue_find WHERE product = $1 RETURNING number
)sql" };

db::Query delete_words { "catalogue.delete_words", R"sql(
DELETE FROM catalogue_words WHERE rowid = $1
)sql" };

void drop_find(db::Tx& tx, ProductId product)
{
    if (auto const number = tx.one<std::int64_t>(delete_find, product)) drop_words(tx, *number);
}

void drop_words(db::Tx& tx, std::int64_t number) { tx.run(delete_words, number); }

db::Query update_find { "catalogue.update_find", R"sql(
UPDATE catalogue_find SET facts = $2, price = $3 WHERE product = $1
)sql" };

void set_find_facts(db::Tx& tx, ProductId product, std::int64_t facts, Rupiah price)
{
    tx.run(update_find, product, facts, price);
}

db::Query insert_words { "catalogue.insert_words", R"sql(
INSERT INTO catalogue_words (rowid, words) VALUES ($1, $2)
)sql",
                         R"sql(
INSERT INTO catalogue_words (rowid, words)
VALUES ($1, array_to_tsvector(string_to_array(CAST($2 AS TEXT), ' ')))
)sql" };

void put_words(db::Tx& tx, std::int64_t number, std::string_view words)
{
    drop_words(tx, number);
    tx.run(insert_words, number, words);
}

db::Query add_word { "catalogue.add_word", R"sql(
INSERT INTO catalogue_vocabulary (word, letters) VALUES ($1, $2) ON CONFLICT (word) DO NOTHING
)sql" };

void add_to_vocabulary(db::Tx& tx, std::string_view word) { tx.run(add_word, word, word.size()); }

db::Query list_unfound { "catalogue.list_unfound", R"sql(
SELECT product.id
FROM catalogue_product AS product
LEFT JOIN catalogue_find AS find ON find.product = product.id
WHERE product.id > $2 AND product.state = 'published'
    AND (find.edition IS NULL OR find.edition <> CAST($1 AS BIGINT))
ORDER BY product.id LIMIT 100
)sql" };

std::vector<ProductId> unfound(db::Read& read, std::int64_t edition, ProductId after)
{
    return read.all<ProductId>(list_unfound, edition, after);
}

db::Query list_sold { "catalogue.list_sold", R"sql(
SELECT product, sold FROM catalogue_find WHERE sold > 0 ORDER BY sold LIMIT 500000
)sql" };

std::vector<Sold> known_sold(db::Read& read) { return read.all<Sold>(list_sold); }

db::Query update_sold { "catalogue.update_sold", R"sql(
UPDATE catalogue_find SET sold = $2 WHERE product = $1
)sql" };

void set_sold(db::Tx& tx, Sold const& sold) { tx.run(update_sold, sold.product, sold.quantity); }

// Every row is needed, to rank and to count: the bound is for memory's sake. PostgreSQL is given
// the same expression in its own signs.
db::Query list_hits { "catalogue.list_hits", R"sql(
SELECT find.number, find.facts, find.price, find.sold, find.published_at,
    words.rowid IN (SELECT rowid FROM catalogue_words($2))
FROM catalogue_words($1) AS words
JOIN catalogue_find AS find ON find.number = words.rowid
LIMIT 500000
)sql",
                      R"sql(
WITH asked AS MATERIALIZED (
    SELECT CAST(replace(replace(replace(replace(CAST($1 AS TEXT), '"', ''''), ' AND ', ' & '),
                                ' OR ', ' | '), '*', ':*') AS TSQUERY) AS anywhere,
        CAST(replace(replace(replace(replace(CAST($2 AS TEXT), '"', ''''), ' AND ', ' & '),
                             ' OR ', ' | '), '*', ':*') AS TSQUERY) AS title)
SELECT find.number, find.facts, find.price, find.sold, find.published_at,
    CAST(words.words @@ (SELECT title FROM asked) AS INTEGER)
FROM catalogue_words AS words
JOIN catalogue_find AS find ON find.number = words.rowid
WHERE words.words @@ (SELECT anywhere FROM asked)
LIMIT 500000
)sql" };

std::vector<Hit> hits(db::Read& read, std::string_view anywhere, std::string_view title)
{
    return read.all<Hit>(list_hits, anywhere, title);
}

db::Query list_newest { "catalogue.list_newest", R"sql(
SELECT number, facts, price, sold, published_at, 0 FROM catalogue_find
WHERE (facts & CAST($1 AS BIGINT)) = CAST($2 AS BIGINT)
    AND (facts >> 12) IN (SELECT number FROM catalogue_unit
                          WHERE closes_at > CAST($3 AS BIGINT)
                              AND (CAST($4 AS TEXT) IS NULL OR kanwil = $4)
                              AND (CAST($5 AS TEXT) IS NULL OR unit = $5))
    AND (published_at, number) < (CAST($6 AS BIGINT), CAST($7 AS BIGINT))
ORDER BY published_at DESC, number DESC LIMIT CAST($8 AS BIGINT)
)sql" };

db::Query list_cheapest { "catalogue.list_cheapest", R"sql(
SELECT number, facts, price, sold, published_at, 0 FROM catalogue_find
WHERE (facts & CAST($1 AS BIGINT)) = CAST($2 AS BIGINT)
    AND (facts >> 12) IN (SELECT number FROM catalogue_unit
                          WHERE closes_at > CAST($3 AS BIGINT)
                              AND (CAST($4 AS TEXT) IS NULL OR kanwil = $4)
                              AND (CAST($5 AS TEXT) IS NULL OR unit = $5))
    AND (price, number) > (-CAST($6 AS BIGINT), CAST($7 AS BIGINT))
ORDER BY price, number LIMIT CAST($8 AS BIGINT)
)sql" };

db::Query list_dearest { "catalogue.list_dearest", R"sql(
SELECT number, facts, price, sold, published_at, 0 FROM catalogue_find
WHERE (facts & CAST($1 AS BIGINT)) = CAST($2 AS BIGINT)
    AND (facts >> 12) IN (SELECT number FROM catalogue_unit
                          WHERE closes_at > CAST($3 AS BIGINT)
                              AND (CAST($4 AS TEXT) IS NULL OR kanwil = $4)
                              AND (CAST($5 AS TEXT) IS NULL OR unit = $5))
    AND (price, number) < (CAST($6 AS BIGINT), CAST($7 AS BIGINT))
ORDER BY price DESC, number DESC LIMIT CAST($8 AS BIGINT)
)sql" };

db::Query list_most_sold { "catalogue.list_most_sold", R"sql(
SELECT number, facts, price, sold, published_at, 0 FROM catalogue_find
WHERE (facts & CAST($1 AS BIGINT)) = CAST($2 AS BIGINT)
    AND (facts >> 12) IN (SELECT number FROM catalogue_unit
                          WHERE closes_at > CAST($3 AS BIGINT)
                              AND (CAST($4 AS TEXT) IS NULL OR kanwil = $4)
                              AND (CAST($5 AS TEXT) IS NULL OR unit = $5))
    AND (sold, number) < (CAST($6 AS BIGINT), CAST($7 AS BIGINT))
ORDER BY sold DESC, number DESC LIMIT CAST($8 AS BIGINT)
)sql" };

namespace {

db::Query const& query_of(Sorting sorting)
{
    switch (sorting) {
    case Sorting::cheapest: return list_cheapest;
    case Sorting::dearest: return list_dearest;
    case Sorting::most_sold: return list_most_sold;
    case Sorting::best:
    case Sorting::newest: break;
    }
    return list_newest;
}

/// Before everything, in that order.
After beginning(Sorting sorting)
{
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    return sorting == Sorting::cheapest ? After { 0, 0 } : After { most, most };
}

} // namespace

std::vector<Hit> page(db::Read& read, ShelfFilter const& filter, std::optional<After> const& after,
                      Timestamp now, int limit)
{
    auto const traits = mask_of(filter);
    auto const sorting = filter.sorting.value_or(Sorting::newest);
    auto const from = after.value_or(beginning(sorting));
    return read.all<Hit>(query_of(sorting), traits.mask, traits.value, now, filter.kanwil,
                         filter.unit, from.key, from.number, limit);
}

db::Query count_facts { "catalogue.count_facts", R"sql(
SELECT facts, COUNT(*) FROM catalogue_find GROUP BY facts
)sql" };

std::vector<Tally> tallies(db::Read& read) { return read.all<Tally>(count_facts); }

db::Query list_open_units { "catalogue.list_open_units", R"sql(
SELECT number, unit, kanwil, slug, name FROM catalogue_unit
WHERE closes_at > CAST($1 AS BIGINT) ORDER BY number
)sql" };

std::vector<OpenUnit> open_units(db::Read& read, Timestamp now)
{
    return read.all<OpenUnit>(list_open_units, now);
}

// CROSS JOIN keeps SQLite to this order; by itself it walks through all that is published.
db::Query list_cards_of { "catalogue.list_cards_of", R"sql(
SELECT product.id, product.slug,
    CASE WHEN CAST($1 AS TEXT) = 'en' AND product.name_en <> '' THEN product.name_en
         ELSE product.name_id END,
    product.kind, product.availability, product.price_min, product.price_max, product.photo,
    product.unit, unit.name, unit.slug, unit.place, product.published_at, product.rating_count,
    product.rating_sum, find.number
FROM catalogue_find AS find
CROSS JOIN catalogue_product AS product
CROSS JOIN catalogue_unit AS unit
WHERE product.id = find.product AND unit.unit = product.unit
    AND product.state = 'published' AND unit.closes_at > CAST($2 AS BIGINT)
    AND find.number IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                        $19, $20, $21, $22, $23, $24, $25, $26)
)sql" };

namespace {

struct NumberedCard {
    ProductId product {};
    std::string slug {};
    std::string name {};
    ProductKind kind { ProductKind::kerajinan };
    Availability availability { Availability::ready };
    Rupiah price_min {};
    Rupiah price_max {};
    std::optional<std::string> photo {};
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    std::string place {};
    Timestamp published_at {};
    std::int64_t rating_count {};
    std::int64_t rating_sum {};
    std::int64_t number {};

    Card card() const
    {
        return { product, slug,      name,      kind,  availability, price_min,    price_max, photo,
                 unit,    unit_name, unit_slug, place, published_at, rating_count, rating_sum };
    }
};
BOOST_DESCRIBE_STRUCT(NumberedCard, (),
                      (product, slug, name, kind, availability, price_min, price_max, photo, unit,
                       unit_name, unit_slug, place, published_at, rating_count, rating_sum, number))

} // namespace

std::vector<Card> cards_of(db::Read& read, std::vector<std::int64_t> const& numbers, Lang lang,
                           Timestamp now)
{
    CHECK(numbers.size() <= page_size);
    if (numbers.empty()) return {};
    std::array<std::int64_t, page_size> wanted {};
    std::ranges::copy(numbers, wanted.begin());
    auto const rows = std::apply(
        [&](auto... each) { return read.all<NumberedCard>(list_cards_of, lang, now, each...); },
        wanted);
    std::map<std::int64_t, Card> found;
    for (auto const& row : rows) found.emplace(row.number, row.card());
    std::vector<Card> cards;
    for (auto const number : numbers)
        if (auto const card = found.find(number); card != found.end())
            cards.push_back(std::move(card->second));
    return cards;
}

db::Query list_vocabulary { "catalogue.list_vocabulary", R"sql(
SELECT word FROM catalogue_vocabulary WHERE letters BETWEEN $1 AND $2
ORDER BY letters, word LIMIT 50000
)sql" };

std::vector<std::string> vocabulary(db::Read& read, std::size_t letters_min,
                                    std::size_t letters_max)
{
    return read.all<std::string>(list_vocabulary, letters_min, letters_max);
}

} // namespace karya::catalogue::store
