#pragma once
// Buyers who send their money ahead: for the tests of orders/.

#include "core/outbox.h"
#include "orders/test_shop.h"
#include "payments/test_receipt.h"

namespace karya::orders {

using ledger::Account;

class Ahead : public Shop {
protected:
    void SetUp() override
    {
        Shop::SetUp();
        rina = { .officer = test::numbered<OfficerTag>(4), .name = "Rina", .role = Role::ditjen };
        name_account(rina);
    }
    void name_account(Actor const& actor)
    {
        ASSERT_TRUE(
            market.call(actor, now, [](Call& call) { return payments::name_account(call); }).ok());
    }
    Actor treasurer(UnitId unit)
    {
        auto actor = kasi(unit);
        actor.role = Role::treasurer;
        return actor;
    }
    /// Two pieces of goods of each of these units, to be paid ahead.
    std::string ordered(std::vector<UnitId> const& sellers)
    {
        std::string token;
        for (auto const unit : sellers) {
            wanted.push_back(goods(unit, 45'001, 3));
            EXPECT_TRUE(put(token, wanted.back(), 2).ok());
        }
        auto draft = agreed(token);
        draft.way = payments::Way::transfer;
        auto link = buyer([&](Call& call) { return place(call, token, draft); });
        EXPECT_TRUE(link.ok()) << (link.ok() ? "" : link.error().code().id);
        return link.take();
    }
    payments::Payment payment(std::string const& link) { return *group_at(link).payment; }
    /// All that is to be paid arrives on the account it was asked to.
    void pay(std::string const& link)
    {
        auto const due = payment(link);
        auto const who = due.unit.empty() ? rina : treasurer(due.unit);
        auto const done = market.call(
            who, now, [&](Call& call) { return payments::receive_all(call, due.id); });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
        hear();
    }
    void hear()
    {
        auto const listener = money_subscriber();
        while (core::deliver(market.engine(), listener).take()) { }
    }
    /// At its receipt, so many pieces of its first goods, from now on heard of.
    void refund(UnitId unit, SaleId sale, std::int64_t pieces)
    {
        auto const done = desk(unit, [&](Call& call, auto const& scope) {
            auto const shift = sales::open_shift_of(call.view(), scope, counter::desk_series);
            return sales::refund(call, scope,
                                 { .id = RefundId::make(call.now),
                                   .sale = sale,
                                   .lines = { { 1, Quantity::pieces(pieces), {} } },
                                   .reason = "sobek",
                                   .shift = shift ? std::optional { shift->id } : std::nullopt });
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id << " " << done.error().why();
        hear();
    }
    /// One piece of its first goods for one of `other`; what that costs more by `more`.
    Result<sales::Sale> exchange(UnitId unit, SaleId sale, VariantId other,
                                 sales::Payment more = sales::Payment::cash)
    {
        auto made = desk(unit, [&](Call& call, auto const& scope) {
            auto const shift = sales::open_shift_of(call.view(), scope, counter::desk_series);
            return sales::exchange(
                call, scope,
                { .back = { .id = RefundId::make(call.now),
                            .sale = sale,
                            .lines = { { 1, Quantity::pieces(1), {} } },
                            .reason = "kekecilan",
                            .shift = shift->id },
                  .id = SaleId::make(call.now),
                  .lines = { { .variant = other, .quantity = Quantity::pieces(1) } },
                  .more = more });
        });
        hear();
        return made;
    }
    /// All that was sent for it, and all that is back.
    void expect_all_back(std::string const& link)
    {
        EXPECT_EQ(payment(link).given_back, payment(link).received);
    }
    Rupiah held_in(UnitId unit, Account account)
    {
        return desk(unit,
                    [&](Call& call, auto const& scope) -> Result<Rupiah> {
                        return ledger::balance(call.view(), scope, account);
                    })
            .take();
    }
    Actor rina {};
    std::vector<VariantId> wanted {};
};

} // namespace karya::orders
