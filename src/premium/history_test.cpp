// Sales, refunds, sheets and payouts in any order, against sums on paper: nothing is lost, nothing
// is paid twice, and the book always holds what is still owed.

#include "premium/test_month.h"
#include <random>

namespace karya::premium {
namespace {

class AnyMonth : public Bakery, public testing::WithParamInterface<unsigned> {
protected:
    /// Two share premi, one pays by the piece.
    struct Shop {
        ActivityId activity {};
        VariantId goods {};
        Fund fund {};
        std::int64_t part {}; ///< of one piece
        std::vector<WorkerId> workers {};
    };
    struct Bill {
        sales::Sale sale {};
        std::vector<std::size_t> shops {}; ///< by line
        std::vector<std::int64_t> left {};
    };

    void SetUp() override
    {
        Bakery::SetUp();
        shops.push_back({ bread, goods, Fund::premi, 12'500, team(bread, 3) });
        auto const wood = add_activity("Kayu");
        shops.push_back({ wood, product(wood, "Kursi"), Fund::premi, 12'500, team(wood, 2) });
        auto const sewing = add_activity("Jahit");
        pay_wage(sewing, 1'000);
        shops.push_back({ sewing, product(sewing, "Kemeja"), Fund::upah, 1'000, team(sewing, 2) });
    }
    unsigned roll(unsigned sides) { return static_cast<unsigned>(dice()) % sides; }

    void sell_some()
    {
        std::vector<sales::LineDraft> lines;
        Bill bill;
        for (std::size_t i = 0; i < shops.size(); ++i) {
            auto const pieces = static_cast<std::int64_t>(roll(3));
            if (pieces == 0) continue;
            lines.push_back({ shops[i].goods, Quantity::pieces(pieces) });
            bill.shops.push_back(i);
            bill.left.push_back(pieces);
            kept[shops[i].fund] += pieces * shops[i].part;
        }
        if (lines.empty()) return;
        bill.sale = sell(lines);
        bills.push_back(std::move(bill));
    }
    void refund_some()
    {
        if (bills.empty()) return;
        auto& bill = bills[roll(static_cast<unsigned>(bills.size()))];
        auto const line = roll(static_cast<unsigned>(bill.left.size()));
        if (bill.left[line] == 0) return;
        give_goods_back(bill.sale, static_cast<std::int64_t>(line) + 1);
        --bill.left[line];
        auto const& shop = shops[bill.shops[line]];
        kept[shop.fund] -= shop.part;
    }
    void work_some(Shop const& shop)
    {
        std::vector<Work> all;
        for (auto const worker : shop.workers)
            if (roll(3) > 0)
                all.push_back({ worker, 1 + static_cast<std::int64_t>(roll(9)),
                                static_cast<std::int64_t>(roll(6)) });
        // Often days that a sheet holds already, or that no sheet will begin with.
        auto const day = today().next(-static_cast<int>(roll(3) == 0 ? roll(30) : 0));
        if (!all.empty()) work(shop.activity, day, all, shop.fund == Fund::upah ? 1'000 : 0);
    }
    std::vector<Sheet> all_sheets()
    {
        return look([&](View& view) { return sheets(view, unit()); });
    }
    std::optional<Sheet> last_of(Shop const& shop)
    {
        for (auto const& one : all_sheets())
            if (one.activity == shop.activity && one.fund == shop.fund
                && one.state != SheetState::dropped)
                return one;
        return {};
    }
    Result<Sheet> try_next(Shop const& shop)
    {
        auto const last = last_of(shop);
        return try_make(
            { .activity = shop.activity,
              .fund = shop.fund,
              .first_day = last
                  ? std::min(today(), last->last_day.next(1 + static_cast<int>(roll(2))))
                  : today().next(-static_cast<int>(roll(60))),
              .last_day = today(),
              .basis = roll(2) == 0 ? Basis::days : Basis::hours });
    }
    /// Some step on some sheet; whether it is taken or refused, the sums must hold.
    void move_some()
    {
        auto const all = all_sheets();
        if (all.empty()) return;
        auto const& sheet = all[roll(static_cast<unsigned>(std::min<std::size_t>(all.size(), 6)))];
        switch (roll(7)) {
        case 0: (void)again(sheet).ok(); break;
        case 1: (void)step(cashier, send, sheet).ok(); break;
        case 2: (void)step(kasi, verify, sheet).ok(); break;
        case 3: took(step(head, authorise, sheet)); break;
        case 4: (void)try_back(roll(2) == 0 ? kasi : head, sheet).ok(); break;
        case 5:
            if (roll(4) == 0) (void)step(cashier, drop, sheet).ok();
            break;
        default: pay_some(sheet);
        }
    }
    void took(Result<Sheet> const& authorised)
    {
        if (authorised.ok() && authorised.value().fund == Fund::upah)
            topped_up += authorised.value().topped_up.amount();
    }
    void pay_some(Sheet const& sheet)
    {
        std::vector<WorkerId> chosen;
        for (auto const& line : lines_of(sheet))
            if (line.amount > Rupiah {} && roll(2) == 0) chosen.push_back(line.worker);
        if (auto const payout = try_pay(sheet, chosen); payout.ok()) {
            paid[sheet.fund] += payout.value().amount.amount();
            if (roll(3) > 0) return;
            ASSERT_TRUE(try_come_back(payout.value(), chosen.front()).ok());
            for (auto const& line : lines_of(sheet))
                if (line.worker == chosen.front()) paid[sheet.fund] -= line.amount.amount();
        }
    }
    void check_sums()
    {
        for (auto const fund : { Fund::premi, Fund::upah }) {
            auto const payable = -held(payable_of(fund));
            auto const claim = held(claim_of(fund));
            auto const added = fund == Fund::upah ? topped_up : 0;
            ASSERT_EQ(payable - claim, kept[fund] + added - paid[fund]);
            ASSERT_GE(claim, 0);
            std::int64_t owed = 0;
            for (auto const& one : all_sheets())
                if (one.fund == fund && is_authorised(one.state))
                    owed += (one.amount - one.paid).amount();
            ASSERT_GE(payable, owed) << "what was authorised is always there";
        }
    }
    /// Whatever is under way is finished, and everybody is paid.
    void finish(Shop const& shop)
    {
        auto last = last_of(shop);
        if (last && is_open(last->state)) {
            if (last->state != SheetState::draft) last = try_back(head, *last).take();
            step(cashier, drop, *last).take();
        }
        now += std::chrono::days { 1 };
        sell({ { shop.goods, Quantity::pieces(300) } });
        kept[shop.fund] += 300 * shop.part;
        bool const by_piece = shop.fund == Fund::upah; // enough to take back what was too much
        for (auto const worker : shop.workers)
            work(shop.activity, today(), { { worker, 6, by_piece ? 900 : 2 } },
                 by_piece ? 1'000 : 0);
        auto const sheet = authorised(try_next(shop).take());
        took(sheet);
        for (auto const& one : all_sheets()) {
            if (one.activity != shop.activity || !is_authorised(one.state)) continue;
            for (auto const& line : lines_of(one))
                if (line.amount > Rupiah {})
                    if (auto const payout = try_pay(one, { line.worker }); payout.ok())
                        paid[one.fund] += payout.value().amount.amount();
            EXPECT_EQ(now_of(one).state, SheetState::paid);
        }
        check_counted(shop);
    }
    /// Every day as it is written in the end, once.
    void check_counted(Shop const& shop)
    {
        std::map<WorkerId, std::pair<std::int64_t, std::int64_t>> counted;
        for (auto const& one : all_sheets()) {
            if (one.activity != shop.activity || !is_authorised(one.state)) continue;
            for (auto const& line : lines_of(one)) {
                counted[line.worker].first += line.present;
                counted[line.worker].second += line.earned.amount();
            }
        }
        auto const sums = look(
            [&](View& view) { return workshop::sums_until(view, unit(), shop.activity, today()); });
        EXPECT_EQ(sums.size(), shop.workers.size());
        for (auto const& sum : sums) {
            EXPECT_EQ(counted[sum.worker].first, sum.present);
            EXPECT_EQ(counted[sum.worker].second, sum.earned.amount());
        }
    }

    std::mt19937 dice { GetParam() };
    std::vector<Shop> shops;
    std::vector<Bill> bills;
    std::map<Fund, std::int64_t> kept; ///< the workers' part of what is still sold
    std::map<Fund, std::int64_t> paid;
    std::int64_t topped_up { 0 };
};

TEST_P(AnyMonth, R10_R15_R16_nothing_is_lost_and_nothing_is_paid_twice)
{
    SCOPED_TRACE(GetParam());
    for (int turn = 0; turn < 80; ++turn) {
        SCOPED_TRACE(turn);
        now += std::chrono::hours { roll(16) };
        auto const& shop = shops[roll(3)];
        switch (roll(8)) {
        case 0:
        case 1: sell_some(); break;
        case 2: refund_some(); break;
        case 3: work_some(shop); break;
        case 4: (void)try_next(shop).ok(); break;
        default: move_some();
        }
        check_sums();
        if (HasFatalFailure()) return;
    }
    EXPECT_EQ(broken(), "");
    for (auto const& shop : shops) finish(shop);
    check_sums();
    EXPECT_EQ(paid[Fund::premi], kept[Fund::premi]) << "to the rupiah";
    EXPECT_EQ(held(Account::premi_payable), 0);
    EXPECT_EQ(held(Account::premi_claim), 0);
    EXPECT_EQ(broken(), "");
}

INSTANTIATE_TEST_SUITE_P(Histories, AnyMonth, testing::Range(1U, 7U));

} // namespace
} // namespace karya::premium
