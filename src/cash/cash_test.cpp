// Spending and moving: what the book says afterwards, what is refused, and what verify finds.

#include "cash/cash.h"
#include "support/cast.h"
#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace karya::cash {
namespace {

using ledger::Account;

class CashTest : public testing::Test {
protected:
    CashTest()
    {
        kasi.role = Role::kasi;
        head.role = Role::head;
        head.officer = test::numbered<OfficerTag>(77);
        auto const opened = market.call(head, test::noon, [&](Call& call) {
            return ledger::open_book(call, market.pontianak(),
                                     { .cash = Rupiah { 100'000 },
                                       .qris_clearing = Rupiah { 50'000 },
                                       .bank = Rupiah { 30'000 },
                                       .memo = "uang awal" });
        });
        EXPECT_TRUE(opened.ok());
    }

    Draft cloth()
    {
        return { .kind = MoveKind::material,
                 .day = Day::from(2021, 4, 25),
                 .from = Account::cash,
                 .amount = Rupiah { 40'000 },
                 .payee = "Toko Kain Ibu Sri",
                 .about = "kain katun" };
    }
    Draft settled(std::int64_t amount, std::int64_t fee = 0)
    {
        return { .kind = MoveKind::settled,
                 .day = Day::from(2021, 4, 26),
                 .amount = Rupiah { amount },
                 .fee = Rupiah { fee } };
    }
    Result<Move> write(Draft const& draft)
    {
        return market.call(kasi, test::noon,
                           [&](Call& call) { return record(call, market.pontianak(), draft); });
    }
    Result<void> back(CashMoveId id, std::string const& why = "salah jumlah")
    {
        return market.call(head, test::noon, [&](Call& call) {
            return take_back(call, market.pontianak(), id, why);
        });
    }
    Rupiah held(Account account)
    {
        return market.view(kasi, test::noon, [&](View& view) {
            return ledger::balance(view, market.pontianak(), account);
        });
    }
    std::vector<Move> list()
    {
        return market.view(kasi, test::noon,
                           [&](View& view) { return moves(view, market.pontianak(), 0); });
    }
    std::string broken()
    {
        auto const found = market.engine().get<std::string>([](db::Read& read) {
            return Result<std::string> { first_broken_move(read).value_or("") };
        });
        return found.value();
    }
    /// The field that is marked, with its words.
    static std::string marked(Result<Move> const& made)
    {
        if (made.ok() || made.error().fields.empty()) return {};
        return made.error().fields.front().field + " " + made.error().fields.front().reason;
    }

    test::Market market;
    Actor kasi { market.cast.wayan };
    Actor head { market.cast.wayan };
};

TEST_F(CashTest, material_is_paid_from_cash_out_of_what_sales_recovered)
{
    auto const made = write(cloth()).value();
    EXPECT_EQ(held(Account::cash), Rupiah { 60'000 });
    EXPECT_EQ(held(Account::material), Rupiah { 40'000 });
    EXPECT_EQ(held(Account::cost_recovery), Rupiah {}) << "what sales cost is another question";
    EXPECT_EQ(number_of(market.pontianak(), made), "PTK-KAS-1");
    market.view(kasi, test::noon, [&](View& view) {
        auto const entry = ledger::entry(view, market.pontianak(), made.entry).value();
        EXPECT_EQ(entry.kind, ledger::EntryKind::spent);
        EXPECT_EQ(entry.day, Day::from(2021, 4, 25));
        EXPECT_EQ(entry.memo, "PTK-KAS-1: kain katun") << "without whom it was paid to";
        return 0;
    });
    EXPECT_EQ(broken(), "");
}

TEST_F(CashTest, tools_are_paid_from_the_bank_out_of_the_working_fund)
{
    auto draft = cloth();
    draft.kind = MoveKind::tools;
    draft.from = Account::bank;
    draft.amount = Rupiah { 30'000 };
    ASSERT_TRUE(write(draft).ok());
    EXPECT_EQ(held(Account::bank), Rupiah {});
    EXPECT_EQ(held(Account::working_fund), -Rupiah { 150'000 });
    EXPECT_EQ(held(Account::material), Rupiah {});
}

TEST_F(CashTest, qris_money_reaches_the_account_less_its_fee)
{
    ASSERT_TRUE(write(settled(50'000, 350)).ok());
    EXPECT_EQ(held(Account::qris_clearing), Rupiah {});
    EXPECT_EQ(held(Account::bank), Rupiah { 79'650 });
    EXPECT_EQ(held(Account::working_fund), -Rupiah { 179'650 });
    EXPECT_EQ(broken(), "");
}

TEST_F(CashTest, cash_goes_to_the_bank_and_comes_back)
{
    auto draft = settled(100'000);
    draft.kind = MoveKind::to_bank;
    ASSERT_TRUE(write(draft).ok());
    EXPECT_EQ(held(Account::cash), Rupiah {});
    draft.kind = MoveKind::to_cash;
    draft.amount = Rupiah { 130'000 };
    ASSERT_TRUE(write(draft).ok());
    EXPECT_EQ(held(Account::cash), Rupiah { 130'000 });
    EXPECT_EQ(held(Account::bank), Rupiah {});
    auto const all = list();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.front().n, 2) << "newest first";
}

TEST_F(CashTest, what_the_account_does_not_hold_is_not_paid)
{
    auto draft = cloth();
    draft.amount = Rupiah { 100'001 };
    auto const made = write(draft);
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code(), ledger::too_little_money);
    EXPECT_EQ(write(settled(50'001)).error().code(), ledger::too_little_money);
    EXPECT_TRUE(list().empty());
    EXPECT_EQ(write(cloth()).value().n, 1) << "a refused one takes no number";
}

TEST_F(CashTest, bad_input_is_told_at_its_field)
{
    auto const with = [&](auto&& change) {
        auto draft = cloth();
        change(draft);
        return marked(write(draft));
    };
    auto const today = Day::from(2021, 4, 26);
    EXPECT_EQ(with([&](Draft& it) { it.day = today.next(); }), "day cash.in_future");
    EXPECT_EQ(with([&](Draft& it) { it.day = today.next(-367); }), "day cash.long_ago");
    EXPECT_EQ(with([](Draft& it) { it.amount = Rupiah {}; }), "amount base.bad_amount");
    EXPECT_EQ(with([](Draft& it) { it.amount = -Rupiah { 5 }; }), "amount base.bad_amount");
    EXPECT_EQ(with([](Draft& it) { it.from = Account::qris_clearing; }), "from cash.bad_source");
    EXPECT_EQ(with([](Draft& it) { it.from = Account::pnbp_payable; }), "from cash.bad_source");
    EXPECT_EQ(with([](Draft& it) { it.payee = " "; }), "payee cash.needed");
    EXPECT_EQ(with([](Draft& it) { it.about = ""; }), "about cash.needed");
    EXPECT_EQ(with([](Draft& it) { it.about = std::string(121, 'a'); }), "about cash.too_long");
    EXPECT_EQ(with([](Draft& it) { it.fee = Rupiah { 1 }; }), "fee base.bad_amount");
    EXPECT_EQ(marked(write(settled(100, 100))), "fee cash.fee_above");
    EXPECT_EQ(marked(write(settled(100, -1))), "fee base.bad_amount");
    EXPECT_TRUE(list().empty());
}

TEST_F(CashTest, an_activity_is_the_units_own)
{
    auto const made = market.call(kasi, test::noon, [&](Call& call) {
        return org::add_activity(call, market.pontianak(), { .name = "Penjahitan" });
    });
    auto draft = cloth();
    draft.activity = made.value().id;
    auto const paid = write(draft).value();
    ASSERT_TRUE(back(paid.id).ok());
    auto const sources = market.view(kasi, test::noon, [&](View& view) {
        return sources_for(view, market.pontianak(), made.value().id);
    });
    EXPECT_EQ(sources.size(), 2U) << "the payment, and the entry that was mirrored";
    EXPECT_TRUE(std::ranges::binary_search(sources, paid.entry.text()));
    draft.activity = test::numbered<ActivityTag>(9);
    EXPECT_EQ(write(draft).error().code(), not_found);
}

TEST_F(CashTest, it_is_taken_back_once_and_whole)
{
    auto const made = write(settled(50'000, 350)).value();
    EXPECT_EQ(back(made.id, " ").error().code(), bad_move);
    ASSERT_TRUE(back(made.id).ok());
    EXPECT_EQ(held(Account::qris_clearing), Rupiah { 50'000 });
    EXPECT_EQ(held(Account::bank), Rupiah { 30'000 });
    EXPECT_EQ(held(Account::working_fund), -Rupiah { 180'000 });
    EXPECT_EQ(back(made.id).error().code(), taken_back);
    EXPECT_EQ(list().front().back_why, "salah jumlah");
    EXPECT_EQ(broken(), "");
}

TEST_F(CashTest, money_that_is_gone_again_is_not_taken_back)
{
    auto const made = write(settled(50'000)).value();
    auto draft = cloth();
    draft.from = Account::bank;
    draft.amount = Rupiah { 80'000 };
    ASSERT_TRUE(write(draft).ok());
    EXPECT_EQ(back(made.id).error().code(), ledger::too_little_money);
    EXPECT_FALSE(list().back().back_at.has_value());
}

TEST_F(CashTest, another_units_is_not_found)
{
    auto const made = write(cloth()).value();
    auto const found = market.view(market.cast.admin, test::noon, [&](View& view) {
        return move(view, market.ambon(), made.id).ok();
    });
    EXPECT_FALSE(found);
}

TEST_F(CashTest, of_many_at_once_none_pays_the_same_rupiah)
{
    auto draft = cloth();
    draft.amount = Rupiah { 10'000 };
    std::atomic<int> paid { 0 };
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) threads.emplace_back([&] { paid += write(draft).ok() ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(paid, 10);
    EXPECT_EQ(held(Account::cash), Rupiah {});
    EXPECT_EQ(list().front().n, 10);
    EXPECT_EQ(broken(), "");
}

TEST_F(CashTest, those_above_see_what_their_units_spent)
{
    auto const taken = write(cloth()).value();
    ASSERT_TRUE(write(cloth()).ok());
    ASSERT_TRUE(write(settled(50'000)).ok());
    ASSERT_TRUE(back(taken.id).ok());
    auto const below = market.view(market.cast.admin, test::noon,
                                   [&](View& view) { return spent_below(view).value(); });
    ASSERT_EQ(below.size(), 1U);
    EXPECT_EQ(below.front().count, 1) << "what moved is not spent, nor what was taken back";
    EXPECT_EQ(below.front().amount, Rupiah { 40'000 });
}

// ---- Tampering ----

struct Bent {
    db::Query query;
    std::string_view found;
};

Bent const bent[] {
    { { db::Query::Unlisted {}, "test.cash_amount",
        "UPDATE cash_move SET amount = amount + 1 WHERE n = 1" },
      "PTK-KAS-1: its entry 2 says something else" },
    { { db::Query::Unlisted {}, "test.cash_kind",
        "UPDATE cash_move SET kind = 'tools' WHERE n = 1" },
      "PTK-KAS-1: its entry 2 says something else" },
    { { db::Query::Unlisted {}, "test.cash_day", "UPDATE cash_move SET day = day - 1 WHERE n = 1" },
      "PTK-KAS-1: its entry 2 says something else" },
    { { db::Query::Unlisted {}, "test.cash_payee",
        "UPDATE cash_move SET payee = 'Saya' WHERE n = 1" },
      "PTK-KAS-1: the audit trail knows it otherwise" },
    { { db::Query::Unlisted {}, "test.cash_back", R"sql(
UPDATE cash_move SET back_entry = NULL, back_at = NULL, back_by = NULL, back_why = '' WHERE n = 2
)sql" },
      "PTK-KAS-2: whether it was taken back" },
    { { db::Query::Unlisted {}, "test.cash_gone", "DELETE FROM cash_move WHERE n = 1" },
      "PTK-KAS-2: the one before it is missing" },
    { { db::Query::Unlisted {}, "test.cash_last", "DELETE FROM cash_move WHERE n = 2" },
      "entry 3: spent or moved, and nothing explains it" },
};

class BentMove : public CashTest, public testing::WithParamInterface<std::size_t> { };

TEST_P(BentMove, is_named)
{
    ASSERT_TRUE(write(cloth()).ok());
    auto const second = write(settled(50'000, 350)).value();
    ASSERT_TRUE(back(second.id).ok());
    ASSERT_EQ(broken(), "");
    auto const& [query, found] = bent[GetParam()];
    auto const done = market.engine().write([&](db::Tx& tx) -> Result<void> {
        EXPECT_GT(tx.run(query), 0);
        return {};
    });
    ASSERT_TRUE(done.ok());
    EXPECT_NE(broken().find(found), std::string::npos) << broken();
}

INSTANTIATE_TEST_SUITE_P(All, BentMove, testing::Range(std::size_t { 0 }, std::size(bent)));

} // namespace
} // namespace karya::cash
