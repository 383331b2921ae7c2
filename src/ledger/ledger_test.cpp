#include "ledger/ledger.h"
#include "support/database.h"
#include "support/scopes.h"
#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <thread>
#include <utility>

namespace karya::ledger {

namespace {

using Unlisted = db::Query::Unlisted;

db::Query const raw_posting { Unlisted {}, "test.posting", R"sql(
    INSERT INTO ledger_posting (entry, position, account, amount) VALUES ($1, $2, $3, $4)
)sql" };
db::Query const raw_entry { Unlisted {}, "test.entry", R"sql(
    INSERT INTO ledger_entry (id, unit, seq, kind, day, business_day, late, source, memo, at, hash)
    VALUES ($1, $2, $3, 'sale', $4, $4, 0, $1, '', 0, $5)
)sql" };
db::Query const raw_update { Unlisted {}, "test.update", R"sql(
    UPDATE ledger_posting SET amount = amount + 1 WHERE entry = $1 AND position = 1
)sql" };
db::Query const raw_update_entry { Unlisted {}, "test.update_entry", R"sql(
    UPDATE ledger_entry SET memo = 'other' WHERE id = $1
)sql" };
db::Query const raw_delete { Unlisted {}, "test.delete",
                             "DELETE FROM ledger_posting WHERE entry = $1" };
db::Query const raw_delete_entry { Unlisted {}, "test.delete_entry",
                                   "DELETE FROM ledger_entry WHERE id = $1" };
db::Query const raw_balance { Unlisted {}, "test.balance", R"sql(
    UPDATE ledger_balance SET amount = amount + $1 WHERE account = $2
)sql" };
db::Query const shift_money { Unlisted {}, "test.shift", R"sql(
    UPDATE ledger_posting SET amount = amount + $2 WHERE account = $1
)sql" };
db::Query const close_book { Unlisted {}, "test.close", R"sql(
    UPDATE ledger_book SET closed_through = $1
)sql" };
db::Query const cut_book { Unlisted {}, "test.cut", R"sql(
    UPDATE ledger_book SET seq = seq - 1
)sql" };
db::Query const bent_rule { Unlisted {}, "test.bent_rule", R"sql(
    INSERT INTO ledger_rule_key (key, versions) VALUES ('bent', 1)
)sql" };
db::Query const bent_version { Unlisted {}, "test.bent_version", R"sql(
    INSERT INTO ledger_rule (id, key, version, unit, valid_from, base, premi, pnbp, working_fund,
                             other, wage_per_piece, source)
    VALUES ('01900000-0000-7000-8000-000000000007', 'bent', 1, 'nowhere', 0, 'gross', 10000, 0, 0,
            0, 0, 'x')
)sql" };
db::Query const close_beyond { Unlisted {}, "test.close_beyond", R"sql(
    UPDATE ledger_book SET closed_through = 9000000000000000000
)sql" };
db::Query const month_beyond { Unlisted {}, "test.month_beyond", R"sql(
    INSERT INTO ledger_period (unit, month, closed_by, closed_at)
    SELECT unit, 9000000000000000000, 'x', 0 FROM ledger_book
)sql" };
db::Query const no_triggers { Unlisted {}, "test.no_triggers",
                              "SET LOCAL session_replication_role = replica" };

/// Lets raw SQL past the guards, as somebody with the database's password could.
void drop_guards(db::Tx& tx)
{
    if (test::Database::on_postgres()) {
        tx.run(no_triggers);
        return;
    }
    static db::Query const drops[] {
        { Unlisted {}, "test.drop1", "DROP TRIGGER ledger_posting_no_update" },
        { Unlisted {}, "test.drop2", "DROP TRIGGER ledger_posting_no_delete" },
        { Unlisted {}, "test.drop3", "DROP TRIGGER ledger_entry_no_update" },
        { Unlisted {}, "test.drop4", "DROP TRIGGER ledger_entry_no_delete" },
        { Unlisted {}, "test.drop5", "DROP TRIGGER ledger_posting_sealed" },
    };
    for (auto const& drop : drops) tx.run(drop);
}

org::UnitScope unit_in(Zone zone)
{
    org::Unit unit;
    unit.id = UnitId::make(test::noon);
    unit.kanwil = KanwilId::make(test::noon);
    unit.code = "PTK";
    unit.zone = zone;
    unit.valid_from = Day::from(1990, 1, 1);
    return test::Scopes::of(unit);
}

Day const today = Day::from(2021, 4, 26);

class Ledger : public testing::Test {
protected:
    test::Database db;
    org::UnitScope const pontianak = unit_in(Zone::wib);
    Actor const sari { OfficerId::make(test::noon), "Sari", Role::treasurer, pontianak.unit(), {} };

    template<class Work>
    auto run(Work&& work, Timestamp now = test::noon)
    {
        return db.call(sari, now, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return db.view(sari, test::noon, work);
    }
    Result<Posted> post_draft(EntryDraft const& draft, Timestamp now = test::noon)
    {
        return run([&](Call& call) { return post(call, pontianak, draft); }, now);
    }
    Rupiah held(Account account)
    {
        return look([&](View& view) { return balance(view, pontianak, account); });
    }
    Verdict verdict()
    {
        return look([](View& view) { return verify(view.read); }).take();
    }
    template<class Work>
    Verdict after_tampering(Work&& work)
    {
        auto const done = db.engine().write([&](db::Tx& tx) -> Result<void> {
            if (!std::exchange(m_unguarded, !test::Database::on_postgres())) drop_guards(tx);
            work(tx);
            return {};
        });
        EXPECT_TRUE(done.ok());
        return verdict();
    }
    bool refused(std::function<void(db::Tx&)> const& work)
    {
        return !db.engine()
                    .write([&](db::Tx& tx) -> Result<void> {
                        work(tx);
                        return {};
                    })
                    .ok();
    }

private:
    bool m_unguarded { false }; ///< SQLite: its triggers are gone for good
};

EntryDraft sale(std::string source, std::int64_t amount, Day day = today)
{
    return { EntryKind::sale,
             day,
             std::move(source),
             "",
             { { Account::cash, Rupiah { amount } },
               { Account::working_fund, Rupiah { -amount } } } };
}

EntryDraft refund(std::string source, std::int64_t amount)
{
    return { EntryKind::refund,
             today,
             std::move(source),
             "",
             { { Account::working_fund, Rupiah { amount } },
               { Account::cash, Rupiah { -amount } } } };
}

} // namespace

TEST_F(Ledger, Unbalanced_drafts_are_refused)
{
    std::vector<Posting> const bad[] {
        {},
        { { Account::cash, Rupiah { 5 } } },
        { { Account::cash, Rupiah { 5 } }, { Account::bank, Rupiah { -4 } } },
        { { Account::cash, Rupiah { 5 } },
          { Account::bank, Rupiah { -5 } },
          { Account::receivable, Rupiah {} } },
    };
    for (auto const& postings : bad) {
        auto draft = sale("s", 5);
        draft.postings = postings;
        auto const posted = post_draft(draft);
        ASSERT_FALSE(posted.ok());
        EXPECT_EQ(unbalanced, posted.error().code());
    }
    EXPECT_EQ(0, verdict().entries);
}

TEST_F(Ledger, A_document_is_booked_once)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const again = post_draft(sale("s-1", 45'000));
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(already_posted, again.error().code());
    EXPECT_EQ(Rupiah { 45'000 }, held(Account::cash));
}

TEST_F(Ledger, R11_a_refund_larger_than_the_cash_names_what_is_missing)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const refunded = post_draft(refund("r-1", 50'000));
    ASSERT_FALSE(refunded.ok());
    EXPECT_EQ(too_little_money, refunded.error().code());
    ASSERT_EQ(2U, refunded.error().args.size());
    EXPECT_EQ("Kas", refunded.error().args[0].second);
    EXPECT_EQ(show(Lang::id, Rupiah { 5'000 }), refunded.error().args[1].second);
    EXPECT_EQ(Rupiah { 45'000 }, held(Account::cash));
    EXPECT_TRUE(post_draft(refund("r-2", 45'000)).ok());
    EXPECT_EQ(Rupiah {}, held(Account::cash));
}

TEST_F(Ledger, The_database_itself_refuses_an_unbalanced_entry)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const unit = pontianak.unit();
    EXPECT_TRUE(refused([&](db::Tx& tx) {
        tx.run(raw_posting, "e-1", 1, "cash", 5);
        tx.run(raw_posting, "e-1", 2, "bank", -4);
        tx.run(raw_entry, "e-1", unit, 2, today, std::string(64, '0'));
    }));
    EXPECT_TRUE(refused(
        [&](db::Tx& tx) { tx.run(raw_entry, "e-2", unit, 2, today, std::string(64, '0')); }));
    EXPECT_TRUE(refused([&](db::Tx& tx) { tx.run(raw_posting, "e-3", 1, "gold", 5); }));
    EXPECT_TRUE(refused([&](db::Tx& tx) { // balanced, but not the next of its chain
        tx.run(raw_posting, "e-4", 1, "cash", 5);
        tx.run(raw_posting, "e-4", 2, "bank", -5);
        tx.run(raw_entry, "e-4", unit, 3, today, std::string(64, '0'));
    }));
    EXPECT_EQ(1, verdict().entries);
    EXPECT_TRUE(verdict().sound);
    EXPECT_FALSE(refused([&](db::Tx& tx) { // the same rows, balanced and next in the chain
        tx.run(raw_posting, "e-5", 1, "cash", 5);
        tx.run(raw_posting, "e-5", 2, "bank", -5);
        tx.run(raw_entry, "e-5", unit, 2, today, std::string(64, '0'));
    }));
    EXPECT_FALSE(verdict().sound); // nothing but the program makes its hash
}

TEST_F(Ledger, The_database_itself_refuses_changes_of_what_is_booked)
{
    auto const id = post_draft(sale("s-1", 45'000)).value().id;
    EXPECT_TRUE(refused([&](db::Tx& tx) { tx.run(raw_update, id); }));
    EXPECT_TRUE(refused([&](db::Tx& tx) { tx.run(raw_update_entry, id); }));
    EXPECT_TRUE(refused([&](db::Tx& tx) { tx.run(raw_delete, id); }));
    EXPECT_TRUE(refused([&](db::Tx& tx) { tx.run(raw_delete_entry, id); }));
    EXPECT_TRUE(refused([&](db::Tx& tx) { tx.run(raw_posting, id, 3, "cash", 5); }));
    EXPECT_TRUE(verdict().sound);
}

TEST_F(Ledger, Entries_are_counted_without_gaps_and_balances_follow)
{
    EXPECT_EQ(1, post_draft(sale("s-1", 45'000)).value().seq);
    EXPECT_FALSE(post_draft(refund("r-0", 99'000)).ok());
    EXPECT_EQ(2, post_draft(sale("s-2", 5'000, today.next())).value().seq);
    EXPECT_EQ(3, post_draft(refund("r-1", 20'000)).value().seq);
    EXPECT_EQ(Rupiah { 30'000 }, held(Account::cash));
    EXPECT_EQ(Rupiah { -30'000 }, held(Account::working_fund));
    EXPECT_EQ(Rupiah {}, held(Account::bank));
    auto const moved = look([&](View& view) { return movements(view, pontianak, today, today); });
    ASSERT_EQ(2U, moved.size());
    EXPECT_EQ(Account::cash, moved[0].account);
    EXPECT_EQ(Rupiah { 25'000 }, moved[0].amount);
    auto const sound = verdict();
    EXPECT_TRUE(sound.sound) << sound.first_broken;
    EXPECT_EQ(3, sound.entries);
    EXPECT_EQ(6, sound.postings);
}

TEST_F(Ledger, Another_units_entry_is_not_found)
{
    auto const id = post_draft(sale("s-1", 45'000)).value().id;
    auto const ketapang = unit_in(Zone::wib);
    look([&](View& view) -> int {
        auto const found = entry(view, ketapang, id);
        EXPECT_FALSE(found.ok());
        EXPECT_TRUE(postings(view, ketapang, id).empty());
        EXPECT_TRUE(entries_of(view, ketapang, "s-1").empty());
        EXPECT_TRUE(entries(view, ketapang, 0, 10).empty());
        EXPECT_EQ(Rupiah {}, balance(view, ketapang, Account::cash));
        EXPECT_EQ("s-1", entry(view, pontianak, id).value().source);
        EXPECT_EQ(2U, postings(view, pontianak, id).size());
        return 0;
    });
}

TEST_F(Ledger, Entries_are_paged_by_key_newest_first)
{
    for (int i = 1; i <= 5; ++i) ASSERT_TRUE(post_draft(sale("s-" + std::to_string(i), 100)).ok());
    look([&](View& view) -> int {
        auto const first = entries(view, pontianak, 0, 2);
        EXPECT_EQ("s-5", first.at(0).source);
        EXPECT_EQ("s-4", first.at(1).source);
        auto const rest = entries(view, pontianak, first.back().seq, 100);
        EXPECT_EQ(3U, rest.size());
        EXPECT_EQ("s-3", rest.at(0).source);
        return 0;
    });
}

TEST_F(Ledger, A_reversal_mirrors_the_entry_once)
{
    auto const id = post_draft(sale("s-1", 45'000)).value().id;
    auto const back = [&] {
        return run([&](Call& call) { return reverse(call, pontianak, id, today, "salah barang"); });
    };
    ASSERT_TRUE(back().ok());
    EXPECT_EQ(Rupiah {}, held(Account::cash));
    auto const again = back();
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(already_posted, again.error().code());
    EXPECT_TRUE(verdict().sound);
}

TEST_F(Ledger, A_person_reverses_what_no_document_can_take_back)
{
    auto const sold = post_draft(sale("s-1", 45'000)).value().id;
    auto counted = sale("shift-1", 9'000);
    counted.kind = EntryKind::shift_difference;
    auto const wrong = post_draft(counted).value().id;
    auto const correcting = [&](EntryId id, std::string const& why) {
        return run([&](Call& call) { return correct(call, pontianak, id, why); });
    };
    EXPECT_EQ(not_correctable, correcting(sold, "salah").error().code());
    EXPECT_EQ(memo_missing, correcting(wrong, " ").error().code());
    auto const mirrored = correcting(wrong, "salah hitung");
    ASSERT_TRUE(mirrored.ok());
    EXPECT_EQ(Rupiah { 45'000 }, held(Account::cash));
    EXPECT_EQ(already_posted, correcting(wrong, "lagi").error().code());
    EXPECT_EQ(not_correctable, correcting(mirrored.value().id, "balik lagi").error().code());
    EXPECT_TRUE(verdict().sound);
}

TEST_F(Ledger, Money_that_the_book_did_not_know_is_told_once_and_again_when_mirrored)
{
    auto const open = [&](Opening const& opening) {
        return run([&](Call& call) { return open_book(call, pontianak, opening); });
    };
    EXPECT_EQ(memo_missing, open({ .cash = Rupiah { 1 } }).error().code());
    EXPECT_EQ(nothing_to_open, open({ .memo = "laci" }).error().code());
    EXPECT_EQ(bad_amount, open({ .cash = Rupiah { -1 }, .memo = "laci" }).error().code());
    auto const told = open({ .cash = Rupiah { 200'000 }, .bank = Rupiah { 1 }, .memo = "laci" });
    ASSERT_TRUE(told.ok());
    EXPECT_EQ(Rupiah { 200'000 }, held(Account::cash));
    EXPECT_EQ(Rupiah { -200'001 }, held(Account::working_fund));
    EXPECT_EQ(already_posted, open({ .cash = Rupiah { 1 }, .memo = "lagi" }).error().code());
    ASSERT_TRUE(
        run([&](Call& call) { return correct(call, pontianak, told.value().id, "salah"); }).ok());
    EXPECT_FALSE(look([&](View& view) { return is_opened(view, pontianak); }));
    EXPECT_TRUE(open({ .cash = Rupiah { 100'000 }, .memo = "laci" }).ok());
    EXPECT_EQ(Rupiah { 100'000 }, held(Account::cash));
    EXPECT_TRUE(verdict().sound);
}

TEST_F(Ledger, A_void_gives_back_cash_of_its_drawer_though_a_float_was_lost)
{
    auto lost = sale("shift-1", -30'000);
    lost.kind = EntryKind::shift_difference;
    ASSERT_TRUE(post_draft(lost).ok());
    ASSERT_TRUE(post_draft(sale("s-1", 20'000)).ok());
    auto back = refund("s-1", 20'000);
    EXPECT_EQ(too_little_money, post_draft(back).error().code());
    back.kind = EntryKind::voided;
    EXPECT_TRUE(post_draft(back).ok());
    EXPECT_EQ(Rupiah { -30'000 }, held(Account::cash));
}

TEST_F(Ledger, R11_reversing_money_that_has_left_is_refused)
{
    auto const id = post_draft(sale("s-1", 45'000)).value().id;
    ASSERT_TRUE(post_draft(refund("r-1", 1)).ok());
    auto const back = run([&](Call& call) { return reverse(call, pontianak, id, today, ""); });
    ASSERT_FALSE(back.ok());
    EXPECT_EQ(too_little_money, back.error().code());
}

TEST_F(Ledger, Verify_detects_a_balanced_edit_behind_its_back)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    ASSERT_TRUE(post_draft(sale("s-2", 5'000)).ok());
    auto const found = after_tampering([](db::Tx& tx) {
        tx.run(shift_money, "cash", 1'000);
        tx.run(shift_money, "working_fund", -1'000);
        tx.run(raw_balance, 2'000, "cash");
        tx.run(raw_balance, -2'000, "working_fund");
    });
    EXPECT_FALSE(found.sound);
    EXPECT_NE(std::string::npos, found.first_broken.find("entry 1")) << found.first_broken;
    EXPECT_NE(std::string::npos, found.first_broken.find("hash")) << found.first_broken;
}

TEST_F(Ledger, Verify_names_an_entry_whose_sides_differ)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const second = post_draft(sale("s-2", 45'000)).value().id;
    auto const found = after_tampering([&](db::Tx& tx) { tx.run(raw_update, second); });
    EXPECT_NE(std::string::npos, found.first_broken.find("entry 2")) << found.first_broken;
    EXPECT_NE(std::string::npos, found.first_broken.find("differ")) << found.first_broken;
}

TEST_F(Ledger, Verify_sees_a_changed_word)
{
    auto const id = post_draft(sale("s-1", 45'000)).value().id;
    auto const found = after_tampering([&](db::Tx& tx) { tx.run(raw_update_entry, id); });
    EXPECT_NE(std::string::npos, found.first_broken.find("entry 1")) << found.first_broken;
}

TEST_F(Ledger, Verify_sees_a_missing_entry)
{
    auto const first = post_draft(sale("s-1", 45'000)).value().id;
    ASSERT_TRUE(post_draft(sale("s-2", 45'000)).ok());
    auto const found = after_tampering([&](db::Tx& tx) {
        tx.run(raw_delete_entry, first);
        tx.run(raw_delete, first);
    });
    EXPECT_NE(std::string::npos, found.first_broken.find("entry 2")) << found.first_broken;
    EXPECT_NE(std::string::npos, found.first_broken.find("missing")) << found.first_broken;
}

TEST_F(Ledger, Verify_sees_that_the_last_entry_is_cut_off)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const last = post_draft(sale("s-2", 45'000)).value().id;
    auto const found = after_tampering([&](db::Tx& tx) {
        tx.run(raw_delete_entry, last);
        tx.run(raw_delete, last);
        tx.run(cut_book);
    });
    EXPECT_NE(std::string::npos, found.first_broken.find("chain")) << found.first_broken;
}

TEST_F(Ledger, Verify_sees_a_posting_without_entry)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const found = after_tampering(
        [&](db::Tx& tx) { tx.run(raw_posting, "stray", 1, "cash", 5); });
    EXPECT_NE(std::string::npos, found.first_broken.find("stray")) << found.first_broken;
}

TEST_F(Ledger, Verify_sees_a_projection_that_drifted)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const found = after_tampering([&](db::Tx& tx) { tx.run(raw_balance, 1, "cash"); });
    EXPECT_NE(std::string::npos, found.first_broken.find("balance of cash on 2021-04-26"))
        << found.first_broken;
}

TEST_F(Ledger, Verify_sees_a_period_that_was_never_closed)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const found = after_tampering([&](db::Tx& tx) { tx.run(close_book, today); });
    EXPECT_NE(std::string::npos, found.first_broken.find("last closed day")) << found.first_broken;
}

TEST_F(Ledger, Verify_names_what_cannot_be_read)
{
    ASSERT_TRUE(post_draft(sale("s-1", 45'000)).ok());
    auto const unit = pontianak.unit().text();
    auto found = after_tampering([](db::Tx& tx) { tx.run(month_beyond); });
    EXPECT_EQ("ledger_period of unit " + unit + ", month 9000000000000000000: unreadable",
              found.first_broken);
    found = after_tampering([](db::Tx& tx) { tx.run(close_beyond); });
    EXPECT_EQ("ledger_book " + unit + ": unreadable", found.first_broken);
    found = after_tampering([](db::Tx& tx) {
        tx.run(bent_rule);
        tx.run(bent_version);
    });
    EXPECT_EQ("ledger_rule 01900000-0000-7000-8000-000000000007: unreadable", found.first_broken);
}

TEST_F(Ledger, Verify_reads_more_than_a_page_and_many_units)
{
    auto const ketapang = unit_in(Zone::wit);
    auto const done = run([&](Call& call) -> Result<int> {
        for (int i = 0; i < 1'100; ++i)
            TRY(post(call, i % 3 == 0 ? ketapang : pontianak, sale(std::to_string(i), 100 + i)));
        return 1;
    });
    ASSERT_TRUE(done.ok());
    auto const found = verdict();
    EXPECT_TRUE(found.sound) << found.first_broken;
    EXPECT_EQ(2, found.units);
    EXPECT_EQ(1'100, found.entries);
}

TEST_F(Ledger, Concurrent_posts_keep_one_chain)
{
    constexpr int threads_max = 8;
    constexpr int each = 25;
    std::atomic<int> booked { 0 };
    std::vector<std::thread> threads;
    for (int t = 0; t < threads_max; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < each; ++i)
                if (post_draft(sale(std::to_string(t) + "-" + std::to_string(i), 1'000)).ok())
                    ++booked;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(threads_max * each, booked);
    auto const found = verdict();
    EXPECT_TRUE(found.sound) << found.first_broken;
    EXPECT_EQ(threads_max * each, found.entries);
    EXPECT_EQ(Rupiah { 1'000 * threads_max * each }, held(Account::cash));
}

TEST_F(Ledger, R11_racing_refunds_never_take_the_cash_below_zero)
{
    ASSERT_TRUE(post_draft(sale("s-1", 5'000)).ok());
    std::atomic<int> refunded { 0 };
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            if (post_draft(refund("r-" + std::to_string(t), 1'000)).ok()) ++refunded;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(5, refunded);
    EXPECT_EQ(Rupiah {}, held(Account::cash));
    EXPECT_TRUE(verdict().sound);
}

TEST_F(Ledger, Any_history_of_sales_and_refunds_sums_to_zero_and_owes_no_more_than_it_holds)
{
    std::uint64_t const seed = 7;
    SCOPED_TRACE(seed);
    std::mt19937_64 dice { seed };
    SplitRule national { .valid_from = Day::from(1990, 1, 1), .base = Base::profit };
    national.premi = { 5000 };
    national.pnbp = { 1500 };
    national.working_fund = { 3500 };
    std::vector<SoldLine> sold;
    for (int i = 0; i < 300; ++i) {
        bool const selling = sold.empty() || dice() % 4 != 0;
        EntryDraft draft { selling ? EntryKind::sale : EntryKind::refund,
                           today.next(static_cast<int>(dice() % 5)),
                           std::to_string(i),
                           "",
                           {} };
        if (selling) {
            sold.push_back({ Rupiah { static_cast<std::int64_t>(dice() % 1'000'000) + 1 },
                             Quantity::pieces(static_cast<std::int64_t>(dice() % 9) + 1),
                             Rupiah { static_cast<std::int64_t>(dice() % 100'000) } });
            draft.postings = sale_postings(Account::cash, parts_of(national, sold.back()));
        } else {
            draft.postings = refund_postings(Account::cash, parts_of(national, sold.back()));
            sold.pop_back();
        }
        ASSERT_TRUE(post_draft(draft).ok());
    }
    Rupiah sum;
    Rupiah money;
    for (auto const& [account, amount] :
         look([&](View& view) { return balances(view, pontianak); })) {
        sum += amount;
        if (holds_money(account))
            money += amount;
        else
            EXPECT_LE(amount, Rupiah {}) << enum_text(account);
    }
    EXPECT_EQ(Rupiah {}, sum);
    Rupiah left;
    for (auto const& line : sold) left += line.amount;
    EXPECT_EQ(left, money);
    auto const found = verdict();
    EXPECT_TRUE(found.sound) << found.first_broken;
}

} // namespace karya::ledger
