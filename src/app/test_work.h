#pragma once
// Things of those who work in Pontianak, and of what they make, for whoever knocks.

#include "album/album.h"
#include "books/books.h"
#include "cash/cash.h"
#include "counter/counter.h"
#include "labels/labels.h"
#include "ledger/ledger.h"
#include "premium/premium.h"
#include "production/production.h"
#include "sales/sales.h"
#include "support/cast.h"
#include "wbp/wbp.h"
#include "workshop/workshop.h"
#include <gtest/gtest.h>
#include <map>

namespace karya::app {

using Things = std::map<std::string, std::string, std::less<>>;

template<class Work>
auto as_head(test::Market& market, Work&& work)
{
    Actor actor = market.cast.wayan;
    actor.role = Role::head;
    auto done = market.call(actor, test::noon, std::forward<Work>(work));
    EXPECT_TRUE(done.ok()) << done.error().code().id << " " << done.error().why();
    return done.take();
}

class WorkThings {
public:
    explicit WorkThings(test::Market& market) : m_market(market) { }

    /// Nothing for what is not of work.
    Things fresh(std::string_view thing)
    {
        if (thing == "kit" || thing == "shown_kit") return kit();
        if (thing == "batch") return batch();
        if (thing == "cash") return paid();
        if (thing == "cash_photo") return photographed("cash", paid(), album::Shown::above);
        if (thing == "recalled_batch") return recalled(batch());
        if (thing == "service") return { { "product", service().text() } };
        if (thing == "batch_photo") return photographed("batch", batch(), album::Shown::above);
        if (thing == "activity_photo")
            return photographed("activity", placed(), album::Shown::in_unit);
        if (thing.ends_with("report") || thing == "report_code") return report(thing);
        if (thing == "campaign") return { { "campaign", campaign() } };
        if (thing == "activity" || thing == "decree") return placed();
        if (thing.ends_with("premium")) return premium(thing);
        if (thing == "label_token") return { { "token", label_token() } };
        if (thing == "discount" || thing == "doubt") return looked_into();
        if (thing == "label_run") return { { "run", label_run().text() } };
        if (thing.ends_with("worker")) return { { "worker", worker(thing).text() } };
        return {};
    }

private:
    Things kit()
    {
        auto const mat = m_market.product({});
        auto const broom = m_market.product({ .name = "Sapu ijuk" });
        auto const& scope = m_market.pontianak();
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const made = TRY(catalogue::add_kit(call, scope,
                                                     { .name_id = "Paket bersih",
                                                       .price = Rupiah { 80'000 },
                                                       .parts = { { mat, 1 }, { broom, 1 } } }));
            TRY(catalogue::set_kit_state(call, scope, made, catalogue::ProductState::published));
            auto const slug = TRY(catalogue::kit(call.view(), scope, made)).slug;
            return Things { { "kit", made.text() }, { "slug", slug } };
        });
    }
    Things photographed(std::string const& kind, Things of, album::Shown shown)
    {
        auto const& scope = m_market.pontianak();
        album::Subject const subject { kind, of.at(kind), shown };
        of["photo"] = as_head(m_market, [&](Call& call) -> Result<std::string> {
            TRY(album::add(call, scope, subject, "webp"));
            return album::photos(call.view(), scope, subject).back().photo.text();
        });
        return of;
    }
    ProductId service()
    {
        auto const& scope = m_market.pontianak();
        return as_head(m_market, [&](Call& call) -> Result<ProductId> {
            return catalogue::add_product(
                call, scope, { .name_id = "Cuci mobil", .kind = catalogue::ProductKind::jasa });
        });
    }
    /// On a day ahead of its own.
    std::string campaign()
    {
        auto const day = day_in(Zone::wib, test::noon).next(10 + ++m_campaigns);
        auto const made = m_market.call(m_market.cast.admin, test::noon, [&](Call& call) {
            return org::add_campaign(call, { {}, "Kampanye", day, day });
        });
        return made.value().id.text();
    }
    /// Books that are older than any report that is asked of them.
    void begin_long_ago()
    {
        ledger::EntryDraft const first { .kind = ledger::EntryKind::correction,
                                         .day = Day::from(1990, 1, 1),
                                         .source = "long ago",
                                         .postings = {
                                             { ledger::Account::cash, Rupiah { 1 } },
                                             { ledger::Account::working_fund, Rupiah { -1 } } } };
        as_head(m_market, [&](Call& call) -> Result<int> {
            TRY(ledger::post(call, m_market.pontianak(), first));
            return 1;
        });
    }
    /// Of an earlier month each time.
    Things report(std::string_view thing)
    {
        if (!std::exchange(m_begun, true)) begin_long_ago();
        m_month = m_month.next(-1);
        auto const name = m_month.text().substr(0, 7);
        m_month = books::period_named(name).take().first;
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const key = TRY(books::own_key(call.view(), TRY(books::period_named(name))));
            auto const made = TRY(books::make(call, key, ""));
            if (thing != "report_code") return Things { { "report", made.id.text() } };
            return Things { { "code", made.code } };
        });
    }
    std::string label_token()
    {
        auto const id = label_run();
        auto const& scope = m_market.pontianak();
        return as_head(m_market, [&](Call& call) -> Result<std::string> {
            auto const run = TRY(labels::run(call.view(), scope, id));
            auto const address = labels::label_address(call.view(), run, run.first,
                                                       "https://karya");
            return labels::token_in(address).value_or("");
        });
    }
    LabelRunId label_run()
    {
        auto const goods = m_market.product({});
        auto const& scope = m_market.pontianak();
        return as_head(m_market, [&](Call& call) -> Result<LabelRunId> {
            auto const run = TRY(labels::issue(
                call, scope, { .variant = goods, .count = 2, .day = scope.day(call.now) }));
            return run.id;
        });
    }
    /// A sale for less than anybody may, with a label that is none.
    Things looked_into()
    {
        auto const goods = m_market.product({});
        auto const& scope = m_market.pontianak();
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            sales::SaleDraft draft { .id = SaleId::make(call.now), .sold_at = call.now };
            draft.lines = {
                { .variant = goods, .quantity = Quantity::pieces(1), .discount = Rupiah { 1'000 } }
            };
            auto const sale = TRY(sales::record(call, scope, draft));
            counter::note_discount(call, scope, sale, Role::cashier, "");
            labels::mark_sold(call, scope, sale, { { 1, "AAAA" } });
            return Things { { "sale", sale.id.text() },
                            { "doubt", labels::doubts(call.view(), scope).back().id.text() } };
        });
    }
    /// One who is here, has left, or has agreed to something.
    WorkerId worker(std::string_view which)
    {
        auto const& scope = m_market.pontianak();
        auto const serial = std::to_string(++m_workers);
        return as_head(m_market, [&](Call& call) -> Result<WorkerId> {
            auto const today = scope.day(call.now);
            auto const id = TRY(wbp::add(call, scope, { { "B " + serial, "Contoh" }, today })).id;
            if (which == "gone_worker") TRY(wbp::leave(call, scope, id, today));
            if (which == "agreeing_worker")
                TRY(wbp::give_consent(call, scope, { id, wbp::Purpose::story, "SP", today }));
            return id;
        });
    }
    /// Something that was paid for, from money that just came.
    Things paid()
    {
        auto const& scope = m_market.pontianak();
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const today = scope.day(call.now);
            ledger::EntryDraft came { .kind = ledger::EntryKind::shift_difference,
                                      .day = today,
                                      .source = SaleId::make(call.now).text() };
            came.postings = { { ledger::Account::cash, Rupiah { 5'000 } },
                              { ledger::Account::cash_over_short, -Rupiah { 5'000 } } };
            TRY(ledger::post(call, scope, came));
            auto const made = TRY(cash::record(call, scope,
                                               { .kind = cash::MoveKind::material,
                                                 .day = today,
                                                 .from = ledger::Account::cash,
                                                 .amount = Rupiah { 5'000 },
                                                 .payee = "Toko Maju",
                                                 .about = "benang" }));
            return Things { { "move", made.id.text() }, { "cash", made.id.text() } };
        });
    }
    Things batch()
    {
        auto const& scope = m_market.pontianak();
        auto const variant = m_market.product({});
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const all = Quantity::pieces(2);
            auto const made = TRY(production::record(call, scope,
                                                     { .variant = variant,
                                                       .day = scope.day(call.now),
                                                       .output = all,
                                                       .uses = { .for_sale = all } }));
            return Things { { "batch", made.id.text() } };
        });
    }
    Things recalled(Things lot)
    {
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const id = TRY(BatchId::parse(lot.at("batch")));
            TRY(production::withdraw(call, m_market.pontianak(), id, "berjamur"));
            return std::move(lot);
        });
    }
    /// An activity with one who is assigned to it.
    Things placed()
    {
        auto const& scope = m_market.pontianak();
        auto const who = worker("worker");
        return as_head(m_market, [&](Call& call) -> Result<Things> {
            auto const today = scope.day(call.now);
            auto const name = "Bengkel " + std::to_string(m_workers);
            auto const activity = TRY(org::add_activity(call, scope, { .name = name })).id;
            auto const decree = TRY(
                workshop::assign(call, scope, { activity, "SK 1", today, today, {}, { who } }));
            return Things { { "activity", activity.text() }, { "decree", decree.id.text() } };
        });
    }

    /// An activity whose only worker was there yesterday, and one piece of it sold.
    ActivityId worked()
    {
        auto const things = placed();
        auto const& scope = m_market.pontianak();
        return as_head(m_market, [&](Call& call) -> Result<ActivityId> {
            auto const activity = TRY(ActivityId::parse(things.at("activity")));
            auto const product = TRY(
                catalogue::add_product(call, scope, { .name_id = "Roti", .activity = activity }));
            auto const variant = TRY(catalogue::add_variant(call, scope, product,
                                                            { .price = Rupiah { 40'000 },
                                                              .cost = Rupiah { 20'000 },
                                                              .opening = Quantity::pieces(9) }));
            TRY(catalogue::set_state(call, scope, product, catalogue::ProductState::published));
            TRY(sales::record(call, scope,
                              { .id = SaleId::make(call.now),
                                .sold_at = call.now,
                                .lines = { { variant, Quantity::pieces(1) } },
                                .payment = sales::Payment::transfer }));
            workshop::DaySheet day { .activity = activity, .day = scope.day(call.now) };
            for (auto const& one :
                 workshop::assigned_on(call.view(), scope, activity, scope.day(call.now)))
                day.entries.push_back({ .worker = one.worker, .hours = Quantity::pieces(6) });
            TRY(workshop::record_day(call, scope, day, workshop::Hand::section));
            return activity;
        });
    }
    /// A draft, an authorised sheet, or one that is paid.
    Things premium(std::string_view which)
    {
        auto const activity = worked();
        auto const& scope = m_market.pontianak();
        auto const step = [&](Actor const& who, auto&& work) {
            return m_market.call(who, test::noon, work).take();
        };
        auto made = step(m_market.cast.sari, [&](Call& call) {
            auto const today = scope.day(call.now);
            return premium::make(call, scope,
                                 { .activity = activity, .first_day = today, .last_day = today });
        });
        Things things { { "sheet", made.id.text() }, { "name", "kartu.csv" } };
        things["seal"] = made.hash.substr(0, 16);
        if (which == "premium" || which == "sealed_premium") return things;
        auto head = m_market.cast.wayan;
        head.officer = test::numbered<OfficerTag>(77);
        head.role = Role::head;
        using premium::Seen;
        for (auto const& [who, move] : { std::pair { m_market.cast.sari, &premium::send },
                                         std::pair { m_market.cast.wayan, &premium::verify },
                                         std::pair { head, &premium::authorise } })
            made = step(
                who, [&](Call& call) { return move(call, scope, Seen { made.id, made.version }); });
        if (which == "authorised_premium") return things;
        auto const line = m_market.view(head, test::noon, [&](View& view) {
            return premium::lines(view, scope, made.id).front();
        });
        auto const payout = step(head, [&](Call& call) {
            return premium::pay(call, scope,
                                { .sheet = made.id,
                                  .money = premium::MoneySource::bank,
                                  .paid_on = scope.day(call.now),
                                  .workers = { line.worker } });
        });
        things["payout"] = payout.id.text();
        things["worker"] = line.worker.text();
        return things;
    }

    bool m_begun { false };
    Day m_month { Day::from(2020, 1, 1) }; // those of 2021 are made by requests
    int m_campaigns { 0 };
    test::Market& m_market;
    int m_workers { 0 };
};

} // namespace karya::app
