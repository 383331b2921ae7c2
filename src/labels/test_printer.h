#pragma once
// Pontianak makes doormats and labels them: for the tests of labels/.

#include "labels/labels.h"
#include "support/cast.h"
#include <gtest/gtest.h>

namespace karya::labels {

class Printer : public testing::Test {
protected:
    org::UnitScope const& unit() { return market.pontianak(); }
    Day today() { return unit().day(now); }
    template<class Work>
    auto run_as(Actor const& actor, Work&& work)
    {
        return market.call(actor, now, work);
    }
    template<class Work>
    auto look(Work&& work)
    {
        return market.view(market.cast.wayan, now, work);
    }
    void SetUp() override
    {
        keep_key(std::string(32, 'k'));
        goods = market.product({});
        made.clear();
        for (auto const* lot : { "PTK-L210426-1", "PTK-L210426-12" })
            made.push_back({ lot, goods, today(), "Keset sabut kelapa" });
        tell_lots_by([](View const&, org::UnitScope const& scope, std::string_view lot) {
            std::vector<Lot> found;
            for (auto const& one : made)
                if (scope.code() == "PTK" && (lot.empty() || one.lot == lot)) found.push_back(one);
            return found;
        });
    }
    RunDraft draft(std::int64_t count = 3)
    {
        return { .variant = goods, .count = count, .day = today(), .with_price = true };
    }
    Result<PrintRun> try_issue(RunDraft const& wanted)
    {
        return run_as(market.cast.wayan, [&](Call& call) { return issue(call, unit(), wanted); });
    }
    PrintRun issued(std::int64_t count = 3) { return try_issue(draft(count)).take(); }
    Key rotated()
    {
        return run_as(market.cast.admin, [&](Call& call) -> Result<Key> { return rotate(call); })
            .take();
    }
    Result<void> try_withdraw(PrintRun const& of, Stretch serials,
                              std::string reason = "Salah cetak")
    {
        return run_as(market.cast.wayan, [&](Call& call) {
            return withdraw(call, unit(), { of.id, serials, reason });
        });
    }
    std::string token_of(PrintRun const& of, std::int64_t serial)
    {
        return look([&](View& view) {
            return token_in(label_address(view, of, serial, "https://karya.test")).value_or("");
        });
    }
    Result<Label> found(std::string const& token)
    {
        return look([&](View& view) { return look_up(view, token); });
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
    Timestamp now { test::noon };
    VariantId goods {};
    inline static std::vector<Lot> made {}; ///< what production knows
};

} // namespace karya::labels
