// A product's page and its pictures. Everybody sees the same, so pages are cached.

#include "web/routes.h"
#include "base/cloth.h"
#include "base/text.h"
#include "catalogue/catalogue.h"
#include "catalogue/linked.h"
#include "catalogue/media.h"
#include "catalogue/routes_desk.h"
#include "catalogue/routes_shelf.h"
#include "catalogue/store_kit.h"
#include "catalogue/store_rating.h"
#include "catalogue/text.h"
#include "web/form.h"
#include "web/page.h"
#include <algorithm>

namespace karya::catalogue {

namespace {

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

/// One piece, unless the buyer wants more.
struct BuyForm {
    std::string variant {}; ///< the first that is there
    std::string quantity { "1" };
    std::string slot {}; ///< of a service that has times
};
BOOST_DESCRIBE_STRUCT(BuyForm, (), (variant, quantity, slot))

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
    bool service { false };
    std::string size {};
    std::vector<Paragraph> care {};
    std::optional<Rupiah> market_price {};
    std::string market_source {};
    bool below_market { false };
    std::optional<std::string> ask_address {}; ///< the unit's WhatsApp, with a first sentence
    std::string share_address {};              ///< WhatsApp with the page's address
    std::vector<ShelfCard> related {};
    std::optional<MoneyPath> money {};
    bool orderable { false };
    bool timed { false };              ///< a service with times of its own
    std::vector<ServiceTime> times {}; ///< those with room
    std::optional<RatingView> rating {};
    std::string rating_words {};  ///< "12 reviews"
    std::vector<Voice> voices {}; ///< the latest reviews
    bool wishable { false };      ///< a buyer may keep it in mind
    std::vector<KitCard> kits {}; ///< of which it is a part
    BuyForm form {};
    std::vector<ProductId> beside {}; ///< in kits with it, whether these are whole now or not

    /// A paper may end with the day; its neighbours on the shelf may change.
    std::vector<std::string> tags() const
    {
        if (timed) return {}; // somebody takes a place every now and then, and days go by
        std::vector<std::string> all { page_tag(product), std::string { org::day_tag },
                                       window_tag(unit) };
        for (auto const& card : related) all.push_back("card:" + card.product.text());
        for (auto const part : beside) all.push_back("card:" + part.text());
        if (money) all.insert(all.end(), money->tags.begin(), money->tags.end());
        return all;
    }
    web::Meta meta(Lang lang, std::string_view site) const;
};
BOOST_DESCRIBE_STRUCT(ProductPage, (),
                      (title, product, slug, initial, story, kind, availability, origin,
                       origin_known, reach, price, price_varies, measure, several, offers, papers,
                       cover, pictures, unit, unit_slug, unit_name, place, kanwil, service, size,
                       care, market_price, market_source, below_market, ask_address, share_address,
                       related, money, orderable, timed, times, rating, rating_words, voices,
                       wishable, kits, form))

std::string path_of(ProductPage const& page) { return "/produk/" + page.slug; }

web::Meta ProductPage::meta(Lang lang, std::string_view site) const
{
    std::string words;
    for (auto const& paragraph : story)
        words.append(words.empty() ? "" : " ").append(paragraph.text);
    if (words.empty()) words = karya::text::of(lang, kind) + " · " + unit_name + ", " + place;
    linked::Goods goods { .name = title,
                          .description = words,
                          .address = std::string { site } + web::localized(lang, path_of(*this)),
                          .category = karya::text::of(lang, kind),
                          .code = offers.front().code,
                          .seller = unit_name,
                          .seller_address = std::string { site }
                              + web::localized(lang, "/unit/" + unit_slug),
                          .availability = availability,
                          .rating = rating };
    for (auto const& offer : offers) goods.prices.push_back(offer.price);
    if (cover)
        goods.pictures.push_back(std::string { site } + "/media/" + cover->photo + "-600.jpg");
    for (auto const& picture : pictures)
        goods.pictures.push_back(std::string { site } + "/media/" + picture.photo + "-600.jpg");
    return { .description = words,
             .type = "product",
             .picture = "/kartu/produk/" + slug + ".png",
             .canonical = path_of(*this),
             .feed = "/umpan/terbaru.atom",
             .facts = linked::facts_of(goods) };
}

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

VoiceTeller& voice_teller()
{
    static VoiceTeller told_by { nullptr };
    return told_by;
}

void put_voices(View const& view, ProductPage& page)
{
    page.rating = rating_view(store::rating(view.read, page.product));
    if (!page.rating || !voice_teller()) return;
    page.rating_words = page.rating->count == 1
        ? text::voices_one(view.lang)
        : text::voices_many(view.lang, show(view.lang, page.rating->count));
    page.voices = voice_teller()(view, page.product);
}

void put_kits(View const& view, ProductPage& page)
{
    for (auto const& kit : store::kits_with(view, page.product)) {
        for (auto const& part : kit.parts) page.beside.push_back(part.product);
        if (kit.whole()) page.kits.push_back(card_of(view.lang, kit));
    }
}

TimeTeller& time_teller()
{
    static TimeTeller told_by { nullptr };
    return told_by;
}

void put_times(View const& view, Product const& product, ProductPage& page)
{
    if (!page.service || !time_teller()) return;
    auto times = time_teller()(view, product);
    if (!times) return;
    page.timed = true;
    page.times = std::move(*times);
    page.orderable = page.orderable && !page.times.empty();
}

bool& wishes_offered()
{
    static bool offered { false };
    return offered;
}

/// Opens WhatsApp with words written already; `number` empty: the visitor chooses to whom.
std::string whatsapp(std::string const& number, std::string const& words)
{
    return "https://wa.me/" + number + "?text=" + web::percent_encode(words);
}

void put_links(View const& view, ProductPage& page)
{
    auto const address = std::string { view.caller.site }
        + web::localized(view.lang, path_of(page));
    page.share_address = whatsapp("", page.title + ", " + page.unit_name + " " + address);
    if (auto const window = catalogue::window(view, page.unit); window.whatsapp)
        page.ask_address = whatsapp(*window.whatsapp,
                                    text::ask_words(view.lang, page.title) + " " + address);
}

void put_facts(Product const& product, Lang lang, ProductPage& page)
{
    page.service = product.kind == ProductKind::jasa;
    page.size = product.size;
    page.care = paragraphs_of(product.care(lang));
    page.market_price = product.market_price;
    page.market_source = product.market_source;
    page.below_market = product.market_price && page.price < *product.market_price;
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
    put_facts(product, view.lang, page);
    put_times(view, product, page);
    put_links(view, page);
    page.related = shown(related(view, product));
    put_money(view, product, page);
    put_voices(view, page);
    page.wishable = wishes_offered();
    put_kits(view, page);
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

std::vector<Paragraph> paragraphs_of(std::string_view text)
{
    std::vector<Paragraph> all;
    for (auto const line : fields_of(text, '\n'))
        if (auto const words = trimmed(line); !words.empty())
            all.push_back({ std::string { words } });
    return all;
}

void tell_money_by(MoneyTeller told_by) { teller() = told_by; }
void tell_voices_by(VoiceTeller told_by) { voice_teller() = told_by; }
void tell_times_by(TimeTeller told_by) { time_teller() = told_by; }
void offer_wishes(bool offered) { wishes_offered() = offered; }

void add_routes(web::Routes& routes)
{
    add_shelf_routes(routes);
    add_kit_routes(routes);
    routes.query<Named, ProductPage>("/produk/{slug}", anyone, show_product,
                                     { "catalogue/product", true });
    routes.query<MediaName, web::File>("/media/{name}", anyone, show_media);
    add_desk_routes(routes);
}

} // namespace karya::catalogue
