#include "feed/card.h"
#include "feed/feeds.h"
#include <gtest/gtest.h>

namespace karya::feed {

namespace {

using catalogue::Availability;
using catalogue::ProductKind;

Timestamp const noon = parse_time("2021-04-26T14:05:00+07:00").take();
Place const home { "https://karya.test", Lang::id };

catalogue::Listed keset()
{
    return { .number = 1,
             .product = ProductId::make(noon),
             .slug = "keset-ptk",
             .name = "Keset <sabut> & kelapa",
             .price = Rupiah { 2'147'483'648 },
             .unit_name = "Lapas Pontianak",
             .unit_slug = "lapas-pontianak",
             .published_at = noon,
             .changed_at = noon };
}

bool holds(std::string const& text, std::string_view words)
{
    return text.find(words) != std::string::npos;
}

TEST(Merchant, LeavesOutWhatCannotBeOrdered)
{
    auto gone = keset();
    gone.availability = Availability::sold_out;
    auto service = keset();
    service.kind = ProductKind::jasa;
    EXPECT_FALSE(holds(merchant(home, { gone, service }), "<item>"));
    auto later = keset();
    later.availability = Availability::to_order;
    EXPECT_TRUE(holds(merchant(home, { later }), "<g:availability>backorder<"));
}

TEST(Merchant, TellsWholeRupiahAndEscapes)
{
    auto const text = merchant(home, { keset() });
    EXPECT_TRUE(holds(text, "<g:price>2147483648 IDR</g:price>"));
    EXPECT_TRUE(holds(text, "Keset &lt;sabut&gt; &amp; kelapa"));
    EXPECT_TRUE(holds(text, "<g:link>https://karya.test/produk/keset-ptk</g:link>"));
    EXPECT_TRUE(holds(text, "https://karya.test/kartu/produk/keset-ptk.png")) << "it has no photo";
}

/// A mat and two brooms; the brooms have a photo.
KitListed welcome()
{
    catalogue::Kit kit { .id = KitId::make(noon),
                         .slug = "selamat-datang-ptk",
                         .name_id = "Paket selamat datang",
                         .asked = Rupiah { 70'000 },
                         .state = catalogue::ProductState::published };
    for (auto const* const name : { "Keset", "Sapu" }) {
        catalogue::KitPart part {};
        part.name = name;
        part.price = Rupiah { 30'000 };
        part.quantity = Quantity::pieces(1 + std::ssize(kit.parts));
        part.left = Quantity::pieces(5);
        part.on_shelf = true;
        kit.parts.push_back(part);
    }
    kit.parts.back().photo = "sapu";
    return { kit, "Lapas Pontianak", "lapas-pontianak" };
}

TEST(Merchant, TellsKitsAsBundles)
{
    auto const text = merchant_kits(home, { welcome() });
    for (auto const* const words :
         { "<g:is_bundle>yes</g:is_bundle>", "<g:price>70000 IDR</g:price>",
           "<g:link>https://karya.test/paket/selamat-datang-ptk</g:link>",
           "<g:availability>in_stock<", "https://karya.test/media/sapu-600.jpg",
           "1 buah Keset, 2 buah Sapu" })
        EXPECT_TRUE(holds(text, words)) << words << text;
    EXPECT_FALSE(holds(merchant(home, { keset() }), "is_bundle"));
}

TEST(Merchant, LeavesOutKitsThatCannotBeHad)
{
    auto few = welcome();
    few.kit.parts.back().left = Quantity::pieces(1); // two are needed
    EXPECT_FALSE(holds(merchant_kits(home, { few }), "<item>"));
    few.kit.parts.back().supply = catalogue::Supply::to_order;
    EXPECT_TRUE(holds(merchant_kits(home, { few }), "<g:availability>backorder<"));
    few.kit.parts.back().photo.reset();
    EXPECT_TRUE(holds(merchant_kits(home, { few }), "/kartu/unit/lapas-pontianak.png"));
}

TEST(Atom, HasItsOwnAddressInEachLanguage)
{
    EXPECT_TRUE(holds(atom(home, {}, noon), "<updated>2021-04-26T07:05:00Z</updated>"));
    auto const english = atom({ home.site, Lang::en }, { keset() }, noon);
    EXPECT_TRUE(holds(english, R"(rel="self" href="https://karya.test/en/umpan/terbaru.atom")"));
    EXPECT_TRUE(holds(english, "https://karya.test/en/produk/keset-ptk"));
    EXPECT_TRUE(holds(english, "urn:uuid:"));
}

TEST(Sitemap, HasEveryPageInBothLanguages)
{
    EXPECT_TRUE(holds(sitemap_index(home, 2, false), "https://karya.test/sitemap/produk-2.xml"));
    EXPECT_FALSE(holds(sitemap_index(home, 2, false), "produk-3.xml"));
    EXPECT_FALSE(holds(sitemap_index(home, 2, false), "paket.xml"));
    EXPECT_TRUE(holds(sitemap_index(home, 2, true), "https://karya.test/sitemap/paket.xml"));
    EXPECT_TRUE(holds(sitemap_kits(home, { "oleh-oleh-ptk" }),
                      "<loc>https://karya.test/en/paket/oleh-oleh-ptk</loc>"));
    auto const goods = sitemap_goods(home, { keset() });
    EXPECT_TRUE(holds(goods, "<loc>https://karya.test/produk/keset-ptk</loc>"));
    EXPECT_TRUE(holds(goods, "<loc>https://karya.test/en/produk/keset-ptk</loc>"));
    EXPECT_TRUE(holds(goods, "<lastmod>2021-04-26</lastmod>"));
    EXPECT_TRUE(holds(sitemap_pages(home, {}), "<loc>https://karya.test/en</loc>"));
}

TEST(Security, ExpiresWithinAYear)
{
    auto const text = security(home, "mailto:keamanan@karya.test", noon);
    EXPECT_TRUE(
        holds(text, "Contact: mailto:keamanan@karya.test\nExpires: 2021-10-01T00:00:00Z\n"));
    EXPECT_TRUE(holds(robots(home), "Sitemap: https://karya.test/sitemap.xml\n"));
}

TEST(Card, IsAPngOfModestSizeForEveryMotif)
{
    for (int seed = 0; seed < 20; ++seed) {
        auto const png = card_png({ "unit-" + std::to_string(seed),
                                    std::string(90, 'W') + " keset sabut kelapa",
                                    "Lapas Kelas IIA Pontianak", "Rp 45.000" });
        ASSERT_TRUE(png.starts_with("\x89PNG"));
        EXPECT_EQ(png.substr(16, 8), std::string("\0\0\x04\xb0\0\0\x02\x76", 8)) << "1200 x 630";
        EXPECT_LT(png.size(), 300'000U) << seed;
    }
}

} // namespace

} // namespace karya::feed
