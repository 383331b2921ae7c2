#pragma once
// Rows of what the public finds.

#include "catalogue/catalogue.h"
#include "catalogue/traits.h"

namespace karya::catalogue::store {

/// What a published product is found by; `price` absent: nothing of it is for sale.
struct Findable {
    ProductState state { ProductState::draft };
    std::string name_id {};
    std::string name_en {};
    std::string story_id {};
    std::string story_en {};
    ProductKind kind { ProductKind::kerajinan };
    Reach reach { Reach::local };
    Availability availability { Availability::sold_out };
    std::optional<Rupiah> price {};
    Timestamp published_at {};
    std::int64_t unit_number {};
    std::string unit_name {};
    std::string place {};
    KanwilId kanwil {};
};
BOOST_DESCRIBE_STRUCT(Findable, (),
                      (state, name_id, name_en, story_id, story_en, kind, reach, availability,
                       price, published_at, unit_number, unit_name, place, kanwil))
Findable findable(db::Read& read, ProductId product);
/// Names and codes of its variants that are for sale.
std::vector<std::string> variant_words(db::Read& read, ProductId product);

struct NewFind {
    ProductId product {};
    std::int64_t facts {};
    Rupiah price {};
    Timestamp published_at {};
    std::int64_t edition {};
};
/// Adds or changes the row; its number.
std::int64_t put_find(db::Tx& tx, NewFind const& row);
/// The product is not found any more.
void drop_find(db::Tx& tx, ProductId product);
/// Nothing happens when the product is not found by anybody.
void set_find_facts(db::Tx& tx, ProductId product, std::int64_t facts, Rupiah price);
void put_words(db::Tx& tx, std::int64_t number, std::string_view words);
void drop_words(db::Tx& tx, std::int64_t number);
void add_to_vocabulary(db::Tx& tx, std::string_view word);
/// Published products that are not found by the rules of `edition`, after `after`, a few.
std::vector<ProductId> unfound(db::Read& read, std::int64_t edition, ProductId after);

/// Found products that are known to have sold something.
std::vector<Sold> known_sold(db::Read& read);
void set_sold(db::Tx& tx, Sold const& sold);

/// One found product.
struct Hit {
    std::int64_t number {};
    std::int64_t facts {};
    Rupiah price {};
    std::int64_t sold {};
    Timestamp published_at {};
    bool in_title { false };
};
BOOST_DESCRIBE_STRUCT(Hit, (), (number, facts, price, sold, published_at, in_title))

/// Every product that the expression (search/search.h) finds anywhere, and whether `title`, the
/// same for titles, finds it too.
std::vector<Hit> hits(db::Read& read, std::string_view anywhere, std::string_view title);

/// Where a list goes on: after this key and, among equal keys, this number.
struct After {
    std::int64_t key {};
    std::int64_t number {};
};
/// One page of everything, in order.
std::vector<Hit> page(db::Read& read, ShelfFilter const& filter, std::optional<After> const& after,
                      Timestamp now, int limit);

/// How many products have the same facts.
struct Tally {
    std::int64_t facts {};
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(Tally, (), (facts, count))
std::vector<Tally> tallies(db::Read& read);

/// A unit that is open.
struct OpenUnit {
    std::int64_t number {};
    UnitId unit {};
    KanwilId kanwil {};
    std::string slug {};
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(OpenUnit, (), (number, unit, kanwil, slug, name))
std::vector<OpenUnit> open_units(db::Read& read, Timestamp now);

inline constexpr std::size_t page_size = 24;
/// The cards of at most a page of numbers, in their order.
std::vector<Card> cards_of(db::Read& read, std::vector<std::int64_t> const& numbers, Lang lang,
                           Timestamp now);

/// Known words of that many letters.
std::vector<std::string> vocabulary(db::Read& read, std::size_t letters_min,
                                    std::size_t letters_max);

} // namespace karya::catalogue::store
