#pragma once
// Budi pays for an order; Dewi is treasurer of Pontianak, Rina works for the nation's account: for
// the tests of payments/.

#include "base/json.h"
#include "core/outbox.h"
#include "payments/state.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::payments {

using std::chrono::hours;

class Paying : public testing::Test {
protected:
    void SetUp() override
    {
        keep_keys({ std::string(32, 'p'), std::string(32, 'q') });
        dewi = market.cast.wayan;
        dewi.officer = test::numbered<OfficerTag>(3);
        dewi.name = "Dewi";
        dewi.role = Role::treasurer;
        rina = { .officer = test::numbered<OfficerTag>(4), .name = "Rina", .role = Role::ditjen };
        name_account(dewi, "BRI", "1234-5678 90");
        name_account(rina, "Mandiri", "99887766");
    }

    template<class Work>
    auto by(Actor const& actor, Work&& work)
    {
        return market.call(actor, now, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view({}, now, work);
    }
    Collector own(Actor const& actor)
    {
        return market.view(actor, now, [](View& view) { return collector(view); }).take();
    }
    void name_account(Actor const& actor, std::string bank, std::string number)
    {
        auto const mine = own(actor);
        auto const done = by(actor, [&](Call& call) {
            return set_account(call, mine,
                               { .bank = bank,
                                 .number = number,
                                 .holder = number.empty() ? "" : "Penampung Karya",
                                 .valid_from = mine.day(now) });
        });
        now += std::chrono::seconds { 1 };
        ASSERT_TRUE(done.ok()) << done.error().code().id;
    }

    /// Of one unit's goods, due in a day.
    Ask order(Rupiah amount = Rupiah { 85'000 })
    {
        return { .id = test::numbered<PaymentTag>(++m_ids),
                 .subject = "group " + std::to_string(m_ids),
                 .amount = amount,
                 .way = Way::transfer,
                 .due_at = now + hours { 24 },
                 .payer = { "Budi", "budi@example.id", "0812" },
                 .items = { { "Keset", 1, amount } },
                 .return_path = "/pesanan/x",
                 .unit = market.cast.pontianak_id };
    }
    Result<Payment> try_ask(Ask const& draft)
    {
        return by({}, [&](Call& call) { return ask(call, draft); });
    }
    Payment asked(Ask const& draft)
    {
        auto made = try_ask(draft);
        if (!made.ok()) ADD_FAILURE() << made.error().code().id;
        return made.ok() ? made.take() : Payment {};
    }
    Payment asked() { return asked(order()); }
    Payment now_of(Payment const& one)
    {
        return look([&](View& view) { return payment(view, one.id); }).take();
    }

    Result<Payment> arrives(Payment const& one, Rupiah amount, bool sure = false)
    {
        auto const& actor = one.unit.empty() ? rina : dewi;
        auto const mine = own(actor);
        return by(actor, [&](Call& call) {
            return receive(
                call, mine,
                { .payment = one.id, .amount = amount, .arrived_on = mine.day(now), .sure = sure });
        });
    }
    Result<void> try_give_back(Payment const& one, Rupiah amount, unsigned id)
    {
        return by({}, [&](Call& call) {
            return give_back(call, { test::numbered<MoneyReturnTag>(id), one.id, amount, "habis" });
        });
    }
    Result<void> try_end(MoneyReturnId id, std::string reference, std::string trouble = {})
    {
        auto const mine = own(dewi);
        return by(dewi,
                  [&](Call& call) { return end_return(call, mine, { id, reference, trouble }); });
    }
    Result<void> try_cancel(Payment const& one)
    {
        return by({}, [&](Call& call) { return cancel(call, one.id, "batal"); });
    }
    void end_what_is_due()
    {
        while (by({}, [](Call& call) { return end_due(call); }).take()) { }
    }
    std::vector<DeskRow> list(DeskList which)
    {
        auto const mine = own(dewi);
        return market.view(dewi, now, [&](View& view) { return desk_list(view, mine, which); });
    }
    std::vector<DeskRow> find(std::string const& typed)
    {
        auto const mine = own(dewi);
        return market.view(dewi, now, [&](View& view) { return found(view, mine, typed); });
    }

    /// What was announced since the last time, in order.
    std::vector<core::Stored> news()
    {
        std::vector<core::Stored> heard;
        core::Subscriber const ear { "test.ear",
                                     [&](db::Tx&,
                                         std::vector<core::Stored> const& events) -> Result<void> {
                                         heard.insert(heard.end(), events.begin(), events.end());
                                         return {};
                                     } };
        while (core::deliver(market.engine(), ear).take()) { }
        std::erase_if(heard,
                      [](auto const& event) { return !event.event_name.starts_with("payments."); });
        return heard;
    }
    /// The one thing that was announced.
    template<class Event>
    Event told()
    {
        auto const heard = news();
        if (heard.size() != 1 || heard[0].event_name != Event::event_name) {
            ADD_FAILURE() << heard.size() << " events"
                          << (heard.empty() ? "" : ", " + heard[0].event_name);
            return {};
        }
        return core::event_of<Event>(heard[0]);
    }
    std::string broken()
    {
        return market.engine()
            .get<std::string>([](db::Read& read) -> Result<std::string> {
                return first_broken_payment(read).value_or("");
            })
            .take();
    }

    template<class T>
    static std::string_view code_of(Result<T> const& result)
    {
        return result.ok() ? "ok" : result.error().code().id;
    }
    template<class T>
    static std::string reason_of(Result<T> const& result, std::string_view field)
    {
        if (result.ok()) return "ok";
        for (auto const& bad : result.error().fields)
            if (bad.field == field) return bad.reason;
        return "no such field";
    }

    test::Market market;
    Actor dewi {};
    Actor rina {};
    Timestamp now { test::noon };

private:
    unsigned m_ids { 0 };
};

} // namespace karya::payments
