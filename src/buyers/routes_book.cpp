// The address book and the list of wishes.

#include "base/cloth.h"
#include "buyers/routes.h"
#include "catalogue/catalogue.h"
#include "places/places.h"
#include <algorithm>

namespace karya::buyers {

namespace {

// ---- GET /pembeli/alamat ----

struct AddressView : Address {
    bool several { false };
};
BOOST_DESCRIBE_STRUCT(AddressView, (Address), (several))

struct AddressesPage : OwnPage {
    std::vector<AddressView> addresses {};
};
BOOST_DESCRIBE_STRUCT(AddressesPage, (OwnPage), (addresses))

Result<AddressesPage> show_addresses(View& view, web::Nothing const&)
{
    auto const found = TRY(account(view));
    AddressesPage page;
    page.cookie = renewed_cookie(view, found);
    auto const all = addresses(view, found.id);
    for (auto const& one : all) page.addresses.push_back({ one, all.size() > 1 });
    return page;
}

// ---- GET /pembeli/alamat/baru and /pembeli/alamat/{address}: the village first, then the rest, so
// that nothing typed is lost while it is looked for ----

struct VillageView {
    std::string code {};
    std::string village {};
    std::string within {};
    std::string postcode {};
};
BOOST_DESCRIBE_STRUCT(VillageView, (), (code, village, within, postcode))

struct AddressPage : OwnPage {
    std::string which { "baru" }; ///< last part of its path: a new one, or the id
    bool fresh { true };
    std::string q {};
    bool asked { false };
    std::vector<VillageView> matches {};
    bool more { false };
    std::string place {}; ///< of the village, in words; empty: none is chosen
    AddressDraft form {};
};
BOOST_DESCRIBE_STRUCT(AddressPage, (OwnPage), (which, fresh, q, asked, matches, more, place, form))

void put_matches(AddressPage& page, std::string const& q)
{
    page.q = q;
    page.asked = !q.empty();
    if (!page.asked) return;
    auto const matches = places::find(q);
    for (auto const& found : matches.places)
        page.matches.push_back({ found.code, found.village,
                                 found.district + ", " + found.regency + ", " + found.province,
                                 found.postcode });
    page.more = matches.more;
}

/// The one in the address, else the one that is stored.
void put_village(AddressPage& page, std::string const& chosen)
{
    if (!chosen.empty()) page.form.village = chosen;
    auto const place = places::place(page.form.village);
    if (place) page.place = place->words();
}

struct NewAddressQuery {
    std::string q {};
    std::string village {};
};
BOOST_DESCRIBE_STRUCT(NewAddressQuery, (), (q, village))

Result<AddressPage> show_new_address(View& view, NewAddressQuery const& query)
{
    auto const found = TRY(account(view));
    AddressPage page;
    page.cookie = renewed_cookie(view, found);
    put_matches(page, query.q);
    put_village(page, query.village);
    return page;
}

struct AddressQuery {
    AddressId address {};
    std::string q {};
    std::string village {};
};
BOOST_DESCRIBE_STRUCT(AddressQuery, (), (address, q, village))

Result<AddressPage> show_address(View& view, AddressQuery const& query)
{
    auto const found = TRY(account(view));
    auto const all = addresses(view, found.id);
    auto const own = std::ranges::find(all, query.address, &Address::id);
    if (own == all.end()) return not_found;
    AddressPage page;
    page.cookie = renewed_cookie(view, found);
    page.which = query.address.text();
    page.fresh = false;
    AddressDraft const& draft = *own;
    page.form = draft;
    put_matches(page, query.q);
    put_village(page, query.village);
    return page;
}

struct AddressInput {
    std::optional<std::string> label {};
    std::string name {};
    std::string phone {};
    std::string street {};
    std::string village {};

    AddressDraft draft() const { return { label.value_or(""), name, phone, street, village }; }
};
BOOST_DESCRIBE_STRUCT(AddressInput, (), (label, name, phone, street, village))

Result<OwnDone> post_address(Call& call, AddressInput const& input)
{
    TRY(add_address(call, input.draft()));
    return OwnDone {};
}

struct AddressChange : AddressInput {
    AddressId address {};
};
BOOST_DESCRIBE_STRUCT(AddressChange, (AddressInput), (address))

Result<OwnDone> post_change(Call& call, AddressChange const& input)
{
    TRY(change_address(call, input.address, input.draft()));
    return OwnDone {};
}

struct AddressPath {
    AddressId address {};
};
BOOST_DESCRIBE_STRUCT(AddressPath, (), (address))

Result<OwnDone> post_preferred(Call& call, AddressPath const& input)
{
    TRY(prefer_address(call, input.address));
    return OwnDone {};
}

Result<OwnDone> post_removal(Call& call, AddressPath const& input)
{
    TRY(remove_address(call, input.address));
    return OwnDone {};
}

// ---- /pembeli/keinginan ----

struct WishView {
    ProductId product {};
    std::string name {};
    bool gone { true }; ///< it is not sold any more
    std::string slug {};
    UnitId unit {};
    std::string unit_name {};
    std::optional<std::string> photo {};
    Rupiah price {};
    bool price_varies { false };
    catalogue::Availability availability { catalogue::Availability::sold_out };
    std::optional<VariantId> variant {}; ///< what goes into the basket; absent: one is to be chosen
    bool choosable { false };            ///< on its own page
};
BOOST_DESCRIBE_STRUCT(WishView, (),
                      (product, name, gone, slug, unit, unit_name, photo, price, price_varies,
                       availability, variant, choosable))

struct WishesPage : OwnPage {
    std::vector<WishView> wishes {};
};
BOOST_DESCRIBE_STRUCT(WishesPage, (OwnPage), (wishes))

/// The only one for sale; nothing when there are several.
std::optional<VariantId> only_variant(View const& view, std::string const& slug)
{
    auto const product = catalogue::public_product(view, slug);
    if (!product.ok()) return {};
    std::optional<VariantId> only;
    for (auto const& variant : product.value().variants) {
        if (!variant.for_sale) continue;
        if (only) return {};
        only = variant.id;
    }
    return only;
}

WishView view_of(View const& view, Wish const& wish)
{
    WishView shown { .product = wish.product, .name = wish.name };
    auto const card = catalogue::card(view, wish.product);
    if (!card) return shown;
    shown.name = card->name;
    shown.gone = false;
    shown.slug = card->slug;
    shown.unit = card->unit;
    shown.unit_name = card->unit_name;
    shown.photo = card->photo;
    shown.price = card->price_min;
    shown.price_varies = card->price_min != card->price_max;
    shown.availability = card->availability;
    if (card->availability == catalogue::Availability::sold_out) return shown;
    shown.variant = only_variant(view, card->slug);
    shown.choosable = !shown.variant;
    return shown;
}

Result<WishesPage> show_wishes(View& view, web::Nothing const&)
{
    auto const found = TRY(account(view));
    WishesPage page;
    page.cookie = renewed_cookie(view, found);
    for (auto const& wish : wishes(view, found.id)) page.wishes.push_back(view_of(view, wish));
    return page;
}

struct WishInput {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(WishInput, (), (slug))

struct WishKept {
    std::string next {};
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(WishKept, (), (next))

/// Who is not signed in is asked to, and finds it kept afterwards.
Result<WishKept> post_wish(Call& call, WishInput const& input)
{
    if (signed_in(call.view())) {
        TRY(keep_wish(call, input.slug));
        return WishKept { "/pembeli/keinginan" };
    }
    auto const product = TRY(catalogue::public_product(call.view(), input.slug));
    return WishKept { std::string { home_path } + "?wish=" + product.slug };
}

struct WishPath {
    ProductId product {};
};
BOOST_DESCRIBE_STRUCT(WishPath, (), (product))

/// For the product's page, which is the same for everybody.
struct WishTold : OwnPage {
    bool kept { false };
};
BOOST_DESCRIBE_STRUCT(WishTold, (OwnPage), (kept))

Result<WishTold> show_wish(View& view, WishPath const& path)
{
    auto const found = TRY(account(view));
    auto const all = wishes(view, found.id);
    WishTold told;
    told.kept = std::ranges::find(all, path.product, &Wish::product) != all.end();
    return told;
}

Result<OwnDone> post_no_wish(Call& call, WishPath const& input)
{
    TRY(drop_wish(call, input.product));
    return OwnDone {};
}

} // namespace

void add_book_routes(web::Routes& routes)
{
    constexpr std::string_view book = "/pembeli/alamat";
    constexpr std::string_view fresh = "/pembeli/alamat/baru";
    constexpr std::string_view one = "/pembeli/alamat/{address}";
    constexpr std::string_view list = "/pembeli/keinginan";
    routes.query<web::Nothing, AddressesPage>(book, anyone, show_addresses, { "buyers/addresses" });
    routes.query<NewAddressQuery, AddressPage>(fresh, anyone, show_new_address,
                                               { "buyers/address" });
    routes.command<AddressInput, OwnDone>(fresh, anyone, post_address, { book, fresh });
    routes.query<AddressQuery, AddressPage>(one, anyone, show_address, { "buyers/address" });
    routes.command<AddressChange, OwnDone>(one, anyone, post_change, { book, one });
    routes.command<AddressPath, OwnDone>("/pembeli/alamat/{address}/utama", anyone, post_preferred,
                                         { book });
    routes.command<AddressPath, OwnDone>("/pembeli/alamat/{address}/penghapusan", anyone,
                                         post_removal, { book });
    routes.query<web::Nothing, WishesPage>(list, anyone, show_wishes, { "buyers/wishes" });
    routes.command<WishInput, WishKept>(list, anyone, post_wish, { "{next}", "/produk/{slug}" });
    routes.query<WishPath, WishTold>("/pembeli/keinginan/{product}", anyone, show_wish);
    routes.command<WishPath, OwnDone>("/pembeli/keinginan/{product}/penghapusan", anyone,
                                      post_no_wish, { list });
}

} // namespace karya::buyers
