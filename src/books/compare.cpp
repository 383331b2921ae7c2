#include "books/compare.h"
#include "books/report.h"
#include "catalogue/catalogue.h"
#include "ledger/ledger.h"
#include "pnbp/pnbp.h"

namespace karya::books {

namespace {

Day year_of_day(Day day) { return Day::from(static_cast<int>(day.calendar().year()), 1, 1); }

/// A place among those that are compared, found by its units.
class Beside {
public:
    Beside(View const& view, Reach const& reach, AboutKind by) : m_view(view)
    {
        std::map<KanwilId, std::size_t> offices;
        for (auto const& unit : reach.units) {
            auto place = m_places.size();
            if (by == AboutKind::kanwil)
                place = offices.try_emplace(unit.kanwil, m_places.size()).first->second;
            if (place == m_places.size())
                m_places.push_back(
                    by == AboutKind::kanwil
                        ? Compared { .about = { by, unit.kanwil.text() },
                                     .name = reach.kanwil.at(unit.kanwil) }
                        : Compared { .about = { by, unit.id.text() }, .name = unit.name });
            m_places[place].units += 1;
            m_place_of[unit.id] = place;
        }
    }
    std::vector<Compared> over(board::Window const& span)
    {
        auto const today = span.last;
        for (auto const& row : board::sums_by_unit(m_view, span))
            if (auto* place = of(row.unit)) add(place->sold, row.sums);
        for (auto const& [unit, amount] : ledger::movements_of_all(
                 m_view, ledger::Account::cost_recovery, span.first, span.last))
            if (auto* place = of(unit)) place->cost -= amount;
        put_aim(&Compared::month, month_of(today), today, end_of_month(today));
        auto const year = year_of_day(today);
        put_aim(&Compared::year, year, today, end_of_month(year.next(360)));
        put_means(today);
        return std::move(m_places);
    }

private:
    Compared* of(UnitId unit)
    {
        auto const found = m_place_of.find(unit);
        return found == m_place_of.end() ? nullptr : &m_places[found->second];
    }
    /// Targets are of whole months; those of the year are all that were set for it.
    void put_aim(Aim Compared::* which, Day first, Day today, Day last)
    {
        std::map<UnitId, Rupiah> targets;
        for (auto const& target : pnbp::targets(m_view, first, last))
            targets[target.unit] += target.amount;
        auto const sums = sums_in(m_view, { first, today });
        for (auto const& [unit, sold] : sums)
            if (auto* place = of(unit)) (place->*which).pnbp += sold.pnbp;
        for (auto const& [unit, amount] : targets) {
            auto* place = of(unit);
            if (!place) continue;
            auto& aim = place->*which;
            aim.target = aim.target.value_or(Rupiah {}) + amount;
            aim.aimed += sums_of(sums, unit).pnbp;
            aim.units += 1;
        }
    }
    void put_means(Day today)
    {
        for (auto const& value : catalogue::stock_values(m_view))
            if (auto* place = of(value.unit)) {
                place->stock += value.value;
                place->stock_unknown += value.unknown;
            }
        for (auto const& idle : workshop::idle_counts(m_view, today))
            if (auto* place = of(idle.unit)) {
                place->idle.activities += idle.activities;
                place->idle.tools += idle.tools;
                place->idle.area = place->idle.area + idle.area;
            }
    }

    View const& m_view;
    std::vector<Compared> m_places {};
    std::map<UnitId, std::size_t> m_place_of {};
};

} // namespace

std::vector<Compared> compared(View const& view, Reach const& reach, AboutKind by,
                               board::Window const& span)
{
    return Beside { view, reach, by }.over(span);
}

} // namespace karya::books
