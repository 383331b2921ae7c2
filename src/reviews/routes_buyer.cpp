// A buyer's own reviews, by the secret link of his orders.

#include "base/lang.h"
#include "reviews/reviews.h"
#include "reviews/routes.h"
#include "reviews/text.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::reviews {

namespace {

// ---- /pesanan/{link}/ulasan ----

struct LinkPath {
    std::string link {};
};
BOOST_DESCRIBE_STRUCT(LinkPath, (), (link))

struct BoughtView {
    std::string link {};
    ProductId product {};
    std::string name {};
    std::string slug {}; ///< empty: not on the shelf any more
    bool open { false }; ///< it can be written
    std::optional<catalogue::Voice> voice {};
    ReviewState state {};
    std::string refused_why {};
    bool erasable { false };
};
BOOST_DESCRIBE_STRUCT(BoughtView, (),
                      (link, product, name, slug, open, voice, state, refused_why, erasable))

struct MinePage {
    std::string link {};
    std::vector<BoughtView> goods {};

    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(MinePage, (), (link, goods))

BoughtView view_of(View const& view, std::string const& link, Purchase const& bought)
{
    BoughtView shown { .link = link, .product = bought.product, .name = bought.name };
    if (auto const card = catalogue::card(view, bought.product)) shown.slug = card->slug;
    shown.open = !bought.review || bought.review->state == ReviewState::refused;
    if (!bought.review) return shown;
    shown.state = bought.review->state;
    shown.erasable = shown.state != ReviewState::taken_back;
    if (shown.erasable) shown.voice = voice_of(view.lang, *bought.review);
    if (bought.review->refusal)
        shown.refused_why = karya::text::of(view.lang, *bought.review->refusal);
    return shown;
}

Result<MinePage> show_mine(View& view, LinkPath const& path)
{
    MinePage page { .link = path.link };
    for (auto const& bought : TRY(purchases(view, path.link)))
        page.goods.push_back(view_of(view, path.link, bought));
    return page;
}

// ---- /pesanan/{link}/ulasan/{product} ----

struct GoodsPath {
    std::string link {};
    ProductId product {};
};
BOOST_DESCRIBE_STRUCT(GoodsPath, (), (link, product))

struct StarChoice {
    std::string stars {};
    std::string words {};
};
BOOST_DESCRIBE_STRUCT(StarChoice, (), (stars, words))

struct WriteForm {
    std::string stars {};
    std::string words {};
    std::string shown_as {};
};
BOOST_DESCRIBE_STRUCT(WriteForm, (), (stars, words, shown_as))

struct WritePage {
    std::string title {};
    std::string link {};
    ProductId product {};
    std::vector<StarChoice> choices {};
    WriteForm form {};

    web::Meta meta(Lang, std::string_view) const { return { .unlisted = true }; }
};
BOOST_DESCRIBE_STRUCT(WritePage, (), (title, link, product, choices, form))

std::vector<StarChoice> star_choices(Lang lang)
{
    return { { "5", text::star_5(lang) },
             { "4", text::star_4(lang) },
             { "3", text::star_3(lang) },
             { "2", text::star_2(lang) },
             { "1", text::star_1(lang) } };
}

Result<WritePage> show_form(View& view, GoodsPath const& path)
{
    auto const bought = TRY(purchase(view, path.link, path.product));
    WritePage page { .title = text::write_title(view.lang, bought.name),
                     .link = path.link,
                     .product = path.product,
                     .choices = star_choices(view.lang) };
    if (!bought.review) return page;
    if (bought.review->state != ReviewState::refused) return written_before;
    page.form = { std::to_string(bought.review->stars), bought.review->words,
                  bought.review->shown_as };
    return page;
}

struct ReviewInput {
    std::string link {};
    ProductId product {};
    std::int64_t stars {};
    std::optional<std::string> words {};
    std::optional<std::string> shown_as {};
    std::optional<web::Upload> photo {};

    std::string webp {}; ///< made by `prepare_review`, never sent
};
BOOST_DESCRIBE_STRUCT(ReviewInput, (), (link, product, stars, words, shown_as, photo))

/// Nobody makes us decode who has bought nothing.
Result<void> prepare_review(View& view, ReviewInput& input)
{
    TRY(purchase(view, input.link, input.product));
    if (!input.photo || input.photo->bytes.empty()) return {};
    input.webp = TRY(catalogue::private_small_photo(input.photo->bytes));
    input.photo->bytes.clear();
    return {};
}

struct Written {
    std::string link {};
    static constexpr bool secret = true;
};
BOOST_DESCRIBE_STRUCT(Written, (), (link))

Result<Written> post_review(Call& call, ReviewInput const& input)
{
    Draft draft { .product = input.product,
                  .stars = input.stars,
                  .words = input.words.value_or(""),
                  .shown_as = input.shown_as.value_or("") };
    if (!input.webp.empty()) draft.photo = input.webp;
    TRY(write(call, input.link, draft));
    return Written { input.link };
}

Result<Written> post_back(Call& call, GoodsPath const& path)
{
    TRY(take_back(call, path.link, path.product));
    return Written { path.link };
}

} // namespace

void add_buyer_routes(web::Routes& routes)
{
    constexpr std::string_view mine = "/pesanan/{link}/ulasan";
    constexpr std::string_view one = "/pesanan/{link}/ulasan/{product}";
    routes.query<LinkPath, MinePage>(mine, anyone, show_mine, { "reviews/mine" });
    routes.query<GoodsPath, WritePage>(one, anyone, show_form, { "reviews/write" });
    routes.slow_command<ReviewInput, Written>(one, anyone, prepare_review, post_review,
                                              { mine, one });
    routes.command<GoodsPath, Written>("/pesanan/{link}/ulasan/{product}/penarikan", anyone,
                                       post_back, { mine, mine });
}

} // namespace karya::reviews
