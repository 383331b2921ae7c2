#pragma once
// Sales of every kind at Pontianak, for tests of the proof.

#include "sales/sales.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::sales {

class Scene : public testing::Test {
protected:
    void SetUp() override { keep_nip_key(std::string(32, 'k')); }

    template<class Work>
    auto run(Work&& work)
    {
        return market.call(market.cast.wayan, now, work);
    }
    VariantId goods(std::string const& name, catalogue::VariantDraft draft)
    {
        auto const& scope = market.pontianak();
        return run([&](Call& call) -> Result<VariantId> {
                   auto const product = TRY(
                       catalogue::add_product(call, scope, { .name_id = name }));
                   draft.price = Rupiah { 45'000 };
                   draft.cost = Rupiah { 20'000 };
                   return catalogue::add_variant(call, scope, product, draft);
               })
            .take();
    }
    LineDraft line(VariantId variant, std::int64_t pieces)
    {
        return { .variant = variant, .quantity = Quantity::pieces(pieces) };
    }
    SaleDraft draft(std::vector<LineDraft> lines)
    {
        return { .id = test::numbered<SaleTag>(++m_ids),
                 .sold_at = now,
                 .lines = std::move(lines) };
    }
    Sale sell(SaleDraft const& wanted)
    {
        return run([&](Call& call) { return record(call, market.pontianak(), wanted); }).take();
    }
    Refund give_back(SaleId sale, RefundDraft wanted)
    {
        wanted.id = test::numbered<RefundTag>(++m_ids);
        wanted.sale = sale;
        wanted.reason = "rusak";
        return run([&](Call& call) { return refund(call, market.pontianak(), wanted); }).take();
    }
    ShiftId open_till()
    {
        return run([&](Call& call) {
                   return open_shift(call, market.pontianak(), "W", Rupiah { 100'000 });
               })
            .take()
            .id;
    }
    void take_void(Sale const& sale)
    {
        ASSERT_TRUE(run([&](Call& call) {
                        return void_sale(call, market.pontianak(), sale.id, "salah ketik");
                    }).ok());
    }
    std::optional<std::string> broken()
    {
        return market.engine()
            .get<std::optional<std::string>>(
                [](db::Read& read) -> Result<std::optional<std::string>> {
                    return first_broken_sale(read);
                })
            .take();
    }
    /// Past the program, as somebody with the file in his hands.
    template<class... Values>
    void tamper(db::Query const& query, Values const&... values)
    {
        auto const done = market.engine().write([&](db::Tx& tx) -> Result<void> {
            EXPECT_GT(tx.run(query, values...), 0) << query.name;
            return {};
        });
        ASSERT_TRUE(done.ok()) << query.name << ": " << done.error().why();
    }

    /// A first sale of three kinds of goods, refunded twice, and a second one that was voided.
    void lay_scene()
    {
        keset = goods("Keset", { .opening = Quantity::pieces(10) });
        cuci = goods("Cuci motor", { .supply = catalogue::Supply::service });
        kursi = goods("Kursi",
                      { .supply = catalogue::Supply::to_order,
                        .lead_days = 7,
                        .opening = Quantity::pieces(1) });
        now += std::chrono::hours { 3 };
        auto wanted = draft({ line(keset, 2), line(cuci, 1), line(kursi, 3) });
        wanted.discount = Rupiah { 1'000 };
        wanted.payment = Payment::qris;
        auto const first = sell(wanted);
        give_back(first.id,
                  { .lines = { { 1, Quantity::pieces(1), {} }, { 3, {}, Rupiah { 5'000 } } } });
        give_back(first.id, { .lines = { { 3, Quantity::pieces(1), {} } }, .goods_return = false });
        wanted = draft({ line(keset, 1) });
        wanted.shift = open_till();
        take_void(sell(wanted));
    }

    test::Market market;
    Timestamp now { test::noon };
    VariantId keset {};
    VariantId cuci {};
    VariantId kursi {};

private:
    unsigned m_ids { 0 };
};

} // namespace karya::sales
