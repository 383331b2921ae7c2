// The desk: reviews that wait for a person, were reported, are read or were refused.

#include "base/lang.h"
#include "base/text.h"
#include "identity/identity.h"
#include "reviews/reviews.h"
#include "reviews/routes.h"
#include "reviews/text.h"
#include "web/page.h"
#include "web/routes.h"

namespace karya::reviews {

namespace {

// ---- /meja/ulasan ----

struct QueueQuery {
    std::optional<Queue> queue {};
    std::optional<ReviewId> from {};
};
BOOST_DESCRIBE_STRUCT(QueueQuery, (), (queue, from))

struct QueueChoice {
    Queue queue {};
    bool chosen { false };
};
BOOST_DESCRIBE_STRUCT(QueueChoice, (), (queue, chosen))

struct QueueRow {
    ReviewId review {};
    std::string name {};
    std::string unit_name {};
    std::int64_t stars {};
    std::string stars_words {};
    std::string words {}; ///< how they begin
    bool someone { false };
    bool photo { false };
    std::int64_t reports {};
    std::string refused_why {};
    LocalTime written_at {};
};
BOOST_DESCRIBE_STRUCT(QueueRow, (),
                      (review, name, unit_name, stars, stars_words, words, someone, photo, reports,
                       refused_why, written_at))

struct QueuePage {
    std::vector<QueueChoice> queues {};
    Queue queue {};
    bool above { false }; ///< rows name their units
    std::vector<QueueRow> reviews {};
    std::optional<ReviewId> next {};
};
BOOST_DESCRIBE_STRUCT(QueuePage, (), (queues, queue, above, reviews, next))

Result<QueueRow> row_of(View const& view, Review const& review)
{
    constexpr std::size_t beginning = 160;
    auto const unit = TRY(org::unit(view, review.unit));
    auto const voice = voice_of(view.lang, review);
    auto words = first_letters(review.words, beginning);
    if (words.size() < review.words.size()) words += "…";
    return QueueRow { .review = review.id,
                      .name = review.name,
                      .unit_name = unit.name,
                      .stars = voice.stars,
                      .stars_words = voice.stars_words,
                      .words = std::move(words),
                      .someone = review.someone,
                      .photo = review.photo,
                      .reports = review.reports,
                      .refused_why = review.refusal ? karya::text::of(view.lang, *review.refusal)
                                                    : std::string {},
                      .written_at = { review.written_at, unit.zone } };
}

Result<QueuePage> show_queue(View& view, QueueQuery const& query)
{
    QueuePage page { .queue = query.queue.value_or(Queue::waiting),
                     .above = view.actor.level() != Level::unit };
    for (auto const each : enum_values<Queue>())
        page.queues.push_back({ each, each == page.queue });
    for (auto const& one : TRY(queue(view, page.queue, query.from.value_or(ReviewId {}))))
        page.reviews.push_back(TRY(row_of(view, one)));
    if (page.reviews.size() == queue_a_page) page.next = page.reviews.back().review;
    return page;
}

// ---- /meja/ulasan/{review} ----

struct ReportRow {
    Refusal reason {};
    std::string words {};
    LocalTime at {};
};
BOOST_DESCRIBE_STRUCT(ReportRow, (), (reason, words, at))

struct DeskForm {
    std::string reason {};
    std::string answer {};
};
BOOST_DESCRIBE_STRUCT(DeskForm, (), (reason, answer))

struct ReviewPage {
    std::string title {};
    ReviewId review {};
    std::string unit_name {};
    ReviewState state {};
    catalogue::Voice voice {};
    LocalTime written_at {};
    bool someone { false };
    std::string refused_why {};
    std::string officer {};
    std::vector<ReportRow> reports {};
    bool publishable { false };
    bool kept { false }; ///< publishing leaves it where it is: it was reported
    bool refusable { false };
    bool answerable { false };
    std::vector<ReasonChoice> reasons {};
    DeskForm form {};
};
BOOST_DESCRIBE_STRUCT(ReviewPage, (),
                      (title, review, unit_name, state, voice, written_at, someone, refused_why,
                       officer, reports, publishable, kept, refusable, answerable, reasons, form))

void put_deeds(View const& view, Review const& review, ReviewPage& page)
{
    using enum ReviewState;
    bool const may = moderate_right.allows(view.actor);
    bool const reported = !page.reports.empty();
    page.kept = review.state == published && reported;
    page.publishable = may && (review.state == waiting || review.state == refused || page.kept);
    page.refusable = may && (review.state == waiting || review.state == published);
    page.answerable = review.state == published && answer_right.allows(view.actor);
    page.reasons = reason_choices();
    page.form.answer = review.answer;
}

Result<ReviewPage> show_review(View& view, ReviewPath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(unit_of(view, path.review))));
    auto const found = TRY(review(view, scope, path.review));
    ReviewPage page { .title = text::review_of(view.lang, found.name),
                      .review = found.id,
                      .unit_name = TRY(org::unit(view, found.unit)).name,
                      .state = found.state,
                      .voice = voice_of(view.lang, found),
                      .written_at = { found.written_at, scope.zone() },
                      .someone = found.someone };
    if (found.refusal) page.refused_why = karya::text::of(view.lang, *found.refusal);
    if (found.officer) page.officer = identity::name_of(view, *found.officer);
    for (auto const& one : open_reports(view, scope, path.review))
        page.reports.push_back({ one.reason, one.words, { one.at, scope.zone() } });
    put_deeds(view, found, page);
    return page;
}

Result<web::File> show_desk_photo(View& view, ReviewPath const& path)
{
    auto const scope = TRY(org::reach(view, TRY(unit_of(view, path.review))));
    return web::File { .content_type = "image/webp",
                       .bytes = TRY(photo(view, scope, path.review)),
                       .no_store = true };
}

struct PublishInput {
    ReviewId review {};
    bool looked { false };
};
BOOST_DESCRIBE_STRUCT(PublishInput, (), (review, looked))

Result<ReviewPath> post_publication(Call& call, PublishInput const& input)
{
    auto const scope = TRY(org::reach(call.view(), TRY(unit_of(call.view(), input.review))));
    TRY(publish(call, scope, { input.review, input.looked }));
    return ReviewPath { input.review };
}

struct RefuseInput {
    ReviewId review {};
    Refusal reason {};
};
BOOST_DESCRIBE_STRUCT(RefuseInput, (), (review, reason))

Result<ReviewPath> post_refusal(Call& call, RefuseInput const& input)
{
    auto const scope = TRY(org::reach(call.view(), TRY(unit_of(call.view(), input.review))));
    TRY(refuse(call, scope, input.review, input.reason));
    return ReviewPath { input.review };
}

struct AnswerInput {
    ReviewId review {};
    std::optional<std::string> answer {};
};
BOOST_DESCRIBE_STRUCT(AnswerInput, (), (review, answer))

Result<ReviewPath> post_answer(Call& call, AnswerInput const& input)
{
    auto const scope = TRY(org::reach(call.view(), TRY(unit_of(call.view(), input.review))));
    TRY(answer(call, scope, input.review, input.answer.value_or("")));
    return ReviewPath { input.review };
}

} // namespace

void add_desk_routes(web::Routes& routes)
{
    constexpr std::string_view one = "/meja/ulasan/{review}";
    routes.query<QueueQuery, QueuePage>("/meja/ulasan", read_right, show_queue,
                                        { "reviews/queue" });
    routes.query<ReviewPath, ReviewPage>(one, read_right, show_review, { "reviews/review" });
    routes.query<ReviewPath, web::File>("/meja/ulasan/{review}/foto", read_right, show_desk_photo);
    routes.command<PublishInput, ReviewPath>("/meja/ulasan/{review}/penerbitan", moderate_right,
                                             post_publication, { one, one });
    routes.command<RefuseInput, ReviewPath>("/meja/ulasan/{review}/penolakan", moderate_right,
                                            post_refusal, { one, one });
    routes.command<AnswerInput, ReviewPath>("/meja/ulasan/{review}/jawaban", answer_right,
                                            post_answer, { one, one });
}

} // namespace karya::reviews
