#include "feed/feeds.h"
#include "feed/text.h"
#include "feed/xml.h"
#include <algorithm>

namespace karya::feed {

namespace {

std::string path_of(catalogue::Listed const& goods) { return "/produk/" + goods.slug; }

std::string words_of(Place const& place, catalogue::Listed const& goods)
{
    if (!goods.story.empty()) return goods.story;
    return karya::text::of(place.lang, goods.kind) + " · " + goods.unit_name;
}

std::string day_of(Timestamp at) { return rfc3339(at).substr(0, 10); }

std::string picture_of(Place const& place, catalogue::Listed const& goods)
{
    // A feed's picture is the goods' own, else the card that messengers show.
    auto const path = goods.photo ? "/media/" + *goods.photo + "-600.jpg"
                                  : "/kartu/produk/" + goods.slug + ".png";
    return std::string { place.site } + path;
}

} // namespace

std::string Place::address(std::string_view path) const
{
    std::string whole { site };
    if (lang == Lang::en) whole += "/en";
    if (path != "/" || lang == Lang::id) whole += path;
    return whole;
}

bool can_be_ordered(catalogue::Listed const& goods)
{
    return goods.availability != catalogue::Availability::sold_out
        && goods.kind != catalogue::ProductKind::jasa;
}

std::string atom(Place const& place, Goods const& goods, Timestamp now)
{
    auto const self = place.address("/umpan/terbaru.atom");
    auto const updated = goods.empty() ? now : goods.front().published_at;
    Xml xml;
    xml.open("feed",
             { { "xmlns", "http://www.w3.org/2005/Atom" }, { "xml:lang", name_of(place.lang) } });
    xml.leaf("id", self)
        .leaf("title", text::atom_title(place.lang))
        .leaf("subtitle", text::atom_subtitle(place.lang))
        .leaf("updated", rfc3339(updated))
        .empty("link", { { "rel", "self" }, { "href", self } })
        .empty("link",
               { { "rel", "alternate" },
                 { "type", "text/html" },
                 { "href", place.address("/produk") } });
    for (auto const& each : goods) {
        auto const address = place.address(path_of(each));
        xml.open("entry")
            .leaf("id", "urn:uuid:" + each.product.text())
            .leaf("title", each.name)
            .empty("link", { { "rel", "alternate" }, { "type", "text/html" }, { "href", address } })
            .leaf("published", rfc3339(each.published_at))
            .leaf("updated", rfc3339(each.changed_at))
            .open("author")
            .leaf("name", each.unit_name)
            .leaf("uri", place.address("/unit/" + each.unit_slug))
            .close("author")
            .empty("category",
                   { { "term", enum_text(each.kind) },
                     { "label", karya::text::of(place.lang, each.kind) } })
            .leaf("summary", words_of(place, each) + " " + show(place.lang, each.price))
            .close("entry");
    }
    return xml.close("feed").take();
}

namespace {

/// What every article says of itself, whatever it is.
struct Article {
    std::string id {};
    std::string title {};
    std::string description {};
    std::string path {};
    std::string picture {};
    catalogue::Availability availability {};
    Rupiah price {};
    std::string brand {};
    std::string type {};
};

void open_channel(Xml& xml, Place const& place)
{
    xml.open("rss", { { "version", "2.0" }, { "xmlns:g", "http://base.google.com/ns/1.0" } })
        .open("channel")
        .leaf("title", text::atom_title(place.lang))
        .leaf("link", place.address("/"))
        .leaf("description", text::atom_subtitle(place.lang));
}

void open_item(Xml& xml, Place const& place, Article const& article)
{
    bool const ready = article.availability == catalogue::Availability::ready;
    xml.open("item")
        .leaf("g:id", article.id)
        .leaf("g:title", article.title)
        .leaf("g:description", article.description)
        .leaf("g:link", place.address(article.path))
        .leaf("g:image_link", article.picture)
        .leaf("g:availability", ready ? "in_stock" : "backorder")
        .leaf("g:price", std::to_string(article.price.amount()) + " IDR")
        .leaf("g:condition", "new")
        .leaf("g:brand", article.brand)
        .leaf("g:product_type", article.type)
        .leaf("g:identifier_exists", "no");
}

} // namespace

std::string merchant(Place const& place, Goods const& goods)
{
    Xml xml;
    open_channel(xml, place);
    for (auto const& each : goods) {
        if (!can_be_ordered(each)) continue;
        open_item(xml, place,
                  { .id = each.product.text(),
                    .title = each.name,
                    .description = words_of(place, each),
                    .path = path_of(each),
                    .picture = picture_of(place, each),
                    .availability = each.availability,
                    .price = each.price,
                    .brand = each.unit_name,
                    .type = karya::text::of(place.lang, each.kind) });
        xml.close("item");
    }
    return xml.close("channel").close("rss").take();
}

std::string merchant_kits(Place const& place, std::vector<KitListed> const& kits)
{
    Xml xml;
    open_channel(xml, place);
    for (auto const& [kit, unit_name, unit_slug] : kits) {
        auto const availability = kit.availability();
        if (availability == catalogue::Availability::sold_out) continue;
        auto const shown = std::ranges::find_if(
            kit.parts, [](auto const& part) { return part.photo.has_value(); });
        auto const picture = shown == kit.parts.end() ? "/kartu/unit/" + unit_slug + ".png"
                                                      : "/media/" + *shown->photo + "-600.jpg";
        open_item(xml, place,
                  { .id = kit.id.text(),
                    .title = kit.name(place.lang),
                    .description = kit.contents(place.lang),
                    .path = "/paket/" + kit.slug,
                    .picture = std::string { place.site } + picture,
                    .availability = availability,
                    .price = kit.price(),
                    .brand = unit_name,
                    .type = text::kit(place.lang) });
        xml.leaf("g:is_bundle", "yes").close("item");
    }
    return xml.close("channel").close("rss").take();
}

namespace {

constexpr std::string_view sitemap_schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page in both languages.
void add_page(Xml& xml, Place const& place, std::string_view path,
              std::optional<Timestamp> changed = {})
{
    for (auto const lang : { Lang::id, Lang::en }) {
        xml.open("url").leaf("loc", Place { place.site, lang }.address(path));
        if (changed) xml.leaf("lastmod", day_of(*changed));
        xml.close("url");
    }
}

} // namespace

std::string sitemap_index(Place const& place, std::int64_t parts, bool kits)
{
    Xml xml;
    xml.open("sitemapindex", { { "xmlns", sitemap_schema } });
    auto const add = [&](std::string const& name) {
        xml.open("sitemap")
            .leaf("loc", std::string { place.site } + "/sitemap/" + name + ".xml")
            .close("sitemap");
    };
    add("halaman");
    if (kits) add("paket"); // a list of no pages is none
    for (std::int64_t part = 1; part <= parts; ++part) add("produk-" + std::to_string(part));
    return xml.close("sitemapindex").take();
}

std::string sitemap_pages(Place const& place, std::vector<org::Unit> const& units)
{
    Xml xml;
    xml.open("urlset", { { "xmlns", sitemap_schema } });
    for (auto const* path : { "/", "/produk", "/unit", "/papan", "/bukti", "/privasi" })
        add_page(xml, place, path);
    for (auto const kind : enum_values<catalogue::ProductKind>())
        add_page(xml, place, "/produk?kind=" + std::string { enum_text(kind) });
    for (auto const& unit : units) add_page(xml, place, "/unit/" + unit.slug);
    return xml.close("urlset").take();
}

std::string sitemap_kits(Place const& place, std::vector<std::string> const& slugs)
{
    Xml xml;
    xml.open("urlset", { { "xmlns", sitemap_schema } });
    for (auto const& slug : slugs) add_page(xml, place, "/paket/" + slug);
    return xml.close("urlset").take();
}

std::string sitemap_goods(Place const& place, Goods const& goods)
{
    Xml xml;
    xml.open("urlset", { { "xmlns", sitemap_schema } });
    for (auto const& each : goods) add_page(xml, place, path_of(each), each.changed_at);
    return xml.close("urlset").take();
}

std::string robots(Place const& place)
{
    std::string text = "User-agent: *\n";
    // Desks are behind a sign-in; mixtures of filters are endless.
    for (auto const* path :
         { "/api/", "/meja", "/kasir", "/masuk", "/akun", "/undangan", "/pembeli", "/en/meja",
           "/en/kasir", "/en/masuk", "/en/pembeli", "/*?*q=", "/*&" })
        text.append("Disallow: ").append(path).append("\n");
    return text.append("\nSitemap: ").append(place.site).append("/sitemap.xml\n");
}

std::string security(Place const& place, std::string_view contact, Timestamp now)
{
    constexpr std::chrono::days half_a_year { 180 };
    auto const month = day_of(now + half_a_year).substr(0, 7);
    std::string text = "Contact: ";
    text.append(contact).append("\nExpires: ").append(month).append("-01T00:00:00Z\n");
    text.append("Preferred-Languages: id, en\nCanonical: ").append(place.site);
    return text.append("/.well-known/security.txt\n");
}

} // namespace karya::feed
