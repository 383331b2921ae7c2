#include "web/routes.h"
#include "base/text.h"
#include "feed/card_shelf.h"
#include "feed/feed.h"
#include "feed/feeds.h"
#include <map>

namespace karya::feed {

namespace {

constexpr std::string_view xml_type = "application/xml; charset=utf-8";
constexpr std::string_view text_type = "text/plain; charset=utf-8";

Place place_of(View const& view) { return { view.caller.site, view.lang }; }

web::File file(std::string_view type, std::string bytes)
{
    return { .content_type = std::string { type }, .bytes = std::move(bytes) };
}

struct Named {
    std::string name {};
};
BOOST_DESCRIBE_STRUCT(Named, (), (name))

Result<web::File> show_atom(View& view, web::Nothing const&)
{
    constexpr int entries = 50;
    return file("application/atom+xml; charset=utf-8",
                atom(place_of(view), catalogue::latest(view, entries), view.now));
}

// ---- Parts: goods by their numbers, so that a part stays what it was ----

constexpr std::int64_t goods_a_part = 20'000;

std::int64_t parts(View const& view)
{
    return (catalogue::last_number(view) + goods_a_part - 1) / goods_a_part;
}

/// The goods of "produk-3.xml". Fails: core.not_found.
Result<Goods> part_of(View const& view, std::string_view name)
{
    constexpr std::string_view before = "produk-";
    constexpr std::string_view ending = ".xml";
    std::int64_t part = 0;
    if (!name.starts_with(before) || !name.ends_with(ending)) return not_found;
    name.remove_prefix(before.size());
    name.remove_suffix(ending.size());
    if (!parse_integer(name, part) || part < 1 || part > parts(view)) return not_found;
    return catalogue::listed(view, (part - 1) * goods_a_part, part * goods_a_part);
}

Result<web::File> show_sitemap(View& view, web::Nothing const&)
{
    return file(xml_type,
                sitemap_index(place_of(view), parts(view), !catalogue::kit_slugs(view).empty()));
}

Result<web::File> show_sitemap_part(View& view, Named const& named)
{
    if (named.name == "halaman.xml") {
        auto units = org::all_units(view);
        std::erase_if(units, [&](org::Unit const& unit) {
            return unit.valid_to && *unit.valid_to < day_in(unit.zone, view.now);
        });
        return file(xml_type, sitemap_pages(place_of(view), units));
    }
    if (named.name == "paket.xml") {
        auto const slugs = catalogue::kit_slugs(view);
        if (slugs.empty()) return not_found;
        return file(xml_type, sitemap_kits(place_of(view), slugs));
    }
    return file(xml_type, sitemap_goods(place_of(view), TRY(part_of(view, named.name))));
}

std::string kits_for_merchants(View const& view)
{
    std::map<UnitId, org::Unit> units;
    for (auto& unit : org::all_units(view)) units.emplace(unit.id, unit);
    std::vector<KitListed> kits;
    for (auto& kit : catalogue::offered_kits(view)) {
        auto const& unit = units.at(kit.unit);
        kits.push_back({ std::move(kit), unit.name, unit.slug });
    }
    return merchant_kits(place_of(view), kits);
}

Result<web::File> show_merchant(View& view, Named const& named)
{
    if (named.name == "paket.xml") return file(xml_type, kits_for_merchants(view));
    return file(xml_type, merchant(place_of(view), TRY(part_of(view, named.name))));
}

Result<web::File> show_robots(View& view, web::Nothing const&)
{
    return file(text_type, robots(place_of(view)));
}

std::string& contact()
{
    static std::string address;
    return address;
}

Result<web::File> show_security(View& view, web::Nothing const&)
{
    if (contact().empty()) return not_found;
    return file(text_type, security(place_of(view), contact(), view.now));
}

// ---- Cards ----

/// "keset-ptk.png" -> "keset-ptk"; empty: another kind of file.
std::string_view slug_of(std::string_view name)
{
    constexpr std::string_view ending = ".png";
    if (!name.ends_with(ending)) return {};
    return name.substr(0, name.size() - ending.size());
}

Result<web::File> card_of(Label const& label)
{
    static CardShelf shelf;
    auto png = shelf.card(label);
    if (png.empty()) return internal_error;
    return file("image/png", std::move(png));
}

Result<web::File> show_product_card(View& view, Named const& named)
{
    auto const product = TRY(catalogue::public_product(view, slug_of(named.name)));
    auto const card = catalogue::card(view, product.id);
    if (!card) return not_found;
    return card_of(
        { card->unit.text(), card->name, card->unit_name, show(view.lang, card->price_min) });
}

Result<web::File> show_unit_card(View& view, Named const& named)
{
    auto const unit = TRY(org::unit_by_slug(view, slug_of(named.name)));
    return card_of({ unit.id.text(), unit.name, unit.place + ", " + unit.regency, {} });
}

} // namespace

void take_reports_at(std::string address) { contact() = std::move(address); }

void add_routes(web::Routes& routes)
{
    routes.query<web::Nothing, web::File>("/umpan/terbaru.atom", anyone, show_atom);
    routes.query<Named, web::File>("/umpan/google/{name}", anyone, show_merchant);
    routes.query<web::Nothing, web::File>("/sitemap.xml", anyone, show_sitemap);
    routes.query<Named, web::File>("/sitemap/{name}", anyone, show_sitemap_part);
    routes.query<web::Nothing, web::File>("/robots.txt", anyone, show_robots);
    routes.query<web::Nothing, web::File>("/.well-known/security.txt", anyone, show_security);
    routes.query<Named, web::File>("/kartu/produk/{name}", anyone, show_product_card);
    routes.query<Named, web::File>("/kartu/unit/{name}", anyone, show_unit_card);
}

} // namespace karya::feed
