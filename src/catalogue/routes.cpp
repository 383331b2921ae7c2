// The public shelf: listing, product, media. Everybody sees the same, so pages are cached.

#include "web/routes.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/media.h"
#include "catalogue/routes_desk.h"
#include <algorithm>

namespace karya::catalogue {

namespace {

/// First letter of a name, for a product without a picture.
std::string initial_of(std::string_view name)
{
    std::size_t size = 1;
    while (size < name.size() && (static_cast<unsigned char>(name[size]) & 0xc0U) == 0x80U) ++size;
    return std::string { name.substr(0, size) };
}

// ---- /produk ----

struct ShelfQuery {
    std::optional<ProductKind> kind {};
    std::optional<std::string> kanwil {}; ///< slugs, as in the addresses of units
    std::optional<std::string> unit {};
    std::optional<Availability> availability {};
    std::optional<std::string> q {};
    std::optional<std::string> after {}; ///< `next` of the page before
};
BOOST_DESCRIBE_STRUCT(ShelfQuery, (), (kind, kanwil, unit, availability, q, after))

struct ShelfCard {
    ProductId product {};
    std::string slug {};
    std::string name {};
    std::string initial {};
    ProductKind kind { ProductKind::kerajinan };
    Availability availability { Availability::ready };
    Rupiah price {}; ///< of its cheapest variant
    bool price_varies { false };
    std::optional<std::string> photo {}; ///< /media/<photo>-600.webp
    UnitId unit {};
    std::string unit_slug {};
    std::string unit_name {};
    std::string place {};
};
BOOST_DESCRIBE_STRUCT(ShelfCard, (),
                      (product, slug, name, initial, kind, availability, price, price_varies, photo,
                       unit, unit_slug, unit_name, place))

ShelfCard shown(Card const& card)
{
    return { card.product, card.slug,         card.name,      initial_of(card.name),
             card.kind,    card.availability, card.price_min, card.price_min != card.price_max,
             card.photo,   card.unit,         card.unit_slug, card.unit_name,
             card.place };
}

struct KindChoice {
    ProductKind kind { ProductKind::kerajinan };
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (kind, chosen))

struct AvailabilityChoice {
    Availability availability { Availability::ready };
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(AvailabilityChoice, (), (availability, chosen))

struct KanwilChoice {
    std::string slug {};
    std::string name {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(KanwilChoice, (), (slug, name, chosen))

struct ShelfPage {
    std::vector<ShelfCard> cards {};
    std::optional<std::string> next {};
    std::optional<std::string> unit_name {}; ///< when one unit's goods are shown
    bool filtered { false };
    bool continued { false }; ///< not the first page
    std::string kind {};
    std::string kanwil {};
    std::string unit {};
    std::string availability {};
    std::string q {};
    std::vector<KindChoice> kinds {};
    std::vector<AvailabilityChoice> availabilities {};
    std::vector<KanwilChoice> kanwils {};

    std::vector<std::string> tags() const { return { "shelf" }; }
};
BOOST_DESCRIBE_STRUCT(ShelfPage, (),
                      (cards, next, unit_name, filtered, continued, kind, kanwil, unit,
                       availability, q, kinds, availabilities, kanwils))

Result<ShelfFilter> filter_of(View& view, ShelfQuery const& query)
{
    ShelfFilter filter { .kind = query.kind,
                         .availability = query.availability,
                         .words = query.q.value_or("") };
    if (query.kanwil) filter.kanwil = TRY(org::kanwil_by_slug(view, *query.kanwil)).id;
    if (query.unit) filter.unit = TRY(org::unit_by_slug(view, *query.unit)).id;
    if (query.after) {
        auto const position = Position::parse(*query.after);
        if (!position.ok()) return not_found;
        filter.after = position.value();
    }
    return filter;
}

void put_choices(View& view, ShelfQuery const& query, ShelfPage& page)
{
    for (auto const kind : enum_values<ProductKind>())
        page.kinds.push_back({ kind, query.kind == kind });
    for (auto const availability : enum_values<Availability>())
        page.availabilities.push_back({ availability, query.availability == availability });
    for (auto const& kanwil : org::all_kanwil(view))
        page.kanwils.push_back({ kanwil.slug, kanwil.name, query.kanwil == kanwil.slug });
}

Result<ShelfPage> show_shelf(View& view, ShelfQuery const& query)
{
    auto const filter = TRY(filter_of(view, query));
    auto const found = shelf(view, filter);
    ShelfPage page;
    std::ranges::transform(found.cards, std::back_inserter(page.cards), shown);
    if (found.next) page.next = found.next->text();
    if (filter.unit) page.unit_name = TRY(org::unit(view, *filter.unit)).name;
    page.filtered = filter.kind || filter.kanwil || filter.unit || filter.availability || query.q;
    page.continued = query.after.has_value();
    if (query.kind) page.kind = enum_text(*query.kind);
    if (query.availability) page.availability = enum_text(*query.availability);
    page.kanwil = query.kanwil.value_or("");
    page.unit = query.unit.value_or("");
    page.q = query.q.value_or("");
    put_choices(view, query, page);
    return page;
}

// ---- /produk/{slug} ----

struct Named {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(Named, (), (slug))

/// A variant as the public sees it. Its cost is told only as a part of the price, by MoneyPath.
struct Offer {
    VariantId variant {};
    std::string name {};
    std::string code {};
    Measure measure { Measure::pcs };
    Rupiah price {};
    Supply supply { Supply::stocked };
    std::optional<std::int64_t> lead_days {};
    Availability availability { Availability::ready };
    std::optional<Quantity> left {};          ///< of counted goods
    std::optional<std::string> left_words {}; ///< "13 packs"
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (variant, name, code, measure, price, supply, lead_days, availability, left,
                       left_words))

struct Picture {
    std::string photo {};
    std::string alt {};
    std::int64_t width {};
    std::int64_t height {};
};
BOOST_DESCRIBE_STRUCT(Picture, (), (photo, alt, width, height))

struct Paragraph {
    std::string text {};
};
BOOST_DESCRIBE_STRUCT(Paragraph, (), (text))

/// One piece, unless the buyer wants more.
struct BuyForm {
    std::string variant {}; ///< the first that is there
    std::string quantity { "1" };
};
BOOST_DESCRIBE_STRUCT(BuyForm, (), (variant, quantity))

struct ProductPage {
    std::string title {};
    ProductId product {};
    std::string slug {};
    std::string initial {};
    std::vector<Paragraph> story {};
    ProductKind kind { ProductKind::kerajinan };
    Availability availability { Availability::ready };
    OriginGrade origin { OriginGrade::unknown };
    bool origin_known { false };
    Reach reach { Reach::local };
    Rupiah price {};
    bool price_varies { false };
    Measure measure { Measure::pcs }; ///< of the first offer
    bool several { false };           ///< more offers than one
    std::vector<Offer> offers {};
    std::vector<Paper> papers {}; ///< those that are valid now
    std::optional<Picture> cover {};
    std::vector<Picture> pictures {}; ///< the others
    UnitId unit {};
    std::string unit_slug {};
    std::string unit_name {};
    std::string place {};
    std::string kanwil {};
    std::optional<MoneyPath> money {};
    bool orderable { false };
    BuyForm form {};

    /// A paper may end with the day.
    std::vector<std::string> tags() const
    {
        std::vector<std::string> all { "product:" + product.text(), std::string { org::day_tag } };
        if (money) all.insert(all.end(), money->tags.begin(), money->tags.end());
        return all;
    }
};
BOOST_DESCRIBE_STRUCT(ProductPage, (),
                      (title, product, slug, initial, story, kind, availability, origin,
                       origin_known, reach, price, price_varies, measure, several, offers, papers,
                       cover, pictures, unit, unit_slug, unit_name, place, kanwil, money, orderable,
                       form))

Offer offer_of(Lang lang, Variant const& variant)
{
    Offer offer { .variant = variant.id,
                  .name = variant.name,
                  .code = variant.code,
                  .measure = variant.measure,
                  .price = variant.price,
                  .supply = variant.supply,
                  .lead_days = variant.lead_days };
    auto const left = variant.on_hand - variant.held;
    if (variant.supply != Supply::service) {
        offer.left = left;
        offer.left_words = measured(lang, left, variant.measure);
    }
    if (variant.supply == Supply::service || left > Quantity {})
        offer.availability = Availability::ready;
    else if (variant.supply == Supply::to_order)
        offer.availability = Availability::to_order;
    else
        offer.availability = Availability::sold_out;
    return offer;
}

void put_offers(Product const& product, Lang lang, ProductPage& page)
{
    for (auto const& variant : product.variants)
        if (variant.for_sale) page.offers.push_back(offer_of(lang, variant));
    CHECK(!page.offers.empty());
    auto const [least, most] = std::ranges::minmax_element(page.offers, {}, &Offer::price);
    page.price = least->price;
    page.price_varies = least->price != most->price;
    page.measure = page.offers.front().measure;
    page.several = page.offers.size() > 1;
    page.orderable = product.availability != Availability::sold_out;
    auto const there = std::ranges::find_if(page.offers, [](Offer const& offer) {
        return offer.availability != Availability::sold_out;
    });
    if (there != page.offers.end()) page.form.variant = there->variant.text();
}

void put_pictures(Product const& product, Lang lang, ProductPage& page)
{
    for (auto const& photo : product.photos) {
        auto const& alt = lang == Lang::en && !photo.alt_en.empty() ? photo.alt_en : photo.alt_id;
        Picture const picture { photo.name, alt, photo.width, photo.height };
        if (!page.cover)
            page.cover = picture;
        else
            page.pictures.push_back(picture);
    }
}

MoneyTeller& teller()
{
    static MoneyTeller told_by { nullptr };
    return told_by;
}

/// Of the variant whose price the page shows first.
void put_money(View const& view, Product const& product, ProductPage& page)
{
    auto const shown = std::ranges::find_if(product.variants, [&](Variant const& variant) {
        return variant.for_sale && variant.price == page.price;
    });
    if (!teller() || shown == product.variants.end()) return;
    auto money = teller()(view, product, *shown);
    money.price = shown->price;
    money.measure = shown->measure;
    if (page.several) money.variant = shown->name;
    page.money = std::move(money);
}

std::vector<Paragraph> paragraphs_of(std::string_view text)
{
    std::vector<Paragraph> all;
    for (auto const line : fields_of(text, '\n'))
        if (auto const words = trimmed(line); !words.empty())
            all.push_back({ std::string { words } });
    return all;
}

Result<ProductPage> show_product(View& view, Named const& named)
{
    auto const product = TRY(public_product(view, named.slug));
    auto const unit = TRY(org::unit(view, product.unit));
    ProductPage page { .title = product.name(view.lang),
                       .product = product.id,
                       .slug = product.slug,
                       .initial = initial_of(product.name(view.lang)),
                       .story = paragraphs_of(product.story(view.lang)),
                       .kind = product.kind,
                       .availability = product.availability,
                       .origin = product.origin,
                       .origin_known = product.origin != OriginGrade::unknown,
                       .reach = product.reach };
    put_offers(product, view.lang, page);
    auto const today = day_in(unit.zone, view.now);
    for (auto const& paper : product.papers)
        if (!paper.valid_to || *paper.valid_to >= today) page.papers.push_back(paper);
    put_pictures(product, view.lang, page);
    page.unit = unit.id;
    page.unit_slug = unit.slug;
    page.unit_name = unit.name;
    page.place = unit.place;
    page.kanwil = TRY(org::kanwil(view, unit.kanwil)).name;
    put_money(view, product, page);
    return page;
}

// ---- /media/{name} ----

struct MediaName {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(MediaName, (), (name))

Result<web::File> show_media(View&, MediaName const& wanted)
{
    auto bytes = media::read(wanted.name);
    if (!bytes) return not_found;
    return web::File { .content_type = media::content_type_of(wanted.name),
                       .bytes = std::move(*bytes),
                       .immutable = true };
}

} // namespace

void tell_money_by(MoneyTeller told_by) { teller() = told_by; }

void add_routes(web::Routes& routes)
{
    routes.query<ShelfQuery, ShelfPage>("/produk", anyone, show_shelf, { "catalogue/shelf", true });
    routes.query<Named, ProductPage>("/produk/{slug}", anyone, show_product,
                                     { "catalogue/product", true });
    routes.query<MediaName, web::File>("/media/{name}", anyone, show_media);
    add_desk_routes(routes);
}

} // namespace karya::catalogue
