// A kit's page: what is in it, what that costs alone, and how many can be had.

#include "base/cloth.h"
#include "catalogue/catalogue.h"
#include "catalogue/linked.h"
#include "catalogue/routes_shelf.h"
#include "catalogue/text.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::catalogue {

namespace {

// ---- /paket/{slug} ----

struct KitNamed {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(KitNamed, (), (slug))

struct KitPartView {
    std::string slug {};
    std::string name {};
    std::optional<std::string> photo {};
    std::string quantity_words {};
    Rupiah worth {}; ///< of so many, bought alone
    bool sold_out { false };
    std::optional<std::int64_t> lead_days {}; ///< of what is made after it was ordered
};
BOOST_DESCRIBE_STRUCT(KitPartView, (),
                      (slug, name, photo, quantity_words, worth, sold_out, lead_days))

struct KitBuyForm {
    std::string pieces { "1" };
};
BOOST_DESCRIBE_STRUCT(KitBuyForm, (), (pieces))

struct KitPage {
    std::string title {};
    KitId kit {};
    std::string slug {};
    std::vector<Paragraph> story {};
    UnitId unit {};
    std::string unit_slug {};
    std::string unit_name {};
    std::string place {};
    Rupiah price {};
    Rupiah worth {};
    Rupiah saved {};
    bool cheaper { false };
    bool orderable { false };
    std::optional<std::int64_t> left {};
    std::vector<KitPicture> pictures {};
    std::vector<KitPartView> parts {};
    KitBuyForm form {};
    std::vector<ProductId> products {};
    std::string contents {};

    /// Its price and how many there are hang on its parts.
    std::vector<std::string> tags() const
    {
        std::vector<std::string> all { "kit:" + kit.text(), std::string { org::day_tag } };
        for (auto const product : products) all.push_back(page_tag(product));
        return all;
    }
    web::Meta meta(Lang lang, std::string_view site) const;
};
BOOST_DESCRIBE_STRUCT(KitPage, (),
                      (title, kit, slug, story, unit, unit_slug, unit_name, place, price, worth,
                       saved, cheaper, orderable, left, pictures, parts, form))

web::Meta KitPage::meta(Lang lang, std::string_view site) const
{
    auto const path = "/paket/" + slug;
    std::string const root { site };
    linked::Goods goods { .name = title,
                          .description = contents,
                          .address = root + web::localized(lang, path),
                          .category = text::kit(lang),
                          .code = slug,
                          .seller = unit_name,
                          .seller_address = root + web::localized(lang, "/unit/" + unit_slug),
                          .availability = orderable ? Availability::ready : Availability::sold_out,
                          .prices = { price } };
    for (auto const& part : parts)
        if (part.photo) goods.pictures.push_back(root + "/media/" + *part.photo + "-600.jpg");
    return { .description = unit_name + ": " + contents,
             .type = "product",
             .picture = "/kartu/unit/" + unit_slug + ".png",
             .canonical = path,
             .feed = "/umpan/terbaru.atom",
             .facts = linked::facts_of(goods) };
}

KitPartView shown(Lang lang, KitPart const& part)
{
    return { .slug = part.slug,
             .name = part.name,
             .photo = part.photo,
             .quantity_words = measured(lang, part.quantity, part.measure),
             .worth = part.worth(),
             .sold_out = part.enough() == 0,
             .lead_days = part.lead_days };
}

Result<KitPage> show_kit(View& view, KitNamed const& named)
{
    auto const kit = TRY(public_kit(view, named.slug));
    auto const unit = TRY(org::unit(view, kit.unit));
    KitPage page { .title = kit.name(view.lang),
                   .kit = kit.id,
                   .slug = kit.slug,
                   .story = paragraphs_of(kit.story(view.lang)),
                   .unit = unit.id,
                   .unit_slug = unit.slug,
                   .unit_name = unit.name,
                   .place = unit.place,
                   .price = kit.price(),
                   .worth = kit.worth(),
                   .saved = kit.saved(),
                   .cheaper = kit.saved() > Rupiah {},
                   .orderable = kit.left() != 0,
                   .left = kit.left(),
                   .pictures = card_of(view.lang, kit).pictures,
                   .contents = kit.contents(view.lang) };
    for (auto const& part : kit.parts) {
        page.parts.push_back(shown(view.lang, part));
        page.products.push_back(part.product);
    }
    return page;
}

} // namespace

void add_kit_routes(web::Routes& routes)
{
    routes.query<KitNamed, KitPage>("/paket/{slug}", anyone, show_kit, { "catalogue/kit", true });
}

} // namespace karya::catalogue
