// What everybody reads of a product's reviews, and may say against one.

#include "web/routes.h"
#include "base/lang.h"
#include "reviews/reviews.h"
#include "reviews/routes.h"
#include "reviews/text.h"
#include "web/page.h"

namespace karya::reviews {

std::vector<ReasonChoice> reason_choices()
{
    std::vector<ReasonChoice> all;
    for (auto const reason : enum_values<Refusal>()) all.push_back({ reason });
    return all;
}

namespace {

// ---- /produk/{slug}/ulasan ----

struct ReviewsQuery {
    std::string slug {};
    std::optional<ReviewId> before {};
    bool told { false }; ///< a report was just sent
};
BOOST_DESCRIBE_STRUCT(ReviewsQuery, (), (slug, before, told))

/// How many gave so many stars.
struct SpreadRow {
    std::int64_t stars {};
    std::string words {};
    std::int64_t count {};
};
BOOST_DESCRIBE_STRUCT(SpreadRow, (), (stars, words, count))

struct ReviewsPage {
    std::string title {};
    std::string name {};
    std::string slug {};
    ProductId product {};
    UnitId unit {};
    std::string unit_name {};
    std::string unit_slug {};
    std::optional<catalogue::RatingView> rating {};
    std::vector<SpreadRow> spread {};
    std::int64_t most {}; ///< of what one row could hold
    std::vector<catalogue::Voice> voices {};
    std::optional<ReviewId> next {};
    bool continued { false };
    bool told { false };

    std::vector<std::string> tags() const { return { catalogue::page_tag(product) }; }
    web::Meta meta(Lang, std::string_view) const
    {
        return { .canonical = "/produk/" + slug + "/ulasan", .unlisted = voices.empty() || told };
    }
};
BOOST_DESCRIBE_STRUCT(ReviewsPage, (),
                      (title, name, slug, product, unit, unit_name, unit_slug, rating, spread, most,
                       voices, next, continued, told))

void put_spread(View const& view, ReviewsPage& page)
{
    auto const counts = spread(view, page.product);
    for (auto stars = static_cast<std::int64_t>(counts.size()); stars > 0; --stars) {
        auto const count = counts.at(static_cast<std::size_t>(stars - 1));
        page.spread.push_back({ stars, text::stars_of(view.lang, show(view.lang, stars)), count });
        page.most += count;
    }
}

Result<ReviewsPage> show_reviews(View& view, ReviewsQuery const& query)
{
    auto const product = TRY(catalogue::public_product(view, query.slug));
    auto const unit = TRY(org::unit(view, product.unit));
    ReviewsPage page { .title = text::reviews_of(view.lang, product.name(view.lang)),
                       .name = product.name(view.lang),
                       .slug = product.slug,
                       .product = product.id,
                       .unit = unit.id,
                       .unit_name = unit.name,
                       .unit_slug = unit.slug,
                       .continued = query.before.has_value(),
                       .told = query.told };
    if (auto const card = catalogue::card(view, product.id))
        page.rating = catalogue::rating_view({ card->rating_count, card->rating_sum });
    put_spread(view, page);
    auto const found = published(view, product.id, query.before.value_or(ReviewId {}));
    for (auto const& one : found) page.voices.push_back(voice_of(view.lang, one));
    if (found.size() == reviews_a_page) page.next = found.back().id;
    return page;
}

// ---- /ulasan/{review}/… ----

Result<web::File> show_photo(View& view, ReviewPath const& path)
{
    return web::File { .content_type = "image/webp", .bytes = TRY(photo(view, path.review)) };
}

struct ReportForm {
    std::string reason {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(ReportForm, (), (reason, words))

struct ReportPage {
    std::string slug {};
    std::string name {};
    catalogue::Voice voice {};
    ReviewId review {};
    std::vector<ReasonChoice> reasons {};
    ReportForm form {};

    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(ReportPage, (), (slug, name, voice, review, reasons, form))

Result<ReportPage> show_report(View& view, ReviewPath const& path)
{
    auto const found = TRY(published_one(view, path.review));
    auto const card = catalogue::card(view, found.product);
    if (!card) return not_found;
    ReportPage page { .slug = card->slug,
                      .name = card->name,
                      .voice = voice_of(view.lang, found),
                      .review = found.id };
    page.reasons = reason_choices();
    return page;
}

struct ReportInput {
    ReviewId review {};
    Refusal reason {};
    std::optional<std::string> words {};
};
BOOST_DESCRIBE_STRUCT(ReportInput, (), (review, reason, words))

struct Told {
    std::string slug {};
};
BOOST_DESCRIBE_STRUCT(Told, (), (slug))

Result<Told> post_report(Call& call, ReportInput const& input)
{
    TRY(report(call, { input.review, input.reason, input.words.value_or("") }));
    auto const found = TRY(published_one(call.view(), input.review));
    auto const card = catalogue::card(call.view(), found.product);
    return Told { card ? card->slug : "" };
}

} // namespace

void add_routes(web::Routes& routes)
{
    routes.query<ReviewsQuery, ReviewsPage>("/produk/{slug}/ulasan", anyone, show_reviews,
                                            { "reviews/reviews", true });
    routes.query<ReviewPath, web::File>("/ulasan/{review}/foto", anyone, show_photo);
    routes.query<ReviewPath, ReportPage>("/ulasan/{review}/laporan", anyone, show_report,
                                         { "reviews/report" });
    routes.command<ReportInput, Told>(
        "/ulasan/{review}/laporan", anyone, post_report,
        { "/produk/{slug}/ulasan?told=true", "/ulasan/{review}/laporan" });
    add_buyer_routes(routes);
    add_desk_routes(routes);
}

} // namespace karya::reviews
