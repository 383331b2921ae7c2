#include "base/base64.h"
#include "payments/test_payments.h"
#include <random>
#include <set>

namespace karya::payments {
namespace {

class Payments : public Paying { };

// ---- Asking ----

TEST_F(Payments, what_does_not_add_up_is_refused)
{
    auto const with = [&](auto change) {
        auto draft = order();
        change(draft);
        return code_of(try_ask(draft));
    };
    EXPECT_EQ(with([](Ask& ask) { ask.amount = Rupiah {}; }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.amount = Rupiah { 85'001 }; }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.items.clear(); }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.items[0].quantity = 0; }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.items[0].quantity = INT64_MAX; }), "payments.bad_ask");
    EXPECT_EQ(with([&](Ask& ask) { ask.due_at = now; }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.subject.clear(); }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.payer.name = "a\nb"; }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.return_path = "//jahat.example"; }), "payments.bad_ask");
    EXPECT_EQ(with([](Ask& ask) { ask.way = Way::midtrans; }), "payments.way_not_offered");
    EXPECT_EQ(with([](Ask& ask) {
                  ask.items = { { "Keset", 2, Rupiah { 45'000 } },
                                { "Diskon", 1, Rupiah { -5'000 } } };
              }),
              "ok");
}

TEST_F(Payments, asking_twice_is_one_payment)
{
    auto draft = order();
    auto const first = asked(draft);
    draft.due_at += hours { 1 };
    EXPECT_EQ(json_text(asked(draft)), json_text(first));
    draft.amount = draft.items[0].price = Rupiah { 90'000 };
    EXPECT_EQ(code_of(try_ask(draft)), "payments.id_taken");
}

TEST_F(Payments, a_transfer_is_told_from_all_others_by_its_sum)
{
    std::set<std::int64_t> sums;
    for (int i = 0; i < 20; ++i) {
        auto const one = asked(order(Rupiah { 2'000 }));
        EXPECT_LT(one.to_pay, one.amount);
        EXPECT_GE(one.to_pay, Rupiah { 1'980 });
        sums.insert(one.to_pay.amount());
    }
    EXPECT_EQ(sums.size(), 20U);
    EXPECT_EQ(code_of(try_ask(order(Rupiah { 2'000 }))), "payments.no_amount_left");
    auto elsewhere = order(Rupiah { 2'000 });
    elsewhere.unit.reset();
    EXPECT_EQ(asked(elsewhere).bank, "Mandiri") << "the nation's account has its own sums";

    // Sums are free again once nobody can pay them by mistake any more.
    now += hours { 25 };
    end_what_is_due();
    EXPECT_EQ(code_of(try_ask(order(Rupiah { 2'000 }))), "payments.no_amount_left");
    now += sum_reserved;
    end_what_is_due();
    EXPECT_EQ(code_of(try_ask(order(Rupiah { 2'000 }))), "ok");
}

TEST_F(Payments, the_account_is_the_one_in_force_and_stays)
{
    auto const before = asked();
    EXPECT_EQ(before.bank + " " + before.number, "BRI 1234567890");
    EXPECT_EQ(before.unit, market.cast.pontianak_id);
    name_account(dewi, "BNI", "555666777");
    EXPECT_EQ(asked().bank, "BNI");
    EXPECT_EQ(now_of(before).bank, "BRI");
    name_account(dewi, "", "");
    EXPECT_EQ(asked().bank, "Mandiri") << "the unit has none any more: the nation collects";
    name_account(rina, "", "");
    EXPECT_EQ(code_of(try_ask(order())), "payments.way_not_offered");
    EXPECT_TRUE(look([](View& view) { return ways(view); }).empty());
}

TEST_F(Payments, an_account_is_whole_and_begins_today_or_later)
{
    auto const with = [&](BankAccount account) {
        if (account.valid_from == Day {}) account.valid_from = own(dewi).day(now);
        return by(dewi,
                  [&, mine = own(dewi)](Call& call) { return set_account(call, mine, account); });
    };
    EXPECT_EQ(reason_of(with({ "", "", "12345678", "Lapas" }), "bank"), "base.required");
    EXPECT_EQ(reason_of(with({ "", "BRI", "12ab5678", "Lapas" }), "number"),
              "payments.account_form");
    EXPECT_EQ(reason_of(with({ "", "BRI", "12345678", " " }), "holder"), "base.required");
    EXPECT_EQ(reason_of(with({ "", "BRI", "12345678", "Lapas", own(dewi).day(now).next(-1) }),
                        "valid_from"),
              "payments.bad_begin");
    EXPECT_TRUE(with({ "", "BCA", "12345678", "Lapas", own(dewi).day(now).next(2) }).ok());
    EXPECT_EQ(asked().bank, "BRI") << "not yet";
    now += hours { 48 };
    EXPECT_EQ(asked().bank, "BCA");
}

TEST_F(Payments, a_fee_is_a_dated_row_with_its_source)
{
    auto const today = day_in(Zone::wib, now);
    auto const with = [&](ProviderFee const& fee) {
        return by(rina, [&](Call& call) { return set_fee(call, fee); });
    };
    ProviderFee const good { Way::midtrans, "qris", today, { 70 }, {}, "price list" };
    auto bad = good;
    bad.source.clear();
    EXPECT_EQ(reason_of(with(bad), "source"), "base.required");
    bad = good;
    bad.valid_from = today.next(-1);
    EXPECT_EQ(reason_of(with(bad), "valid_from"), "payments.bad_begin");
    bad = good;
    bad.share = { 10'001 };
    EXPECT_EQ(reason_of(with(bad), "share"), "payments.bad_share");
    bad.share = { -1 };
    EXPECT_EQ(reason_of(with(bad), "share"), "payments.bad_share");
    bad = good;
    bad.way = Way::transfer;
    EXPECT_EQ(code_of(with(bad)), "payments.bad_fee");
    EXPECT_TRUE(with(good).ok());
    EXPECT_TRUE(with({ Way::midtrans, "qris", today, { 40 }, {}, "corrected" }).ok());
    ASSERT_EQ(look([](View& view) { return fees(view); }).size(), 1U);
    EXPECT_EQ(look([](View& view) { return fees(view); })[0].share.value, 40);
}

// ---- What arrives ----

TEST_F(Payments, money_is_recorded_by_whose_account_it_is)
{
    auto const one = asked();
    auto const by_other = by(rina, [&, mine = own(rina)](Call& call) {
        return receive(call, mine,
                       { .payment = one.id, .amount = one.to_pay, .arrived_on = Day {} });
    });
    EXPECT_EQ(code_of(by_other), "core.not_found");
    auto const with = [&](Rupiah amount, Day day) {
        return by(dewi, [&, mine = own(dewi)](Call& call) {
            return receive(call, mine, { .payment = one.id, .amount = amount, .arrived_on = day });
        });
    };
    auto const today = own(dewi).day(now);
    EXPECT_EQ(reason_of(with(Rupiah {}, today), "amount"), "base.bad_amount");
    EXPECT_EQ(reason_of(with(Rupiah { 5 }, today.next()), "arrived_on"), "payments.future");
    EXPECT_EQ(reason_of(with(Rupiah { 5 }, today.next(-61)), "arrived_on"), "payments.long_ago");
    EXPECT_EQ(now_of(one).received, Rupiah {});
}

TEST_F(Payments, the_exact_sum_settles_it_and_the_seller_bears_the_difference)
{
    auto const one = asked();
    news();
    EXPECT_EQ(arrives(one, one.to_pay).take().state, State::settled);
    auto const event = told<PaymentSettled>();
    EXPECT_EQ(event.payment, one.id);
    EXPECT_EQ(event.subject, one.subject);
    EXPECT_EQ(event.amount, Rupiah { 85'000 });
    EXPECT_EQ(event.received, one.to_pay);
    EXPECT_EQ(event.fee, one.amount - one.to_pay);
    EXPECT_EQ(event.unit, market.cast.pontianak_id);
    EXPECT_FALSE(event.late);
    EXPECT_EQ(code_of(try_cancel(one)), "payments.already_settled");
    EXPECT_EQ(broken(), "");
}

TEST_F(Payments, more_than_two_billion_rupiah_is_money_too)
{
    auto const one = asked(order(Rupiah { 4'300'000'000 }));
    EXPECT_EQ(arrives(one, one.to_pay).take().state, State::settled);
    EXPECT_EQ(now_of(one).received, one.to_pay);
}

TEST_F(Payments, short_money_waits_for_its_rest)
{
    auto const one = asked();
    news();
    now += hours { 23 };
    auto const part = arrives(one, Rupiah { 50'000 }).take();
    EXPECT_EQ(part.state, State::short_paid);
    EXPECT_EQ(part.surplus, Rupiah {});
    auto const event = told<PaymentShort>();
    EXPECT_EQ(event.missing, one.to_pay - Rupiah { 50'000 });
    EXPECT_EQ(event.until, now + short_grace);
    now += hours { 20 };
    end_what_is_due();
    EXPECT_EQ(now_of(one).state, State::short_paid) << "a day longer";
    EXPECT_EQ(arrives(one, event.missing).take().state, State::settled);
    EXPECT_EQ(told<PaymentSettled>().received, one.to_pay);
}

TEST_F(Payments, short_money_that_stays_short_goes_back)
{
    auto const one = asked();
    EXPECT_TRUE(arrives(one, Rupiah { 50'000 }).ok());
    now += hours { 25 };
    news();
    end_what_is_due();
    EXPECT_EQ(told<PaymentEnded>().state, State::expired);
    EXPECT_EQ(now_of(one).surplus, Rupiah { 50'000 });
    EXPECT_EQ(list(DeskList::surplus).size(), 1U);
    auto const back = by(
        dewi, [&, mine = own(dewi)](Call& call) { return return_surplus(call, mine, one.id); });
    EXPECT_EQ(back.value().amount, Rupiah { 50'000 });
    EXPECT_TRUE(list(DeskList::surplus).empty());
    EXPECT_EQ(list(DeskList::returns).size(), 1U);
}

TEST_F(Payments, too_much_and_twice_is_surplus)
{
    auto const one = asked();
    EXPECT_TRUE(arrives(one, one.to_pay + Rupiah { 123 }).ok());
    EXPECT_EQ(now_of(one).state, State::settled);
    EXPECT_EQ(now_of(one).surplus, Rupiah { 123 });
    EXPECT_EQ(reason_of(arrives(one, one.to_pay), "sure"), "payments.paid_already");
    EXPECT_EQ(reason_of(arrives(one, one.to_pay + Rupiah { 123 }), "sure"), "payments.twin");
    news();
    EXPECT_TRUE(arrives(one, one.to_pay, true).ok());
    EXPECT_TRUE(news().empty()) << "settled once";
    EXPECT_EQ(now_of(one).surplus, one.to_pay + Rupiah { 123 });
    EXPECT_EQ(broken(), "");
}

TEST_F(Payments, late_money_settles_it_and_says_so)
{
    auto const one = asked();
    now += hours { 25 };
    end_what_is_due();
    EXPECT_EQ(now_of(one).state, State::expired);
    news();
    EXPECT_TRUE(arrives(one, one.to_pay).ok());
    EXPECT_TRUE(told<PaymentSettled>().late);
}

TEST_F(Payments, money_for_a_cancelled_one_settles_nothing)
{
    auto const one = asked();
    EXPECT_TRUE(try_cancel(one).ok());
    EXPECT_EQ(told<PaymentEnded>().state, State::cancelled);
    EXPECT_TRUE(try_cancel(one).ok());
    EXPECT_TRUE(arrives(one, one.to_pay).ok());
    EXPECT_TRUE(news().empty());
    EXPECT_EQ(now_of(one).state, State::cancelled);
    EXPECT_EQ(now_of(one).surplus, one.to_pay);
}

// ---- Ending ----

TEST_F(Payments, it_ends_in_its_time_and_a_settled_one_never)
{
    auto const one = asked();
    auto const paid = asked();
    EXPECT_TRUE(arrives(paid, paid.to_pay).ok());
    now = one.due_at;
    EXPECT_FALSE(look([](View& view) { return has_due(view); }));
    end_what_is_due();
    EXPECT_EQ(now_of(one).state, State::awaiting);
    now += std::chrono::seconds { 1 };
    EXPECT_TRUE(look([](View& view) { return has_due(view); }));
    end_what_is_due();
    EXPECT_FALSE(look([](View& view) { return has_due(view); }));
    EXPECT_EQ(now_of(one).state, State::expired);
    EXPECT_EQ(now_of(paid).state, State::settled);
}

TEST_F(Payments, a_proof_in_time_gives_the_treasurer_days_to_look)
{
    auto const one = asked();
    EXPECT_EQ(
        code_of(by(
            {}, [&](Call& call) { return put_proof(call, test::numbered<PaymentTag>(99), "x"); })),
        "core.not_found");
    EXPECT_TRUE(by({}, [&](Call& call) { return put_proof(call, one.id, "picture"); }).ok());
    EXPECT_EQ(look([&](View& view) { return proof(view, one.id); }).value(), "picture");
    EXPECT_EQ(list(DeskList::told).size(), 1U);
    EXPECT_TRUE(list(DeskList::awaiting).empty());
    now += hours { 24 + 71 };
    end_what_is_due();
    EXPECT_EQ(now_of(one).state, State::awaiting);
    now += hours { 2 };
    end_what_is_due();
    EXPECT_EQ(now_of(one).state, State::expired);
    EXPECT_TRUE(by({}, [&](Call& call) { return put_proof(call, one.id, "later"); }).ok());
    EXPECT_TRUE(arrives(one, one.to_pay).ok());
    EXPECT_EQ(code_of(by({}, [&](Call& call) { return put_proof(call, one.id, "x"); })),
              "payments.wrong_state");
}

// ---- Giving back ----

TEST_F(Payments, no_more_goes_back_than_came)
{
    auto const one = asked();
    EXPECT_EQ(code_of(try_give_back(one, Rupiah { 1 }, 1)), "payments.return_too_much");
    EXPECT_TRUE(arrives(one, one.to_pay).ok());
    EXPECT_EQ(code_of(try_give_back(one, Rupiah {}, 1)), "payments.bad_return");
    EXPECT_TRUE(try_give_back(one, Rupiah { 50'000 }, 1).ok());
    EXPECT_EQ(code_of(try_give_back(one, Rupiah { 50'000 }, 2)), "payments.return_too_much");
    EXPECT_TRUE(try_give_back(one, Rupiah { 50'000 }, 1).ok()) << "a repeat";
    EXPECT_EQ(code_of(try_give_back(one, Rupiah { 40'000 }, 1)), "payments.id_taken");
    EXPECT_EQ(now_of(one).given_back, Rupiah { 50'000 });
    EXPECT_EQ(broken(), "");
}

TEST_F(Payments, a_return_that_failed_may_be_tried_again)
{
    auto const one = asked();
    EXPECT_TRUE(arrives(one, one.to_pay).ok());
    auto const id = test::numbered<MoneyReturnTag>(1);
    EXPECT_TRUE(try_give_back(one, one.to_pay, 1).ok());
    news();
    EXPECT_EQ(reason_of(try_end(id, ""), "reference"), "base.required");
    EXPECT_EQ(code_of(try_end(id, "TRX", "salah")), "payments.bad_return");
    EXPECT_TRUE(try_end(id, "", "rekening tutup").ok());
    EXPECT_TRUE(news().empty());
    EXPECT_EQ(now_of(one).given_back, Rupiah {});
    EXPECT_EQ(code_of(try_end(id, "TRX")), "payments.wrong_state");

    EXPECT_TRUE(try_give_back(one, Rupiah { 10'000 }, 2).ok());
    EXPECT_EQ(code_of(try_give_back(one, one.to_pay, 1)), "payments.return_too_much");
    EXPECT_TRUE(try_end(test::numbered<MoneyReturnTag>(2), "", "salah").ok());
    EXPECT_TRUE(try_give_back(one, one.to_pay, 1).ok());
    EXPECT_TRUE(try_end(id, "TRX 17").ok());
    auto const event = told<MoneyReturned>();
    EXPECT_EQ(event.amount, one.to_pay);
    EXPECT_EQ(event.cause, ReturnCause::goods);
    EXPECT_EQ(code_of(try_end(id, "TRX 17")), "payments.wrong_state");
    EXPECT_EQ(broken(), "");
}

TEST_F(Payments, the_buyer_names_an_account_and_is_forgotten)
{
    auto const one = asked();
    auto const with = [&](std::string number) {
        return by({}, [&](Call& call) {
            return name_return_account(call, one.id, { "", "BCA", number, "Budi" });
        });
    };
    EXPECT_EQ(reason_of(with("x"), "number"), "payments.account_form");
    EXPECT_TRUE(with("777 888 999").ok());
    auto const facts = look([&](View& view) { return payer_facts(view, one.id); });
    EXPECT_EQ(facts->number, "777888999");
    EXPECT_TRUE(by({}, [&](Call& call) { return forget_payer(call, one.id); }).ok());
    EXPECT_FALSE(look([&](View& view) { return payer_facts(view, one.id); }).has_value());
    EXPECT_EQ(code_of(with("777888999")), "core.not_found");
    EXPECT_EQ(now_of(one).to_pay, one.to_pay);
}

TEST_F(Payments, who_pays_lies_sealed)
{
    auto const one = asked();
    ASSERT_TRUE(by({}, [&](Call& call) {
                    return name_return_account(call, one.id, { "", "BCA", "777888999", "Budi" });
                }).ok());
    ASSERT_TRUE(by({}, [&](Call& call) { return put_proof(call, one.id, "picture"); }).ok());
    using Unlisted = db::Query::Unlisted;
    static db::Query const all { Unlisted {}, "test.sealed", R"sql(
        SELECT sealed FROM payments_sealed_payer UNION ALL SELECT sealed FROM payments_sealed_proof
    )sql" };
    static db::Query const plain { Unlisted {}, "test.plain", R"sql(
        SELECT (SELECT COUNT(*) FROM payments_payer) + (SELECT COUNT(*) FROM payments_proof)
    )sql" };
    auto const rows = look([&](View& view) { return view.read.all<std::string>(all); });
    ASSERT_EQ(rows.size(), 2U);
    for (auto const& row : rows) {
        EXPECT_EQ(row.find("Budi"), std::string::npos);
        EXPECT_EQ(row.find("0812"), std::string::npos);
        EXPECT_EQ(row.find("777888999"), std::string::npos);
        EXPECT_NE(row, to_base64("picture"));
    }
    EXPECT_EQ(look([&](View& view) { return view.read.value<std::int64_t>(plain); }), 0);
    EXPECT_EQ(list(DeskList::told).at(0).payer, "Budi");
}

TEST_F(Payments, what_an_older_program_left_in_plain_text_is_sealed_and_can_be_forgotten)
{
    auto const one = asked();
    auto const other = asked();
    using Unlisted = db::Query::Unlisted;
    static db::Query const empty { Unlisted {}, "test.no_payers",
                                   "DELETE FROM payments_sealed_payer" };
    static db::Query const old_payer { Unlisted {}, "test.old_payer", R"sql(
        INSERT INTO payments_payer(payment, name, email, phone, bank, number, holder)
        VALUES ($1, 'Budi', 'b@example.id', '0812', 'BCA', '777', 'Budi S')
    )sql" };
    static db::Query const old_proof { Unlisted {}, "test.old_proof", R"sql(
        INSERT INTO payments_proof(payment, at, webp) VALUES ($1, 1000, $2)
    )sql" };
    static db::Query const left { Unlisted {}, "test.left", R"sql(
        SELECT (SELECT COUNT(*) FROM payments_payer) + (SELECT COUNT(*) FROM payments_proof)
    )sql" };
    by({}, [&](Call& call) -> Result<int> {
        call.tx.run(empty);
        call.tx.run(old_payer, one.id);
        call.tx.run(old_proof, one.id, to_base64(std::string_view { "old picture" }));
        call.tx.run(old_payer, other.id);
        return 1;
    }).take();
    ASSERT_TRUE(seal_payers(market.engine()).ok());
    ASSERT_TRUE(seal_payers(market.engine()).ok()) << "once more changes nothing";
    EXPECT_EQ(look([&](View& view) { return view.read.value<std::int64_t>(left); }), 0);
    auto const facts = look([&](View& view) { return payer_facts(view, one.id); });
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(facts->name, "Budi");
    EXPECT_EQ(facts->number, "777");
    EXPECT_EQ(facts->holder, "Budi S");
    EXPECT_EQ(look([&](View& view) { return proof(view, one.id); }).value(), "old picture");
    EXPECT_TRUE(by({}, [&](Call& call) { return forget_payer(call, one.id); }).ok());
    EXPECT_FALSE(look([&](View& view) { return payer_facts(view, one.id); }).has_value());
    EXPECT_FALSE(look([&](View& view) { return proof(view, one.id); }).ok());
    EXPECT_TRUE(look([&](View& view) { return payer_facts(view, other.id); }).has_value());
}

TEST_F(Payments, only_the_right_link_opens_it)
{
    auto const one = asked();
    auto const token = one.pay_path.substr(std::string_view { "/bayar/" }.size());
    EXPECT_EQ(by_link(token).value(), one.id);
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto other = token;
        other[i] = other[i] == '0' ? '1' : '0';
        EXPECT_EQ(code_of(by_link(other)), "core.not_found") << i;
    }
    EXPECT_EQ(code_of(by_link("")), "core.not_found");
    EXPECT_EQ(code_of(by_link(one.id.text())), "core.not_found");
    keep_keys({ std::string(32, 'q') });
    EXPECT_EQ(code_of(by_link(token)), "core.not_found");
}

TEST_F(Payments, the_desk_finds_by_code_and_by_sum)
{
    auto const one = asked();
    auto const other = asked();
    EXPECT_EQ(find(one.code).at(0).id, one.id);
    EXPECT_EQ(find(one.code.substr(3)).at(0).id, one.id);
    EXPECT_EQ(find(std::to_string(one.to_pay.amount())).at(0).id, one.id);
    EXPECT_EQ(find("85.000").size(), 2U) << "who rounded is found too";
    EXPECT_TRUE(find("KB-22222").empty());
    EXPECT_TRUE(find("' OR 1=1").empty());
    EXPECT_TRUE(arrives(other, Rupiah { 80'000 }).ok());
    auto const rest = std::to_string((other.to_pay - Rupiah { 80'000 }).amount());
    EXPECT_EQ(find(rest).at(0).id, other.id) << "the rest of a short one";
}

// ---- Any history ----

TEST_F(Payments, any_history_keeps_its_sums)
{
    auto const seed = std::random_device {}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 chance { seed };
    struct Model {
        Payment payment;
        std::int64_t in {};
        std::int64_t settled {}; ///< how often it was announced
    };
    std::vector<Model> all;
    unsigned back = 100;
    for (int step = 0; step < 300; ++step) {
        if (all.empty() || chance() % 6 == 0) all.push_back({ asked() });
        auto& one = all[chance() % all.size()];
        Rupiah const amount { 1 + static_cast<std::int64_t>(chance() % 100'000) };
        switch (chance() % 6) {
        case 0:
        case 1: {
            auto const sum = chance() % 2 ? one.payment.to_pay : amount;
            if (arrives(one.payment, sum, true).ok()) one.in += sum.amount();
            break;
        }
        case 2: (void)try_give_back(one.payment, amount, ++back); break;
        case 3:
            (void)try_end(
                test::numbered<MoneyReturnTag>(100 + static_cast<unsigned>(chance() % (back - 99))),
                chance() % 2 ? "TRX" : "", chance() % 2 ? "gagal" : "");
            break;
        case 4:
            if (chance() % 4 == 0) (void)try_cancel(one.payment);
            break;
        default: now += hours { chance() % 5 }; end_what_is_due();
        }
    }
    for (auto const& event : news())
        if (event.event_name == PaymentSettled::event_name)
            for (auto& one : all)
                if (one.payment.id == core::event_of<PaymentSettled>(event).payment) ++one.settled;
    for (auto const& one : all) {
        auto const is = now_of(one.payment);
        EXPECT_EQ(is.received.amount(), one.in);
        EXPECT_LE(is.given_back, is.received);
        EXPECT_EQ(one.settled, is.state == State::settled ? 1 : 0);
        EXPECT_TRUE(is.state != State::settled || is.received >= is.to_pay);
    }
    EXPECT_EQ(broken(), "");
}

} // namespace
} // namespace karya::payments
