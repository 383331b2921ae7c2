#pragma once
// Buyers who have something to say: for the tests of reviews/.

#include "reviews/reviews.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::reviews {

class Buyers : public testing::Test {
protected:
    test::Market market;
    Timestamp now { test::noon };
    UnitId home { market.cast.pontianak_id };
    UnitId away { market.cast.ambon_id };

    void SetUp() override
    {
        sales::keep_nip_key(std::string(32, 'k'));
        orders::keep_keys({ std::string(32, 'o'), std::string(32, 'b') });
        payments::keep_keys({ std::string(32, 'p'), std::string(32, 'q') });
    }
    Actor kasi(UnitId unit)
    {
        auto actor = market.cast.wayan;
        actor.unit = unit;
        actor.kanwil = market.scope(unit).kanwil();
        return actor;
    }
    Actor above(Role role) { return { .officer = market.cast.admin.officer, .role = role }; }
    template<class Work>
    auto buyer(Work&& work)
    {
        return market.call({}, now, work);
    }
    template<class Work>
    auto visit(Work&& work)
    {
        return market.view({}, now, work);
    }
    template<class Work>
    auto desk(UnitId unit, Work&& work)
    {
        auto const scope = market.scope(unit);
        return market.call(kasi(unit), now, [&](Call& call) { return work(call, scope); });
    }
    VariantId goods(UnitId unit, std::string const& name = "Keset sabut kelapa")
    {
        return market.product(unit, { .name = name, .stock = Quantity::pieces(50) });
    }
    /// One piece of each, ordered by one buyer: the link.
    std::string ordered(std::vector<VariantId> const& wanted)
    {
        std::string token;
        for (auto const variant : wanted) {
            now += std::chrono::seconds { 5 }; // no double click
            token = buyer([&](Call& call) {
                        return orders::put_in(call, token, { variant, Quantity::pieces(1) });
                    }).take();
        }
        auto const link = buyer([&](Call& call) -> Result<std::string> {
            auto const view = call.view();
            auto const basket = orders::basket(view, token);
            orders::PlaceDraft draft { .basket = basket.id,
                                       .seen_total = basket.charged(),
                                       .buyer = { "Sri Wahyuni", "081234567890", "", {}, {} } };
            for (auto const& part : basket.parts)
                draft.pick_days.push_back({ part.unit, orders::pick_days(view, part).front() });
            return orders::place(call, token, draft);
        });
        EXPECT_TRUE(link.ok());
        return link.value();
    }
    void hand_over(std::string const& link, UnitId unit)
    {
        auto const group = visit([&](View& view) { return orders::group(view, link); }).take();
        for (auto const& order : group.orders) {
            if (order.unit != unit) continue;
            auto const done = desk(unit, [&](Call& call, auto const& scope) -> Result<sales::Sale> {
                if (!sales::open_shift_of(call.view(), scope, "W"))
                    TRY(sales::open_shift(call, scope, "W", Rupiah { 100'000 }));
                return orders::hand_over(call, scope, { .order = order.id, .without_code = true });
            });
            ASSERT_TRUE(done.ok()) << done.error().code().id;
        }
    }
    std::string received(VariantId variant)
    {
        auto link = ordered({ variant });
        hand_over(link, home);
        return link;
    }
    ProductId product_of(std::string const& link, std::size_t n = 0)
    {
        return visit([&](View& view) { return purchases(view, link); }).take().at(n).product;
    }
    Result<ReviewId> say(std::string const& link, Draft draft)
    {
        if (draft.product.empty()) draft.product = product_of(link);
        return buyer([&](Call& call) { return write(call, link, draft); });
    }
    /// Written and published.
    ReviewId said(VariantId variant, std::int64_t stars, std::string const& words = "Rapi")
    {
        auto const id = say(received(variant), { .stars = stars, .words = words }).take();
        EXPECT_TRUE(try_publish(id).ok());
        return id;
    }
    Result<void> try_publish(ReviewId id, bool looked = false)
    {
        return desk(home, [&](Call& call, auto const& scope) {
            return publish(call, scope, { id, looked });
        });
    }
    Result<void> try_refuse(ReviewId id, Refusal reason)
    {
        return desk(home,
                    [&](Call& call, auto const& scope) { return refuse(call, scope, id, reason); });
    }
    Result<void> try_answer(ReviewId id, std::string const& words)
    {
        return desk(home,
                    [&](Call& call, auto const& scope) { return answer(call, scope, id, words); });
    }
    Review review_at(ReviewId id)
    {
        auto const scope = market.scope(home);
        return visit([&](View& view) { return review(view, scope, id); }).take();
    }
    std::optional<catalogue::RatingView> rating_of(ProductId product)
    {
        auto const card = visit([&](View& view) { return catalogue::card(view, product); });
        return catalogue::rating_view({ card->rating_count, card->rating_sum });
    }
    std::optional<std::string> broken()
    {
        return market.engine()
            .get<std::optional<std::string>>(
                [](db::Read& read) -> Result<std::optional<std::string>> {
                    return first_broken_review(read);
                })
            .take();
    }
    static std::string_view code_of(auto const& result)
    {
        return result.ok() ? std::string_view {} : result.error().code().id;
    }
    static std::string field_of(auto const& result)
    {
        if (result.ok() || result.error().fields.empty()) return {};
        return result.error().fields.front().field + ": " + result.error().fields.front().reason;
    }
};

} // namespace karya::reviews
