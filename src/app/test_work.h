#pragma once
// Things of those who work in Pontianak, and of what they make, for whoever knocks.

#include "labels/labels.h"
#include "production/production.h"
#include "support/cast.h"
#include "wbp/wbp.h"
#include "workshop/workshop.h"
#include <map>

namespace karya::app {

using Things = std::map<std::string, std::string, std::less<>>;

template<class Work>
auto as_head(test::Market& market, Work&& work)
{
    Actor actor = market.cast.wayan;
    actor.role = Role::head;
    return market.call(actor, test::noon, std::forward<Work>(work)).take();
}

class WorkThings {
public:
    explicit WorkThings(test::Market& market) : m_market(market) { }

    /// Nothing for what is not of work.
    Things fresh(std::string_view thing)
    {
        if (thing == "batch") return batch();
        if (thing == "activity" || thing == "decree") return placed();
        if (thing == "label_token") return { { "token", label_token() } };
        if (thing == "label_run") return { { "run", label_run().text() } };
        if (thing.ends_with("worker")) return { { "worker", worker(thing).text() } };
        return {};
    }

private:
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

    test::Market& m_market;
    int m_workers { 0 };
};

} // namespace karya::app
