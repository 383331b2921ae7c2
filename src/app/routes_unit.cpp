// A unit's public page: what it is, what it sells, and what it has sold.

#include "app/front.h"
#include "app/tile.h"
#include "base/text.h"
#include "board/board.h"
#include "catalogue/catalogue.h"
#include "org/org.h"
#include "web/page.h"
#include "web/routes.h"
#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace karya::app {

namespace {

constexpr std::size_t goods_shown = 24;

struct Named {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(Named, (), (slug))

struct Paragraph {
    std::string text {};
};
BOOST_DESCRIBE_STRUCT(Paragraph, (), (text))

/// The unit's goods of one kind.
struct KindGoods {
    catalogue::ProductKind kind {};
    std::vector<Tile> tiles {};
};
BOOST_DESCRIBE_STRUCT(KindGoods, (), (kind, tiles))

struct UnitPage {
    std::string title {};
    UnitId id {};
    std::string slug {};
    org::UnitKind kind { org::UnitKind::lapas };
    org::UnitCategory category { org::UnitCategory::umum };
    std::optional<std::string> unit_class {};
    std::string place {};
    std::string regency {};
    std::string kanwil {};
    std::string kanwil_slug {};
    Zone zone { Zone::wib };
    std::string code {};
    bool closed { false };
    std::optional<Day> valid_to {};
    bool sells { false }; ///< it holds prisoners, or sold all the same
    board::Sums today {};
    std::optional<org::Campaign> campaign {}; ///< the one that runs today
    board::Sums campaign_sums {};
    std::vector<Paragraph> about {};
    std::optional<std::string> ask_address {}; ///< opens WhatsApp
    std::vector<catalogue::KitCard> kits {};
    std::vector<KindGoods> goods {};
    bool more_goods { false };

    web::Meta meta(Lang lang, std::string_view site) const;
};
BOOST_DESCRIBE_STRUCT(UnitPage, (),
                      (title, id, slug, kind, category, unit_class, place, regency, kanwil,
                       kanwil_slug, zone, code, closed, valid_to, sells, today, campaign,
                       campaign_sums, about, ask_address, kits, goods, more_goods))

web::Meta UnitPage::meta(Lang lang, std::string_view site) const
{
    auto const path = "/unit/" + slug;
    auto const picture = "/kartu/unit/" + slug + ".png";
    std::string words = about.empty() ? title + ", " + place : about.front().text;
    boost::json::object const facts {
        { "@context", "https://schema.org" },
        { "@type", "Organization" },
        { "name", title },
        { "url", std::string { site } + web::localized(lang, path) },
        { "image", std::string { site } + picture },
        { "description", words },
        { "address",
          { { "@type", "PostalAddress" },
            { "addressLocality", place },
            { "addressRegion", regency },
            { "addressCountry", "ID" } } },
    };
    return { .description = std::move(words),
             .type = "profile",
             .picture = picture,
             .canonical = path,
             .feed = "/umpan/terbaru.atom",
             .facts = boost::json::serialize(facts) };
}

UnitPage page_of(org::Unit const& unit)
{
    UnitPage page { .title = unit.name,
                    .id = unit.id,
                    .slug = unit.slug,
                    .kind = unit.kind,
                    .category = unit.category,
                    .place = unit.place,
                    .regency = unit.regency,
                    .zone = unit.zone,
                    .code = unit.code,
                    .valid_to = unit.valid_to };
    if (!unit.unit_class.empty()) page.unit_class = unit.unit_class;
    return page;
}

/// On the nation's date, as its board tells it.
void put_turnover(View const& view, UnitPage& page)
{
    auto const today = board::nation_day(view.now);
    page.today = board::unit_sums(view, page.id, { today, today });
    page.campaign = org::current_campaign(view, today);
    if (page.campaign)
        page.campaign_sums = board::unit_sums(
            view, page.id, { page.campaign->first_day, page.campaign->last_day });
    page.sells = org::holds_prisoners(page.kind) || page.campaign_sums.sales > 0;
}

void put_goods(View const& view, UnitPage& page)
{
    auto const cards = catalogue::cards(view, { .unit = page.id }, goods_shown);
    page.more_goods = cards.size() == goods_shown;
    for (auto const kind : enum_values<catalogue::ProductKind>()) {
        KindGoods goods { kind, {} };
        for (auto const& card : cards)
            if (card.kind == kind) goods.tiles.push_back(tile_of(card));
        if (!goods.tiles.empty()) page.goods.push_back(std::move(goods));
    }
}

void put_kits(View const& view, UnitPage& page)
{
    for (auto const& kit : catalogue::public_kits(view, page.id))
        page.kits.push_back(catalogue::card_of(view.lang, kit));
}

void put_window(View const& view, UnitPage& page)
{
    auto const window = catalogue::window(view, page.id);
    auto const about = window.about(view.lang);
    for (auto const line : fields_of(about, '\n'))
        if (auto const words = trimmed(line); !words.empty())
            page.about.push_back({ std::string { words } });
    if (window.whatsapp) page.ask_address = "https://wa.me/" + *window.whatsapp;
}

Result<UnitPage> show_unit(View& view, Named const& named)
{
    auto const unit = TRY(org::unit_by_slug(view, named.slug));
    auto const office = TRY(org::kanwil(view, unit.kanwil));
    auto page = page_of(unit);
    page.kanwil = office.name;
    page.kanwil_slug = office.slug;
    page.closed = unit.valid_to && *unit.valid_to < day_in(unit.zone, view.now);
    put_turnover(view, page);
    put_goods(view, page);
    put_kits(view, page);
    put_window(view, page);
    return page;
}

} // namespace

void add_unit_routes(web::Routes& routes)
{
    // Not kept as a cached page: a change that takes effect tomorrow needs no commit to show.
    routes.query<Named, UnitPage>("/unit/{slug}", anyone, show_unit, { "app/unit" });
}

} // namespace karya::app
