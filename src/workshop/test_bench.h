#pragma once
// Lapas Pontianak with one activity and people who work. For tests of workshop/ only.

#include "support/cast.h"
#include "workshop/workshop.h"
#include <gtest/gtest.h>

namespace karya::workshop {

using test::noon;

class Bench : public testing::Test {
protected:
    org::UnitScope const& unit() { return market.pontianak(); }
    Day today() { return unit().day(noon); }
    template<class Work>
    auto run(Work&& work, Timestamp when = noon)
    {
        return market.call(market.cast.wayan, when, work);
    }
    template<class Work>
    auto look(Work&& work, Timestamp when = noon)
    {
        return market.view(market.cast.wayan, when, work);
    }
    void SetUp() override
    {
        wbp::keep_key(std::string(32, 'k'));
        activity = run([&](Call& call) -> Result<ActivityId> {
                       return TRY(org::add_activity(call, unit(), { .name = "Roti" })).id;
                   }).take();
    }
    WorkerId worker()
    {
        wbp::NewWorker const wanted { { "A " + std::to_string(++m_workers), "Contoh" },
                                      today().next(-400) };
        return run([&](Call& call) { return wbp::add(call, unit(), wanted); }).take().id;
    }
    Result<Decree> try_assign(NewDecree wanted)
    {
        wanted.activity = activity;
        return run([&](Call& call) { return assign(call, unit(), wanted); });
    }
    /// Some people, assigned since a year ago.
    std::vector<WorkerId> team(int size)
    {
        std::vector<WorkerId> all;
        for (int i = 0; i < size; ++i) all.push_back(worker());
        try_assign({ .number = "SK " + std::to_string(m_workers),
                     .dated = today().next(-365),
                     .since = today().next(-365),
                     .workers = all })
            .take();
        return all;
    }
    Result<std::int64_t> try_day(DaySheet sheet, Hand hand = Hand::section)
    {
        sheet.activity = activity;
        return run([&](Call& call) { return record_day(call, unit(), sheet, hand); });
    }
    std::vector<DayLine> lines(Day day)
    {
        return look([&](View& view) { return lines_of(view, unit(), activity, day); });
    }
    template<class Answer>
    static std::string code_of(Answer const& answer)
    {
        return answer.ok() ? "ok" : std::string { answer.error().code().id };
    }

    test::Market market;
    ActivityId activity {};

private:
    int m_workers { 0 };
};

} // namespace karya::workshop
