// Kits from basket to books: seen, kept whole, charged as seen, given back by the line.

#include "orders/invoice.h"
#include "orders/slip.h"
#include "orders/test_ahead.h"
#include "support/poppler.h"
#include <algorithm>
#include <atomic>
#include <thread>

namespace karya::orders {
namespace {

class WithKits : public Ahead {
protected:
    using Parts = std::vector<catalogue::KitPartDraft>;

    KitId kit(Parts parts, std::int64_t price, std::string name = "Paket sarapan")
    {
        return desk(units[0],
                    [&](Call& call, auto const& scope) -> Result<KitId> {
                        auto const made = TRY(catalogue::add_kit(
                            call, scope,
                            { .name_id = name, .price = Rupiah { price }, .parts = parts }));
                        TRY(catalogue::set_kit_state(call, scope, made,
                                                     catalogue::ProductState::published));
                        return made;
                    })
            .take();
    }
    void edit(KitId id, Parts parts, std::int64_t price)
    {
        ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                        return catalogue::edit_kit(call, scope, id,
                                                   { .name_id = "Paket sarapan",
                                                     .price = Rupiah { price },
                                                     .parts = std::move(parts) });
                    }).ok());
    }
    void withdraw(KitId id)
    {
        ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                        return catalogue::set_kit_state(call, scope, id,
                                                        catalogue::ProductState::withdrawn);
                    }).ok());
    }
    void price(VariantId id, std::int64_t rupiah)
    {
        ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                        return catalogue::set_price(call, scope, id,
                                                    { Rupiah { rupiah }, Rupiah { 1 } });
                    }).ok());
    }
    void sell_out(VariantId id)
    {
        ASSERT_TRUE(desk(units[0], [&](Call& call, auto const& scope) {
                        return catalogue::set_stock(call, scope,
                                                    { id, {}, catalogue::StockReason::count, "" });
                    }).ok());
    }
    Result<void> put_kit(std::string& token, KitId id, std::int64_t pieces)
    {
        now += seconds { 5 };
        auto done = buyer([&](Call& call) { return put_kit_in(call, token, { id, pieces }); });
        if (!done.ok()) return done.take_error();
        token = done.take();
        return {};
    }
    Result<void> set(std::string const& token, KitId id, std::int64_t pieces)
    {
        return buyer([&](Call& call) { return set_kits(call, token, { { id, pieces } }); });
    }
    Result<std::string> order_paid(std::string const& token)
    {
        auto draft = agreed(token);
        draft.way = payments::Way::transfer;
        auto link = buyer([&](Call& call) { return place(call, token, draft); });
        if (link.ok()) pay(link.value());
        return link;
    }
    sales::Sale sale_of(Order const& order)
    {
        return desk(order.unit,
                    [&](Call& call, auto const& scope) {
                        return sales::sale(call.view(), scope, *order.sale);
                    })
            .take();
    }
    VariantId mat {};
    VariantId broom {};
    VariantId soap {};
    KitId breakfast {};

    void SetUp() override
    {
        Ahead::SetUp();
        mat = goods(units[0], 10'001, 20);
        broom = goods(units[0], 10'001, 9);
        soap = goods(units[0], 333, 20);
        breakfast = kit({ { mat, 1 }, { broom, 2 }, { soap, 1 } }, 27'331); // of 30,336
    }
};

TEST_F(WithKits, take_nothing_that_is_none)
{
    std::string token;
    EXPECT_EQ(put_kit(token, KitId::make(now), 1).error().code(), not_found);
    for (std::int64_t const pieces :
         { std::int64_t { 0 }, std::int64_t { -1 }, std::int64_t { 101 },
           std::int64_t { 1'000'000'000'000'000'000 } }) {
        auto const refused = put_kit(token, breakfast, pieces);
        EXPECT_EQ(refused.error().code(), bad_kits);
        EXPECT_EQ(refused.error().fields.front().field, "pieces");
    }
    withdraw(breakfast);
    EXPECT_EQ(put_kit(token, breakfast, 1).error().code(), not_found);
    EXPECT_TRUE(token.empty());
    for (int i = 0; i < 7; ++i)
        ASSERT_TRUE(put_kit(token, kit({ { mat, 1 }, { soap, 1 } }, 10'000, "P"), 1).ok());
    EXPECT_EQ(put_kit(token, kit({ { mat, 1 }, { soap, 1 } }, 10'000, "P"), 1).error().code(),
              basket_full);
}

TEST_F(WithKits, stand_together_and_cost_what_is_seen_to_the_rupiah_R01)
{
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 3).ok());
    ASSERT_TRUE(put(token, mat, 1).ok());
    auto const shown = seen(token);
    ASSERT_EQ(shown.parts.size(), 1U);
    auto const& part = shown.parts[0];
    ASSERT_EQ(part.kits.size(), 1U);
    EXPECT_EQ(part.kits[0].amount, Rupiah { 81'993 });
    EXPECT_EQ(part.kits[0].saved, Rupiah { 9'015 });
    EXPECT_EQ(part.kits[0].left, 4) << "nine brooms, two in each";
    ASSERT_EQ(part.lines.size(), 4U);
    Rupiah sum;
    for (auto const& line : part.lines)
        if (line.kit == breakfast) sum += line.amount;
    EXPECT_EQ(sum, Rupiah { 81'993 });
    EXPECT_EQ(shown.charged(), Rupiah { 91'994 });
    auto const link = order_paid(token).value();
    auto const order = order_at(link, units[0]);
    EXPECT_EQ(order.total, Rupiah { 91'994 });
    EXPECT_EQ(order.kits_off(), Rupiah { 9'015 });
    EXPECT_EQ(order.discount(), Rupiah {}) << "of no coupon";
    EXPECT_EQ(order.lines[0].kit, "");
    EXPECT_EQ(order.lines[1].kit, "Paket sarapan");
    EXPECT_EQ(order.lines[1].kit_pieces, 3);
    EXPECT_EQ(sale_of(order).total, Rupiah { 91'994 });
    EXPECT_EQ(stock(units[0], broom).on_hand, Quantity::pieces(3));
    EXPECT_EQ(stock(units[0], mat).on_hand, Quantity::pieces(16));
    expect_books_sound();
}

TEST_F(WithKits, are_changed_and_taken_out_as_one)
{
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 1).ok());
    ASSERT_TRUE(put_kit(token, breakfast, 1).ok());
    auto const again = buyer([&](Call& call) { return put_kit_in(call, token, { breakfast, 1 }); });
    EXPECT_TRUE(again.ok()) << "a double click is one";
    EXPECT_EQ(seen(token).parts[0].kits[0].pieces, 2);
    ASSERT_TRUE(buyer([&](Call& call) {
                    return set_quantities(call, token, { { broom, Quantity {} } });
                }).ok());
    EXPECT_EQ(seen(token).parts[0].lines.size(), 3U) << "no line of it goes alone";
    EXPECT_EQ(set(token, breakfast, 101).error().code(), bad_kits);
    ASSERT_TRUE(set(token, breakfast, 0).ok());
    EXPECT_TRUE(seen(token).empty());
}

TEST_F(WithKits, share_what_is_there_with_the_lines_before)
{
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 4).ok());
    EXPECT_TRUE(seen(token).sound);
    ASSERT_TRUE(put(token, broom, 2).ok());
    auto const shown = seen(token);
    EXPECT_FALSE(shown.sound) << "ten of nine brooms";
    EXPECT_EQ(shown.parts[0].kits[0].trouble, Trouble::too_few);
    EXPECT_EQ(shown.parts[0].kits[0].left, 3);
    EXPECT_EQ(order_all(token).error().code(), goods_changed);
    ASSERT_TRUE(set(token, breakfast, 3).ok());
    ASSERT_TRUE(buyer([&](Call& call) { return begin(call, token); }).ok());
    EXPECT_TRUE(seen(token).sound) << "his own hold does not count against him";
    EXPECT_TRUE(order_all(token).ok());
    EXPECT_EQ(stock(units[0], broom).held, Quantity::pieces(8));
}

TEST_F(WithKits, that_changed_are_told_before_anything_is_charged)
{
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 1).ok());
    auto draft = agreed(token);
    auto const again = [&] { return buyer([&](Call& call) { return place(call, token, draft); }); };
    price(mat, 2'000); // the kit is not dearer than its parts
    EXPECT_EQ(again().error().code(), total_changed);
    EXPECT_EQ(seen(token).parts[0].kits[0].price, Rupiah { 22'335 });
    EXPECT_EQ(seen(token).parts[0].kits[0].seen_price, Rupiah { 27'331 });
    price(mat, 10'001);
    edit(breakfast, { { mat, 2 }, { broom, 1 }, { soap, 1 } }, 27'331);
    EXPECT_EQ(seen(token).charged(), draft.seen_total);
    EXPECT_TRUE(seen(token).parts[0].kits[0].changed);
    EXPECT_EQ(again().error().code(), goods_changed) << "it costs the same and holds others";
    ASSERT_TRUE(set(token, breakfast, 1).ok());
    EXPECT_FALSE(seen(token).parts[0].kits[0].changed);
    sell_out(soap);
    EXPECT_EQ(again().error().code(), goods_changed);
    EXPECT_EQ(seen(token).parts[0].kits[0].left, 0);
    EXPECT_EQ(stock(units[0], mat).held, Quantity {}) << "nothing of it is kept";
    withdraw(breakfast);
    EXPECT_EQ(seen(token).gone_kits.size(), 1U);
    EXPECT_EQ(again().error().code(), goods_changed);
    ASSERT_TRUE(set(token, breakfast, 0).ok());
    EXPECT_TRUE(seen(token).empty());
}

TEST_F(WithKits, a_part_that_costs_more_by_now_changes_what_is_saved_alone)
{
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 1).ok());
    auto const draft = agreed(token);
    price(mat, 50'000);
    auto const link = buyer([&](Call& call) { return place(call, token, draft); });
    ASSERT_TRUE(link.ok());
    auto const order = order_at(link.value(), units[0]);
    EXPECT_EQ(order.total, Rupiah { 27'331 });
    EXPECT_EQ(order.kits_off(), Rupiah { 43'004 });
    open_till(units[0]);
    EXPECT_EQ(hand(units[0], order.id).value().total, Rupiah { 27'331 });
    expect_books_sound();
}

TEST_F(WithKits, a_coupon_counts_on_what_remains)
{
    auto const today = day_in(Zone::wib, now);
    coupons::Draft const ten { .code = "HEMAT",
                               .title = "Hari jadi",
                               .percent = Quantity::pieces(10),
                               .first_day = today,
                               .last_day = today.next(60) };
    ASSERT_TRUE(market.call(rina, now, [&](Call& call) { return coupons::make(call, ten); }).ok());
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 1).ok());
    ASSERT_TRUE(buyer([&](Call& call) { return name_coupon(call, token, "HEMAT"); }).ok());
    EXPECT_EQ(seen(token).discount(), Rupiah { 2'733 }) << "of 27,331, not of 30,336";
    auto const link = order_paid(token).value();
    auto const order = order_at(link, units[0]);
    EXPECT_EQ(order.total, Rupiah { 24'598 });
    EXPECT_EQ(order.discount(), Rupiah { 2'733 });
    EXPECT_EQ(order.kits_off(), Rupiah { 3'005 });
    EXPECT_EQ(sale_of(order).total, Rupiah { 24'598 });
    expect_books_sound();
}

TEST_F(WithKits, papers_and_pick_list_tell_which_lines_are_of_it)
{
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 2).ok());
    ASSERT_TRUE(put(token, mat, 1).ok());
    auto const link = order_paid(token).value();
    auto const picks =
        desk(units[0], [](Call& call, auto const& scope) -> Result<std::vector<PickLine>> {
            return pick_list(call.view(), scope);
        }).take();
    auto const mats = std::ranges::find(picks, mat, &PickLine::variant);
    ASSERT_NE(mats, picks.end());
    EXPECT_EQ(mats->quantity, Quantity::pieces(3));
    EXPECT_EQ(mats->in_kits, Quantity::pieces(2));
    EXPECT_EQ(mats->orders, 1) << "two lines of one order";
    auto const read = [&](auto&& drawn) {
        return test::read_by("pdftotext", visit(drawn).take(), market.directory());
    };
    auto const found = group_at(link);
    auto const& order = found.orders.front();
    auto const slip = read([&](View& view) -> Result<std::string> {
        return slip_pdf(view, TRY(org::unit(view, order.unit)), order, found.buyer);
    });
    auto const invoice = read([&](View& view) { return invoice_pdf(view, order, found.buyer); });
    for (auto const& paper : { slip, invoice })
        EXPECT_NE(paper.find("Isi Paket sarapan × 2"), std::string::npos) << paper;
    for (auto const* words : { "Potongan paket", "Rp 6.010", "Rp 70.673", "Rp 64.663" })
        EXPECT_NE(invoice.find(words), std::string::npos) << words << "\n" << invoice;
    EXPECT_EQ(invoice.find("Kupon"), std::string::npos) << invoice;
}

TEST_F(WithKits, one_line_goes_back_with_its_own_share)
{
    std::string token;
    ASSERT_TRUE(put_kit(token, breakfast, 2).ok());
    auto const link = order_paid(token).value();
    auto const order = order_at(link, units[0]);
    auto const& line = order.lines[1];
    EXPECT_EQ(line.variant, broom);
    auto const back = desk(units[0], [&](Call& call, auto const& scope) {
        return sales::refund(call, scope,
                             { .id = RefundId::make(call.now),
                               .sale = *order.sale,
                               .lines = { { line.n, line.quantity, {} } },
                               .reason = "rusak" });
    });
    ASSERT_TRUE(back.ok()) << back.error().code().id;
    EXPECT_EQ(back.value().total, line.amount);
    EXPECT_LT(line.amount, Rupiah { 40'004 }) << "less than one by one";
    EXPECT_EQ(sale_of(order).refunded, line.amount);
    EXPECT_EQ(stock(units[0], broom).on_hand, Quantity::pieces(9));
    hear();
    expect_books_sound();
}

TEST_F(WithKits, of_a_scarce_part_as_many_are_ordered_as_there_are_whole_kits)
{
    std::vector<std::string> tokens(40);
    std::vector<PlaceDraft> drafts;
    for (auto& token : tokens) {
        ASSERT_TRUE(put_kit(token, breakfast, 1).ok());
        drafts.push_back(agreed(token));
    }
    std::atomic<int> placed { 0 };
    std::atomic<int> refused { 0 };
    std::vector<std::thread> buyers;
    for (std::size_t n = 0; n < tokens.size(); ++n)
        buyers.emplace_back([&, n] {
            for (;;) {
                auto const done = market.call(
                    {}, now, [&](Call& call) { return place(call, tokens[n], drafts[n]); });
                if (!done.ok() && done.error().code().fault == Fault::unavailable) continue;
                ++(done.ok() ? placed : refused);
                return;
            }
        });
    for (auto& buyer : buyers) buyer.join();
    EXPECT_EQ(placed, 4) << "nine brooms, two in each";
    EXPECT_EQ(refused, 36);
    EXPECT_EQ(stock(units[0], broom).held, Quantity::pieces(8));
    EXPECT_EQ(stock(units[0], mat).held, Quantity::pieces(4)) << "nobody keeps half of one";
    EXPECT_EQ(stock(units[0], soap).held, Quantity::pieces(4));
}

} // namespace
} // namespace karya::orders
