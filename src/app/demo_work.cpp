// The demonstration's work sections: who works where by decree, weeks of attendance and pieces, and
// batches that lie on the shelf.

#include "app/demo_work.h"
#include "catalogue/catalogue.h"
#include "production/production.h"
#include "wbp/wbp.h"
#include "workshop/workshop.h"
#include <algorithm>
#include <array>

namespace karya::app {

namespace {

constexpr int weeks_days = 28;
constexpr std::array names { "Peragaan Satu", "Peragaan Dua",  "Peragaan Tiga", "Peragaan Empat",
                             "Peragaan Lima", "Peragaan Enam", "Peragaan Tujuh" };

Result<std::vector<WorkerId>> add_workers(Call& call, org::UnitScope const& scope)
{
    std::vector<WorkerId> all;
    for (auto const* name : names) {
        wbp::NewWorker const wanted { { "PERAGAAN " + std::to_string(all.size() + 1), name },
                                      scope.day(call.now).next(-2 * weeks_days) };
        all.push_back(TRY(wbp::add(call, scope, wanted)).id);
    }
    return all;
}

Result<ActivityId> open_activity(Call& call, org::UnitScope const& scope,
                                 org::Activity const& activity,
                                 std::vector<WorkerId> const& workers)
{
    auto const id = activity.id;
    auto const since = scope.day(call.now).next(-weeks_days);
    TRY(workshop::describe(
        call, scope, id,
        { { .place = activity.field == org::Field::agribisnis ? "Lahan belakang" : "Bengkel",
            .area = Quantity::pieces(60),
            .capacity = 10 },
          { { "Perkakas tangan", 12, workshop::ToolState::good },
            { "Meja kerja", 4, workshop::ToolState::worn } } }));
    TRY(workshop::assign(call, scope,
                         { .activity = id,
                           .number = "SK-PERAGAAN",
                           .dated = since,
                           .since = since,
                           .workers = workers }));
    return id;
}

/// Sundays are free; now and then somebody is ill or away.
workshop::DayEntry entry_of(WorkerId worker, std::int64_t luck)
{
    workshop::DayEntry entry { .worker = worker };
    if (luck % 17 == 0) entry.presence = workshop::Presence::sick;
    if (luck % 29 == 0) entry.presence = workshop::Presence::leave;
    if (entry.presence == workshop::Presence::present)
        entry.pieces = Quantity::pieces(4 + luck % 5);
    return entry;
}

/// By the section while the day is open to it; before that by the head, from the book on paper.
Result<void> write_days(Call& call, Actor const& head, org::UnitScope const& scope,
                        ActivityId activity)
{
    auto const today = scope.day(call.now);
    auto const section = call.actor;
    for (int back = weeks_days; back >= 1; --back) {
        auto const day = today.next(-back);
        if (std::chrono::weekday { day.days } == std::chrono::Sunday) continue;
        bool const closed = back > workshop::days_open;
        workshop::DaySheet sheet { .activity = activity,
                                   .day = day,
                                   .hours = Quantity::pieces(6),
                                   .rate = Rupiah { 1'500 },
                                   .reason = closed ? "Peragaan: dari buku absen" : "" };
        for (auto const& one : workshop::assigned_on(call.view(), scope, activity, day))
            sheet.entries.push_back(entry_of(one.worker, back * 7 + one.n * 3));
        call.actor = closed ? head : section;
        TRY(workshop::record_day(call, scope, sheet,
                                 closed ? workshop::Hand::head : workshop::Hand::section));
    }
    call.actor = section;
    return {};
}

/// A batch of each of the first goods, a few days apart.
Result<void> make_batches(Call& call, org::UnitScope const& scope)
{
    constexpr std::size_t goods_max = 4;
    auto goods = catalogue::sellables(call.view(), scope);
    std::erase_if(goods, [](catalogue::Sellable const& one) {
        return one.supply != catalogue::Supply::stocked;
    });
    goods.resize(std::min(goods.size(), goods_max));
    auto day = scope.day(call.now).next(-static_cast<int>(goods.size()));
    for (auto const& one : goods) {
        day = day.next();
        auto const material = Rupiah { one.price.amount() * 6 };
        TRY(production::record(
            call, scope,
            { .variant = one.variant,
              .day = day,
              .output = Quantity::pieces(24),
              .uses = { .for_sale = Quantity::pieces(20),
                        .kitchen = Quantity::pieces(3),
                        .spoiled = Quantity::pieces(1) },
              .costs = { { .name = "Bahan", .amount = material },
                         { production::CostKind::wage, "Upah", {}, {}, Rupiah { 36'000 } } },
              .note = "Peragaan" }));
    }
    return {};
}

} // namespace

Result<void> lay_work(Call& call, Actor const& head)
{
    auto const scope = TRY(org::own(call.view()));
    auto const workers = TRY(add_workers(call, scope));
    std::size_t first = 0;
    for (auto const& activity : org::activities(call.view(), scope)) {
        constexpr std::size_t together = 4;
        if (first >= workers.size()) break;
        auto const size = std::min(together, workers.size() - first);
        auto const begin = workers.begin() + static_cast<std::ptrdiff_t>(first);
        auto const id = TRY(open_activity(call, scope, activity,
                                          { begin, begin + static_cast<std::ptrdiff_t>(size) }));
        TRY(write_days(call, head, scope, id));
        first += size;
    }
    return make_batches(call, scope);
}

} // namespace karya::app
