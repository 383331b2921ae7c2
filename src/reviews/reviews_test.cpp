// What buyers say: who may say it, what is never shown, who decides, and what it adds up to.

#include "reviews/events.h"
#include "reviews/store.h"
#include "reviews/test_reviews.h"
#include <thread>

namespace karya::reviews {
namespace {

using Written = Buyers;
using Moderated = Buyers;
using Reported = Buyers;
using Proven = Buyers;

TEST_F(Written, nobody_reviews_what_he_has_not_received)
{
    auto const mine = goods(home);
    auto const other = goods(home, "Sapu ijuk");
    auto const link = ordered({ mine });
    auto const product = visit([&](View& view) {
        return orders::group(view, link).take().orders.front().lines.front().product;
    });
    EXPECT_TRUE(visit([&](View& view) { return purchases(view, link); }).value().empty());
    EXPECT_EQ(code_of(say(link, { .product = product, .stars = 5 })), "core.not_found");
    EXPECT_EQ(code_of(say(std::string(64, 'a'), { .product = product, .stars = 5 })),
              "core.not_found");
    hand_over(link, home);
    EXPECT_TRUE(say(link, { .product = product, .stars = 5 }).ok());
    auto const theirs = product_of(received(other));
    EXPECT_EQ(code_of(say(link, { .product = theirs, .stars = 5 })), "core.not_found");
}

TEST_F(Written, each_thing_once_and_each_buyer_his_own)
{
    auto const mat = goods(home);
    auto const link = received(mat);
    ASSERT_TRUE(say(link, { .stars = 4 }).ok());
    EXPECT_EQ(code_of(say(link, { .stars = 1 })), "reviews.written_before");
    EXPECT_TRUE(say(link, { .stars = 4 }).ok()) << "a double click";
    EXPECT_TRUE(say(received(mat), { .stars = 1 }).ok()) << "another order, another buyer";
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Written, of_a_basket_over_units_only_what_is_there)
{
    auto const link = ordered({ goods(home), goods(away, "Tas noken") });
    hand_over(link, away);
    auto const bought = visit([&](View& view) { return purchases(view, link); }).take();
    ASSERT_EQ(bought.size(), 1U);
    EXPECT_EQ(bought[0].unit, away);
}

TEST_F(Written, what_is_wrong_is_told_by_its_field)
{
    auto const link = received(goods(home));
    EXPECT_EQ(field_of(say(link, { .stars = 0 })), "stars: reviews.choose_stars");
    EXPECT_EQ(field_of(say(link, { .stars = 6 })), "stars: reviews.choose_stars");
    EXPECT_EQ(field_of(say(link, { .stars = 5, .words = std::string(1'001, 'a') })),
              "words: base.too_long");
    EXPECT_EQ(field_of(say(link, { .stars = 5, .words = "slot gacor" })),
              "words: reviews.no_gambling");
    EXPECT_EQ(field_of(say(link, { .stars = 5, .words = "lihat toko.com" })),
              "words: reviews.no_link");
    EXPECT_EQ(field_of(say(link, { .stars = 5, .words = "wa 0812 3456 7890" })),
              "words: reviews.no_contact");
    EXPECT_EQ(field_of(say(link, { .stars = 5, .words = "19800101 200501 1 001" })),
              "words: reviews.no_id_number");
    for (auto const* name : { "Sari 0812", "sari@contoh.id", "Sari 081234567890", "@sari" })
        EXPECT_EQ(field_of(say(link, { .stars = 5, .shown_as = name })),
                  "shown_as: reviews.no_contact")
            << name;
    EXPECT_EQ(field_of(say(link, { .stars = 5, .shown_as = "Sari\nJakarta" })),
              "shown_as: base.bad_text");
    EXPECT_TRUE(
        say(link, { .stars = 5, .words = std::string(1'000, 'a'), .shown_as = "Sari, Jakarta" })
            .ok());
}

TEST_F(Moderated, nobody_reads_it_before_a_person_has)
{
    auto const mat = goods(home);
    auto const link = received(mat);
    auto const product = product_of(link);
    auto const id = say(link, { .stars = 2, .words = "Kurang rapi", .photo = "RIFF" }).take();
    auto const seen = [&] {
        return visit([&](View& view) { return published(view, product).size(); });
    };
    EXPECT_EQ(seen(), 0U);
    EXPECT_EQ(rating_of(product), std::nullopt);
    EXPECT_EQ(code_of(visit([&](View& view) { return photo(view, id); })), "core.not_found");
    ASSERT_TRUE(try_publish(id).ok());
    EXPECT_EQ(seen(), 1U);
    EXPECT_EQ(visit([&](View& view) { return photo(view, id); }).value(), "RIFF");
    EXPECT_EQ(rating_of(product)->stars, 20);
    EXPECT_EQ(code_of(try_publish(id)), "reviews.moved_on");
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Moderated, another_unit_neither_sees_nor_touches_it)
{
    auto const id = say(received(goods(home)), { .stars = 5 }).take();
    EXPECT_EQ(
        code_of(desk(away,
                     [&](Call& call, auto const& scope) { return publish(call, scope, { id }); })),
        "core.not_found");
    EXPECT_EQ(code_of(desk(away,
                           [&](Call& call, auto const& scope) {
                               return refuse(call, scope, id, Refusal::insult);
                           })),
              "core.not_found");
    auto const waits = [&](Actor const& who) {
        return market.view(who, now, [&](View& view) { return queue(view, Queue::waiting); })
            .take()
            .size();
    };
    EXPECT_EQ(waits(kasi(home)), 1U);
    EXPECT_EQ(waits(kasi(away)), 0U);
    EXPECT_EQ(waits(above(Role::ditjen)), 1U);
    auto kanwil = above(Role::kanwil);
    kanwil.kanwil = market.cast.kalbar;
    EXPECT_EQ(waits(kanwil), 1U);
    kanwil.kanwil = market.ambon().kanwil();
    EXPECT_EQ(waits(kanwil), 0U);
}

TEST_F(Moderated, words_that_may_name_somebody_are_read_first)
{
    auto const id =
        say(received(goods(home)), { .stars = 5, .words = "Terima kasih Pak Budi" }).take();
    EXPECT_TRUE(review_at(id).someone);
    EXPECT_EQ(field_of(try_publish(id)), "looked: reviews.look_first");
    EXPECT_EQ(review_at(id).state, ReviewState::waiting);
    EXPECT_TRUE(try_publish(id, true).ok());
}

TEST_F(Moderated, what_was_refused_says_why_and_can_be_written_anew)
{
    auto const link = received(goods(home));
    auto const id =
        say(link, { .stars = 1, .words = "Si pembuat ketahuan", .photo = "RIFF" }).take();
    ASSERT_TRUE(try_refuse(id, Refusal::identity).ok());
    EXPECT_EQ(code_of(try_refuse(id, Refusal::insult)), "reviews.moved_on");
    EXPECT_EQ(review_at(id).refusal, Refusal::identity);
    ASSERT_EQ(say(link, { .stars = 2, .words = "Kurang rapi" }).value(), id);
    auto const anew = review_at(id);
    EXPECT_EQ(anew.state, ReviewState::waiting);
    EXPECT_EQ(anew.refusal, std::nullopt);
    EXPECT_FALSE(anew.photo) << "the new one has none";
    EXPECT_EQ(broken(), std::nullopt);
    ASSERT_TRUE(try_publish(id).ok());
    ASSERT_TRUE(try_refuse(id, Refusal::off_topic).ok()) << "taken down";
    EXPECT_EQ(rating_of(anew.product), std::nullopt);
    ASSERT_TRUE(try_publish(id).ok()) << "refused by mistake";
    EXPECT_EQ(rating_of(anew.product)->stars, 20);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Moderated, the_average_is_of_published_ones_and_rounded_as_it_is_read)
{
    auto const mat = goods(home);
    auto const first = said(mat, 5);
    said(mat, 5);
    said(mat, 4);
    say(received(mat), { .stars = 1 }).take(); // waits
    auto const product = review_at(first).product;
    auto const rating = rating_of(product);
    EXPECT_EQ(rating->average, Quantity { 4'700 }) << "14 / 3 = 4,666";
    EXPECT_EQ(rating->stars, 45);
    EXPECT_EQ(rating->count, 3);
    EXPECT_EQ(visit([&](View& view) { return spread(view, product); }),
              (std::array<std::int64_t, 5> { 0, 0, 0, 1, 2 }));
}

TEST_F(Moderated, two_at_once_publish_it_once)
{
    auto const id = say(received(goods(home)), { .stars = 5 }).take();
    std::vector<std::thread> hands;
    std::atomic<int> done { 0 };
    for (int i = 0; i < 4; ++i)
        hands.emplace_back([&] {
            auto const scope = market.scope(home);
            auto const result = market.call(
                kasi(home), now, [&](Call& call) { return publish(call, scope, { id }); });
            if (result.ok()) ++done;
        });
    for (auto& hand : hands) hand.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(rating_of(review_at(id).product)->count, 1);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Moderated, many_of_one_product_at_once_are_all_counted)
{
    auto const mat = goods(home);
    std::vector<ReviewId> written;
    for (int i = 0; i < 6; ++i) written.push_back(say(received(mat), { .stars = 3 }).take());
    std::vector<std::thread> hands;
    for (auto const id : written)
        hands.emplace_back([&, id] {
            auto const scope = market.scope(home);
            EXPECT_TRUE(
                market
                    .call(kasi(home), now, [&](Call& call) { return publish(call, scope, { id }); })
                    .ok());
        });
    for (auto& hand : hands) hand.join();
    EXPECT_EQ(rating_of(review_at(written[0]).product)->count, 6);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Moderated, the_unit_answers_published_ones_and_may_change_it)
{
    auto const waiting = say(received(goods(home)), { .stars = 3 }).take();
    EXPECT_EQ(code_of(try_answer(waiting, "Terima kasih")), "reviews.moved_on");
    auto const id = said(goods(home, "Sapu ijuk"), 2);
    EXPECT_EQ(field_of(try_answer(id, "Hubungi 081234567890")), "answer: reviews.no_contact");
    ASSERT_TRUE(try_answer(id, "Kami perbaiki jahitannya.").ok());
    EXPECT_EQ(review_at(id).answer, "Kami perbaiki jahitannya.");
    ASSERT_TRUE(try_answer(id, "Sudah kami perbaiki.").ok());
    auto const product = review_at(id).product;
    auto const voice = visit([&](View& view) { return voices(view, product); }).at(0);
    EXPECT_EQ(voice.answer, "Sudah kami perbaiki.");
    ASSERT_TRUE(try_answer(id, " ").ok());
    EXPECT_EQ(review_at(id).answered_at, std::nullopt);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Written, taken_back_leaves_nothing_of_it)
{
    auto const mat = goods(home);
    auto const link = received(mat);
    auto const id = say(link,
                        { .stars = 5, .words = "Rapi sekali", .shown_as = "Sari", .photo = "RIFF" })
                        .take();
    ASSERT_TRUE(try_publish(id).ok());
    ASSERT_TRUE(try_answer(id, "Terima kasih Sari").ok());
    auto const back = [&] {
        return buyer([&](Call& call) { return take_back(call, link, product_of(link)); });
    };
    ASSERT_TRUE(back().ok());
    auto const gone = review_at(id);
    EXPECT_EQ(gone.state, ReviewState::taken_back);
    EXPECT_EQ(gone.words + gone.shown_as + gone.answer, "");
    EXPECT_EQ(rating_of(gone.product), std::nullopt);
    EXPECT_EQ(code_of(visit([&](View& view) { return photo(view, id); })), "core.not_found");
    EXPECT_EQ(code_of(back()), "reviews.moved_on");
    EXPECT_EQ(code_of(say(link, { .stars = 1 })), "reviews.written_before");
    EXPECT_EQ(code_of(try_publish(id)), "reviews.moved_on");
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Written, no_event_holds_words_or_a_name)
{
    auto const id =
        say(received(goods(home)), { .stars = 5, .words = "Rahasia", .shown_as = "Sari" }).take();
    ASSERT_TRUE(try_publish(id).ok());
    int moved = 0;
    auto const read = [&](db::Read& read) -> Result<int> {
        core::each_event(read, "reviews", [&](core::Stored const& stored) {
            ++moved;
            EXPECT_EQ(stored.body.find("Rahasia"), std::string::npos);
            EXPECT_EQ(stored.body.find("Sari"), std::string::npos);
            EXPECT_EQ(core::event_of<ReviewMoved>(stored).review, id);
        });
        return moved;
    };
    EXPECT_EQ(market.engine().get<int>(read).value(), 2);
}

TEST_F(Written, names_are_forgotten_and_words_stay)
{
    auto const link = received(goods(home));
    auto const id = say(link, { .stars = 5, .words = "Rapi", .shown_as = "Sari" }).take();
    ASSERT_TRUE(try_publish(id).ok());
    auto const order = review_at(id).order;
    ASSERT_TRUE(buyer([&](Call& call) -> Result<void> {
                    forget_names(call, { order });
                    return {};
                }).ok());
    EXPECT_EQ(review_at(id).shown_as, "");
    EXPECT_EQ(review_at(id).words, "Rapi");
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Reported, by_anybody_until_somebody_floods_and_settled_by_who_looks)
{
    auto const id = said(goods(home), 4);
    auto const tell = [&](ReviewId of, std::string const& words = "") {
        return buyer([&](Call& call) {
            call.caller.address = "10.1.2.3";
            return report(call, { of, Refusal::insult, words });
        });
    };
    now += std::chrono::hours { 24 };
    EXPECT_EQ(code_of(tell(ReviewId::make(now))), "core.not_found");
    EXPECT_EQ(field_of(tell(id, std::string(501, 'a'))), "words: base.too_long");
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(tell(id, "Kasar").ok());
    EXPECT_EQ(code_of(tell(id)), "reviews.too_many_reports");
    EXPECT_EQ(review_at(id).reports, 5);
    auto const scope = market.scope(home);
    EXPECT_EQ(visit([&](View& view) { return open_reports(view, scope, id); }).size(), 5U);
    auto const listed = [&] {
        return market
            .view(kasi(home), now, [&](View& view) { return queue(view, Queue::reported); })
            .take()
            .size();
    };
    EXPECT_EQ(listed(), 1U);
    EXPECT_EQ(broken(), std::nullopt);
    ASSERT_TRUE(try_publish(id).ok()) << "it stays";
    EXPECT_EQ(listed(), 0U);
    EXPECT_EQ(rating_of(review_at(id).product)->count, 1);
    EXPECT_EQ(broken(), std::nullopt);
}

TEST_F(Proven, a_rating_words_or_a_row_changed_by_hand_are_seen)
{
    auto const id = said(goods(home), 4);
    auto const product = review_at(id).product;
    EXPECT_EQ(broken(), std::nullopt);
    auto const raise = [&](std::int64_t by) {
        ASSERT_TRUE(buyer([&](Call& call) -> Result<void> {
                        catalogue::add_rating(call.tx, product, { by, 5 * by });
                        return {};
                    }).ok());
    };
    raise(1);
    EXPECT_NE(broken()->find("its rating is not that of its reviews"), std::string::npos);
    raise(-1);
    static db::Query const reword { db::Query::Unlisted {}, "test.reword",
                                    "UPDATE reviews_review SET words = $1" };
    auto const word = [&](std::string const& words) {
        ASSERT_TRUE(buyer([&](Call& call) -> Result<void> {
                        call.tx.run(reword, words);
                        return {};
                    }).ok());
    };
    word("Jelek");
    EXPECT_NE(broken()->find("the trail knows it otherwise"), std::string::npos);
    word("Rapi");
    EXPECT_EQ(broken(), std::nullopt);
}

} // namespace
} // namespace karya::reviews
