// A review as it lives: written by a buyer, looked at by a person, read by everybody, answered.

#include "reviews/reviews.h"
#include "base/embedded.h"
#include "base/per_hour.h"
#include "base/text.h"
#include "core/audit.h"
#include "reviews/moves.h"
#include "reviews/state.h"
#include "reviews/store.h"
#include "reviews/text.h"
#include <algorithm>

namespace karya::reviews {

namespace {

constexpr int reports_an_hour = 5; // from one address

constexpr std::int64_t beside_goods = 4;
constexpr std::int64_t tenths = 10;

void put_photo(Call& call, Review& review, std::optional<std::string> const& webp)
{
    review.photo = webp.has_value();
    if (webp)
        store::put_photo(call.tx, review.id, *webp);
    else
        store::drop_photo(call.tx, review.id);
}

/// Sent again by a double click or a lost answer.
bool says_the_same(Review const& review, Draft const& draft)
{
    return review.state == ReviewState::waiting && review.stars == draft.stars
        && review.words == draft.words && review.shown_as == draft.shown_as
        && review.photo == draft.photo.has_value();
}

/// With what he has said as it is now, alone with it until the end of the transaction.
Result<Purchase> purchase_locked(Call& call, std::string_view link, ProductId product)
{
    auto bought = TRY(purchase(call.view(), link, product));
    if (bought.review) bought.review = store::locked(call.tx, bought.review->id);
    return bought;
}

} // namespace

// ---- The buyer ----

Result<std::vector<Purchase>> purchases(View const& view, std::string_view link)
{
    auto const group = TRY(orders::group(view, link));
    std::vector<Purchase> all;
    for (auto const& order : group.orders) {
        if (order.state != orders::OrderState::handed_over) continue;
        for (auto const& line : order.lines) {
            auto const same = [&](Purchase const& one) { return one.product == line.product; };
            if (std::ranges::any_of(all, same)) continue; // another variant of it
            all.push_back({ order.id, order.unit, line.product, line.name,
                            store::of_order(view.read, order.id, line.product) });
        }
    }
    return all;
}

Result<Purchase> purchase(View const& view, std::string_view link, ProductId product)
{
    for (auto& one : TRY(purchases(view, link)))
        if (one.product == product) return std::move(one);
    return not_found;
}

Result<ReviewId> write(Call& call, std::string_view link, Draft const& given)
{
    auto const bought = TRY(purchase_locked(call, link, given.product));
    auto const [draft, someone] = TRY(checked(given));
    if (bought.review && says_the_same(*bought.review, draft)) return bought.review->id;
    if (bought.review && bought.review->state != ReviewState::refused) return written_before;
    Review made = bought.review.value_or(Review { .id = ReviewId::make(call.now),
                                                  .order = bought.order,
                                                  .product = bought.product,
                                                  .unit = bought.unit,
                                                  .name = bought.name });
    made.stars = draft.stars;
    made.words = draft.words;
    made.shown_as = draft.shown_as;
    made.photo = draft.photo.has_value();
    made.someone = someone;
    made.state = ReviewState::waiting;
    made.refusal.reset();
    made.answer.clear(); // it was to other words
    made.answered_at.reset();
    made.written_at = call.now;
    if (bought.review)
        TRY(change(call, *bought.review, made, "reviews.write"));
    else
        TRY(add(call, made));
    put_photo(call, made, draft.photo);
    return made.id;
}

Result<void> take_back(Call& call, std::string_view link, ProductId product)
{
    auto const bought = TRY(purchase_locked(call, link, product));
    if (!bought.review) return not_found;
    if (bought.review->state == ReviewState::taken_back) return moved_on;
    auto gone = *bought.review;
    gone.words.clear();
    gone.shown_as.clear();
    gone.answer.clear();
    gone.answered_at.reset();
    gone.refusal.reset();
    gone.photo = false;
    gone.someone = false;
    gone.state = ReviewState::taken_back;
    TRY(change(call, *bought.review, gone, "reviews.take_back"));
    store::drop_photo(call.tx, gone.id);
    store::settle_reports(call.tx, gone.id, call.now);
    return {};
}

// ---- Everybody ----

std::vector<Review> published(View const& view, ProductId product, ReviewId before)
{
    return store::published(view.read, product, before, reviews_a_page);
}

std::array<std::int64_t, 5> spread(View const& view, ProductId product)
{
    std::array<std::int64_t, 5> counts {};
    for (auto const& row : store::spread(view.read, product))
        counts.at(static_cast<std::size_t>(row.stars - 1)) = row.count;
    return counts;
}

catalogue::Voice voice_of(Lang lang, Review const& review)
{
    catalogue::Voice voice { .review = review.id.text(),
                             .stars = review.stars * tenths,
                             .stars_words = text::stars_of(lang, show(lang, review.stars)),
                             .by = review.shown_as.empty() ? text::somebody(lang) : review.shown_as,
                             .on = day_in(Zone::wib, review.written_at),
                             .photo = review.photo,
                             .answer = review.answer };
    for (auto const line : fields_of(review.words, '\n'))
        if (auto const words = trimmed(line); !words.empty())
            voice.words.push_back({ std::string { words } });
    return voice;
}

std::vector<catalogue::Voice> voices(View const& view, ProductId product)
{
    std::vector<catalogue::Voice> all;
    for (auto const& one : store::published(view.read, product, {}, beside_goods))
        all.push_back(voice_of(view.lang, one));
    return all;
}

Result<Review> published_one(View const& view, ReviewId id)
{
    auto found = store::by_id(view.read, id);
    if (!found || found->state != ReviewState::published) return not_found;
    return std::move(*found);
}

Result<std::string> photo(View const& view, ReviewId id)
{
    TRY(published_one(view, id));
    auto webp = store::photo(view.read, id);
    if (!webp) return not_found;
    return std::move(*webp);
}

Result<void> report(Call& call, ReportDraft const& draft)
{
    TRY(published_one(call.view(), draft.review));
    auto const found = *store::locked(call.tx, draft.review);
    if (found.state != ReviewState::published) return not_found;
    Report const made { .id = ReviewReportId::make(call.now),
                        .reason = draft.reason,
                        .words = TRY(checked_report(draft.words)),
                        .at = call.now };
    static PerHour reports { reports_an_hour };
    if (!reports.note(call.caller.address, call.now)) return too_many_reports;
    store::insert_report(call.tx, found.id, made);
    core::audit(call,
                { .what = "reviews.report",
                  .object = found.id.text(),
                  .before = trail_of(found),
                  .after = trail_of(found),
                  .unit = found.unit });
    return {};
}

void forget_names(Call& call, std::vector<OrderId> const& orders)
{
    for (auto const& one : store::named_of(call.tx, orders)) {
        auto const before = *store::locked(call.tx, one.id);
        auto after = before;
        after.shown_as.clear();
        CHECK(change(call, before, after, "reviews.forget").ok()); // nobody else is at it
    }
}

} // namespace karya::reviews
