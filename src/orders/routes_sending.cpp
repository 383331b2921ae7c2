// Fetched or sent: where to, with whom, and what it costs, before anything is paid.

#include "base/lang.h"
#include "orders/routes.h"
#include "web/routes.h"
#include <algorithm>

namespace karya::orders {

namespace {

// ---- GET /pemesanan/pengiriman ----

struct PlaceQuery {
    std::optional<std::string> q {}; ///< village, district or postcode, as it is typed
};
BOOST_DESCRIBE_STRUCT(PlaceQuery, (), (q))

struct PlaceView {
    std::string village {}; ///< its code
    std::string name {};
    std::string within {};
    std::string postcode {};
};
BOOST_DESCRIBE_STRUCT(PlaceView, (), (village, name, within, postcode))

struct SendingChoice {
    RateId rate {};
    shipping::Courier courier {};
    std::string service {};
    std::int64_t days_min {};
    std::int64_t days_max {};
    std::string days {}; ///< both, in words
    Rupiah fee {};
    bool on { false };
};
BOOST_DESCRIBE_STRUCT(SendingChoice, (),
                      (rate, courier, service, days_min, days_max, days, fee, on))

/// Whose prices are shown, when the unit does not count with its own table alone.
struct AskedPrices {
    shipping::Source source {};
    shipping::Standing standing {};
    LocalTime asked_at {}; ///< when it is `quoted`
};
BOOST_DESCRIBE_STRUCT(AskedPrices, (), (source, standing, asked_at))

struct SendingPart {
    UnitId unit {};
    std::int64_t index {};
    std::string unit_name {};
    std::string place {};
    std::string weight {};
    bool fetched { true };
    bool lost { false }; ///< what was chosen is not offered any more
    std::string kept {}; ///< what was chosen, while it is being asked for
    std::optional<AskedPrices> prices {};
    bool visit { false }; ///< a service of it has a time: it is fetched then
    bool ships { false }; ///< the unit sends at all
    bool reached { false };
    std::vector<SendingChoice> offers {};
    std::string unweighed {}; ///< what cannot be sent, by name
};
BOOST_DESCRIBE_STRUCT(SendingPart, (),
                      (unit, index, unit_name, place, weight, fetched, lost, kept, prices, visit,
                       ships, reached, offers, unweighed))

/// Where an address of his book lies, of who is signed in.
struct BookPlace {
    std::string village {}; ///< its code
    std::string label {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(BookPlace, (), (village, label, words))

struct SendingPage {
    std::string q {};
    bool asked { false };
    std::vector<PlaceView> matches {};
    bool more { false };
    std::optional<PlaceView> to {};
    std::vector<BookPlace> book {};
    std::vector<SendingPart> rates {}; ///< named as the field they fill
    bool empty { true };
    bool payable { true }; ///< what is sent is paid ahead, and there is a way
    bool asking { false }; ///< somebody is being asked: it is worth looking again soon

    static constexpr bool secret = true; // it may show an address book
};
BOOST_DESCRIBE_STRUCT(SendingPage, (),
                      (q, asked, matches, more, to, book, rates, empty, payable, asking))

PlaceView view_of(places::Place const& place)
{
    return { place.code, place.village,
             place.district + ", " + place.regency + ", " + place.province, place.postcode };
}

AskedPrices prices_of(View const& view, UnitId unit, shipping::Offered const& offered)
{
    AskedPrices prices { .source = offered.source, .standing = offered.standing };
    auto const seller = org::unit(view, unit);
    if (offered.asked_at && seller.ok())
        prices.asked_at = LocalTime { *offered.asked_at, seller.value().zone };
    return prices;
}

SendingPart part_of(View const& view, Basket const& basket, BasketPart const& part)
{
    SendingPart shown { .unit = part.unit,
                        .unit_name = part.unit_name,
                        .place = part.place,
                        .fetched = !part.chosen,
                        .lost = part.chosen && !part.parcel && !part.asking,
                        .visit = part.visited(),
                        .ships = !part.visited() && shipping::ships(view, part.unit) };
    for (auto const& line : part.lines)
        if (!line.grams) shown.unweighed += (shown.unweighed.empty() ? "" : ", ") + line.name;
    if (part.asking && !part.parcel) shown.kept = part.chosen->text();
    auto const offered = sendings(view, basket, part);
    if (offered.source != shipping::Source::own) shown.prices = prices_of(view, part.unit, offered);
    for (auto const& offer : offered.offers) {
        bool const on = part.parcel && part.parcel->rate == offer.rate;
        shown.offers.push_back(
            { offer.rate, offer.courier, offer.service, offer.days_min, offer.days_max,
              days_words(view.lang, offer.days_min, offer.days_max), offer.fee, on });
    }
    if (auto const grams = part.grams()) shown.weight = weight_words(view.lang, *grams);
    shown.reached = !shown.offers.empty();
    return shown;
}

Result<SendingPage> show_sending(View& view, PlaceQuery const& query)
{
    auto const found = basket(view, view.caller.basket_token);
    SendingPage page { .q = query.q.value_or(""), .empty = found.parts.empty() };
    page.asked = !page.q.empty();
    if (page.asked) {
        auto matches = places::find(page.q);
        for (auto const& place : matches.places) page.matches.push_back(view_of(place));
        page.more = matches.more;
    }
    if (found.to) page.to = view_of(*found.to);
    if (auto const account = buyers::signed_in(view))
        for (auto const& one : buyers::addresses(view, account->id))
            page.book.push_back({ one.village, one.label, one.street + ", " + one.place });
    for (auto const& part : found.parts) {
        if (part.served()) continue; // he comes for it
        page.rates.push_back(part_of(view, found, part));
        auto& shown = page.rates.back();
        shown.index = static_cast<std::int64_t>(page.rates.size() - 1);
        page.asking = page.asking
            || (shown.prices && shown.prices->standing == shipping::Standing::asking);
    }
    std::optional<UnitId> seller;
    if (found.parts.size() == 1) seller = found.parts.front().unit;
    page.payable = !payments::ways(view, seller).empty();
    return page;
}

// ---- GET /pemesanan/tempat: names while they are typed ----

struct PlaceNames {
    std::vector<std::string> names {};
};
BOOST_DESCRIBE_STRUCT(PlaceNames, (), (names))

Result<PlaceNames> show_places(View&, PlaceQuery const& query)
{
    constexpr std::size_t shown = 8;
    PlaceNames found;
    for (auto const& place : places::find(query.q.value_or("")).places)
        if (found.names.size() < shown) found.names.push_back(place.words());
    return found;
}

// ---- POST /pemesanan/tujuan ----

struct VillageInput {
    std::string village {};
};
BOOST_DESCRIBE_STRUCT(VillageInput, (), (village))

/// A basket is told by its cookie alone, so nothing of it is kept under a key.
struct SendingDone {
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(SendingDone, (), ())

Result<SendingDone> post_place(Call& call, VillageInput const& input)
{
    TRY(send_to(call, call.caller.basket_token, input.village));
    return SendingDone {};
}

// ---- POST /pemesanan/pengiriman ----

struct RateInput {
    UnitId unit {};
    std::optional<RateId> rate {}; ///< absent: fetched
};
BOOST_DESCRIBE_STRUCT(RateInput, (), (unit, rate))

struct SendingInput {
    std::vector<RateInput> rates {};
};
BOOST_DESCRIBE_STRUCT(SendingInput, (), (rates))

Result<SendingDone> post_sending(Call& call, SendingInput const& input)
{
    std::vector<Sending> wanted;
    for (auto const& one : input.rates) wanted.push_back({ one.unit, one.rate });
    TRY(choose_sending(call, call.caller.basket_token, wanted));
    return SendingDone {};
}

} // namespace

std::string days_words(Lang lang, std::int64_t least, std::int64_t most)
{
    return (least < most ? show(lang, least) + "–" : "") + show(lang, most);
}

std::string weight_words(Lang lang, std::int64_t grams)
{
    constexpr std::int64_t kilogram = 1000;
    if (grams < kilogram) return show(lang, grams) + " g";
    return show(lang, Quantity { grams }) + " kg";
}

void add_sending_routes(web::Routes& routes)
{
    constexpr std::string_view sending = "/pemesanan/pengiriman";
    routes.query<PlaceQuery, SendingPage>(sending, anyone, show_sending, { "orders/sending" });
    routes.query<PlaceQuery, PlaceNames>("/pemesanan/tempat", anyone, show_places);
    routes.command<VillageInput, SendingDone>("/pemesanan/tujuan", anyone, post_place,
                                              { sending, sending });
    routes.command<SendingInput, SendingDone>(sending, anyone, post_sending,
                                              { "/pemesanan", sending });
}

} // namespace karya::orders
