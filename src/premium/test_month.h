#pragma once
// Pontianak bakes, sells and pays premiums. For tests of premium/ only.

#include "premium/inputs.h"
#include "sales/sales.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::premium {

using ledger::Account;

class Bakery : public testing::Test {
protected:
    org::UnitScope const& unit() { return market.pontianak(); }
    Day today() { return unit().day(now); }
    template<class Work>
    auto as(Actor const& who, Work&& work)
    {
        return market.call(who, now, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view(kasi, now, work);
    }
    static Actor person(Actor base, unsigned number, Role role)
    {
        base.officer = test::numbered<OfficerTag>(number);
        base.role = role;
        return base;
    }
    void SetUp() override
    {
        wbp::keep_key(std::string(32, 'k'));
        sales::keep_nip_key(std::string(32, 'k'));
        bread = add_activity("Roti");
        goods = product(bread, "Roti manis");
        ledger::EntryDraft const opening { .kind = ledger::EntryKind::opening,
                                           .day = today(),
                                           .source = "opening",
                                           .postings = { { Account::bank, Rupiah { 10'000'000 } },
                                                         { Account::working_fund,
                                                           Rupiah { -10'000'000 } } } };
        EXPECT_TRUE(as(kasi, [&](Call& call) { return ledger::post(call, unit(), opening); }).ok());
    }
    ActivityId add_activity(std::string const& name)
    {
        return as(kasi,
                  [&](Call& call) -> Result<ActivityId> {
                      return TRY(org::add_activity(call, unit(), { .name = name })).id;
                  })
            .take();
    }
    /// At 45,000, cost 20,000: 25,000 of profit, 12,500 of it premi.
    VariantId product(ActivityId activity, std::string const& name)
    {
        return as(kasi,
                  [&](Call& call) -> Result<VariantId> {
                      auto const made = TRY(catalogue::add_product(
                          call, unit(), { .name_id = name, .activity = activity }));
                      auto const variant = TRY(
                          catalogue::add_variant(call, unit(), made,
                                                 { .price = Rupiah { 45'000 },
                                                   .cost = Rupiah { 20'000 },
                                                   .opening = Quantity::pieces(100'000) }));
                      TRY(catalogue::set_state(call, unit(), made,
                                               catalogue::ProductState::published));
                      return variant;
                  })
            .take();
    }
    /// From now on every sale of the activity owes this for each piece.
    void pay_wage(ActivityId activity, std::int64_t per_piece)
    {
        ledger::SplitRule const rule { .key = { .unit = unit().unit(), .activity = activity },
                                       .valid_from = today().next(-60),
                                       .base = ledger::Base::wage,
                                       .pnbp = BasisPoints { 5'000 },
                                       .working_fund = BasisPoints { 5'000 },
                                       .wage_per_piece = Rupiah { per_piece },
                                       .source = "SE" };
        EXPECT_TRUE(
            as(market.cast.admin, [&](Call& call) { return ledger::add_rule(call, rule); }).ok());
    }
    std::vector<WorkerId> team(ActivityId activity, int size)
    {
        workshop::NewDecree decree { .activity = activity,
                                     .number = "SK " + std::to_string(m_workers),
                                     .dated = today().next(-90),
                                     .since = today().next(-90) };
        for (int i = 0; i < size; ++i) {
            wbp::NewWorker const wanted { { "A " + std::to_string(++m_workers),
                                            "Contoh " + std::to_string(m_workers) },
                                          today().next(-400) };
            decree.workers.push_back(
                as(kasi, [&](Call& call) { return wbp::add(call, unit(), wanted); }).take().id);
        }
        as(kasi, [&](Call& call) { return workshop::assign(call, unit(), decree); }).take();
        return decree.workers;
    }
    struct Work {
        WorkerId worker {};
        std::int64_t hours { 6 };
        std::int64_t pieces {};
    };
    void work(ActivityId activity, Day day, std::vector<Work> const& all, std::int64_t rate = 0)
    {
        workshop::DaySheet sheet {
            .activity = activity, .day = day, .rate = Rupiah { rate }, .reason = "buku"
        };
        for (auto const& one : all)
            sheet.entries.push_back({ .worker = one.worker,
                                      .hours = Quantity::pieces(one.hours),
                                      .pieces = Quantity::pieces(one.pieces) });
        auto const done = as(head, [&](Call& call) {
            return workshop::record_day(call, unit(), sheet, workshop::Hand::head);
        });
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }
    sales::Sale sell(std::int64_t pieces = 1)
    {
        return sell({ { goods, Quantity::pieces(pieces) } });
    }
    sales::Sale sell(std::vector<sales::LineDraft> lines)
    {
        sales::SaleDraft const draft { .id = SaleId::make(now
                                                          + std::chrono::microseconds { ++m_ids }),
                                       .sold_at = now,
                                       .lines = std::move(lines),
                                       .payment = sales::Payment::transfer };
        return as(kasi, [&](Call& call) { return sales::record(call, unit(), draft); }).take();
    }
    void give_goods_back(sales::Sale const& sale, std::int64_t line = 1, std::int64_t pieces = 1)
    {
        sales::RefundDraft const draft { .id = test::numbered<RefundTag>(++m_ids),
                                         .sale = sale.id,
                                         .lines = { { line, Quantity::pieces(pieces), {} } },
                                         .reason = "rusak" };
        auto const done = as(kasi, [&](Call& call) { return sales::refund(call, unit(), draft); });
        ASSERT_TRUE(done.ok()) << done.error().code().id << done.error().why();
    }

    NewSheet april(Fund fund = Fund::premi)
    {
        return {
            .activity = bread, .fund = fund, .first_day = Day::from(2021, 4, 1), .last_day = today()
        };
    }
    Result<Sheet> try_make(NewSheet const& wanted)
    {
        return as(cashier, [&](Call& call) { return make(call, unit(), wanted); });
    }
    Sheet made() { return try_make(april()).take(); }
    using Command = Result<Sheet> (*)(Call&, org::UnitScope const&, Seen const&);
    Result<Sheet> step(Actor const& who, Command command, Sheet const& sheet)
    {
        return as(who,
                  [&](Call& call) { return command(call, unit(), { sheet.id, sheet.version }); });
    }
    Sheet sent(Sheet const& sheet) { return step(cashier, send, sheet).take(); }
    Sheet verified(Sheet const& sheet) { return step(kasi, verify, sent(sheet)).take(); }
    Sheet authorised(Sheet const& sheet) { return step(head, authorise, verified(sheet)).take(); }
    Result<Sheet> try_back(Actor const& who, Sheet const& sheet,
                           std::string const& reason = "salah")
    {
        return as(who, [&](Call& call) {
            return send_back(call, unit(), { sheet.id, sheet.version }, reason);
        });
    }
    Result<Sheet> again(Sheet const& sheet, Basis basis = Basis::days)
    {
        return as(cashier, [&](Call& call) {
            return compute(call, unit(), { sheet.id, sheet.version }, basis);
        });
    }
    Result<Payout> try_pay(Sheet const& sheet, std::vector<WorkerId> workers)
    {
        PayoutDraft const draft { .sheet = sheet.id,
                                  .channel = Channel::card,
                                  .money = MoneySource::bank,
                                  .paid_on = today(),
                                  .workers = std::move(workers) };
        return as(treasurer, [&](Call& call) { return pay(call, unit(), draft); });
    }
    Result<void> try_come_back(Payout const& payout, WorkerId worker, std::string reason = "bebas")
    {
        return as(treasurer, [&](Call& call) {
            return give_back(call, unit(), { payout.id, worker, reason });
        });
    }
    Sheet now_of(Sheet const& sheet)
    {
        return look([&](View& view) { return premium::sheet(view, unit(), sheet.id); }).take();
    }
    std::vector<Line> lines_of(Sheet const& sheet)
    {
        return look([&](View& view) { return lines(view, unit(), sheet.id); });
    }
    std::vector<std::int64_t> amounts_of(Sheet const& sheet)
    {
        std::vector<std::int64_t> all;
        for (auto const& line : lines_of(sheet)) all.push_back(line.amount.amount());
        return all;
    }
    /// Debit positive.
    std::int64_t held(Account account)
    {
        return look([&](View& view) { return ledger::balance(view, unit(), account); }).amount();
    }
    /// Everything that verify would say of books, sales and sheets.
    std::string broken()
    {
        return market.engine()
            .get<std::string>([](db::Read& read) -> Result<std::string> {
                auto const books = ledger::verify(read).take();
                if (!books.sound) return books.first_broken;
                if (auto const sale = sales::first_broken_sale(read)) return *sale;
                return first_broken_sheet(read).value_or("");
            })
            .take();
    }
    template<class Answer>
    static std::string code_of(Answer const& answer)
    {
        return answer.ok() ? "ok" : std::string { answer.error().code().id };
    }

    test::Market market;
    Actor kasi { market.cast.wayan };
    Actor cashier { market.cast.sari };
    Actor head { person(market.cast.wayan, 3, Role::head) };
    Actor treasurer { person(market.cast.wayan, 4, Role::treasurer) };
    Timestamp now { test::noon };
    ActivityId bread {};
    VariantId goods {};

private:
    unsigned m_ids { 0 };
    int m_workers { 0 };
};

} // namespace karya::premium
