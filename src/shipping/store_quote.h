#pragma once
// SQL of whose prices count, and of what providers said. For shipping/ only.

#include "shipping/quote.h"

namespace karya::shipping::store {

using QuoteId = Id<struct QuoteTag>;

std::optional<Prices> prices(db::Read& read, UnitId unit);
void put_prices(db::Tx& tx, UnitId unit, Prices const& prices);

/// A parcel that is asked about.
struct Key {
    UnitId unit {};
    Source source {};
    std::string origin {};
    std::string village {};
    std::int64_t grams {};
};
struct Quote {
    QuoteId id {};
    UnitId unit {};
    Source source {};
    std::string origin {};
    std::string village {};
    std::int64_t grams {};
    bool waiting { false };
    Timestamp wanted_at {};
    std::optional<Timestamp> answered_at {};
    std::optional<Timestamp> failed_at {};
};
BOOST_DESCRIBE_STRUCT(Quote, (),
                      (id, unit, source, origin, village, grams, waiting, wanted_at, answered_at,
                       failed_at))

std::optional<Quote> quote(db::Read& read, Key const& key);
/// Wanted from now on; one that is there already is asked again.
void want(db::Tx& tx, Key const& key, Timestamp now);
std::optional<LastAsked> last_asked(db::Read& read, UnitId unit, Source source);

/// The one that waits longest and nobody holds.
std::optional<Quote> next_quote(db::Read& read, Timestamp now);
struct Hold {
    std::string holder {};
    Timestamp now {};
    Timestamp until {};
};
bool hold(db::Tx& tx, QuoteId quote, Hold const& hold);
/// In the place of what it said before.
void set_answer(db::Tx& tx, Quote const& quote, std::vector<Quoted> const& told, Timestamp now);
void set_failure(db::Tx& tx, QuoteId quote, std::string_view trouble, Timestamp now);
/// Of the couriers that it named: the cheapest first.
std::vector<Offer> told(db::Read& read, QuoteId quote);
/// Those not wanted since, at most 50.
void forget_quotes(db::Tx& tx, Timestamp before);

} // namespace karya::shipping::store
