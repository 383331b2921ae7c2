// Labels from their run to the buyer's eye: refusals first.

#include "labels/book.h"
#include "labels/keys.h"
#include "labels/test_printer.h"

namespace karya::labels {
namespace {

class LabelsTest : public Printer { };

TEST_F(LabelsTest, a_run_with_bad_fields_is_refused_by_its_field)
{
    for (std::int64_t const count : { std::int64_t { 0 }, std::int64_t { -1 }, run_max + 1 })
        EXPECT_EQ(reason_of(try_issue(draft(count)), "count"), "labels.count_range") << count;
    auto late = draft();
    late.day = today().next();
    EXPECT_EQ(reason_of(try_issue(late), "day"), "labels.in_future");
    late.day = Day::from(1999, 1, 1);
    EXPECT_EQ(reason_of(try_issue(late), "day"), "labels.long_ago");
    for (auto const* lot :
         { "L1", "AMB-L210426-1", "PTK-L210426-", "PTK-L210426-2", "ptk-L210426-1" }) {
        auto wrong = draft();
        wrong.lot = lot;
        EXPECT_EQ(reason_of(try_issue(wrong), "lot"), "labels.no_such_lot") << lot;
    }
    auto foreign = draft();
    foreign.variant = market.product(market.cast.ambon_id, {});
    EXPECT_EQ(code_of(try_issue(foreign)), not_found.id);
    EXPECT_EQ(issued().first, 1) << "what was refused took no number";
}

TEST_F(LabelsTest, a_lot_is_of_these_goods_and_of_their_day)
{
    auto wrong = draft();
    wrong.lot = "PTK-L210426-1";
    wrong.variant = market.product({ .name = "Roti" });
    EXPECT_EQ(reason_of(try_issue(wrong), "lot"), "labels.lot_of_others");
    wrong.variant = goods;
    wrong.day = today().next(-1);
    EXPECT_EQ(reason_of(try_issue(wrong), "day"), "labels.day_of_lot");
    wrong.day = today();
    EXPECT_EQ(try_issue(wrong).take().lot, wrong.lot);
}

TEST_F(LabelsTest, serials_of_a_unit_have_no_gap)
{
    auto const first = issued(run_max);
    EXPECT_EQ(first.first, 1);
    EXPECT_EQ(first.last, run_max);
    EXPECT_EQ(issued(1).first, run_max + 1);
    auto const next = issued(2);
    EXPECT_EQ(next.first, run_max + 2);
    EXPECT_EQ(next.n, 3);
    EXPECT_EQ(next.name, "Keset sabut kelapa");
    EXPECT_EQ(next.price, Rupiah { 45'000 });
    EXPECT_EQ(look([&](View& view) { return runs(view, unit()).size(); }), 3U);
}

TEST_F(LabelsTest, another_unit_sees_nothing_of_it)
{
    auto const mine = issued();
    EXPECT_EQ(code_of(look([&](View& view) { return run(view, market.ambon(), mine.id); })),
              not_found.id);
    EXPECT_EQ(code_of(run_as(market.cast.wayan,
                             [&](Call& call) {
                                 return withdraw(call, market.ambon(), { mine.id, { 1, 1 }, "x" });
                             })),
              not_found.id);
}

TEST_F(LabelsTest, a_label_that_was_altered_is_refused)
{
    auto const mine = issued();
    auto const key = look([&](View& view) { return keys(view).at(0); });
    auto const signer = pair_of(key);
    Claims claims { "PTK", mine.article, 2, mine.day, "" };
    auto const forged = make_token(claims, key.kid,
                                   [](std::string_view) { return std::string(64, 's'); });
    EXPECT_EQ(code_of(found(forged)), wrong_signature.id);
    KeyPair const foreign { std::string(32, 'f') };
    auto const sign_foreign = [&](std::string_view bytes) { return foreign.signature_of(bytes); };
    EXPECT_EQ(code_of(found(make_token(claims, foreign.kid(), sign_foreign))), unknown_key.id);
    EXPECT_EQ(code_of(found(make_token(claims, key.kid, sign_foreign))), wrong_signature.id);

    auto const sign = [&](std::string_view bytes) { return signer.signature_of(bytes); };
    EXPECT_EQ(code_of(found(make_token(claims, key.kid, sign))), "ok");
    for (auto const& wrong : { Claims { "PTK", mine.article, 4, mine.day, "" },
                               Claims { "AMB", mine.article, 2, mine.day, "" },
                               Claims { "XYZ", mine.article, 2, mine.day, "" },
                               Claims { "PTK", "other", 2, mine.day, "" },
                               Claims { "PTK", mine.article, 2, mine.day.next(), "" },
                               Claims { "PTK", mine.article, 2, mine.day, "PTK-L210426-1" } })
        EXPECT_EQ(code_of(found(make_token(wrong, key.kid, sign))), not_issued.id);
}

TEST_F(LabelsTest, a_new_key_signs_and_old_ones_still_verify)
{
    auto const before = issued();
    auto const token = token_of(before, 1);
    auto const key = rotated();
    EXPECT_NE(key.kid, before.kid);
    auto const after = issued();
    EXPECT_EQ(after.kid, key.kid);
    EXPECT_EQ(code_of(found(token)), "ok");
    EXPECT_EQ(token_of(before, 1), token) << "a reprint spells the same label";
    EXPECT_EQ(code_of(found(token_of(after, after.last))), "ok");
    auto const all = look([&](View& view) { return keys(view); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_FALSE(all[0].retired_at);
    EXPECT_TRUE(all[1].retired_at);
    auto const document = look([&](View& view) { return key_document(view); });
    for (auto const& one : all) {
        EXPECT_NE(document.find(one.public_half), document.npos);
        EXPECT_EQ(document.find(one.secret_salt), document.npos);
    }
}

TEST_F(LabelsTest, withdrawing_wants_serials_of_the_run_and_a_reason)
{
    issued();
    auto const mine = issued();
    for (auto const& [first, last, field] :
         { std::tuple { 3, 4, "first" }, std::tuple { 7, 7, "first" }, std::tuple { 5, 4, "last" },
           std::tuple { 4, 7, "last" } })
        EXPECT_EQ(reason_of(try_withdraw(mine, { first, last }), field), "labels.outside_run")
            << first << "-" << last;
    EXPECT_EQ(reason_of(try_withdraw(mine, { 4, 4 }, "  "), "reason"), "labels.reason_form");
    EXPECT_FALSE(found(token_of(mine, 4)).take().withdrawn);
}

TEST_F(LabelsTest, what_is_withdrawn_tells_why)
{
    auto const mine = issued(5);
    ASSERT_TRUE(try_withdraw(mine, { 2, 3 }, "Kemasan rusak").ok());
    now += std::chrono::hours { 1 };
    ASSERT_TRUE(try_withdraw(mine, { 3, 4 }).ok());
    EXPECT_FALSE(found(token_of(mine, 1)).take().withdrawn);
    EXPECT_EQ(found(token_of(mine, 2)).take().withdrawn->reason, "Kemasan rusak");
    EXPECT_EQ(found(token_of(mine, 3)).take().withdrawn->reason, "Kemasan rusak");
    EXPECT_EQ(found(token_of(mine, 4)).take().withdrawn->reason, "Salah cetak");
    EXPECT_FALSE(found(token_of(mine, 5)).take().withdrawn);
    EXPECT_EQ(look([&](View& view) { return withdrawals(view, mine).size(); }), 2U);
}

TEST_F(LabelsTest, what_is_withdrawn_already_is_told_and_not_withdrawn_again)
{
    auto const mine = issued(6);
    ASSERT_TRUE(try_withdraw(mine, { 1, 2 }).ok());
    ASSERT_TRUE(try_withdraw(mine, { 2, 4 }).ok()) << "3 and 4 were not";
    for (auto const& [first, last] : { std::pair { 1, 1 }, std::pair { 2, 4 }, std::pair { 1, 4 } })
        EXPECT_EQ(reason_of(try_withdraw(mine, { first, last }), "first"),
                  "labels.withdrawn_already")
            << first << last;
    EXPECT_TRUE(try_withdraw(mine, { 4, 5 }).ok());
    auto of_lot = draft(2);
    of_lot.lot = "PTK-L210426-1";
    auto const lot = try_issue(of_lot).take();
    run_as(market.cast.wayan, [&](Call& call) -> Result<int> {
        recall(call, unit(), of_lot.lot, "Tercemar");
        return 1;
    }).take();
    EXPECT_EQ(reason_of(try_withdraw(lot, { lot.first, lot.first }), "first"),
              "labels.withdrawn_already");
    EXPECT_EQ(look([&](View& view) { return withdrawals(view, mine).size(); }), 3U);
}

TEST_F(LabelsTest, of_a_lot_that_is_called_back_none_counts_and_none_is_printed)
{
    auto of_lot = draft(2);
    of_lot.lot = "PTK-L210426-1";
    auto const before = try_issue(of_lot).take();
    auto const other = issued();
    auto const lot_runs = [&] {
        return look([&](View& view) { return runs_of(view, unit(), of_lot.lot).size(); });
    };
    EXPECT_EQ(lot_runs(), 1U);
    for (auto const* reason : { "Tercemar", "Lain" })
        run_as(market.cast.wayan, [&](Call& call) -> Result<int> {
            recall(call, unit(), of_lot.lot, reason);
            return 1;
        }).take();
    for (auto const serial : { before.first, before.last }) {
        auto const label = found(token_of(before, serial)).take();
        ASSERT_TRUE(label.withdrawn);
        EXPECT_EQ(label.withdrawn->reason, "Tercemar");
    }
    EXPECT_FALSE(found(token_of(other, other.first)).take().withdrawn);
    EXPECT_EQ(look([&](View& view) { return withdrawals(view, before); }).size(), 1U);
    EXPECT_EQ(reason_of(try_issue(of_lot), "lot"), "labels.lot_recalled");
    EXPECT_EQ(lot_runs(), 1U);
    auto const kept = look([&](View& view) { return book(view); }).take();
    ASSERT_EQ(kept.withdrawn.size(), 1U);
    EXPECT_EQ(kept.withdrawn[0].first, before.first);
    EXPECT_EQ(kept.withdrawn[0].last, before.last);
}

TEST(Scanned, only_addresses_of_labels_hold_a_token)
{
    EXPECT_FALSE(token_in(""));
    EXPECT_FALSE(token_in("keset"));
    EXPECT_FALSE(token_in("8991234567890"));
    EXPECT_FALSE(token_in("https://karya.test/produk/keset"));
    EXPECT_EQ(token_in("HTTPS://KARYA.TEST/L/2KCE"), "2KCE");
    EXPECT_EQ(token_in(" https://karya.test/l/2KCE\n"), "2KCE");
    EXPECT_EQ(token_in("https://karya.test/en/l/"), "");
}

} // namespace
} // namespace karya::labels
